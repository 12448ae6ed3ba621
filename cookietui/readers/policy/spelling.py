"""An address spelt out against harvesters ("name [at] host dot org") is read only where the words around say mail."""

import functools
import re
from collections.abc import Iterator, Sequence

from cookietui.readers.policy.addresses import Mail, joined
from cookietui.readers.policy.wordlists import alternatives, merged

_BEFORE = 80
"""Characters before a spelt-out address in which a word such as "e-mail" must stand."""
_HEAD = re.compile(r"[\w.+-]{1,64}\Z")
_AMBIGUOUS = ("chez", "a", "ät", "aet", "ätt")
"""Words that stand for the sign only inside brackets, or where the dots are written as words too."""


class _Forms:
    """The ways to write the two signs, made of the words of every language."""

    def __init__(self) -> None:
        words = merged("contacts", "spelling", "at")
        self.bare = tuple(f" {word} " for word in (*words, "@") if word not in _AMBIGUOUS)
        self.ambiguous = tuple(f" {word} " for word in words if word in _AMBIGUOUS)
        self.marked = (" -at- ", "_at_", "*at*", "-at-")
        dot = alternatives(merged("contacts", "spelling", "dot"))
        said = (
            rf"(?:[ ]?[\[({{<][ ]?(?:{dot}|\.)[ ]?[\])}}>][ ]?|[ ](?:{dot})[ ]"
            rf"|[ ]?(?:-(?:{dot})-|\*(?:{dot})\*)[ ]?|_(?:{dot})_)"
        )
        self.bracketed = re.compile(rf"[\[({{<|][ ]?(?:{alternatives(words)}|@)[ ]?[\])}}>|]", re.IGNORECASE)
        label = rf"(?:(?!_(?:{dot})_|-(?:{dot})-)[\w-]){{1,63}}"
        self.tail = re.compile(rf"[ ]?({label}(?:(?:{said}|[ ]\.[ ]|\.){label}){{1,6}})", re.IGNORECASE)
        self.said = re.compile(rf"{said}|[ ]\.[ ]", re.IGNORECASE)
        self.cue = re.compile(rf"(?<!\w)(?:{alternatives(merged('contacts', 'spelling', 'cue'))})(?!\w)", re.IGNORECASE)
        self.owners = re.compile(
            rf"(?<!\w)(?:{alternatives(merged('contacts', 'spelling', 'owners'))})\Z", re.IGNORECASE
        )
        self.never = frozenset(merged("contacts", "spelling", "never"))
        self.mailboxes = frozenset(merged("contacts", "spelling", "mailboxes"))


_forms = functools.cache(_Forms)


def spelt(text: str) -> Iterator[Mail]:
    """Addresses whose signs are written as words or in brackets."""
    forms = _forms()
    low = text.lower()
    if len(low) != len(text):
        low = text
    for sign in forms.bracketed.finditer(text):
        mail = _read(text, *sign.span(), forms)
        if mail is not None:
            yield mail
    for start, end in _signs(low, forms.marked):
        mail = _read(text, start, end, forms)
        if mail is not None and _announced(text, mail, forms):
            yield mail
    for start, end in _signs(low, forms.bare):
        mail = _read(text, start, end, forms)
        if mail is not None and _means_mail(text, mail, forms):
            yield mail
    for start, end in _signs(low, forms.ambiguous):
        mail = _read(text, start, end, forms)
        if mail is not None and _announced(text, mail, forms) and forms.said.search(text, end, mail.end):
            yield mail


def _signs(low: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        at = low.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = low.find(word, at + 1)


def _read(text: str, start: int, end: int, forms: _Forms) -> Mail | None:
    """The address whose sign is `text[start:end]`."""
    head = _HEAD.search(text, max(0, start - 65), start - (text[start - 1 : start] == " "))
    tail = forms.tail.match(text, end) if head else None
    if head is None or tail is None:
        return None
    return joined(text, head, tail.start(1), tail.end(1), forms.said.sub(".", tail[1]))


def _means_mail(text: str, mail: Mail, forms: _Forms) -> bool:
    """Whether `name at host.org` is an address and no plain English."""
    local = mail.value.partition("@")[0].lower()
    if local in forms.never or not _announced(text, mail, forms):
        return False
    if forms.said.search(text, mail.start, mail.end):
        return True
    before = text[max(0, mail.start - _BEFORE) : mail.start].rstrip()
    return (local in forms.mailboxes or "." in local) and not forms.owners.search(before)


def _announced(text: str, mail: Mail, forms: _Forms) -> bool:
    local = mail.value.partition("@")[0].lower()
    before = text[max(0, mail.start - _BEFORE) : mail.start]
    return local in forms.mailboxes or forms.cue.search(before) is not None
