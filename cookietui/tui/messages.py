"""Everything the parts of the face tell each other, on one page."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Moved(Message):
    """The cursor of a list stands on another row."""

    key: str


@dataclass
class FilterChanged(Message):
    """The words of the filter line changed."""

    words: str


@dataclass
class FilterLeft(Message):
    """The person left the filter line; `kept` is False when it was cleared."""

    kept: bool


@dataclass
class Changed(Message):
    """Something on disk changed: whatever is shown reads it again."""


@dataclass
class ReadingDone(Message):
    """Reading ended; `sites` were kept, `failures` are lines, `asks_site` where only the site is unknown."""

    sites: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    asks_site: bool = False
