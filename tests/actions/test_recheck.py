"""A promise is broken by what was set after it was given, or by the site's own words; nothing else counts."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from cookietui import readers
from cookietui.actions.follow_up import follow_up
from cookietui.actions.observing import Observed
from cookietui.actions.prefer import Wanted, set_choices
from cookietui.actions.recheck import recheck
from cookietui.actions.requests import record_state
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Cookie, OfferedRight, Practice
from cookietui.core.errors import MissingInput, UsageError
from cookietui.core.observation import Observation, ObservedCookie, ObservedSource
from cookietui.core.promise import Recheck
from cookietui.core.request import Event, Request, refresh
from cookietui.core.words import Right
from cookietui.letters.laws import law
from cookietui.storage import journal, ledger, library
from tests.actions.conftest import TODAY, declaration

TEXT = "Tea House\nWe set leaf for a year.\nads\ta year\nWe do not sell your data.\nYou may object at any time.\n"
DONE = datetime.date(2026, 11, 10)
SELLS = "<html lang=en><title>Privacy Policy</title><body><h1>Privacy Policy of Tea House</h1><p>We sell your personal information to advertisers and data brokers.</p><p>This privacy policy says how we use cookies and personal information.</p></body></html>"


def keep_text(ws: Workspace) -> None:
    found = declaration(
        TEXT,
        cookies=(
            (Cookie(name="leaf", category="functional", lifetime_seconds=31_536_000), "leaf for a year"),
            (Cookie(name="ads", category="marketing", lifetime_seconds=31_536_000), "ads\ta year"),
        ),
        practices=(
            (Practice(category="third-party-sharing", stance="does-not", sale=False), "We do not sell your data."),
        ),
        rights=((OfferedRight(right="object"), "You may object at any time."),),
    )
    with journal.change(ws.places, "add tea.example") as change:
        library.add(change, "tea.example", data=b"x", text=TEXT, declaration=found, version=readers.VERSION, day=DONE)


def keep_request(ws: Workspace, *rights: Right, language: str = "en", state: Any = "fulfilled") -> str:
    sent = Event(state="sent", on=datetime.date(2026, 11, 2))
    events = (sent, Event(state=state, on=DONE, quote="We have stopped.")) if state else (sent,)
    made = Request(
        reference="ck-aaaaaa", site="tea.example", organisation="tea.example", rights=rights or ("object",), law="eu",
        language=language, to="privacy@tea.example", subject="x [ck-aaaaaa]", body="Ann\n", message_id="<a@b.example>",
        state=events[-1].state, events=events,
    )  # fmt: skip
    with journal.change(ws.places, "test") as change:
        ledger.create(change, refresh(made, law=law("eu"), today=TODAY))
    return "ck-aaaaaa"


def ms(day: datetime.date) -> int:
    return int(datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).timestamp() * 1000)


def jar(*cookies: tuple[str, datetime.date | None], domain: str = "tea.example") -> Observed:
    rows = tuple(
        ObservedCookie(name=name, domain=domain, created=ms(day) if day else None, expires=ms(TODAY) + 10_000_000)
        for name, day in cookies
    )
    return Observed(observations=(Observation(source=ObservedSource(reader="firefox", path="jar"), cookies=rows),))


def row(ws: Workspace, seen: Observed, promise: str = "object", **given: Any) -> Recheck:
    return next(each for each in recheck(ws, "tea.example", observed=seen, **given).rows if each.promise == promise)


AFTER = datetime.date(2026, 11, 15)
BEFORE = datetime.date(2026, 11, 5)


def test_a_cookie_set_after_the_answer_breaks_it(ws: Workspace) -> None:
    keep_text(ws)
    keep_request(ws)
    found = row(ws, jar(("ads", AFTER), ("leaf", AFTER)))
    assert (found.verdict, found.since, found.reference) == ("broken", DONE, "ck-aaaaaa")
    assert "ads (2026-11-15)" in found.message
    assert "leaf" not in found.message
    assert [proof.quote for proof in found.evidence][:2] == ["We have stopped.", found.evidence[1].quote]
    assert found.evidence[1].quote.startswith("ads tea.example")


@pytest.mark.parametrize("day", [BEFORE, DONE, None])
def test_one_that_was_there_before_does_not(ws: Workspace, day: datetime.date | None) -> None:
    keep_text(ws)
    keep_request(ws)
    assert row(ws, jar(("ads", day))).verdict == "unclear"
    assert row(ws, jar(("ads", day), ("leaf", AFTER))).verdict == "kept"


def test_a_denied_organisation_counts_whatever_its_cookie_is_called(ws: Workspace) -> None:
    keep_text(ws)
    keep_request(ws)
    set_choices(ws, [Wanted(site="tea.example", cookies={"leaf": "deny"})])
    assert row(ws, jar(("leaf", AFTER))).verdict == "broken"


@pytest.mark.parametrize("right", ["delete", "access", "correct", "stop-marketing"])
def test_what_a_browser_cannot_show_stays_unclear(ws: Workspace, right: Right) -> None:
    keep_text(ws)
    keep_request(ws, right)
    assert row(ws, jar(("ads", AFTER)), promise=right).verdict == "unclear"


def test_selling_in_a_fresh_text_breaks_the_answer_and_the_old_text(ws: Workspace, tmp_path: Path) -> None:
    keep_text(ws)
    keep_request(ws, "stop-sale")
    (tmp_path / "new.html").write_text(SELLS)
    found = recheck(ws, "tea.example", policy=str(tmp_path / "new.html"), observed=Observed())
    assert {each.promise: each.verdict for each in found.rows} == {"stop-sale": "broken", "text": "broken"}
    assert "We sell your personal information" in found.rows[0].message
    assert library.readings(ws.places, "tea.example")[-1].day == DONE, "the fresh text is not kept"


def test_what_is_declared_is_looked_at_too(ws: Workspace) -> None:
    keep_text(ws)
    assert row(ws, jar(("leaf", AFTER)), "declared").verdict == "kept"
    found = row(ws, jar(("spy", AFTER)), "declared")
    assert (found.verdict, "spy" in found.message, bool(found.evidence)) == ("broken", True, True)


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "told me"), ("de", "mitgeteilt"), ("fr", "indiqué"), ("es", "comunicaron"), ("xx", "told me")],
)
def test_the_next_letter_can_cite_it(ws: Workspace, language: str, word: str) -> None:
    keep_text(ws)
    reference = keep_request(ws, language=language)
    found = row(ws, jar(("ads", AFTER)))
    assert word in found.cite
    assert "ads (2026-11-15)" in found.cite
    record_state(ws, reference, "partly", on=TODAY)
    letter = follow_up(ws, reference, "reminder", reason=found.cite, dry_run=True).letter
    assert letter is not None
    assert "ads (2026-11-15)" in " ".join(letter.body.split())


def test_a_hostile_cookie_name_stays_one_word_of_the_shell(ws: Workspace) -> None:
    keep_text(ws)
    keep_request(ws, "object")
    set_choices(ws, [Wanted(site="tea.example", categories={"unclassified": "deny"})])
    found = row(ws, jar(("x'; rm -rf ~ {quote} \x1b[2J", AFTER)))
    assert found.message.isprintable()
    import shlex

    assert shlex.split(found.next[-1].command)[-1] == found.cite


def test_without_a_site_every_answer_is_looked_at(ws: Workspace) -> None:
    with pytest.raises(MissingInput, match="no answer on record"):
        recheck(ws, observed=Observed())
    keep_request(ws)
    assert [each.site for each in recheck(ws, observed=jar(("ads", AFTER))).rows] == ["tea.example"]


def test_what_was_not_answered_as_done_is_no_promise(ws: Workspace) -> None:
    keep_request(ws, state=None)
    with pytest.raises(MissingInput):
        recheck(ws, "tea.example", observed=Observed())


def test_a_policy_of_nobody(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(SELLS)
    with pytest.raises(UsageError, match="which site"):
        recheck(ws, policy=str(tmp_path / "p.html"), observed=Observed())
