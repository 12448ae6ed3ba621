"""From a kept reading to a draft: who it goes to, on what it rests, what is refused, and what is undone."""

import email
import email.policy
from typing import Any

import msgspec
import pytest

from cookietui.actions import draft as drafting
from cookietui.actions.draft import Order, compose, propose
from cookietui.actions.identity import set_identity
from cookietui.actions.mark import mark
from cookietui.actions.read import Outcome
from cookietui.actions.requests import list_requests, record_state
from cookietui.actions.sites import site_rows, site_view
from cookietui.actions.undo import undo
from cookietui.core.declaration import Channel, OfferedRight, Source
from cookietui.core.errors import MissingInput, NotOffered, UsageError
from tests.actions.conftest import TEXT, declaration, tea

draft: Any = drafting.draft


def _order(*rights: Any, **more: Any) -> Any:
    return Order(target="tea.example", rights=rights, **more)


def _read(path: Any) -> Any:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_a_right_by_email_becomes_an_eml_with_one_recipient(ws, keep):
    keep()
    done = draft(ws, _order("object"))
    assert done.way == "eml"
    assert done.kept
    message = _read(done.path)
    assert message["To"] == "privacy@tea.example"
    assert message["Message-ID"] == done.request.message_id
    assert done.request.reference in message["Subject"]
    assert "You may object to this at any time" in message.get_content().replace("\n", " ")
    assert done.path.stat().st_mode & 0o777 == 0o600
    assert done.request.due is None
    assert done.request.law is None


def test_a_right_by_post_only_becomes_a_letter_and_says_why(ws, keep):
    keep()
    done = draft(ws, _order("access"))
    assert (done.way, done.request.channel) == ("letter", "post")
    assert "1 Leaf Street" in done.path.read_text()
    assert any("by post only" in warning for warning in done.request.warnings)
    assert any("check who you are" in warning for warning in done.request.warnings)


def test_an_email_for_a_right_by_post_only_warns_and_is_not_refused(ws, keep):
    keep()
    done = draft(ws, _order("access"), way="eml")
    assert done.request.to == "privacy@tea.example"
    assert any("may not count" in warning for warning in done.request.warnings)


def test_a_right_that_is_not_offered_is_refused_with_what_is(ws, keep):
    keep()
    with pytest.raises(NotOffered) as refused:
        draft(ws, _order("delete"))
    assert refused.value.offered == ("object", "access")
    assert "--law eu" in str(refused.value)
    assert not list_requests(ws)


def test_a_law_gives_what_the_site_does_not(ws, keep):
    keep()
    done = draft(ws, _order("delete", law="eu"))
    assert done.request.articles
    assert done.request.due.isoformat() == "2026-12-22"
    assert done.request.to == "privacy@tea.example"


def test_a_law_that_does_not_give_it_says_what_it_gives(ws, keep):
    keep()
    with pytest.raises(NotOffered, match="it gives"):
        draft(ws, _order("object", law="us-ca"))


def test_an_unknown_law_and_language_are_usage_errors(ws, keep):
    keep()
    with pytest.raises(UsageError, match="eu"):
        draft(ws, _order("object", law="xx"))
    with pytest.raises(UsageError, match="no letters in 'xx'"):
        draft(ws, _order("object", language="xx"))


def test_a_draft_replaces_the_draft_of_the_same_rights_and_law(ws, keep):
    keep()
    first = draft(ws, _order("object"))
    second = draft(ws, _order("object", reason="Because I am counted."))
    assert second.replaced == first.request.reference == second.request.reference
    assert len(list_requests(ws)) == 1
    assert "counted" in _read(second.path).get_content()
    third = draft(ws, _order("object", law="eu", reason="x"))
    assert third.request.reference != first.request.reference
    assert len(list_requests(ws)) == 2


