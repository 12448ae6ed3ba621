"""The way of a request from draft to end, and the dates that its events give."""

import datetime
import itertools

import pytest

from cookietui.core.errors import UsageError
from cookietui.core.law import Ground, Law, Period
from cookietui.core.request import FOLLOWS, Event, Request, advance, is_open, new_reference, refresh, to_json
from cookietui.core.words import OPEN_STATES, REQUEST_STATES, RequestState


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


TODAY = day("2026-11-21")
LAW = Law(
    id="xx",
    name="Law",
    checked_on=TODAY,
    rolls_over_weekends=True,
    pauses=True,
    grounds=(
        Ground(
            right="access",
            articles=("s. 1",),
            answer=Period(amount=1, unit="months"),
            extension=Period(amount=2, unit="months"),
        ),
        Ground(right="port", articles=("s. 2",), answer=Period(amount=30, unit="days")),
    ),
)


def draft(**changes: object) -> Request:
    fields: dict[str, object] = {
        "reference": "ck-0a1b2c",
        "site": "shop.example",
        "organisation": "shop.example",
        "rights": ("access",),
        "law": "xx",
        "body": "text",
    }
    return Request(**(fields | changes))  # type: ignore[arg-type]  # the fields are put together by name


def after(request: Request, *events: Event, today: str = "2027-12-31", law: Law | None = LAW) -> Request:
    for event in events:
        request = advance(request, event, law=law, today=day(today))
    return request


SENT = Event(state="sent", on=TODAY)


def test_a_draft_has_dates_as_if_sent_today_and_starts_no_clock() -> None:
    first = refresh(draft(), law=LAW, today=TODAY)
    assert (first.due, first.remind, first.latest) == (day("2026-12-21"), day("2026-12-24"), None)
    later = refresh(first, law=LAW, today=day("2026-12-01"))
    assert later.due == day("2027-01-01"), "Law has no holidays on file"
    assert not is_open(later)


def test_once_sent_the_dates_stand_still() -> None:
    sent = after(draft(), SENT)
    assert is_open(sent)
    assert sent.due == day("2026-12-21")
    assert refresh(sent, law=LAW, today=day("2027-03-01")).due == day("2026-12-21")


def test_a_request_on_a_promise_is_never_due() -> None:
    sent = after(draft(law=None), SENT, law=None)
    assert (sent.due, sent.asked, sent.remind) == (None, day("2026-12-21"), day("2026-12-24"))


def test_a_letter_by_post_counts_from_its_arrival() -> None:
    posted = after(draft(channel="post"), SENT)
    assert posted.due == day("2026-12-25"), "sent on a Saturday, received on Wednesday the 25th"
    tracked = after(draft(channel="post"), Event(state="sent", on=TODAY, received=day("2026-11-30")))
    assert tracked.due == day("2026-12-30")


def test_an_extension_moves_latest_and_the_reminder_but_not_due() -> None:
    held = after(draft(), SENT, Event(state="extended", on=day("2026-12-10")))
    assert (held.due, held.latest, held.remind) == (day("2026-12-21"), day("2027-02-22"), day("2027-02-25"))
    assert held.warnings == ()


def test_an_extension_too_late_or_too_long_is_told() -> None:
    late = after(draft(), SENT, Event(state="extended", on=day("2026-12-28"), until=day("2027-06-01")))
    assert late.latest == day("2027-02-22")
    assert len(late.warnings) == 2
    assert "after the answer was due on 2026-12-21" in late.warnings[0]
    assert "allows an extension until 2027-02-22" in late.warnings[1]
    unknown = after(draft(rights=("port",)), SENT, Event(state="extended", on=day("2026-12-10")))
    assert "knows no extension" in unknown.warnings[0]


def test_a_clarification_pauses_the_clock_until_it_is_answered() -> None:
    asked = after(draft(), SENT, Event(state="needs-identity", on=day("2026-11-25"), reason="clarification"))
    assert refresh(asked, law=LAW, today=day("2026-11-30")).due == day("2026-12-28"), "six days and a weekend"
    answered = after(asked, Event(state="sent", on=day("2026-11-27")))
    assert answered.due == day("2026-12-24")


def test_a_question_of_identity_restarts_the_clock_only_where_the_law_says_so() -> None:
    events = (
        SENT,
        Event(state="needs-identity", on=day("2026-11-25"), reason="identity"),
        Event(state="acknowledged", on=day("2026-12-01")),
    )
    assert after(draft(), *events).due == day("2027-01-01")
    other = Law(id="yy", name="Law", checked_on=TODAY, grounds=LAW.grounds)
    assert after(draft(), *events, law=other).due == day("2026-12-21")


