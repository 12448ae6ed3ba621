"""What a site declares becomes rows in the order in which a person wants to know it; the words are the actions'."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from cookietui.actions.agreed import Agreed
from cookietui.actions.facts import Fact
from cookietui.actions.sites import SiteView
from cookietui.core.decision import Decision
from cookietui.core.declaration import span_of
from cookietui.core.request import Request
from cookietui.core.text import one_line
from cookietui.tui.signs import CONFLICT, NONE, STATES, UNREAD, WRONG, Toned, choice_word
from cookietui.tui.widgets.layout import Row

SECTIONS: tuple[tuple[str, str], ...] = (
    ("problem", "Look at this"),
    ("practice", "What it says it does"),
    ("technology", "Technologies"),
    ("cookie", "Cookies"),
    ("vendor", "Companies named"),
    ("embedded", "Loaded from elsewhere"),
    ("right", "Rights offered"),
    ("contact", "Contacts"),
)
"""Kinds of facts and their headings, in order."""
FOLDED = "other"
"""Practices of this category come last, under a heading of their own."""
MISSING = {
    "access": "no way to see the data it holds",
    "correct": "no way to correct data",
    "delete": "no way to have data deleted",
    "object": "no way to object to a use",
    "contact": "no contact",
    "retention": "no word on how long data is kept",
    "revised": "no date of the text",
    "controller": "no word on who is responsible",
}
NAMED = ("cookie here", "organisation here", "cookie anywhere", "organisation anywhere")
"""Scopes that beat a category: what is named beats what is classed."""
SAID = ("Says it ", "Offers the right to ")
"""Beginnings of sentences that a heading says for all rows below it."""
QUOTE = "quote"
"""Key of the rows that are quoted, not those around them."""
BAR, NO_BAR = Toned("│", "accent"), Toned("")
"""What stands beside the lines of a quote, and beside those around it."""
SCOPES = {"category here": "this category here", "site": "this site"}


def site_rows(view: SiteView, consent: Sequence[Agreed] = ()) -> list[Row]:
    """All rows of a site, headings included.

    Keys are fact ids, `category:x`, `consent:x`, `request:x`, `missing:x`, `reading:x`.
    """
    facts = [fact for fact in view.facts if not (fact.kind == "practice" and fact.category == FOLDED)]
    folded = [fact for fact in view.facts if fact.kind == "practice" and fact.category == FOLDED]
    rows: list[Row] = []
    for kind, title in SECTIONS:
        rows += _section(title, (_fact_row(fact) for fact in facts if fact.kind == kind))
    if view.declaration is not None:
        rows += _section(
            "Missing", (Row(f"missing:{item}", (MISSING[item], ""), UNREAD) for item in view.declaration.missing)
        )
    rows += _section("Your choices", (_decision_row(decision) for decision in view.decisions))
    rows += _section("What you agreed to", _consent_rows(consent))
    rows += _section("Requests", (_request_row(request) for request in view.requests))
    rows += _section("Also in the text", map(_fact_row, folded))
    rows += _section("Readings", (_reading_row(number, view) for number in range(len(view.readings))))
    return rows


def _section(title: str, rows: Iterable[Row]) -> list[Row]:
    listed = list(rows)
    return [Row(f"# {title}", (title,), kind="heading"), *listed] if listed else []


def _fact_row(fact: Fact) -> Row:
    sign = WRONG if fact.wrong else CONFLICT if fact.kind == "problem" else NONE
    sentence = Toned(_short(fact.sentence), "muted" if fact.wrong else "")
    return Row(fact.id, (sentence, Toned("") if fact.choice is None else choice_word(fact.choice)), sign)


def _short(sentence: str) -> str:
    """The sentence without the words that the heading above it says already."""
    said = next((said for said in SAID if sentence.startswith(said)), "")
    bare = sentence.removeprefix(said)
    return bare[:1].upper() + bare[1:] if said else sentence


def _decision_row(decision: Decision) -> Row:
    return Row(f"category:{decision.category}", (decision.category, choice_word(decision.choice)), NONE)


def _consent_rows(consent: Sequence[Agreed]) -> Iterator[Row]:
    """The sentences of each record, first those that are not what the person wants."""
    for number, each in enumerate(consent):
        named = f"{each.signal.cookie or each.signal.kind} at {each.signal.domain}"
        yield Row(f"consent:{number}", (Toned(named, "strong"), ""))
        for sentence in each.against:
            yield Row(f"consent:{number}:against:{sentence}", (sentence, ""), CONFLICT)
        for sentence in each.signal.says:
            yield Row(f"consent:{number}:{sentence}", (sentence, ""), NONE)


def _request_row(request: Request) -> Row:
    rights = ", ".join(request.rights)
    return Row(
        f"request:{request.reference}", (f"{request.reference}  {rights}", Toned(request.state)), STATES[request.state]
    )


def _reading_row(number: int, view: SiteView) -> Row:
    reading = view.readings[number]
    revised = f", text of {reading.revised}" if reading.revised else ""
    return Row(f"reading:{number}", (f"read {reading.read_on}{revised}", ""), NONE)


def fact_of(view: SiteView, key: str | None) -> Fact | None:
    """The fact with that key, None for rows that are no fact."""
    return next((fact for fact in view.facts if fact.id == key), None)


def decision_of(view: SiteView, key: str | None) -> Decision | None:
    """The decision that bears on a row, None where none does."""
    fact = fact_of(view, key)
    if fact is not None:
        return fact.decision
    category = (key or "").removeprefix("category:")
    return next((decision for decision in view.decisions if decision.category == category), None)


def evidence_rows(view: SiteView, fact: Fact, number: int, around: int = 0) -> list[Row]:
    """The quote of one evidence with line numbers and a bar, up to `around` characters of the text on each side."""
    if view.declaration is None or not fact.evidence:
        return [Row("none", ("", "", Toned("nothing in the text stands for this row", "muted")))]
    evidence = view.declaration.evidence[fact.evidence[number]]
    span = span_of(evidence, view.pages)
    if span is None or not isinstance(evidence.line, int):
        return [
            Row("pointer", ("", "", Toned(str(evidence.pointer), "muted"))),
            Row(QUOTE, ("", BAR, evidence.quote)),
        ]
    quote = _numbered(evidence.quote, evidence.line, BAR)
    if not around:
        return quote
    page = view.pages.get(str(evidence.source))
    low, high = (page.begin, page.end) if page else (0, len(view.text))
    begin, end = span
    before = _from_word(view.text[max(low, begin - around) : begin], begin - around > low)
    after = view.text[end : min(high, end + around)]
    head = _numbered(before.rstrip(" "), evidence.line - before.count("\n"), NO_BAR)
    return [*head, *quote, *_numbered(after.lstrip(" "), evidence.line + len(quote) - 1, NO_BAR)]


def _from_word(text: str, cut: bool) -> str:
    """The text from its first whole word on."""
    return "…" + text[text.find(" ") :] if cut and " " in text else text


def _numbered(text: str, first: int, bar: Toned) -> list[Row]:
    tone = "" if bar.text else "muted"
    rows = [
        Row(QUOTE if bar.text else "", (Toned(str(first + i), "muted"), bar, Toned(line, tone)))
        for i, line in enumerate(text.split("\n"))
    ]
    return [row for row in rows if row.cells[2][0] or bar.text]


def evidence_title(view: SiteView, fact: Fact, number: int) -> str:
    """`evidence 1 of 3, line 118`, and of which page where there are several."""
    if view.declaration is None or not fact.evidence:
        return "evidence"
    evidence = view.declaration.evidence[fact.evidence[number]]
    place = f", line {evidence.line}" if isinstance(evidence.line, int) else ""
    page = f", {one_line(PurePath(evidence.source).name, 40)}" if isinstance(evidence.source, str) else ""
    return f"evidence {number + 1} of {len(fact.evidence)}{place}{page}"


def voice_rows(decision: Decision) -> list[Row]:
    """Every scope that spoke, the winner first and marked in words."""
    rows = [
        Row(
            f"voice {number}",
            (
                Toned("wins" if not number else "", "strong"),
                f"{SCOPES.get(voice.scope, voice.scope)}  {voice.place or voice.pattern}".rstrip(),
                choice_word(voice.choice),
            ),
        )
        for number, voice in enumerate(decision.scopes)
    ]
    return rows or [
        Row("voice", ("", Toned("nobody has said anything about it", "muted"), choice_word(decision.choice)))
    ]


def summary(view: SiteView) -> str:
    """One line: who, when read, of which date."""
    declaration = view.declaration
    if declaration is None:
        return "never read: n reads its policy"
    parts = [declaration.site.name or ""]
    if view.readings:
        parts.append(f"read {view.readings[0].read_on}")
    if declaration.source.revised:
        parts.append(f"text of {declaration.source.revised}")
    return " · ".join(part for part in parts if part)
