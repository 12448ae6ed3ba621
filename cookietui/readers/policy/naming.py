"""How a page calls its own site or organisation: in title, copyright line, legal name and its own sentences."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from cookietui.readers.policy.name_words import (
    LINKS,
    LONGEST,
    MANY,
    MOST_WORDS,
    cues,
    has_form,
    label_of,
    name_after,
    name_before,
    places,
    squash,
    tidy,
    without_article,
    words,
    words_of,
)
from cookietui.sources.page import Page

_HEAD, _FOOT = 2500, 1000
"""Characters of the text's beginning and end in which names are looked for."""
_WE = re.compile(r"[(\[][^()\[\]\n]{0,60}[\"“”'„«](?:we|us|our|the company|company|wir|uns|nous|nosotros)\b")
_ALSO_WE = re.compile(r"[\"“”„«](?:we|us|our|wir|nous)[\"“”»],? (?:or|and|oder|ou|et) [\"“„«]([^\"“”»\n]{2,40})[\"“”»]")
_COPYRIGHT = re.compile(r"(?:©|\(c\) |copyright)[\s©,:(c)]*(?:(?:19|20)\d\d[\s,–-]*(?:to )?)*(?:by |bei |par )?")
_JOINT = re.compile(r"^\W*(?:on|at|of|for|by|bei|von|der|des|für|de|du|sur|para)\s+", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s[|–—»:•·~-]\s|\s?[|»•]\s?|: ")
_WEIGHTS = {"said": 6, "site": 6, "copyright": 4, "title": 3, "block": 4, "legal": 2, "before": 2, "after": 2}
_CAP = 6
_SHORT = 4
"""Words of a name that stands beside "privacy policy" in a title."""
_MATCH = 8


class Name(msgspec.Struct, frozen=True):
    """A way the page calls whose it is; a higher score is surer, `sure` when the page's own frame says it."""

    text: str
    score: int
    sure: bool


def matches(name: str, domain: str) -> bool:
    """Whether a host carries this name."""
    label, bare = label_of(domain), squash(name)
    full = "".join(c for c in domain.lower() if c.isalnum())
    if not bare or len(label) < 2:  # noqa: PLR2004 - one letter says nothing
        return False
    return bare in (label, full) or (len(label) > 3 and label in bare) or (len(bare) > 4 and bare in label)  # noqa: PLR2004


def candidates(page: Page, language: str = "en", domain: str | None = None) -> list[Name]:
    """Every name the page may mean itself by, best first; sentences are asked where nothing surer fits the `domain`."""
    tally = _Tally()
    tally.add(_framed(page))
    tally.add(_blocks(page))
    text = page.text if len(page.text) <= _HEAD + _FOOT else page.text[:_HEAD] + "\n" + page.text[-_FOOT:]
    low = text.lower()
    if len(low) != len(text):
        low = text
    present = words_of(low)
    tally.add(_marked(text, low))
    tally.add(_legal(text, present))
    if domain is None or not tally.fits(domain):
        tally.add(_told(text, low, present, language))
    return tally.names()


class _Tally:
    """Counts the signs for each name, whatever its spelling."""

    def __init__(self) -> None:
        self._scores: dict[str, dict[str, int]] = {}
        self._spelt: dict[str, dict[str, int]] = {}

    def add(self, found: Iterable[tuple[str, str]]) -> None:
        """Count names by the kind of sign that gives them."""
        for kind, name in found:
            text = tidy(name)
            key = squash(text) if text else ""
            if key:
                kinds = self._scores.setdefault(key, {})
                kinds[kind] = min(_CAP, kinds.get(kind, 0) + _WEIGHTS[kind])
                ways = self._spelt.setdefault(key, {})
                ways[text] = ways.get(text, 0) + 1

    def fits(self, domain: str) -> bool:
        """Whether some name so far is the host's."""
        return any(matches(way, domain) for ways in self._spelt.values() for way in ways)

    def names(self) -> list[Name]:
        """The names with their scores, best first."""
        names = [
            Name(
                max(ways, key=lambda way: (has_form(way), ways[way], -len(way))),
                sum(self._scores[key].values()),
                not self._scores[key].keys().isdisjoint(("site", "title", "copyright", "said")),
            )
            for key, ways in self._spelt.items()
        ]
        return sorted(names, key=lambda name: (-name.score, len(name.text), name.text))


def best(names: Iterable[Name], domain: str | None) -> str | None:
    """The name that fits the site best, None where no name is sure enough."""
    ranked = [(name.score + (_MATCH if domain and matches(name.text, domain) else 0), name) for name in names]
    top = max(ranked, key=lambda pair: pair[0], default=None)
    return top[1].text if top and (top[0] >= _MATCH // 2 or top[1].sure) else None


def _marked(text: str, low: str) -> Iterator[tuple[str, str]]:
    """Names in a copyright line, and those that the text calls "we"."""
    for match in islice(_COPYRIGHT.finditer(low), MANY) if "©" in low or "copyright" in low or "(c) " in low else ():
        yield "copyright", name_after(text, match.end())
    for match in islice(_WE.finditer(low), MANY):
        yield "said", name_before(text, match.start())
    for match in islice(_ALSO_WE.finditer(low), MANY):
        yield "said", text[match.start(1) : match.end(1)]


def _told(text: str, low: str, present: frozenset[str], language: str) -> Iterator[tuple[str, str]]:
    """Names in sentences that only the site's own name fits ("welcome to", "respects your privacy")."""
    for _, end in places(low, present, cues("before", language)):
        yield "before", name_after(text, without_article(low, end))
    for begin, _ in places(low, present, cues("after", language)):
        yield "after", name_before(text, begin)


def _legal(text: str, present: frozenset[str]) -> Iterator[tuple[str, str]]:
    taken = 0
    for begin, end in sorted(places(text, present, words().forms), key=lambda place: (place[0], -place[1])):
        if begin >= taken:
            taken = end
            yield "legal", name_before(text, begin) + text[begin - 1 : end]


def _blocks(page: Page) -> Iterator[tuple[str, str]]:
    """The first lines below a heading that promises the controller or a contact."""
    for index, block in enumerate(page.blocks[:-1]):
        title = (
            page.text[block.start : block.end] if block.kind == "heading" and block.end - block.start <= LONGEST else ""
        )
        if title and words().block.search(title.lower()):
            for line in page.blocks[index + 1 : index + 3]:
                if (
                    line.kind != "heading"
                    and line.end - line.start <= LONGEST // 2
                    and not any(c.isdigit() for c in page.text[line.start : line.end])
                ):
                    yield "block", name_after(page.text, line.start)


def _framed(page: Page) -> Iterator[tuple[str, str]]:
    """Names in the title and the meta data of the page."""
    meta = page.meta
    for key in ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site:name", "publisher"):
        if meta.get(key):
            yield "site", meta[key]
    title = words().title
    for text in filter(None, (page.title, meta.get("og:title"))):
        for part in _SEPARATORS.split(text[:300]):
            if part and not title.search(part) and len(part.split()) <= MOST_WORDS - 2:
                yield "title", part
            elif part:
                rest = _JOINT.sub("", title.sub(" ", part)).strip(" -–—|:,'’s&")
                if rest and len(rest.split()) <= _SHORT and all(w[:1].isupper() or w in LINKS for w in rest.split()):
                    yield "title", rest
