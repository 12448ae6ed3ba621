"""A mark finds its fact again by what it says and the words it rests on, wherever they stand."""

import pytest

from cookietui.core.declaration import Cookie, Declaration, Evidence, Practice, Source, Technology
from cookietui.core.marking import Mark, fact_key, mark_of, marked


def made(*, turned: bool = False) -> Declaration:
    evidence = [
        Evidence(start=0, end=9, quote="We  use\ncookies.", line=1),
        Evidence(start=20, end=30, quote="Web beacons.", line=2),
    ]
    technologies = [Technology(kind="cookies", evidence=(0,)), Technology(kind="web-beacons", evidence=(1,))]
    if turned:
        evidence = [Evidence(start=90, end=99, quote="We use cookies.", line=9), evidence[1]]
        technologies = [technologies[1], technologies[0]]
    return Declaration(
        source=Source(reader="policy"),
        technologies=tuple(technologies),
        practices=(Practice(category="retention", stance="may", sale=None, evidence=(1,)),),
        cookies=(Cookie(name="_ga", evidence=()),),
        evidence=tuple(evidence),
    )


def test_a_mark_survives_other_positions_and_line_breaks() -> None:
    mark = mark_of(made(), "technologies", 0)
    assert mark.fact == "technologies:cookies:used"
    assert mark.quote == "We use cookies."
    assert marked(made(), (mark,)) == {("technologies", 0)}
    assert marked(made(turned=True), (mark,)) == {("technologies", 1)}


def test_the_same_claim_on_other_words_is_not_marked() -> None:
    mark = Mark(fact="technologies:cookies:used", quote="Something else.")
    assert marked(made(), (mark,)) == frozenset()
    assert marked(made(), (Mark(fact="technologies:cookies:not-used", quote="We use cookies."),)) == frozenset()


def test_every_field_has_a_key_and_facts_without_evidence_too() -> None:
    assert fact_key("practices", made().practices[0]) == "practices:retention:may::::::"
    assert mark_of(made(), "cookies", 0).quote == ""
    with pytest.raises(IndexError):
        mark_of(made(), "cookies", 5)
    with pytest.raises(KeyError):
        mark_of(made(), "evidence", 0)
