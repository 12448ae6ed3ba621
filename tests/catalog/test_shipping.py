"""The shipped files are made anew from downloads, and say the same when they are read."""

import json
from pathlib import Path

import pytest

from cookietui.catalog import shipped
from cookietui.catalog.shipping import ship
from cookietui.core.errors import UsageError

COMPANY = {
    "slug": "spy", "name": "Spy | Co", "web": "https://spy.example", "runs": ["A|B"], "address": "1 Long Road\nReno",
    "email": "dpo@spy.example", "needs-id-document": True, "sources": [], "quality": "verified",
}  # fmt: skip


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "one.jsonl", tmp_path / "sites.json"
    first.write_text(json.dumps(COMPANY) + "\n")
    site = {"name": "Spy", "url": "https://spy.example/x", "difficulty": "easy", "domains": ["spy.example"]}
    second.write_text(json.dumps([site]))
    ship(tmp_path, [f"{first}@2026-01-02", f"{second}@2026-01-03"])
    package = tmp_path / "package"
    (package / "data").mkdir(parents=True)
    for name in (shipped.COOKIES, shipped.CONTACTS, shipped.SOURCES):
        (tmp_path / name).rename(package / "data" / name)
    monkeypatch.setattr("cookietui.catalog.shipped.resources.files", lambda _name: package)
    for cached in (shipped.sources, shipped._organisations):
        cached.cache_clear()
    try:
        (one, (company,)), (two, (deleting,)) = shipped.organisations()
    finally:
        monkeypatch.undo()
        for cached in (shipped.sources, shipped._organisations):
            cached.cache_clear()
    assert (one.date, two.date) == ("2026-01-02", "2026-01-03")
    assert (company.name, company.names, company.post, company.document) == (
        "Spy | Co",
        ("A/B",),
        "1 Long Road\nReno",
        True,
    )
    assert (deleting.difficulty, deleting.deletion_link) == ("easy", "https://spy.example/x")


def test_what_may_not_be_given_on_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "services.json"
    file.write_text('{"license": "x", "categories": {"Advertising": [{"S": {"https://s.example": ["s.example"]}}]}}')
    with pytest.raises(UsageError) as error:
        ship(tmp_path, [str(file)])
    assert "CC-BY-NC-SA" in str(error.value)
    assert not (tmp_path / shipped.CONTACTS).exists()
