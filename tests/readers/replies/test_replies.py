"""Replies in four languages, told by their own words; quotes, questions and promises are no deeds."""

import datetime
import time
from collections import Counter

import pytest

from cookietui.core.reply import Proposal
from cookietui.readers._replies import Asked, ReplyReading, read_reply
from cookietui.readers._replies.rulebook import library
from cookietui.sources.message import read_message
from tests.readers.replies import measure

LANGUAGES = ("en", "de", "fr", "es", "long")
"""Files of replies that the rules were fitted to."""
LETTER = "Dear Sir or Madam,\n\nplease delete all the personal data that you hold about me without undue delay.\n"


def read(text: str, **asked: object) -> ReplyReading:
    fields: dict[str, object] = {"rights": ("delete",), "due": datetime.date(2026, 12, 2)}
    return read_reply(read_message(text.encode()), Asked(**(fields | asked)), measure.DAY)  # type: ignore[arg-type]  # fields are put together by name


def kind(text: str) -> str | None:
    return read(text).proposal.kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_made_up_reply_is_told(language: str) -> None:
    assert [said for row in measure.rows(language) if (said := measure.wrong(row, measure.proposal(row)))] == []


def test_there_are_enough_of_each_kind() -> None:
    counts = Counter(row["state"] for language in LANGUAGES for row in measure.rows(language))
    assert all(counts[kind] >= 15 for kind in (*Counter(counts),)), counts


def test_those_that_no_rule_was_written_for_are_mostly_told() -> None:
    found = measure.scores(measure.rows("held_out"))
    assert sum(score.recall * score.number for score in found.values()) >= 0.9 * sum(s.number for s in found.values())
    assert found["fulfilled"].precision >= 0.95, "a wrong `fulfilled` would end a request"


@pytest.mark.parametrize("language", [*LANGUAGES, "held_out"])
def test_evidence_is_a_span_of_the_own_words(language: str) -> None:
    for row in measure.rows(language):
        reading = read(row["text"])
        for each in reading.proposal.evidence:
            assert isinstance(each.start, int)
            assert isinstance(each.end, int)
            assert reading.text[each.start : each.end] == each.quote
            assert reading.text[: each.start].count("\n") + 1 == each.line
        assert bool(reading.proposal.evidence) == (reading.proposal.kind is not None)


@pytest.mark.parametrize(
    "text",
    [
        "We have not deleted your data.",
        "We cannot confirm that your data have been deleted.",
        "Has your data been deleted? We have received your question.",
        "Once your data has been deleted you will hear from us.",
        "If we have deleted your data in error, please tell us.",
        "Wir haben Ihre Daten noch nicht gelöscht.",
        "Wir können nicht bestätigen, dass Ihre Daten gelöscht wurden.",
        "Wenn Ihre Daten gelöscht wurden, melden wir uns.",
        "Nous n'avons pas encore supprimé vos données.",
        "Dès que vos données auront été supprimées, vous serez informée.",
        "Todavía no hemos eliminado sus datos.",
        "Una vez que hayamos eliminado sus datos, se lo diremos.",
        "Votre dossier est suspendu.",
        "Su solicitud ha sido cancelada.",
        "Your ticket has been removed.",
        "Ihr Ticket wurde gelöscht.",
        "Si vos données ont été supprimées par erreur, dites-le nous.",
    ],
)
def test_what_was_not_done_is_not_fulfilled(text: str) -> None:
    assert kind(text) not in {"fulfilled", "partly"}


