import datetime

import pytest

from cookietui.actions.sites import SiteRow
from cookietui.tui.filtering import fitting, haystacks
from tests.timing import assert_quick

TODAY = datetime.date(2026, 11, 21)
ROWS = (
    SiteRow(domain="bakery.example", name="Bread & Co", status="ok", choice="deny"),
    SiteRow(domain="gym.example", name="Iron Gym", status="asked", due=datetime.date(2026, 11, 25)),
    SiteRow(domain="news.example", status="unread"),
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["bakery", "gym", "news"]),
        ("IRON", ["gym"]),
        ("example bread", ["bakery"]),
        ("status:un", ["news"]),
        ("choice:deny", ["bakery"]),
        ("choice:inh", ["gym", "news"]),
        ("due<7", ["gym"]),
        ("due<2", []),
        ("due<x", []),
        ("status:asked news", []),
        ("[/", []),
    ],
)
def test_every_word_must_fit(words: str, expected: list[str]) -> None:
    found = fitting(ROWS, haystacks(ROWS), words, TODAY)
    assert [row.domain.removesuffix(".example") for row in found] == expected


def test_twenty_thousand_rows_are_filtered_within_a_keystroke() -> None:
    rows = tuple(SiteRow(domain=f"site-{number}.example") for number in range(20_000))
    stacks = haystacks(rows)
    assert len(fitting(rows, stacks, "site-19 status:un", TODAY)) == 1111
    assert_quick(lambda: lambda: fitting(rows, stacks, "site-19 status:un", TODAY), 0.1)
