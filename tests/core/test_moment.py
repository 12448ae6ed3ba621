"""Dates as files give them: by size of the number, by ISO 8601, by the cookie dates of RFC 6265."""

import math

import pytest

from cookietui.core.moment import from_number, from_text

SECONDS = 1_800_000_000


@pytest.mark.parametrize(
    ("value", "milliseconds"),
    [
        (SECONDS, SECONDS * 1000),
        (SECONDS + 0.5, SECONDS * 1000 + 500),
        (SECONDS * 1000, SECONDS * 1000),
        (SECONDS * 1_000_000, SECONDS * 1000),
        ((SECONDS + 11_644_473_600) * 1_000_000, SECONDS * 1000),
        (0, 0),
        (-1, -1000),
        (-1e18, None),
        (1e30, None),
        (math.inf, None),
        (-math.inf, None),
        (math.nan, None),
    ],
)
def test_a_number_shows_its_unit_by_its_size(value, milliseconds):
    assert from_number(value) == milliseconds


@pytest.mark.parametrize(
    "text",
    [
        "2027-01-15T08:00:00Z",
        "2027-01-15T09:00:00.000+01:00",
        "2027-01-15T08:00:00",
        "Fri, 15 Jan 2027 08:00:00 GMT",
        "Fri, 15-Jan-27 08:00:00 GMT",
        "Friday 8:0:0 jan 15 2027",
        "1800000000",
        " 1800000000.000 ",
    ],
)
def test_one_moment_in_many_spellings(text):
    assert from_text(text) == SECONDS * 1000


@pytest.mark.parametrize(
    "text",
    ["", "soon", "NaN-NaN-NaNTNaN:NaN", "Fri, 32 Jan 2027 08:00:00 GMT", "15 Jan 1500 08:00:00", "9" * 70, "1 " * 5000],
)
def test_what_is_no_date_is_none(text):
    assert from_text(text) is None


def test_years_of_two_digits():
    assert from_text("Thu, 01-Jan-70 00:00:00 GMT") == 0
    assert from_text("Tue, 01-Jan-69 00:00:00 GMT") == 3_124_224_000_000
