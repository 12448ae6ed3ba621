"""The published vectors of TCF and GPP, where they are at hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.signals import gpp, tcf
from tests.cli.conftest import run

SHARED = os.environ.get("COOKIETUI_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="COOKIETUI_SHARED does not name the folder with the vectors")


def vectors(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(SHARED or "", "samples", *name.split("/")).read_text(encoding="utf-8"))
    return found


def test_tcf_fields_agree_with_every_vector() -> None:
    for vector in vectors("tcf/tcf_vectors.json")["vectors"]:
        fields = tcf.decode(vector["string"])
        assert fields == vector["fields"], vector["id"]
        assert tcf.decode(tcf.encode(fields)) == fields, vector["id"]


def test_tcf_refuses_what_the_official_library_refuses() -> None:
    for vector in vectors("tcf/tcf_vectors.json")["malformed"]:
        if vector["official"] == "error":
            with pytest.raises(BadInput):
                tcf.decode(vector["string"])


def test_gpp_sections_agree_with_every_vector() -> None:
    found = vectors("gpp/gpp_vectors.json")
    for vector in [*found["vectors"], *found["from_official_tests"]]:
        if vector.get("official") == "error":
            with pytest.raises(BadInput):
                gpp.decode(vector["string"])
            continue
        decoded = gpp.decode(vector["string"])
        assert decoded["sectionIds"] == vector["sectionIds"], vector["string"]
        assert decoded["sections"] == vector["sections"], vector["string"]
        assert gpp.decode(gpp.encode(decoded)) == decoded, vector["string"]


def answers(strings: list[str]) -> list[dict[str, Any]]:
    """What `decode -` prints, one object a string."""
    found = run("decode", "-", "--json", stdin="".join(f"{string}\n" for string in strings)).rows
    assert len(found) == len(strings)
    return found


def test_the_command_gives_the_fields_of_every_vector() -> None:
    for name in ("tcf/tcf_vectors.json", "gpp/gpp_vectors.json"):
        file = vectors(name)
        rows = [*file["vectors"], *file["malformed"], *file.get("from_official_tests", [])]
        for row, said in zip(rows, answers([row["string"] for row in rows]), strict=True):
            if row.get("official") == "error":
                assert said["schema"] == "cookietui.error/1", row
                assert said["message"]
            elif row.get("official") != "decoded" and "fields" in row:
                assert (said["kind"], said["fields"]) == ("tcf", row["fields"]), row["id"]
            elif row.get("official") != "decoded":
                assert (said["kind"], said["fields"]["sections"]) == ("gpp", row["sections"])
                assert said["fields"]["sectionIds"] == row["sectionIds"]


def test_blanks_around_a_string_are_nothing() -> None:
    for string in [row["string"] for row in vectors("tcf/tcf_vectors.json")["vectors"]][:20]:
        (plain, spaced) = answers([string, f" \t{string}  "])
        assert plain == spaced


def test_consent_cookies_seen_in_the_wild() -> None:
    found = vectors("consent-cookies/consent_cookies.json")
    kinds = {"OptanonConsent": "onetrust", "OptanonAlertBoxClosed": "onetrust", "CookieConsent_cookiebot": "cookiebot"}
    for name, kind in kinds.items():
        for said in answers(found[name]):
            assert said["kind"] == kind
            assert said["says"]
            assert "00000000-0000" not in json.dumps(said)
