"""Letters name rights, quote promises, disclose only what was ticked, and hold no placeholder, in every language."""

import datetime
import itertools
import re
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.letter import Item, Letter, LetterText, Quote
from cookietui.core.mail import Draft, as_eml
from cookietui.core.words import RIGHTS
from cookietui.letters.laws import law, laws
from cookietui.letters.render import check_own, letter
from cookietui.letters.words import closest, languages, whys, words
from cookietui.letters.wrapping import columns
from tests.timing import assert_quick

TODAY = datetime.date(2026, 11, 21)
PROMISE = "You may write to us at any time and we will stop using your details for anything but your order."
KINDS = ("name", "email", "address", "phone", "customer-number", "residence", "cookie", "other")


def facts(**changes: Any) -> Letter:
    fields: dict[str, Any] = {
        "reference": "ck-7f3a2c",
        "rights": ("object",),
        "today": TODAY,
        "site_name": "Harbour Books",
        "domain": "harbour.example",
    }
    return Letter(**(fields | changes))


def flat(text: LetterText) -> str:
    return " ".join(text.body.split())


def test_a_letter_on_a_promise_quotes_it_word_for_word_with_its_date() -> None:
    found = letter(facts(quotes=(Quote(text=PROMISE, right="object", revised="2025-03"),)))
    assert found.subject == "Objection to the use of my personal data, harbour.example [ck-7f3a2c]"
    assert f'Your privacy policy of March 2025 says: "{PROMISE}"' in flat(found)
    assert "Harbour Books (harbour.example)" in flat(found)
    assert "answer within one month of receiving this" in flat(found)
    assert "that is by 21 December 2026" in flat(found)
    assert found.articles == ()
    assert "GDPR" not in found.body


def test_a_letter_under_a_law_names_the_article_and_the_time() -> None:
    found = letter(facts(rights=("access",), law=law("eu")))
    assert "under the General Data Protection Regulation" in flat(found)
    assert "(Art. 15 GDPR)" in flat(found)
    assert "within one month of receiving this (Art. 12(3) GDPR)" in flat(found)
    assert found.articles == ("Art. 15 GDPR",)


def test_the_words_follow_the_law() -> None:
    california = flat(letter(facts(rights=("stop-sale",), law=law("us-ca"))))
    assert "within 15 business days of receiving this (11 CCR § 7026(f))" in california
    assert "that is by 14 December 2026" in california
    assert "The law asks for no proof of identity for this." in california
    hong_kong = flat(letter(facts(rights=("access",), law=law("hk"))))
    assert "This is a data access request under the PDPO (s. 18 PDPO)" in hong_kong
    assert "that is by 31 December 2026" in hong_kong
    marketing = flat(letter(facts(rights=("stop-marketing",), law=law("hk"))))
    assert "The law sets no number of days, so please act without delay" in marketing
    assert "within 10 business days" in marketing
    access = flat(letter(facts(rights=("access",), law=law("us-ca"))))
    assert "Please confirm within 10 business days, by 7 December 2026" in access


def test_several_rights_share_one_letter_and_one_time_where_it_is_the_same() -> None:
    found = letter(facts(rights=("access", "delete", "withdraw-consent"), law=law("eu")))
    assert found.subject.startswith("My personal data: access, deletion and withdrawal of consent")
    for heading in ("A. Access to", "B. Deletion of", "C. Withdrawal of"):
        assert heading in found.body
    assert "As to access and deletion, please answer within one month" in flat(found)
    assert "As to withdrawal of consent, the law sets no number of days" in flat(found)


def test_an_objection_under_the_gdpr_gives_its_reason_or_warns() -> None:
    without = letter(facts(law=law("eu")))
    assert "My grounds" not in without.body
    assert any("needs a reason" in said for said in without.warnings)
    given = letter(facts(law=law("eu"), reason="I was stalked.\n\nI moved twice.\x1b[31m"))
    assert "My grounds:\n\nI was stalked.\n\nI moved twice.[31m\n" in given.body
    assert not any("needs a reason" in said for said in given.warnings)
    assert (
        letter(facts(rights=("stop-marketing",), law=law("eu"), items=(Item(kind="name", value="A"),))).warnings == ()
    )


