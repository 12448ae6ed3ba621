"""Jars of Firefox, Chromium and Safari in their versions: names, hosts, dates, switches; values only when asked for."""

import json
import struct
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.observation_json import as_json
from cookietui.readers import chromium_cookies, firefox_cookies, safari_cookies
from cookietui.sources.cookie_json import NO_DATE, ODD_NAME
from cookietui.sources.sample import Sample, open_sample
from tests.readers import jars

SECOND = 1_800_000_000
CHROMIUM = (SECOND + 11_644_473_600) * 1_000_000
UTC = "2027-01-15T08:00:00Z"


def read(module: Any, file: Any, *, values: bool = False) -> Any:
    sample = open_sample(str(file), values=values)
    assert module.identify(sample) == "certain"
    return module.read(sample)


def firefox(tmp_path: Any, columns: str, version: int, *rows: Any) -> Any:
    return jars.database(tmp_path / "cookies.sqlite", "moz_cookies", columns, rows, version=version)


BASE = {
    "name": "_ga",
    "value": "secret",
    "host": ".shop.example",
    "path": "/",
    "creationTime": SECOND * 1_000_000,
    "isSecure": 0,
    "isHttpOnly": 0,
}


@pytest.mark.parametrize(
    ("version", "unit"), [(0, 1), (4, 1), (5, 1), (12, 1), (15, 1), (16, 1000), (17, 1000), (99, 1000)]
)
def test_firefox_counts_in_seconds_and_from_schema_16_in_milliseconds(tmp_path, version, unit):
    columns = jars.FIREFOX_OLD if version < 6 else jars.FIREFOX_NEW
    found = read(
        firefox_cookies,
        firefox(tmp_path, columns, version, {**BASE, "expiry": SECOND * unit, "isSecure": 1, "isHttpOnly": 0}),
    )
    (cookie,) = as_json(found)["cookies"]
    assert (cookie["expires"], cookie["created"]) == (UTC, UTC)
    assert (cookie["name"], cookie["domain"], cookie["host_only"], cookie["path"]) == (
        "_ga",
        "shop.example",
        False,
        "/",
    )
    assert (cookie["secure"], cookie["http_only"], cookie["session"]) == (True, False, False)
    assert "value" not in cookie
    assert bool(found.problems) is (version > 17)
    assert found.source.reader == "firefox_cookies"


def test_firefox_tells_private_windows(tmp_path):
    origins = ("", "^privateBrowsingId=1", "^userContextId=2&privateBrowsingId=1", "^privateBrowsingId=0")
    rows = [{**BASE, "host": f"h{number}.example", "originAttributes": each} for number, each in enumerate(origins)]
    found = read(firefox_cookies, firefox(tmp_path, jars.FIREFOX_NEW, 16, *rows))
    assert [cookie.private for cookie in found.cookies] == [False, True, True, False]


def test_firefox_containers_partitions_and_same_site(tmp_path):
    def row(attributes: str, same_site: int, host: str = "ads.example") -> Any:
        return {**BASE, "host": host, "originAttributes": attributes, "sameSite": same_site, "expiry": 1}

    file = firefox(
        tmp_path,
        jars.FIREFOX_NEW,
        16,
        row("", 256),
        row("^userContextId=2", 0),
        row("^userContextId=1&partitionKey=%28https%2Cshop.example%29", 1),
        row("^firstPartyDomain=ads.example", 2),
        row("^userContextId=9", 7),
        row("^partitionKey=%28https%2Cshop.example%2C8080%29", 0),
        row("^" + "&".join(["a=b"] * 99), 0),
    )
    identities = [
        {"userContextId": 1, "l10nID": "userContextPersonal.label"},
        {"userContextId": 2, "name": "Shops\x1b[2J"},
        {"userContextId": 3, "l10nId": "user-context-work"},
        5,
    ]
    (tmp_path / "containers.json").write_text(json.dumps({"identities": identities}))
    found = read(firefox_cookies, file)
    assert [cookie.container for cookie in found.cookies] == [
        None,
        "Shops[2J",
        "Personal",
        None,
        "container 9",
        None,
        None,
    ]
    sites = [None, None, "https://shop.example", "ads.example", None, "https://shop.example:8080", None]
    assert [cookie.partition for cookie in found.cookies] == sites
    assert [cookie.same_site for cookie in found.cookies] == [None, "none", "lax", "strict", None, "none", "none"]
    assert [cookie.party for cookie in found.cookies] == [
        "unknown",
        "unknown",
        "third",
        "first",
        "unknown",
        "third",
        "unknown",
    ]
    (tmp_path / "containers.json").write_text(json.dumps({"identities": identities})[:-12])
    torn = read(firefox_cookies, file)
    assert [cookie.container for cookie in torn.cookies][1:3] == ["Shops[2J", "Personal"]
    assert "containers.json: the file breaks off" in torn.problems[0].message
    (tmp_path / "containers.json").write_text("[" * 5000)
    assert "container names" in read(firefox_cookies, file).problems[0].message


