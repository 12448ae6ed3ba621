"""What comes next in a case, which letters it allows, and what sending one changes."""

import datetime
from typing import Any

import pytest

from cookietui.core.errors import NotOffered, UsageError
from cookietui.core.follow_up import FollowUp
from cookietui.core.pursuit import (
    answer_by,
    check_kind,
    letter_sent,
    number_for,
    unsent,
    usual_kind,
    was_sent,
    with_letter,
)
from cookietui.core.request import Event, Request, advance
from cookietui.letters.laws import law

SENT = datetime.date(2026, 10, 1)
TODAY = datetime.date(2026, 11, 21)


def request(identifier: str | None = "eu", *events: Any, rights: Any = ("access",)) -> Request:
    found = Request(
        reference="ck-7f3a2c", site="tea.example", organisation="tea.example", rights=rights, law=identifier
    )
    for state, more in (("sent", {}), *events):
        event = Event(state=state, on=more.get("on", SENT), reason=more.get("reason", ""))
        found = advance(found, event, law=law(identifier) if identifier else None, today=TODAY)
    return found


def letter(kind: Any = "reminder", number: int = 1, **more: Any) -> FollowUp:
    fields: dict[str, Any] = {
        "drafted": TODAY, "to": "p@tea.example", "channel": "email", "language": "en", "subject": "s", "body": "b",
    }  # fmt: skip
    return FollowUp(kind=kind, number=number, **(fields | more))


def test_silence_is_reminded_of_once_and_then_named() -> None:
    case = request()
    assert usual_kind(case, law("eu")) == "reminder"
    sent = letter_sent(with_letter(case, letter()), letter(), TODAY, law=law("eu"), today=TODAY)
    assert usual_kind(sent, law("eu")) == "silence"


@pytest.mark.parametrize(
    ("identifier", "event", "kind"),
    [
        ("eu", ("needs-identity", {"reason": "identity"}), "identity-copy"),
        ("eu", ("needs-identity", {"reason": "clarification"}), "more-data"),
        ("eu", ("needs-identity", {}), "identity-copy"),
        ("eu", ("denied", {"reason": "too-many"}), "excessive"),
        ("eu", ("denied", {"reason": "insufficient-verification"}), "identity-copy"),
        ("eu", ("denied", {}), "complaint"),
        ("us-va", ("denied", {"reason": "too-many"}), "appeal"),
        ("us-ut", ("denied", {}), "complaint"),
        (None, ("denied", {}), "complaint"),
    ],
)
def test_the_usual_letter_follows_the_state(identifier: str | None, event: Any, kind: str) -> None:
    assert usual_kind(request(identifier, event), law(identifier) if identifier else None) == kind


def test_an_appeal_is_never_offered_where_there_is_none() -> None:
    for identifier in ("eu", "us-ca", "us-ut"):
        with pytest.raises(NotOffered, match="gives no appeal; a complaint is the next step"):
            check_kind(request(identifier, ("denied", {})), "appeal", law(identifier))
    check_kind(request("us-va", ("denied", {})), "appeal", law("us-va"))
    with pytest.raises(UsageError, match="an appeal answers a refusal"):
        check_kind(request("us-va"), "appeal", law("us-va"))


def test_nothing_follows_a_draft_or_an_end() -> None:
    draft = Request(reference="ck-7f3a2c", site=None, organisation="x.example", rights=("access",))
    for case in (draft, request("eu", ("fulfilled", {})), request("eu", ("withdrawn", {}))):
        with pytest.raises(UsageError):
            check_kind(case, "reminder", None)


def test_a_letter_never_asks_for_less_time_than_the_law_leaves() -> None:
    day = datetime.date(2026, 10, 2)
    assert answer_by(request(), "identity-copy", law("eu"), day) == datetime.date(2026, 11, 2)
    assert answer_by(request(), "reminder", law("eu"), TODAY) == datetime.date(2026, 12, 5)
    assert answer_by(request("gb"), "reminder", law("gb"), TODAY) == datetime.date(2026, 12, 21)
    assert answer_by(request("us-co"), "appeal", law("us-co"), TODAY) == datetime.date(2027, 1, 5)
    assert answer_by(request(), "complaint", law("eu"), TODAY) == datetime.date(2027, 2, 21)
    assert answer_by(request("hk"), "complaint", law("hk"), TODAY) is None


def test_a_letter_leaves_the_state_and_its_dates_alone() -> None:
    case = with_letter(request("eu", ("extended", {})), letter())
    after = letter_sent(case, letter(), TODAY, law=law("eu"), today=TODAY)
    assert (after.state, after.due, after.latest) == (case.state, case.due, case.latest)
    assert after.events[-1] == Event(state="extended", on=TODAY, letter="reminder")
    assert was_sent(after, "reminder") == letter(sent=TODAY, due=after.latest)
    assert after.warnings == case.warnings
    assert unsent(after) is None


def test_a_counter_letter_is_no_answer_to_a_question_in_the_uk() -> None:
    asked = request("gb", ("needs-identity", {"reason": "identity", "on": datetime.date(2026, 10, 10)}))
    late = datetime.date(2026, 10, 20)
    after = letter_sent(
        with_letter(asked, letter("identity-copy")), letter("identity-copy"), late, law=law("gb"), today=TODAY
    )
    assert after.due == asked.due
    answered = advance(after, Event(state="sent", on=TODAY), law=law("gb"), today=TODAY)
    assert answered.due == datetime.date(2026, 12, 21)


def test_a_complaint_changes_the_state() -> None:
    case = with_letter(request(), letter("complaint"))
    after = letter_sent(case, letter("complaint"), TODAY, law=law("eu"), today=TODAY)
    assert after.state == "complained"
    assert after.remind is None


def test_a_draft_takes_the_place_of_one_of_its_kind_and_numbers_are_never_used_twice() -> None:
    case = with_letter(request(), letter())
    assert number_for(case, "reminder") == 1
    assert number_for(case, "silence") == 2
    case = with_letter(case, letter(body="again"))
    assert [each.body for each in case.follow_ups] == ["again"]
    case = letter_sent(case, case.follow_ups[0], TODAY, law=law("eu"), today=TODAY)
    assert number_for(case, "reminder") == 2
