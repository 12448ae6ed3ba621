"""Many requests are planned first, one a recipient, and written in small batches, so that stopping loses nothing."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from cookietui.actions.compose import Drawn, Known, drawn, known_of
from cookietui.actions.handing import finished, keep_draft
from cookietui.actions.options import BY_POST
from cookietui.actions.order import Composition, Order
from cookietui.actions.proposing import wished
from cookietui.actions.target import Target, find_target
from cookietui.actions.ways import drafts_folder, find_way, given, usual_way
from cookietui.actions.workspace import Workspace
from cookietui.core import law as laws
from cookietui.core.delivery import Settings
from cookietui.core.errors import CookietuiError, UsageError
from cookietui.core.mail import Draft
from cookietui.core.request import Request, is_open
from cookietui.core.words import Right
from cookietui.letters.laws import law as find_law
from cookietui.storage import journal, library, profiles

BATCH = 200
"""Drafts that are kept as one step: what is stopped in between is not begun."""
Fate = Literal["new", "drafted", "open", "covered", "left"]
FATES: dict[Fate, str] = {
    "new": "to be drafted",
    "drafted": "drafted already",
    "open": "asked already and open",
    "covered": "the same recipient as another",
    "left": "left out",
}


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What will become of one target."""

    target: str
    fate: Fate
    site: str = ""
    organisation: str = ""
    rights: tuple[Right, ...] = ()
    to: str = ""
    reference: str = ""
    """Of the request to be made, or of the one that stands already."""
    why: str = ""
    made: Drawn | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """All targets of one order, and where the drafts will be written."""

    rows: tuple[Planned, ...]
    folder: Path
    way: str | None = None

    @property
    def new(self) -> tuple[Planned, ...]:
        """Those that will be drafted."""
        return tuple(row for row in self.rows if row.fate == "new" and row.made)


def plan(
    ws: Workspace,
    targets: Sequence[str],
    order: Order,
    *,
    way: str | None = None,
    folder: Path | None = None,
    watch: Callable[[int], None] = lambda _: None,
) -> Plan:
    """What drafting to all of these would do; no targets means every site that was read.

    `order.rights` empty takes what the profile wishes for each. One request goes to a recipient; what is open is not
    asked again and what is drafted stays. `watch` is called with the number of targets looked at; what it raises stops
    the planning. Raises UsageError for a way that writes no files.
    """
    if way is not None and (find_way(way).sends or find_way(way).carry or not find_way(way).keeps):
        raise UsageError(f"{way} takes one letter at a time; for many: eml, letter, maildir")
    known = known_of(ws)
    rows: list[Planned] = []
    seen = {_address(each): each.reference for each in known.requests if each.state == "draft" or is_open(each)}
    for name in dict.fromkeys(targets or library.folders(ws.places)):
        row = _planned(ws, name, msgspec.structs.replace(order, target=name), known)
        made = row.made if row.fate == "new" else None
        if made is not None:
            key = _address(made.request)
            if key in seen:
                row = msgspec.structs.replace(row, fate="covered", why=f"{seen[key]} goes to {row.to}")
            else:
                seen[key] = row.reference
                known.requests.add(made.request)
        rows.append(row)
        watch(len(rows))
    return Plan(rows=tuple(rows), folder=(folder.expanduser().absolute() if folder else drafts_folder(ws)), way=way)


def _address(request: Request) -> tuple[str, ...]:
    """What makes two requests one: the same recipient asked for the same under the same law."""
    return (request.to.casefold(), request.law or "", *sorted(request.rights))


def _planned(ws: Workspace, name: str, order: Order, known: Known) -> Planned:
    try:
        target = find_target(ws, name)
        rights = order.rights or _wishes(ws, target, order.law)
        if not rights:
            return Planned(target=name, fate="left", site=target.site, why="your profile wishes nothing here")
        made = drawn(ws, target, msgspec.structs.replace(order, rights=rights), known)
    except CookietuiError as error:
        return Planned(target=name, fate="left", why=str(error))
    return _judged(name, target, made)


def _judged(name: str, target: Target, made: Drawn) -> Planned:
    """What becomes of a letter that could be drawn: new, or there already, or in the way of something."""
    standing = next((each for each in reversed(made.earlier) if each.state == "draft"), None)
    row = Planned(
        target=name,
        fate="new",
        site=target.site,
        organisation=target.organisation,
        rights=made.request.rights,
        to=made.request.to,
        reference=made.request.reference,
        made=made,
    )
    if standing is not None:
        here = standing.site == target.site
        return msgspec.structs.replace(
            row,
            fate="drafted" if here else "covered",
            reference=standing.reference,
            why=f"{standing.reference} is a draft" if here else f"{standing.reference} goes to the same organisation",
        )
    if made.error is not None:
        waiting = next((each for each in made.earlier if each.reference in str(made.error)), None)
        fate: Fate = "open" if waiting else "left"
        reference = waiting.reference if waiting else ""
        return msgspec.structs.replace(row, fate=fate, reference=reference, why=str(made.error))
    doubt = _doubt(made)
    return msgspec.structs.replace(row, fate="left", why=doubt) if doubt else row


def _doubt(made: Drawn) -> str:
    """Why somebody has to look at the address first, empty where nothing speaks against it."""
    to = made.case.recipient
    if made.doubt is not None:
        return f"{made.doubt.sentence}. Look whether it is theirs, then draft it alone"
    if to is not None and to.freemail:
        line = f" (line {to.line} of the policy)" if to.line else ""
        return f"{to.value} is a free mail address{line}: look whether it is theirs, then draft it alone"
    return ""


def _wishes(ws: Workspace, target: Target, law: str | None) -> tuple[Right, ...]:
    """The rights that the profile names for a site, as far as the law, else the site's own text, gives them."""
    wanted = wished(profiles.load(ws.places).profile, target.site)
    offered = {each.right for each in target.declaration.rights}
    granted = set(laws.given(find_law(law), ws.today)) if law else offered
    return tuple(right for right in wanted if right in granted)


def carry_out(ws: Workspace, planned: Plan, batch: int = 0) -> Iterator[Request]:
    """Write the drafts of a plan, `batch` of them (0: BATCH) as one step; each request is given once it is kept.

    What was given stays when the iteration stops; the same plan made anew leaves it out. Raises CannotSave, Locked.
    """
    rows = iter(planned.new)
    ways: dict[str, Settings] = {}
    while some := tuple(itertools.islice(rows, batch or BATCH)):
        label = f"draft {len(some)} requests" if len(some) > 1 else f"draft to {some[0].organisation}"
        with journal.change(ws.places, label) as change:
            kept = [_kept(ws, change, row.made, planned, ways) for row in some if row.made]
        yield from kept


def _kept(ws: Workspace, change: journal.Change, made: Drawn, planned: Plan, ways: dict[str, Settings]) -> Request:
    """One request and its letter, written by its way; what a way is given is looked up once."""
    request, message = _message(ws, made)
    way = BY_POST if request.channel == "post" else planned.way or usual_way(ws, request.channel)
    if way not in ways:
        ways[way] = given(ws, way, planned.folder)
    return keep_draft(change, request, message, find_way(way), ways[way])


def _message(ws: Workspace, made: Drawn) -> tuple[Request, Draft]:
    organisation = made.case.target.organisation
    composition = Composition(order=made.case.order, request=made.request, organisation=organisation, dated=made.dated)
    return finished(ws, composition, person=made.person)


def counted(rows: Iterable[Planned]) -> dict[Fate, int]:
    """How many targets have each fate."""
    found = list(rows)
    return {fate: number for fate in FATES if (number := sum(row.fate == fate for row in found))}
