"""Every kind of consent string and cookie: recognised, read, and said in sentences, whole or damaged."""

import contextlib
import json
import time
import urllib.parse
from typing import Any

import pytest

from cookietui.core.errors import BadInput, UsageError
from cookietui.core.signal import as_json
from cookietui.core.signals import gpp, tcf
from cookietui.sources import consent

ONETRUST = (
    "isGpcEnabled=1&datestamp=Tue+Jan+06+2026+09%3A05%3A03+GMT-0500+(hora+est%C3%A1ndar)&version=202501.1.0"
    "&consentId=my-own-number&interactionCount=1&landingPath=https%3A%2F%2Fshop.example%2F%3Ftoken%3Dabc"
    "&hosts=H1%3A1%2CH2%3A0&groups=C0001%3A1%2CC0002%3A0%2CC0004%3A1%2CBG7%3A0&intType=6"
)
COOKIEBOT = (
    "{stamp:%27my+own+number==%27%2Cnecessary:true%2Cpreferences:false%2Cstatistics:true%2Cmarketing:false"
    "%2Cmethod:%27explicit%27%2Cver:1%2Cutc:1767690303000%2Cregion:%27at%27}"
)
COOKIECONSENT: dict[str, Any] = {
    "categories": ["necessary", "analytics"],
    "revision": 3,
    "data": {"visitor": "anna"},
    "consentTimestamp": "2026-01-06T14:05:03.000Z",
    "consentId": "my-own-number",
    "services": {"necessary": [], "analytics": ["counter"]},
    "languageCode": "de",
}


def core(**changes: Any) -> dict[str, Any]:
    """The fields of a small TC string."""
    fields: dict[str, Any] = {
        "version": 2, "created_ms": 1_767_690_300_000, "lastUpdated_ms": 1_767_690_300_000, "cmpId": 31, "cmpVersion": 1,
        "consentScreen": 1, "consentLanguage": "EN", "vendorListVersion": 120, "policyVersion": 5,
        "isServiceSpecific": True, "useNonStandardTexts": False, "specialFeatureOptins": [], "purposeConsents": [],
        "purposeLegitimateInterests": [], "purposeOneTreatment": False, "publisherCountryCode": "AT",
        "vendorConsents": [], "vendorLegitimateInterests": [], "publisherRestrictions": [], "vendorsDisclosed": None,
        "vendorsAllowed": None, "publisherTC": None,
    }  # fmt: skip
    return fields | changes


def test_onetrust() -> None:
    found = consent.decode(ONETRUST)
    assert found.kind == "onetrust"
    assert found.fields["groups"] == {"C0001": True, "C0002": False, "C0004": True, "BG7": False}
    assert found.fields["hosts"] == {"H1": True, "H2": False}
    assert found.fields["datestamp"] == found.since == "2026-01-06T14:05:03Z"
    assert found.fields["interactionCount"] == 1
    assert found.withheld == ("consentId", "landingPath")
    assert found.says == (
        "Given on 2026-01-06",
        "Always on: strictly necessary",
        "You agreed to: targeting",
        "You did not agree to: performance and group BG7",
        "Global Privacy Control was on",
    )


def test_onetrust_before_anybody_answered() -> None:
    found = consent.decode(ONETRUST.replace("interactionCount=1", "interactionCount=0"))
    assert "Nobody asked you, and it is taken that you agree to: targeting" in found.says
    assert found.says[0] == "Written on 2026-01-06"


@pytest.mark.parametrize("text", ["2026-01-06T14:05:03.123Z", "2026-01-06T14%3A05%3A03.123Z"])
def test_the_time_of_onetrusts_banner(text: str) -> None:
    found = consent.decode(text)
    assert (found.kind, found.since) == ("onetrust", "2026-01-06T14:05:03Z")


def test_cookiebot() -> None:
    found = consent.decode(COOKIEBOT)
    assert found.fields == {
        "necessary": True, "preferences": False, "statistics": True, "marketing": False, "method": "explicit",
        "ver": 1, "utc": 1_767_690_303_000, "region": "at",
    }  # fmt: skip
    assert found.withheld == ("stamp",)
    assert "You agreed to: statistics" in found.says


def test_cookiebot_with_a_tc_string_inside() -> None:
    inside = tcf.encode(core(purposeConsents=[1]))
    found = consent.decode(COOKIEBOT.replace("%2Cutc", f"%2Ciab2:%27{inside}%27%2Cgacm:%271~7%27%2Cutc"))
    assert found.fields["iab2"]["purposeConsents"] == [1]
    assert found.fields["gacm"]["consented"] == [7]
    broken = consent.decode(COOKIEBOT.replace("%2Cutc", "%2Ciab2:%27Cxx%27%2Cutc"))
    assert broken.fields["iab2"] is None
    assert broken.problems[0].message.startswith("iab2 ")