def test_nothing_goes_out_that_was_not_ticked() -> None:
    secrets = {kind: f"secret-{kind}" for kind in KINDS}
    for language, count in itertools.product(languages(), (0, 1, 3)):
        ticked = KINDS[:count]
        items = tuple(Item(kind=kind, value=secrets[kind]) for kind in ticked)  # type: ignore[arg-type]  # from a table
        text = letter(facts(language=language, items=items)).body
        for kind in KINDS:
            assert (secrets[kind] in text) == (kind in ticked)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_every_item_says_why_it_goes_out(language: str) -> None:
    for kind in KINDS:
        found = letter(facts(language=language, items=(Item(kind=kind, value="value"),)))  # type: ignore[arg-type]  # from a table
        assert whys(language)[kind] in flat(found)


def test_empty_items_are_left_out() -> None:
    found = letter(facts(items=(Item(kind="name", value="  "), Item(kind="email", value=""))))
    assert "Name" not in found.body
    assert found.body.rstrip().endswith("Kind regards")


def test_a_name_signs_the_letter() -> None:
    assert letter(facts(items=(Item(kind="name", value="Ann Example"),))).body.endswith("Kind regards\n\nAnn Example\n")


PLACEHOLDER = re.compile(r"\[(?!ck-)|\]\s|\{|\}|<[a-z]|None|Undefined|\bTODO\b|XXX|\(\)|  +\S.*:\s*$|\s,|\(\s|\(,")


@pytest.mark.parametrize("identifier", [None, *(key for key, law in laws().items() if law.grounds)])
@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_every_right_under_every_law_in_every_language(identifier: str | None, language: str) -> None:
    chosen = laws()[identifier] if identifier else None
    rights = tuple(row.right for row in chosen.grounds) if chosen else RIGHTS
    full = tuple(Item(kind=kind, value="value") for kind in KINDS)  # type: ignore[arg-type]  # from a table
    quote = (Quote(text=PROMISE, revised="2025"), Quote(text=PROMISE, right=rights[0], archived="2024-05-06"))
    for wanted in (*((right,) for right in rights), rights):
        for extra in ({}, {"items": full, "quotes": quote, "reason": "Because.", "extra": ("One more thing.",)}):
            for channel in ("email", "post"):
                found = letter(facts(rights=wanted, law=chosen, language=language, channel=channel, **extra))
                assert found.language == language
                assert not PLACEHOLDER.search(found.body), found.body
                assert not re.search(r"\[(?!ck-7f3a2c\]$)|\{|None", found.subject)
                assert max(columns(line) for line in found.body.split("\n")) <= 72
                assert "\n\n\n" not in found.body
                assert len(found.subject) <= 200
                for right in wanted:
                    row = next((g for g in chosen.grounds if g.right == right), None) if chosen else None
                    for article in row.articles_in.get(language, row.articles) if row else ():
                        assert article in flat(found)
    as_eml(
        Draft(
            reference="ck-7f3a2c",
            to="p@harbour.example",
            subject=found.subject,
            body=found.body,
            message_id="<a@b.example>",
        )
    )


def test_unknown_names_leave_no_gap() -> None:
    for language in languages():
        found = letter(facts(site_name="", domain="", language=language))
        assert not PLACEHOLDER.search(found.body)
        assert ", [" not in found.subject
    assert "Harbour Books (" not in letter(facts(domain="")).body
    assert "harbour.example (harbour.example)" not in letter(facts(site_name="Harbour.Example")).body


def test_hostile_text_of_a_site_stays_bounded_plain_and_on_its_line() -> None:
    nasty = (
        'Line one\r\nBcc: evil@e.example\x1b]52;c;QUJD\x07\u202e "x" {{ 7 * 7 }} {% raw %} =?utf-8?q?=0A?=' + "y" * 5000
    )
    found = letter(facts(site_name=nasty, domain="harbour.example", quotes=(Quote(text=nasty),), extra=(nasty,)))
    assert "49" not in found.body
    assert "{{ 7 * 7 }} {% raw %}" in flat(found)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", found.body)
    assert found.body.count("y" * 300) >= 1
    assert len(found.body) < 12_000
    named = letter(facts(site_name=nasty, domain=""))
    assert named.subject.isprintable()
    assert "=?" not in named.subject
    assert len(named.subject) <= 200
    assert any("longer than" in said for said in found.warnings)


