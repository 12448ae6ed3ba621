"""A reader's mistake is marked on what it said and the words it rests on, so that the mark outlives a new reading."""

from cookietui.actions.facts import FIELDS, Fact, fact_id, facts_of
from cookietui.actions.library import find_kept, open_site
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration
from cookietui.core.errors import UsageError
from cookietui.core.marking import Mark, mark_of
from cookietui.storage import journal, marks


def mark(ws: Workspace, site: str, fact: str, *, wrong: bool = True) -> Fact:
    """Mark a fact (its id, or a beginning of it that fits one alone) as wrong, or take the mark back; undoable.

    Raises UsageError when no fact or more than one fits, MissingInput when the site was never read.
    """
    domain = find_kept(ws, site)
    declaration = open_site(ws, domain).declaration
    found = _find(declaration, domain, fact)
    with journal.change(ws.places, f"mark {found} of {domain} {'wrong' if wrong else 'right'}") as change:
        for each in _marks(ws, declaration, found):
            if wrong:
                marks.keep(change, domain, each)
            else:
                marks.drop(change, domain, each)
    rows = facts_of(declaration, marks.load(ws.places, domain))
    return next(row for row in rows if row.id == found)


def _find(declaration: Declaration, domain: str, given: str) -> str:
    ids = {row.id for row in facts_of(declaration)}
    fitting = sorted(each for each in ids if each == given or (given and each.startswith(given)))
    if given in fitting or len(fitting) == 1:
        return given if given in fitting else fitting[0]
    if fitting:
        raise UsageError(f"{given!r} fits {len(fitting)} facts: {', '.join(fitting[:6])}")
    raise UsageError(f"{domain} has no fact {given!r}; `cookietui show {domain}` prints the id of each")


def _marks(ws: Workspace, declaration: Declaration, found: str) -> list[Mark]:
    """The marks of all facts with that id (two alike on the same words are one for a person)."""
    return [
        mark_of(declaration, field, index, on=ws.today)
        for kind, field in FIELDS.items()
        for index, fact in enumerate(getattr(declaration, field))
        if fact_id(declaration, kind, fact) == found
    ]
