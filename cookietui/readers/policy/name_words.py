"""Which words make a name: capitals in a row, the small words between them, and a legal form at the end."""

import functools
import re
from collections.abc import Iterable, Iterator

from cookietui.core.firms import legal_forms
from cookietui.core.site import registrable
from cookietui.readers.policy.reading import rules
from cookietui.readers.policy.wordlists import alternatives, merged

MOST_WORDS = 7
LONGEST = 80
_TOKEN = re.compile(r"\S+")
_QUOTES = "\"'“”„‚‘’«»*_()[]<>"
_ABBREVIATED = re.compile(r"[A-Z]\.|(?:[A-Z]\.){2,}|(?:St|Dr|Mr|Mrs|Ms|Bros|Jr|Sr|No|Co|Inc|Ltd|Corp)\.")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?[,.]?\Z")
_DEGREE = re.compile(r"(?:med|dent|vet|phil|jur|rer|nat|pol|ing|dipl|habil|univ|h|c)\.")
_ENDS = ",;:.()\"“”„’'"
_ARTICLE = re.compile(r"\s+(?:the|der|die|la|le)\s+(?=\S)")
MANY = 40
"""Places of one kind that are looked at."""
LINKS = frozenset(
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


class Words:
    """The words of data/rules/*/names.toml of every language that tell names from other words."""

    def __init__(self) -> None:
        self.block = re.compile(rf"(?<!\w)(?:{alternatives(merged('names', 'block'))})(?!\w)")
        self.never = frozenset(merged("names", "never"))
        self.title = re.compile(rf"(?<!\w)(?:{alternatives(merged('names', 'title'))})(?!\w)", re.IGNORECASE)
        forms = sorted(legal_forms(), key=lambda form: (-len(form), form))
        self.forms = tuple((form, _bare(form)) for form in forms)
        ordered = "|".join(map(re.escape, forms))
        self.form = re.compile(rf"(?<![\w.])(?:{ordered})(?![\w])")


words = functools.cache(Words)


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
        for _ in range(MANY):
            if at < 0:
                break
            end = at + len(cue)
            if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
                yield at, end
            at = text.find(cue, end)


def words_of(low: str) -> frozenset[str]:
    """The words of a lower-case text without the marks at their ends."""
    found = set(low.split())
    found.update([word.strip(_ENDS) for word in found if not word.isalnum()])
    return frozenset(found)


def _bare(cue: str) -> str:
    return cue.lower().split()[0].strip(_ENDS)


def squash(name: str) -> str:
    """The letters and digits of a name without its legal form, lower case, for comparing with a host."""
    bare = words().form.sub("", name) or name
    return "".join(c for c in bare.lower() if c.isalnum())


def label_of(domain: str) -> str:
    """The part of a host that carries its name, without hyphens: `old-shop` of `www.old-shop.co.uk`."""
    return (registrable(domain) or domain).partition(".")[0].replace("-", "")


def without_article(low: str, at: int) -> int:
    """The place after an article that stands there."""
    found = _ARTICLE.match(low, at)
    return found.end() if found else at


def name_after(text: str, at: int) -> str:
    """The name that begins at the place."""
    line = text[at : at + LONGEST * 2].split("\n", 1)[0]
    taken: list[str] = []
    forms = legal_forms()
    for token in _TOKEN.findall(line)[: MOST_WORDS + 2]:
        core = token.strip(_QUOTES)
        bare = core.rstrip(".,;:!?")
        if (
            token.startswith(("(", "["))
            or not bare
            or not (_capital(bare) or (taken and (core in LINKS or bare in forms or _DEGREE.fullmatch(core))))
        ):
            break
        taken.append(core)
        if (
            core[-1:] in ".;:!?"
            and core not in forms
            and not _ABBREVIATED.fullmatch(core)
            and not _DEGREE.fullmatch(core)
        ):
            break
        if core.endswith(",") and not _form_follows(line, token, forms):
            break
    return " ".join(taken)


def _form_follows(line: str, token: str, forms: frozenset[str]) -> bool:
    rest = line.partition(token)[2].split()
    return bool(rest) and (rest[0].rstrip(",;") in forms or rest[0].rstrip(".,;:") in forms)


def name_before(text: str, at: int) -> str:
    """The name that ends at the place."""
    line = text[max(0, at - LONGEST) : at].rpartition("\n")[2]
    taken: list[str] = []
    for token in reversed(_TOKEN.findall(line)):
        core = token.strip(_QUOTES)
        if len(taken) >= MOST_WORDS or not core or (taken and core[-1] in ".;:!?" and not _ABBREVIATED.fullmatch(core)):
            break
        if not (_capital(core) or (taken and core in LINKS)) or (taken and core.endswith(",")):
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


def tidy(name: str) -> str:
    """The name without what does not belong to it; empty where nothing of it is a name."""
    parts = [word for word in name.strip().split() if not _YEARS.fullmatch(word)]
    never = words().never
    if "All" in parts[1:]:
        parts = parts[: parts.index("All", 1)]
    while parts and (parts[0] in LINKS or parts[0].lower().strip(".,") == "the"):
        parts = parts[1:]
    while parts and parts[-1].rstrip(",") in LINKS:
        parts = parts[:-1]
    text = " ".join(parts).strip(" ,;:-–—|•·\"'")
    if text.endswith(".") and text.split()[-1] not in legal_forms() and not _ABBREVIATED.fullmatch(text.split()[-1]):
        text = text[:-1]
    first, low = parts[0].lower().rstrip(",.:") if parts else "", text.lower()
    bad = (
        not 1 < len(text) <= LONGEST
        or "@" in text
        or "/" in text
        or text in legal_forms()
        or low in never
        or first in never
    )
    return "" if bad or not any(c.isalpha() for c in text) or _ABBREVIATED.fullmatch(text) else text


def has_form(name: str) -> bool:
    """Whether a name has a legal form."""
    return words().form.search(name) is not None
