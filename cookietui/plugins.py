"""A plug-in is a module in a folder: this finds their names without importing any of them."""

import functools
import importlib
import pkgutil
from types import ModuleType


@functools.cache
def names(package: ModuleType) -> tuple[str, ...]:
    """The module names directly below `package`, sorted, those with a leading underscore left out."""
    found = (m.name for m in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(n for n in found if not n.startswith("_")))


def load(package: ModuleType, name: str) -> ModuleType:
    """Import the module `name` of `package`; raises ModuleNotFoundError when there is none."""
    return importlib.import_module(f"{package.__name__}.{name}")
