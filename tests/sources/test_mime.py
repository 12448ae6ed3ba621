"""Messages that are broken, huge or deep: what can be read is read, nothing raises, nothing takes long."""

import base64
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.core.text import one_line
from cookietui.sources import mime

HEAD = b"From: a@tea.example\r\nTo: b@mail.example\r\nSubject: x\r\n"


def test_parts_come_in_order_with_their_encoding_taken_off() -> None:
    body = base64.encodebytes("<p>é</p>".encode())
    data = (
        HEAD + b'Content-Type: multipart/alternative; boundary="a b"\r\n\r\npreamble\r\n--a b\r\n'
        b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nh=E9llo=\r\n you\r\n"
        b"--a b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + body
        + b"--a b--\r\nafter"
    )
    entity = mime.parse(data)
    assert [part.text() for part in entity.parts] == ["héllo you", "<p>é</p>"]
    assert {part.alternative for part in entity.parts} == {1}
    assert entity.problems == ()


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("windows-1252", b"\x93caf\xe9\x94", "“café”"),
        ("x-unknown", b"caf\xc3\xa9", "café"),
        ("utf-8", b"caf\xe9", "café"),
        ("rot13", b"cafe", "cafe"),
        ("zip", b"cafe", "cafe"),
        ("../../etc", b"cafe", "cafe"),
        ("", b"caf\xc3\xa9", "café"),
        ("utf-16", "café".encode("utf-16-le"), "café"),
        ("us-ascii", b"caf\xe9", "café"),
        ("gb2312", "数据".encode("gb2312"), "数据"),
    ],
)
def test_charsets_wrong_or_unknown(charset: str, data: bytes, text: str) -> None:
    head = HEAD + b"Content-Type: text/plain; charset=" + charset.encode() + b"\r\n\r\n"
    assert mime.parse(head + data).parts[0].text() == text


@pytest.mark.parametrize(
    "body", [b"!!!!", b"YQ", b"Y", b"YW==YQ==", b"\x00YQ==", b"YQ==\r\n\r\nnot base64 at all", b""]
)
def test_broken_base64(body: bytes) -> None:
    mime.parse(HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + body).parts[0].text()


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"=?utf-8?q?R=C3=A9ponse?= : x", "Réponse : x"),
        (b"=?utf-8?q?a?=\r\n =?utf-8?q?b?=", "ab"),
        (b"=?x-none?b?////?=", "???"),
        (b"=?utf-8?b?!?=", ""),
        (b"caf\xe9", "café"),
        (b"a\x1b[31m\x07b", "a[31mb"),
        (b"=?utf-8?q?a=0ABcc:_x?=", "a Bcc: x"),
    ],
)
def test_headers_are_decoded_cleaned_and_on_one_line(raw: bytes, value: str) -> None:
    got = mime.parse(b"From: a@b\nSubject: " + raw + b"\n\nx").get("subject")
    assert got.isprintable()
    assert got == value or raw.startswith(b"=?x-none")


def test_a_hundred_thousand_headers() -> None:
    begin = time.process_time()
    entity = mime.parse(HEAD + b"X: y\r\n" * 100_000 + b"\r\nhello")
    assert time.process_time() - begin < 3
    assert len(entity.headers) <= mime.HEADER_LINES
    assert entity.parts[0].text() == "hello"
    assert "headers" in entity.problems[0]


def test_one_header_of_a_megabyte_in_folds() -> None:
    entity = mime.parse(HEAD + b"References: " + b"\r\n <a@b>" * 200_000 + b"\r\n\r\nhello")
    assert len(entity.get("references")) <= mime.VALUE_LIMIT


def test_thousands_of_nested_parts() -> None:
    deep = HEAD + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(20_000)
    )
    begin = time.process_time()
    entity = mime.parse(deep)
    assert time.process_time() - begin < 5
    assert any("nest" in problem for problem in entity.problems)


def test_a_hundred_thousand_parts_side_by_side() -> None:
    flat = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 100_000
    entity = mime.parse(flat)
    assert len(entity.parts) <= mime.PARTS
    assert any("parts" in problem for problem in entity.problems)


def test_a_boundary_like_another() -> None:
    data = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--bb\nno\n--b\n\nyes\n--b--\n"
    assert [part.text() for part in mime.parse(data).parts] == ["yes"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (HEAD, True),
        (b"From a@b Tue Nov  3 10:00:00 2026\nSubject: x\n\nhi", True),
        (b"Dear Ann: hello\n\nWe have deleted your data.", False),
        (b"Note: we have received your letter.\nDate: today", False),
        (b"Von: a\nGesendet: b\nAn: c\nBetreff: d\n\nHallo", False),
        (b"", False),
        (b"\x00\x00\x00", False),
    ],
)
def test_a_message_is_told_from_a_text(text: bytes, answer: bool) -> None:
    assert mime.is_message(text) == answer


@given(st.binary(max_size=2000))
def test_any_bytes_give_an_entity(data: bytes) -> None:
    for tried in (data, HEAD + data, HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + data):
        entity = mime.parse(tried)
        assert all(value == one_line(value) for _, value in entity.headers)
        assert all(isinstance(part.text(), str) for part in entity.parts)
