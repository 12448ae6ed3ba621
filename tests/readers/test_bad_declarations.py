"""Declarations that are broken, huge, mislabelled or hostile: one line or a bounded time, never a crash."""

import contextlib
import json
import time
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.read import Outcome, read_sample, readers_of
from cookietui.core.errors import BadInput
from cookietui.readers import cookiebot, klaro, vendor_list
from cookietui.sources.sample import Sample
from tests.core.test_vendor_list import made
from tests.readers.test_samples import FOLDER, check_evidence
from tests.timing import Work, assert_quick

SECONDS = 20
"""Of processor time on any machine; most cases need a tenth of one."""


def timed(name: str, data: bytes | str) -> Outcome:
    start = time.process_time()
    sample = Sample(name, data.encode() if isinstance(data, str) else data)
    try:
        outcome = read_sample(sample)
    finally:
        assert time.process_time() - start < SECONDS
    assert outcome.declaration is not None
    check_evidence(outcome.declaration, sample.text, outcome.text)
    return outcome


def refused(name: str, data: bytes | str) -> str:
    with pytest.raises(BadInput) as error:
        timed(name, data)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 400
    return str(error.value)


@pytest.mark.parametrize("header", ["<tr><th>Cookie</th><th>Purpose</th><th>Duration</th></tr>", ""])
def test_ten_thousand_rows(header: str) -> None:
    rows = "".join(f"<tr><td>_c_{n}</td><td>counts visits</td><td>{n % 30 + 1} days</td></tr>" for n in range(10_000))
    found = timed("x.html", f"<html><body><h2>Cookies</h2><table>{header}{rows}</table></body></html>").declaration
    assert found is not None
    assert len(found.cookies) >= 4_900
    if len(found.cookies) < 10_000:
        assert any(problem.kind == "cut" for problem in found.problems)


def test_ten_thousand_rows_of_a_consent_manager() -> None:
    rows = "".join(
        f"<tr><td>c{n}</td><td>a.example</td><td>x</td><td>1 day</td><td>HTTP</td></tr>" for n in range(3_000)
    )
    table = f'<table class="CookieDeclarationTable">{rows}</table>'
    found = timed("x.html", f"<html><body><p>Marketing (3000)</p>{table}</body></html>").declaration
    assert found is not None
    assert len(found.cookies) == 3_000
    assert {cookie.category for cookie in found.cookies} == {"marketing"}


def test_a_count_that_does_not_fit_is_told() -> None:
    row = "<tr><td>a</td><td>a.example</td><td>x</td><td>1 day</td><td>HTTP</td></tr>"
    head = "<tr><th>1</th><th>2</th><th>3</th><th>4</th><th>5</th></tr>"
    table = f'<table class="CookieDeclarationTable">{head}{row}</table>'
    found = timed("x.html", f"<html><body><p>Marketing (7)</p>{table}</body></html>").declaration
    assert found is not None
    assert any("does not fit the entries below it: 1" in problem.message for problem in found.problems)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.json", '{"DomainData": ' * 100_000),
        ("deep.json", '{"disclosures": ' + "[" * 100_000 + "]" * 100_000 + "}"),
        ("gpc.json", "<!doctype html><html><body>Not found</body></html>"),
        ("gpc.json", "Not found"),
        ("gpc.json", "[true]"),
        ("list.json", made()[:-30]),
        ("list.json", made(vendors={"1": {"id": "x"}})),
        ("half.json", '{"disclosures": [{"identifier": "a", '),
        ("empty.js", ""),
        ("unknown.json", '{"hello": "world"}'),
        ("two.json", '{"vendorListVersion": 1, "purposes": {}, "vendors": {}, "disclosures": []}'),
    ],
)
def test_what_cannot_be_read_is_one_line(name: str, data: bytes | str) -> None:
    refused(name, data)


def test_two_certain_answers_name_both() -> None:
    text = refused("x.json", '{"vendorListVersion": 1, "vendors": {}, "disclosures": []}')
    assert "IAB Global Vendor List" in text
    assert "TCF device-storage disclosure" in text


@pytest.mark.parametrize(
    "data",
    [
        '{"gpc": "yes"}',
        '{"disclosures": []}',
        '{"disclosures": [1, null, "x", {"identifier": 7}, {"identifier": "a", "domains": "x", "purposes": {"1": 2}}]}',
        '{"DomainData": {"Groups": [1, null, {"FirstPartyCookies": [{"Name": 3}, []], "Hosts": {"a": 1}}]}}',
        '{"sets": [{"primary": "not a host"}, {"primary": "https://a.example", "ccTLDs": []}]}',
        '{"tracking": "N", "controller": "x", "same-party": [1], "policy": 2}',
        '{"services": [{"name": 1, "cookies": [[], [1], {}, null]}, {"name": "a", "cookies": 7}], "elementID": "x"}',
        '{"a": {"key": "a", "type": 1, "name": null, "cookies": [1, "c", null]}}',
    ],
)
def test_odd_types_are_passed_over(data: str) -> None:
    timed("odd.json", data)


