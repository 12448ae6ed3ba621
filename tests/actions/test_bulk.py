"""Many drafts: planned first, one a recipient, nothing asked twice, and what was stopped goes on."""

import datetime
from typing import Any

import pytest

from cookietui.actions import bulk
from cookietui.actions.bulk import counted, plan
from cookietui.actions.draft import Order, draft
from cookietui.actions.identity import set_identity
from cookietui.actions.requests import list_requests, record_state
from cookietui.actions.undo import undo
from cookietui.core.declaration import Channel, Contact, OfferedRight
from cookietui.core.errors import UsageError
from tests.actions.conftest import declaration

carry_out: Any = bulk.carry_out
ORDER = Order(target="", rights=("object",))


def shop(name: str, address: str) -> Any:
    text = f"{name}\nYou may object at any time by e-mail to {address}.\n"
    return declaration(
        text,
        f"{name}.example",
        name,
        contacts=[(Contact(kind="email", value=address, roles=("privacy",)), address)],
        rights=[(OfferedRight(right="object", channels=(Channel("email", address),)), "You may object at any time")],
    ), text


@pytest.fixture
def shops(ws, keep):
    for name in ("ash", "birch", "cedar"):
        found, text = shop(name, f"privacy@{name}.example")
        keep(found, text=text)
    found, text = shop("alder.ash", "privacy@ash.example")
    keep(found, text=text)
    set_identity(ws, {"name": "Ann Example", "email": "ann@home.example"})


def test_one_request_goes_to_a_recipient(ws, shops):
    planned = plan(ws, (), ORDER)
    assert counted(planned.rows) == {"new": 3, "covered": 1}
    made = list(carry_out(ws, planned))
    assert sorted(request.to for request in made) == [f"privacy@{n}.example" for n in ("ash", "birch", "cedar")]
    assert len({request.reference for request in made}) == 3
    assert len({request.message_id for request in made}) == 3
    assert {request.reference for request in list_requests(ws)} == {request.reference for request in made}
    assert all(request.path and request.path.endswith(f"{request.reference}.eml") for request in made)


def test_what_is_drafted_or_open_is_left_alone(ws, shops):
    reference = draft(ws, Order(target="ash.example", rights=("object",))).request.reference
    record_state(ws, reference, "sent")
    list(carry_out(ws, plan(ws, ("birch.example",), ORDER)))
    planned = plan(ws, ("ash.example", "birch.example", "cedar.example"), ORDER)
    assert [row.fate for row in planned.rows] == ["open", "drafted", "new"]
    assert reference in planned.rows[0].why


def test_what_was_stopped_goes_on(ws, shops):
    writing = carry_out(ws, plan(ws, (), ORDER), batch=1)
    first = next(writing)
    writing.close()
    assert [request.reference for request in list_requests(ws)] == [first.reference]
    again = plan(ws, (), ORDER)
    assert counted(again.rows)["new"] == 2
    list(carry_out(ws, again))
    assert len(list_requests(ws)) == 3
    assert not plan(ws, (), ORDER).new


def test_a_stop_within_a_batch_keeps_none_of_it(ws, shops, monkeypatch):
    real: Any = getattr(bulk, "keep_draft")  # noqa: B009 - mypy sees no export
    calls: list[int] = []

    def stopping(*given):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(bulk, "keep_draft", stopping)
    with pytest.raises(KeyboardInterrupt):
        list(carry_out(ws, plan(ws, (), ORDER)))
    assert not list_requests(ws)


def test_the_wishes_of_the_profile_feed_it(ws, shops):
    from cookietui.actions.profiles import new_profile, use_profile

    assert {row.why for row in plan(ws, (), Order(target="")).rows} == {"your profile wishes nothing here"}
    new_profile(ws, "mine")
    use_profile(ws, "mine")
    path = next(ws.places.profiles.glob("mine*.toml"))
    path.write_text('schema = 1\nname = "mine"\n[defaults]\nrights = ["object", "delete"]\n')
    planned = plan(ws, ("ash.example", "birch.example"), Order(target=""))
    assert [row.rights for row in planned.new] == [("object",), ("object",)]
    planned = plan(ws, ("ash.example",), Order(target="", law="eu"))
    assert [row.rights for row in planned.new] == [("object", "delete")]


def test_a_batch_is_one_undo(ws, shops):
    list(carry_out(ws, plan(ws, (), ORDER)))
    undo(ws)
    assert not list_requests(ws)


def test_ways_that_take_one_letter_are_refused(ws, shops):
    for way in ("stdout", "clipboard", "sendmail"):
        with pytest.raises(UsageError, match="one letter at a time"):
            plan(ws, (), ORDER, way=way)


def test_an_unknown_target_is_told_and_the_rest_is_done(ws, shops, tmp_path):
    planned = plan(ws, ("nowhere.example", "ash.example"), ORDER, folder=tmp_path / "out")
    assert [row.fate for row in planned.rows] == ["left", "new"]
    (made,) = carry_out(ws, planned)
    assert made.path == str(tmp_path / "out" / f"{made.reference}.eml")
    assert made.drafted == ws.today == datetime.date(2026, 11, 22)


def test_an_address_on_another_domain_is_looked_at_first(ws, keep):
    found, text = shop("oak", "privacy@elsewhere.example")
    keep(found, text=text)
    (row,) = plan(ws, (), ORDER).rows
    assert (row.fate, row.made is not None) == ("left", True)
    assert "privacy@elsewhere.example is not at oak.example" in row.why
    assert 'line 2 of tea.txt, read on 2026-11-22: "You may object' in row.why
    assert not list(carry_out(ws, plan(ws, (), ORDER)))
