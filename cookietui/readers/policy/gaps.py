"""What a policy leaves out is judged last, over a closed list, and only where its language was read."""

from collections.abc import Iterator

from cookietui.core.declaration import Problem
from cookietui.core.words import MISSING_ITEMS, MissingItem
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.wordlists import languages

_RIGHTS: tuple[MissingItem, ...] = ("access", "correct", "delete", "object")
_HITS = 3
"""Times that words of a policy must occur in a text that has neither its title nor its facts."""
_FACTS = 3
_TITLE = 80
"""Characters of a line at the top that may be a title."""
_HEADINGS = 3
"""Headings at the top of a page that may be the title of the policy."""


def add(reading: Reading) -> None:
    """Fill in `missing`, or say that the page holds no policy."""
    if not _is_policy(reading):
        message = "no privacy or cookie policy was found on this page"
        reading.problems.append(Problem(kind="no-policy", message=message))
        return
    if languages().get(reading.language, {}).get("read"):
        missing = set(_missing(reading))
        reading.missing.extend(item for item in MISSING_ITEMS if item in missing)


def _missing(reading: Reading) -> Iterator[MissingItem]:
    offered = {offer.right for offer in reading.rights}
    yield from (item for item in _RIGHTS if item not in offered)
    if not reading.contacts:
        yield "contact"
    if not any(practice.retention for practice in reading.practices):
        yield "retention"
    if reading.revised is None:
        yield "revised"
    if reading.site.name is None and not any("controller" in c.roles or c.kind == "post" for c in reading.contacts):
        yield "controller"


def _is_policy(reading: Reading) -> bool:
    """Whether the page is about what happens to data, by its title, its words or what was found in it."""
    page = reading.page
    facts = len(reading.rights) + sum(practice.category != "other" for practice in reading.practices)
    if facts >= _FACTS:
        return True
    known = languages()
    words = {w for code in (reading.language, "en") for w in str(known.get(code, {}).get("policy", "")).split("|") if w}
    headings = [b for b in page.blocks if b.kind == "heading"][:_HEADINGS]
    first = [b for b in page.blocks[:_HEADINGS] if b.kind != "note" and b.end - b.start <= _TITLE]
    first = [b for b in first if " " in page.text[b.start : b.end] and page.text[b.end - 1] != "."]
    titles = " ".join([page.title or "", *(page.text[b.start : b.end] for b in (*headings, *first))]).lower()
    if any(word in titles for word in words):
        return True
    low = page.text.lower()
    return sum(low.count(word) for word in words if not word.startswith("cookie")) >= _HITS
