"""A draft as RFC 5322 bytes: exactly the headers intended, whatever the fields hold."""

import datetime
import email
import email.policy
import random
import string
from typing import Any

import msgspec
import pytest

from cookietui.core.address import parse
from cookietui.core.errors import BadInput
from cookietui.core.mail import OWN_DOMAIN, Draft, as_eml, file_stem, new_message_id, subject_with

DRAFT = Draft(
    reference="ck-7f3a2c",
    to="privacy@shop.example",
    subject="Objection to direct marketing, shop.example [ck-7f3a2c]",
    body="Dear Sir or Madam,\n\nplease stop.\n",
    message_id="<ck-7f3a2c.0011223344556677@home.example>",
)


def with_fields(**changes: Any) -> Draft:
    return msgspec.structs.replace(DRAFT, **changes)


def parsed(data: bytes) -> Any:
    return email.message_from_bytes(data, policy=email.policy.default)


def text(data: bytes) -> str:
    return str(parsed(data).get_content()).replace("\r\n", "\n")


def names(data: bytes) -> list[str]:
    head = data.split(b"\r\n\r\n", 1)[0]
    return [line.split(b":")[0].decode() for line in head.split(b"\r\n") if line[:1] not in b" \t"]


BARE = ["To", "Subject", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


def test_a_bare_draft_has_these_headers_and_no_other() -> None:
    data = as_eml(DRAFT)
    assert names(data) == BARE
    message = parsed(data)
    assert message["To"] == "privacy@shop.example"
    assert message["Subject"] == DRAFT.subject
    assert message["Message-ID"] == DRAFT.message_id
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message["Content-Transfer-Encoding"] == "quoted-printable"
    assert text(data) == DRAFT.body


def test_sender_date_thread_and_unsent_only_when_asked_for() -> None:
    full = with_fields(
        sender_email="ann@bücher.example",
        sender_name="Ann Ö. Example, Dr.",
        date=datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC),
        in_reply_to="<a@b.example>",
        references=("<a@b.example>", "<c@d.example>"),
    )
    data = as_eml(full, unsent=True)
    assert names(data)[:3] == ["From", "To", "Subject"]
    message = parsed(data)
    sender = message["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == ("Ann Ö. Example, Dr.", "ann@xn--bcher-kva.example")
    assert message["Date"].datetime == full.date
    assert message["In-Reply-To"] == "<a@b.example>"
    assert message["References"].split() == ["<a@b.example>", "<c@d.example>"]
    assert message["X-Unsent"] == "1"
    assert "X-Unsent" not in parsed(as_eml(full))


def test_the_bytes_are_plain_ascii_with_short_lines_and_crlf() -> None:
    body = "From the start\n.\nFrom here\n--boundary\n" + "y" * 1200 + "\n漢字 – é\u2003€\ntrailing   \n"
    data = as_eml(with_fields(body=body, subject="Réf – 漢字 " * 15 + "[ck-7f3a2c]"))
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert text(data) == body
    assert parsed(data)["Subject"] == "Réf – 漢字 " * 15 + "[ck-7f3a2c]"


def test_control_characters_of_the_body_never_reach_the_file() -> None:
    data = as_eml(with_fields(body="one\x1b[2J\x00\x9b\r\ntwo\u202e\rthree\udc80"))
    assert text(data) == "one[2J\ntwo\nthree\n"


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "   ",
        " leading",
        "trailing ",
        "Opt out\nBcc: evil@e.example",
        "Opt out\rBcc: evil@e.example",
        "Opt out é =?UTF-8?Q?=0A?=Bcc: evil@e.example",
        "é =?UTF-8?B?DQpCY2M6IGV2aWxAZS5leGFtcGxl?=",
        "a\x85Bcc: e",
        "a\u2028Bcc: e",
        "a\x00b",
        "trailing\n",
        "a\udc80",
        "a\u202eb",
        "a\u200bb",
        "x é " * 30_000,
    ],
)
def test_subjects_that_are_more_than_a_subject_are_refused(subject: str) -> None:
    with pytest.raises(BadInput):
        as_eml(with_fields(subject=subject))