def test_nothing_is_waited_for_after_the_end() -> None:
    states: tuple[RequestState, ...] = ("fulfilled", "denied", "withdrawn", "complained", "expired", "partly")
    for state in states:
        ended = after(draft(), SENT, Event(state=state, on=day("2026-12-01")))
        assert not is_open(ended)
        assert ended.remind is None
        assert ended.due == day("2026-12-21"), "the date it was due stays on record"


def test_every_state_is_reached_and_no_other_may_follow() -> None:
    reached = {"draft"} | {state for following in FOLLOWS.values() for state in following}
    assert reached == set(REQUEST_STATES) == set(FOLLOWS)
    for state, following in itertools.product(REQUEST_STATES, REQUEST_STATES):
        request = draft(state=state)
        event = Event(state=following, on=TODAY, reason="bounced" if following == "draft" else "")
        if following in FOLLOWS[state]:
            assert advance(request, event, law=LAW, today=TODAY).state == following
        else:
            with pytest.raises(UsageError, match=f"{state}; {following} can not follow"):
                advance(request, event, law=LAW, today=TODAY)


def test_nothing_that_ended_opens_again_but_by_a_late_answer() -> None:
    for state in REQUEST_STATES:
        if state not in OPEN_STATES and state not in ("draft", "expired"):
            assert not FOLLOWS[state] & OPEN_STATES, state


def test_the_letter_is_frozen() -> None:
    before = draft(subject="s", to="p@shop.example", message_id="<a@b.example>")
    ended = after(before, SENT, Event(state="fulfilled", on=TODAY))
    for field in ("subject", "body", "to", "message_id", "rights", "reference"):
        assert getattr(ended, field) == getattr(before, field)
    assert [e.state for e in ended.events] == ["sent", "fulfilled"]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Event(state="sent", on=day("2026-11-22")), "after today"),
        (Event(state="sent", on=TODAY, received=day("2026-11-01")), "before it was sent"),
    ],
)
def test_days_that_can_not_be_are_refused(event: Event, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        advance(draft(), event, law=LAW, today=TODAY)


def test_events_stand_in_the_order_of_their_days() -> None:
    with pytest.raises(UsageError, match="2026-11-20 is before ck-0a1b2c became sent on 2026-11-21"):
        after(draft(), SENT, Event(state="fulfilled", on=day("2026-11-20")))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Event(state="denied", on=TODAY, reason="we do not like you"), "no-match"),
        (Event(state="needs-identity", on=TODAY, reason="whatever"), "clarification"),
        (Event(state="extended", on=TODAY, until=day("2026-11-01")), "ends before it was told"),
    ],
)
def test_reasons_come_from_a_closed_list(event: Event, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        after(draft(), SENT, event)


def test_references_are_short_random_and_new() -> None:
    numbers = itertools.count()

    def draw(count: int) -> bytes:
        return next(numbers).to_bytes(count, "big")

    assert new_reference(draw) == "ck-000000"
    assert new_reference(draw, taken={"ck-000001", "ck-000002"}) == "ck-000003"
    with pytest.raises(UsageError, match="repeats itself"):
        new_reference(lambda count: b"\0" * count, taken={"ck-000000", "ck-000000000000"})


def test_the_json_form_follows_the_contract() -> None:
    sent = to_json(after(draft(), SENT))
    assert next(iter(sent)) == "schema"
    assert sent["schema"] == "cookietui.request/1"
    assert sent["due"] == "2026-12-21"
    assert sent["latest"] is None
    event = {"state": "sent", "on": "2026-11-21", "reason": "", "until": None, "received": None}
    assert [{key: each[key] for key in event} for each in sent["events"]] == [event]
    for key in [
        "reference",
        "site",
        "organisation",
        "rights",
        "law",
        "articles",
        "language",
        "channel",
        "to",
        "subject",
        "body",
        "state",
        "due",
        "remind",
        "latest",
        "message_id",
        "path",
        "uri",
        "events",
        "warnings",
    ]:
        assert key in sent


def test_what_came_back_is_a_draft_again_and_its_clock_starts_with_the_next_sending() -> None:
    came_back = Event(state="draft", on=day("2026-11-23"), reason="bounced", quote="User unknown", digest="ab")
    again = after(draft(), SENT, came_back, today="2026-11-23")
    assert (again.state, again.due) == ("draft", day("2026-12-23"))
    sent = after(again, Event(state="sent", on=day("2026-11-25")))
    assert (sent.state, sent.due, len(sent.events)) == ("sent", day("2026-12-25"), 3)


def test_what_was_sent_is_a_draft_again_only_when_it_came_back() -> None:
    with pytest.raises(UsageError, match="only when it came back"):
        after(draft(), SENT, Event(state="draft", on=TODAY))
    with pytest.raises(UsageError, match="can not follow"):
        after(draft(), SENT, Event(state="fulfilled", on=TODAY), Event(state="draft", on=TODAY, reason="bounced"))
