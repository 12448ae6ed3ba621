"""The day a policy was last changed stands behind a word that says so; other dates, of laws above all, do not count."""

import functools
import re
from collections.abc import Sequence

import msgspec

from cookietui.core.site import host
from cookietui.readers.policy import dates
from cookietui.readers.policy.dates import Dated, Day
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.wordlists import alternatives, merged

_BEFORE = 130
"""Characters before a date in which the word must stand."""
_SHORT_LINE = 60
"""Characters of a line above that may be the date's label."""
_NEAR_START = 14
_TITLE = 80
"""Characters of a title with a date in it."""
_AFTER = 40
_SIGNED = re.compile(r"[^\W\d_][^\d:;!?]{0,28}[\s,(–-]{1,3}\Z")
"""Who or where a page is signed, before the day."""
_PLACED = re.compile(r",\s+(?:a|den|am|im|le|el|on|the)\s+\Z")
_SIGNATURE = re.compile(r"(?:[,;–-]\s*)?[^\W\d_a-z][^\d\n.!?]{2,40}")
"""Who signs, behind place and day ("The Mayor")."""
_LAST_LINES = 4
_UPDATED, _EFFECTIVE, _FOLLOWING = 3, 2, 1
_FRONT_MATTER = ("lastmod", "last_modified_at", "last_modified", "lastmodified", "last-modified", "last_updated",
                 "lastupdated", "last-updated", "updated", "updated_at", "modified", "date_updated", "revised",
                 "revision_date", "effective_date", "effective", "version_date")  # fmt: skip
_DAY_FIRST = frozenset({"uk", "ie", "au", "nz", "in", "za", "eu", "de", "at", "ch", "fr", "be", "nl", "es", "it", "pt",
                        "pl", "se", "dk", "no", "fi", "lu", "gr", "hk", "sg", "my", "ng", "ke"})  # fmt: skip
_MONTH_FIRST = frozenset({"us", "gov", "edu", "mil"})
_AMERICAN = re.compile(r"\b[A-Z]{2},? \d{5}\b|\b(?:United States|USA|California|COPPA|CCPA)\b|\bU\.S\.")
_AMERICAN_ADDRESS = re.compile(r"\b[A-Z]{2},? \d{5}\b")
_ADDRESS_ELSEWHERE = re.compile(
    r"\b(?:NSW|VIC|QLD|TAS|ACT|WA|SA|NT),? \d{4}\b|\bABN \d|\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b"
    r"|\b[AC-FHKNPRTV-Y]\d[\dW] ?[AC-FHKNPRTV-Y\d]{4}\b"
)
"""Postal codes of Australia, the United Kingdom and Ireland, and an Australian company's number."""
_ELSEWHERE = re.compile(r"\b(?:United Kingdom|UK|England|Australia|New Zealand|Ireland|India|South Africa|Singapore)\b")
_SENTENCE_END = re.compile(r"[^\W_]{2}[.;!?]\s+(?=[^\W\d_])")
_VERSION = re.compile(r"(?<!\w)v\.? ?\d+(?:\.\d+)*[\s,;:(–-]*\Z")
_PRIVACY = re.compile(r"privacy|cookie|data|daten|donn|dato|confid|vie priv")
_MARKS = " *_-–•\t("


class _Words:
    """The words of data/rules/*/dates.toml, every language at once."""

    def __init__(self) -> None:
        gap = r"(?!\w)(?:(?!\d{4})[^\n])"
        self.updated = re.compile(rf"(?<!\w)(?:{_any('updated')}){gap}{{0,45}}\n?[^\n]{{0,14}}\Z")
        self.effective = re.compile(rf"(?<!\w)(?:{_any('effective')}){gap}{{0,30}}\n?[^\n]{{0,14}}\Z")
        self.follows = re.compile(rf"[\s(\[,–-]{{1,4}}(?:{_any('updated')})(?!\w)")
        self.never = re.compile(rf"(?<!\w)(?:{_any('never')})(?!\w)|©")
        self.law = re.compile(rf"(?<!\w)(?:{_any('law')})(?!\w)")
        self.policy = re.compile(rf"(?<!\w)(?:{_any('policy')})(?!\w)")


def _any(key: str) -> str:
    return alternatives(merged("dates", key)).replace(r"\*", r"\w*")


_words = functools.cache(_Words)


class _Candidate(msgspec.Struct, frozen=True, order=True):
    rank: int
    day: Day