@pytest.mark.parametrize(
    "changes",
    [
        {"sender_name": "é =?UTF-8?Q?=0A?=Bcc: evil@e.example", "sender_email": "ann@home.example"},
        {"sender_name": "Ann\nBcc: x", "sender_email": "ann@home.example"},
        {"sender_email": "ann@home.example, evil@e.example"},
        {"to": "p@shop.example, evil@e.example"},
        {"to": '"p@shop.example" <evil@e.example>'},
        {"to": "11 Any Street\nTown"},
        {"message_id": "<a@b>\r\nBcc: x@y.example"},
        {"message_id": ""},
        {"in_reply_to": "<a b@c.example>"},
        {"references": ("<a@b.example>",) * 21},
        {"references": ("a@b.example",)},
        {"body": "x" * 100_001},
    ],
)
def test_other_fields_are_checked_as_well(changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        as_eml(with_fields(**changes))


@pytest.mark.parametrize(
    "subject",
    ["é =?UTF-8?Q?=0A?=Bcc: evil@e.example", "é =?UTF-8?B?DQpCY2M6IGV2aWxAZS5leGFtcGxl?=", "a\r\nBcc: evil@e.example"],
)
def test_reading_back_catches_what_the_check_would_let_through(monkeypatch: pytest.MonkeyPatch, subject: str) -> None:
    monkeypatch.setattr("cookietui.core.mail._check_value", lambda *_: None)
    try:
        data = as_eml(with_fields(subject=subject))
    except (BadInput, ValueError):
        return
    assert names(data) == BARE


def test_a_built_message_that_differs_is_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = as_eml(DRAFT)
    for damaged in (
        honest.replace(b"Subject:", b"Bcc: evil@e.example\r\nSubject:"),
        honest.replace(b"privacy@", b"evil@"),
        honest.replace(b"please", b"do not"),
    ):
        monkeypatch.setattr("cookietui.core.mail._built", lambda *_, data=damaged: data)
        with pytest.raises(BadInput, match="nothing is written"):
            as_eml(DRAFT)


@pytest.mark.parametrize(
    "subject",
    [
        "x" * 190,
        "x" * 180 + " [ck-7f3a2c]",
        "short  double  blanks and then more words to be folded at column seventy-five, twice  over, I say",
        "é" * 120,
        "Mes données personnelles : accès, opposition et retrait du consentement, shop.example [ck-7f3a2c]",
    ],
)
def test_long_subjects_fold_and_read_back_exactly(subject: str) -> None:
    data = as_eml(with_fields(subject=subject))
    assert parsed(data)["Subject"] == subject


@pytest.mark.parametrize(
    "name", ["Ann", 'Ann O\'Neill, Dr. (home) \\ "x"', "Änn Ö. Example", "漢字 太郎", "x" * 100, "a" * 99 + "é"]
)
def test_names_of_senders_are_quoted_or_encoded(name: str) -> None:
    data = as_eml(with_fields(sender_email="ann@home.example", sender_name=name))
    sender = parsed(data)["From"].addresses
    assert [person.addr_spec for person in sender] == ["ann@home.example"]
    assert sender[0].display_name.replace(" ", "") == name.replace(" ", "")


FRAGMENTS = (
    "\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x1b]0;t\x07", "\x85", "\u2028", "\u2029", "\u202e", "\u200b", "\udc80",
    "=?UTF-8?Q?=0A?=", "=?utf-8?b?DQo=?=", "=?", "?=", "Bcc: evil@e.example", "\nBcc: evil@e.example", ",", ";", "<", ">",
    '"', "\\", "(", ")", ":", "@", "evil@e.example", "é", "漢字", "😀", " ", "\t", "-", "[ck-000000]", "{{ x }}", "%0D%0A",
)  # fmt: skip


def noise(rng: random.Random) -> str:
    pick = (lambda: rng.choice(FRAGMENTS)), (lambda: rng.choice(string.printable)), (lambda: chr(rng.randrange(0x3000)))
    return "".join(rng.choice(pick)() for _ in range(rng.randrange(14)))


@pytest.mark.parametrize("seed", range(6))
def test_random_fields_never_add_a_header_or_a_recipient(seed: int) -> None:
    rng = random.Random(seed)
    built = 0
    for _ in range(500):
        fields: dict[str, Any] = {"subject": "s", "body": noise(rng)}
        for name, ordinary in (
            ("subject", "Objection"),
            ("to", "p@shop.example"),
            ("sender_name", "Ann"),
            ("sender_email", "ann@home.example"),
        ):
            fields[name] = ordinary + noise(rng) if rng.random() < 0.4 else ordinary
        draft = with_fields(**fields)
        try:
            data = as_eml(draft)
        except BadInput:
            continue
        built += 1
        assert names(data) == ["From", *BARE]
        message = parsed(data)
        assert len(message["To"].addresses) == 1
        assert message["To"].addresses[0].addr_spec == parse(draft.to).spec
        assert message["Subject"] == draft.subject
    assert built > 50, "some of the fields are harmless, and those are written"


def test_a_subject_made_of_foreign_text_is_always_fit_for_a_header() -> None:
    rng = random.Random(5322)
    for _ in range(400):
        subject = subject_with(noise(rng) * rng.randrange(1, 9), "ck-7f3a2c")
        assert subject.endswith("[ck-7f3a2c]")
        assert len(subject) <= 200
        as_eml(with_fields(subject=subject))


def test_message_ids_are_ours_and_never_name_the_machine() -> None:
    import socket

    known = new_message_id("ck-7f3a2c", lambda n: b"\xab" * n, "ann@bücher.example")
    assert known == "<ck-7f3a2c.abababababababab@xn--bcher-kva.example>"
    unknown = new_message_id("ck-7f3a2c", lambda n: b"\x01" * n)
    assert unknown == f"<ck-7f3a2c.0101010101010101@{OWN_DOMAIN}>"
    assert socket.gethostname() not in unknown
    as_eml(with_fields(message_id=unknown))


@pytest.mark.parametrize("reference", ["../x", "ck/7f", "", "CON", "ck-7f3a2c.eml", "a" * 60, "ck-\n", "-x"])
def test_only_references_become_file_names(reference: str) -> None:
    assert file_stem("ck-7f3a2c") == "ck-7f3a2c"
    with pytest.raises(BadInput):
        file_stem(reference)
