"""A guest of a house of many guests is a site of its own; what the suffix list leaves out is data/guest_houses.txt."""

import functools
from importlib import resources

from cookietui.core.site import host, registrable


@functools.cache
def _houses() -> tuple[frozenset[str], frozenset[str]]:
    """The houses, and the labels below them that are theirs."""
    text = (resources.files("cookietui") / "data" / "guest_houses.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    own = frozenset(line[1:] for line in lines if line.startswith("!"))
    return frozenset(line for line in lines if not line.startswith("!")), own


def guest_of(name: str) -> str | None:
    """The guest's own host (`me.tumblr.com`) that a host or URL lies at; None where it is no guest of a listed house.

    Browsers share cookies between such guests and their house, so that the house stays the registrable domain.
    """
    bare, house = host(name), registrable(name)
    houses, own = _houses()
    if bare is None or house not in houses or bare == house:
        return None
    label = bare.removesuffix(f".{house}").rpartition(".")[2]
    return None if label in own else f"{label}.{house}"
