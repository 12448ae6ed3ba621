"""Later letters through the ledger: in the thread, kept beside the request, frozen once sent, undone before."""

import datetime
import email
import email.policy
from typing import Any

import pytest

from cookietui.actions import follow_up as following
from cookietui.actions.draft import Order, draft
from cookietui.actions.identity import set_identity
from cookietui.actions.requests import find_request, record_state
from cookietui.actions.undo import undo
from cookietui.core.errors import BadInput, MissingInput, NotOffered, UsageError

follow_up: Any = following.follow_up
SENT = datetime.date(2026, 10, 1)


@pytest.fixture
def case(ws, keep):
    keep()
    set_identity(ws, {"name": "Ann Example", "email": "ann@home.example", "address": "Weg 1\\nOrt", "phone": "+1 555"})
    done = draft(ws, Order(target="tea.example", rights=("object",)))
    record_state(ws, done.request.reference, "sent", on=SENT)
    return done.request


def _read(path: Any) -> Any:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_a_reminder_is_an_eml_in_the_thread_with_one_recipient(ws, case):
    done = follow_up(ws, case.reference)
    assert done.letter.kind == "reminder"
    message = _read(done.path)
    assert message["To"] == case.to
    assert message["In-Reply-To"] == message["References"] == case.message_id
    assert message["Message-ID"] == done.letter.message_id != case.message_id
    assert message["Subject"] == f"Re: {case.subject}"
    assert done.path.name == f"{case.reference}-1.eml"
    assert done.path.stat().st_mode & 0o777 == 0o600
    kept = find_request(ws, case.reference)
    assert kept.follow_ups == (done.letter,)
    assert kept.state == "sent"
    assert (kept.body, kept.message_id) == (case.body, case.message_id)


def test_it_answers_their_message_and_keeps_the_thread(ws, case):
    theirs = "<abc.1@tea.example>"
    done = follow_up(ws, case.reference, because="identity-copy", in_reply_to=theirs)
    message = _read(done.path)
    assert message["In-Reply-To"] == theirs
    assert message["References"].split() == [case.message_id, theirs]
    with pytest.raises(BadInput):
        follow_up(ws, case.reference, because="identity-copy", in_reply_to="<a@b>\r\nBcc: x@y.example")


def test_only_what_they_know_already_signs_it(ws, case):
    set_identity(ws, {"name": "Somebody Else"})
    body = follow_up(ws, case.reference).letter.body
    assert "Somebody Else" not in body
    assert "Weg 1" not in body
    assert "555" not in body
    assert _read(follow_up(ws, case.reference).path)["From"] == "ann@home.example"


def test_sent_marks_the_letter_and_not_the_request_again(ws, case):
    follow_up(ws, case.reference)
    after = record_state(ws, case.reference, "sent", on=ws.today)
    assert after.state == "sent"
    assert [event.on for event in after.events if event.letter is None] == [SENT]
    assert after.events[-1].letter == "reminder"
    assert after.follow_ups[0].sent == ws.today
    assert find_request(ws, case.reference) == after


def test_a_draft_of_the_same_kind_is_replaced_and_undone_and_what_was_sent_stays(ws, case):
    first = follow_up(ws, case.reference)
    second = follow_up(ws, case.reference, reason="In my own words.")
    assert second.path == first.path
    assert len(find_request(ws, case.reference).follow_ups) == 1
    assert "own words" in second.path.read_text()
    undo(ws)
    assert "own words" not in first.path.read_text()
    record_state(ws, case.reference, "sent")
    before = find_request(ws, case.reference)
    while undo(ws):
        pass
    assert find_request(ws, case.reference) == before
    assert first.path.exists()
    third = follow_up(ws, case.reference)
    assert (third.letter.kind, third.path.name) == ("silence", f"{case.reference}-2.eml")


def test_a_look_keeps_nothing(ws, case):
    assert "Dear Sir" in follow_up(ws, case.reference, dry_run=True).text
    assert "Dear Sir" in follow_up(ws, case.reference, way="stdout").text
    assert not find_request(ws, case.reference).follow_ups


def test_what_can_not_be_is_refused(ws, case):
    with pytest.raises(MissingInput):
        follow_up(ws, "ck-000000")
    with pytest.raises(NotOffered, match="no appeal"):
        follow_up(ws, case.reference, because="appeal")
    record_state(ws, case.reference, "denied")
    with pytest.raises(NotOffered, match=f"cookietui complain {case.reference}"):
        follow_up(ws, case.reference)
    record_state(ws, case.reference, "fulfilled")
    with pytest.raises(UsageError, match="record `partly` first"):
        follow_up(ws, case.reference)


def test_a_removed_site_still_gets_its_reminder(ws, case):
    from cookietui.actions.remove import remove

    remove(ws, "tea.example")
    follow_up(ws, case.reference)
    assert find_request(ws, case.reference).follow_ups


def test_the_only_request_within_a_year_may_say_so(ws, case):
    assert "within twelve months" in " ".join(follow_up(ws, case.reference, because="excessive").letter.body.split())
    other = draft(ws, Order(target="tea.example", rights=("access",)))
    record_state(ws, other.request.reference, "sent")
    body = follow_up(ws, case.reference, because="excessive").letter.body
    assert "within twelve months" not in " ".join(body.split())
