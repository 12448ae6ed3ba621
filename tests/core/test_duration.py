import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.core.duration import SECONDS, find_durations, of_seconds, read_duration

DAY = 86400


@pytest.mark.parametrize(
    ("text", "seconds", "period"),
    [
        ("13 months", 13 * 30 * DAY, "P13M"),
        ("2 years after the last update", 730 * DAY, "P2Y"),
        ("seven (7) days", 7 * DAY, "P7D"),
        ("7 (seven) days", 7 * DAY, "P7D"),
        ("24 hours", DAY, "PT24H"),
        ("30 mins", 1800, "PT30M"),
        ("Session / 7 days", 7 * DAY, "P7D"),
        ("2 years, 24 hours, 1 minute", 730 * DAY, "P2Y"),
        ("1 year 1 month 4 days", 399 * DAY, "P1Y1M4D"),
        ("one hundred and eighty days", 180 * DAY, "P180D"),
        ("1.5 years", round(1.5 * 365 * DAY), "P18M"),
        ("a year and a half", round(1.5 * 365 * DAY), "P18M"),
        ("6-12 months", 360 * DAY, "P12M"),
        ("between 30 and 90 days", 90 * DAY, "P90D"),
        ("Persistent (2 years)", 730 * DAY, "P2Y"),
        ("10,000 days", 10000 * DAY, "P10000D"),
        ("1.000 Tage", 1000 * DAY, "P1000D"),
        ("P30D", 30 * DAY, "P30D"),
        ("PT1H", 3600, "PT1H"),
        ("400d", 400 * DAY, "P400D"),
        ("a fortnight", 14 * DAY, "P2W"),
        ("24 Stunden", DAY, "PT24H"),
        ("ein halbes Jahr", 365 * DAY // 2, "P6M"),
        ("sechs Monaten", 180 * DAY, "P6M"),
        ("30-tägige Speicherung", 30 * DAY, "P30D"),
        ("vingt-cinq mois", 750 * DAY, "P25M"),
        ("1 an", 365 * DAY, "P1Y"),
        ("2 años", 730 * DAY, "P2Y"),
        ("6 miesięcy", 180 * DAY, "P6M"),
        ("2 lata", 730 * DAY, "P2Y"),
        ("13개월", 390 * DAY, "P13M"),
        ("24시간", DAY, "PT24H"),
    ],
)
def test_reads_a_period(text: str, seconds: int, period: str) -> None:
    found = read_duration(text)
    assert (found.seconds, found.period, found.session, found.unknown) == (seconds, period, False, False)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Session",
        "Until you close your browser",
        "End of session (browser)",
        "bis zum Schließen des Browsers",
        "durée de la session",
        "sesión",
        "sesja",
        "세션",
        "0 days",
    ],
)
def test_reads_a_session(text: str) -> None:
    found = read_duration(text)
    assert found.session
    assert not found.unknown


@pytest.mark.parametrize("text", ["no expiration", "Persistent", "never expires", "unbegrenzt", "illimitée", "영구"])
def test_no_expiration_is_null_with_its_text(text: str) -> None:
    found = read_duration(text)
    assert (found.seconds, found.session, found.unknown, found.text) == (None, False, False, text)


@pytest.mark.parametrize("text", ["", "-", "Varies", "2038-01-19", "see above", "365", "and d"])
def test_unknown_stays_text_and_says_so(text: str) -> None:
    found = read_duration(text)
    assert found.unknown
    assert found.seconds is None


def test_a_bare_number_counts_in_the_unit_of_its_column() -> None:
    assert read_duration("180", unit="day").seconds == 180 * DAY
    assert read_duration("0", unit="day").session


def test_the_language_given_comes_first_but_english_cells_are_still_read() -> None:
    assert read_duration("2 years", "de").period == "P2Y"


def test_finds_periods_in_a_sentence_but_no_ages_and_no_rates() -> None:
    text = (
        "Open 24 hours a day; children under 13 years and people 16 years old are told once a year and every 2 days "
        "that logs stay for ninety (90) calendar days and backups for 1 year and 6 months."
    )
    found = [(text[start:end], d.period) for start, end, d in find_durations(text, "en")]
    assert found == [("ninety (90) calendar days", "P90D"), ("1 year and 6 months", "P1Y6M")]


def test_finds_german_periods() -> None:
    text = "Die Daten werden nach spätestens sieben Tagen, Rechnungen nach 10 Jahren gelöscht."
    assert [d.period for _, _, d in find_durations(text, "de")] == ["P7D", "P10Y"]


def test_seconds_of_a_format() -> None:
    assert of_seconds(0).session
    assert of_seconds(SECONDS["day"] * 390).period == "P390D"
    assert of_seconds(90).period == "PT90S"


@given(st.text(max_size=200))
def test_anything_is_read_without_an_error(text: str) -> None:
    found = read_duration(text)
    assert found.unknown or found.session or found.seconds is None or found.seconds >= 0


def test_long_hostile_text_is_linear() -> None:
    hostile = ["1 " * 50_000, "one hundred " * 10_000, "1,000" * 20_000, "one-" * 20_000, "P" * 100_000]
    begin = time.process_time()
    for text in hostile:
        list(find_durations(text, "en"))
        read_duration(text)
    assert time.process_time() - begin < 5


def test_a_tiny_part_after_a_comma_is_a_second_value() -> None:
    assert read_duration("1 year, 90 days").period == "P1Y"


def test_a_sharp_s_is_a_letter() -> None:
    """Its case-folded form has two letters, so that words are compared in lower case."""
    for words in ("dreißig Jahre", "Dreißig Jahre", "dreissig Jahre"):
        assert [found.period for _, _, found in find_durations(words, "de")] == ["P30Y"]
