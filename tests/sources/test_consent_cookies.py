"""Consent cookies in jars become signals; no other value is read, and no number of a person comes out."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.read import read_sample
from cookietui.core.observation import Observation
from cookietui.core.observation_json import as_json
from cookietui.sources import consent
from cookietui.sources.sample import Sample, open_sample
from tests.core.signals.test_kinds import BASE, COOKIECONSENT, ONETRUST

ROWS = (
    (".shop.example", "euconsent-v2", BASE["core"]),
    (".news.example", "OptanonConsent", ONETRUST),
    (".news.example", "OptanonAlertBoxClosed", "2026-02-01T10:00:00.000Z"),
    ("blog.example", "cmplz_marketing", "allow"),
    ("blog.example", "cmplz_statistics", "deny"),
    ("blog.example", "session", "secret-of-mine"),
    ("app.example", "cc_cookie", json.dumps(COOKIECONSENT)),
    ("us.example", "usprivacy", "1YYN"),
    ("odd.example", "usprivacy", "what?"),
)
EXPIRES = 1_800_000_000


def firefox(folder: Path) -> Path:
    file = folder / "cookies.sqlite"
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, name, value, host, path, expiry, creationTime)")
        base.execute("PRAGMA user_version = 12")
        rows = [(name, value, host, "/", EXPIRES, 1) for host, name, value in ROWS]
        base.executemany("INSERT INTO moz_cookies VALUES (NULL, ?, ?, ?, ?, ?, ?)", rows)
    base.close()
    return file


def chromium(folder: Path) -> Path:
    file = folder / "Cookies"
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE cookies (host_key, name, value, encrypted_value, path, expires_utc, creation_utc)")
        expires = (EXPIRES + 11_644_473_600) * 10**6
        rows = [(host, name, value, b"", "/", expires, 1) for host, name, value in ROWS]
        base.executemany("INSERT INTO cookies VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        base.execute("INSERT INTO cookies VALUES ('x.example', 'CookieConsent', '', x'763130', '/', ?, 1)", (expires,))
    base.close()
    return file


def netscape(folder: Path) -> Path:
    file = folder / "cookies.txt"
    rows = (f"{h}\t{str(h[0] == '.').upper()}\t/\tFALSE\t{EXPIRES}\t{n}\t{v}\n" for h, n, v in ROWS)
    file.write_text("# Netscape HTTP Cookie File\n" + "".join(rows))
    return file


def listed() -> list[dict[str, Any]]:
    return [{"name": n, "value": v, "domain": h, "path": "/", "expires": EXPIRES} for h, n, v in ROWS]


def export(folder: Path) -> Path:
    file = folder / "export.json"
    file.write_text(json.dumps(listed()))
    return file


def state(folder: Path) -> Path:
    file = folder / "state.json"
    stored = [{"name": "klaro", "value": '{"counter":false}'}, {"name": "IABTCF_TCString", "value": BASE["core"]}]
    private = {"name": "token", "value": "secret-of-mine"}
    origins = [{"origin": "https://klaro.example", "localStorage": [*stored, private]}]
    file.write_text(json.dumps({"cookies": listed(), "origins": origins}))
    return file


def har(folder: Path) -> Path:
    file = folder / "visit.har"
    lines = [
        {"name": "Set-Cookie", "value": "usprivacy=1YYN; Max-Age=60"},
        {"name": "set-cookie", "value": "session=secret-of-mine"},
    ]
    sent = [{"name": n, "value": v} for _, n, v in ROWS if n != "usprivacy"]
    request = {"url": "https://shop.example/", "cookies": sent, "headers": []}
    entry = {
        "startedDateTime": "2026-01-06T14:05:03Z",
        "request": request,
        "response": {"status": 200, "headers": lines},
    }
    file.write_text(json.dumps({"log": {"creator": {"name": "made up"}, "entries": [entry]}}))
    return file


def read(file: Path, *, values: bool = False) -> Observation:
    found = read_sample(open_sample(str(file), values=values)).observation
    assert found is not None
    return found


@pytest.mark.parametrize("make", [firefox, chromium, netscape, export, state, har])
def test_a_jar_gives_signals_and_no_secret(tmp_path: Path, make: Any) -> None:
    found = read(make(tmp_path))
    kinds = {signal.kind for signal in found.signals}
    assert {"tcf", "onetrust", "complianz", "cookieconsent", "usp"} <= kinds
    assert all(cookie.value is None for cookie in found.cookies)
    text = json.dumps(as_json(found)) + repr(found)
    for secret in ("secret-of-mine", "my-own-number", "token=abc", "anna"):
        assert secret not in text


@pytest.mark.parametrize("make", [firefox, netscape, export])
def test_what_stands_beside_the_answers(tmp_path: Path, make: Any) -> None:
    found = read(make(tmp_path))
    (onetrust,) = (each for each in found.signals if each.kind == "onetrust")
    assert (onetrust.domain, onetrust.cookie) == ("news.example", "OptanonConsent")
    assert (onetrust.since, onetrust.until) == ("2026-02-01T10:00:00Z", "2027-01-15T08:00:00Z")
    assert onetrust.says[0] == "Given on 2026-02-01; kept until 2027-01-15"
    (complianz,) = (each for each in found.signals if each.kind == "complianz")
    assert complianz.fields == {"marketing": True, "statistics": False}
    assert "consent cookies that say nothing that can be read: 1" in [each.message for each in found.problems]


def test_encrypted_answers_are_counted(tmp_path: Path) -> None:
    found = read(chromium(tmp_path))
    assert any("are encrypted, so that what they say" in each.message for each in found.problems)


def test_local_storage_of_consent_managers(tmp_path: Path) -> None:
    found = read(state(tmp_path))
    stored = [(each.kind, each.cookie) for each in found.signals if each.domain == "klaro.example"]
    assert stored == [("klaro", "klaro"), ("tcf", "IABTCF_TCString")]


def test_values_that_were_asked_for_stay(tmp_path: Path) -> None:
    found = read(netscape(tmp_path), values=True)
    assert "secret-of-mine" in {cookie.value for cookie in found.cookies}
    assert found.signals


def test_a_jar_without_consent_cookies_has_no_signals() -> None:
    found = read_sample(Sample("a.json", b'[{"name": "a", "value": "1YNN", "domain": "b.example"}]')).observation
    assert found is not None
    assert found.signals == ()


def test_every_kind_names_its_cookies() -> None:
    for name, module in consent.modules().items():
        assert module.TITLE
        assert all(consent.kind_of(cookie.replace("*", "x")) == name for cookie in module.COOKIES)
