"""The ledger is one 0600 TOML file a request: its body is frozen, its state is what the last dated event made it."""

from cookietui.core.request import Event, Request
from cookietui.storage.journal import Change
from cookietui.storage.places import Places


def new_reference(places: Places) -> str:
    """A reference nobody has yet, such as `ck-7f3a2c`."""
    raise NotImplementedError


def create(change: Change, request: Request) -> Request:
    """Keep a new request; raises UsageError when its reference is taken."""
    raise NotImplementedError


def replace(change: Change, request: Request) -> Request:
    """Put another draft in the place of one that is still a draft; raises UsageError once it was sent."""
    raise NotImplementedError


def discard(change: Change, reference: str) -> None:
    """Take a draft away; raises UsageError once it was sent, MissingInput."""
    raise NotImplementedError


def record(places: Places, reference: str, event: Event, **dates: object) -> Request:
    """Add a dated event (never undone; the draft can then no longer be undone either) and set due/remind/latest."""
    raise NotImplementedError


def load(places: Places, reference: str) -> Request:
    """One request; raises MissingInput, BadInput."""
    raise NotImplementedError


def load_all(places: Places) -> tuple[tuple[Request, ...], tuple[str, ...]]:
    """All requests, oldest first, and a line for each file that cannot be read."""
    raise NotImplementedError
