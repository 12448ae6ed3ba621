"""Names of firms are known by their legal form and taken out whole; what stands beside them stays."""

import time

import pytest

from cookietui.core.firms import legal_forms, without_firms


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Functional Software, Inc. (Sentry)", " (Sentry)"),
        ("Performance Horizon Group Ltd", ""),
        ("Marketing & Media GmbH & Co. KG cookies", " cookies"),
        ("The Statistics Company S.A. de C.V.", ""),
        ("Analytics: Google LLC", "Analytics: "),
        ("Google LLC - Analytics", " - Analytics"),
        ("Analytics cookies (Google Ireland Limited)", "Analytics cookies ()"),
        ("Marketing cookies of Shop Ltd", "Marketing cookies of "),
        ("Marketing Cookies Shop Ltd", "Marketing Cookies "),
        ("Marketing, Shop Ltd", "Marketing, "),
        ("Analytics AB testing", "Analytics AB testing"),
        ("Targeting AG", ""),
        ("Marketing", "Marketing"),
        ("Ltd", "Ltd"),
        ("marketing ltd", "marketing ltd"),
        ("", ""),
    ],
)
def test_a_firm_is_taken_out_up_to_its_form(text: str, left: str) -> None:
    assert without_firms(text) == left


def test_every_form_ends_a_name() -> None:
    assert len(legal_forms()) > 50
    assert {without_firms(f"Statistics Bureau {form}") for form in legal_forms()} == {""}


def test_long_texts_take_linear_time() -> None:
    def taken(count: int) -> float:
        text = "Analytics Group Ltd " * count
        start = time.process_time()
        without_firms(text)
        return time.process_time() - start

    taken(10)
    assert taken(4000) < 60 * max(taken(400), 0.001)