QUOTES = {
    "marks": "Thank you for your message, we will be in touch.\n\n> We have deleted your data.\n>> Your request is refused.\n",
    "attribution": "We have received your letter.\n\nOn Mon, 2 Nov 2026 at 10:00, Ann <ann@mail.example> wrote:\n\nYour data has been deleted.\n",
    "wrapped": "We have received your letter.\n\nOn Monday the 2nd of November 2026, at ten\nin the morning, Ann Example <ann@mail.example>\nwrote:\n\nYour data has been deleted.\n",
    "german": "Wir haben Ihr Schreiben erhalten.\n\nAm 02.11.2026 um 10:00 schrieb Ann <ann@mail.example>:\n\nIhre Daten wurden gelöscht.\n",
    "french": "Nous avons bien reçu votre lettre.\n\nLe lun. 2 nov. 2026 à 10:00, Ann <ann@mail.example> a écrit :\n\nVos données ont été supprimées.\n",
    "spanish": "Hemos recibido su carta.\n\nEl lun, 2 nov 2026 a las 10:00, Ann (<ann@mail.example>) escribió:\n\nSus datos han sido eliminados.\n",
    "outlook": "We have received your letter.\n\nFrom: Ann\nSent: Monday, 2 November 2026\nTo: Desk\nSubject: My data\n\nYour data has been deleted.\n",
    "outlook-de": "Wir haben Ihr Schreiben erhalten.\n\nVon: Ann\nGesendet: Montag\nAn: Desk\nBetreff: Daten\n\nIhre Daten wurden gelöscht.\n",
    "divider": "We have received your letter.\n\n-----Original Message-----\nYour data has been deleted.\n",
    "signature": "We have received your letter.\n\n-- \nTea House: your data has been deleted, they say.\n",
    "unmarked": f"We have received your letter.\n\n{LETTER}",
}


@pytest.mark.parametrize("name", QUOTES)
def test_words_of_others_do_not_count(name: str) -> None:
    reading = read(QUOTES[name], body=LETTER)
    assert reading.proposal.kind == "acknowledged", reading.text
    assert "deleted" not in reading.text
    assert "delete all" not in reading.text


def test_answers_between_quoted_lines_count() -> None:
    text = "On 2 Nov 2026, Ann wrote:\n> Please delete my data.\n\nWe have deleted your data.\n\n> Please confirm.\n\nConfirmed.\n"
    assert kind(text) == "fulfilled"


def test_a_reply_that_was_passed_on_is_read() -> None:
    text = "\n-------- Forwarded Message --------\nSubject: Re: My data\nDate: Tue, 3 Nov 2026\nFrom: Desk\nTo: Ann\n\nWe have deleted your data.\n"
    assert kind(text) == "fulfilled"


def test_a_head_that_was_copied_with_the_text_is_no_quote() -> None:
    assert (
        kind("Von: Desk\nGesendet: Dienstag\nAn: Ann\nBetreff: AW: Daten\n\nWir haben Ihre Daten gelöscht.\n")
        == "fulfilled"
    )


def mail(head: str, body: str) -> Proposal:
    message = read_message(f"From: Desk <desk@tea.example>\nTo: ann@mail.example\n{head}\n\n{body}".encode())
    return read_reply(message, Asked(rights=("delete",)), measure.DAY).proposal


@pytest.mark.parametrize(
    "head",
    ["Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: bulk", "Subject: Automatic reply: My data",
     "Subject: Abwesenheitsnotiz: Daten"],
)  # fmt: skip
def test_a_machine_confirms_the_receipt_at_most(head: str) -> None:
    said = mail(head, "Your data has been deleted.")
    assert said.kind == "acknowledged"
    assert not said.sure
    assert any("machine" in note for note in said.notes)
    assert said.evidence[0].pointer is not None


def test_a_person_may_write_with_auto_submitted_no() -> None:
    assert mail("Auto-Submitted: no", "Your data has been deleted.").kind == "fulfilled"


REPORT = """Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

I'm sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.tea.example

Final-Recipient: rfc822; privacy@tea.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} something
--x
Content-Type: message/rfc822

Message-ID: <ck-1@mail.example>
Subject: My data

Please delete my data. We have deleted your data.
--x--
"""


def report(action: str, status: str) -> Proposal:
    head, _, body = REPORT.format(action=action, status=status).partition("\n\n")
    return mail(head, body)


def test_reports_of_delivery_are_told_apart() -> None:
    assert report("failed", "5.1.1").kind == "bounced"
    assert report("delayed", "4.4.1").kind is None
    assert report("delivered", "2.0.0").kind is None
    assert report("failed", "5.1.1").state == "draft"
    assert report("failed", "5.1.1").evidence[0].pointer == "header:action"


