"""The catalogue is rows of facts in batches, one batch a source, so that every fact can say where it comes from."""

import datetime
import re
from urllib.parse import urlsplit

import msgspec

from cookietui.core.knowledge import Difficulty
from cookietui.core.text import clean, counted, one_line
from cookietui.core.words import ContactKind, CookieCategory, NameMatch

OWN = "yours"
"""Key of the batch that the person writes: what she corrected."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the rows of a batch come from."""

    key: str
    """Short and unique; a batch takes the place of another one of the same key."""
    title: str
    licence: str = ""
    date: str = ""
    """ISO 8601: the day it was published or, where that is not known, taken."""
    url: str = ""

    @property
    def said(self) -> str:
        """Title and date in one phrase."""
        return f"{self.title}, {self.date}" if self.date else self.title


class CookieRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one source says of one cookie."""

    cookie: str
    match: NameMatch = "exact"
    category: CookieCategory = "unclassified"
    organisation: str = ""
    """Id, empty where nobody is known."""
    product: str = ""
    domains: tuple[str, ...] = ()
    lifetime: str = ""
    """`session`, seconds in digits, `endless`, or empty where it is not known."""
    software: bool = False


class OrganisationRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one source says of one organisation, or of one of its products or branches."""

    id: str
    name: str = ""
    names: tuple[str, ...] = ()
    """Other names that mean this row."""
    domains: tuple[str, ...] = ()
    """Hosts, the main one first."""
    email: str = ""
    form: str = ""
    post: str = ""
    web: str = ""
    """Its privacy page."""
    deletion_email: str = ""
    deletion_link: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    document: bool = False
    tracking: bool = False
    suggested: ContactKind | None = None
    difficulty: Difficulty | None = None
    category: CookieCategory = "unclassified"
    """Of what its domains are embedded for."""
    tracker: bool = False
    """Its domains are embedded in pages of others."""
    gone: str = ""
    """Why there is no record of its own any more."""
    into: str = ""
    """Name of the row that took its place."""
    without: tuple[ContactKind, ...] = ()
    """Kinds of contact that the person found wrong: those of other rows are not shown."""

    @property
    def reachable(self) -> bool:
        """Whether a request can be written: by e-mail, form or post."""
        return bool(self.email or self.form or self.post or self.deletion_email)


class Batch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything from one source."""

    source: Source
    cookies: tuple[CookieRow, ...] = ()
    organisations: tuple[OrganisationRow, ...] = ()


_SECONDS = {"year": 31_536_000, "month": 2_592_000, "day": 86_400, "hour": 3600, "minute": 60, "second": 1}
_PUNCTUATION = re.compile(r"[\W_]+")


def lifetime_text(lifetime: str) -> str | None:
    """A row's lifetime in words of ours: `2 years`, `session`, `without end`; None where it is not known."""
    if not lifetime.isdigit():
        return {"session": "session", "endless": "without end"}.get(lifetime)
    seconds = int(lifetime)
    unit = next((unit for unit, size in _SECONDS.items() if seconds and seconds % size == 0), "second")
    number = seconds // _SECONDS[unit]
    return counted(number, unit)


def folded(name: str) -> str:
    """A name for comparing: case, dots and blanks do not count."""
    return _PUNCTUATION.sub(" ", name.casefold()).strip()


def web_address(text: str) -> str:
    """The http(s) address in one piece, empty for anything else (another scheme, no host, control characters)."""
    address = one_line(text, 2000)
    if not address or " " in address or "\\" in address:
        return ""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    return address if sound else ""


def lines_of(text: str, limit: int = 12) -> str:
    """A postal address: cleaned, a few lines of moderate length."""
    lines = (one_line(line, 120) for line in clean(text[:4000]).split("\n"))
    return "\n".join([line for line in lines if line][:limit])


def day_of(text: str) -> str:
    """The date at the start of a text as ISO 8601, empty where there is none."""
    try:
        return datetime.date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""
