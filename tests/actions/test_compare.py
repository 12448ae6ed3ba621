"""A comparison over a kept text, jars in files and the profile in use."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from cookietui import readers
from cookietui.actions.compare import compare, modules, title_of
from cookietui.actions.observing import observe
from cookietui.actions.prefer import Wanted, set_choices
from cookietui.actions.sites import site_rows
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Cookie
from cookietui.core.errors import MissingInput, UsageError
from cookietui.core.knowledge import CookieRecord, Knowledge, Owner
from cookietui.storage import journal, library
from tests.actions.conftest import TODAY, declaration
from tests.readers import jars

SOON = int(datetime.datetime(2027, 6, 1, tzinfo=datetime.UTC).timestamp())
TEXT = "Tea House\nWe set these cookies.\nvisits\ta month\nleaf\ta year\nads\ta year\n"


def keep(ws: Workspace, site: str = "tea.example", **cookies: str | None) -> None:
    """Keep a text that declares `visits` for a month, `leaf` for a year and `ads` at another domain."""
    found = declaration(
        TEXT,
        site,
        cookies=(
            (Cookie(name="visits", lifetime_seconds=2_592_000, lifetime_text="a month"), "visits\ta month"),
            (Cookie(name="leaf", lifetime_seconds=31_536_000, lifetime_text="a year"), "leaf\ta year"),
            (
                Cookie(name="ads", domain="ads.example", category="marketing", lifetime_seconds=31_536_000),
                "ads\ta year",
            ),
        ),
    )
    with journal.change(ws.places, f"add {site}") as change:
        library.add(change, site, data=site.encode(), text=TEXT, declaration=found, version=readers.VERSION, day=TODAY)


def text_jar(folder: Path, *rows: tuple[str, str, int], name: str = "cookies.txt") -> str:
    """A cookies.txt of (host, name, seconds)."""
    lines = [f"{host}\t{str(host.startswith('.')).upper()}\t/\tFALSE\t{end}\t{cookie}\tv" for host, cookie, end in rows]
    file = folder / name
    file.write_text("# Netscape HTTP Cookie File\n" + "\n".join(lines) + "\n")
    return str(file)


def told(found: Any) -> list[tuple[str | None, str, str | None]]:
    return [(each.site, each.kind, each.cookie) for each in found.findings]


def test_a_site_against_a_jar(ws, tmp_path):
    keep(ws)
    jar = text_jar(
        tmp_path, (".tea.example", "visits", SOON), ("www.tea.example", "uid", SOON), (".ads.example", "ads", SOON)
    )
    found = compare(ws, "www.tea.example", [jar])
    assert told(found) == [
        ("tea.example", "present-although-denied", "ads"),
        ("tea.example", "outlives-lifetime", "visits"),
        ("tea.example", "undeclared-cookie", "uid"),
        ("tea.example", "declared-absent", "leaf"),
    ]
    (read,) = found.jars
    assert (read.cookies, read.reader) == (3, "netscape_cookies")
    assert not found.unread


def test_a_choice_makes_a_finding_and_undo_takes_it_away(ws, tmp_path):
    keep(ws)
    jar = text_jar(tmp_path, (".tea.example", "leaf", SOON), (".tea.example", "visits", 0), (".ads.example", "x", 0))
    assert told(compare(ws, "tea.example", [jar])) == [("tea.example", "declared-absent", "ads")]
    set_choices(ws, [Wanted(site="tea.example", cookies={"lea*": "deny"})])
    assert ("tea.example", "present-although-denied", "leaf") in told(compare(ws, "tea.example", [jar]))


def test_all_sites_and_strangers(ws, tmp_path):
    keep(ws)
    keep(ws, "pot.example")
    jar = text_jar(
        tmp_path, (".tea.example", "leaf", SOON), (".stranger.example", "IDE", SOON), (".other.example", "a", 0)
    )
    rows: dict[str, Any] = {"IDE": CookieRecord(cookie="IDE", category="marketing", organisation="google.com")}
    knowing = Workspace(ws.places, TODAY, Knowledge(cookie=lambda name, _domain=None: rows.get(name)))
    found = compare(knowing, None, [jar])
    assert ("stranger.example", "present-although-denied", "IDE") in told(found)
    assert not [each for each in told(found) if each[0] == "other.example"]
    assert found.sites == ("pot.example", "tea.example")


def test_the_longest_known_site_has_the_cookie(ws, tmp_path):
    keep(ws)
    keep(ws, "blog.tea.example")
    jar = text_jar(tmp_path, ("www.blog.tea.example", "a", SOON), (".tea.example", "b", SOON))
    undeclared = [each for each in told(compare(ws, None, [jar])) if each[1] == "undeclared-cookie"]
    assert undeclared == [("blog.tea.example", "undeclared-cookie", "a"), ("tea.example", "undeclared-cookie", "b")]


def test_a_partition_belongs_to_the_site_that_was_visited(ws, tmp_path):
    keep(ws)
    rows: list[Any] = [
        {
            "name": "p",
            "host": ".embed.example",
            "expiry": SOON * 1000,
            "originAttributes": "^partitionKey=%28https%2Ctea.example%29",
        },
        {"name": "q", "host": ".embed.example", "expiry": SOON * 1000},
    ]
    jar = str(jars.database(tmp_path / "cookies.sqlite", "moz_cookies", jars.FIREFOX_NEW, rows, version=16))
    undeclared = [each for each in told(compare(ws, None, [jar])) if each[1] == "undeclared-cookie"]
    assert undeclared == [("tea.example", "undeclared-cookie", "p")]


def test_what_another_site_loads_in_the_same_recording_is_not_this_sites(ws, tmp_path):
    keep(ws)

    def entry(url: str, page: str, line: str) -> dict[str, Any]:
        response = {"status": 200, "headers": [{"name": "Set-Cookie", "value": line}]}
        return {"pageref": page, "request": {"url": url, "headers": []}, "response": response}

    rows = [
        entry("https://www.tea.example/", "p1", "uid=1; Path=/"),
        entry("https://t.one.example/", "p1", "one=1; Path=/"),
        entry("https://news.example/", "p2", "nid=1; Path=/"),
        entry("https://t.two.example/", "p2", "two=1; Path=/"),
    ]
    file = tmp_path / "both.har"
    file.write_text(json.dumps({"log": {"entries": rows}}))
    compared = compare(ws, "tea.example", [str(file)])
    assert [(jar.path, jar.cookies) for jar in compared.jars] == [(str(file), 4)]
    found = [each for each in told(compared) if each[1] != "declared-absent"]
    assert found == [
        ("tea.example", "undeclared-cookie", "uid"),
        ("tea.example", "undeclared-cookie", "one"),
        ("tea.example", "unnamed-third-party", None),
    ]


def test_a_text_may_call_cookies_by_what_their_names_begin_with(ws, tmp_path):
    keep(ws)
    rows = {
        "visits": CookieRecord(cookie="visits.*", match="prefix"),
        "visits.1": CookieRecord(cookie="visits.*", match="prefix"),
        "leaf": CookieRecord(cookie="leaf"),
        "leaf_9": CookieRecord(cookie="leaf_*", match="prefix"),
    }
    knowing = Workspace(ws.places, TODAY, Knowledge(cookie=lambda name, _domain=None: rows.get(name)))
    jar = text_jar(tmp_path, (".tea.example", "visits.1", 0), (".tea.example", "leaf_9", 0))
    undeclared = [each[2] for each in told(compare(knowing, "tea.example", [jar])) if each[1] == "undeclared-cookie"]
    assert undeclared == ["leaf_9"]


@pytest.mark.parametrize(("used", "accused"), [(TODAY, False), (TODAY - datetime.timedelta(days=299), True)])
def test_a_jar_in_use_is_no_old_copy_though_nothing_in_it_is_new(ws, tmp_path, used, accused):
    keep(ws)
    day = datetime.datetime.combine(TODAY, datetime.time(9), datetime.UTC)
    made, end = day - datetime.timedelta(days=300), day + datetime.timedelta(days=29)
    last = datetime.datetime.combine(used, datetime.time(8), datetime.UTC)
    row: Any = {
        "name": "visits",
        "host": ".tea.example",
        "creationTime": int(made.timestamp() * 10**6),
        "lastAccessed": int(last.timestamp() * 10**6),
        "expiry": int(end.timestamp() * 1000),
    }
    jar = str(jars.database(tmp_path / "cookies.sqlite", "moz_cookies", jars.FIREFOX_NEW, [row], version=16))
    found = [each[1] for each in told(compare(ws, "tea.example", [jar]))]
    assert ("outlives-lifetime" in found) is accused


def test_software_of_a_site_is_the_sites_own(ws, tmp_path):
    keep(ws)
    record = CookieRecord(cookie="PHPSESSID", category="necessary", organisation="php.net", software=True)
    owner = Owner(organisation="tea.example", name="Tea House")
    knowing = Workspace(ws.places, TODAY, Knowledge(cookie=lambda _n, _d=None: record, owner=lambda _h: owner))
    found = compare(knowing, "tea.example", [text_jar(tmp_path, ("tea.example", "PHPSESSID", 0))])
    (undeclared,) = [each for each in found.findings if each.kind == "undeclared-cookie"]
    assert undeclared.organisation == "tea.example"


def test_a_record_of_other_domains_says_nothing_here(ws, tmp_path):
    keep(ws)
    record = CookieRecord(cookie="id", category="marketing", organisation="elsewhere.example", fit="elsewhere")
    knowing = Workspace(ws.places, TODAY, Knowledge(cookie=lambda _n, _d=None: record))
    found = compare(knowing, "tea.example", [text_jar(tmp_path, ("tea.example", "id", SOON))])
    assert ("tea.example", "undeclared-cookie", "id") in told(found)
    assert not [each for each in found.findings if each.cookie == "id" and each.organisation != "tea.example"]


def test_a_bad_jar_stops_no_other(ws, tmp_path):
    keep(ws)
    (tmp_path / "bad.sqlite").write_bytes(b"SQLite format 3\x00 torn")
    (tmp_path / "policy.txt").write_text("We use cookies to count visits.")
    good = text_jar(tmp_path, (".tea.example", "uid", SOON))
    files = [str(tmp_path / "bad.sqlite"), str(tmp_path / "none.txt"), str(tmp_path / "policy.txt"), good]
    found = compare(ws, "tea.example", files)
    assert [each.exit_code for each in found.failures] == [65, 66, 65]
    assert ("tea.example", "undeclared-cookie", "uid") in told(found)


def test_what_nobody_knows_is_said(ws, tmp_path):
    jar = text_jar(tmp_path, (".known.example", "uid", SOON))
    with pytest.raises(MissingInput, match="no jar read has a cookie of it"):
        compare(ws, "nowhere.example", [jar])
    assert compare(ws, "known.example", [jar]).unread == ("known.example",)


def test_a_jar_is_read_once_while_it_stays_as_it_is(ws, tmp_path):
    jar = text_jar(tmp_path, (".tea.example", "a", SOON))
    (first,) = observe(ws, [jar]).observations
    assert observe(ws, [jar]).observations[0] is first
    text_jar(tmp_path, (".tea.example", "a", SOON), (".tea.example", "b", SOON))
    assert len(observe(ws, [jar]).observations[0].cookies) == 2


def test_browsers_by_name(ws, tmp_path):
    profile = tmp_path / ".mozilla/firefox/a.work"
    profile.mkdir(parents=True)
    jars.database(
        profile / "cookies.sqlite", "moz_cookies", jars.FIREFOX_NEW, [{"name": "a", "host": "b.example"}], version=16
    )
    for name in ("firefox", "a.work", "Firefox/a.work"):
        assert len(observe(ws, browser=name, environ={"HOME": str(tmp_path)}, system="linux").observations) == 1
    with pytest.raises(UsageError, match="found: Firefox"):
        observe(ws, browser="lynx", environ={"HOME": str(tmp_path)}, system="linux")
    with pytest.raises(UsageError):
        observe(ws, ["x"], "firefox")


def test_the_list_of_sites_has_the_number_of_findings(ws, tmp_path):
    keep(ws)
    assert [row.findings for row in site_rows(ws)] == [0]
    jar = text_jar(
        tmp_path, (".tea.example", "uid", SOON), (".tea.example", "leaf", SOON), (".tea.example", "visits", 0)
    )
    count = len(compare(ws, "tea.example", [jar]).found)
    (row,) = site_rows(ws)
    assert (row.findings, row.status) == (count, "conflict")


def test_kinds_are_known_by_name():
    kinds = [module.KIND for module in modules()]
    assert kinds == [module.__name__.rpartition(".")[2].replace("_", "-") for module in modules()]
    assert kinds.index("present-although-denied") < kinds.index("undeclared-cookie")
    assert title_of("undeclared-cookie") == "There, but not declared"
    assert title_of("no-such-kind") == "no such kind"