@pytest.mark.parametrize(
    ("written", "partition", "foreign"),
    [
        ("partitionKey=%28https%2Cshop.example%29", "https://shop.example", None),
        ("partitionKey=%28https%2Cshop.example%2C8443%29", "https://shop.example:8443", None),
        ("partitionKey=%28https%2Cshop.example%2Cf%29", "https://shop.example", True),
        ("partitionKey=%28http%2Clocalhost%2C8080%2Cf%29", "http://localhost:8080", True),
        ("partitionKey=(https,shop.example,f)", "https://shop.example", True),
        ("userContextId=4&partitionKey=%28http%2C%5B2001%2Bdb8%2B%2B1%5D%2C81%29", "http://[2001:db8::1]:81", None),
        ("partitionKey=%28http%2C%2B%2B1%29", "http://[::1]", None),
        ("partitionKey=shop.example", "shop.example", None),
        ("firstPartyDomain=%28https%2Cshop.example%2C8443%29", "https://shop.example:8443", None),
        ("firstPartyDomain=%5B%2B%2B1%5D", "[::1]", None),
        ("partitionKey=%28https%29", "https", None),
        ("partitionKey=%28%29", None, None),
    ],
)
def test_firefox_partition_keys_in_every_form(tmp_path, written, partition, foreign):
    file = firefox(tmp_path, jars.FIREFOX_NEW, 16, {**BASE, "originAttributes": f"^{written}"}, BASE)
    found = as_json(read(firefox_cookies, file))["cookies"]
    assert [(row["partition"], row["foreign_ancestor"]) for row in found] == [(partition, foreign), (None, None)]


def test_chromium_partition_keys_with_ports_and_foreign_ancestors(tmp_path):
    keys = [("https://shop.example:8443", 1), ("http://[::1]", 0), ("", 1)]
    rows = [
        jars.chromium_row(name=str(number), host_key="[::1]", top_frame_site_key=key, has_cross_site_ancestor=foreign)
        for number, (key, foreign) in enumerate(keys)
    ]
    columns = f"{jars.CHROMIUM_NEW}, has_cross_site_ancestor INTEGER NOT NULL"
    found = read(chromium_cookies, jars.database(tmp_path / "Cookies", "cookies", columns, rows, meta="24"))
    told = [(row["partition"], row["foreign_ancestor"], row["party"]) for row in as_json(found)["cookies"]]
    assert told == [
        ("https://shop.example:8443", True, "third"),
        ("http://[::1]", False, "first"),
        (None, None, "unknown"),
    ]


def test_firefox_values_come_only_when_asked_for(tmp_path):
    file = firefox(tmp_path, jars.FIREFOX_NEW, 16, BASE, {**BASE, "value": None}, {**BASE, "value": 5})
    assert [cookie.value for cookie in read(firefox_cookies, file).cookies] == [None, None, None]
    found = read(firefox_cookies, file, values=True)
    assert [cookie.value for cookie in found.cookies] == ["secret", None, "5"]
    assert "secret" not in json.dumps(as_json(found))
    assert "secret" in json.dumps(as_json(found, values=True))


