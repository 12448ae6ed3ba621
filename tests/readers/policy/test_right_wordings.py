"""How people word the offer of a right, and what only sounds like one: sentences of our own in four languages."""

from pathlib import Path

import pytest

from cookietui.readers.policy import contacts, identity, rights
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample

HELLO = {
    "en": "You can write to us at hello@acme.example.",
    "de": "Schreiben Sie uns an hello@acme.example.",
    "fr": "Écrivez-nous à hello@acme.example.",
    "es": "Escríbanos a hello@acme.example.",
}


def sentences() -> list[tuple[str, str, frozenset[str]]]:
    rows = []
    for language in HELLO:
        file = Path(__file__).with_name("wordings") / f"{language}.txt"
        for line in file.read_text(encoding="utf-8").splitlines():
            wanted, bar, text = line.partition(" | ")
            if bar:
                rows.append((language, text, frozenset(wanted.split()) - {"-"}))
    return rows


@pytest.mark.parametrize("language", HELLO)
def test_a_sentence_offers_these_rights_and_no_others(language: str) -> None:
    wrong = []
    for written, text, wanted in sentences():
        if written != language:
            continue
        html = f'<html lang="{language}"><h1>Privacy</h1><p>{HELLO[language]}</p><h2>Info</h2><p>{text}</p></html>'
        sample = Sample("x.html", html.encode())
        reading = Reading(sample.page, sample)
        for part in (identity, contacts, rights):
            part.add(reading)
        found = {right.right for right in reading.rights}
        if found != wanted:
            wrong.append(f"{text} {sorted(found)}")
    assert not wrong


def test_there_are_sentences_for_every_language_and_traps_among_them() -> None:
    assert {language for language, _, wanted in sentences() if wanted} == set(HELLO)
    assert {language for language, _, wanted in sentences() if not wanted} == set(HELLO)
