"""What a site declares is what the newest reading of each of its pages says; a text much like a kept one is newer."""

import contextlib
from collections.abc import Callable, Collection, Sequence
from operator import itemgetter

from cookietui.core.declaration import Declaration, Page
from cookietui.core.errors import CookietuiError, MissingInput
from cookietui.core.merging import merge_pages
from cookietui.storage import library
from cookietui.storage.library import Kept, Reading, Reread
from cookietui.storage.places import Places

_ALIKE = 0.2
"""Part of the wording of the longer of two texts that both share, from which on they are one page at two times."""
_SHORT = 100
"""Words below which wording tells little."""
_WORDS = 4
"""Words in a row that count as shared wording."""
_LONGEST = 100_000
"""Words of a text that are compared."""
_PIPED = "-"
"""The path of what came by standard input, which tells no page from another."""
_BETWEEN = "\n\n"


def load(
    places: Places, site: str, *, version: int = 0, reread: Reread | None = None, fresh: Kept | None = None
) -> Kept:
    """All pages of a site as one, read again where `version` is newer; raises MissingInput, BadInput.

    `fresh` is a text that takes the place of the page that it is a newer version of.
    """
    latest = library.pages(library.readings(places, site))
    if not latest and fresh is None:
        raise MissingInput(f"nothing was read about {site} yet")
    kept = {page: library.opened(places, each, version=version, reread=reread) for page, each in latest.items()}
    if fresh is not None:
        page = page_of(latest.values(), fresh.declaration, fresh.text, lambda each: kept[each.page])
        kept[fresh.reading.id if page is None else page] = fresh
    return together(list(kept.values()))


def page_of(
    latest: Collection[Reading], declaration: Declaration, text: str, opened: Callable[[Reading], Kept]
) -> str | None:
    """The page of a site (`Reading.page`) that a text is a newer version of, None for a new one.

    It is the one from the same path, else the one whose wording is most alike; one that cannot be opened is like none.
    Where there is too little wording to compare, a list of cookies and a text without one are two pages, and anything
    else a newer version.
    """
    path = declaration.source.path
    for each in latest if path != _PIPED else ():
        if each.path == path:
            return each.page
    kept = []
    for each in latest:
        with contextlib.suppress(CookietuiError):
            kept.append(opened(each))
    likeness, best = max(((_likeness(text, each.text), each) for each in kept), key=itemgetter(0), default=(0.0, None))
    if best is None:
        return None
    short = min(len(text.split()), len(best.text.split())) < _SHORT
    other = bool(declaration.cookies) != bool(best.declaration.cookies)
    return best.reading.page if likeness >= _ALIKE or (short and not other) else None


def _likeness(one: str, other: str) -> float:
    """The part of the wording of the longer text that both share."""
    mine, theirs = _wording(one), _wording(other)
    return len(mine & theirs) / max(len(mine), len(theirs), 1)


def _wording(text: str) -> frozenset[tuple[str, ...]]:
    words = text.casefold().split(maxsplit=_LONGEST)[:_LONGEST]
    return frozenset(zip(*(words[first:] for first in range(_WORDS)), strict=False))


def together(kept: Sequence[Kept]) -> Kept:
    """Several pages as one, that which says most of contacts and rights first; one page stays as it is."""
    if len(kept) == 1:
        return kept[0]
    ordered = sorted(kept, key=lambda each: (-_weight(each), each.reading.number))
    named = dict(zip(_names([each.reading for each in ordered]), ordered, strict=True))
    pages: dict[str, Page] = {}
    begin = 0
    for name, each in named.items():
        pages[name] = Page(begin, begin + len(each.text), each.reading.day)
        begin = pages[name].end + len(_BETWEEN)
    return Kept(
        reading=ordered[0].reading,
        text=_BETWEEN.join(each.text for each in ordered),
        declaration=merge_pages({name: each.declaration for name, each in named.items()}),
        pages=pages,
    )


def _weight(kept: Kept) -> int:
    return len(kept.declaration.contacts) + len(kept.declaration.rights)


def _names(readings: Sequence[Reading]) -> list[str]:
    """A name for each page: the path it was read from, with the id of the reading where two have the same."""
    paths = [each.path for each in readings]
    return [each.path if paths.count(each.path) == 1 else f"{each.path} ({each.id})" for each in readings]
