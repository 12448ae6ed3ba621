"""Software that a site runs for itself is told from services of others by a list (data/site_software.txt)."""

import functools
from importlib import resources

from cookietui.core.catalogue import folded


@functools.cache
def _software() -> frozenset[str]:
    text = (resources.files("cookietui") / "data" / "site_software.txt").read_text(encoding="utf-8")
    return frozenset(folded(line) for line in text.splitlines() if line and not line.startswith("#"))


def is_software(platform: str) -> bool:
    """Whether cookies of that platform are held by the site that runs it, not by its maker."""
    return folded(platform) in _software()