@pytest.mark.parametrize(("text", "allowed"), [("-1", True), ("0", False), ("CookieConsent=-1", True)])
def test_cookiebot_where_nobody_answered(text: str, allowed: bool) -> None:
    found = consent.decode(text)
    assert found.kind == "cookiebot"
    assert found.fields["marketing"] is allowed


@pytest.mark.parametrize("layers", [0, 1, 2, 3])
def test_json_under_layers_of_encoding(layers: int) -> None:
    for kind, value in (("klaro", {"counter": True, "shop-ads": False}), ("cookieconsent", COOKIECONSENT)):
        text = json.dumps(value)
        for _ in range(layers):
            text = urllib.parse.quote(text, safe="")
        assert consent.decode(text).kind == kind


def test_klaro_and_cookieconsent() -> None:
    found = consent.decode('{"counter":true,"google-analytics":false}')
    assert found.says == ("You agreed to: counter", "You did not agree to: google-analytics")
    found = consent.decode(json.dumps(COOKIECONSENT))
    assert found.withheld == ("consentId", "data")
    assert "anna" not in json.dumps(as_json(found))
    assert found.since == "2026-01-06T14:05:03Z"
    assert "You agreed to: analytics and counter" in found.says
    assert "Whatever else was asked you did not agree to" in found.says
    assert consent.decode('{"level":["necessary"],"revision":0}').fields["level"] == ["necessary"]


def test_cookieyes_complianz_and_googles_list() -> None:
    found = consent.decode("consentid:mine,consent:yes,action:no,necessary:yes,functional:no,advertisement:yes")
    assert found.withheld == ("consentid",)
    assert "Nobody asked you, and it is taken that you agree to: advertisement" in found.says
    found = consent.decode("cmplz_marketing=deny; cmplz_statistics=allow; cmplz_id=17; cmplz_banner-status=dismissed")
    assert found.fields == {"marketing": False, "statistics": True, "banner-status": "dismissed"}
    assert found.withheld == ("id",)
    found = consent.decode("2~7.9.130~dv.4")
    assert found.fields == {"version": 2, "consented": [7, 9, 130], "disclosed": [4]}
    assert consent.decode("1~").fields == {"version": 1, "consented": [], "disclosed": None}


def test_us_privacy() -> None:
    assert consent.decode(" 1yyn\n").says == ("You opted out of: the sale of your data",)
    assert consent.decode("1yyn").problems
    assert "not to apply to you" in consent.decode("1---").says[0]
    assert consent.decode("usprivacy=1YNN").cookie == "usprivacy"


def test_tcf_in_sentences_with_names_and_restrictions() -> None:
    fields = core(
        purposeConsents=[1, 9],
        purposeLegitimateInterests=[2, 7],
        specialFeatureOptins=[1],
        vendorConsents=[10, 20],
        vendorLegitimateInterests=[30],
        publisherRestrictions=[{"purposeId": 7, "restrictionType": 0, "vendors": [30]}],
        vendorsDisclosed=[10, 20, 30],
    )
    found = consent.said(consent.decode(tcf.encode(fields)), {10: "Ten Ltd", 30: "Thirty AG"})
    assert found.vendors == {"10": "Ten Ltd", "30": "Thirty AG"}
    said = "\n".join(found.says)
    assert "You agreed to: storing and reading things on your device, statistics about audiences and your exact" in said
    assert "on legitimate interest, until you object: choosing ads by limited data and measuring ads" in said
    assert "2 companies may rely on your consent: Ten Ltd and 1 more" in said
    assert "1 company may rely on legitimate interest: Thirty AG" in said
    assert "The site forbids measuring ads by company 30" in said
    assert "3 companies were shown to you" in said


def test_tcf_version_1_is_named() -> None:
    with pytest.raises(BadInput, match="TCF version 1"):
        consent.decode("BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA")


def test_gpp_in_sentences() -> None:
    usca = dict.fromkeys(
        ("SaleOptOutNotice", "SharingOptOutNotice", "SensitiveDataLimitUseNotice", "PersonalDataConsents",
         "MspaCoveredTransaction", "MspaOptOutOptionMode", "MspaServiceProviderMode"), 0
    )  # fmt: skip
    sections = {
        "usca": {
            **usca, "Version": 1, "SaleOptOut": 1, "SharingOptOut": 2, "SensitiveDataProcessing": [2, 1, 0, 0, 0, 0, 0, 0, 2],
            "KnownChildSensitiveDataConsents": [0, 0], "Gpc": True,
        },
        "uspv1": {"Version": 1, "Notice": "Y", "OptOutSale": "Y", "LspaCovered": "N"},
    }  # fmt: skip
    found = consent.decode(gpp.encode({"sections": sections}))
    assert found.kind == "gpp"
    assert found.says == (
        "You agreed to: use of sensitive data (California, kinds 1 and 9 of 9)",
        "You did not agree to: use of sensitive data (California, kind 2 of 9)",
        "You have not opted out of: the sharing of your data for ads (California)",
        "You opted out of: the sale of your data and the sale of your data (California)",
        "Global Privacy Control was on (California)",
    )


