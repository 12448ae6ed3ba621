"""An address elsewhere is another's where the text around speaks of others, or names whom its domain is named for."""

import functools
import re
import unicodedata

from cookietui.core.words import Role
from cookietui.readers.policy import naming
from cookietui.readers.policy.addresses import Mail
from cookietui.readers.policy.name_words import label_of, squash
from cookietui.readers.policy.reading import Reading
from cookietui.readers.policy.wordlists import alternatives, merged

_SHORTEST = 4
"""Letters of a name from which it tells whose a domain is."""
_NAME = re.compile(r"(?<![\w@./-])[^\W\d_a-zäöüß][\w&’'-]*(?:[ -][^\W\d_a-zäöüß][\w&’'-]*){0,4}(?![\w-]*@)")
"""One to five words with capitals."""
_OF = re.compile(r"\b(?:of|at|from|der|des|bei|du|del?|von)(?: (?:the|der|la|el))?\s+\Z", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"})
_OFFICERS: frozenset[Role] = frozenset({"dpo", "representative"})


def is_strangers(reading: Reading, mail: Mail) -> bool:
    """Whether an address that is not at the site's domain is that of somebody else the text speaks of."""
    around = reading.surroundings
    officer = bool(_OFFICERS.intersection(around.context(mail.start, mail.end).roles))
    places = list(around.told(mail.start))
    ours = any(told == "ours" for _, _, told in places[1:])
    for first, last, told in places:
        here = first <= mail.start < last
        if told and (here or told != "ours"):
            return told == "strangers"
        beside = around.block_at(first) == around.block_at(mail.start)
        if (beside or not ours) and _is_namesake(reading, first, last, mail, officer):
            return True
    return False


def _is_namesake(reading: Reading, start: int, end: int, mail: Mail, officer: bool) -> bool:
    """Whether a name in `text[start:end]` is the domain's and not the site's own.

    An officer's firm may be named beside him; only where he is called the officer of that firm is he not the site's.
    """
    text = reading.page.text[start:end]
    domain = mail.value.rpartition("@")[2]
    labels = {label_of(domain), _folded(label_of(domain))}
    for found in _NAME.finditer(text):
        if start + found.start() <= mail.start < start + found.end() or _is_own(reading, found[0]):
            continue
        if officer and not _OF.search(text, 0, found.start()):
            continue
        if _is_called(found[0], labels):
            return True
    return False


def _is_called(name: str, labels: set[str]) -> bool:
    words = re.split(r"[ -]", name)
    runs = {" ".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)}
    spelt = {
        spelling
        for run in runs
        if not _common().fullmatch(run)
        for spelling in (squash(run), squash(run.translate(_UMLAUTS)))
    }
    return any(
        len(each) >= _SHORTEST and (each == label or label.startswith(each) or each.startswith(label))
        for each in spelt | {_folded(each) for each in spelt}
        for label in labels
        if len(label) >= _SHORTEST
    )


@functools.cache
def _common() -> re.Pattern[str]:
    """Words that name no company but what a letter is about, as "Privacy" does in privacy-office.example."""
    return re.compile(rf"(?:{alternatives(merged('contacts', 'unnamed'))})", re.IGNORECASE)


def _is_own(reading: Reading, name: str) -> bool:
    site = reading.site
    bare, own = squash(name), squash(site.name) if site.name else ""
    return bool(own and (bare in own or own in bare)) or bool(site.domain and naming.matches(name, site.domain))


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
