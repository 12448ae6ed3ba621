"""Consent that is not what the person wants, and legitimate interest that a refusal left on."""

from typing import Any

import msgspec
import pytest

from cookietui.core.decision import Decision
from cookietui.core.findings import consent_against_choice, legitimate_interest_left_on
from cookietui.core.signal import Signal
from cookietui.core.signals import tcf
from cookietui.core.words import Choice
from cookietui.sources import consent
from tests.core.findings.cases import case, find, seen
from tests.core.signals.test_kinds import COOKIEBOT, ONETRUST, core


def wants(**choices: Choice) -> Any:
    """Decisions by category, allow for all others."""
    return lambda _name, category, _organisation: Decision(category=category, choice=choices.get(category, "allow"))


def signal(text: str, cookie: str = "made-up") -> Signal:
    return msgspec.structs.replace(
        consent.decode(text), cookie=cookie, domain="shop.example", until="2027-01-15T08:00:00Z"
    )


REFUSED = core(purposeLegitimateInterests=[2, 7], vendorLegitimateInterests=[4, 5])


def test_what_was_agreed_to_and_is_denied() -> None:
    made = case(
        None, seen("OptanonConsent"), signals=[signal(ONETRUST, "OptanonConsent")], wanted=wants(marketing="deny")
    )
    (found,) = find(consent_against_choice, made)
    assert (found.site, found.kind, found.cookie) == ("shop.example", "consent-against-choice", "OptanonConsent")
    assert found.message == "You agreed to targeting, and you deny marketing."
    assert found.observed is not None
    assert found.observed.expires == "2027-01-15T08:00:00Z"
    assert found.wanted is not None
    assert [proof.side for proof in found.evidence] == ["observed", "wanted"]
    assert found.evidence[0].source == "/home/p/Cookies"
    assert found.next


@pytest.mark.parametrize("choice", ["allow", "ask", "session"])
def test_only_deny_is_contradicted(choice: Choice) -> None:
    made = case(None, signals=[signal(ONETRUST)], wanted=wants(marketing=choice))
    assert not find(consent_against_choice, made)


def test_what_ended_is_agreed_to_no_more() -> None:
    old = msgspec.structs.replace(signal(ONETRUST), until="2026-01-15T08:00:00Z")
    assert not find(consent_against_choice, case(None, signals=[old], wanted=wants(marketing="deny")))


def test_what_was_refused_is_no_finding() -> None:
    made = case(None, signals=[signal(COOKIEBOT)], wanted=wants(marketing="deny", functional="deny"))
    assert not find(consent_against_choice, made)


def test_not_opting_out_of_a_sale_contradicts_too() -> None:
    (found,) = find(consent_against_choice, case(None, signals=[signal("1YNN")], wanted=wants(marketing="deny")))
    assert "the sale of your data" in found.message
    assert not find(consent_against_choice, case(None, signals=[signal("1YYN")], wanted=wants(marketing="deny")))


def test_legitimate_interest_left_on_after_a_refusal() -> None:
    (found,) = find(legitimate_interest_left_on, case(None, signals=[signal(tcf.encode(REFUSED))]))
    assert found.kind == "legitimate-interest-left-on"
    assert found.message == (
        "Left on for 2 companies by legitimate interest after you refused consent: "
        "choosing ads by limited data and measuring ads."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"vendorLegitimateInterests": []},
        {"purposeLegitimateInterests": []},
        {"purposeConsents": [2, 7]},
    ],
)
def test_what_is_left_off_or_agreed_to_is_no_finding(changes: dict[str, Any]) -> None:
    made = case(None, signals=[signal(tcf.encode(REFUSED | changes))])
    assert not find(legitimate_interest_left_on, made)
    assert not find(legitimate_interest_left_on, case(None))