BAD = (
    "", " \n", "C", "z", "hello", "CO!x", "CO", "DBABjw~1YNN", "DBACOeA~~1YNN", "DBABMA", "DBABTA~1YNN~1YNN", "DB", "1YN",
    "1YNNN", "2YNN", "3~1", "2~1..2", "2~x", "{}", "[]", "{" * 5000, '{"categories":' * 300, '{"a":1}', "null", "%", "%%%",
    "{stamp:", "{stamp:'x',necessary:true", COOKIEBOT[:80], "cmplz_", "cmplz_=allow", "consent:yes,action", "\x1b[31m",
    "OptanonConsent=", "euconsent-v2=", "CookieConsent={}", "klaro=[1]", "cc_cookie={}", "usprivacy=\u202e1YNN",
)  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_what_is_damaged_is_one_line(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        consent.decode(text)
    assert "\n" not in caught.value.message
    assert caught.value.message.isprintable()


BASE = {"core": tcf.encode(core(purposeConsents=[1, 2, 3], vendorConsents=list(range(1, 900, 3))))}


@pytest.mark.parametrize("cut", range(5, 100, 7))
def test_a_truncated_tc_string_is_an_error(cut: int) -> None:
    with pytest.raises(BadInput):
        tcf.decode(BASE["core"][:-cut])


@pytest.mark.parametrize("more", ["=", "==", ".", "..", " .", "%3D", "~", ".IAAA.IAAA", ".4AAA", ".AAAA"])
def test_a_padded_tc_string_is_an_error(more: str) -> None:
    with pytest.raises(BadInput):
        tcf.decode(BASE["core"] + more)


LONG = (
    "C" * 10**6, "CO" + "A" * 10**6, "D" * 10**6, "DBAA" + "~1YNN" * 200_000, "DBABTA~" + "1" * 10**6, "1" * 10**6,
    "2~" + "1." * 490_000 + "1", "%25" * 330_000, "{" * 10**6, '{"a":[' * 150_000, "[" * 10**6,
    '{"' + "a" * 990_000 + '":true}', '{"categories":["x"' + ',"y"' * 200_000 + "]}", "cmplz_a=allow;" * 70_000,
    "consent:yes" + ",a:yes" * 160_000, "groups=" + "C:1," * 240_000, "groups=" + "&a=b" * 240_000,
    "{stamp:'" + "," * 990_000 + "'}", "{stamp:" + " " * 990_000, "{stamp:'0'" + ",a:1" * 240_000 + "}", "a=" * 400_000,
    "'" * 10**6, "Mon " * 250_000, "2026-01-06T" * 90_000,
)  # fmt: skip


@pytest.mark.parametrize("number", range(len(LONG)))
def test_a_megabyte_takes_bounded_time(number: int) -> None:
    start = time.process_time()
    with contextlib.suppress(BadInput):
        consent.decode(LONG[number])
    assert time.process_time() - start < 3


def test_ranges_that_overlap_a_thousand_times_stay_bounded() -> None:
    """The bits of 4,095 ranges of all vendors, in each of many restrictions."""
    from cookietui.core.signals.bits import bits_of, text_of

    head = bits_of(tcf.encode(core()))[:-12].rstrip("0")
    bits = bits_of(tcf.encode(core()))[: 213 + 34]
    assert head
    entry = "1" + f"{1:016b}" + f"{65535:016b}"
    rows = "".join(f"{purpose:06b}" + "00" + f"{500:012b}" + entry * 500 for purpose in range(60))
    text = text_of(bits + f"{60:012b}" + rows)
    start = time.process_time()
    with pytest.raises(BadInput, match="restricts more than"):
        tcf.decode(text[: tcf.LIMIT])
    assert time.process_time() - start < 3


def test_a_kind_can_be_said_and_an_unknown_one_is_refused() -> None:
    with pytest.raises(BadInput, match="US Privacy"):
        consent.decode("2~1", "usp")
    with pytest.raises(UsageError, match="there are: addtl_consent, complianz"):
        consent.decode("1YNN", "nothing")


def test_no_kind_claims_the_text_of_another() -> None:
    texts = (ONETRUST, COOKIEBOT, json.dumps(COOKIECONSENT), '{"a":true}', "1YNN", "2~7", "DBAA", BASE["core"], "cmplz_a=allow",
             "consent:yes,action:yes,necessary:no", "2026-01-06T14:05:03Z")  # fmt: skip
    for text in texts:
        assert len([k for k in consent.modules().values() if k.recognise(text) == "certain"]) == 1, text
