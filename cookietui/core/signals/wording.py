"""Numbers and field names of consent strings become words by data/signals.toml."""

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources


@functools.cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = (resources.files("cookietui") / "data" / "signals.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(kind: str, table: str) -> Mapping[str, str]:
    """Key to words of one table of one kind of signal."""
    return _tables()[kind][table]
