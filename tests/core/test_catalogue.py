import pytest

from cookietui.core.catalogue import day_of, folded, lifetime_text, lines_of, web_address


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("63072000", "2 years"),
        ("31536000", "1 year"),
        ("31104000", "12 months"),
        ("90", "90 seconds"),
        ("1800", "30 minutes"),
        ("86400", "1 day"),
        ("session", "session"),
        ("endless", "without end"),
        ("", None),
        ("soon", None),
        ("0", "0 seconds"),
    ],
)
def test_lifetimes_are_in_words_of_ours(kept: str, said: str | None) -> None:
    assert lifetime_text(kept) == said


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/x?y", "https://a.example/x?y"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://user@a.example/", ""),
        ("https://a.example/ b", ""),
        ("https://[::1", ""),
        ("//a.example", ""),
        ("", ""),
    ],
)
def test_web_addresses(text: str, address: str) -> None:
    assert web_address(text) == address


def test_postal_addresses_are_bounded() -> None:
    assert lines_of("a\r\n\n  b \x1b\nc") == "a\nb\nc"
    assert len(lines_of("x\n" * 100_000).split("\n")) == 12


def test_names_are_folded() -> None:
    assert folded(" Spy_GmbH & Co. ") == "spy gmbh co"


@pytest.mark.parametrize(("text", "day"), [("2026-07-21T00:00Z", "2026-07-21"), ("soon", ""), ("", "")])
def test_days(text: str, day: str) -> None:
    assert day_of(text) == day
