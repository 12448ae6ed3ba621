"""The list of what is due, its calendar and its table, from the ledger of a person."""

import csv
import datetime
import io
import re

import pytest

from cookietui.actions.draft import Order, draft
from cookietui.actions.due import calendar, due_list, save, table
from cookietui.actions.follow_up import follow_up
from cookietui.actions.identity import set_identity
from cookietui.actions.requests import record_state
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CannotSave


@pytest.fixture
def cases(ws, keep):
    keep()
    set_identity(ws, {"name": "Ann Example", "email": "ann@home.example"})
    late = draft(ws, Order(target="tea.example", rights=("object",))).request.reference
    record_state(ws, late, "sent", on=datetime.date(2026, 9, 1))
    fresh = draft(ws, Order(target="tea.example", rights=("delete",), law="eu")).request.reference
    record_state(ws, fresh, "sent")
    waiting = draft(ws, Order(target="tea.example", rights=("access",), law="eu")).request.reference
    return late, fresh, waiting


def test_the_next_thing_to_do_stands_first(ws, cases):
    late, fresh, waiting = cases
    rows = {row.reference: row for row in due_list(ws)}
    assert [row.reference for row in due_list(ws)] == [late, waiting, fresh]
    assert rows[late].late
    assert (rows[late].action, rows[late].kind) == ("follow-up", "reminder")
    assert rows[late].command == f"cookietui follow-up {late}"
    assert rows[late].due is None
    assert rows[late].asked == datetime.date(2026, 10, 1)
    assert (rows[waiting].action, rows[waiting].days) == ("send", 7)
    assert (rows[fresh].action, rows[fresh].due) == ("wait", datetime.date(2026, 12, 22))
    assert [row.reference for row in due_list(ws, within=0)] == [late]
    assert due_list(ws, "other.example") == ()


def test_a_draft_is_recalled_when_its_week_is_over(ws, cases):
    later = Workspace(ws.places, ws.today + datetime.timedelta(days=8), ws.knowledge)
    rows = {row.reference: row for row in due_list(later)}
    assert rows[cases[2]].days == -1
    assert "not marked sent" in rows[cases[2]].why


def test_what_is_over_is_not_due(ws, cases):
    record_state(ws, cases[0], "fulfilled")
    assert cases[0] not in {row.reference for row in due_list(ws)}


def test_the_calendar_has_a_task_with_alarms_each_and_nothing_of_the_person(ws, cases):
    text = calendar(ws, due_list(ws))
    assert text.count("BEGIN:VTODO") == 3
    assert text.count("BEGIN:VALARM") >= 4
    assert "DUE;VALUE=DATE:20261222" in text
    assert "Ann" not in text
    assert "ann@" not in text
    assert calendar(ws, due_list(ws)) == text, "the same day gives the same file"
    uids = re.findall("UID:(.*)", text)
    assert len(set(uids)) == 3


def test_the_table_has_every_request_and_no_letter(ws, cases):
    follow_up(ws, cases[0])
    rows = list(csv.DictReader(io.StringIO(table(ws), newline="")))
    assert {row["reference"] for row in rows} == set(cases)
    row = next(row for row in rows if row["reference"] == cases[0])
    assert (row["sent"], row["asked"], row["next"]) == ("2026-09-01", "2026-10-01", "send reminder")
    assert "Dear" not in table(ws)
    assert "Ann" not in table(ws)


def test_an_export_of_ours_is_replaced_and_nothing_else(ws, cases, tmp_path):
    path = tmp_path / "due.ics"
    save(path, calendar(ws, due_list(ws)))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    save(path, calendar(ws, ()))
    assert "VTODO" not in path.read_text()
    save(path, table(ws))
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    with pytest.raises(CannotSave):
        save(other, table(ws))
    assert other.read_text() == "mine"
