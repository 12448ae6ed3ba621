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
        ("gb", "access", "2026-11-25", "2026-12-29"),
        ("ch", "access", "2026-11-20", "2026-12-20"),
        ("ch", "delete", "2026-11-20", None),
        ("us-va", "delete", "2026-11-20", "2027-01-04"),
        ("us-ia", "access", "2026-11-20", "2027-02-18"),
        ("us-ri", "withdraw-consent", "2026-11-20", "2026-12-05"),
        ("us", "stop-marketing", "2026-11-20", "2026-12-07"),
        ("ca", "access", "2026-11-20", "2026-12-20"),
        ("ca-qc", "port", "2026-11-20", "2026-12-20"),
        ("kr", "delete", "2026-11-20", "2026-11-30"),
        ("br", "access", "2026-11-20", "2026-12-05"),
        ("br", "delete", "2026-11-20", None),
        ("za", "correct", "2026-11-20", "2026-12-20"),
        ("au", "access", "2026-11-20", None),
        ("jp", "access", "2026-11-20", None),
    ],
)
def test_dates_by_law(identifier: str, right: str, start: str, wanted: str | None) -> None:
    assert due(identifier, right, start) == (day(wanted) if wanted else None)


@pytest.mark.parametrize(
    ("identifier", "right"),
    [
        ("us-ia", "correct"),
        ("us-ia", "stop-targeting"),
        ("us-ut", "automated-decision"),
        ("us", "access"),
        ("au", "delete"),
        ("eu", "stop-sale"),
        ("eu", "limit-sensitive"),
        ("hk", "delete"),
        ("hk", "object"),
        ("us-ca", "object"),
    ],
)
def test_rights_that_these_laws_do_not_give(identifier: str, right: str) -> None:
    with pytest.raises(NotOffered, match="it gives: "):
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


@pytest.mark.parametrize(
    ("identifier", "right", "latest"),
    [
        ("eu", "access", "2027-02-22"),
        ("us-ca", "access", "2027-02-18"),
        ("us-fl", "access", "2027-01-19"),
        ("us-ia", "access", "2027-04-04"),
        ("us-ca", "stop-sale", "2026-12-14"),
        ("ca", "access", "2027-01-19"),
    ],
)
def test_an_extension_ends_where_the_law_says(identifier: str, right: str, latest: str) -> None:
    found = law(identifier)
    start = day("2026-11-20")
    (row,) = grounds(found, [right], TODAY)  # type: ignore[list-item]  # plain strings from tables
    clock = Clock(sent=start, received=start, extended=True)
    assert legal(found, row, clock, start).latest == day(latest)


def test_laws_to_come_are_on_file_with_their_day_and_give_nothing_before() -> None:
    coming = {key: found.since for key, found in laws().items() if found.status == "not-yet"}
    assert set(coming) == {"in", "us-ok", "us-la", "us-al", "us-vt"}
    for key, since in coming.items():
        assert since is not None
        assert since > TODAY
        with pytest.raises(NotOffered, match=str(since)):
            grounds(laws()[key], ["access"], TODAY)


def test_utah_gives_correction_only_since_the_first_of_july_2026() -> None:
    assert "correct" not in given(law("us-ut"), day("2026-06-30"))
    assert "correct" in given(law("us-ut"), day("2026-07-01"))


def test_every_state_of_the_virginia_model_gives_access_and_deletion() -> None:
    states = [found for found in laws().values() if found.family == "us-state" and found.grounds]
    assert len(states) == 19
    for found in states:
        assert {"access", "delete", "port", "stop-sale"} <= set(given(found, TODAY))
        assert found.territory == (found.id.upper(),)
        assert not found.by_establishment, "only residents are protected"


def test_those_who_live_in_california_are_proposed_their_state_first() -> None:
    from cookietui.core.law import places, proposals

    found = proposals(laws().values(), residence=places("US", "ca"), establishment=places("DE"), today=TODAY)
    assert [p.law.id for p in found] == ["us-ca", "us", "eu"]
    assert all(p.why for p in found)
    quebec = proposals(laws().values(), residence=places("CA", "QC"), today=TODAY)
    assert [p.law.id for p in quebec] == ["ca-qc", "ca"]
    assert [p.law.id for p in proposals(laws().values(), establishment=places("HK"), today=TODAY)] == ["hk"]
