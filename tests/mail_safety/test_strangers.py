"""A request never goes to an address that stood only in a regulator's, advertiser's, processor's or trade body's context."""

import re
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions import draft as drafting
from cookietui.actions.order import Order
from cookietui.actions.recipients import recipients_of
from cookietui.actions.requests import list_requests
from cookietui.actions.target import find_target
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import NotOffered
from cookietui.core.knowledge import Knowledge, Organisation, OrganisationContact
from cookietui.core.words import RIGHTS
from cookietui.storage.places import find_places
from tests.actions.conftest import TODAY
from tests.cli.conftest import run
from tests.mail_safety.pages import FRIENDS, OWN, POST, STRANGERS, page

draft: Any = drafting.draft
CASES = [(language, name) for language, rows in STRANGERS.items() for name in rows]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A workspace with the catalogue that ships."""
    return Workspace(find_places({"COOKIETUI_HOME": str(tmp_path / "home")}), TODAY)


def kept(tmp_path: Path, text: str, *, html: bool) -> str:
    path = tmp_path / ("policy.html" if html else "policy.txt")
    path.write_text(text, encoding="utf-8")
    done = run("add", str(path), "--site", "oakshop.com")
    assert done.code == 0, done.err
    return "oakshop.com"


def foreign(text: str) -> set[str]:
    return set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)) - {"privacy@oakshop.com", "datenschutz@oakshop.com"}


def asked(ws: Workspace, path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """For each right: the channel, where it would go first, and everything that can be chosen."""
    target = find_target(ws, str(path))
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for right in RIGHTS:
        rows = recipients_of(target, (right,))
        first = rows[0] if rows else None
        found.append(
            (first.kind if first else "email", first.value if first else "", tuple(each.value for each in rows))
        )
    made = drafting.compose(ws, Order(target=str(path), rights=("access",), law="eu"))
    return [*found, (made.request.channel, made.request.to, tuple(each.value for each in made.recipients))]


@pytest.mark.parametrize("html", [True, False], ids=["html", "text"])
@pytest.mark.parametrize(("language", "name"), CASES)
def test_beside_an_address_of_the_site_for_every_right(
    ws: Workspace, tmp_path: Path, language: str, name: str, html: bool
) -> None:
    stranger = STRANGERS[language][name]
    (theirs,) = foreign(stranger)
    for rows in ((OWN[language], stranger), (stranger, OWN[language])):
        path = tmp_path / f"oak.{'html' if html else 'txt'}"
        path.write_text(page(language, *rows, html=html), encoding="utf-8")
        for channel, to, choices in asked(ws, path):
            assert (channel, to) == ("email", re.search(r"\S+@oakshop\.com", OWN[language])[0])  # type: ignore[index]
            assert theirs not in choices


@pytest.mark.parametrize("html", [True, False], ids=["html", "text"])
@pytest.mark.parametrize(("language", "name"), CASES)
def test_alone_it_is_nobody_to_write_to(ws: Workspace, tmp_path: Path, language: str, name: str, html: bool) -> None:
    """Where it is the only e-mail: refused with what to do, or by post where the policy has a postal address."""
    path = tmp_path / f"oak.{'html' if html else 'txt'}"
    path.write_text(page(language, STRANGERS[language][name], html=html), encoding="utf-8")
    assert {(to, choices) for _, to, choices in asked(ws, path)} == {("", ())}
    with pytest.raises(NotOffered, match="names no address to write to; name one with --recipient") as refused:
        draft(ws, Order(target=str(path), rights=("access",), law="eu"))
    assert refused.value.exit_code == 2
    assert not list_requests(ws)
    path.write_text(page(language, STRANGERS[language][name], POST[language], html=html), encoding="utf-8")
    done = draft(ws, Order(target=str(path), rights=("access",), law="eu"))
    assert (done.way, done.request.channel) == ("letter", "post")
    assert "Oak Shop" in done.request.to
    assert "@" not in done.request.to


@pytest.mark.parametrize(
    ("language", "words"), [(language, words) for language, rows in FRIENDS.items() for words in rows]
)
def test_what_is_the_site_s_own_elsewhere_is_still_offered(
    ws: Workspace, tmp_path: Path, language: str, words: str
) -> None:
    path = tmp_path / "oak.html"
    path.write_text(page(language, words), encoding="utf-8")
    made = drafting.compose(ws, Order(target=str(path), rights=("access",), law="eu"))
    assert {each.value for each in made.recipients} == foreign(words)
    assert (made.doubt is None) == ("gmail" in words or "gmx" in words)


def test_the_command_line_says_what_else_there_is(tmp_path: Path) -> None:
    kept(tmp_path, page("en", STRANGERS["en"]["processor"]), html=True)
    refused = run("draft", "oakshop.com", "--right", "access", "--json")
    assert refused.code == 2
    assert "names no address to write to" in refused.err
    assert "mailpigeon" not in refused.out + refused.err
    assert not run("requests", "--json").rows


def test_an_address_that_the_catalogue_gives_to_another_is_not_taken(ws: Workspace, tmp_path: Path) -> None:
    """google.com is in the catalogue, with an address of its own; the shop's policy names it in passing."""
    assert ws.knowledge.organisation("google.com")
    path = tmp_path / "oak.html"
    path.write_text(
        page("en", STRANGERS["en"]["analytics-known"], "We also write to privacy@criteo.com."), encoding="utf-8"
    )
    for _channel, to, choices in asked(ws, path):
        assert (to, choices) == ("", ())


@pytest.mark.parametrize("value", ["casework@ico.org.uk", "mailbox@datenschutz-berlin.de", "info@aboutads.info"])
def test_a_record_that_names_an_authority_is_not_believed(tmp_path: Path, value: str) -> None:
    """A catalogue that was imported may say anything; authorities and trade bodies are nobody to write to."""
    contact = OrganisationContact(kind="email", value=value, source="A list", date="2026-01-02")
    oak = Organisation(id="oakshop.com", name="Oak Shop", domains=("oakshop.com",), contacts=(contact,))
    knowledge = Knowledge(organisation=lambda word: oak if word == "oakshop.com" else None)
    ws = Workspace(find_places({"COOKIETUI_HOME": str(tmp_path / "home")}), TODAY, knowledge)
    with pytest.raises(NotOffered):
        draft(ws, Order(target="oakshop.com", rights=("access",), law="eu"))
    assert not list_requests(ws)
