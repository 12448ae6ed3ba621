"""How a page calls its own site or organisation: in title, copyright line, legal name and its own sentences."""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from cookietui.core.site import registrable
from cookietui.readers.policy.reading import rules
from cookietui.readers.policy.wordlists import alternatives, legal_forms, merged
from cookietui.sources.page import Page

_HEAD, _FOOT = 4000, 1500
"""Characters of the text's beginning and end in which names are looked for."""
_MANY = 40
"""Places of one kind that are looked at."""
_MOST_WORDS = 7
_LONGEST = 80
_TOKEN = re.compile(r"\S+")
_QUOTES = "\"'“”„‚‘’«»*_()[]<>"
_LINKS = frozenset(
    [
        "of",
        "and",
        "&",
        "the",
        "for",
        "de",
        "la",
        "le",
        "du",
        "des",
        "für",
        "und",
        "von",
        "der",
        "die",
        "das",
        "et",
        "y",
        "do",
    ]
)
_ABBREVIATED = re.compile(r"[A-Z]\.|(?:[A-Z]\.){2,}|(?:St|Dr|Mr|Mrs|Ms|Bros|Jr|Sr|No|Co|Inc|Ltd|Corp)\.")
_WE = re.compile(r"[(\[][^()\[\]\n]{0,60}[\"“”'„«](?:we|us|our|the company|company|wir|uns|nous|nosotros)\b")
_COPYRIGHT = re.compile(r"(?:©|\(c\) |copyright)[\s©,:(c)]*(?:(?:19|20)\d\d[\s,–-]*(?:to )?)*(?:by |bei |par )?")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?[,.]?\Z")
_JOINT = re.compile(r"^\W*(?:on|at|of|for|by|bei|von|der|des|für|de|du|sur|para)\s+", re.IGNORECASE)
_MARKS = str.maketrans(dict.fromkeys(",;:.()\"“”„’'", " "))
_ARTICLE = re.compile(r"\s+(?:the|der|die|la|le)\s+(?=\S)")
_SEPARATORS = re.compile(r"\s[|–—»:•·-]\s|\s?[|»•]\s?|: ")
_WEIGHTS = {"said": 6, "site": 6, "copyright": 4, "title": 3, "block": 4, "legal": 2, "before": 2, "after": 2}
_CAP = 6
_MATCH = 8


class Name(msgspec.Struct, frozen=True):
    """A way the page calls whose it is; a higher score is surer, `sure` when the page's own frame says it."""

    text: str
    score: int
    sure: bool


class _Words:
    """The words of data/rules/*/names.toml; most are sought in lower case in the text's language and English."""

    def __init__(self) -> None:
        self.block = re.compile(rf"(?<!\w)(?:{alternatives(merged('names', 'block'))})(?!\w)")
        self.never = frozenset(merged("names", "never"))
        self.title = re.compile(rf"(?<!\w)(?:{alternatives(merged('names', 'title'))})(?!\w)", re.IGNORECASE)
        forms = sorted(legal_forms(), key=lambda form: (-len(form), form))
        self.forms = tuple((form, _bare(form)) for form in forms)
        ordered = "|".join(map(re.escape, forms))
        self.form = re.compile(rf"(?<![\w.])(?:{ordered})(?![\w])")


_words = functools.cache(_Words)


@functools.cache
def cues(key: str, language: str) -> tuple[tuple[str, str], ...]:
    """The list of that key in the language and in English, lower case, each with its first word."""
    found = dict.fromkeys(word.lower() for code in ("en", language) for word in rules(code, "names").get(key, ()))
    return tuple((cue, _bare(cue)) for cue in found)


