"""The ledger is one 0600 TOML file a request: its body is frozen, its state is what the last dated event made it."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from cookietui.core.errors import BadInput, CookietuiError, MissingInput, UsageError
from cookietui.core.request import SCHEMA, Request
from cookietui.core.text import one_line
from cookietui.storage import atomic, journal, toml, toml_write
from cookietui.storage.journal import Change
from cookietui.storage.places import Places

_REFERENCE = re.compile(r"ck-(?:[0-9a-f]{6}|[0-9a-f]{12})")
_FROZEN = ("site", "organisation", "rights", "law", "articles", "language", "channel", "to", "subject", "body")
"""What was sent cannot be rewritten afterwards."""


def _file(places: Places, reference: str) -> Path:
    if not _REFERENCE.fullmatch(reference):
        raise UsageError(f"{one_line(reference, 40)!r} is no reference; one looks like ck-7f3a2c")
    return places.requests / f"{reference}.toml"


def create(change: Change, request: Request) -> Request:
    """Keep a new request; raises UsageError when its reference is taken."""
    path = _file(change.places, request.reference)
    if change.read(path) is not None:
        raise UsageError(f"{request.reference} is taken")
    change.write(path, _bytes(request))
    return request


def replace(change: Change, request: Request) -> Request:
    """Put another draft in the place of one that is still a draft.

    Raises UsageError once it was sent, MissingInput.
    """
    path, old, data = _draft(change, request.reference)
    request = msgspec.structs.replace(request, events=old.events)  # of one that came back, the story so far
    change.write(path, _bytes(request, data))
    return request


def amend(change: Change, request: Request) -> Request:
    """Keep a request with another draft of a later letter; its own letter and what was sent stay as they are.

    Raises UsageError when anything but a draft changed, MissingInput.
    """
    path = _file(change.places, request.reference)
    data = change.read(path)
    if data is None:
        raise MissingInput(f"there is no request {request.reference}")
    old = _request(data, path)
    if old.state != request.state or old.events != request.events:
        raise UsageError(f"{request.reference} was changed in the meantime; nothing was saved")
    _check_frozen(old, request)
    change.write(path, _bytes(request, data))
    return request


def _check_frozen(old: Request, new: Request) -> None:
    """Raises UsageError where something that was sent reads differently."""
    for field in _FROZEN:
        if old.state != "draft" and getattr(old, field) != getattr(new, field):
            raise UsageError(f"the {field} of {new.reference} was sent and stays as it is")
    if any(letter.sent and letter not in new.follow_ups for letter in old.follow_ups):
        raise UsageError(f"a letter of {new.reference} was sent and stays as it is")


def discard(change: Change, reference: str) -> None:
    """Take a draft away; raises UsageError once it was sent, MissingInput."""
    path, old, _ = _draft(change, reference)
    if old.events:
        raise UsageError(f"{reference} was sent before and came back; it stays in the ledger")
    change.remove(path)


def _draft(change: Change, reference: str) -> tuple[Path, Request, bytes]:
    path = _file(change.places, reference)
    data = change.read(path)
    if data is None:
        raise MissingInput(f"there is no request {reference}")
    request = _request(data, path)
    if request.state != "draft":
        raise UsageError(f"{reference} is {request.state}, no longer a draft; it stays as it is")
    return path, request, data


def record(places: Places, request: Request) -> Request:
    """Keep a request after an event (see core.request.advance).

    What happened in the world is never undone, and neither is the draft (and its letter) any more. Raises UsageError
    when the letter itself is another or an earlier event is missing, MissingInput.
    """
    path = _file(places, request.reference)
    with journal.change(places, f"{request.reference} {request.state}", undoable=False) as change:
        data = change.read(path)
        if data is None:
            raise MissingInput(f"there is no request {request.reference}")
        old = _request(data, path)
        _check_frozen(old, request)
        if request.events[: len(old.events)] != old.events:
            raise UsageError(f"{request.reference} was changed in the meantime; nothing was saved")
        change.write(path, _bytes(request, data))
        change.settle(path)
        for written in (request.path, *(letter.path for letter in request.follow_ups if letter.sent)):
            if written:
                change.settle(Path(written))
    return request


def load(places: Places, reference: str) -> Request:
    """One request; raises MissingInput, BadInput, UsageError for what is no reference."""
    path = _file(places, reference)
    data = atomic.read(path)
    if data is None:
        raise MissingInput(f"there is no request {reference}")
    return _request(data, path)


def load_all(places: Places) -> tuple[tuple[Request, ...], tuple[str, ...]]:
    """All requests, oldest first, and a line for each file that cannot be read."""
    found: list[Request] = []
    problems: list[str] = []
    try:
        files = sorted(file for file in places.requests.iterdir() if file.suffix == ".toml")
    except OSError:
        return (), ()
    for file in files:
        try:
            found.append(load(places, file.stem))
        except CookietuiError as error:
            problems.append(str(error))
    return tuple(sorted(found, key=_age)), tuple(problems)


def _age(request: Request) -> tuple[datetime.date, str]:
    first = request.events[0].on if request.events else datetime.date.max
    return first, request.reference


def _bytes(request: Request, old: bytes | None = None) -> bytes:
    """The file, with keys of `old` that this program does not know."""
    tables: dict[str, Any] = msgspec.to_builtins(request, builtin_types=(datetime.date,))
    if old is not None:
        known = Request.__struct_fields__
        tables |= {key: value for key, value in toml.parse(old, "").items() if key not in known}
    return toml_write.record(_filled(tables)).encode()


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    """Without None, which TOML does not have."""
    return {
        key: _filled_list(each)
        if isinstance(each, (list, tuple))
        else _filled(each)
        if isinstance(each, dict)
        else each
        for key, each in table.items()
        if each is not None
    }


def _filled_list(items: Iterable[Any]) -> list[Any]:
    return [_filled(each) if isinstance(each, dict) else each for each in items]


def _request(data: bytes, path: Path) -> Request:
    tables = {"site": None} | toml.parse(data, str(path))
    if tables.get("schema", SCHEMA) != SCHEMA:
        raise BadInput(f"is {one_line(repr(tables['schema']), 60)}, made by another version", input=str(path))
    try:
        request = msgspec.convert(tables, Request)
    except msgspec.ValidationError as error:
        raise BadInput(one_line(str(error), 300), input=str(path)) from error
    if request.reference != path.stem:
        raise BadInput(f"holds the request {one_line(request.reference, 40)}", input=str(path))
    return request