def test_firefox_rows_that_are_none_and_names_that_are_dangerous(tmp_path):
    file = firefox(
        tmp_path,
        jars.FIREFOX_NEW,
        16,
        {**BASE, "name": "a\x1b]0;x\x07\u202eb"},
        {**BASE, "name": None},
        {**BASE, "host": ""},
        {**BASE, "host": b"\x00"},
        {**BASE, "name": "n" * 9000},
        {**BASE, "expiry": "soon", "creationTime": None, "isSecure": "x", "sameSite": "y"},
        {**BASE, "expiry": 2**63 - 1},
    )
    found = read(firefox_cookies, file)
    assert [cookie.name[:10] for cookie in found.cookies] == ["a]0;xb", "n" * 10, "_ga", "_ga"]
    messages = [problem.message for problem in found.problems]
    assert messages == [
        "rows without a name or host, skipped: 3",
        "names with characters that cannot be shown, made harmless: 1",
        "names longer than any browser takes, cut: 1",
        f"{NO_DATE}: 2",
    ]
    assert as_json(found)["cookies"][3]["expires"] is None


def test_firefox_of_an_unknown_shape(tmp_path):
    found = read(
        firefox_cookies, firefox(tmp_path, "id INTEGER PRIMARY KEY, name, host", 1, {"name": "a", "host": "b.example"})
    )
    assert len(found.problems) == 2
    (cookie,) = found.cookies
    assert (cookie.path, cookie.expires, cookie.secure, cookie.http_only, cookie.host_only) == (
        "/",
        None,
        None,
        None,
        True,
    )
    other = jars.database(tmp_path / "other.sqlite", "moz_cookies", "a", [])
    with pytest.raises(BadInput, match="no names or hosts"):
        read(firefox_cookies, other)


def test_chromium_of_version_5(tmp_path):
    rows = [
        {"creation_utc": CHROMIUM, "host_key": ".shop.example", "name": "a", "value": "secret", "path": "/", "expires_utc": CHROMIUM, "secure": 1, "httponly": 0, "last_access_utc": 0},
        {"creation_utc": CHROMIUM + 1, "host_key": "b.example", "name": "b", "value": "", "path": "/x", "expires_utc": 0, "secure": 0, "httponly": 1, "last_access_utc": 0, "has_expires": 0, "persistent": 0},
    ]  # fmt: skip
    file = jars.database(tmp_path / "Cookies", "cookies", jars.CHROMIUM_OLD, rows, meta="5")
    first, second = as_json(read(chromium_cookies, file, values=True), values=True)["cookies"]
    assert (first["expires"], first["created"], first["session"], first["secure"], first["value"]) == (
        UTC,
        UTC,
        False,
        True,
        "secret",
    )
    assert (second["expires"], second["session"], second["host_only"], second["http_only"], second["value"]) == (
        None,
        True,
        True,
        True,
        None,
    )
    assert first["same_site"] is None


def test_a_jar_says_when_it_was_last_used(tmp_path):
    columns = jars.CHROMIUM_OLD
    row = {"creation_utc": CHROMIUM, "host_key": "a.example", "name": "a", "value": "", "path": "/", "expires_utc": CHROMIUM, "secure": 0, "httponly": 0, "last_access_utc": CHROMIUM}  # fmt: skip
    chromium = jars.database(tmp_path / "Cookies", "cookies", columns, [row], meta="5")
    assert read(chromium_cookies, chromium).source.used == UTC
    for last, said in ((SECOND * 10**6, UTC), (0, None), ("x", None), (2**62, None)):
        rows: Any = [{"name": "a", "host": "a.example", "lastAccessed": last}]
        file = jars.database(tmp_path / f"{last}.sqlite", "moz_cookies", jars.FIREFOX_NEW, rows, version=16)
        assert read(firefox_cookies, file).source.used == said


