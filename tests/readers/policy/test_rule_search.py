"""The rules as they ship: looking for all of them at once finds what trying each of them word by word finds."""

import functools
import random
from collections.abc import Sequence

import pytest

from cookietui.core.phrases import Phrases, prepare
from cookietui.core.tags import Tagged
from cookietui.readers.policy import offers, retention, rulebook, stances
from tests.timing import Work, assert_growth

LANGUAGES = ("en", "de")
SEED = 20261122
PROSE = {
    "en": (
        "We do not sell, rent or share your personal information with third parties without your permission. "
        "You may opt out of receiving promotional e-mail at any time by following the link in the message. "
        "Your data are kept for 30 days, unless the law requires us to keep them longer. "
        "You have the right to access, correct or delete your data; write to privacy@shop.example. "
        "Cookies and web beacons of advertising partners may be used to learn which pages you visit. "
        "If our company is merged or sold, information about you may be transferred to the buyer. "
        "This site is not meant for children under 13, and we never knowingly collect their names."
    ),
    "de": (
        "Wir verkaufen Ihre personenbezogenen Daten nicht und geben sie nicht an Dritte weiter. "
        "Sie haben das Recht auf Auskunft, Berichtigung und Löschung Ihrer Daten. "
        "Die Server-Logfiles werden nach 7 Tagen gelöscht, sofern kein Gesetz eine längere Speicherung verlangt. "
        "Diese Website verwendet Cookies und Google Analytics, um die Nutzung auszuwerten. "
        "Sie können Ihre Einwilligung jederzeit widerrufen oder der Verarbeitung widersprechen."
    ),
}


@functools.cache
def rule_sets(language: str) -> Sequence[Phrases]:
    """Every set of phrases of a language's practices and retention files."""
    book, kept = rulebook.rulebook(language), retention.words(language)
    assert book is not None
    assert kept is not None
    plain = [book.cues, book.unless, book.headings.phrases, book.may, book.conditions, book.joining, book.sale]
    plain += [book.excepting, *(detail.phrases for detail in book.details.values())]
    return [*plain, kept.kept, kept.other, kept.void, kept.vague, kept.headings, kept.cookies]


@functools.cache
def tag_sets(language: str) -> Sequence[Tagged]:
    """The lists of a language's files of technologies and rights."""
    technologies, rights = stances.rules_of(language), offers.cues(language)
    assert technologies is not None
    assert rights is not None
    return [technologies.tagged, rights.tagged]


def sentences(language: str) -> Sequence[str]:
    """Prose, and its words in other orders: near misses are what a prefilter gets wrong."""
    choose = random.Random(SEED)
    words = PROSE[language].split()
    mixed = [" ".join(choose.choices(words, k=choose.randint(1, 14))) for _ in range(5)]
    return [*PROSE[language].split(". "), *mixed, "", "?!", "30"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_practices_and_retention_are_found_as_each_phrase_finds_them(language: str) -> None:
    found = 0
    for text in sentences(language):
        for phrases in rule_sets(language):
            sentence = prepare(text)
            hits = list(phrases.every(sentence))
            assert hits == list(phrases.every_slowly(sentence)), (text, phrases.phrases[:1])
            found += len(hits)
    assert found > len(sentences(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_technologies_and_rights_are_found_as_each_phrase_finds_them(language: str) -> None:
    found = 0
    for text in sentences(language):
        for tagged in tag_sets(language):
            sentence = prepare(text)
            hits = tagged.every(sentence)
            assert hits == tagged.every_slowly(sentence), text
            found += len(hits)
    assert found > len(sentences(language))


PUMPS = [
    "we ",
    "may share your ",
    "information with third parties ",
    "not ",
    "we do not sell ",
    "cookies, ",
    "opt out ",
]


@pytest.mark.parametrize("pump", PUMPS)
def test_a_sentence_without_end_takes_time_by_its_length(pump: str) -> None:
    """Ten times the words may take thirty times as long at most: a square law would take a hundred."""

    def search(words: int) -> Work:
        def work() -> None:
            sentence = prepare(pump * (words // len(pump.split())))
            for phrases in rule_sets("en"):
                phrases.spots(sentence)
            for tagged in tag_sets("en"):
                tagged.every(sentence)

        return work

    assert_growth(search, 1_000, 10_000, most=30)
