"""Knows files that hold cookies but not whose they are, and says in one line what to bring in their place."""

import re
from typing import NoReturn

from cookietui.core.errors import BadInput
from cookietui.sources.consent import kind_of
from cookietui.sources.sample import Sample

TITLE = "Cookies of a kind that is not read"
KIND = "file"
_PAIR = r"[!#$%&'*+.^`|~\w-]{1,200}+=[^\s;]*+"
_HEADER = re.compile(
    rf"\s*+(?:Cookie:\s*+(?={_PAIR})|(?={_PAIR};[ \t]*+{_PAIR}))({_PAIR}(?:;[ \t]*+{_PAIR})*+);?\s*+\Z", re.IGNORECASE
)
"""Pairs alone, two at least where nothing says what they are."""
_OTHERS = (
    (re.compile(r"https?://[^\s\t]++\t[^\t\n]*+\t[^\t\n]*+\t-?\d++\t[^\t\n]++\t/"),
     "is the cookie file of w3m, which is not read; w3m shows what it holds with -cookie"),
    (re.compile(r"(?:[^\n]*+\n){0,3}?uri_ins: "),
     "is an inspection as YAML; give the inspection.json that was written beside it"),
    (re.compile(r"\s*+\[?\s*+\{\s*+'(?:domain|name|value|path|expir\w*+|httpOnly|sameSite|secure)':"),
     "is what Python prints of its cookies, which is no JSON; write them with json.dump"),
    (re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+)?<log>\s*+<version>"),
     "is a recording as XML, as Internet Explorer wrote it; record a HAR, which is JSON, in its place"),
)  # fmt: skip
"""How such files begin, and what to tell."""
_FIELD = re.compile(r"HTTP/\d|[\w-]++:")


def identify(sample: Sample) -> str:
    """`certain` for a Cookie header, the headers of an answer, and what else looks like cookies but names no host."""
    return "certain" if _told(sample.head_text) else "no"


def read(sample: Sample) -> NoReturn:
    """Raises BadInput: what the file is, and what to bring in its place."""
    raise BadInput(_told(sample.head_text), input=sample.path)


def _told(head: str) -> str:
    """What to tell of a file that begins so, empty for all others; a header of consent cookies is read elsewhere."""
    header = _HEADER.match(head)
    if header and not any(kind_of(pair.partition("=")[0].strip()) for pair in header[1].split(";")):
        return "is a Cookie header: names and values, but not whose they are; export cookies.txt or JSON in its place"
    lines = [line for line in head.splitlines() if line.strip()]
    names = {line.partition(":")[0].lower() for line in lines}
    if "set-cookie" in names and "p3p" not in names and all(map(_FIELD.match, lines)):
        return "holds the headers of an answer, but not which host gave it; record a HAR in its place"
    return next((told for start, told in _OTHERS if start.match(head)), "")
