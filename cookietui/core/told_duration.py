"""In running text only words about its end say how long a cookie lives: "session" alone may be what it is for."""

import re

from cookietui.core.duration import LIMIT, Duration, find_durations, read_duration, said
from cookietui.core.phrases import prepare

_PARTS = re.compile(r"[.,;:()|–—]|\s-\s|\n")
"""Between the parts of a sentence."""
_SHORT = 40
"""Characters of a part that says one thing only."""
_REST = re.compile(r"[^\W_]")


def told_duration(text: str, language: str | None = None) -> Duration | None:
    """The duration that a sentence tells, of several the longest, with its own words; None where it tells none.

    "Stores the number of your session" tells none, "PHPSESSID (session)" and "until you close your browser" do.
    """
    found = read_duration(text, language)
    if found.seconds:
        codes = (language, "en", None) if language else (None,)
        each = (each for code in codes for _, _, each in find_durations(text[:LIMIT], code))
        return next((period for period in each if period.seconds == found.seconds), found)
    if not found.session and not found.unknown:
        return found
    ends = said("ends", prepare(text[:LIMIT])).found or any(map(_says_session, _PARTS.split(text[:LIMIT])))
    return Duration(text="", session=True) if found.session and ends else None


def _says_session(part: str) -> bool:
    """Whether a part of a sentence is a word for the session and nothing else."""
    words = part.strip()
    session = said("session", prepare(words)) if len(words) <= _SHORT else None
    return session is not None and session.found and not _REST.search(session.sub(words))
