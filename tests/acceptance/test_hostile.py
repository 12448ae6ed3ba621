"""Every hostile file, through the commands a person would use: in time, one line an error, no foreign control byte."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, run

SHARED = os.environ.get("COOKIETUI_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="needs COOKIETUI_SHARED, the folder with the hostile generator")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CODES = {0, 2, 65}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("hostile")
    script = Path(str(SHARED)) / "hostile" / "gen.py"
    subprocess.run([sys.executable, "-W", "ignore", str(script), str(folder)], check=True, capture_output=True)
    rows = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["cases"]
    for row in rows:
        row["path"] = str(folder / row["file"]) if row.get("file") else None
    return [row for row in rows if row["path"]]


def _wrong(case: dict[str, Any], done: Ran, seconds: float, codes: set[int]) -> list[str]:
    found = []
    if done.code not in codes:
        found.append(f"exit code {done.code}: {done.err[:200]}")
    if CONTROL.search(done.out) or CONTROL.search(done.err):
        found.append("control characters on the terminal")
    if "Traceback" in done.err or "internal error" in done.err:
        found.append(f"unforeseen: {done.err[:300]}")
    if done.code and done.err.count("\n") != 1 + done.err.count("note: "):
        found.append(f"not one line: {done.err[:300]}")
    if seconds > 3 * case["seconds"]:
        found.append(f"took {seconds:.1f} s")
    return found


def test_policies_are_read_shown_and_refused_cleanly(cases: list[dict[str, Any]]) -> None:
    wrong = []
    for case in cases:
        if case["reader"] not in {"policy-text", "policy-html"}:
            continue
        for words in (("read", case["path"]), ("read", case["path"], "--json"), ("text", case["path"])):
            start = time.process_time()
            done = run(*words)
            bad = _wrong(case, done, time.process_time() - start, CODES)
            wrong += [(case["id"], words[0], each) for each in bad]
    assert wrong == []


def test_the_whole_way_on_hostile_policies(cases: list[dict[str, Any]]) -> None:
    """Add, show, set and draft under a law: foreign text stays text on the terminal and in the letter."""
    wrong = []
    for number, case in enumerate(cases):
        if case["reader"] not in {"policy-text", "policy-html"} or case["bytes"] > 100_000:
            continue
        site = f"s{number}.example"
        for words in (
            ("add", case["path"], "--site", site),
            ("show", site),
            ("show", site, "--json"),
            ("draft", site, "--right", "access", "--law", "eu", "--recipient", f"privacy@{site}", "--to", "stdout"),
            ("draft", site, "--right", "access", "--law", "eu", "--recipient", f"privacy@{site}"),
        ):
            start = time.process_time()
            done = run(*words)
            codes = CODES | {66}  # what could not be added is not there
            bad = _wrong(case, done, time.process_time() - start, codes)
            wrong += [(case["id"], words[0], each) for each in bad]
    assert wrong == []


def test_profiles_of_others_change_nothing_and_say_why(cases: list[dict[str, Any]]) -> None:
    wrong = []
    before = run("profile", "show").out
    for case in cases:
        if case["reader"] != "profile-toml":
            continue
        start = time.process_time()
        done = run("profile", "import", case["path"])
        wrong += [(case["id"], each) for each in _wrong(case, done, time.process_time() - start, {0, 65})]
    assert wrong == []
    assert run("profile", "show").out == before


def test_every_other_hostile_file_is_one_line(cases: list[dict[str, Any]]) -> None:
    wrong = []
    for case in cases:
        if case["reader"] in {"policy-text", "policy-html", "profile-toml"}:
            continue
        start = time.process_time()
        done = run("read", case["path"])
        wrong += [(case["id"], each) for each in _wrong(case, done, time.process_time() - start, CODES)]
    assert wrong == []
