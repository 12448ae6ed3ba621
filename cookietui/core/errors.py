"""Every error a person can meet is one class here that knows its sentence and its exit code.

CookietuiError
├── UsageError          2   the call itself is wrong
│   └── NotOffered      2   a law or site does not give what was asked; says what it does give
├── FindingError        1   a check answered "no": a finding, conflict or false
├── BadInput           65   the content of a source cannot be used; names file and place
├── MissingInput       66   there is no such source
├── CannotSave         73   nothing was written; says where and why
│   └── ChangedUnderneath 73 the file is no longer what was read
├── NotDelivered       73   the draft is kept, but a program or server did not take it
├── Locked             75   another cookietui (or program) holds the file
└── Interrupted       130   the person stopped it
"""

from collections.abc import Sequence


class CookietuiError(Exception):
    """Base of all; `message` is one readable line, `input` the source it speaks of, `line` 1-based or None."""

    exit_code = 70

    def __init__(self, message: str, *, input: str | None = None, line: int | None = None) -> None:  # noqa: A002 - contract name
        super().__init__(message)
        self.message = message
        self.input = input
        self.line = line

    def __str__(self) -> str:
        place = self.input or ""
        if place and self.line is not None:
            place = f"{place}:{self.line}"
        return f"{place}: {self.message}" if place else self.message


class UsageError(CookietuiError):
    """The words of the call do not fit together."""

    exit_code = 2


class NotOffered(UsageError):
    """What was asked is not given; `offered` lists what is."""

    def __init__(self, message: str, offered: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.offered = tuple(offered)


class FindingError(CookietuiError):
    """The answer to a check is "no"."""

    exit_code = 1


class BadInput(CookietuiError):
    """A source is there but cannot be used."""

    exit_code = 65


class MissingInput(CookietuiError):
    """A source is not there."""

    exit_code = 66


class CannotSave(CookietuiError):
    """Nothing was written."""

    exit_code = 73


class ChangedUnderneath(CannotSave):
    """Somebody changed the file since it was read; their version was kept."""


class NotDelivered(CookietuiError):
    """A mail program, server or clipboard did not take the draft, which is kept; the ledger says `draft`."""

    exit_code = 73


class Locked(CookietuiError):
    """Another program holds the lock."""

    exit_code = 75


class Interrupted(CookietuiError):
    """The person pressed Ctrl-C; what was finished is kept."""

    exit_code = 130