def test_an_open_request_is_refused_with_its_reference_but_not_for_a_look(ws, keep):
    keep()
    reference = draft(ws, _order("object")).request.reference
    record_state(ws, reference, "sent")
    with pytest.raises(UsageError, match=reference):
        draft(ws, _order("object"))
    assert not draft(ws, _order("object"), dry_run=True).kept
    assert "To: privacy@tea.example" in draft(ws, _order("object"), way="stdout").text
    record_state(ws, reference, "fulfilled")
    assert draft(ws, _order("object")).request.reference != reference


def test_dry_run_and_stdout_write_nothing(ws, keep, tmp_path):
    keep()
    before = sorted(file for file in tmp_path.rglob("*") if file.is_file())
    draft(ws, _order("object"), dry_run=True)
    draft(ws, _order("object"), way="stdout")
    compose(ws, _order("object"))
    assert sorted(file for file in tmp_path.rglob("*") if file.is_file() and "cache" not in file.parts) == [
        file for file in before if "cache" not in file.parts
    ]


def test_undo_takes_the_request_and_its_file_back(ws, keep):
    keep()
    done = draft(ws, _order("object"))
    step: Any = undo(ws)
    assert "draft" in step.title
    assert not done.path.exists()
    assert not list_requests(ws)


def test_folder_and_unknown_way(ws, keep, tmp_path):
    keep()
    done = draft(ws, _order("object"), folder=tmp_path / "mail")
    assert done.path.parent == tmp_path / "mail"
    with pytest.raises(UsageError, match="no way 'pigeon'"):
        draft(ws, _order("object"), way="pigeon")


def test_only_what_is_ticked_goes_out(ws, keep):
    keep()
    set_identity(
        ws, {"name": "Ann Secret", "email": "ann@mail.example", "address": "9 Hidden Row", "phone": "555-0100"}
    )
    usual = draft(ws, _order("object"))
    content = usual.path.read_text()
    assert "Ann Secret" in content
    assert "Hidden Row" not in content
    assert "555-0100" not in content
    nothing = draft(ws, _order("object", share=()))
    assert "Ann" not in nothing.path.read_text()
    assert "ann@mail" not in nothing.path.read_text()
    letter = draft(ws, _order("access"))
    assert "9 Hidden Row" in letter.path.read_text()


def test_warnings_about_the_address(ws, keep):
    keep()
    for named, said in (("tea@gmail.com", "free mail provider"), ("p@elsewhere.example", "is not at tea.example")):
        made = compose(ws, _order("object", recipient=named))
        assert said in " / ".join(made.warnings)
        assert made.doubt is None


def test_an_old_copy_warns(ws, keep):
    keep(tea(source=Source(reader="policy", language="en", archived="2014-05-21")))
    assert any("2014-05-21" in warning for warning in compose(ws, _order("object")).warnings)


def test_objecting_under_the_gdpr_needs_a_reason(ws, keep):
    keep()
    without = compose(ws, _order("object", law="eu")).warnings
    with_one = compose(ws, _order("object", law="eu", reason="My job is at risk.")).warnings
    assert any("reason" in warning for warning in without)
    assert not any("needs a reason" in warning for warning in with_one)


def test_no_address_at_all_names_the_page_that_is_offered(ws, keep):
    text = "You may delete your account at https://tea.example/delete in your settings."
    rights = [(OfferedRight(right="delete", channels=(Channel("link", "https://tea.example/delete"),)), text)]
    keep(declaration(text, rights=rights), text=text)
    with pytest.raises(NotOffered, match=r"https://tea\.example/delete"):
        draft(ws, _order("delete"))
    named = draft(ws, _order("delete", recipient="someone@tea.example"))
    assert named.request.to == "someone@tea.example"
    assert any("may be quicker" in warning for warning in named.request.warnings)


def test_a_hostile_recipient_is_refused(ws, keep):
    keep()
    for bad in ("a@b.example\nBcc: x@evil.example", "no address at all@", "x@y.example, z@w.example"):
        composition = compose(ws, _order("object", recipient=bad, channel="email"))
        assert composition.problem or composition.request.channel == "post"


