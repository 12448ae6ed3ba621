"""A file of somebody else's database is known by its content and becomes a batch; what nobody knows is refused."""

from collections.abc import Callable
from types import ModuleType

from cookietui import plugins
from cookietui.catalog import formats
from cookietui.catalog.joining import Joiner
from cookietui.core.catalogue import Batch
from cookietui.core.errors import BadInput
from cookietui.sources.sample import Sample


def read_batch(sample: Sample, joiner: Joiner) -> Batch:
    """The rows of a file, with ids joined to those that are known; raises BadInput for what is no such file."""
    read: Callable[[Sample, Joiner], Batch] = _format_of(sample).read
    batch = read(sample, joiner)
    if not batch.cookies and not batch.organisations:
        raise BadInput("holds no record that can be used", input=sample.path)
    return batch


def titles() -> tuple[str, ...]:
    """What can be imported."""
    return tuple(str(plugins.load(formats, name).TITLE) for name in plugins.names(formats))


def adds(key: str) -> bool:
    """Whether a source comes record by record, so that a new import adds to an earlier one."""
    modules = [plugins.load(formats, name) for name in plugins.names(formats)]
    whole = (module.SOURCE.key == key and getattr(module, "MANY", False) for module in modules)
    return any(whole) or any(module.RECORDS.key == key for module in modules if hasattr(module, "RECORDS"))


def _format_of(sample: Sample) -> ModuleType:
    certain = [m for m in (plugins.load(formats, n) for n in plugins.names(formats)) if m.identify(sample) == "certain"]
    if len(certain) > 1:
        both = " and ".join(module.TITLE for module in certain)
        raise BadInput(f"could be {both}", input=sample.path)
    if not certain:
        raise BadInput("is no database that can be imported; see: cookietui catalog import --help", input=sample.path)
    return certain[0]
