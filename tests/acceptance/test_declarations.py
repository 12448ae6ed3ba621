"""Real declarations of every format: all that a file lists is read, and every piece of evidence is true."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.read import read_sample
from cookietui.core.declaration import Declaration
from cookietui.core.vendor_list import parse_vendor_list
from cookietui.readers import vendor_list
from cookietui.sources.sample import Sample
from tests.readers.test_samples import check_evidence
from tests.timing import Work, assert_quick

SHARED = os.environ.get("COOKIETUI_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="needs COOKIETUI_SHARED, the folder with real samples")
SAMPLES = Path(SHARED or ".") / "samples"


def files(folder: str, pattern: str = "*") -> list[Path]:
    """The samples of a format, sorted; none without the folder."""
    return sorted(SAMPLES.glob(f"{folder}/{pattern}")) if SHARED else []


def read(path: Path) -> Declaration:
    sample = Sample(path.name, path.read_bytes())
    outcome = read_sample(sample)
    assert outcome.declaration is not None
    check_evidence(outcome.declaration, sample.text, outcome.text)
    return outcome.declaration


def body(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", files("tcf", "gvl-*.json"), ids=lambda path: path.name)
def test_vendor_lists(path: Path) -> None:
    value = body(path)
    found = read(path)
    alive = {int(key): row["name"] for key, row in value["vendors"].items() if not row.get("deletedDate")}
    assert {vendor.id for vendor in found.vendors} == set(alive)
    assert set(alive) <= set(parse_vendor_list(path.read_bytes()).vendors)

    def reading() -> Work:
        sample = Sample(path.name, path.read_bytes())
        return lambda: (vendor_list.identify(sample), vendor_list.read(sample))

    assert_quick(reading, 0.05)


@pytest.mark.parametrize("path", files("tcf-disclosure"), ids=lambda path: path.name)
def test_disclosures(path: Path) -> None:
    found = read(path)
    value = body(path)
    assert len(found.cookies) == len(value["disclosures"])
    for cookie, row in zip(found.cookies, value["disclosures"], strict=True):
        assert cookie.name == row["identifier"]
        if row.get("maxAgeSeconds"):
            assert cookie.lifetime_seconds == row["maxAgeSeconds"]
    assert len([vendor for vendor in found.vendors if vendor.domain]) == len(value.get("domains", []))


@pytest.mark.parametrize("path", files("cookiebot", "*.html"), ids=lambda path: path.name)
def test_cookiebot(path: Path) -> None:
    found = read(path)
    text = path.read_text(encoding="utf-8")
    rows = len(re.findall(r"<tr\b", text)) - len(re.findall(r"<thead\b", text))
    assert len(found.cookies) == rows
    assert not any("which category" in problem.message for problem in found.problems)
    assert all(cookie.lifetime_text for cookie in found.cookies)


@pytest.mark.parametrize("path", files("onetrust", "*.json"), ids=lambda path: path.name)
def test_onetrust_data(path: Path) -> None:
    found = read(path)
    groups = body(path).get("DomainData", {}).get("Groups", [])
    names = {row["Name"] for group in groups for row in group["FirstPartyCookies"]}
    names |= {row["Name"] for group in groups for host in group["Hosts"] for row in host["Cookies"]}
    assert {cookie.name for cookie in found.cookies} == names
    assert all(cookie.category != "unclassified" for cookie in found.cookies)
    assert found.site.domain


@pytest.mark.parametrize("path", files("onetrust", "*.html"), ids=lambda path: path.name)
def test_onetrust_tables(path: Path) -> None:
    found = read(path)
    named = set(re.findall(r"cookiepedia\.co\.uk/cookies/([^\"'?#]+)", path.read_text(encoding="utf-8")))
    assert named <= {cookie.name for cookie in found.cookies}


@pytest.mark.parametrize("path", files("tarteaucitron", "*.json"), ids=lambda path: path.name)
def test_tarteaucitron_services(path: Path) -> None:
    found = read(path)
    value = body(path)
    names = {name.strip() for row in value.values() for name in row["cookies"] if name and name.strip()}
    assert {cookie.name for cookie in found.cookies} == names
    assert {vendor.name for vendor in found.vendors} == {" ".join(row["name"].split()) for row in value.values()}


@pytest.mark.parametrize("path", files("gpc"), ids=lambda path: path.name)
def test_gpc(path: Path) -> None:
    found = read(path)
    stance = "used" if body(path)["gpc"] else "not-used"
    assert [(row.kind, row.stance) for row in found.technologies] == [("global-privacy-control", stance)]


@pytest.mark.parametrize("path", files("dnt"), ids=lambda path: path.name)
def test_dnt(path: Path) -> None:
    found = read(path)
    assert [row.kind for row in found.technologies] == ["do-not-track"]


@pytest.mark.parametrize("path", files("p3p", "*.xml"), ids=lambda path: path.name)
def test_p3p(path: Path) -> None:
    found = read(path)
    statements = path.read_text(encoding="utf-8").count("<STATEMENT>")
    assert len(found.practices) >= statements
    assert any("historic" in problem.message for problem in found.problems)


def test_compact_policies() -> None:
    (path,) = files("p3p", "*.tsv")
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        tokens = line.split("\t")[0]
        for text in (tokens, f'P3P: CP="{tokens}"', f"CP='{tokens}'"):
            sample = Sample("-", text.encode())
            outcome = read_sample(sample)
            assert outcome.declaration is not None
            assert outcome.declaration.source.reader == "p3p"
            check_evidence(outcome.declaration, text, "")
            assert bool(outcome.declaration.practices) != ("not a P3P" in tokens)


def test_related_website_sets() -> None:
    path = Path(str(SHARED)) / "data" / "related-website-sets.json"
    found = read(path)
    sets = body(path)["sets"]
    primaries = {row["primary"].removeprefix("https://") for row in sets}
    assert primaries <= {vendor.domain for vendor in found.vendors}
    assert len(found.problems) >= len(sets)
