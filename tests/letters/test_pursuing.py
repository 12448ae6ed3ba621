"""Later letters tell what happened, cite only what the law's file names, and stay in their language."""

import datetime
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.letter import Copy, Happening, Item, Letter, LetterText, Pursuit, Quote
from cookietui.core.words import EVASIONS, FOLLOW_UP_KINDS
from cookietui.letters.laws import law
from cookietui.letters.pursuing import later_letter
from cookietui.letters.words import languages
from cookietui.letters.wrapping import columns

TODAY = datetime.date(2026, 11, 21)
SENT = datetime.date(2026, 10, 1)


def pursuit(kind: Any, identifier: str | None = "eu", rights: Any = ("access",), **changes: Any) -> Pursuit:
    fields: dict[str, Any] = {"reference": "ck-7f3a2c", "rights": rights, "today": TODAY, "domain": "harbour.example"}
    own = {key: changes.pop(key) for key in list(changes) if key in Letter.__struct_fields__}
    letter = Letter(**(fields | {"law": law(identifier) if identifier else None} | own))
    case: dict[str, Any] = {
        "kind": kind,
        "letter": letter,
        "sent": SENT,
        "to": "privacy@harbour.example",
        "subject": "Access to my personal data, harbour.example [ck-7f3a2c]",
        "due": datetime.date(2026, 11, 2),
        "until": datetime.date(2026, 12, 5),
    }
    return Pursuit(**(case | changes))


def flat(text: LetterText) -> str:
    return " ".join(text.body.split())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", FOLLOW_UP_KINDS)
def test_every_kind_reads_whole_in_every_language(language: str, kind: Any) -> None:
    for identifier in ("eu", "us-co", "hk", None):
        found = later_letter(pursuit(kind, identifier, ("access",), language=language))
        assert found.language == language
        assert "ck-7f3a2c" in found.body
        assert not any(mark in found.body for mark in ("{", "}", "None", "  \n"))
        assert "\n\n\n" not in found.body
        assert all(columns(line) <= 72 for line in found.body.splitlines())
        assert found.subject.endswith("[ck-7f3a2c]")
        assert found.subject.count("ck-7f3a2c") == 1


def test_letters_differ_by_kind() -> None:
    bodies = {later_letter(pursuit(kind)).body for kind in FOLLOW_UP_KINDS}
    assert len(bodies) == len(FOLLOW_UP_KINDS)


def test_a_reminder_names_the_day_that_was_missed_and_replies_in_the_thread() -> None:
    found = later_letter(pursuit("reminder"))
    assert found.subject == "Re: Access to my personal data, harbour.example [ck-7f3a2c]"
    assert "On 1 October 2026 I wrote to you" in flat(found)
    assert "An answer was due on 2 November 2026 (Art. 12(3) GDPR). I have not received one." in flat(found)
    assert "Please answer by 5 December 2026." in flat(found)
    early = flat(later_letter(pursuit("reminder", due=datetime.date(2026, 12, 24))))
    assert "was due" not in early
    assert "I have not received an answer yet." in early


def test_a_reminder_in_the_uk_is_the_complaint_to_them() -> None:
    found = flat(later_letter(pursuit("reminder", "gb")))
    assert "This is also a complaint to you (s. 164A Data Protection Act 2018)" in found
    assert "Please confirm within 30 days" in found
    assert "164A" not in flat(later_letter(pursuit("reminder", "eu")))


def test_a_promise_is_quoted_again_with_its_date() -> None:
    quote = Quote(text="We answer within two weeks.", right="access", revised="2025-03-03")
    found = flat(later_letter(pursuit("reminder", None, quotes=(quote,))))
    assert 'Your privacy policy of 3 March 2025 says: "We answer within two weeks."' in found


