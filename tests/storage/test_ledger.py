"""The ledger: one private file a request, frozen once it was sent, never taken back by undo."""

import datetime
import os
import pathlib
import tomllib

import msgspec
import pytest

from cookietui.core.errors import BadInput, MissingInput, UsageError
from cookietui.core.request import Event, Request
from cookietui.storage import journal, ledger
from cookietui.storage.places import Places, find_places

DAY = datetime.date(2026, 11, 21)
BODY = 'Dear Sir or Madam,\n\nI object: "quoted" \\ and\ttabbed.\n\'\'\' """\n. alone\nGrüße\n'


def made(reference: str = "ck-7f3a2c", **more: object) -> Request:
    fields: dict[str, object] = {
        "reference": reference, "site": "shop.example", "organisation": "shop.example", "rights": ("object",),
        "law": "eu", "articles": ("21(1)",), "to": "privacy@shop.example", "subject": "S", "body": BODY,
        "due": DAY + datetime.timedelta(30), "message_id": "<a@b>",
    }  # fmt: skip
    return Request(**(fields | more))  # type: ignore[arg-type] # keywords of a struct


def sent(request: Request, **more: object) -> Request:
    events = (*request.events, Event(state="sent", on=DAY))
    return msgspec.structs.replace(request, state="sent", events=events, **more)


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


def draft(places: Places, request: Request, label: str = "draft") -> None:
    with journal.change(places, label) as change:
        ledger.create(change, request)


@pytest.mark.parametrize("kept", [made(), made(site=None, law=None, due=None, message_id=None, body="")])
def test_a_request_comes_back_as_it_was(places: Places, kept: Request) -> None:
    draft(places, kept)
    assert ledger.load(places, "ck-7f3a2c") == kept
    file = places.requests / "ck-7f3a2c.toml"
    assert tomllib.loads(file.read_text())["schema"] == "cookietui.request/1"
    if os.name != "nt":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_reference_is_taken_once_and_is_no_path(places: Places) -> None:
    draft(places, made())
    with pytest.raises(UsageError, match="taken"):
        draft(places, made())
    for reference in ("../x", "ck-XYZ", "ck-7f3a2c/../x", "", "ck-7f3a2c\n"):
        with pytest.raises(UsageError):
            draft(places, made(reference))
        with pytest.raises(UsageError):
            ledger.load(places, reference)
    with pytest.raises(MissingInput):
        ledger.load(places, "ck-000000")


def test_a_draft_is_replaced_and_discarded_and_undone(places: Places) -> None:
    draft(places, made())
    with journal.change(places, "again") as change:
        ledger.replace(change, made(body="another"))
    assert ledger.load(places, "ck-7f3a2c").body == "another"
    journal.undo(places)
    assert ledger.load(places, "ck-7f3a2c").body == BODY
    with journal.change(places, "away") as change:
        ledger.discard(change, "ck-7f3a2c")
    assert ledger.load_all(places) == ((), ())
    journal.undo(places)
    journal.undo(places)
    assert journal.undo(places) is None
    assert list(places.requests.iterdir()) == []


def test_what_was_sent_is_frozen_and_never_undone(places: Places, tmp_path: pathlib.Path) -> None:
    letter = tmp_path / "x.eml"
    with journal.change(places, "profile") as change:
        change.write(places.profiles / "a.toml", b"1")
    with journal.change(places, "draft") as change:
        change.write(letter, b"letter")
        ledger.create(change, made(path=str(letter)))
    ledger.record(places, sent(made(path=str(letter))))
    step = journal.undo(places)
    assert step is not None
    assert step.label == "profile"
    assert journal.undo(places) is None
    assert ledger.load(places, "ck-7f3a2c").state == "sent"
    assert letter.exists()
    for attempt in (lambda change: ledger.replace(change, made()), lambda change: ledger.discard(change, "ck-7f3a2c")):
        with pytest.raises(UsageError, match="sent"), journal.change(places, "x") as change:
            attempt(change)
    for other in (sent(made(), body="other"), sent(made(), to="other@shop.example"), sent(made(), law=None)):
        with pytest.raises(UsageError, match="was sent"):
            ledger.record(places, other)
    lost = msgspec.structs.replace(made(), state="acknowledged", events=(Event(state="acknowledged", on=DAY),))
    with pytest.raises(UsageError, match="meantime"):
        ledger.record(places, lost)


def test_events_are_dated_and_what_is_unknown_stays(places: Places) -> None:
    draft(places, made())
    file = places.requests / "ck-7f3a2c.toml"
    file.write_text("future = 'kept'\n" + file.read_text())
    after = ledger.record(places, sent(made()))
    tables = tomllib.loads(file.read_text())
    assert tables["future"] == "kept"
    assert tables["events"][0] == {"state": "sent", "on": DAY, "reason": ""}
    assert ledger.load(places, "ck-7f3a2c") == after
    with pytest.raises(MissingInput):
        ledger.record(places, sent(made("ck-000000")))


def test_files_that_cannot_be_read_are_told_and_the_rest_is_listed(places: Places) -> None:
    for number, day in ((1, 20), (2, 10), (3, 30)):
        request = made(f"ck-00000{number}", events=(Event(state="draft", on=datetime.date(2026, 10, day)),))
        draft(places, request)
    (places.requests / "ck-000001.toml").write_text("torn = ")
    (places.requests / "ck-00000a.toml").write_bytes((places.requests / "ck-000002.toml").read_bytes())
    (places.requests / "notes.txt").write_text("x")
    found, problems = ledger.load_all(places)
    assert [request.reference for request in found] == ["ck-000002", "ck-000003"]
    assert len(problems) == 2
    assert "ck-000001.toml:1" in problems[0]


def test_another_schema_and_wrong_types_are_refused(places: Places) -> None:
    draft(places, made())
    file = places.requests / "ck-7f3a2c.toml"
    good = file.read_text()
    for old, new in (("request/1", "request/2"), ('"draft"', '"lost"'), ("2026-12-21", '"soon"')):
        file.write_text(good.replace(old, new))
        with pytest.raises(BadInput):
            ledger.load(places, "ck-7f3a2c")
