"""What stands above a table or a list of cookies says whether it is one, of which category and of whose cookies."""

import re
from collections.abc import Sequence

import msgspec

from cookietui.core.firms import without_firms
from cookietui.core.words import CookieCategory, Party
from cookietui.readers._cookie_words import about_cookies, category_of, party_of
from cookietui.sources.page import Page

LABEL = 160
"""Characters of a header, or of a line before the table that may name its category."""
_END = re.compile(r"(?<=[.!?])\s+(?=[^a-z\s])")
_TITLE = 3
"""Words of a sentence that is a title."""
_SENTENCE, _NEAR = 10, 3
"""Words from which a title is a sentence, and how many words around "cookies" then count."""


class Context(msgspec.Struct, frozen=True):
    """What stands above a table: headings from the nearest up, and the line before it when it is short."""

    titles: Sequence[str]

    @property
    def cookies(self) -> bool:
        """Whether it is about cookies."""
        return any(about_cookies(title) for title in self.titles)

    @property
    def category(self) -> CookieCategory | None:
        """The category of the nearest title that names one; the name of a firm does not."""
        said = (_near_cookies(without_firms(title)) for title in self.titles)
        return next((found for title in said if (found := category_of(title))), None)

    @property
    def party(self) -> Party | None:
        """The party of the nearest title that names one."""
        return next((found for title in self.titles if (found := party_of(title))), None)


def context_of(page: Page, heading: int, start: int) -> Context:
    """The headings above block-wise, and the short line that ends before `start`."""
    titles: list[str] = []
    before = _line_before(page, start)
    if before:
        titles.extend(_lines_before(page, start, before))
    seen: set[int] = set()
    while heading >= 0 and heading not in seen:
        seen.add(heading)
        block = page.blocks[heading]
        titles.append(page.text[block.start : block.end][:LABEL])
        heading = block.heading
    return Context(titles)


def _near_cookies(title: str) -> str:
    """A short title; of a sentence the words around "cookies", since the law may require much and advertise nothing."""
    words = title.split()
    places = [number for number, word in enumerate(words) if "cookie" in word.casefold()]
    if len(words) <= _SENTENCE or not places:
        return title
    return " ".join(words[max(0, places[0] - _NEAR) : places[-1] + _NEAR + 2])


def _lines_before(page: Page, start: int, before: str) -> list[str]:
    """The line before, and above one that ends in a colon ("These are set:") the title of its own ("3. COOKIES")."""
    end = page.text.rfind("\n", 0, start)
    above = _line_before(page, page.text.rfind("\n", 0, max(0, end)) + 1) if before.endswith(":") else ""
    return [before, above] if 0 < len(above.split()) <= _TITLE and about_cookies(above) else [before]


def _line_before(page: Page, start: int) -> str:
    end = page.text.rfind("\n", 0, start)
    line = page.text[page.text.rfind("\n", 0, max(0, end)) + 1 : end].strip() if end > 0 else ""
    return _about_table(line) if 0 < len(line) <= LABEL and "\t" not in line else ""


def _about_table(line: str) -> str:
    """The line without sentences that speak of something else than cookies ("We use Spy Inc. for advertising.")."""
    parts = _END.split(line)
    return " ".join(part for part in parts if len(parts) == 1 or about_cookies(part) or len(part.split()) <= _TITLE)
