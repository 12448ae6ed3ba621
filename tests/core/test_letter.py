"""What the person is told before a letter goes out."""

import datetime
from typing import Any

from cookietui.core.law import Ground, Law, Period
from cookietui.core.letter import QUOTE_LIMIT, Item, Letter, Quote, cautions, items_of

TODAY = datetime.date(2026, 11, 21)
NAMED = (Item(kind="name", value="Ann"),)
LAW = Law(
    id="xx",
    name="An Act on Privacy",
    short="AAP",
    checked_on=TODAY,
    territory=("XX",),
    by_establishment=True,
    form="Use form F.",
    form_for=("access",),
    grounds=(
        Ground(right="access", articles=("s. 1",), answer=Period(amount=1, unit="months"), confidence="A"),
        Ground(right="object", articles=("s. 2",), needs_reason=True, confidence="m"),
    ),
)


def facts(**changes: Any) -> Letter:
    fields: dict[str, Any] = {"reference": "ck-7f3a2c", "rights": ("delete",), "today": TODAY, "items": NAMED}
    return Letter(**(fields | changes))


def test_an_ordinary_letter_needs_no_caution() -> None:
    assert cautions(facts()) == ()


def test_a_row_from_memory_says_verify_and_when_it_was_checked() -> None:
    said = cautions(facts(law=LAW, rights=("object",), reason="Because."))
    assert said == ("s. 2: verify, this row was written from memory (checked 2026-11-21)",)


def test_a_missing_reason_is_told_once_it_is_needed() -> None:
    assert any("needs a reason" in line for line in cautions(facts(law=LAW, rights=("object",), reason=" \n ")))
    assert not any("needs a reason" in line for line in cautions(facts(law=LAW, rights=("access",))))


def test_a_form_is_told_for_the_rights_it_is_meant_for() -> None:
    assert cautions(facts(law=LAW, rights=("access",))) == ("Use form F.",)


def test_a_law_of_residents_asks_for_the_residence() -> None:
    residents = Law(id="xx", name="Act", short="AAP", checked_on=TODAY, territory=("XX",))
    assert any("tick your residence" in line for line in cautions(facts(law=residents)))
    assert cautions(facts(law=residents, items=(Item(kind="residence", value="XX"),))) == ()


def test_a_law_to_come_is_told() -> None:
    later = datetime.date(2027, 1, 1)
    coming = Law(id="xx", name="Act", short="AAP", checked_on=TODAY, since=later, by_establishment=True)
    assert cautions(facts(law=coming)) == ("AAP is not in force before 2027-01-01",)


def test_a_nameless_letter_is_told() -> None:
    assert "nothing about you is ticked" in cautions(facts(items=()))[0]
    assert "without any way to answer" in cautions(facts(channel="post"))[0]
    assert cautions(facts(channel="post", items=(Item(kind="address", value="1 Road"),))) == ()


def test_a_cut_quotation_is_told() -> None:
    assert cautions(facts(quotes=(Quote(text="x" * QUOTE_LIMIT),))) == ()
    assert "end cut" in cautions(facts(quotes=(Quote(text="x" * (QUOTE_LIMIT + 1)),)))[0]


def test_a_correction_without_details_is_told() -> None:
    assert "does not say what is wrong" in cautions(facts(rights=("correct",)))[0]
    assert cautions(facts(rights=("correct",), reason="My name.")) == ()


def test_empty_fields_make_no_items() -> None:
    assert items_of({"name": "Ann", "email": "", "phone": "  "}) == NAMED