def test_what_came_back_without_a_report_is_told_by_its_head() -> None:
    assert (
        mail("X-Failed-Recipients: privacy@tea.example", "A message that you sent was not accepted.").kind == "bounced"
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We extend the deadline: you will hear from us by 12 January 2027.", "2027-01-12"),
        ("We need more time, until 12 January.", "2027-01-12"),
        ("We need an additional two months.", "2027-02-02"),
        ("We need more time, 90 days from receipt in total.", "2027-01-31"),
        ("Wir benötigen mehr Zeit und antworten bis zum 31.01.2027.", "2027-01-31"),
        ("Wir verlängern die Frist um vier weitere Wochen.", "2026-12-30"),
        ("Le délai est prolongé d'un mois supplémentaire.", "2027-01-02"),
        ("Necesitamos más tiempo, hasta el 1 de febrero de 2027.", "2027-02-01"),
        ("We need more time. We need until 31 February 2027.", ""),
        ("We need more time.", ""),
        ("We need more time. You wrote on 2 November 2026.", ""),
        ("We need more time, until 12 January 2099.", ""),
    ],
)
def test_the_day_of_an_extension(text: str, day: str) -> None:
    said = read(text, received=datetime.date(2026, 11, 2)).proposal
    assert (said.kind, str(said.until or "")) == ("extended", day)


def test_selling_is_denied_only_where_selling_was_asked_about() -> None:
    assert read("We do not sell your personal information.", rights=("stop-sale",)).proposal.kind == "fulfilled"
    assert read("We do not sell your personal information.").proposal.kind is None


def test_every_rule_can_be_reached() -> None:
    """A rule whose cues could match nothing would be dead weight; each has a sign of the closed list."""
    for book in library().books:
        for rule in book.rules:
            assert rule.cues
            assert rule.sign != "asked" or rule.reason in {"identity", "clarification", "fee"}
            assert rule.sign != "channel" or rule.evasion in {"wrong-channel", "language"}


@pytest.mark.parametrize(
    "text",
    [
        "We have received it. We may ask you for a copy of your passport.",
        "We have received it. Where necessary, we extend the deadline by two further months.",
        "Wir haben Ihr Schreiben erhalten. Sollten wir eine Kopie Ihres Ausweises benötigen, melden wir uns.",
        "Nous avons bien reçu votre lettre. Ce délai pouvant être prolongé de deux mois supplémentaires.",
        "Hemos recibido su carta. Si fuera necesario acreditar su identidad, le avisaremos.",
    ],
)
def test_what_may_happen_did_not(text: str) -> None:
    assert kind(text) == "acknowledged"


def test_what_introduces_a_list_is_said_of_its_items() -> None:
    said = read("Please send us:\n\n- a copy of your passport\n- a recent utility bill\n").proposal
    assert (said.kind, said.evasion) == ("needs-identity", "identity-copy")


def test_accents_may_be_missing() -> None:
    assert kind("Vos donnees ont ete supprimees.") == "fulfilled"
    assert kind("Wir haben Ihre Daten geloescht.") == "fulfilled"
    assert kind("No podemos atender su peticion.") == "denied"


@pytest.mark.parametrize("text", ["\u202e\x1b[31m We have deleted your data.\x07", "We have de\x00leted your data."])
def test_what_reorders_or_commands_is_gone(text: str) -> None:
    reading = read(text)
    assert reading.text.isprintable()
    assert reading.proposal.kind == "fulfilled"


@pytest.mark.parametrize(
    "text",
    ["> " * 100_000, "wrote: " * 50_000, "On 1 a@b " * 40_000, "if once when " * 40_000, "delete " * 60_000,
     "From: a\n" * 40_000, "-" * 400_000, "a,(b) but " * 40_000],
)  # fmt: skip
def test_hostile_text_takes_little_time(text: str) -> None:
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 10
