"""A sentence ends at a full stop that is no abbreviation, number, address or host; also where a blank was forgotten."""

import functools
import re
import tomllib
from collections.abc import Iterator
from importlib import resources

_LONGEST = 2000
"""Characters after which a sentence without an end is cut at a blank, so that later work stays bounded."""
_END = re.compile(
    r"[.!?…]+[\"'”’»“)\]]*(?:\s+|(?=[A-ZÄÖÜÉÈÀÎ][\w'’]*[\s,]))"
    r"|[。！？]+[」』”’)]*\s*"
    r"|(?<=\S)\s+(?=[•●▪]\s)"
)
_OPENING = "\"'“”„«»‘’‚([{¿¡*•●▪ "
_BARE = re.compile(r"[^\W\d_]{3,}$")
_ENDINGS = frozenset({"Com", "Net", "Org", "Js", "Info", "Biz", "Io", "De"})
"""What stands behind a dot inside a name rather than behind the end of a sentence."""


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    file = resources.files("cookietui") / "data" / "sentences.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(data["abbreviations"]), frozenset(data["starters"])


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, in order, without outer blanks, none longer than 2,000 characters."""
    begin = start
    for found in _END.finditer(text, start, end):
        if found.end() >= end:
            break
        if _ends(text, begin, found):
            yield from _bounded(text, begin, found.end())
            begin = found.end()
    yield from _bounded(text, begin, end)


def _bounded(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > _LONGEST:
        cut = text.rfind(" ", begin + 1, begin + _LONGEST)
        cut = cut if cut > begin else begin + _LONGEST
        yield begin, cut
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _ends(text: str, begin: int, found: re.Match[str]) -> bool:
    mark = text[found.start()]
    if mark.isspace() or mark in "。！？":
        return True
    after = found.end()
    while after < len(text) and text[after] in _OPENING:
        after += 1
    if after < len(text) and text[after].islower():
        return False
    abbreviations, starters = _words()
    follower = _word(text, after)
    last = text[
        max(text.rfind(" ", begin, found.start()), text.rfind("\t", begin, found.start()), begin - 1)
        + 1 : found.start()
    ]
    if not found[0][-1].isspace():
        if "@" in last or "." in last or "/" in last:
            return follower in starters
        return follower not in _ENDINGS and (follower in starters or _BARE.search(last) is not None)
    if mark != ".":
        return True
    bare = last.strip(_OPENING + ")]}").lower()
    if bare in abbreviations or len(bare) <= 1:
        return bool(bare) and follower in starters and len(bare) > 1
    if bare.isdigit():
        return begin + len(last) != found.start() and (len(bare) > 2 or follower in starters)  # noqa: PLR2004 - a day or a number of order
    return True


def _word(text: str, start: int) -> str:
    end = start
    while end < len(text) and end - start < 30 and text[end].isalpha():  # noqa: PLR2004 - no starter is longer
        end += 1
    return text[start:end]
