"""Bytes to characters: what is declared, what is guessed, what is refused."""

import pytest

from cookietui.core.errors import BadInput
from cookietui.sources.decode import decode

TEXT = "Wir setzen Cookies für Gäste ein – café."


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_marked_encodings_are_read_without_doubt(name: str) -> None:
    assert decode(TEXT.encode(name), "a.txt") == (TEXT, ())


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_and_told(name: str) -> None:
    text, problems = decode(TEXT.encode(name), "a.txt")
    assert text == TEXT
    assert [p.kind for p in problems] == ["encoding"]


def test_invalid_utf8_keeps_the_rest() -> None:
    text, problems = decode("Grüße, naïve, déjà vu ".encode() + b"\xff cookies", "a.txt")
    assert text == "Grüße, naïve, déjà vu \ufffd cookies"
    assert problems[0].kind == "encoding"


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "windows-1252", "latin1"])
def test_declared_western_is_windows_1252(label: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head>“naïve”</html>'
    text, problems = decode(page.encode("cp1252"), "a.html")
    assert "“naïve”" in text
    assert problems == ()


def test_declared_japanese_is_obeyed() -> None:
    page = '<meta charset="Shift_JIS"><p>クッキーの利用</p>'
    text, problems = decode(page.encode("shift_jis"), "a.html")
    assert "クッキーの利用" in text
    assert problems == ()


def test_utf8_wins_over_a_wrong_declaration() -> None:
    text, problems = decode('<meta charset="iso-8859-1"><p>Gäste</p>'.encode(), "a.html")
    assert "Gäste" in text
    assert problems == ()


@pytest.mark.parametrize("label", ["utf-7", "x-user-defined; rm", "rot13", "zlib_codec", "idna"])
def test_unsafe_codecs_are_never_used(label: str) -> None:
    text, problems = decode(f"<meta charset='{label}'>+ADw-script+AD4- caf".encode() + b"\xe9", "a.html")
    assert text.endswith("+ADw-script+AD4- café")
    assert problems[0].kind == "encoding"


def test_undeclared_western_is_doubtful() -> None:
    text, problems = decode("Datenschutzerklärung für Gäste".encode("latin-1"), "a.txt")
    assert text == "Datenschutzerklärung für Gäste"
    assert problems[0].kind == "encoding"


def test_bytes_unused_by_windows_1252_do_not_raise() -> None:
    text, _ = decode(b"caf\xe9 \x81\x8d", "a.txt")
    assert text.startswith("café ")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\n%PDF-1.4", "PDF"),
        (b"\x1f\x8b\x08\x00" + bytes(range(100)), "gzip"),
        (b"PK\x03\x04" + bytes(100), "zip"),
        (bytes(range(256)) * 40, "binary"),
        (b"SQLite form", "breaks off"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, word: str) -> None:
    with pytest.raises(BadInput) as raised:
        decode(data, "policy.html")
    assert word in str(raised.value)
    assert str(raised.value).startswith("policy.html: ")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_source_that_ends_within_a_character_keeps_its_encoding(name: str) -> None:
    for lost in range(1, 4 if name.startswith("utf-8") else 2):
        text, problems = decode(("x" * 300_000 + "é 😀").encode(name)[:-lost], "a.txt")
        assert text == "x" * 300_000 + "é "
        assert [p.kind for p in problems] == ["encoding"]
        assert "middle of a character" in problems[0].message
    assert decode("Kein Café".encode("latin-1")[:-1] + b"\xe9", "a.txt")[0] == "Kein Café"


def test_a_few_control_characters_are_no_binary() -> None:
    text, _ = decode(b"We use cookies. \x1b[2J\x00 You may object.", "a.txt")
    assert "You may object." in text
