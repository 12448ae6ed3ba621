"""What was agreed to at a site: read from jars, named by vendor lists, held against what is wanted."""

import json
from pathlib import Path

from cookietui.actions.agreed import agreed, as_json
from cookietui.actions.compare import compare
from cookietui.actions.prefer import Wanted, set_choices
from cookietui.actions.sites import site_view
from cookietui.actions.workspace import Workspace
from tests.core.signals.test_kinds import ONETRUST
from tests.readers.jars import FIREFOX_NEW, database

ROWS = (
    (".tea.example", "OptanonConsent", ONETRUST),
    ("other.example", "usprivacy", "1YNN"),
    ("tea.example", "sid", "secret"),
)


def jar(folder: Path) -> str:
    rows = (
        {"name": n, "value": v, "host": h, "path": "/", "expiry": 1_800_000_000_000, "creationTime": 1}
        for h, n, v in ROWS
    )
    return str(database(folder / "cookies.sqlite", "moz_cookies", FIREFOX_NEW, rows, version=16))


def test_the_records_of_a_site_against_its_choices(ws: Workspace, tmp_path: Path) -> None:
    set_choices(ws, [Wanted(site="tea.example", categories={"marketing": "deny"})])
    view = site_view(ws, "tea.example")
    (found,) = agreed(ws, "tea.example", view.decisions, [jar(tmp_path)])
    assert found.signal.cookie == "OptanonConsent"
    assert found.signal.until == "2027-01-15T08:00:00Z"
    assert found.against == ("You agreed to targeting, and you deny marketing",)
    assert "secret" not in json.dumps(as_json(found))
    assert "my-own-number" not in json.dumps(as_json(found))


def test_what_the_built_in_profile_denies_is_its_word_until_the_person_says_it(ws: Workspace, tmp_path: Path) -> None:
    jars = [jar(tmp_path)]

    def against() -> list[str]:
        (agreed_to,) = agreed(ws, "tea.example", site_view(ws, "tea.example").decisions, jars)
        found = compare(ws, "tea.example", jars).findings
        return [*agreed_to.against, *(each.message for each in found if each.cookie == "OptanonConsent")]

    set_choices(ws, [Wanted(site="tea.example", categories={"functional": "session"})])  # copies the built-in profile
    said = "You agreed to targeting, and the profile balanced denies marketing"
    assert against()[:2] == [said, f"{said}."]
    set_choices(ws, [Wanted(site="tea.example", categories={"marketing": "deny"})])
    assert against()[0] == "You agreed to targeting, and you deny marketing"


def test_a_comparison_has_the_finding(ws: Workspace, tmp_path: Path) -> None:
    set_choices(ws, [Wanted(site="tea.example", categories={"marketing": "deny"})])
    found = compare(ws, "tea.example", [jar(tmp_path)])
    assert "consent-against-choice" in {each.kind for each in found.findings}


def test_without_jars_there_is_nothing(ws: Workspace) -> None:
    assert agreed(ws, "tea.example") == ()


def test_the_jars_of_this_computer(ws: Workspace, home: Path) -> None:
    folder = home / ".mozilla" / "firefox" / "abc.default"
    folder.mkdir(parents=True)
    jar(folder)
    (found,) = agreed(ws, "tea.example")
    assert found.source.endswith("cookies.sqlite")
    assert agreed(ws, "tea.example") == (found,)
    (folder / "cookies.sqlite").write_bytes(b"SQLite format 3\x00 and then nothing")
    assert agreed(ws, "tea.example") == ()
