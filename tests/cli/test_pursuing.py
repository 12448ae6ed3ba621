"""`follow-up`, `complain` and `due` as commands: exit codes, JSON, and what is said."""

import datetime

import pytest

from tests.cli.conftest import run


@pytest.fixture
def case(tea_kept):
    run("identity", "set", "name=Ann Example", "email=ann@home.example", "country=IE")
    reference = run("draft", "tea.example", "--right", "delete", "--law", "eu", "--json").rows[0]["reference"]
    assert run("request", reference, "sent", "--on", "2026-09-01").code == 0
    return reference


def test_a_reminder_is_drafted_marked_sent_and_followed_by_a_complaint(case):
    assert run("due", "--check").code == 1
    ran = run("follow-up", case)
    assert ran.code == 0
    assert ran.out.strip().endswith(f"{case}-1.eml")
    assert "nothing was sent" in ran.err
    assert run("request", case, "sent").code == 0
    shown = run("request", case).out
    assert "reminder" in shown
    row = run("due", "--json").rows[0]
    assert (row["action"], row["reference"], row["schema"]) == ("complain", case, "cookietui.due/1")
    complaint = run("complain", case, "--json").rows[0]
    assert complaint["schema"] == "cookietui.request/1"
    assert complaint["reference"] == case
    assert (complaint["kind"], complaint["authority"]) == ("complaint", "iedpc")
    assert complaint["to"] == "info@dataprotection.ie"
    assert run("request", case, "complained", "--json").rows[0]["state"] == "complained"


def test_json_has_the_letters_own_fields(case):
    row = run("follow-up", case, "--because", "identity-copy", "--in-reply-to", "<a.1@tea.example>", "--json").rows[0]
    assert row["kind"] == "identity-copy"
    assert row["in_reply_to"] == "<a.1@tea.example>"
    assert row["subject"].startswith("Re: ")
    assert row["body"] != run("request", case, "--json").rows[0]["body"]
    assert datetime.date.fromisoformat(row["answer_by"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--because", "nonsense"), 2, "evasion"),
        (("--because", "appeal"), 2, "gives no appeal"),
        (("--language", "xx"), 2, "no letters in 'xx'"),
    ],
)
def test_what_can_not_be_ends_with_2(case, words, code, said):
    ran = run("follow-up", case, *words)
    assert ran.code == code
    assert said in ran.err
    assert not ran.out


def test_an_unknown_reference_ends_with_66(tea_kept):
    assert run("follow-up", "ck-000000").code == 66
    assert run("complain", "ck-000000").code == 66
    assert run("due").code == 0


def test_the_calendar_and_the_table_are_printed_or_written(case, tmp_path):
    assert run("due", "--ics", "-").out.startswith("BEGIN:VCALENDAR")
    path = tmp_path / "d.csv"
    assert run("due", "--csv", str(path)).out.strip() == str(path)
    assert case in path.read_text()
    other = tmp_path / "other"
    other.write_text("x")
    assert run("due", "--ics", str(other)).code == 73
