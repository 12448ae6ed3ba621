"""What a reply says of itself, and its words: of two versions the better, without what programs quote."""

import pytest

from cookietui.core.errors import BadInput
from cookietui.sources.message import Message, read_message

HEAD = "From: Desk <Desk@tea.example>\nTo: ann@mail.example\nSubject: Re: x\nMessage-ID: <r1@tea.example>\n"


def read(head: str = "", body: str = "hello") -> Message:
    return read_message(f"{HEAD}{head}\n{body}".encode())


def words(message: Message) -> str:
    return " ".join(" ".join(message.lines).split())


def test_the_head() -> None:
    found = read("In-Reply-To: <a@b>\nReferences: <x@b> <y@b>\n <a@b>\nDate: Tue, 24 Nov 2026 10:00:00 +0100\n")
    assert found.mail
    assert (found.sender, found.sender_name, found.message_id) == ("Desk@tea.example", "Desk", "<r1@tea.example>")
    assert found.answers == ("<a@b>", "<y@b>", "<x@b>")
    assert found.date is not None
    assert found.date.isoformat() == "2026-11-24T10:00:00+01:00"


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Tue, 99 Nov 2026", "Tue, 24 Nov 99999 10:00:00 +0100", "=?utf-8?q?x?="]
)
def test_dates_that_are_none(date: str) -> None:
    assert read(f"Date: {date}\n").date is None


def test_plain_text_has_no_head() -> None:
    found = read_message(b"Dear Ann,\n\nwe have deleted it.\n")
    assert not found.mail
    assert (found.sender, found.answers) == ("", ())


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x00"])
def test_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="is empty"):
        read_message(data, "x.eml")


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04....", bytes(range(256)) * 20])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_message(data, "x")


ALTERNATIVE = "Content-Type: multipart/alternative; boundary=b\n"


def test_the_plain_version_is_read_unless_it_is_only_a_remark() -> None:
    both = "--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n<p>{rich}</p>\n--b--\n"
    long = "We have deleted all of the personal data that we held about you in our systems."
    assert words(read(ALTERNATIVE, both.format(plain=long, rich=long + " (HTML)"))) == long
    assert words(read(ALTERNATIVE, both.format(plain="Use an HTML viewer.", rich=long))) == long


def test_html_alone_without_what_gmail_and_apple_quote() -> None:
    html = (
        "<html><body><div>We have deleted it.</div><div class='gmail_quote'><div class='gmail_attr'>On 2 Nov Ann"
        " wrote:</div><blockquote class='gmail_quote'>Please delete it.</blockquote></div>"
        "<blockquote type='cite'>Old words.</blockquote></body></html>"
    )
    assert words(read("Content-Type: text/html; charset=utf-8\n", html)) == "We have deleted it."


def test_html_that_is_nothing_but_a_quote_is_kept() -> None:
    html = "<html><body><div class='gmail_quote'>We have deleted it.</div></body></html>"
    assert words(read("Content-Type: text/html\n", html)) == "We have deleted it."


def test_html_nested_too_deep_for_a_parser() -> None:
    html = "<div class=quote>" * 30_000 + "We have deleted it."
    assert "We have deleted it." in words(read("Content-Type: text/html\n", html))


def test_flowed_lines_are_joined() -> None:
    found = read("Content-Type: text/plain; format=flowed\n", "We have \ndeleted it.\n> quoted \n> more\n-- \nsig")
    assert found.lines == ("We have deleted it.", "> quoted more", "-- ", "sig")


def test_attachments_are_named_and_not_read() -> None:
    parts = (
        "--b\n\nSee the file.\n--b\nContent-Type: text/plain; name=data.txt\n"
        'Content-Disposition: attachment; filename="../../data\x1b.txt"\n\nsecret words\n--b--\n'
    )
    found = read("Content-Type: multipart/mixed; boundary=b\n", parts)
    assert words(found) == "See the file."
    assert found.attachments == ("../../data.txt",)


def test_a_message_passed_on_as_an_attachment_is_read() -> None:
    inner = "--b\nContent-Type: message/rfc822\n\nFrom: a@tea.example\nSubject: y\n\nWe have deleted it.\n--b--\n"
    assert words(read("Content-Type: multipart/mixed; boundary=b\n", inner)) == "We have deleted it."


def test_digest_is_of_the_bytes() -> None:
    assert read().digest != read(body="other").digest
    assert len(read().digest) == 64


def test_letters_are_composed() -> None:
    assert read_message("Donne\u0301es supprime\u0301es, Madame.".encode()).lines == ("Données supprimées, Madame.",)
