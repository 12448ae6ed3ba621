"""Sites: rows with their state, the view with its facts, marks that outlive a reading, and history."""

import datetime
from typing import Any

import pytest

from cookietui.actions.draft import Order, draft
from cookietui.actions.facts import chooses_of, facts_of
from cookietui.actions.prefer import Wanted, set_choices
from cookietui.actions.requests import find_request, list_requests, record_state
from cookietui.actions.sites import history, mark, remove, site_rows, site_view
from cookietui.actions.undo import undo
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Practice, Problem, Retention, Technology, Vendor
from cookietui.core.errors import MissingInput, UsageError
from tests.actions.conftest import TEXT, TODAY, declaration, tea


def test_rows_of_what_was_read_decided_or_asked(ws, keep):
    assert site_rows(ws) == ()
    keep()
    set_choices(ws, [Wanted(site="other.example", choice="deny")])
    rows = {row.domain: row for row in site_rows(ws)}
    assert rows["tea.example"].status == "ok"
    assert rows["tea.example"].name == "Tea House"
    assert (rows["other.example"].status, rows["other.example"].choice) == ("unread", "deny")


def test_a_request_is_asked_then_late(ws, keep):
    keep()
    reference = draft(ws, Order(target="tea.example", rights=("delete",), law="eu")).request.reference
    assert site_rows(ws)[0].status == "ok"
    record_state(ws, reference, "sent")
    assert site_rows(ws)[0].status == "asked"
    assert site_rows(ws)[0].due == datetime.date(2026, 12, 22)
    later = Workspace(ws.places, datetime.date(2026, 12, 23), ws.knowledge)
    assert site_rows(later)[0].status == "late"


def test_a_contradiction_is_a_conflict_until_it_is_marked_wrong(ws, keep):
    quote = "We use cookies to count visits."
    keep(tea(problems=[(Problem(kind="contradiction", message="says both"), quote)]))
    assert site_rows(ws)[0].status == "conflict"
    fact = next(each for each in site_view(ws, "tea.example").facts if each.kind == "problem")
    mark(ws, "tea.example", fact.id[:12])
    assert site_rows(ws)[0].status == "ok"


def test_a_view_has_everything_and_is_found_from_a_subdomain(ws, keep):
    keep()
    set_choices(ws, [Wanted(site="tea.example", categories={"analytics": "deny"}, tags=("shopping",))])
    view: Any = site_view(ws, "https://www.tea.example/privacy")
    assert view.row.domain == "tea.example"
    assert view.text == TEXT
    assert view.tags == ("shopping",)
    technology = next(each for each in view.facts if each.kind == "technology")
    assert (technology.chooses, technology.choice) == ("analytics", "deny")
    for fact in view.facts:
        assert fact.sentence
        assert "\n" not in fact.sentence
        for index in fact.evidence:
            row = view.declaration.evidence[index]
            assert view.text[row.start : row.end] == row.quote
    with pytest.raises(MissingInput, match="cookietui add"):
        site_view(ws, "unknown.example")


def test_a_site_with_preferences_alone_has_a_view_without_a_reading(ws):
    set_choices(ws, [Wanted(site="other.example", choice="deny")])
    view = site_view(ws, "other.example")
    assert view.declaration is None
    assert view.decisions[1].choice == "deny"


def test_marks_outlive_a_new_reading_and_are_undoable(ws, keep):
    keep()
    fact = next(each for each in site_view(ws, "tea.example").facts if each.kind == "technology")
    assert mark(ws, "tea.example", fact.id).wrong
    keep(tea(), text="\n" + TEXT, data=b"another copy", day=TODAY + datetime.timedelta(days=1))
    assert {each.id for each in site_view(ws, "tea.example").facts if each.wrong} == {fact.id}
    assert not mark(ws, "tea.example", fact.id, wrong=False).wrong
    undo(ws)
    assert any(each.wrong for each in site_view(ws, "tea.example").facts)
    with pytest.raises(UsageError, match="no fact"):
        mark(ws, "tea.example", "nonsense")
    with pytest.raises(UsageError, match="fits"):
        mark(ws, "tea.example", "right-")


def test_remove_and_undo(ws, keep):
    keep()
    assert remove(ws, "www.tea.example") == 1
    assert site_rows(ws) == ()
    undo(ws)
    assert site_view(ws, "tea.example").declaration == tea()
    with pytest.raises(MissingInput):
        remove(ws, "unknown.example")


def test_history_tells_facts_and_not_positions(ws, keep):
    keep()
    text = "We keep logs for 7 days.\n" + TEXT.replace("We use cookies to count visits.\n", "")
    newer = tea(technologies=[])
    newer = declaration(
        text,
        practices=[
            (Practice(category="retention", retention=Retention("P7D", "7 days")), "We keep logs for 7 days."),
        ],
        contacts=[(each, each.value.split("\n")[0]) for each in newer.contacts],
    )
    keep(newer, text=text, day=TODAY + datetime.timedelta(days=3), data=b"newer")
    changes = history(ws, "tea.example")
    assert changes[-1].change == "first"
    told = {(change.change, change.kind) for change in changes[:-1]}
    assert {("added", "practice"), ("removed", "technology"), ("removed", "right"), ("changed", "text")} <= told
    assert not [change for change in changes if change.kind == "contact"]


def test_the_category_a_row_decides_on():
    assert chooses_of(Technology(kind="cookies", purposes=("service", "advertising")), "technology") == "marketing"
    assert chooses_of(Technology(kind="cookies"), "technology") is None
    assert chooses_of(Practice(category="security", data=("contact",), purposes=("security",)), "practice") is None
    assert chooses_of(Practice(category="first-party-use", data=("cookies",), purposes=("analytics",)), "practice")
    assert chooses_of(Vendor(name="X", category="analytics"), "vendor") == "analytics"
    assert chooses_of(Vendor(name="X"), "vendor") is None


def test_statements_that_say_little_come_last():
    found = declaration(
        practices=[
            (Practice(category="other"), "Tea House"),
            (Practice(category="security"), "We use cookies to count visits."),
        ]
    )
    assert [fact.category for fact in facts_of(found)] == ["security", "other"]


def test_requests_are_found_by_their_beginning_and_move_on(ws, keep):
    keep()
    one = draft(ws, Order(target="tea.example", rights=("object",))).request
    assert find_request(ws, one.reference[:5]).reference == one.reference
    with pytest.raises(MissingInput):
        find_request(ws, "ck-zzzzzz")
    with pytest.raises(UsageError, match="can not follow"):
        record_state(ws, one.reference, "fulfilled")
    with pytest.raises(UsageError, match="after today"):
        record_state(ws, one.reference, "sent", on=datetime.date(2027, 1, 1))
    assert record_state(ws, one.reference, "sent", on=datetime.date(2026, 11, 20)).state == "sent"
    two = draft(ws, Order(target="tea.example", rights=("delete",), law="eu")).request
    assert [each.reference for each in list_requests(ws)] == [one.reference, two.reference]
    assert list_requests(ws, "other.example") == ()
    assert len(list_requests(ws, "tea.example")) == 2
