"""An address elsewhere takes a yes that names it, with its source shown; where the catalogue ties it to them, a note."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from cookietui.actions import draft as drafting
from cookietui.actions.doubts import Unconfirmed, with_yes
from cookietui.actions.follow_up import follow_up
from cookietui.actions.order import Order
from cookietui.actions.requests import list_requests, record_state
from cookietui.actions.workspace import Workspace
from cookietui.cli import draft_view, report
from cookietui.core.declaration import Channel, Contact, OfferedRight
from cookietui.core.knowledge import Knowledge, Organisation, OrganisationContact, Owner
from cookietui.core.words import Role
from tests.actions.conftest import declaration, keep, ws
from tests.cli.conftest import run

__all__ = ["keep", "ws"]
draft: Any = drafting.draft

POLICY = """Oak Shop
You may object at any time: write to {offered}.
Questions: {general}.
"""


def oak(offered: str, general: str = "info@oak.example", role: Role = "privacy") -> tuple[Any, str]:
    """A policy that offers a right at one address and names another."""
    text = POLICY.format(offered=offered, general=general)
    contacts = [(Contact(kind="email", value=offered, roles=(role,)), offered)]
    contacts.append((Contact(kind="email", value=general), general))
    right = OfferedRight(right="object", channels=(Channel("email", offered),))
    return declaration(
        text, "oak.example", "Oak Shop", contacts=contacts, rights=[(right, "You may object at any time")]
    ), text


def order(**more: Any) -> Order:
    return Order(target="oak.example", rights=("object",), **more)


@pytest.fixture
def elsewhere(keep: Any) -> None:
    found, text = oak("privacy@group.example")
    keep(found, text=text)


def test_without_a_yes_nothing_is_kept_and_the_source_is_shown(ws: Workspace, elsewhere: None) -> None:
    with pytest.raises(Unconfirmed) as refused:
        draft(ws, order())
    said = str(refused.value)
    assert refused.value.exit_code == 2
    assert "privacy@group.example is not at oak.example, and nothing known gives group.example to them" in said
    assert (
        'line 2 of tea.txt, read on 2026-11-22: "You may object at any time: write to privacy@group.example."' in said
    )
    assert "--recipient privacy@group.example" in said
    assert "--recipient info@oak.example (general contact)" in said
    assert not list_requests(ws)
    assert not list(ws.places.data.rglob("*.eml"))


@pytest.mark.parametrize("yes", ["privacy@group.example", "Privacy@Group.example "])
def test_a_yes_that_names_it_is_one(ws: Workspace, elsewhere: None, yes: str) -> None:
    done = draft(ws, order(yes_to=yes))
    assert done.request.to == "privacy@group.example"
    assert any("is not at oak.example" in warning for warning in done.request.warnings)


@pytest.mark.parametrize("yes", ["yes", "info@oak.example", "privacy@group.example.evil.example", "group.example", ""])
def test_a_yes_to_anything_else_is_none(ws: Workspace, elsewhere: None, yes: str) -> None:
    with pytest.raises(Unconfirmed):
        draft(ws, order(yes_to=yes))


def test_it_is_good_for_one_draft(ws: Workspace, elsewhere: None) -> None:
    draft(ws, order(yes_to="privacy@group.example"))
    with pytest.raises(Unconfirmed):
        draft(ws, order(reason="again"))


@pytest.mark.parametrize("more", [{"dry_run": True}, {"way": "stdout"}])
def test_a_mere_look_is_warned_and_not_refused(ws: Workspace, elsewhere: None, more: Any) -> None:
    done = draft(ws, order(), **more)
    assert not done.kept
    assert any("is not at oak.example" in warning for warning in done.request.warnings)


def test_a_later_letter_to_an_address_with_a_yes_needs_no_other(ws: Workspace, elsewhere: None) -> None:
    reference = draft(ws, order(yes_to="privacy@group.example")).request.reference
    record_state(ws, reference, "sent")
    assert follow_up(ws, reference, "reminder").request.follow_ups[0].to == "privacy@group.example"


def test_an_own_address_comes_before_an_officer_elsewhere(ws: Workspace, keep: Any) -> None:
    found, text = oak("dpo@lawfirm.example", role="dpo")
    keep(msgspec.structs.replace(found, rights=()), text=text)
    made = drafting.compose(ws, order(law="eu"))
    assert [each.value for each in made.recipients] == ["info@oak.example", "dpo@lawfirm.example"]
    assert made.doubt is None


def test_what_a_reader_says_of_the_domain_is_not_believed(ws: Workspace, keep: Any) -> None:
    found, text = oak("privacy@oak.example.evil.example")
    assert found.contacts[0].same_site
    keep(found, text=text)
    with pytest.raises(Unconfirmed):
        draft(ws, order())


def test_free_mail_is_a_warning(ws: Workspace, keep: Any) -> None:
    found, text = oak("oakshop@gmail.com")
    keep(found, text=text)
    assert any("free mail provider" in warning for warning in draft(ws, order()).request.warnings)


def knowing(ws: Workspace, owner: str = "", record: str = "") -> Workspace:
    """The workspace with a catalogue in which group.example is `owner`'s, and which names an address for Oak."""
    names = {"oak.example": "oak.example", "group.example": owner} if owner else {}
    known = OrganisationContact(kind="email", value=record, source="A list", date="2026-01-02")
    oak_record = Organisation(id="oak.example", name="Oak", domains=("oak.example",), contacts=(known,))
    return Workspace(
        ws.places,
        ws.today,
        Knowledge(
            owner=lambda host: Owner(organisation=names[host], name=f"<{names[host]}>") if host in names else None,
            organisation=lambda word: oak_record if record and word in {"oak.example", "Oak"} else None,
        ),
    )


