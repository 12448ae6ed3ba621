"""A complaint reaches the right authority in its language, tells little of the person, and closes the case when sent."""

import datetime
import email
import email.policy
from typing import Any

import pytest

from cookietui.actions import complain as complaining
from cookietui.actions.draft import Order, draft
from cookietui.actions.follow_up import follow_up
from cookietui.actions.identity import set_identity
from cookietui.actions.requests import find_request, record_state
from cookietui.core.errors import NotOffered, UsageError

complain: Any = complaining.complain
SENT = datetime.date(2026, 10, 1)


@pytest.fixture
def case(ws, keep):
    keep()
    set_identity(ws, {"name": "Ann Example", "email": "ann@home.example", "address": "Weg 1\\nOrt", "phone": "+1 555"})
    set_identity(ws, {"country": "DE", "region": "BE"})
    reference = draft(ws, Order(target="tea.example", rights=("access",), law="eu")).request.reference
    return record_state(ws, reference, "sent", on=SENT)


def _flat(done: Any) -> str:
    return " ".join(done.letter.body.split())


def test_it_goes_where_the_person_lives_in_the_authoritys_language(ws, case):
    follow_up(ws, case.reference)
    record_state(ws, case.reference, "sent")
    done = complain(ws, case.reference)
    message = email.message_from_bytes(done.path.read_bytes(), policy=email.policy.default)
    assert message["To"] == "mailbox@datenschutz-berlin.de"
    assert message["In-Reply-To"] is None
    assert done.letter.language == "de"
    text = _flat(done)
    assert "Beschwerde über tea.example: Auskunft" in done.letter.subject
    assert "- 1. Oktober 2026: Ich habe das Anliegen gesandt." in done.letter.body
    assert "- 22. November 2026: Ich habe an das Anliegen erinnert." in done.letter.body
    assert "Wohnort: Deutschland (BE)" in text
    assert case.body.strip() in done.letter.body
    assert find_request(ws, case.reference).follow_ups[0].body.strip() in done.letter.body
    assert done.letter.due == datetime.date(2027, 2, 22)
    assert "555" not in text


def test_sending_it_makes_the_request_complained(ws, case):
    complain(ws, case.reference)
    assert find_request(ws, case.reference).state == "sent"
    after = record_state(ws, case.reference, "complained")
    assert after.state == "complained"
    assert after.follow_ups[-1].sent == ws.today
    assert after.events[-1].letter == "complaint"


def test_an_authority_with_a_form_gets_a_text_to_paste(ws, case):
    set_identity(ws, {"country": "FR", "region": ""})
    done = complain(ws, case.reference, dry_run=True)
    assert (done.letter.channel, done.letter.language) == ("form", "fr")
    assert done.letter.to.startswith("https://www.cnil.fr/")
    assert any("to be pasted" in said for said in done.letter.warnings)
    with pytest.raises(UsageError, match="no e-mail address on file; its form"):
        complain(ws, case.reference, way="eml")


def test_by_post_it_has_the_authoritys_address_and_the_persons(ws, case):
    done = complain(ws, case.reference, way="letter")
    assert "10555 Berlin" in done.letter.to or "Berlin" in done.letter.to
    assert "Weg 1" in _flat(done)


def test_where_the_part_of_the_country_is_not_known_it_says_so(ws, case):
    set_identity(ws, {"region": ""})
    said = complain(ws, case.reference, dry_run=True).letter.warnings
    assert any("deberlbdi" in each and "region" in each for each in said)


def test_the_seat_of_the_organisation_decides_where_the_home_does_not(ws, case):
    set_identity(ws, {"country": "", "region": ""})
    done = complain(ws, case.reference, dry_run=True)
    assert done.letter.authority == "iedpc"
    assert any("organisation gives an address in IE" in said for said in done.letter.warnings)


def test_a_named_authority_is_taken_and_identity_can_be_kept_back(ws, case):
    done = complain(ws, case.reference, to_authority="hamburg", confidential=True, share=(), dry_run=True)
    assert done.letter.authority == "dehmbbfdi"
    assert "teilen Sie der Organisation nicht mit, wer ich bin" in _flat(done)
    assert "Das teile ich Ihnen über mich mit" not in done.letter.body.partition("-----")[0]


def test_what_comes_first_is_said(ws, case, keep):
    said = complain(ws, case.reference, dry_run=True).letter.warnings
    assert any("not reminded yet" in each for each in said)
    other = draft(ws, Order(target="tea.example", rights=("access",), law="gb")).request.reference
    record_state(ws, other, "sent")
    set_identity(ws, {"country": "GB", "region": ""})
    said = complain(ws, other, dry_run=True).letter.warnings
    assert any("wants a complaint to the organisation itself first" in each for each in said)
    assert any("an answer is not due before" in each for each in said)


def test_no_authority_enforces_a_mere_promise(ws, keep):
    keep()
    reference = draft(ws, Order(target="tea.example", rights=("object",))).request.reference
    with pytest.raises(UsageError, match="was not sent yet"):
        complain(ws, reference)
    record_state(ws, reference, "sent")
    with pytest.raises(NotOffered, match="own promise"):
        complain(ws, reference)
