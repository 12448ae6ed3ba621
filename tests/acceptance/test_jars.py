"""Real jars and recordings, and every hostile one: read or refused in one line, in time, the source unchanged."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run

SHARED = os.environ.get("COOKIETUI_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="needs COOKIETUI_SHARED, the folder with samples and hostile files")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SAMPLES = [
    ("firefox-sqlite/firefox_2_cookies.sqlite", "firefox_cookies", 90),
    ("firefox-sqlite/generated_v16.sqlite", "firefox_cookies", 5),
    ("chromium-sqlite/chrome17_cookies.db", "chromium_cookies", 560),
    ("chromium-sqlite/generated_v24_Cookies", "chromium_cookies", 3),
    ("safari/Cookies.binarycookies", "safari_cookies", 91),
    ("netscape/httponly_cookies.txt", "netscape_cookies", 2),
    ("netscape/session_cookies.txt", "netscape_cookies", 2),
    ("playwright/storage_state.handmade.json", "playwright_state", 2),
    ("har/cnn.har", "har", 44),
    ("har/cookies.har.json", "har", 2),
    ("har/missing_pageref.har", "har", 0),
    ("wec/inspection.json", "evidence_collector", 6),
]
UNDETECTED = re.compile(r"cookie-sqlite/flip_")
"""Bytes overwritten at random: what hits a value changes nothing that could be noticed, what hits the head ends it."""


@pytest.mark.parametrize(("name", "reader", "count"), SAMPLES)
def test_a_real_file(name: str, reader: str, count: int) -> None:
    file = Path(str(SHARED)) / "samples" / name
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    done = run("read", "--json", str(file))
    assert done.code == 0
    (row,) = done.rows
    assert (row["schema"], row["source"]["reader"], len(row["cookies"])) == ("cookietui.observation/1", reader, count)
    assert "value" not in done.out
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert run("read", str(file)).code == 0


def test_every_hostile_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    script = Path(str(SHARED)) / "hostile" / "gen.py"
    subprocess.run([sys.executable, "-W", "ignore", str(script), str(folder)], check=True, capture_output=True)
    cases = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["cases"]
    kinds = {"cookie-json", "cookie-txt", "cookie-sqlite"}
    wrong = [(case["id"], fault) for case in cases if case["reader"] in kinds for fault in _faults(folder, case)]
    assert wrong == []


def _faults(folder: Path, case: dict[str, Any]) -> list[str]:
    file = folder / case["file"]
    before = (file.read_bytes(), file.stat().st_mtime_ns, sorted(file.parent.iterdir()))
    start = time.process_time()
    done = run("read", "--json", str(file))
    seconds = time.process_time() - start
    plain = run("read", str(file))
    problems = done.rows[0].get("problems", []) if done.code == 0 else []
    known = UNDETECTED.match(case["id"]) is not None
    as_it_must = {
        "reject": done.code == 65,
        "accept": done.code == 0 and not problems,
        "sanitise": done.code == 0,
        "degrade": (done.code == 0 and bool(problems)) or (known and done.code in {0, 65}),
    }[case["must"]]
    found = [] if as_it_must else [f"exit {done.code}, {len(problems)} problems, must {case['must']}: {done.err}"]
    if CONTROL.search(done.out + done.err + plain.out + plain.err):
        found.append("control characters on the terminal")
    if "Traceback" in done.err or "internal error" in done.err + plain.err:
        found.append(f"unforeseen: {done.err[:300]}")
    if done.code and done.err.count("\n") != 1:
        found.append(f"not one line: {done.err[:300]}")
    if (file.read_bytes(), file.stat().st_mtime_ns, sorted(file.parent.iterdir())) != before:
        found.append("the source changed")
    if seconds > 3 * case["seconds"]:
        found.append(f"took {seconds:.1f} s")
    return found
