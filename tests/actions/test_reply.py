"""Replies find their request, show what they propose, and change nothing before the yes."""

import datetime
from pathlib import Path

import pytest

from cookietui.actions.follow_up import follow_up
from cookietui.actions.reply import Reply, confirm, read_replies, scan
from cookietui.actions.requests import find_request, record_state
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import BadInput, MissingInput, UsageError
from cookietui.core.knowledge import Knowledge
from cookietui.core.request import Event, Request, refresh
from cookietui.letters.laws import law
from cookietui.storage import journal, ledger
from cookietui.storage.places import Places

SENT = datetime.date(2026, 11, 2)
TODAY = datetime.date(2026, 11, 25)
ONE, OTHER = "ck-aaaaaa", "ck-bbbbbb"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Two requests that were sent, and one draft."""
    home = tmp_path / "home"
    places = Places(home / "config", home / "data", home / "state", home / "cache")
    for reference in (ONE, OTHER):
        keep(places, reference, Event(state="sent", on=SENT))
    keep(places, "ck-cccccc")
    return Workspace(places, TODAY, Knowledge())


def keep(places: Places, reference: str, *events: Event) -> None:
    made = Request(
        reference=reference,
        site="tea.example",
        organisation="tea.example",
        rights=("delete",),
        law="eu",
        to="privacy@tea.example",
        subject=f"Deletion of my personal data [{reference}]",
        body="Please delete all the personal data that you hold about me.",
        message_id=f"<{reference}.1@mail.example>",
        state=events[-1].state if events else "draft",
        events=events,
    )
    with journal.change(places, "test") as change:
        ledger.create(change, refresh(made, law=law("eu"), today=TODAY))


def mail(tmp_path: Path, body: str, *heads: str, name: str = "a.eml") -> str:
    head = "\n".join(
        ("From: Desk <privacy@tea.example>", "To: ann@mail.example", "Message-ID: <r1@tea.example>", *heads)
    )
    (tmp_path / name).write_text(f"{head}\n\n{body}\n", "utf-8")
    return str(tmp_path / name)


def one(ws: Workspace, source: str, reference: str | None = None) -> Reply:
    (reply,) = read_replies(ws, source, reference)
    return reply


DONE = "We have deleted all your data."


@pytest.mark.parametrize(
    ("heads", "body", "by"),
    [
        ([f"In-Reply-To: <{ONE}.1@mail.example>"], DONE, "in-reply-to"),
        ([f"References: <{ONE}.1@mail.example> <x@y>"], DONE, "references"),
        ([f"Subject: AW: Deletion [{ONE.upper()}]"], DONE, "subject"),
        ([f"Subject: =?utf-8?q?Re=3A_=5B{ONE}=5D?="], DONE, "subject"),
        ([], f"Your reference: {ONE}\n\n{DONE}", "text"),
        ([], f"{DONE}\n\n> Message-ID: <{ONE}.1@mail.example>", "text"),
        (["Content-Type: multipart/mixed; boundary=b"],
         f"--b\n\n{DONE}\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <{ONE}.1@mail.example>\nSubject: x\n\ny\n--b--",
         "returned"),
    ],
)  # fmt: skip
def test_a_reply_finds_its_request(ws: Workspace, tmp_path: Path, heads: list[str], body: str, by: str) -> None:
    reply = one(ws, mail(tmp_path, body, *heads))
    assert (reply.reference, reply.matched, reply.kind) == (ONE, by, "fulfilled")


@pytest.mark.parametrize("body", [DONE, f"ck-ffffff {DONE}", f"x{ONE} {DONE}", f"{ONE}0 {DONE}"])
def test_one_that_names_none_asks_for_the_reference(ws: Workspace, tmp_path: Path, body: str) -> None:
    with pytest.raises(UsageError, match="names none of your requests"):
        one(ws, mail(tmp_path, body))
    assert one(ws, mail(tmp_path, body), ONE).matched is None


def test_one_that_names_several_asks_too(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="several requests"):
        one(ws, mail(tmp_path, DONE, f"Subject: {ONE} {OTHER}"))
    thread = mail(tmp_path, DONE, f"Subject: {OTHER}", f"In-Reply-To: <{ONE}.1@mail.example>")
    assert (one(ws, thread).reference, one(ws, thread).others) == (ONE, (OTHER,))


def test_one_that_answers_another_request_is_said_and_not_recorded(ws: Workspace, tmp_path: Path) -> None:
    reply = one(ws, mail(tmp_path, DONE, f"In-Reply-To: <{OTHER}.1@mail.example>"), ONE)
    assert any(OTHER in note for note in reply.notes)
    with pytest.raises(UsageError, match=f"answers {OTHER}, not {ONE}"):
        confirm(ws, reply)
    assert find_request(ws, ONE).state == find_request(ws, OTHER).state == "sent"


def test_nothing_changes_before_the_yes_and_one_event_after_it(ws: Workspace, tmp_path: Path) -> None:
    file = ws.places.requests / f"{ONE}.toml"
    before = file.read_bytes()
    source = mail(
        tmp_path, f"Hello\n\n{DONE}", f"In-Reply-To: <{ONE}.1@mail.example>", "Date: Tue, 24 Nov 2026 10:00:00 +0100"
    )
    reply = one(ws, source)
    assert file.read_bytes() == before
    after = confirm(ws, reply)
    event = find_request(ws, ONE).events[-1]
    assert after.state == "fulfilled"
    assert (event.on, event.quote, event.digest) == (datetime.date(2026, 11, 24), DONE, reply.digest)
    assert event.message_id == "<r1@tea.example>"
    assert "Hello" not in file.read_text()
    again = one(ws, source)
    assert again.recorded
    with pytest.raises(UsageError, match="recorded before"):
        confirm(ws, again)


def test_the_person_may_say_otherwise(ws: Workspace, tmp_path: Path) -> None:
    reply = one(ws, mail(tmp_path, DONE, f"Subject: {ONE}"))
    after = confirm(ws, reply, state="denied", reason="no-match", on=datetime.date(2026, 11, 20))
    assert (after.state, after.events[-1].reason, after.events[-1].on) == (
        "denied",
        "no-match",
        datetime.date(2026, 11, 20),
    )


def test_what_says_nothing_is_recorded_only_with_a_state(ws: Workspace, tmp_path: Path) -> None:
    reply = one(ws, mail(tmp_path, "See you at lunch.", f"Subject: {ONE}"))
    assert reply.state is None
    with pytest.raises(UsageError, match="--as"):
        confirm(ws, reply)
    assert confirm(ws, reply, state="acknowledged").state == "acknowledged"


def test_a_draft_is_said_to_be_one(ws: Workspace, tmp_path: Path) -> None:
    reply = one(ws, mail(tmp_path, DONE, "Subject: ck-cccccc"))
    assert reply.problem is not None
    assert "still a draft" in reply.problem


@pytest.mark.parametrize(
    ("date", "on"),
    [("Tue, 24 Nov 2099 10:00:00 +0000", TODAY), ("Thu, 1 Jan 1970 00:00:00 +0000", SENT), ("never", TODAY)],
)
def test_odd_dates_never_reach_the_ledger(ws: Workspace, tmp_path: Path, date: str, on: datetime.date) -> None:
    reply = one(ws, mail(tmp_path, DONE, f"Subject: {ONE}", f"Date: {date}"))
    assert reply.on == on
    assert bool(reply.notes) == (date != "never")
    assert confirm(ws, reply).state == "fulfilled"


def test_what_came_back_is_a_draft_again(ws: Workspace, tmp_path: Path) -> None:
    bounce = mail(tmp_path, f"Your message could not be delivered.\n\nMessage-ID: <{ONE}.1@mail.example>")
    reply = one(ws, bounce)
    assert (reply.kind, reply.state, reply.reason) == ("bounced", "draft", "bounced")
    after = confirm(ws, reply)
    assert (after.state, after.events[-1].reason) == ("draft", "bounced")
    assert record_state(ws, ONE, "sent", on=TODAY).due == datetime.date(2026, 12, 28)


def test_a_second_reply_of_the_same_kind_is_kept_too(ws: Workspace, tmp_path: Path) -> None:
    for number, words in enumerate(("We have received your letter.", "Thank you, we are looking into it.")):
        confirm(ws, one(ws, mail(tmp_path, words, f"Subject: {ONE}", name=f"{number}.eml")))
    assert [event.state for event in find_request(ws, ONE).events] == ["sent", "acknowledged", "acknowledged"]


def test_an_extension_moves_the_last_day(ws: Workspace, tmp_path: Path) -> None:
    words = "We need more time and will answer by 12 January 2027."
    after = confirm(ws, one(ws, mail(tmp_path, words, f"Subject: {ONE}")))
    assert (after.state, after.latest) == ("extended", datetime.date(2027, 1, 12))


def test_an_evasion_is_answered_in_the_same_thread(ws: Workspace, tmp_path: Path) -> None:
    reply = one(ws, mail(tmp_path, "Please send us a copy of your passport.", f"Subject: {ONE}"))
    assert reply.next == f"cookietui follow-up {ONE} --because identity-copy --in-reply-to '<r1@tea.example>'"
    confirm(ws, reply)
    letter = follow_up(ws, ONE, dry_run=True).letter
    assert letter is not None
    assert (letter.kind, letter.in_reply_to) == ("identity-copy", "<r1@tea.example>")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("This mailbox is not monitored. Please use our online form.", "wrong-channel"),
        ("Please write to us in German.", "language"),
        ("Your letter must be signed. Please sign it and return it.", "signature"),
        ("We regard your request as manifestly excessive and refuse to act on it.", "excessive"),
        ("Please specify which data you mean.", "more-data"),
    ],
)
def test_what_they_said_names_the_next_letter(ws: Workspace, tmp_path: Path, words: str, kind: str) -> None:
    reply = one(ws, mail(tmp_path, words, f"Subject: {ONE}"))
    assert reply.evasion == kind
    confirm(ws, reply)
    letter = follow_up(ws, ONE, dry_run=True).letter
    assert letter is not None
    assert letter.kind == kind


@pytest.mark.parametrize("identifier", ["<a';rm -rf ~;'@b>", "<a@b> -x", "<" + "a" * 300 + "@b>", "<\u00e9@b.example>"])
def test_a_hostile_identifier_is_never_handed_on(ws: Workspace, tmp_path: Path, identifier: str) -> None:
    (tmp_path / "h.eml").write_text(
        f"From: a@b\nSubject: {ONE}\nMessage-ID: {identifier}\n\nPlease send a copy of your ID.\n"
    )
    reply = one(ws, str(tmp_path / "h.eml"))
    assert "rm" not in (reply.next or "")
    assert confirm(ws, reply).events[-1].message_id in {None, "<a@b>"}
    follow_up(ws, ONE, way="eml", folder=tmp_path / "drafts")


def test_an_mbox_gives_those_that_are_about_requests(ws: Workspace, tmp_path: Path) -> None:
    line = "From a@b Tue Nov 24 10:00:00 2026\nFrom: a@tea.example\nSubject: {}\n\n{}\n\n"
    rows = [("hello", "lunch?"), (ONE, "We have received your letter."), (OTHER, DONE), (ONE, DONE)]
    (tmp_path / "in").write_text("".join(line.format(*row) for row in rows))
    found = list(read_replies(ws, str(tmp_path / "in")))
    assert [(each.input[-2:], each.reference, each.kind) for each in found] == [
        ("#2", ONE, "acknowledged"),
        ("#3", OTHER, "fulfilled"),
        ("#4", ONE, "fulfilled"),
    ]
    assert [each.input[-2:] for each in read_replies(ws, str(tmp_path / "in"), ONE)] == ["#2", "#4"]
    assert one(ws, f"{tmp_path / 'in'}#3").reference == OTHER
    with pytest.raises(MissingInput, match="no message number 9"):
        list(read_replies(ws, f"{tmp_path / 'in'}#9"))


def test_a_scan_finds_replies_to_open_requests_alone(ws: Workspace, tmp_path: Path) -> None:
    box = tmp_path / "mail"
    box.mkdir()
    record_state(ws, OTHER, "fulfilled", on=TODAY)
    mail(box, DONE, f"In-Reply-To: <{ONE}.1@mail.example>", name="1.eml")
    mail(box, DONE, f"Subject: {OTHER}", name="2.eml")
    mail(box, "Lunch?", name="3.eml")
    encoded = (
        "Content-Transfer-Encoding: base64\n\n" + __import__("base64").b64encode(f"{DONE} {ONE}".encode()).decode()
    )
    (box / "4.eml").write_text(f"From: a@tea.example\nSubject: your letter\n{encoded}\n")
    (box / "5.eml").write_text(
        f"From: ann@mail.example\nTo: p@tea.example\nMessage-ID: <{ONE}.1@mail.example>\nSubject: [{ONE}]\n\nx\n"
    )
    (box / "6.eml").write_bytes(b"")
    (box / "7.bin").write_bytes(bytes(range(256)) * 100)
    found = list(scan(ws, str(box)))
    assert [Path(each.input).name for each in found if isinstance(each, Reply)] == ["1.eml", "4.eml"]
    assert find_request(ws, ONE).state == "sent"


def test_a_scan_of_nothing(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(scan(ws, str(tmp_path / "none")))


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"%PDF-1.4", bytes(range(256)) * 100])
def test_bad_input_is_one_error(ws: Workspace, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad").write_bytes(data)
    with pytest.raises(BadInput):
        one(ws, str(tmp_path / "bad"), ONE)
    assert find_request(ws, ONE).state == "sent"