def places(text: str, words: frozenset[str], sought: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Where the cues stand as whole words in a text with these words; a first look at the words saves the search."""
    for cue, first in sought:
        if first not in words:
            continue
        at = text.find(cue)
        for _ in range(_MANY):
            if at < 0:
                break
            end = at + len(cue)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                yield at, end
            at = text.find(cue, end)


def words_of(low: str) -> frozenset[str]:
    """The words of a lower-case text without the marks at their ends."""
    return frozenset(low.translate(_MARKS).split())


def _bare(cue: str) -> str:
    return cue.lower().translate(_MARKS).split()[0]


def squash(name: str) -> str:
    """The letters and digits of a name without its legal form, lower case, for comparing with a host."""
    words = _words()
    bare = words.form.sub("", name) or name
    return "".join(c for c in bare.lower() if c.isalnum())


def label_of(domain: str) -> str:
    """The part of a host that carries its name, without hyphens: `old-shop` of `www.old-shop.co.uk`."""
    return (registrable(domain) or domain).partition(".")[0].replace("-", "")


def matches(name: str, domain: str) -> bool:
    """Whether a host carries this name."""
    label, bare = label_of(domain), squash(name)
    full = "".join(c for c in domain.lower() if c.isalnum())
    if not bare or len(label) < 2:  # noqa: PLR2004 - one letter says nothing
        return False
    return bare in (label, full) or (len(label) > 3 and label in bare) or (len(bare) > 4 and bare in label)  # noqa: PLR2004


def candidates(page: Page, language: str = "en") -> list[Name]:
    """Every name the page may mean itself by, best first."""
    scores: dict[str, dict[str, int]] = {}
    spelt: dict[str, dict[str, int]] = {}
    for kind, name in _found(page, language):
        tidy = _tidy(name)
        key = squash(tidy) if tidy else ""
        if not key:
            continue
        kinds = scores.setdefault(key, {})
        kinds[kind] = min(_CAP, kinds.get(kind, 0) + _WEIGHTS[kind])
        ways = spelt.setdefault(key, {})
        ways[tidy] = ways.get(tidy, 0) + 1
    names = [
        Name(
            max(ways, key=lambda way: (_form_of(way), ways[way], -len(way))),
            sum(scores[key].values()),
            not scores[key].keys().isdisjoint(("site", "title", "copyright", "said")),
        )
        for key, ways in spelt.items()
    ]
    return sorted(names, key=lambda name: (-name.score, len(name.text), name.text))


def best(names: Iterable[Name], domain: str | None) -> str | None:
    """The name that fits the site best, None where no name is sure enough."""
    ranked = [(name.score + (_MATCH if domain and matches(name.text, domain) else 0), name) for name in names]
    top = max(ranked, key=lambda pair: pair[0], default=None)
    return top[1].text if top and (top[0] >= _MATCH // 2) else None


def _found(page: Page, language: str) -> Iterator[tuple[str, str]]:
    yield from _framed(page)
    yield from _blocks(page)
    text = page.text if len(page.text) <= _HEAD + _FOOT else page.text[:_HEAD] + "\n" + page.text[-_FOOT:]
    low = text.lower()
    if len(low) != len(text):
        low = text
    for match in islice(_COPYRIGHT.finditer(low), _MANY) if "©" in low or "copyright" in low or "(c) " in low else ():
        yield "copyright", _after(text, match.end())
    for match in islice(_WE.finditer(low), _MANY):
        yield "said", _before(text, match.start())
    words = words_of(low)
    yield from _legal(text, words)
    for _, end in places(low, words, cues("before", language)):
        yield "before", _after(text, _without_article(low, end))
    for begin, _ in places(low, words, cues("after", language)):
        yield "after", _before(text, begin)


def _legal(text: str, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    taken = 0
    for begin, end in sorted(places(text, words, _words().forms), key=lambda place: (place[0], -place[1])):
        if begin >= taken:
            taken = end
            yield "legal", _before(text, begin) + text[begin - 1 : end]


def _without_article(low: str, at: int) -> int:
    found = _ARTICLE.match(low, at)
    return found.end() if found else at


def _blocks(page: Page) -> Iterator[tuple[str, str]]:
    """The first lines below a heading that promises the controller or a contact."""
    for index, block in enumerate(page.blocks[:-1]):
        title = (
            page.text[block.start : block.end]
            if block.kind == "heading" and block.end - block.start <= _LONGEST
            else ""
        )
        if title and _words().block.search(title.lower()):
            for line in page.blocks[index + 1 : index + 3]:
                if line.kind != "heading" and line.end - line.start <= _LONGEST // 2:
                    yield "block", _after(page.text, line.start)


def _framed(page: Page) -> Iterator[tuple[str, str]]:
    """Names in the title and the meta data of the page."""
    meta = page.meta
    for key in ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site:name", "publisher"):
        if meta.get(key):
            yield "site", meta[key]
    title = _words().title
    for text in filter(None, (page.title, meta.get("og:title"))):
        for part in _SEPARATORS.split(text[:300]):
            if part and not title.search(part) and len(part.split()) <= _MOST_WORDS - 2:
                yield "title", part
            elif part:
                rest = _JOINT.sub("", title.sub(" ", part)).strip(" -–—|:,'’s&")
                if rest and len(rest.split()) <= 4 and all(w[:1].isupper() or w in _LINKS for w in rest.split()):  # noqa: PLR2004 - a name beside the word policy is short
                    yield "title", rest


def _after(text: str, at: int) -> str:
    """The name that begins at the place."""
    line = text[at : at + _LONGEST * 2].split("\n", 1)[0]
    taken: list[str] = []
    forms = legal_forms()
    for token in _TOKEN.findall(line)[: _MOST_WORDS + 2]:
        core = token.strip(_QUOTES)
        bare = core.rstrip(".,;:!?")
        if (
            token.startswith(("(", "["))
            or not bare
            or not (_capital(bare) or (taken and (core in _LINKS or bare in forms)))
        ):
            break
        taken.append(core)
        if core[-1:] in ".;:!?" and core not in forms and not _ABBREVIATED.fullmatch(core):
            break
        if core.endswith(",") and not _form_follows(line, token, forms):
            break
    return " ".join(taken)


def _form_follows(line: str, token: str, forms: frozenset[str]) -> bool:
    rest = line.partition(token)[2].split()
    return bool(rest) and (rest[0].rstrip(",;") in forms or rest[0].rstrip(".,;:") in forms)


def _before(text: str, at: int) -> str:
    """The name that ends at the place."""
    line = text[max(0, at - _LONGEST) : at].rpartition("\n")[2]
    taken: list[str] = []
    for token in reversed(_TOKEN.findall(line)):
        core = token.strip(_QUOTES)
        if (
            len(taken) >= _MOST_WORDS
            or not core
            or (taken and core[-1] in ".;:!?" and not _ABBREVIATED.fullmatch(core))
        ):
            break
        if not (_capital(core) or (taken and core in _LINKS)) or (taken and core.endswith(",")):
            break
        taken.append(core)
        if token[:1] in _QUOTES:
            break
    return " ".join(reversed(taken))


def _capital(word: str) -> bool:
    """Whether a word may be part of a name: a capital anywhere, a figure, an ampersand, or a host name."""
    return (
        any(c.isupper() for c in word[:12])
        or word[:1].isdigit()
        or word == "&"
        or ("." in word and registrable(word) is not None)
    )


def _tidy(name: str) -> str:
    """The name without what does not belong to it; empty where nothing of it is a name."""
    words = [word for word in name.strip().split() if not _YEARS.fullmatch(word)]
    never = _words().never
    if "All" in words[1:]:
        words = words[: words.index("All", 1)]
    while words and (words[0] in _LINKS or words[0].lower().strip(".,") == "the"):
        words = words[1:]
    while words and words[-1].rstrip(",") in _LINKS:
        words = words[:-1]
    text = " ".join(words).strip(" ,;:-–—|•·\"'")
    if text.endswith(".") and text.split()[-1] not in legal_forms() and not _ABBREVIATED.fullmatch(text.split()[-1]):
        text = text[:-1]
    first, low = words[0].lower().rstrip(",.:") if words else "", text.lower()
    bad = (
        not 1 < len(text) <= _LONGEST
        or "@" in text
        or "/" in text
        or text in legal_forms()
        or low in never
        or first in never
    )
    return "" if bad or not any(c.isalpha() for c in text) else text


def _form_of(name: str) -> bool:
    return _words().form.search(name) is not None
