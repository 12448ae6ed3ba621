"""The phrase language means what its docstring says, and the fast way gives what the slow way gives."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.phrase_syntax import Grammar
from cookietui.core.phrases import Phrases, Prepared, prepare, prepare_all
from tests.timing import Work, assert_growth


def quotes(phrase: str, text: str, lists: dict[str, list[str]] | None = None) -> list[str]:
    """What a single phrase finds in a text."""
    return [text[hit.start : hit.end] for hit in Phrases([phrase], lists).every(prepare(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("we do not sell", "We do  not\nsell it.", ["We do  not\nsell"]),
        ("we do not sell", "we do not resell", []),
        ("sell", "selling sells seller", []),
        ("sell*", "selling sells Seller", ["selling", "sells", "Seller"]),
        ("*daten", "Nutzungsdaten und Datei und DATEN", ["Nutzungsdaten", "DATEN"]),
        ("for # days", "for 30 days, for thirty days", ["for 30 days"]),
        ("# days", "45days 45 days", ["45 days"]),
        ("opt-out", "opt out, OPT-OUT, optout", ["opt out", "OPT-OUT"]),
        ("don't", "don’t don`t dont", ["don’t", "don`t"]),
        ("user('s|) data", "the user’s data, user data, users data", ["user’s data", "user data"]),
        ("cookie(s|) are", "cookie are cookies are", ["cookie are", "cookies are"]),
        ("we (may|) share", "we share; we may share; we might share", ["we share", "we may share"]),
        ("(please |)contact us", "Please contact us", ["Please contact us"]),
        ("we (may |will |)(not |)sell( it|)", "we sell it. we will not sell", ["we sell it", "we will not sell"]),
        ("^ we sell", "We sell. But we sell", ["We sell"]),
        ("(^|to) provide", "provide to provide", ["provide", "to provide"]),
        ("we .. sell", "we a b c sell we a b c d sell", ["we a b c sell"]),
        ("we ... sell", "we 1 2 3 4 5 6 7 8 sell", ["we 1 2 3 4 5 6 7 8 sell"]),
        ("we ... sell", "we 1 2 3 4 5 6 7 8 9 sell", []),
        ("we..sell", "we never sell", ["we never sell"]),
        ("{who} sell", "IceCorp and we sell", ["we sell"]),
        ("(not (sell|rent)|never (sell|rent) or trade)", "never rent or trade", ["never rent or trade"]),
        ("a ((b|) (c|)) d", "a d. a b d. a c d. a b c d", ["a d", "a b d", "a c d", "a b c d"]),
        ("Straße", "STRASSE Straße", ["Straße"]),
    ],
)
def test_a_phrase_means_what_its_description_says(phrase: str, text: str, found: list[str]) -> None:
    assert quotes(phrase, text, {"who": ["we", "our company"]}) == found


def test_offsets_count_in_the_given_text_even_where_lower_case_is_longer() -> None:
    text = "İİ: we don’t ſell İ it"
    hit = Phrases(["we don't"]).first(prepare(text))
    assert hit is not None
    assert text[hit.start : hit.end] == "we don’t"


def test_the_longer_alternative_is_quoted() -> None:
    assert quotes("third (party|party partners)", "third party partners") == ["third party partners"]


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "...",
        "^",
        "^ (a|)",
        "(a|)",
        "(a|) (b|)",
        "{nobody}",
        "{loop}",
        "(a",
        "a)",
        "a | b",
        "!!",
        "*mid*",
        "(a|b)" * 9,
    ],
)
def test_what_is_no_phrase_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Phrases([wrong], {"loop": ["a {loop}"]})


def test_no_phrases_find_nothing() -> None:
    assert list(Phrases([]).find(prepare("anything"))) == []
    assert Phrases([]).first(prepare("")) is None


WORDS = ["we", "sell", "selling", "data", "nutzungsdaten", "daten", "user's", "not", "7", "7a", "opt", "out", "für"]
LITERALS = [*WORDS, "^", "sell*", "se*", "*daten", "*n", "#", "opt-out", "7*", "user*"]
GLUE = [" ", "  ", ", ", "-", " (", "\n", "’ "]


def phrases_of(depth: int) -> st.SearchStrategy[str]:
    """Phrases of any shape, some of which match nothing at all and are refused."""
    leaf = st.sampled_from([*LITERALS, "{list}", "{empty-able}", "..", "..."])
    if not depth:
        return leaf
    inner = phrases_of(depth - 1)
    group = st.lists(st.one_of(st.just(""), inner), min_size=1, max_size=3).map(lambda o: f"({'|'.join(o)})")
    return st.lists(st.one_of(leaf, group), min_size=1, max_size=4).map(" ".join)


LISTS = {"list": ["data", "user's data", "nutzungs*"], "empty-able": ["", "not"]}


def texts() -> st.SearchStrategy[str]:
    return st.lists(st.tuples(st.sampled_from([*WORDS, "SELL", "x"]), st.sampled_from(GLUE)), max_size=14).map(
        lambda pairs: "".join(word + glue for word, glue in pairs)
    )


def accepted(phrases: list[str]) -> list[str]:
    """Those that are phrases."""
    kept = []
    for phrase in phrases:
        try:
            Grammar(LISTS).parse(phrase)
        except ValueError:
            continue
        kept.append(phrase)
    return kept


@settings(max_examples=400, deadline=None)
@given(st.lists(phrases_of(2), max_size=6), st.lists(texts(), min_size=1, max_size=6))
def test_searching_all_at_once_is_trying_each_word_by_word(given_phrases: list[str], sentences: list[str]) -> None:
    phrases = Phrases(accepted(given_phrases), LISTS)
    for sentence, text in zip(prepare_all(sentences), sentences, strict=True):
        slow = list(phrases.find_slowly(sentence))
        assert list(phrases.find(sentence)) == slow
        assert list(phrases.every(sentence)) == list(phrases.every_slowly(sentence))
        assert list(phrases.find(prepare(text))) == slow


@settings(max_examples=150, deadline=None)
@given(phrases_of(2), st.lists(texts(), min_size=1, max_size=9))
def test_hits_of_a_phrase_do_not_overlap_and_leave_none_out(phrase: str, sentences: list[str]) -> None:
    for kept in accepted([phrase]):
        phrases = Phrases([kept], LISTS)
        for sentence in prepare_all(sentences):
            spots = phrases.spots(sentence)
            assert all(a[2] <= b[1] for a, b in itertools.pairwise(spots))
            after = " ".join(sentence.tokens[spots[-1][2] if spots else 0 :])
            assert "^" in kept or not phrases.spots(prepare(after))


def test_a_sentence_too_long_to_be_searched_at_once_is_searched_whole() -> None:
    """It is cut into parts; what lies across a cut is found, once, and `^` is bound to the sentence alone."""
    phrases = Phrases(["we .. (sell|rent) ... data", "(we|our) (we|our)", "^ we", "data we", "sell"], LISTS)
    words = ["we", "our", "may", "sell", "your", "own", "data"] * 250
    for shift in range(7):
        sentence = prepare(" ".join(words[shift:]))
        assert list(phrases.every(sentence)) == list(phrases.every_slowly(sentence))


def test_nothing_reaches_from_one_sentence_into_the_next() -> None:
    phrases = Phrases(["we ... sell", "we sell", "we (may|) sell", "(we|our) .. ^ sell"])
    together = prepare_all(["we", "sell", "we may", "sell", "", "we", "we sell"])
    assert [[hit.index for hit in phrases.every(sentence)] for sentence in together] == [[]] * 6 + [[0, 1, 2]]


def test_phrases_without_a_plain_word_are_found_too() -> None:
    phrases = Phrases(["# (a|)", "sell", "se*", "*t"])
    for sentence in prepare_all(["30 a sell", "sell", "nothing", "7", "set"]):
        assert list(phrases.find(sentence)) == list(phrases.find_slowly(sentence))


def test_more_sentences_than_one_look_up_holds() -> None:
    sentences = prepare_all([f"row {n} {'sell' if n % 97 == 0 else 'keep'}" for n in range(1000)])
    phrases = Phrases(["sell", "row # (keep|sell)"])
    assert [n for n, s in enumerate(sentences) if any(h.index == 0 for h in phrases.find(s))] == list(
        range(0, 1000, 97)
    )
    assert all(any(h.index == 1 for h in phrases.find(s)) for s in sentences)


def test_many_literals_still_have_a_character_each() -> None:
    lists = {"stems": [f"w{n}x*" for n in range(400)], "tails": [f"*y{n}z" for n in range(120)]}
    phrases = Phrases(["{stems} {tails}"], lists)
    assert quotes("{stems} {tails}", "w399xabc aby119z", lists) == ["w399xabc aby119z"]
    assert list(phrases.find(prepare("w400xabc aby119z"))) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_can_be_searched(text: str) -> None:
    sentence = prepare(text)
    assert len(sentence.low) == len(text)
    for hit in Phrases(["a ... b", "#", "(x|y|) z*"]).every(sentence):
        assert 0 <= hit.start < hit.end <= len(text)


PUMPS = ["we ", "we, ", "a.a-", "we not ", "'", "x" * 10, "we sell not ... ", "7 "]


@pytest.mark.parametrize("pump", PUMPS)
def test_time_grows_with_the_text_and_no_faster(pump: str) -> None:
    """Ten times the text may take thirty times as long at most: a square law would take a hundred."""
    phrases = Phrases(
        ["we ... not ... sell ... data", "(we|our) .. (not|never) ... {list}", "*x ... *y", "# ... # days"], LISTS
    )

    def search(size: int) -> Work:
        text = (pump * (size // len(pump) + 1))[:size]
        return lambda: list(phrases.find(Prepared(text)))

    assert_growth(search, 10_000, 100_000, most=30)


def test_a_phrase_is_never_a_regular_expression_of_the_text() -> None:
    """What stands in rules or texts is never read as pattern syntax."""
    assert quotes("a+b", "aab a+b a b") == ["a+b", "a b"]
    assert re.escape("[") not in quotes("sell", "[sell]")[0]
