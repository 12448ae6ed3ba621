"""The published vectors of TCF and GPP, where they are at hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.signals import gpp, tcf

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
