"""The next step of every state, and the day from which it is worth taking."""

import datetime
from typing import Any

import msgspec
import pytest

from cookietui.core.agenda import next_step
from cookietui.core.pursuit import letter_sent, with_letter
from cookietui.core.request import Event, advance
from cookietui.letters.laws import law
from tests.core.test_pursuit import SENT, TODAY, letter, request


def step(found: Any, identifier: str | None = "eu", today: datetime.date = TODAY) -> Any:
    return next_step(found, law(identifier) if identifier else None, today)


def test_a_draft_is_recalled_after_a_week() -> None:
    draft = msgspec.structs.replace(request(), events=(), state="draft", drafted=datetime.date(2026, 11, 10))
    found = step(draft)
    assert (found.action, found.on) == ("send", datetime.date(2026, 11, 17))
    assert "2026-11-10" in found.why
    assert step(msgspec.structs.replace(draft, drafted=None)).on == TODAY


def test_an_answer_is_waited_for_until_the_grace_is_over() -> None:
    early = step(request(), today=datetime.date(2026, 10, 20))
    assert (early.action, early.on) == ("wait", datetime.date(2026, 11, 5))
    late = step(request())
    assert (late.action, late.kind, late.on) == ("follow-up", "reminder", datetime.date(2026, 11, 5))


def test_a_drafted_letter_is_to_be_sent_first() -> None:
    found = step(with_letter(request(), letter(drafted=TODAY)))
    assert (found.action, found.kind, found.on) == ("send", "reminder", datetime.date(2026, 11, 28))


def test_after_a_reminder_comes_the_complaint() -> None:
    case = letter_sent(with_letter(request(), letter()), letter(), TODAY, law=law("eu"), today=TODAY)
    found = step(case)
    assert (found.action, found.on) == ("complain", datetime.date(2026, 12, 8))


@pytest.mark.parametrize(
    ("identifier", "event", "action", "kind"),
    [
        ("us-va", ("denied", {"on": TODAY}), "follow-up", "appeal"),
        ("us-ut", ("denied", {"on": TODAY}), "complain", None),
        ("eu", ("partly", {"on": TODAY}), "complain", None),
        ("eu", ("needs-identity", {"on": TODAY, "reason": "identity"}), "answer", "identity-copy"),
        ("eu", ("expired", {"on": TODAY}), "follow-up", "reminder"),
        ("eu", ("fulfilled", {"on": TODAY}), "none", None),
        ("eu", ("withdrawn", {"on": TODAY}), "none", None),
        ("eu", ("complained", {"on": TODAY}), "none", None),
    ],
)
def test_each_answer_has_its_step(identifier: str, event: Any, action: str, kind: Any) -> None:
    found = step(request(identifier, event), identifier)
    assert (found.action, found.kind) == (action, kind)
    assert found.why


def test_an_appeal_that_was_sent_is_waited_for() -> None:
    case = request("us-va", ("denied", {"on": TODAY}))
    appeal = letter("appeal")
    case = letter_sent(with_letter(case, appeal), appeal, TODAY, law=law("us-va"), today=TODAY)
    found = step(case, "us-va")
    assert (found.action, found.on) == ("complain", datetime.date(2027, 1, 25))


def test_an_authority_is_waited_for_as_long_as_its_law_says() -> None:
    complaint = letter("complaint")
    case = letter_sent(with_letter(request(), complaint), complaint, TODAY, law=law("eu"), today=TODAY)
    found = step(case)
    assert (found.action, found.on) == ("wait", datetime.date(2027, 2, 21))


def test_california_wants_the_receipt_confirmed_first() -> None:
    case = request("us-ca")
    assert case.acknowledge == datetime.date(2026, 10, 16)
    found = step(case, "us-ca", datetime.date(2026, 10, 19))
    assert (found.action, found.kind) == ("follow-up", "reminder")
    assert "confirmed by 2026-10-16" in found.why
    told = advance(case, Event(state="acknowledged", on=SENT), law=law("us-ca"), today=TODAY)
    assert step(told, "us-ca", datetime.date(2026, 10, 19)).action == "wait"
