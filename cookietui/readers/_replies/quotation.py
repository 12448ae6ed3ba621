"""Only the words of who replies count: quoted letters, heads of earlier mails and signatures are taken off first."""

import re
from collections.abc import Collection, Sequence

import msgspec

_QUOTED = re.compile(r"\s{0,3}(?:>|\|\s?>)")
_DASHES = re.compile(r"\s*[-_=*]{3,}[^\w]{0,3}([\w][^-_=*]{2,60}?)\s*[-_=*:]{2,}\s*$")
_LINE = re.compile(r"\s*_{10,}\s*$")
_LABEL = re.compile(r"[\s>*|]{0,6}([^\W\d_][\w .'’-]{0,25}?)\*?\s?[:：]\*?\s")
_PLACE = re.compile(r"\d|@")
_SIGNATURE = ("--", "-- ")
_REACH = 3
"""Lines over which an attribution may be wrapped."""
_LONGEST = 320
_HEAD = 3
"""Labels that make a block of lines the head of an earlier mail."""
_HEAD_LINES = 8
_LONG_SIGNATURE = 25
_FEW = 3
_WORD = re.compile(r"\w+")


class Marks(msgspec.Struct, frozen=True):
    """The words of all languages by which quotes are told, in lower case."""

    wrote: re.Pattern[str]
    dividers: frozenset[str]
    labels: frozenset[str]


def marks(wrote: Collection[str], dividers: Collection[str], labels: Collection[str]) -> Marks:
    """Compile the words."""
    words = "|".join(re.escape(word.lower()).replace(r"\ ", r"\s{1,3}") for word in wrote)
    return Marks(
        wrote=re.compile(rf"(?<!\w)(?:{words})(?!\w)"),
        dividers=frozenset(word.lower() for word in dividers),
        labels=frozenset(word.lower() for word in labels),
    )


def own_lines(lines: Sequence[str], known: Marks) -> list[str]:
    """The lines of who replies; of a mail that holds nothing but another one, the words of that one."""
    body = _after_head(lines, known)
    kept = _unsigned(_kept(body, known))
    if _count(kept) >= _FEW:
        return kept
    return _unsigned(_forwarded(body, known)) or kept


def _count(lines: Sequence[str]) -> int:
    return sum(len(_WORD.findall(line)) for line in lines)


def _after_head(lines: Sequence[str], known: Marks) -> Sequence[str]:
    """Without the head of the mail itself, where a person copied it along with the text."""
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    size = _head_at(lines, first, known)
    return lines[first + size :] if size else lines


def _kept(lines: Sequence[str], known: Marks) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _QUOTED.match(line):
            at += 1
            continue
        if _divides(line, known) or _head_at(lines, at, known):
            break
        wrapped = _attribution(lines, at, known)
        if wrapped:
            after = next((each for each in lines[at + wrapped :] if each.strip()), "")
            if not _QUOTED.match(after):
                break
            at += wrapped
            continue
        kept.append(line)
        at += 1
    return kept


def _divides(line: str, known: Marks) -> bool:
    """`-----Original Message-----` and the like."""
    found = _DASHES.match(line)
    return found is not None and found[1].strip().lower() in known.dividers


def _head_at(lines: Sequence[str], at: int, known: Marks) -> int:
    """How many lines from here are the head of a mail as programs write it, 0 where they are none."""
    first = _LABEL.match(lines[at] + " ") if at < len(lines) else None
    if first is None or first[1].strip().lower() not in known.labels:
        return 0
    labels = 0
    size = 0
    for number, line in enumerate(lines[at : at + _HEAD_LINES], 1):
        if not line.strip():
            break
        found = _LABEL.match(line + " ")
        if found and found[1].strip().lower() in known.labels:
            labels += 1
            size = number
    return size if labels >= _HEAD else 0


def _attribution(lines: Sequence[str], at: int, known: Marks) -> int:
    """How many lines from here say who wrote what follows when ("On ... wrote:"), 0 where none do."""
    joined = ""
    for number, line in enumerate(lines[at : at + _REACH], 1):
        if not line.strip() or len(joined) + len(line) > _LONGEST:
            return 0
        joined = f"{joined} {line.strip()}".lower()
        if joined.endswith((":", ":>", "：")):
            return number if _PLACE.search(joined) and known.wrote.search(joined) else 0
    return 0


def _unsigned(lines: list[str]) -> list[str]:
    """Without the signature: what follows the last `-- ` line, unless that is far too long for one."""
    for at in range(len(lines) - 1, 0, -1):
        if lines[at] in _SIGNATURE and len(lines) - at <= _LONG_SIGNATURE and _count(lines[:at]):
            return lines[:at]
    return lines


def _forwarded(lines: Sequence[str], known: Marks) -> list[str]:
    """What stands below the first divider, head or attribution, its own quotes taken off."""
    for at, line in enumerate(lines):
        size = _head_at(lines, at, known)
        if _divides(line, known) or _LINE.match(line):
            rest = lines[at + 1 :]
        elif size:
            rest = lines[at + size :]
        elif wrapped := _attribution(lines, at, known):
            rest = [_QUOTED.sub("", each, count=1).removeprefix(" ") for each in lines[at + wrapped :]]
        else:
            continue
        return _kept(_after_head(rest, known), known)
    return []
