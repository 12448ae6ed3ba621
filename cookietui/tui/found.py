"""Findings become rows: what was found, where and why in the list; both sides, their words and what to do in full."""

from collections.abc import Sequence
from itertools import compress

from cookietui.actions.compare import Comparison, title_of
from cookietui.actions.prefer import Wanted
from cookietui.core.finding import Finding, Found, Proof, key_of
from cookietui.core.text import counted
from cookietui.core.words import Choice
from cookietui.tui.signs import CAREFUL, CONFLICT, UNREAD, Toned, choice_word
from cookietui.tui.widgets.layout import Row

PREFIX = "finding:"
"""Before the key of a finding, where it stands among other rows."""
_SIGNS = {
    "present-although-denied": CONFLICT,
    "outlives-lifetime": CONFLICT,
    "declared-absent": UNREAD,
}
"""Signs of kinds; all others ask for a look."""
_SIDES = {"declared": "says", "observed": "there", "wanted": "wish"}


def sign_of(finding: Finding | Found) -> Toned:
    """How grave it is."""
    return _SIGNS.get(finding.kind, CAREFUL)


def subject_of(finding: Finding | Found) -> str:
    """What it is about, in a word: the cookie, the host, or the organisation."""
    return finding.cookie or finding.host or finding.organisation or ""


def place_of(finding: Finding | Found) -> str:
    """The site, or how many."""
    return finding.site or f"{len(finding.sites)} sites"


def list_row(finding: Found) -> Row:
    """One line of the list of all findings."""
    sign = sign_of(finding)
    cells = (subject_of(finding), place_of(finding), Toned(title_of(finding.kind), sign.tone))
    return Row(key_of(finding), cells, sign)


def section_rows(found: Sequence[Finding]) -> list[Row]:
    """The section of a site's page, its heading included; nothing where nothing was found."""
    rows = [
        Row(
            f"{PREFIX}{key_of(each)}",
            (each.message, Toned("") if each.wanted is None else choice_word(each.wanted.choice)),
            sign_of(each),
        )
        for each in found
    ]
    return [Row("# Findings", ("Findings",), kind="heading"), *rows] if rows else []


def finding_of(found: Sequence[Finding], key: str | None) -> Finding | None:
    """The finding of a row, None for rows that are none."""
    bare = (key or "").removeprefix(PREFIX)
    return next((each for each in found if key_of(each) == bare), None) if bare else None


def detail_rows(finding: Finding, *, headed: bool = True) -> list[Row]:
    """Both sides with their evidence, what is wanted, and what to do next."""
    rows = [Row("message", (finding.message,), kind="heading")] if headed else []
    if finding.declared is not None:
        rows.append(_side("declared", finding.declared.text))
        rows += _quotes(finding, "declared")
    if finding.observed is not None:
        rows.append(_side("observed", finding.observed.text))
        rows += _quotes(finding, "observed")
    if finding.wanted is not None:
        wanted = finding.wanted
        whose = f", built into the profile {wanted.built_in}" if wanted.built_in else ""
        rows.append(_side("wanted", f"{wanted.choice} ({wanted.place or wanted.won}{whose})"))
    for step in finding.next:
        key = f"{step.key}: " if step.key and step.key != "enter" else ""
        rows.append(Row("next", (Toned("next", "accent"), f"{key}{step.sentence}")))
        if step.command:
            rows.append(Row("command", ("", Toned(step.command, "muted"))))
    return rows


def _side(side: str, text: str) -> Row:
    return Row(side, (Toned(_SIDES[side], "muted"), text))


def _quotes(finding: Finding, side: str) -> list[Row]:
    return [
        Row("quote", ("", Toned(_quoted(each), "muted")))
        for each in finding.evidence
        if each.side == side and each.quote
    ]


def _quoted(proof: Proof) -> str:
    line = f"line {proof.line}: " if isinstance(proof.line, int) else ""
    place = f"   ({proof.source})" if proof.side == "observed" and proof.source else ""
    return f"{line}{' '.join(proof.quote.split())}{place}"


def words_of(finding: Found) -> str:
    """What the filter looks in."""
    parts = (
        finding.site,
        finding.kind,
        title_of(finding.kind),
        finding.cookie,
        finding.organisation,
        *finding.sites[:50],
    )
    return " ".join(filter(None, parts)).casefold()


def wish_about(finding: Finding, choice: Choice) -> Wanted:
    """What a choice on a finding is for: its cookie at the site, else the organisation there, or everywhere."""
    if (
        finding.site is not None
        and finding.cookie
        and (finding.observed is None or finding.observed.storage == "cookie")
    ):
        return Wanted(site=finding.site, cookies={finding.cookie: choice})
    return Wanted(site=finding.site, organisations={finding.organisation or "": choice})


def fitting(findings: Sequence[Found], stacks: Sequence[str], words: Sequence[str]) -> list[Found]:
    """The findings that hold every word; word by word, since a hundred thousand are gone through at each key."""
    for word in words:
        held = [word in stack for stack in stacks]
        findings, stacks = list(compress(findings, held)), list(compress(stacks, held))
    return list(findings)


def summary(compared: Comparison) -> str:
    """One line: how much was found, and in what."""
    cookies = sum(jar.cookies for jar in compared.jars)
    jars = (
        f"{cookies} cookies in {counted(len(compared.jars), 'jar')}" if compared.jars else "no jar found: o opens one"
    )
    unread = f", {len(compared.failures)} unreadable" if compared.failures else ""
    return f"{counted(len(compared.found), 'finding')}   {jars}{unread}"


def progress(done: int, every: int) -> str:
    """How far a comparison is."""
    return f"{done:,} of {every:,} sites compared   Esc stops" if every else "reading the jars   Esc stops"


def warnings(compared: Comparison) -> list[str]:
    """A line for each jar that could not be read, and for what was skipped in the others."""
    unread = [f"{each.input}: {each.message}" for each in compared.failures]
    skipped = [f"{jar.path}: {each.message}" for jar in compared.jars for each in jar.problems if each.kind == "cut"]
    return [*unread, *skipped]