def test_chromium_before_version_12_keeps_same_site_in_another_column(tmp_path):
    columns = jars.CHROMIUM_OLD.replace("secure", "is_secure").replace("httponly", "is_httponly")
    rows = [
        {"creation_utc": place, "host_key": "a.example", "name": str(place), "value": "", "path": "/", "expires_utc": CHROMIUM, "is_secure": 0, "is_httponly": 0, "last_access_utc": 0, "firstpartyonly": place}
        for place in range(3)
    ]  # fmt: skip
    file = jars.database(
        tmp_path / "Cookies", "cookies", f"{columns}, firstpartyonly INTEGER DEFAULT 0", rows, meta="10"
    )
    assert [cookie.same_site for cookie in read(chromium_cookies, file).cookies] == [None, "lax", "strict"]


def test_chromium_of_version_24(tmp_path):
    rows = [
        jars.chromium_row(creation_utc=CHROMIUM, host_key=".shop.example", name="a", encrypted_value=b"v10xxxx", expires_utc=CHROMIUM, samesite=1),
        jars.chromium_row(creation_utc=CHROMIUM, host_key=".ads.example", name="b", encrypted_value=b"v20xxxx", top_frame_site_key="https://shop.example", expires_utc=CHROMIUM, samesite=0),
        jars.chromium_row(creation_utc=CHROMIUM, host_key="www.shop.example", name="c", value="plain", expires_utc=0, has_expires=0, is_persistent=0, samesite=2, is_secure=1, is_httponly=1),
    ]  # fmt: skip
    file = jars.database(tmp_path / "Cookies", "cookies", jars.CHROMIUM_NEW, rows, meta="24")
    found = read(chromium_cookies, file)
    assert [cookie.same_site for cookie in found.cookies] == ["lax", "none", "strict"]
    assert [cookie.partition for cookie in found.cookies] == [None, "https://shop.example", None]
    assert [cookie.party for cookie in found.cookies] == ["unknown", "third", "unknown"]
    assert [cookie.session for cookie in found.cookies] == [False, False, True]
    assert [cookie.expires for cookie in found.cookies] == [SECOND * 1000, SECOND * 1000, None]
    assert found.problems == ()
    asked = read(chromium_cookies, file, values=True)
    assert [cookie.value for cookie in asked.cookies] == [None, None, "plain"]
    assert asked.problems[0].message == "values that are encrypted and were not read: 2"


def test_a_newer_chromium_is_read_and_said_to_be_newer(tmp_path):
    file = jars.database(
        tmp_path / "Cookies",
        "cookies",
        jars.CHROMIUM_NEW,
        [jars.chromium_row(host_key="a.example", name="a")],
        meta="31",
    )
    found = read(chromium_cookies, file)
    assert len(found.cookies) == 1
    assert "newer" in found.problems[0].message
    other = jars.database(tmp_path / "Other", "cookies", "flavour", [])
    with pytest.raises(BadInput, match="not that of a Chromium browser"):
        read(chromium_cookies, other)


def test_safari_says_which_dates_and_names_are_odd():
    records = [
        jars.safari_record("a.example", "n", expiry=float("nan")),
        jars.safari_record("a.example", "far", expiry=1e300),
    ]
    broken = jars.safari_record("a.example", "bad").replace(b"bad\0", b"b\xffd\0")
    found = safari_cookies.read(Sample("Cookies.binarycookies", jars.safari([[*records, broken]])))
    assert [(cookie.expires, cookie.session) for cookie in found.cookies] == [
        (None, False),
        (None, False),
        (None, True),
    ]
    assert sorted(problem.message for problem in found.problems) == [f"{NO_DATE}: 2", f"{ODD_NAME}: 1"]