@pytest.mark.parametrize(
    "data",
    [
        "var klaroConfig = {services: [{name: 'a', purposes: ['x'], cookies: [",
        "klaroConfig = {elementID: 'k', services: [{name: 'a', cookies: ['b']}]" + "}" * 50_000,
        "CookieConsent.run({categories: {a: {autoClear: {cookies: [{name: " + "[" * 100_000,
        "tarteaucitron.init({" + "a: function () { return {" * 20_000,
        "CookieConsentDialog.cookieTableNecessary = [" + "['a','b','c','1 day','HTTP','1']," * 5_000 + "];",
        "var klaroConfig = {services: [" + "{name: 'n', purposes: ['ads'], cookies: [/a/, 'b']}," * 3_000 + "]};",
        "/* klaro */ var x = `" + "${`" * 50_000,
        "klaroConfig = " + "a ? b : " * 50_000 + "{}",
    ],
)
def test_hostile_scripts(data: str) -> None:
    start = time.process_time()
    with contextlib.suppress(BadInput):
        read_sample(Sample("x.js", data.encode()))
    assert time.process_time() - start < SECONDS


def test_a_script_with_the_wrong_name_is_still_known() -> None:
    data = (FOLDER / "klaro-config.js").read_bytes()
    for name in ("config.txt", "-", "download"):
        sample = Sample(name, data)
        assert readers_of(sample) == (klaro,)
        outcome = read_sample(sample)
        assert outcome.declaration is not None
        assert len(outcome.declaration.cookies) == 9


def test_a_script_of_another_kind_is_no_configuration() -> None:
    text = "// our shop uses klaro and tarteaucitron and cookieconsent\nfunction a() { return {services: 1}; }\n"
    for reader in readers_of(Sample("shop.js", text.encode())):
        assert reader.KIND == "page"


def test_a_policy_that_quotes_a_configuration_stays_a_policy() -> None:
    text = '# Cookies\n\nWe use klaro. `klaroConfig = {services: []}`\n\nP3P: CP="NOI DSP" was once sent.\n'
    assert all(reader.KIND in {"page", "either"} for reader in readers_of(Sample("policy.md", text.encode())))
    assert len(readers_of(Sample("policy.md", text.encode()))) > 1


def test_a_region_without_banner() -> None:
    sample = Sample("cc.js", b"CookieConsent.setOutOfRegion(true);")
    assert cookiebot.identify(sample) == "certain"
    found = cookiebot.read(sample)
    assert found.cookies == ()
    assert "lists no cookies" in found.problems[0].message


def test_twenty_megabytes() -> None:
    long = json.dumps({"disclosures": [{"identifier": "a", "type": "cookie", "description": "x" * 21_000_000}]})
    assert "larger than 20 MB" in refused("long.json", long)
    script = (
        "var klaroConfig = {elementID: 'a', services: [{name: 'b', purposes: ['ads'], cookies: ['c']}]};"
        + "a();" * 3_000_000
    )
    found = timed("x.js", script).declaration
    assert found is not None
    assert [cookie.name for cookie in found.cookies] == ["klaro", "c"]


def test_the_vendor_list_is_read_in_time() -> None:
    vendors: dict[str, Any] = {
        str(n): {
            "id": n,
            "name": f"V {n}",
            "purposes": [1, 2],
            "urls": [{"langId": "en", "privacy": "https://v.example"}],
        }
        for n in range(700)
    }
    data = made(vendors=vendors, stacks={str(n): {"description": "x" * 5000} for n in range(80)})

    def reading() -> Work:
        sample = Sample("list.json", data)

        def work() -> None:
            assert vendor_list.identify(sample) == "certain"
            assert len(vendor_list.read(sample).vendors) == 700

        return work

    assert_quick(reading, 0.05)


def test_a_page_with_everything_tells_each_cookie_once(tmp_path: Path) -> None:
    block = (FOLDER / "cookiebot-lt.html").read_text(encoding="utf-8").partition("<body>")[2].partition("</body>")[0]
    html = (
        "<!doctype html><html><head><script>var klaroConfig = {elementID: 'k', services: [{name: 'map', purposes: ['maps'], "
        "cookies: ['tile']}]};</script></head><body><h1>Cookie policy</h1><p>We use cookies such as _ga and "
        "lankytojas to count visits.</p><h2>Statistics cookies</h2><table><tr><th>Cookie</th><th>Duration</th></tr><tr>"
        f"<td>_pk_id</td><td>13 months</td></tr><tr><td>_ga</td><td>2 years</td></tr></table>{block}</body></html>"
    )
    found = timed("all.html", html).declaration
    assert found is not None
    names = [cookie.name for cookie in found.cookies]
    assert sorted(names) == sorted(
        ["klaro", "tile", "_pk_id", "_ga", "CookieConsent", "krepselis", "ads/pixel/#", "lankytojas"]
    )
    ga = next(cookie for cookie in found.cookies if cookie.name == "_ga")
    assert len(ga.evidence) > 1
    assert found.technologies
