"""An e-mail address is a local part and a host below a known suffix; what is glued to it is cut off."""

import re
from collections.abc import Iterator

import msgspec

from cookietui.core.site import registrable

_SIGNS = 5000
"""Signs `@` of a text that are looked at."""
_HEAD = re.compile(r"[\w.+%-]{1,64}\Z")
_TAIL = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_GLUED = re.compile(r"([a-z]{2,12})[A-Z][\w-]*\Z")
_LETTERS = re.compile(r"xn--[\w-]+|[^\W\d_]+")
_SPOILED = re.compile(r"(?:%20|mailto|www\.)+(?=\w)", re.IGNORECASE)


_TRAP = re.compile(
    r"(?:no[-_]?spam|remove[-_]?(?:this|me)|delete[-_]?(?:this|me)|anti[-_]?spam|kein[-_]?spam)", re.IGNORECASE
)
"""What a reader is to take out of an address by hand; a whole part of the host, or capitals in the local part."""
_LOCAL_TRAP = re.compile(r"[-_.]?(?:NO[-_]?SPAM|REMOVE[-_]?(?:THIS|ME)|DELETE[-_]?(?:THIS|ME)|ANTI[-_]?SPAM)[-_.]?")


class Mail(msgspec.Struct, frozen=True):
    """An address: `text[start:end]` spells it, or it stands in the source alone and `start` is where it belongs."""

    value: str
    start: int
    end: int
    pointer: str = ""
    quote: str = ""


def domain_of(raw: str) -> str | None:
    """The host name that `raw` begins with, lower case: a sentence glued to its end is cut off; None if it is none."""
    labels = [label for label in raw.strip(".-_").split(".") if not _TRAP.fullmatch(label)]
    while len(labels) > 1:
        glued = _GLUED.match(labels[-1])
        if glued and registrable(".".join([*labels[:-1], glued[1]])):
            labels[-1] = glued[1]
        elif _begins_sentence(labels) and registrable(".".join(labels[:-1])):
            labels.pop()
            continue
        letters = _LETTERS.match(labels[-1])
        labels[-1] = letters[0] if letters else ""
        name = ".".join(labels).lower()
        if registrable(name):
            return name
        labels.pop()
    return None


def _begins_sentence(labels: list[str]) -> bool:
    last, before = labels[-1], labels[-2]
    return len(labels) > 2 and last[:1].isupper() and not last[1:].isupper() and before.islower()  # noqa: PLR2004 - a name has two labels at least


def plain(text: str) -> Iterator[Mail]:
    """Addresses written `name@host`."""
    at = text.find("@")
    for _ in range(_SIGNS):
        if at < 0:
            return
        head, tail = _HEAD.search(text, max(0, at - 64), at), _TAIL.match(text, at + 1)
        mail = joined(text, head, tail.start(), tail.end(), tail[0]) if head and tail else None
        if mail is not None:
            yield mail
        at = text.find("@", at + 1)


def joined(text: str, head: re.Match[str], begin: int, stop: int, said: str) -> Mail | None:
    """The address of a local part and of a domain that `said` spells out and that stands in `text[begin:stop]`."""
    domain = domain_of(said)
    local = (_LOCAL_TRAP.sub("", head[0]) if head[0].lower() != head[0] else "") or head[0]
    local = _SPOILED.sub("", local).lstrip(".-_+%").rstrip(".")
    if domain is None or not local or "://" in text[max(0, head.start() - 80) : head.start()].rpartition(" ")[2]:
        return None
    start = head.end() - len(local) - (len(head[0]) - len(head[0].rstrip(".")))
    end = begin + len(domain)
    if text[begin:end].lower() != domain:
        end = stop
    return Mail(f"{local}@{domain}", start, end)