def test_a_language_without_letters_falls_back_to_english_and_says_so() -> None:
    found = letter(facts(language="pt-BR"))
    assert found.language == "en"
    assert any("'pt-BR'" in said and "English" in said for said in found.warnings)
    assert letter(facts(language="de-AT")).language == "de"
    assert letter(facts(language="fr_CA")).warnings == letter(facts(language="en")).warnings
    assert closest("") == "en"


def test_no_threat_is_made_and_no_residence_is_claimed() -> None:
    claims = re.compile(
        r"court|lawyer|sue\b|fine\b|penalt|authority will|I am a (resident|citizen)|resident of", re.IGNORECASE
    )
    for chosen in laws().values():
        rights = tuple(row.right for row in chosen.grounds)
        assert not claims.search(letter(facts(rights=rights, law=chosen)).body.replace(chosen.name, ""))


def test_rows_from_memory_and_laws_of_residents_are_told_to_the_person() -> None:
    found = letter(facts(rights=("port",), law=law("us-ca")))
    assert any("verify" in said for said in found.warnings)
    assert any("tick your residence" in said for said in found.warnings)
    ticked = letter(facts(rights=("stop-sale",), law=law("us-ca"), items=(Item(kind="residence", value="California"),)))
    assert ticked.warnings == ()
    assert "Where I live: California (the law that I name depends on it)" in flat(ticked)


def test_the_form_that_hong_kong_asks_for_is_told() -> None:
    assert any("OPS003" in said for said in letter(facts(rights=("access",), law=law("hk"))).warnings)
    assert not any("OPS003" in said for said in letter(facts(rights=("correct",), law=law("hk"))).warnings)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_a_request_in_hong_kong_has_what_the_form_asks_for(language: str) -> None:
    told = (Item(kind="name", value="Ann Example"), Item(kind="email", value="ann@home.example"))
    found = letter(facts(rights=("access", "stop-marketing"), law=law("hk"), language=language, items=told))
    sheet = found.body.partition("OPS003")[2].partition("s. 20(3)(e) PDPO")[0]
    assert "data access request under the PDPO" in flat(found)
    for part in ("Harbour Books (harbour.example)", "Ann Example", "ann@home.example", found.dated, "ck-7f3a2c"):
        assert part in " ".join(sheet.split())
    assert sum(line.startswith("- ") for line in sheet.split("\n")) == 10
    assert any("Dforme.pdf" in said and "s. 20(3)(e)" in said for said in found.warnings)
    assert any("en or zh" in said for said in found.warnings) == (language != "en")
    assert "OPS003" not in letter(facts(rights=("correct",), law=law("hk"), language=language)).body


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_a_subject_of_many_rights_keeps_the_site_and_says_how_many_more(language: str) -> None:
    every = tuple(row.right for row in law("eu").grounds)
    found = letter(facts(rights=every, language=language))
    assert len(found.subject) < 110
    assert "harbour.example [ck-7f3a2c]" in found.subject
    assert str(len(every) - 2) in found.subject
    three = letter(facts(rights=every[:3], language=language))
    assert not re.search(r"\d", three.subject.partition("[")[0])


def test_a_letter_by_post_without_a_way_to_answer_is_told() -> None:
    bare = letter(facts(channel="post"))
    assert any("without any way to answer" in said for said in bare.warnings)
    assert "from which this message comes" not in bare.body
    assert "from which this message comes" in letter(facts()).body
    ticked = letter(facts(channel="post", items=(Item(kind="address", value="1 Quay\n12345 Port\n"),)))
    assert "Address: 1 Quay, 12345 Port (" in flat(ticked)
    assert ticked.warnings == ()


def test_a_correction_says_what_is_wrong_or_asks_to_see() -> None:
    told = letter(facts(rights=("correct",), reason="My name is spelt Anne."))
    assert "My name is spelt Anne." in told.body
    assert "I need to see what you hold" in flat(letter(facts(rights=("correct",))))


