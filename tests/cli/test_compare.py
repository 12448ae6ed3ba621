"""`compare` as a person calls it."""

from pathlib import Path

import pytest

from cookietui.actions.compare import Comparison
from cookietui.cli.finding_view import show_comparison
from cookietui.core.finding import Finding, Found
from tests.cli.conftest import run

PAGE = """<html lang=en><body><h1>Cookie policy</h1><p>The Shop Ltd uses cookies. Write to privacy@shop.example.</p>
<table><tr><th>Cookie name</th><th>Purpose</th><th>Duration</th></tr>
<tr><td>visits</td><td>statistics</td><td>1 month</td></tr><tr><td>basket</td><td>your basket</td><td>Session</td></tr>
</table></body></html>"""


@pytest.fixture
def shop(home: Path, tmp_path: Path) -> str:
    """A kept policy; gives the path of a jar beside it."""
    page = tmp_path / "policy.html"
    page.write_text(PAGE)
    assert run("add", str(page), "--site", "shop.example").code == 0
    jar = tmp_path / "cookies.txt"
    rows = [("visits", 1_900_000_000), ("basket", 0), ("uid", 1_800_000_000)]
    lines = [f".shop.example\tTRUE\t/\tFALSE\t{end}\t{name}\tsecret-{name}" for name, end in rows]
    jar.write_text("# Netscape HTTP Cookie File\n" + "\n".join(lines) + "\nnot a cookie\n")
    return str(jar)


def test_a_comparison_is_read_by_people_and_programs(shop: str) -> None:
    found = run("compare", "shop.example", "--jar", shop)
    assert found.code == 1
    assert "visits is declared for 1 month and lives at least" in found.out
    assert "There, but not declared (1)" in found.out
    assert "malformed rows, skipped: 1" in found.err
    again = run("compare", "--all", "--jar", shop, "--json")
    assert (again.code, {row["schema"] for row in again.rows}) == (1, {"cookietui.finding/1"})
    assert [(row["kind"], row["cookie"]) for row in again.rows] == [
        ("outlives-lifetime", "visits"),
        ("undeclared-cookie", "uid"),
    ]
    assert set(again.rows[0]) >= {
        "site",
        "kind",
        "cookie",
        "organisation",
        "declared",
        "observed",
        "wanted",
        "evidence",
    }
    assert "secret" not in found.out + found.err + again.out


def test_nothing_to_find_is_zero(shop: str, tmp_path: Path) -> None:
    jar = tmp_path / "good.txt"
    line = ".shop.example\tTRUE\t/\tFALSE\t{}\t{}\tv\n"
    jar.write_text("# Netscape HTTP Cookie File\n" + line.format(0, "visits") + line.format(0, "basket"))
    found = run("compare", "shop.example", "--jar", str(jar))
    assert (found.code, found.out) == (0, "")
    assert "0 findings at 1 site; 2 cookies in 1 jar" in found.err


def test_the_call_must_name_what_to_compare(shop: str, tmp_path: Path) -> None:
    assert run("compare").code == 2
    assert run("compare", "shop.example", "--all").code == 2
    assert run("compare", "--all", "--jar", str(tmp_path / "none.txt")).code == 66
    assert run("compare", "nowhere.example", "--jar", shop).code == 66
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"SQLite format 3\x00 torn")
    found = run("compare", "--all", "--jar", str(bad), "--jar", shop, "--json")
    assert found.code == 65
    assert found.rows[0]["schema"] == "cookietui.error/1"
    assert len(found.rows) == 3


def test_very_many_are_named_on_a_line_each_kind(shop: str, tmp_path: Path) -> None:
    jar = tmp_path / "many.txt"
    lines = [f".shop.example\tTRUE\t/\tFALSE\t0\tn{number}\tv" for number in range(300)]
    jar.write_text("# Netscape HTTP Cookie File\n" + "\n".join(lines) + "\n")
    assert run("compare", "--all", "--jar", str(jar)).out.count("the text of shop.example") == 300
    assert run("set", "other.example", "deny").code == 0
    brief = run("compare", "--all", "--jar", str(jar)).out.splitlines()
    assert brief[0] == "shop.example: cookietui compare shop.example"
    assert brief[1].startswith("  There, but not declared (300): n0, n1, n2")
    assert all(len(line) <= 80 for line in brief)


def test_an_identifier_is_told_only_when_it_is_named(shop: str) -> None:
    plain = run("draft", "shop.example", "--right", "access", "--law", "eu", "--dry-run")
    assert "secret-uid" not in plain.out
    told = run(
        "draft", "shop.example", "--right", "access", "--law", "eu", "--dry-run", "--identifier", "uid", "--jar", shop
    )
    assert "uid (shop.example): secret-uid" in told.out.replace("\n  ", " ")
    assert run("draft", "shop.example", "--right", "access", "--jar", shop, "--dry-run").code == 2


def test_of_very_many_only_what_is_shown_is_put_together() -> None:
    def tell() -> Finding:
        raise AssertionError("nobody looks at this one")

    found = tuple(
        Found(f"{site}.example", "undeclared-cookie", f"c{number}", "shop.example", "shop.example", tell)
        for site in "ab"
        for number in range(150)
    )
    show_comparison(Comparison(found=found, sites=("a.example", "b.example")), given=True)


@pytest.mark.parametrize(
    ("today", "there"),
    [
        ("2026-11-22", True),
        ("2026-11-22T08:59", True),
        ("2026-11-22T09:00", False),
        ("2026-11-22T12:00:00+02:00", False),
    ],
)
def test_a_cookie_is_there_until_the_moment_it_ends(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str, there: bool
) -> None:
    monkeypatch.setenv("COOKIETUI_TODAY", today)
    jar = tmp_path / "cookies.txt"
    nine = 1_795_338_000
    jar.write_text(f"# Netscape HTTP Cookie File\n.shop.example\tTRUE\t/\tFALSE\t{nine}\tuid\tv\n")
    assert run("set", "shop.example", "deny").code == 0
    found = run("compare", "shop.example", "--jar", str(jar), "--json")
    assert [row["cookie"] for row in found.rows] == (["uid"] if there else [])


@pytest.mark.parametrize(("today", "code"), [("2026-11-22T08:59", 0), ("2026-11-22T09:00", 66)])
def test_a_baseline_keeps_what_is_there_at_the_moment(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str, code: int
) -> None:
    monkeypatch.setenv("COOKIETUI_TODAY", today)
    jar = tmp_path / "cookies.txt"
    jar.write_text("# Netscape HTTP Cookie File\n.shop.example\tTRUE\t/\tFALSE\t1795338000\tuid\tv\n")
    assert run("set", "shop.example", "--from-jar", "--jar", str(jar), "--json").code == code
