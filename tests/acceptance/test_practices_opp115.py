"""The practices reader against human labels; the scores are printed, and may not fall below what a reader can rely on."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = os.environ.get("COOKIETUI_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="needs COOKIETUI_SHARED, the folder with the labelled policies")
FLOORS = {
    "nine categories, micro": 0.74,
    "nine categories, macro": 0.74,
    "cookies in first-party-use": 0.70,
    "third-party does not": 0.62,
    "choice type": 0.46,
}
_F1 = r"\s+[\d.]+\s+[\d.]+\s+([\d.]+)"


@pytest.fixture(scope="module")
def report() -> str:
    """What evaluate.py prints."""
    script = Path(str(SHARED)) / "corpora" / "opp115" / "evaluate.py"
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, str(script)], cwd=root, env=env, capture_output=True, text=True, check=True, timeout=600
    )
    return done.stdout


def section(report: str, title: str) -> str:
    """One table of the report."""
    return next(part for part in report.split("\n== ") if part.startswith(title))


def test_scores(report: str) -> None:
    nine = section(report, "user-facing subset")
    uses = section(report, "attribute, end to end: First Party Collection/Use / Personal")
    denials = section(report, "attribute, end to end: Third Party Sharing/Collection / Does")
    choices = section(report, "attribute, end to end: User Choice/Control / Choice Type")
    scores = {
        "nine categories, micro": re.search("^micro" + _F1, nine, re.MULTILINE),
        "nine categories, macro": re.search(r"^macro \(.*\)" + _F1, nine, re.MULTILINE),
        "cookies in first-party-use": re.search("^Cookies and tracking elements" + _F1, uses, re.MULTILINE),
        "third-party does not": re.search("^Does Not" + _F1, denials, re.MULTILINE),
        "choice type": re.search("^micro" + _F1, choices, re.MULTILINE),
    }
    low = []
    lines = []
    for name, match in scores.items():
        assert match, name
        lines.append(f"{name:30}{float(match[1]):.3f}   floor {FLOORS[name]}")
        low += [name] if float(match[1]) < FLOORS[name] else []
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert not low


def test_every_quote_is_verbatim(report: str) -> None:
    rows = re.findall(r"^([A-Z].+?)\s+(\d+)\s+([\d.]+)\s+[\d.]+$", section(report, "evidence quotes"), re.MULTILINE)
    assert len(rows) == 10
    assert all(float(share) == 1.0 for _, _, share in rows), rows
