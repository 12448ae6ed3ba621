"""The three sites the project starts from: every fact the issue names, from the text and from pages of the same words."""

import html
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run

SHARED = os.environ.get("COOKIETUI_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="needs COOKIETUI_SHARED, the folder with the seeds")
SEEDS = {"mxguarddog": "000_", "mxroute": "001_", "icewarp": "002_"}


def _source(name: str) -> Path:
    (found,) = (Path(str(SHARED)) / "seeds").glob(f"{SEEDS[name]}*")
    return found


def _plain(text: str) -> str:
    return text


def _paragraphs(text: str) -> str:
    """Each line as a paragraph, between navigation and footer."""
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    return (
        "<!DOCTYPE html><html><head><title>Privacy</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<main>{body}</main></body></html>"
    )


def _breaks(text: str) -> str:
    """One old table cell with fonts and line breaks."""
    body = "<br>\n".join(html.escape(line) for line in text.splitlines())
    return (
        "<HTML><BODY><TABLE><TR><TD><A HREF='/'>Home</A></TD><TD><FONT FACE=Arial SIZE=2>"
        f"{body}</FONT></TD></TR></TABLE></BODY></HTML>"
    )


def _spans(text: str) -> str:
    """A page of divs and spans, every third word in a span of its own, entities for quotes."""
    lines = []
    for line in text.splitlines():
        words = [html.escape(word) for word in line.split()]
        marked = [f"<span class='w'>{word}</span>" if n % 3 == 2 else word for n, word in enumerate(words)]
        lines.append(f"<div>{' '.join(marked)}</div>")
    return f"<html lang=en><body><div id=content>{''.join(lines)}</div></body></html>"


WRAPS: dict[str, Callable[[str], str] | None] = {
    "text": None,
    "paragraphs": _paragraphs,
    "breaks": _breaks,
    "spans": _spans,
}


def _unmarked(text: str) -> str:
    """The words of a seed: Markdown marks and link targets off, for wrapping in other markup."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(?m)^\s*(?:[#>*]+\s+)|\*+", "", text)


@pytest.fixture(params=list(WRAPS))
def seed(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Any]:
    """A function from a seed's name to its declaration, in one of the markups."""
    wrap = WRAPS[request.param]

    def read(name: str) -> Any:
        path = _source(name)
        if wrap is not None:
            text = path.read_text(encoding="utf-8")
            page = tmp_path / f"{name}.html"
            page.write_text(wrap(_unmarked(text)), encoding="utf-8")
            path = page
        done = run("read", str(path), "--json")
        assert done.code == 0, done.err
        (row,) = done.rows
        text = run("text", str(path)).out
        for evidence in row["evidence"]:
            if "start" in evidence:
                assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
                assert text.count("\n", 0, evidence["start"]) + 1 == evidence["line"]
        return row

    return read


def _quotes(row: Any, fact: Any) -> str:
    return " ".join(" ".join(row["evidence"][index]["quote"] for index in fact["evidence"]).split())


def _technologies(row: Any, stance: str = "used") -> set[str]:
    return {fact["kind"] for fact in row["technologies"] if fact["stance"] == stance}


def _practices(row: Any, category: str, stance: str) -> list[Any]:
    return [fact for fact in row["practices"] if fact["category"] == category and fact["stance"] == stance]


def _rights(row: Any) -> dict[str, Any]:
    return {fact["right"]: fact for fact in row["rights"]}


def _every_fact_has_evidence(row: Any) -> None:
    for field in ("contacts", "cookies", "technologies", "practices", "rights", "vendors", "embedded"):
        for fact in row[field]:
            assert fact["evidence"], (field, fact)
            assert "archived on" not in _quotes(row, fact), "the note about the file is no evidence"


def test_mx_guarddog(seed: Callable[[str], Any]) -> None:
    row = seed("mxguarddog")
    _every_fact_has_evidence(row)
    assert row["site"]["domain"] == "mxguarddog.com"
    assert "MX Guarddog" in row["site"]["name"] or "IK2" in row["site"]["name"]
    emails = {fact["value"] for fact in row["contacts"] if fact["kind"] == "email"}
    assert emails == {"postmaster@mxguarddog.com"}
    posts = {fact["country"] for fact in row["contacts"] if fact["kind"] == "post"}
    assert posts == {"HK", "US"}
    assert len([fact for fact in row["contacts"] if fact["kind"] == "post"]) == 2
    cookies = [fact for fact in row["technologies"] if fact["kind"] == "cookies"]
    assert [fact["stance"] for fact in cookies] == ["used"]
    assert cookies[0]["purposes"]
    assert any("ad server" in _quotes(row, fact) for fact in _practices(row, "third-party-sharing", "does-not"))
    periods = {fact["retention"]["period"] for fact in row["practices"] if fact["retention"]}
    assert "P7D" in periods
    rights = _rights(row)
    assert {(each["kind"], each["value"]) for each in rights["object"]["channels"]} == {
        ("email", "postmaster@mxguarddog.com")
    }
    assert {each["kind"] for each in rights["access"]["channels"]} == {"post"}
    assert "identity-check" in rights["access"]["conditions"]
    assert not {"access", "object", "contact", "retention"} & set(row["missing"])


def test_mxroute(seed: Callable[[str], Any]) -> None:
    row = seed("mxroute")
    _every_fact_has_evidence(row)
    assert row["site"]["domain"] == "mxroute.com"
    assert row["source"]["revised"] == "2014-08-26"
    assert row["source"]["archived"] == "2016-04-07"
    assert {fact["value"] for fact in row["contacts"] if fact["kind"] == "email"} == {"jarland@mxroute.com"}
    assert {"ip-address", "unique-identifiers", "server-logs"} <= _technologies(row)
    everything = {fact["kind"] for fact in row["technologies"]}
    assert not everything & {"cookies", "persistent-cookies", "session-cookies"}
    assert row["cookies"] == []
    assert _practices(row, "third-party-sharing", "does-not")
    assert row["rights"] == []
    assert {"access", "delete", "correct", "object", "retention"} <= set(row["missing"])


def test_icewarp(seed: Callable[[str], Any]) -> None:
    row = seed("icewarp")
    _every_fact_has_evidence(row)
    assert row["site"] == {"domain": "icewarp.com", "name": "IceWarp, Inc."}
    assert row["source"]["archived"] == "2014-05-21"
    contacts = {(fact["kind"], fact["value"]) for fact in row["contacts"]}
    assert ("email", "info@icewarp.com") in contacts
    assert ("phone", "571.481.4611") in contacts
    assert ("fax", "703.563.9269") in contacts
    assert {"persistent-cookies", "session-cookies", "server-logs", "ip-address"} <= _technologies(row)
    assert any("sell, rent" in _quotes(row, fact) for fact in _practices(row, "third-party-sharing", "does-not"))
    legal = [fact for fact in row["practices"] if "law enforcement" in _quotes(row, fact)]
    assert any("legal" in fact["purposes"] and fact["stance"] in {"does", "may"} for fact in legal)
    related = [fact for fact in row["practices"] if "cross-relate" in _quotes(row, fact)]
    assert related
    assert {fact["stance"] for fact in related} == {"does-not"}
    assert any("browser-settings" in fact["choices"] for fact in row["practices"])


def _kept(name: str) -> None:
    done = run("add", str(_source(name)))
    assert done.code == 0, done.err


def test_the_way_from_mx_guarddog_to_two_drafts() -> None:
    _kept("mxguarddog")
    by_mail = run("draft", "mxguarddog.com", "--right", "object", "--json").rows[0]
    assert (by_mail["channel"], by_mail["to"]) == ("email", "postmaster@mxguarddog.com")
    assert by_mail["path"].endswith(".eml")
    assert by_mail["due"] is None
    said = " ".join(by_mail["body"].split())
    (reading,) = run("read", str(_source("mxguarddog")), "--json").rows
    assert _quotes(reading, _rights(reading)["object"])[:200] in said
    by_post = run("draft", "mxguarddog.com", "--right", "access", "--json").rows[0]
    assert by_post["channel"] == "post"
    assert any("by post only" in warning for warning in by_post["warnings"])
    assert "Admiralty" in by_post["to"] or "Millersville" in by_post["to"]
    for row in (by_mail, by_post):
        assert "[your" not in row["body"].lower()
        assert Path(row["path"]).stat().st_mode & 0o777 == 0o600


def test_mxroute_offers_nothing_and_a_law_helps() -> None:
    _kept("mxroute")
    refused = run("draft", "mxroute.com", "--right", "access")
    assert refused.code == 2
    assert "offers no right" in refused.err
    assert "--law" in refused.err
    row = run("draft", "mxroute.com", "--right", "access", "--law", "eu", "--json").rows[0]
    assert row["to"] == "jarland@mxroute.com"
    assert any("15" in article for article in row["articles"])
    assert row["due"] == "2026-12-21"
    for law in ("us-ca", "hk"):
        done = run("draft", "mxroute.com", "--right", "access", "--law", law, "--json")
        assert done.code == 0
        assert json.loads(done.out)["due"]


def test_the_shipped_profiles_for_the_seeds_open_and_decide() -> None:
    for name in SEEDS:
        assert run("profile", "use", name).code == 0
        rows = run("explain", f"{name}.com", "--json").rows
        assert {row["choice"] for row in rows} <= {"allow", "session", "deny", "ask"}
        assert rows[2]["choice"] == "deny"
