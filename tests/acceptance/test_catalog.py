"""The catalogue against the real data sets, and imports of real files; needs COOKIETUI_SHARED."""

import csv
import json
import os
from pathlib import Path

import pytest

from cookietui.actions.catalogue import find, stats
from cookietui.actions.catalogue_import import import_files
from cookietui.actions.workspace import Workspace
from cookietui.storage.places import find_places
from tests.actions.conftest import TODAY

SHARED = os.environ.get("COOKIETUI_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="COOKIETUI_SHARED names no folder of real files")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return Workspace(find_places({"COOKIETUI_HOME": str(tmp_path)}), TODAY)


def test_a_thousand_known_cookies_lead_to_an_organisation(ws: Workspace) -> None:
    text = (Path(SHARED) / "data" / "open-cookie-database.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    led = 0
    for row in rows:
        record = ws.knowledge.cookie(row["Cookie / Data Key name"])
        behind = ws.knowledge.organisation(record.organisation) if record and record.organisation else None
        led += behind is not None
    print(f"\n{led} of {len(rows)} known cookies lead to an organisation")
    assert led >= 1000


def test_three_thousand_organisations_lead_to_a_contact(ws: Workspace) -> None:
    found = stats(ws)
    print(f"\n{found.reachable} organisations by e-mail, form or post; {found.organisations} known")
    assert found.reachable >= 3000


def test_every_company_is_found_by_its_site_and_its_name(ws: Workspace) -> None:
    lines = (Path(SHARED) / "data" / "datenanfragen-companies.jsonl").read_text(encoding="utf-8").splitlines()
    companies = [json.loads(line) for line in lines]
    by_site = by_name = sites = 0
    for each in companies:
        found = ws.knowledge.organisation(each["name"])
        by_name += found is not None and bool(found.contacts)
        if each.get("web"):
            sites += 1
            at = ws.knowledge.organisation(each["web"])
            by_site += at is not None and bool(at.contacts)
    print(f"\nby name {by_name} of {len(companies)}, by site {by_site} of {sites}")
    assert by_name >= 0.99 * len(companies)
    assert by_site >= 0.99 * sites


@pytest.mark.parametrize(
    ("path", "key", "word"),
    [
        ("samples/trackerdb", "ghostery-trackerdb", "hotjar.io"),
        ("samples/tracker-radar", "duckduckgo-tracker-radar", "addtoany.com"),
        ("samples/ca-broker", "california-data-brokers", "explorium.ai"),
        ("data/disconnect-services.json", "disconnect", "10web.io"),
    ],
)
def test_own_copies_are_imported(ws: Workspace, path: str, key: str, word: str) -> None:
    done, refused = import_files(ws, [str(Path(SHARED) / path)])
    assert ([each.key for each in done], refused) == ([key], ())
    row = find(ws, word)[0]
    assert any(done[0].title in source for source in row.sources)


def test_other_files_are_refused_in_one_line(ws: Workspace) -> None:
    paths = [
        str(p) for p in sorted((Path(SHARED) / "data").glob("*")) if "SOURCES" in p.name or "authorities" in p.name
    ]
    done, refused = import_files(ws, paths)
    assert not done
    assert len(refused) == len(paths) == 2
    assert all("\n" not in each.message for each in refused)
