"""A site that says what it does on several pages, as a person keeps and reads it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import run

POLICY = """<html lang=en><body><h1>Privacy policy</h1><p>Last updated: 3 May 2026</p>
<p>The Tea House Ltd runs tea.example. You have the right to access your data: write to {}.</p>
<p>We keep orders for seven years, since the law wants it so, and then we take them out of our books.</p></body></html>"""
COOKIES = """<html lang=en><body><h1>Cookie policy</h1><p>Last updated: 1 March 2025</p><p>These cookies are set:</p>
<table><tr><th>Cookie name</th><th>Purpose</th><th>Duration</th></tr>
<tr><td>visits</td><td>statistics</td><td>1 month</td></tr></table></body></html>"""


@pytest.fixture
def folder(home: Path, tmp_path: Path) -> Path:
    """Both pages, and a jar."""
    (tmp_path / "privacy.html").write_text(POLICY.format("privacy@tea.example"))
    (tmp_path / "cookies.html").write_text(COOKIES)
    lines = [f".tea.example\tTRUE\t/\tFALSE\t0\t{name}\tsecret" for name in ("visits", "uid")]
    (tmp_path / "jar.txt").write_text("# Netscape HTTP Cookie File\n" + "\n".join(lines) + "\n")
    return tmp_path


def add(folder: Path, *names: str) -> str:
    found = run("add", *(str(folder / name) if "." in name else name for name in names), "--site", "tea.example")
    assert found.code == 0
    return found.err


@pytest.mark.parametrize("order", [("privacy.html", "cookies.html"), ("cookies.html", "privacy.html")])
def test_what_one_page_declares_the_other_does_not_take_back(folder: Path, order: tuple[str, str]) -> None:
    assert "kept tea.example (2 pages)" in add(folder, *order)
    found = run("compare", "tea.example", "--jar", str(folder / "jar.txt"), "--json")
    assert [(row["kind"], row["cookie"]) for row in found.rows] == [("undeclared-cookie", "uid")]
    assert found.rows[0]["evidence"][0]["source"] == str(folder / "cookies.html")
    shown = run("show", "tea.example").out
    assert "revised 2026-05-03" in shown
    assert "revised 2025-03-01" in shown
    assert "cookies.html 5 | visits statistics 1 month" in shown
    assert "privacy@tea.example (privacy), line 3 of privacy.html" in " ".join(shown.split())
    letter = run("draft", "tea.example", "--right", "access", "--law", "eu", "--dry-run").out
    assert "policy of 3 May 2026" in letter
    assert run("history", "tea.example").out.count("first read from") == 2
    assert "no longer says" not in run("history", "tea.example").out


def test_evidence_counts_in_the_text_of_its_page(folder: Path) -> None:
    add(folder, "cookies.html", "privacy.html")
    view = json.loads(run("show", "tea.example", "--json").out)
    declaration = view["declaration"]
    texts = {str(folder / name): run("text", str(folder / name)).out for name in ("privacy.html", "cookies.html")}
    assert [each["path"] for each in declaration["pages"]] == [*texts]
    spans = [row for row in declaration["evidence"] if "start" in row]
    assert {row["source"] for row in spans} == set(texts)
    assert all(texts[row["source"]][row["start"] : row["end"]] == row["quote"] for row in spans)


def test_a_newer_version_takes_the_place_of_its_page_alone(folder: Path) -> None:
    add(folder, "privacy.html", "cookies.html")
    (folder / "privacy.html").write_text(POLICY.format("privacy@tea.example").replace("seven", "nine"))
    assert "(2 pages)" in add(folder, "privacy.html")
    shown = run("show", "tea.example").out
    assert "keeps data for 9 years" in shown
    assert "7 years" not in shown
    assert "visits" in shown
    changes = run("history", "tea.example", "--json").rows
    assert [each["change"] for each in changes if each["change"] != "first"].count("removed") == 1


def test_one_page_can_take_the_place_of_all(folder: Path) -> None:
    add(folder, "privacy.html", "cookies.html")
    assert "pages" not in add(folder, "privacy.html", "--replace")
    assert "visits" not in run("show", "tea.example").out
    assert run("undo").code == 0
    assert "visits" in run("show", "tea.example").out
    assert "(2 pages)" in add(folder, "cookies.html", "privacy.html", "--replace")


def test_a_mark_holds_for_the_page_it_was_made_on(folder: Path) -> None:
    add(folder, "privacy.html", "cookies.html")
    rows = json.loads(run("show", "tea.example", "--json").out)["facts"]
    cookie = next(row["id"] for row in rows if row["kind"] == "cookie")
    assert run("mark", "tea.example", cookie, "wrong").code == 0
    found = run("compare", "tea.example", "--jar", str(folder / "jar.txt"), "--json")
    assert [row["cookie"] for row in found.rows] == ["visits", "uid"]
    assert next(row for row in json.loads(run("show", "tea.example", "--json").out)["facts"] if row["id"] == cookie)[
        "wrong"
    ]