def test_safari(tmp_path):
    seconds = SECOND - 978_307_200
    page = [
        jars.safari_record(".shop.example", "a", value="secret", flags=5, expiry=seconds, created=seconds),
        jars.safari_record("b.example", "b", path="/x", flags=0),
    ]
    data = jars.safari([page, [jars.safari_record("c.example", "c\x1b[2J", flags=4)]])
    sample = Sample("Cookies.binarycookies", data)
    assert safari_cookies.identify(sample) == "certain"
    found = as_json(safari_cookies.read(sample))["cookies"]
    assert [(c["name"], c["domain"], c["host_only"], c["path"]) for c in found] == [
        ("a", "shop.example", False, "/"),
        ("b", "b.example", True, "/x"),
        ("c[2J", "c.example", True, "/"),
    ]
    assert [(c["expires"], c["created"], c["session"]) for c in found] == [
        (UTC, UTC, False),
        (None, None, True),
        (None, None, True),
    ]
    assert [(c["secure"], c["http_only"]) for c in found] == [(True, True), (False, False), (False, True)]
    assert safari_cookies.read(Sample("x", data, values=True)).cookies[0].value == "secret"


def test_safari_skips_what_is_damaged():
    good = jars.safari_record("a.example", "a")
    broken = bytearray(jars.safari_record("b.example", "b"))
    broken[16:20] = struct.pack("<I", 9999)
    data = jars.safari([[good, bytes(broken)], [good], [good]])
    found = safari_cookies.read(Sample("x", data))
    assert len(found.cookies) == 3
    assert found.problems[0].message == "records that are damaged, skipped: 1"
    cut = safari_cookies.read(Sample("x", data[:200]))
    assert len(cut.cookies) == 1
    assert any("cut off" in problem.message for problem in cut.problems)
    with pytest.raises(BadInput, match="cut off"):
        safari_cookies.read(Sample("x", b"cook\0\0\0\xff"))
    assert safari_cookies.identify(Sample("x", b"cookies are small files")) == "no"


def test_safari_reads_no_record_twice():
    """A page whose thousand offsets all mean one record is no thousand cookies."""
    record = jars.safari_record("a.example", "a", value="x" * 1000)
    page = b"\x00\x00\x01\x00" + struct.pack("<I", 1000) + struct.pack("<I", 4012) * 1000 + b"\0" * 4 + record
    data = b"cook" + struct.pack(">2I", 1, len(page)) + page
    found = safari_cookies.read(Sample("x", data))
    assert len(found.cookies) == 1


def test_the_last_setting_is_told_apart_from_the_first_creation(tmp_path):
    columns = f"{jars.FIREFOX_NEW}, updateTime INTEGER"
    rows = [
        {"name": "a", "host": "x.example", "creationTime": 10**15, "updateTime": 2 * 10**15, "expiry": 3 * 10**12},
        {"name": "b", "host": "x.example", "creationTime": 2 * 10**15, "updateTime": 10**15, "expiry": 3 * 10**12},
    ]
    file = jars.database(tmp_path / "cookies.sqlite", "moz_cookies", columns, rows, version=17)
    assert [(each.created, each.updated) for each in read(firefox_cookies, file).cookies] == [
        (10**12, 2 * 10**12),
        (2 * 10**12, None),
    ]


def test_chromium_says_when_a_cookie_was_last_set(tmp_path):
    moment = (1_700_000_000_000 + 11_644_473_600_000) * 1000
    columns = f"{jars.CHROMIUM_NEW}, last_update_utc INTEGER NOT NULL"
    row = dict.fromkeys(
        ["top_frame_site_key", "value", "path", "is_secure", "is_httponly", "priority", "samesite", "source_scheme"], ""
    ) | {"creation_utc": moment, "host_key": "x.example", "name": "a", "encrypted_value": b"", "expires_utc": moment}
    row |= {"last_access_utc": 0, "has_expires": 1, "is_persistent": 1, "last_update_utc": moment + 1000}
    file = jars.database(tmp_path / "Cookies", "cookies", columns, [row])
    assert [each.updated for each in read(chromium_cookies, file).cookies] == [1_700_000_000_001]
