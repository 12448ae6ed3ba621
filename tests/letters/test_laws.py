"""The laws on file: complete, coherent, and never offering what they do not give."""

import datetime
import re

import pytest

from cookietui.core.deadline import Clock, legal
from cookietui.core.errors import NotOffered
from cookietui.core.law import Law, given, grounds
from cookietui.letters.laws import law, laws

TODAY = datetime.date(2026, 11, 21)
ALL = sorted(laws())
IN_FORCE = [key for key in ALL if given(laws()[key], TODAY)]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def due(identifier: str, right: str, start: str = "2026-11-21") -> datetime.date | None:
    found = law(identifier)
    (row,) = grounds(found, [right], TODAY)  # type: ignore[list-item]  # plain strings from tables
    return legal(found, row, Clock(sent=day(start), received=day(start)), day(start)).due


@pytest.mark.parametrize("identifier", ALL)
def test_every_law_says_where_it_comes_from(identifier: str) -> None:
    found = laws()[identifier]
    assert found.id == identifier
    assert found.short
    assert found.sources, "a law without a source can not be checked"
    assert found.checked_on <= datetime.date(2026, 12, 31)
    assert found.applies
    assert found.complaint
    assert found.territory
    assert found.by_residence or found.by_establishment
    assert all(re.fullmatch(r"[A-Z]{2}(-[A-Z]{2,3})?", place) for place in found.territory)
    assert found.complaint_url == "" or found.complaint_url.startswith("https://")


@pytest.mark.parametrize("identifier", ALL)
def test_every_row_has_articles_and_a_time(identifier: str) -> None:
    found = laws()[identifier]
    rights = [row.right for row in found.grounds]
    assert len(rights) == len(set(rights)), "one row a right"
    for row in found.grounds:
        assert row.articles, row.right
        assert (row.answer is None) != (row.asks is None), f"{row.right}: a legal time, or one to ask for"
        assert row.answer is None or row.answer_article, f"{row.right}: where does its time stand?"
        assert row.extension is None or row.answer is not None
        for period in (row.answer, row.asks, row.extension, row.acknowledge):
            assert period is None or 0 < period.amount <= 120
    for absence in found.absent:
        assert absence.right not in rights, f"{absence.right} is both given and absent"
        assert set(absence.instead) <= set(rights)


@pytest.mark.parametrize("identifier", ALL)
def test_other_languages_name_the_law_and_its_articles_alike(identifier: str) -> None:
    found = laws()[identifier]
    for row in found.grounds:
        for language, articles in row.articles_in.items():
            assert language in found.names
            numbers = re.findall(r"\d+", " ".join(row.articles))
            assert set(re.findall(r"\d+", " ".join(articles))) == set(numbers), (row.right, language)


@pytest.mark.parametrize("identifier", IN_FORCE)
def test_what_is_not_given_is_refused_with_what_is(identifier: str) -> None:
    from cookietui.core.words import RIGHTS

    found = laws()[identifier]
    offered = given(found, TODAY)
    assert offered
    for right in RIGHTS:
        if right in offered:
            assert grounds(found, [right], TODAY)[0].right == right
        else:
            with pytest.raises(NotOffered) as refused:
                grounds(found, [right], TODAY)
            assert refused.value.offered == offered
            assert all(name in str(refused.value) for name in offered)


def test_holidays_are_sorted_days_on_file() -> None:
    for found in laws().values():
        assert list(found.holidays) == sorted(set(found.holidays)), found.id
        assert bool(found.holidays) == bool(found.calendar)
        assert not any(h.weekday() == 6 for h in found.holidays), "a Sunday needs no holiday"


def test_thanksgiving_and_the_observed_days_are_on_file() -> None:
    days = set(law("us-ca").holidays)
    assert {day("2026-11-26"), day("2026-07-03"), day("2027-12-31"), day("2027-06-18")} <= days


@pytest.mark.parametrize(
    ("identifier", "right", "start", "wanted"),
    [
        ("eu", "access", "2026-01-31", "2026-03-02"),
        ("eu", "access", "2026-11-25", "2026-12-28"),
        ("eu", "stop-marketing", "2026-11-21", "2026-12-21"),
        ("us-ca", "stop-sale", "2026-11-20", "2026-12-14"),
        ("us-ca", "limit-sensitive", "2026-11-20", "2026-12-14"),
        ("us-ca", "access", "2026-11-20", "2027-01-04"),
        ("hk", "access", "2026-11-20", "2026-12-30"),
        ("hk", "correct", "2026-11-20", "2026-12-30"),
        ("hk", "stop-marketing", "2026-11-20", None),
        ("eu", "withdraw-consent", "2026-11-20", None),
    ],
)
def test_dates_by_law(identifier: str, right: str, start: str, wanted: str | None) -> None:
    assert due(identifier, right, start) == (day(wanted) if wanted else None)


@pytest.mark.parametrize(
    ("identifier", "right"),
    [("eu", "stop-sale"), ("eu", "limit-sensitive"), ("hk", "delete"), ("hk", "object"), ("us-ca", "object")],
)
def test_rights_that_these_laws_do_not_give(identifier: str, right: str) -> None:
    with pytest.raises(NotOffered, match="it gives: access"):
        due(identifier, right)


def test_an_unknown_law_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotOffered, match="us-ca") as refused:
        law("xx")
    assert refused.value.exit_code == 2
    assert set(refused.value.offered) == set(laws())


def test_a_row_leaves_out_the_defaults_it_names() -> None:
    rows = {row.right: row for row in law("eu").grounds}
    assert rows["access"].extension is not None
    assert rows["stop-marketing"].extension is None
    assert rows["withdraw-consent"].answer is None


def test_nothing_is_read_twice() -> None:
    assert laws() is laws()
    assert isinstance(law("eu"), Law)
