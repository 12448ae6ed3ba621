"""`catalog` on the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import run

pytestmark = pytest.mark.usefixtures("home")


def test_find_says_who_what_for_how_long_and_whom_to_write_to() -> None:
    done = run("catalog", "find", "_fbp")
    assert done.code == 0
    for words in ("marketing", "meta.com", "4 months", "facebook.com/help", "Dublin", "Open Cookie Database, 20"):
        assert words in done.out


def test_find_as_json() -> None:
    done = run("catalog", "find", "_fbp", "--json")
    (row,) = done.rows
    assert row["schema"] == "cookietui.catalog/1"
    wanted = ("cookie", "match", "category", "organisation", "domain", "lifetime_text", "contacts", "source", "date")
    assert all(row[name] for name in wanted)
    assert {"kind", "value", "source", "date"} <= row["contacts"][0].keys()


def test_find_lists_what_several_could_be_meant() -> None:
    done = run("catalog", "find", "ideal")
    assert done.code == 0
    assert len(done.out.splitlines()) >= 3


def test_find_nothing() -> None:
    done = run("catalog", "find", "no-such-thing-at-all")
    assert (done.code, done.out) == (1, "")
    assert "nothing is known" in done.err


def test_stats() -> None:
    assert "3" in run("catalog", "stats").out
    (row,) = run("catalog", "stats", "--json").rows
    assert row["schema"] == "cookietui.catalog-stats/1"
    assert row["reachable"] >= 3000


def test_import_forget_and_undo(tmp_path: Path) -> None:
    file = tmp_path / "spy.eno"
    file.write_text("name: Spy\ncategory: advertising\n\n--- domains\nspy.example\n--- domains\n")
    done = run("catalog", "import", str(file), str(tmp_path / "none"))
    assert done.code == 65
    assert "for yourself only" in done.err
    assert "none" in done.err
    assert run("catalog", "import", str(tmp_path / "none")).code == 66
    assert run("catalog", "find", "spy.example").code == 0
    assert run("catalog", "forget", "ghostery-trackerdb").code == 0
    assert run("catalog", "find", "spy.example").code == 1
    assert run("undo").code == 0
    assert run("catalog", "find", "spy.example").code == 0


def test_correct_and_export(tmp_path: Path) -> None:
    done = run("catalog", "correct", "zq_id", "category=analytics", "organisation=criteo.com", "--json")
    assert (done.rows[0]["organisation"], done.rows[0]["own"]) == ("criteo.com", True)
    assert "corrected by you" in run("catalog", "find", "zq_id").out
    assert "[cookies.zq_id]" in run("catalog", "export").out
    file = tmp_path / "mine.toml"
    assert run("catalog", "export", "-o", str(file)).code == 0
    assert run("catalog", "export", "-o", str(file)).code == 73
    assert run("catalog", "correct", "zq_id", "category").code == 2
    assert run("catalog", "correct", "zq_id", "category=nice").code == 2


@pytest.mark.parametrize("name", ["mine.toml", "mine.json", "mine"])
def test_corrections_are_known_by_what_they_say(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert run("catalog", "correct", "zq_id", "category=functional").code == 0
    assert run("catalog", "export", "-o", str(file)).code == 0
    assert run("undo").code == 0
    assert run("catalog", "find", "zq_id").code == 1
    file.write_text(f"# from a friend\n\n{file.read_text()}")
    assert run("catalog", "import", str(file)).code == 0
    assert "functional" in run("catalog", "find", "zq_id").out
