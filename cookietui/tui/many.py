"""A plan of many drafts becomes rows, a summary and one question; what is left out says why."""

from cookietui.actions.bulk import FATES, Fate, Plan, Planned, counted
from cookietui.core.address import in_both_forms
from cookietui.tui.showing import short
from cookietui.tui.signs import ASKED, CAREFUL, NONE, OK, UNREAD, Toned
from cookietui.tui.widgets.layout import Row

WISHES = "what my profile wishes"
BATCH = 50
"""Drafts that are one step: the count moves, Esc acts, and `u` takes back one of them."""
WIDTH = 12
"""Cells of a fate."""
_WORDS: dict[Fate, str] = {
    "new": "to draft",
    "drafted": "drafted",
    "open": "asked, open",
    "covered": "same address",
    "left": "left out",
}
_SIGNS: dict[Fate, Toned] = {"new": OK, "drafted": UNREAD, "open": ASKED, "covered": NONE, "left": CAREFUL}


def plan_row(row: Planned) -> Row:
    """One target: what becomes of it, and for whom or why not."""
    rest = in_both_forms(row.to).replace("\n", ", ") if row.fate == "new" else Toned(row.why, "muted")
    cells = (row.site or row.target, Toned(_WORDS[row.fate], _SIGNS[row.fate].tone), ", ".join(row.rights), rest)
    return Row(row.target, cells, _SIGNS[row.fate])


def strip_rows(row: Planned) -> list[Row]:
    """The whole of one target, in sentences."""
    what = f"{FATES[row.fate]}: {', '.join(row.rights)}" if row.rights else FATES[row.fate]
    to = in_both_forms(row.to).split("\n")
    lines = [what, *([f"to {to[0]}", *to[1:]] if row.to else []), row.why]
    return [Row(str(number), (line,)) for number, line in enumerate(lines) if line]


def summary(planned: Plan) -> str:
    """How many of each fate, and where the drafts would go."""
    counts = [f"{number} {FATES[fate]}" for fate, number in counted(planned.rows).items()]
    return "   ".join([*counts, f"into {short(planned.folder)}"]) if counts else "there is no site to write to"


def question(planned: Plan) -> tuple[str, tuple[str, ...]]:
    """The one question before many drafts are written, and what it stands on."""
    new = planned.new
    people = len({row.to.casefold() for row in new})
    drafts = f"{len(new)} draft{'s' if len(new) > 1 else ''}"
    left = [f"{number} {FATES[fate]}" for fate, number in counted(planned.rows).items() if fate != "new"]
    rights = ", ".join(dict.fromkeys(right for row in new for right in row.rights))
    lines = (
        f"to {people} recipient{'s' if people > 1 else ''}, for: {rights}",
        f"into {short(planned.folder)}; nothing is sent",
        f"not written: {', '.join(left)}" if left else "",
        "Esc stops on the way; what is written stays, and the rest can be written later",
    )
    return f"write {drafts}?", tuple(filter(None, lines))
