"""History compares what readings say, fact by fact, and never by position."""

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

from cookietui.actions import wording
from cookietui.actions.facts import FIELDS
from cookietui.actions.library import find_kept, open_reading
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration
from cookietui.core.marking import fact_key
from cookietui.storage import library


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A difference between two readings of one site."""

    schema: str = "cookietui.change/1"
    site: str
    read_on: datetime.date
    """Day of the newer reading."""
    change: Literal["first", "added", "removed", "changed"]
    kind: str
    """The kind of fact, `text` for the wording as a whole."""
    sentence: str
    """What is new or gone, as a sentence."""


def history(ws: Workspace, site: str) -> tuple[Change, ...]:
    """What changed between the readings of each page of a site, newest first; raises MissingInput when never read."""
    domain = find_kept(ws, site)
    opened = [open_reading(ws, each) for each in library.readings(ws.places, domain)]
    latest: dict[str, library.Kept] = {}
    rows: list[Change] = []
    for newer in opened:
        older = latest.get(newer.reading.page)
        rows[:0] = _changes(domain, older, newer) if older is not None else [_first(domain, newer)]
        latest[newer.reading.page] = newer
    return tuple(rows)


def _first(domain: str, kept: library.Kept) -> Change:
    """A page that was not read before."""
    said = f"first read from {kept.reading.path}"
    return Change(site=domain, read_on=kept.reading.day, change="first", kind="text", sentence=said)


def _changes(domain: str, older: library.Kept, newer: library.Kept) -> Iterator[Change]:
    """What the newer reading says differently; said as one change of the text where no fact differs."""
    day = newer.reading.day
    before, after = _facts(older.declaration), _facts(newer.declaration)
    told = 0
    for key in dict.fromkeys((*before, *after)):
        if key in before and key in after:
            continue
        kind, sentence = after.get(key) or before[key]
        told += 1
        yield Change(
            site=domain, read_on=day, change="added" if key in after else "removed", kind=kind, sentence=sentence
        )
    if older.text != newer.text:
        note = "the wording changed" if told else "the wording changed, what it declares did not"
        yield Change(site=domain, read_on=day, change="changed", kind="text", sentence=note)


def _facts(declaration: Declaration) -> dict[str, tuple[str, str]]:
    """Key of each fact to its kind and sentence; the revision date counts as a fact."""
    found: dict[str, tuple[str, str]] = {}
    if declaration.source.revised:
        day = declaration.source.revised
        found[f"revised:{day}"] = ("text", f"gives itself the date {day}")
    for kind, field in FIELDS.items():
        for fact in getattr(declaration, field):
            found.setdefault(fact_key(field, fact), (kind, wording.sentence(fact, declaration.practices)))
    return found