def test_a_marked_right_is_not_offered_any_more(ws, keep):
    keep()
    fact = next(
        each for each in site_view(ws, "tea.example").facts if each.kind == "right" and each.category == "object"
    )
    mark(ws, "tea.example", fact.id)
    with pytest.raises(NotOffered):
        draft(ws, _order("object"))
    undo(ws)
    assert draft(ws, _order("object")).kept


def test_proposals(ws, keep):
    keep()
    assert propose(ws, "tea.example").rights == ("object",)
    assert compose(ws, Order(target="tea.example")).order.rights == ("object",)
    keep(declaration("Nothing here.", site="bare.example", name="Bare"), text="Nothing here.")
    assert propose(ws, "bare.example").rights == ()
    assert "no right is chosen" in str(compose(ws, Order(target="bare.example")).problem)
    set_identity(ws, {"country": "DE"})
    proposed = propose(ws, "bare.example")
    assert proposed.law == "eu"
    assert proposed.rights


def test_targets_by_name_subdomain_and_unknown(ws, keep):
    keep()
    for name in ("www.tea.example", "https://tea.example/privacy", "tea house", "TEA.EXAMPLE"):
        assert compose(ws, Order(target=name, rights=("object",))).site == "tea.example"
    with pytest.raises(MissingInput, match=r"cookietui add FILE --site other.example"):
        compose(ws, Order(target="other.example"))


def test_a_composition_lists_what_can_be_chosen(ws, keep):
    keep()
    composition = compose(ws, _order("access"))
    ticked = [each.right for each in composition.rights if each.ticked]
    assert ticked == ["access"]
    assert {each.right for each in composition.rights if each.by_site} == {"access", "object"}
    assert composition.laws[0].id is None
    assert composition.laws[0].fits
    assert [each.kind for each in composition.recipients] == ["post", "email"]
    assert composition.ways[0] == "letter"
    assert composition.problem is None
    assert compose(ws, _order("delete")).problem


def test_the_reference_stays_while_the_letter_is_composed(ws, keep):
    keep()
    one, two = compose(ws, _order("object")), compose(ws, _order("object", reason="why"))
    assert one.request.reference == two.request.reference
    assert draft(ws, _order("object")).request.reference == one.request.reference


def test_markup_and_control_characters_of_a_policy_stay_words(ws, keep):
    text = TEXT.replace("Tea House\n", "Tea {{ House }} [b]\n", 1)
    found = tea()
    found = msgspec.structs.replace(found, site=msgspec.structs.replace(found.site, name="{{ 7*7 }}\x1b[31m\nBcc: x"))
    keep(found, text=text)
    done = draft(ws, _order("object"))
    message = _read(done.path)
    assert "49" not in message["Subject"] + message.get_content().split("tea.example")[0]
    assert "\x1b" not in done.path.read_text()
    assert message.keys().count("Bcc") == 0


def test_a_policy_in_a_file_is_kept_together_with_its_draft(ws, tmp_path, monkeypatch):
    file = tmp_path / "tea.txt"
    file.write_text(TEXT)
    outcome = Outcome(input=str(file), declaration=tea(), text=TEXT, data=TEXT.encode())
    monkeypatch.setattr("cookietui.actions.target.read_source", lambda ws, path: outcome)
    order = Order(target=str(file), rights=("object",))
    draft(ws, order, way="stdout")
    assert site_rows(ws) == ()
    done = draft(ws, order)
    assert done.request.site == "tea.example"
    assert [row.domain for row in site_rows(ws)] == ["tea.example"]
    undo(ws)
    assert site_rows(ws) == ()
    nameless = msgspec.structs.replace(outcome, declaration=declaration(site=None, name=None))
    monkeypatch.setattr("cookietui.actions.target.read_source", lambda ws, path: nameless)
    with pytest.raises(UsageError, match="--site"):
        draft(ws, order)
