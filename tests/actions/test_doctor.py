"""The doctor: it finds what is wrong, says what to do, and changes nothing."""

from typing import Any

import pytest

from cookietui.actions.doctor import examine
from cookietui.actions.identity import clear_identity, set_identity, show_identity
from cookietui.core.errors import UsageError


def _states(ws: Any) -> set[tuple[str, str]]:
    return {(check.subject, check.state) for check in examine(ws)}


def test_a_fresh_home_has_no_problem_and_stays_empty(ws, tmp_path):
    checks = examine(ws)
    assert not [check for check in checks if check.state == "problem"]
    assert ("identity", "note") in _states(ws)
    assert not list(tmp_path.iterdir())


def test_imports_and_corrections_are_named(ws):
    (check,) = [check for check in examine(ws) if check.subject == "catalogue"]
    assert "nothing was imported" in check.message
    ws.places.catalogue.mkdir(parents=True)
    (ws.places.catalogue / "disconnect.json").write_text("{")
    (ws.places.catalogue / "corrections.toml").write_text('[cookies."zq"]\ncategory = "analytics"\n')
    rows = [check for check in examine(ws) if check.subject == "catalogue"]
    assert [row.state for row in rows] == ["problem", "ok"]
    assert "1 correction of yours" in rows[1].message


def test_problems_come_first_and_name_file_and_remedy(ws):
    set_identity(ws, {"name": "Ann", "email": "ann@mail.example"})
    assert ("identity", "note") not in _states(ws)
    ws.places.identity.chmod(0o644)
    ws.places.settings.write_text('delivery = "pigeon"\nlaw = "xx"\n')
    ws.places.requests.mkdir(parents=True)
    (ws.places.requests / "ck-aaaaaa.toml").write_text("broken")
    problems = [check for check in examine(ws) if check.state == "problem"]
    assert {check.subject for check in problems} == {"identity", "settings", "requests", "delivery"}
    assert all(check.remedy for check in problems)
    assert examine(ws)[0].state == "problem"


def test_identity_round_trip(ws):
    set_identity(ws, {"name": "Ann\x1b[31m", "address": "1 Street\\nTown", "customer-number:tea.example": "42"})
    found = show_identity(ws)
    assert found.name == "Ann[31m"
    assert found.address == "1 Street\nTown"
    assert found.customer_numbers == {"tea.example": "42"}
    set_identity(ws, {"name": ""})
    assert show_identity(ws).name == ""
    for bad in (
        {"email": "nobody@"},
        {"email": "a@b.example\nBcc: x@y.example"},
        {"country": "Germany"},
        {"shoe": "44"},
    ):
        with pytest.raises(UsageError):
            set_identity(ws, bad)
    assert clear_identity(ws)
    assert not clear_identity(ws)