def test_one_group_by_the_catalogue_is_a_note(ws: Workspace, elsewhere: None) -> None:
    done = draft(knowing(ws, owner="oak.example"), order())
    assert "privacy@group.example is at group.example, which is <oak.example>'s too, by the catalogue" in (
        done.request.warnings
    )


def test_an_address_that_a_record_names_for_them_is_a_note(ws: Workspace, elsewhere: None) -> None:
    done = draft(knowing(ws, record="Privacy@Group.example"), order())
    assert any("A list, 2026-01-02 names it for them too" in warning for warning in done.request.warnings)


def test_an_address_of_another_organisation_says_whose(ws: Workspace, elsewhere: None) -> None:
    with pytest.raises(Unconfirmed, match=r"the catalogue gives group\.example to <other\.example>"):
        draft(knowing(ws, owner="other.example"), order())


def test_a_domain_that_can_be_mistaken_is_asked_about_in_both_forms(ws: Workspace, keep: Any) -> None:
    found, text = oak("privacy@оаһ.example")  # Cyrillic
    keep(found, text=text)
    with pytest.raises(Unconfirmed) as refused:
        draft(ws, order(recipient="privacy@оаһ.example", yes_to="privacy@оаһ.example"))
    assert "privacy@xn--80a1a23a.example reads оаһ.example" in str(refused.value)
    done = draft(ws, with_yes(order(), refused.value.doubt))
    assert done.request.to == "privacy@xn--80a1a23a.example"


@pytest.fixture
def oakshop(tmp_path: Path) -> str:
    """A page kept under the host that the person names."""
    page = tmp_path / "oak.html"
    page.write_text(
        "<html lang=en><h1>Privacy policy of Oak Shop Ltd</h1><p>You may object to the use of your data at any time: write to our privacy team "
        "at privacy@oakgroup.net.</p></html>"
    )
    assert run("add", str(page), "--site", "oakshop.com").code == 0
    return "oakshop.com"


def test_the_command_line_refuses_names_the_flag_and_takes_it(oakshop: str) -> None:
    for more in ((), ("--json",)):
        refused = run("draft", oakshop, "--right", "object", *more)
        assert (refused.code, "--recipient privacy@oakgroup.net" in refused.err) == (2, True)
        assert 'line 2 of oak.html, read on 2026-11-21: "You may object' in refused.err
    assert not run("requests", "--json").rows
    look = run("draft", oakshop, "--right", "object", "--to", "stdout")
    assert (look.code, "is not at oakshop.com" in look.err) == (0, True)
    done = run("draft", oakshop, "--right", "object", "--recipient", "privacy@oakgroup.net", "--json")
    assert (done.code, done.rows[0]["to"]) == (0, "privacy@oakgroup.net")


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 2), ("\n", 2)])
def test_at_a_terminal_it_asks(oakshop: str, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    monkeypatch.setattr(report, "interactive", lambda: True)
    monkeypatch.setattr(draft_view, "hand_on", lambda *_given, **_more: None)
    done = run("draft", oakshop, "--right", "object", stdin=answer)
    assert done.code == code
    assert "look: privacy@oakgroup.net is not at oakshop.com" in done.err
    assert "Write to privacy@oakgroup.net all the same? [y/N]" in done.err
    assert len(run("requests", "--json").rows) == (code == 0)
