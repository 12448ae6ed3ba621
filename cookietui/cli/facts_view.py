"""A declaration is shown as sentences with the words they rest on, in an order that a person asks for them."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import PurePath

from cookietui.actions.facts import Fact, Kind
from cookietui.cli import report
from cookietui.cli.report import Span
from cookietui.core.declaration import Declaration, Evidence
from cookietui.core.text import one_line

QUOTE = 220
"""Characters of a quote; the whole stands in the text (`cookietui text`)."""
SECTIONS: tuple[tuple[Kind, str], ...] = (
    ("right", "Rights"),
    ("technology", "Cookies and tracking"),
    ("cookie", "Cookies"),
    ("practice", "What it does with data"),
    ("vendor", "Companies it names"),
    ("embedded", "Third parties in the page itself"),
    ("contact", "Contacts"),
    ("problem", "Problems"),
)
"""Kinds of facts and the heading of each."""
_MISSING = {
    "access": "a way to see one's data",
    "correct": "a way to correct it",
    "delete": "a way to have it deleted",
    "object": "a way to object",
    "contact": "a contact",
    "retention": "how long data is kept",
    "revised": "a date of revision",
    "controller": "who is responsible",
}


def show_facts(
    declaration: Declaration, facts: Sequence[Fact], *, ids: bool = False, quotes: bool = True, everything: bool = False
) -> None:
    """Write every section that has something in it; category `other` only with `everything`."""
    for kind, title in SECTIONS:
        rows = [fact for fact in facts if fact.kind == kind]
        shown = [fact for fact in rows if everything or not _folded(fact)]
        if not rows:
            continue
        _heading(title)
        for fact, after in zip_longest(shown, shown[1:]):
            # Facts that rest on the same words share one quote below the last of them.
            same = after is not None and after.evidence[:1] == fact.evidence[:1]
            _show_fact(declaration, fact, ids=ids, quotes=quotes and not same)
        if len(shown) < len(rows):
            report.paragraph(f"({len(rows) - len(shown)} more that say little; --all shows them)", "  ", role="quiet")
    if declaration.missing:
        _heading("Not found in it")
        report.paragraph(", ".join(_MISSING[item] for item in declaration.missing), "  ")


def show_source(declaration: Declaration) -> None:
    """Write whose declaration it is and what is known of the source."""
    site, source = declaration.site, declaration.source
    name = site.name or site.domain or "site unknown (name it with --site HOST)"
    title = f"{name} ({site.domain})" if site.name and site.domain else name
    report.paragraph(title, role="title")
    for each in declaration.pages if isinstance(declaration.pages, tuple) else (source,):
        parts = [
            f"language {each.language}" if each.language else "",
            f"revised {each.revised}" if each.revised else "",
            f"archived {each.archived}" if each.archived else "",
            each.path,
        ]
        report.paragraph(", ".join(part for part in parts if part), role="quiet")


def _heading(title: str) -> None:
    report.show()
    report.show(Span(title, "heading"))


def _folded(fact: Fact) -> bool:
    return fact.kind == "practice" and fact.category == "other"


def _show_fact(declaration: Declaration, fact: Fact, *, ids: bool, quotes: bool) -> None:
    """The sentence, the choice beside it, and the first words it rests on."""
    tail = f"  [you: {fact.choice}]" if fact.choice else ""
    wrong = " (marked wrong)" if fact.wrong else ""
    name = f"  {fact.id}" if ids else ""
    rows = [declaration.evidence[index] for index in fact.evidence]
    # A contact repeats the words it rests on: its line is enough.
    line = _line(rows[0]) if rows and fact.kind == "contact" else ""
    report.paragraph(f"{fact.sentence}{line}{wrong}{tail}{name}", "  ", "    ", role="quiet" if fact.wrong else "")
    if quotes and not line:
        for row in rows[: 2 if fact.kind == "problem" else 1]:
            _show_quote(row)


def _line(row: Evidence) -> str:
    """Where it stands, as the end of a sentence; empty for what is no text."""
    page = f" of {_page(row)}" if _page(row) else ""
    return f", line {row.line}{page}" if isinstance(row.line, int) else ""


def _page(row: Evidence) -> str:
    """The file of the page it stands in, where the site has several."""
    return one_line(PurePath(row.source).name, 40) if isinstance(row.source, str) else ""


def _show_quote(row: Evidence) -> None:
    place = f"{row.line}" if isinstance(row.line, int) else _place(row)
    place = f"{_page(row)} {place}".lstrip()
    report.paragraph(one_line(row.quote, QUOTE), f"    {place} | ", f"    {' ' * len(place)} | ", role="quiet")


def _place(row: Evidence) -> str:
    return row.pointer if isinstance(row.pointer, str) else "?"
