"""Merging: no duplicates across readers, none lost, and every index still points at the same quote."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.core.declaration import (
    FACT_FIELDS,
    Channel,
    Contact,
    Cookie,
    Declaration,
    EvidenceBook,
    OfferedRight,
    Practice,
    Problem,
    Retention,
    SiteName,
    Source,
    Technology,
)
from cookietui.core.merging import merge

TEXT = "Write to us. We use cookies. We keep logs for 7 days. You may object."


def _declaration(reader: str, **fields: Any) -> Declaration:
    book = EvidenceBook(TEXT)
    for name, facts in list(fields.items()):
        if name in FACT_FIELDS:
            fields[name] = tuple(msgspec.structs.replace(fact, evidence=(book.span(*place),)) for fact, place in facts)
    return Declaration(source=Source(reader=reader), evidence=book.rows, **fields)


def _quotes(declaration: Declaration, fact: Any) -> set[str]:
    return {declaration.evidence[index].quote for index in fact.evidence}


def test_nothing_to_merge():
    with pytest.raises(ValueError, match="nothing"):
        merge([])


def test_one_declaration_stays_as_it_is():
    one = _declaration("policy", technologies=[(Technology(kind="cookies"), (13, 28))], missing=("access",))
    assert merge([one]) == one


def test_the_same_contact_is_one_with_both_evidences_and_the_truer_role():
    first = _declaration("policy", contacts=[(Contact(kind="email", value="a@shop.example"), (0, 12))])
    other = _declaration(
        "structured",
        contacts=[(Contact(kind="email", value="A@Shop.example", roles=("privacy",), country="DE"), (54, 69))],
    )
    merged = merge([first, other])
    (contact,) = merged.contacts
    assert contact.value == "a@shop.example"
    assert contact.roles == ("privacy",)
    assert contact.country == "DE"
    assert _quotes(merged, contact) == {"Write to us.", "You may object."}


def test_cookie_blanks_are_filled_from_the_other_reader():
    first = _declaration("policy", cookies=[(Cookie(name="sid"), (13, 28))])
    other = _declaration(
        "cookie_tables",
        cookies=[(Cookie(name="sid", category="necessary", lifetime_seconds=60, lifetime_text="1 minute"), (13, 28))],
    )
    (cookie,) = merge([first, other]).cookies
    assert (cookie.category, cookie.lifetime_seconds, cookie.session) == ("necessary", 60, False)


def test_a_session_cookie_does_not_override_a_stated_lifetime():
    first = _declaration("a", cookies=[(Cookie(name="s", lifetime_seconds=60, lifetime_text="1 minute"), (13, 28))])
    other = _declaration("b", cookies=[(Cookie(name="s", session=True), (13, 28))])
    assert not merge([first, other]).cookies[0].session


def test_two_equal_practices_of_one_reader_stay_two():
    practice = Practice(category="security")
    one = _declaration("policy", practices=[(practice, (0, 12)), (practice, (13, 28))])
    assert len(merge([one, _declaration("other")]).practices) == 2


def test_a_named_channel_beats_an_inherited_one():
    inherited = OfferedRight(right="object", channels=(Channel("email", "a@shop.example", inherited=True),))
    named = OfferedRight(right="object", channels=(Channel("post", "Main St 1"),), conditions=("written",))
    merged = merge([_declaration("a", rights=[(inherited, (54, 69))]), _declaration("b", rights=[(named, (54, 69))])])
    (right,) = merged.rights
    assert right.channels == (Channel("post", "Main St 1"),)
    assert right.conditions == ("written",)


def test_what_another_reader_supplies_is_not_missing():
    first = _declaration("policy", missing=("contact", "retention", "access", "controller"))
    other = _declaration(
        "other",
        contacts=[(Contact(kind="email", value="a@shop.example"), (0, 12))],
        practices=[(Practice(category="retention", retention=Retention("P7D", "7 days")), (29, 53))],
    )
    assert merge([first, other]).missing == ("access", "controller")


def test_site_and_source_come_from_whoever_knows_first():
    first = Declaration(source=Source(reader="policy", language="de"))
    other = Declaration(
        source=Source(reader="structured", language="en", revised="2020"), site=SiteName("shop.example", "Shop")
    )
    merged = merge([first, other])
    assert merged.site == SiteName("shop.example", "Shop")
    assert (merged.source.reader, merged.source.language, merged.source.revised) == ("policy", "de", "2020")


def test_a_name_of_another_site_is_not_taken():
    first = Declaration(source=Source(reader="a"), site=SiteName("shop.example", None))
    other = Declaration(source=Source(reader="b"), site=SiteName("ads.example", "Ads"))
    assert merge([first, other]).site == SiteName("shop.example", None)


spans = st.integers(0, len(TEXT) - 2).flatmap(
    lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT)))
)
problems = st.builds(Problem, kind=st.sampled_from(["cut", "unread"]), message=st.sampled_from(["a", "b"]))


@given(st.lists(st.lists(st.tuples(problems, spans), max_size=4), min_size=1, max_size=3))
def test_no_quote_is_lost_and_every_index_is_in_range(groups):
    groups = [[(fact, place) for fact, place in group if TEXT[slice(*place)].strip()] for group in groups]
    given_ = [_declaration("x", problems=group) for group in groups]
    merged = merge(given_)
    before = {(p.message, q) for d in given_ for p in d.problems for q in _quotes(d, p)}
    after = {(p.message, q) for p in merged.problems for q in _quotes(merged, p)}
    assert before == after
    rows: Any = merged.evidence
    assert all(row.quote == TEXT[row.start : row.end] for row in rows)


def test_a_page_that_lists_cookies_uses_them_where_its_prose_only_mentions_them():
    prose = _declaration("policy", technologies=[(Technology(kind="cookies", stance="mentioned"), (13, 28))])
    table = _declaration("cookie-tables", cookies=[(Cookie(name="_ga"), (0, 12))])
    [fact] = merge([prose, table]).technologies
    assert (fact.kind, fact.stance) == ("cookies", "used")


def test_a_denial_of_cookies_stands_beside_a_list_of_them():
    prose = _declaration("policy", technologies=[(Technology(kind="cookies", stance="not-used"), (13, 28))])
    table = _declaration("cookie-tables", cookies=[(Cookie(name="_ga"), (0, 12))])
    assert [fact.stance for fact in merge([prose, table]).technologies] == ["not-used"]
