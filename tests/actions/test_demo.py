"""The demo: seven made-up sites whose files are there, and a home that is gone afterwards."""

import datetime
import tomllib
from importlib import resources
from typing import Any

from cookietui.actions.demo import demo_sites, demo_source, demo_workspace
from cookietui.actions.draft import Order, draft
from cookietui.actions.sites import site_rows, site_view
from cookietui.core.site import host, registrable


def test_every_site_has_a_file_and_a_made_up_domain():
    sites = demo_sites()
    assert len(sites) >= 6
    for site in sites:
        assert host(site.domain) == site.domain
        assert registrable(site.domain) == site.domain
        assert site.domain.endswith(".example")
        assert site.domain.encode() in demo_source(site)
    folder = resources.files("cookietui") / "data" / "demo"
    files = {file.name for file in folder.iterdir()}
    assert files == {"sites.toml", *(site.file for site in sites)}
    tomllib.loads((folder / "sites.toml").read_text())


def test_the_home_is_thrown_away():
    with demo_workspace(datetime.date(2026, 11, 22)) as ws:
        home = ws.places.data.parent
        assert ws.demo
        assert {row.domain for row in site_rows(ws)} == {site.domain for site in demo_sites()}
        for row in site_rows(ws):
            assert site_view(ws, row.domain).facts
        done: Any = draft(ws, Order(target=demo_sites()[0].domain, rights=("access",), law="eu"))
        assert done.path.exists()
        assert home in done.path.parents
    assert not home.exists()
