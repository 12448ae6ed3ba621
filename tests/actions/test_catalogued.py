"""Letters to those whom nobody read a policy of: the address, what it needs, and where both are from."""

from pathlib import Path
from typing import Any

import pytest

from cookietui.actions import draft as drafting
from cookietui.actions.correct import correct
from cookietui.actions.draft import Order, compose
from cookietui.actions.identity import set_identity
from cookietui.actions.requests import list_requests
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import SiteName
from cookietui.core.errors import MissingInput, NotOffered
from cookietui.core.knowledge import Knowledge, Organisation, OrganisationContact
from cookietui.storage.places import find_places
from tests.actions.conftest import TODAY, declaration, tea

draft: Any = drafting.draft


def contact(kind: Any, value: str, **more: Any) -> OrganisationContact:
    return OrganisationContact(kind=kind, value=value, name="Spy GmbH", source="A list", date="2026-01-02", **more)


MAIL = contact("email", "dpo@spy.example")
POST = contact("post", "Spy GmbH\n1 Long Road\n10115 Berlin\nGermany")
FORM = contact("form", "https://spy.example/form")
LEAVE = contact("email", "leave@spy.example", purpose="deletion")


def knowing(tmp_path: Path, *contacts: OrganisationContact, **more: Any) -> Workspace:
    """A workspace whose catalogue knows one organisation."""
    spy = Organisation(
        id="spy.example", name="Spy GmbH", domains=("spy.example", "t.spy.example"), contacts=contacts, **more
    )

    def organisation(word: str) -> Organisation | None:
        return spy if word in {"spy.example", "t.spy.example", "Spy"} else None

    places = find_places({"COOKIETUI_HOME": str(tmp_path / "home")})
    return Workspace(places, TODAY, Knowledge(organisation=organisation))


def ask(*rights: Any, **more: Any) -> Any:
    return Order(**{"target": "Spy", "rights": rights or ("access",), "law": "eu", **more})


def test_an_organisation_is_written_to_by_its_record(tmp_path: Path) -> None:
    ws = knowing(tmp_path, MAIL, POST)
    done = draft(ws, ask())
    assert (done.request.to, done.request.organisation, done.request.site) == (
        "dpo@spy.example",
        "spy.example",
        "spy.example",
    )
    assert any("A list, 2026-01-02" in line for line in done.request.warnings)
    assert list_requests(ws)


def test_a_host_of_it_is_the_site_of_the_request(tmp_path: Path) -> None:
    found = compose(knowing(tmp_path, MAIL), ask(target="t.spy.example"))
    assert (found.site, found.organisation) == ("t.spy.example", "spy.example")


def test_where_there_is_only_a_postal_address_it_is_a_letter(tmp_path: Path) -> None:
    done = draft(knowing(tmp_path, POST, FORM), ask())
    assert done.request.channel == "post"
    assert any("also takes requests at https://spy.example/form" in line for line in done.request.warnings)


def test_a_form_alone_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotOffered) as error:
        draft(knowing(tmp_path, FORM), ask())
    assert "https://spy.example/form (A list, 2026-01-02)" in str(error.value)


def test_the_form_that_it_prefers_is_said(tmp_path: Path) -> None:
    found = compose(knowing(tmp_path, FORM, MAIL, suggested="form"), ask())
    assert found.request.to == "dpo@spy.example"
    assert any("prefers requests at" in line for line in found.warnings)


def test_an_address_for_deleting_accounts_is_for_that_alone(tmp_path: Path) -> None:
    ws = knowing(tmp_path, LEAVE)
    assert [each.value for each in compose(ws, ask("delete")).recipients] == ["leave@spy.example"]
    assert compose(ws, ask("access")).recipients == ()


def test_what_it_needs_is_said_and_ticked(tmp_path: Path) -> None:
    ws = knowing(tmp_path, MAIL, needs=("name", "address", "Customer number"), document=True)
    set_identity(ws, {"name": "Ada", "address": "1 Street"})
    found = compose(ws, ask())
    assert any("your name, your postal address and Customer number" in line for line in found.warnings)
    assert any("identity document" in line for line in found.warnings)
    assert "1 Street" in found.request.body


@pytest.mark.parametrize(
    ("record", "language"),
    [({"language": "de"}, "de"), ({"countries": ("de", "at")}, "de"), ({"countries": ("de", "fr")}, "en"), ({}, "en")],
)
def test_its_language(tmp_path: Path, record: dict[str, Any], language: str) -> None:
    assert compose(knowing(tmp_path, MAIL, **record), ask()).request.language == language


def test_its_own_country_proposes_a_law(tmp_path: Path) -> None:
    found = compose(knowing(tmp_path, MAIL, POST), ask())
    assert next(each for each in found.laws if each.id == "eu").why == "the organisation gives an address in DE"


def test_without_a_law_and_a_policy_nothing_is_offered(tmp_path: Path) -> None:
    with pytest.raises(NotOffered) as error:
        draft(knowing(tmp_path, MAIL), ask(law=None))
    assert "no policy of spy.example was read" in str(error.value)
    assert "--law " in str(error.value)


def test_what_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotOffered) as error:
        draft(knowing(tmp_path, gone="Spy GmbH: closed"), ask())
    assert "Spy GmbH: closed" in str(error.value)


def test_who_is_unknown_to_all(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        draft(knowing(tmp_path, MAIL), ask(target="nobody.example"))


def test_the_policy_comes_before_the_catalogue(tmp_path: Path) -> None:
    ws = knowing(tmp_path, MAIL)
    from cookietui import readers
    from cookietui.storage import journal, library
    from tests.actions.conftest import TEXT

    found = declaration(site="spy.example", contacts=[(tea().contacts[0], "privacy@tea.example")])
    assert found.site == SiteName("spy.example", "Tea House")
    with journal.change(ws.places, "add") as change:
        library.add(change, "spy.example", data=b"x", text=TEXT, declaration=found, version=readers.VERSION, day=TODAY)
    options = compose(ws, ask(target="spy.example")).recipients
    assert [(each.value, each.catalogued) for each in options] == [
        ("privacy@tea.example", False),
        ("dpo@spy.example", True),
    ]


def test_a_correction_is_the_address_of_the_next_letter(tmp_path: Path) -> None:
    ws = Workspace(find_places({"COOKIETUI_HOME": str(tmp_path / "home")}), TODAY)
    correct(ws, "criteo.com", {"email": "better@criteo.com"})
    found = compose(ws, ask(target="Criteo"))
    assert found.request.to == "better@criteo.com"
    assert any("your correction" in line for line in found.warnings)