def test_articles_stand_only_where_the_law_has_them() -> None:
    assert "Art. 12(6) GDPR" in flat(later_letter(pursuit("identity-copy")))
    assert "Art. 12 Abs. 6 DSGVO" in flat(later_letter(pursuit("identity-copy", language="de")))
    assert "reasonable doubts" not in flat(later_letter(pursuit("identity-copy", "kr")))
    assert "no proof of identity for this" in flat(later_letter(pursuit("identity-copy", "us-ca", ("stop-sale",))))
    assert "for you to show (Art. 12(5) GDPR)" in flat(later_letter(pursuit("excessive")))
    assert "for you to show" not in flat(later_letter(pursuit("excessive", "us-co")))
    assert "counts as a refusal (PIPEDA s. 8(5))" in flat(later_letter(pursuit("silence", "ca")))
    assert "counts as a refusal" not in flat(later_letter(pursuit("silence", "ca", due=datetime.date(2026, 12, 24))))
    assert "counts as a refusal" not in flat(later_letter(pursuit("silence", "ca", ("stop-marketing",))))
    assert "form that is provided for it by law" in flat(later_letter(pursuit("wrong-channel", "hk")))
    assert "which one it is" in flat(later_letter(pursuit("wrong-channel", "eu")))


def test_facts_that_are_not_known_are_not_claimed() -> None:
    assert "within twelve months" not in flat(later_letter(pursuit("excessive")))
    assert "within twelve months" in flat(later_letter(pursuit("excessive", only_one=True)))
    assert "Your own privacy policy is in" not in flat(later_letter(pursuit("language")))
    assert "Your own privacy policy is in" in flat(later_letter(pursuit("language", spoken=True)))
    assert "I reminded you" not in flat(later_letter(pursuit("silence")))
    row = Happening(on=datetime.date(2026, 11, 6), what="reminder")
    assert "I reminded you on 6 November 2026." in flat(later_letter(pursuit("silence", happened=(row,))))


def test_an_appeal_names_the_refusal_and_its_own_time() -> None:
    refused = Happening(on=datetime.date(2026, 11, 10), what="denied")
    found = flat(later_letter(pursuit("appeal", "us-co", happened=(refused,))))
    assert "On 10 November 2026 you refused" in found
    assert "within 45 days of receiving this" in found


def test_a_complaint_has_the_history_and_the_letters_word_for_word() -> None:
    first = "Dear Sir or Madam,\n\n  kept as it was\n"
    found = later_letter(
        pursuit(
            "complaint",
            happened=(Happening(on=SENT, what="sent"), Happening(on=datetime.date(2026, 11, 6), what="reminder")),
            copies=(Copy(on=SENT, text=first),),
            items=(Item(kind="name", value="Ann Example"), Item(kind="address", value="Weg 1\n80331 Ort")),
        )
    )
    assert found.subject == "Complaint about harbour.example: access [ck-7f3a2c]"
    assert "- 1 October 2026: I sent the request.\n- 6 November 2026: I reminded them." in found.body
    assert ", Art. 77 GDPR." in " ".join(found.body.split())
    assert "(Art. 78(2) GDPR)" in flat(found)
    assert "access (Art. 15 GDPR)" in flat(found)
    assert "Address: Weg 1, 80331 Ort (so that you can reach me, and see that the case is yours)" in flat(found)
    assert found.body.endswith("Letter of 1 October 2026\n\nDear Sir or Madam,\n\n  kept as it was\n")
    assert "who I am" not in found.body
    assert "Please do not tell the organisation who I am" in flat(later_letter(pursuit("complaint", confidential=True)))


def test_only_a_name_signs_a_letter_to_them() -> None:
    items = (Item(kind="name", value="Ann Example"), Item(kind="address", value="Weg 1"))
    for kind in (*EVASIONS, "reminder", "appeal"):
        found = later_letter(pursuit(kind, items=items))
        assert found.body.endswith("Kind regards\n\nAnn Example\n")
        assert "Weg 1" not in found.body


def test_the_persons_own_template_takes_the_place_of_ours_and_is_checked() -> None:
    own = {"en/reminder.txt.j2": "Mine, of {{ case.sent }}, under {{ reference }}."}
    assert "Mine, of 1 October 2026, under ck-7f3a2c." in flat(later_letter(pursuit("reminder"), own))
    with pytest.raises(BadInput, match=r"en/reminder\.txt\.j2:2.*sendt"):
        later_letter(pursuit("reminder"), {"en/reminder.txt.j2": "One\n{{ case.sendt }}"})


def test_hostile_words_stay_words() -> None:
    found = later_letter(
        pursuit("complaint", site_name="{{ 7*7 }}", reason="\x1b[31m{% raw %}", to="x\r\nBcc: y", authority="\u202e")
    )
    assert "49" not in found.body
    assert "\x1b" not in found.body
    assert "x, Bcc: y" in found.body
    assert "\n" not in found.subject
