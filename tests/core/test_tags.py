"""The sifting of phrases by words: the fast path gives what trying every phrase gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.phrases import prepare
from cookietui.core.tags import Sifted, Tagged, nested
from tests.timing import Work, assert_growth

WORDS = {"we": ["we", "our site"], "data": ["data", "information", "cookie*"]}
LISTS = {
    "sale": ["{we} .. sell* .. {data}", "sale of {data}", "sold"],
    "denial": ["(do not|never) .. sell", "not ... (sell|share)"],
    "begin": ["^ we"],
    "tail": ["*buch", "# (days|weeks)"],
    "optional": ["opt (out|) of", "(your|) consent"],
}
GROUPS = {"selling": ["sale", "denial"], "rest": ["begin", "tail", "optional"]}


def tagged() -> Tagged:
    return Tagged(LISTS, WORDS, GROUPS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We never sell your data.", {("sale", "We never sell your data"), ("denial", "never sell"), ("begin", "We")}),
        ("The sale of information is sold", {("sale", "sale of information"), ("sale", "sold")}),
        ("Kept for 30 days in the Kochbuch", {("tail", "30 days"), ("tail", "Kochbuch")}),
        ("You may opt of it with consent", {("optional", "opt of"), ("optional", "consent")}),
        ("Nothing here", set()),
    ],
)
def test_hits_with_their_list_and_place(text: str, found: set[tuple[str, str]]) -> None:
    assert {(name, text[start:end]) for name, start, end in tagged().every(prepare(text))} == found


def test_groups_are_asked_for_alone() -> None:
    sentence = prepare("We do not sell data, you may opt out of it.")
    tags = tagged()
    assert {name for name, _, _ in tags.every(sentence, "selling")} == {"sale", "denial"}
    assert tags.names(sentence, "rest") == {"begin", "optional"}
    assert tags.any(sentence, "rest")
    assert not tags.any(prepare("nothing"), "rest")


def test_sifted_sentences_are_looked_at_when_asked() -> None:
    texts = ["We sell data.", "Nothing.", "Sold!"]
    sifted = Sifted(tagged(), [prepare(text) for text in texts])
    assert [sorted(sifted.names(index, "selling")) for index in range(3)] == [["sale"], [], ["sale"]]
    assert sifted.every(1, "rest") == []


VOCABULARY = ["we", "our", "site", "sell", "sells", "sold", "data", "cookies", "not", "do", "never", "opt", "out", "of",
              "your", "consent", "30", "days", "x", "kochbuch", "sale", "information", "share"]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=14))
def test_sifting_never_drops_a_hit(words: list[str]) -> None:
    tags = tagged()
    sentence = prepare(" ".join(words))
    assert tags.every(sentence) == tags.every_slowly(sentence)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    tags = tagged()
    sentence = prepare(text)
    assert tags.every(sentence) == tags.every_slowly(sentence)


def test_a_wrong_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown word list"):
        Tagged({"x": ["{nobody}"]}, {})


def test_tables_are_nested_under_their_names() -> None:
    table = {"a": {"x": ["one"]}, "b": {"y": ["two"]}}
    assert nested(table, "a", "b", "c") == {"a:x": ["one"], "b:y": ["two"]}


@pytest.mark.parametrize("pump", ["we ", "sell ", "we sell ", "not ", "never sell not "])
def test_time_grows_with_the_text(pump: str) -> None:
    def search(times: int) -> Work:
        sentence = prepare(pump * times)
        return lambda: tagged().every(sentence)

    assert_growth(search, 4_000, 40_000, most=40)
