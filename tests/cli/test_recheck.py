"""`recheck` as a person calls it: promise by promise, exit code 1 where one is broken."""

from pathlib import Path

import pytest

from tests.cli.conftest import run


@pytest.fixture
def answered(tea_kept: str) -> str:
    """A request that they said is done."""
    (row,) = run("draft", tea_kept, "--right", "object", "--law", "eu", "--reason", "mine", "--json").rows
    run("request", row["reference"], "sent", "--on", "2026-11-02")
    run(
        "reply",
        row["reference"],
        "-",
        "--yes",
        "--on",
        "2026-11-10",
        stdin="We have stopped all advertising use of your data.",
    )
    found: str = row["reference"]
    return found


def export(folder: Path, name: str, created: int) -> str:
    """A Playwright storage state has no times; a HAR has them."""
    day = f"2026-11-{created:02}T10:00:00.000Z"
    page = {"startedDateTime": day, "id": "p", "title": "https://tea.example/", "pageTimings": {}}
    cookie = {"name": "Set-Cookie", "value": f"{name}=1; Domain=.tea.example; Max-Age=86400"}
    entry = {
        "startedDateTime": day, "pageref": "p", "time": 1, "cache": {}, "timings": {},
        "request": {"method": "GET", "url": "https://tea.example/", "headers": [], "cookies": []},
        "response": {"status": 200, "headers": [cookie], "cookies": [], "content": {"mimeType": "text/html"}},
    }  # fmt: skip
    import json

    har = {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "pages": [page], "entries": [entry]}}
    (folder / "x.har").write_text(json.dumps(har))
    return str(folder / "x.har")


def test_kept_and_broken(answered: str, tmp_path: Path) -> None:
    run("set", "tea.example", "--cookie", "ad=deny")
    ran = run("recheck", "tea.example", "--jar", export(tmp_path, "ad", 15))
    assert ran.code == 1
    assert f"broken: tea.example, object ({answered})" in ran.out
    assert "ad (2026-11-15)" in ran.out
    assert f"cookietui request {answered} partly" in ran.out
    rows = run("recheck", "tea.example", "--jar", export(tmp_path, "ad", 5), "--json").rows
    assert rows[0]["schema"] == "cookietui.recheck/1"
    assert (rows[0]["verdict"], rows[0]["since"]) == ("unclear", "2026-11-10")


@pytest.mark.parametrize(
    ("words", "code"),
    [(("nowhere.example",), 66), (("tea.example", "--policy", "none.html"), 66), (("--policy", "-"), 65)],
)
def test_wrong_calls_are_one_line(answered: str, words: tuple[str, ...], code: int) -> None:
    ran = run("recheck", *words)
    assert ran.code == code
    assert ran.err.count("error: ") == 1


def test_a_bad_jar_is_told(answered: str, tmp_path: Path) -> None:
    (tmp_path / "jar").write_text("no jar")
    ran = run("recheck", "tea.example", "--jar", str(tmp_path / "jar"))
    assert ran.code == 65
    assert ran.err.count("\n") == 1
