"""Dates in the letter's language, as precise as they are known."""

import datetime

import pytest

from cookietui.letters.dates import as_precise, written


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "21 December 2026"),
        ("de", "21. Dezember 2026"),
        ("fr", "21 décembre 2026"),
        ("es", "21 de diciembre de 2026"),
    ],
)
def test_a_day_is_written_out(language: str, text: str) -> None:
    assert written(datetime.date(2026, 12, 21), language) == text
    assert as_precise("2026-12-21", language) == text


def test_the_first_of_a_month_is_written_as_each_language_has_it() -> None:
    first = datetime.date(2026, 10, 1)
    assert [written(first, code) for code in ("en", "de", "fr", "es")] == [
        "1 October 2026", "1. Oktober 2026", "1er octobre 2026", "1 de octubre de 2026",
    ]  # fmt: skip
    assert written(datetime.date(2026, 10, 11), "fr") == "11 octobre 2026"


def test_less_precise_dates_stay_so() -> None:
    assert as_precise("2026-01", "en") == "January 2026"
    assert as_precise("2026-01", "de") == "Januar 2026"
    assert as_precise("2026", "fr") == "2026"


@pytest.mark.parametrize("date", [None, "", "soon", "2026-13", "2026-02-30", "2026-1-1", "26-01-01", "2026-01-01x"])
def test_what_is_no_date_is_left_out(date: str | None) -> None:
    assert as_precise(date, "en") == ""
