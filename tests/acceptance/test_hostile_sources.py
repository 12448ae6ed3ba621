"""Every hostile policy of the shared generator is read or refused in bounded time, and shows no control character."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.sources.decode import decode
from cookietui.sources.normalise import normalise

SHARED = os.environ.get("COOKIETUI_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="needs COOKIETUI_SHARED, the folder with the hostile generator")
ACCEPTED_ALL_THE_SAME = {"policy-text/utf16_nobom"}
"""The issue asks for UTF-16 without a mark to be read, the generator proposes to refuse it."""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("hostile")
    script = Path(str(SHARED)) / "hostile" / "gen.py"
    subprocess.run([sys.executable, "-W", "ignore", str(script), str(folder)], check=True, capture_output=True)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    rows = manifest if isinstance(manifest, list) else manifest["cases"]
    wanted = [row for row in rows if row["reader"] in {"policy-text", "policy-html"} and row.get("file")]
    for row in wanted:
        row["data"] = (folder / row["file"]).read_bytes()
    return wanted


def test_every_case(cases: list[dict[str, Any]]) -> None:
    wrong = []
    for case in cases:
        start = time.process_time()
        try:
            text, problems = decode(case["data"], case["file"])
            page = normalise(text, case["file"], problems)
        except BadInput as error:
            if case["must"] == "accept" or "\n" in str(error):
                wrong.append((case["id"], "refused"))
            continue
        if case["must"] == "reject" and case["id"] not in ACCEPTED_ALL_THE_SAME:
            wrong.append((case["id"], "not refused"))
        if any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in page.text + (page.title or "")):
            wrong.append((case["id"], "control characters"))
        if time.process_time() - start > 2 * case["seconds"]:
            wrong.append((case["id"], "too slow"))
    assert wrong == []
    assert len(cases) > 100