def test_templates_of_the_person_replace_ours_by_name() -> None:
    own = {"en/object.txt.j2": "Stop it, {{ site }}. {{ right.title }}"}
    found = letter(facts(), own)
    assert "Stop it, Harbour Books (harbour.example). Objection to the use of my personal data" in flat(found)
    assert "Dear Sir or Madam" in found.body
    extra = {"en/letter.txt.j2": 'Hello{% include "mine.txt.j2" %}', "en/mine.txt.j2": " there, {{ name }}"}
    assert letter(facts(items=(Item(kind="name", value="Ann"),)), extra).body == "Hello there, Ann\n"
    assert "Stop it" not in letter(facts()).body


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("ok\n\nHi {{ nmae }}", 3, "unknown variable 'nmae'"),
        ("ok\n{{ site.__class__.__mro__ }}", 2, "unsafe"),
        ("ok\n{{ right.titel }}", 2, "titel"),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("{% for x in site %}{{ x", None, ""),
        ("a\n{{ 1 // 0 }}", 2, "zero"),
        ("a\n{{ site + 1 }}", 2, "filled"),
        ("{{ rights[99].title }}", 1, "no element 99"),
        ("{% include 'nowhere.txt.j2' %}", None, "nowhere"),
        ("{{ site | nofilter }}", 1, "nofilter"),
        ("{{ range(100000000) | list }}", 1, "large"),
        ("{{ self.__init__.__globals__ }}", 1, ""),
    ],
)
def test_templates_that_can_not_work_are_refused_with_their_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        letter(facts(), {"en/object.txt.j2": text})
    assert said in refused.value.message
    if line is not None:
        assert (refused.value.input, refused.value.line) == ("en/object.txt.j2", line)


def test_own_templates_are_checked_before_they_are_needed() -> None:
    check_own({"en/object.txt.j2": "{% set x = 1 %}{{ x }} {{ site }}"})
    with pytest.raises(BadInput, match=r"de/delete\.txt\.j2:2: unknown variable 'foo'"):
        check_own({"de/delete.txt.j2": "{{ site }}\n{% if foo %}{% endif %}"})
    with pytest.raises(BadInput, match="longer than"):
        check_own({"de/delete.txt.j2": "x" * 70_000})
    with pytest.raises(BadInput):
        check_own({"de/delete.txt.j2": "{{ " + "(" * 5000 + ")" * 5000 + " }}"})


def test_a_cookie_found_in_the_browser_can_be_asked_about() -> None:
    item = Item(kind="cookie", label="Cookie _ga", value="GA1.2.123.456")
    found = flat(letter(facts(rights=("access",), law=law("eu"), items=(item,))))
    assert "- Cookie _ga: GA1.2.123.456 (so that you can find what was recorded under it)" in found
    assert "tell me which identifier you need" not in found


def test_every_language_has_every_word_and_template() -> None:
    reference = words("en")
    assert set(languages()) == {"en", "de", "fr", "es"}
    for code in languages():
        found = words(code)
        assert set(found.labels) == set(found.whys) == set(reference.labels) == set(KINDS)
        assert set(found.within) == {"month", "months", "days", "business-days"}


def test_a_thousand_letters_and_messages_are_quick() -> None:
    def hundred() -> None:
        for number in range(100):
            found = letter(facts(reference=f"ck-{number:06x}", rights=("access", "delete"), law=law("eu")))
            as_eml(
                Draft(
                    reference=f"ck-{number:06x}",
                    to="p@harbour.example",
                    subject=found.subject,
                    body=found.body,
                    message_id=f"<{number}@b.example>",
                )
            )

    assert_quick(lambda: hundred, 1.0)  # a thousand in less than ten seconds


@pytest.mark.parametrize(
    ("language", "words"), [("en", "by e-mail and phone,"), ("de", "nicht per E-Mail und Telefon")]
)
def test_marketing_stops_by_the_channels_that_are_named(language: str, words: str) -> None:
    found = letter(facts(rights=("stop-marketing",), marketing=("email", "phone"), language=language))
    assert words in flat(found)
    assert words not in flat(letter(facts(rights=("stop-marketing",), language=language)))