def revised(reading: Reading) -> str | None:
    """The ISO date, as precise as the text, at which the policy says it was last changed; None where it does not."""
    page = reading.page
    found = list(dates.find(page.text))
    candidates: list[_Candidate] = []
    for dated in found:
        rank = _rank(page.text, dated) if not _in_note(reading, dated) else 0
        day = _chosen(reading, dated, found) if rank else None
        if day is not None and _possible(day, page.note.archived if page.note else None):
            candidates.append(_Candidate(rank, day))
    best = max(candidates, default=None)
    if best is None:
        return _front_matter(reading)
    precise = [c.day for c in candidates if best.day.covers(c.day) and c.rank > _FOLLOWING]
    return str(max(precise, key=lambda day: (len(str(day)), day), default=best.day))


def _rank(text: str, dated: Dated) -> int:
    """How clearly the words around a date say that the policy was changed then; 0 where they do not."""
    words = _words()
    line = text.rfind("\n", 0, dated.start) + 1
    begin = max(line, dated.start - _BEFORE)
    if dated.start - line <= _NEAR_START and line:
        above = text.rfind("\n", 0, max(0, line - 1)) + 1
        while above == line - 1 and above:
            above, line = text.rfind("\n", 0, above - 1) + 1, above
        begin = above if dated.start - above <= _SHORT_LINE + 2 * _NEAR_START else begin
    before = re.sub(r"\n+", "\n", text[begin : dated.start].lower())
    own = before.rpartition("\n")[2]
    said = own if words.updated.search(own) or words.effective.search(own) else before
    last = _SENTENCE_END.split(said)[-1]
    end = text.find("\n", dated.end)
    end = end if end >= 0 else len(text)
    if words.never.search(last) or (words.law.search(last) and not words.policy.search(last)):
        return 0
    if words.updated.search(said) or _VERSION.search(said):
        return _UPDATED
    effective = words.effective.search(said)
    if effective and (_begins(said[: effective.start()]) or words.policy.search(last)):
        return _EFFECTIVE
    follows = words.follows.match(text[dated.end : dated.end + _AFTER].lower())
    if follows and end - line < _BEFORE:
        return _FOLLOWING
    titled = end - line <= _TITLE and words.policy.search(said) and _PRIVACY.search(said)
    return _FOLLOWING if titled or _signed(text, dated, end) else 0


def _signed(text: str, dated: Dated, end: int) -> bool:
    """Whether the date stands alone on a line with a name or a place, where a page is signed: among its last lines."""
    day = dated.day or dated.turned
    rest = text[dated.end : end].strip(" .)")
    before = text[text.rfind("\n", 0, dated.start) + 1 : dated.start]
    if day is None or not day.month or (rest and not (_PLACED.search(before) and _SIGNATURE.fullmatch(rest))):
        return False
    return text.count("\n", end, len(text.rstrip())) <= _LAST_LINES and bool(_SIGNED.fullmatch(before))


def _begins(before: str) -> bool:
    """Whether a line or sentence begins after these words."""
    return not _SENTENCE_END.split(before.rpartition("\n")[2] + " x")[-1].strip(_MARKS).removesuffix("x").strip(_MARKS)


def _in_note(reading: Reading, dated: Dated) -> bool:
    return any(b.kind == "note" and b.start <= dated.start < b.end for b in reading.page.blocks)


def _possible(day: Day, archived: str | None) -> bool:
    """A page can not have been changed after it was archived."""
    return archived is None or str(day)[: len(archived)] <= archived[: len(str(day))]


def _chosen(reading: Reading, dated: Dated, found: Sequence[Dated]) -> Day | None:
    if dated.day is None or dated.turned is None:
        return dated.day or dated.turned
    month_first = _month_first(reading, found)
    return None if month_first is None else dated.turned if month_first else dated.day


def _month_first(reading: Reading, found: Sequence[Dated]) -> bool | None:
    """Whether figures of this page put the month before the day; None where nothing tells."""
    votes = {d.day is None for d in found if (d.day is None) != (d.turned is None) and d.turned}
    if len(votes) == 1:
        return True
    if reading.language != "en":
        return False
    top = (host(reading.site.domain or "") or "").rpartition(".")[2]
    if top in _MONTH_FIRST or top in _DAY_FIRST:
        return top in _MONTH_FIRST
    for here, there in ((_AMERICAN_ADDRESS, _ADDRESS_ELSEWHERE), (_AMERICAN, _ELSEWHERE)):
        american, elsewhere = here.search(reading.page.text), there.search(reading.page.text)
        if (american is None) != (elsewhere is None):
            return american is not None
    return None


def _front_matter(reading: Reading) -> str | None:
    meta = reading.page.meta
    for key in _FRONT_MATTER:
        value = meta.get(f"front:{key}", "")
        found = next(iter(dates.find(value)), None) if value else None
        if found is not None and found.day is not None and found.turned is None:
            return str(found.day)
    return None
