"""Files of consent strings: one a line, or texts of JSON."""

import json

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.signal import Signal
from cookietui.readers import consent_strings
from cookietui.sources.sample import Sample
from tests.core.signals.test_kinds import BASE, COOKIEBOT, ONETRUST


def kinds(text: str | bytes, name: str = "strings.txt") -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    sample = Sample(name, data)
    assert consent_strings.identify(sample) == "certain"
    return [each.kind if isinstance(each, Signal) else each.message for each in consent_strings.read(sample)]


def test_lines_with_and_without_names() -> None:
    text = (
        f"# copied\n1YNN\n\neuconsent-v2={BASE['core']}\nOptanonConsent\t{ONETRUST}\nCookieConsent: {COOKIEBOT}\r\nDBAA"
    )
    assert kinds(text) == ["usp", "tcf", "onetrust", "cookiebot", "gpp"]


def test_a_bad_line_stops_no_other_and_has_its_number() -> None:
    sample = Sample("a.txt", b"1YNN\nbroken\n1YYN\n")
    assert consent_strings.identify(sample) == "certain"
    first, second, third = consent_strings.read(sample)
    assert isinstance(first, Signal)
    assert isinstance(second, BadInput)
    assert second.line == 2
    assert isinstance(third, Signal)


def test_json_under_names_and_by_form() -> None:
    value = {"note": "made up", "OptanonConsent": [ONETRUST], "rows": [{"string": BASE["core"]}, {"string": "nothing"}]}
    assert kinds(json.dumps(value), "a.json") == ["onetrust", "tcf"]


def test_a_date_in_json_is_no_answer_to_a_banner_unless_its_name_says_so() -> None:
    closed = "2026-02-01T10:00:00.000Z"
    rows = [{"made": closed, "note": "no consent"}, {"made": "2031-01-01T00:00:00Z"}]
    assert consent_strings.identify(Sample("a.json", json.dumps(rows).encode())) == "no"
    assert kinds(json.dumps([*rows, {"OptanonAlertBoxClosed": closed}, "1YNN"]), "a.json") == ["onetrust", "usp"]
    assert kinds(closed) == ["onetrust"]


def test_one_long_string() -> None:
    text = BASE["core"] + "A" * 9000
    assert kinds(text) == ["tcf"]


@pytest.mark.parametrize(
    "text",
    [
        "", "Privacy policy\n\nWe use cookies.", "Cookies and what they do: C", '{"name": "x"}', '[{"a": 1}]', "\x00\x01",
        "We set euconsent-v2 to keep your choice.", "<p>1YNN</p>", "a\nb\nc\n1YNN", "OptanonConsentement est un mot",
    ],
)  # fmt: skip
def test_other_texts_are_left_alone(text: str) -> None:
    assert consent_strings.identify(Sample("a.txt", text.encode())) == "no"


def test_too_many_strings_end_with_a_line() -> None:
    sample = Sample("a.txt", b"1YNN\n" * (consent_strings.LIMIT + 5))
    found = list(consent_strings.read(sample))
    assert len(found) == consent_strings.LIMIT + 1
    assert isinstance(found[-1], BadInput)
