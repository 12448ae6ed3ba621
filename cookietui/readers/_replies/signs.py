"""A cue counts where nothing around it takes it back: not in its clause, not in its sentence, not in a question."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from cookietui.core.folding import fold
from cookietui.core.phrases import Hit, Prepared, prepare_all
from cookietui.core.words import Right
from cookietui.readers._replies.rulebook import Book, Index, Rule, library

_ASKED_ONLY = frozenset({"done", "refused", "denied", "kept", "partial"})
"""Signs that a question never gives."""
_POSSIBLE = frozenset({"asked", "extended", "refused", "denied", "kept"})
"""Signs that a mere possibility never gives."""


class Found(NamedTuple):
    """A rule that one sentence satisfies."""

    rule: Rule
    sentence: int
    start: int
    """First character of the cue, in its sentence."""
    end: int


def find(sentences: Sequence[str], rights: Collection[Right], listed: Collection[int] = ()) -> list[Found]:
    """Every rule that holds, at its first cue in each sentence, in order of the sentences.

    `listed` are the numbers of sentences that are items of a list: what introduces the list is said of each.
    """
    found: list[Found] = []
    rows = prepare_all([fold(sentence) for sentence in sentences])
    before: list[Prepared] = []
    for number, row in enumerate(rows):
        if number not in listed:
            before = [row] if row.text.rstrip().endswith(":") else []
        each = [hit for book in library().books for hit in _in_sentence(book, row, number, rights, before)]
        if not any(hit.rule.sign == "noise" for hit in each):
            found += each
    return found


def _in_sentence(
    book: Book, row: Prepared, number: int, rights: Collection[Right], before: Sequence[Prepared]
) -> list[Found]:
    hits = list(book.cues.phrases.every(row))
    if not hits:
        return []
    possible = any(True for _ in book.maybe.find(row))
    never = _rules(book.never, row)
    with_ = set().union(*(_rules(book.with_, each) for each in (row, *before)))
    unless = list(book.unless.phrases.every(row))
    found: dict[int, Found] = {}
    for hit in hits:
        at = book.cues.rule_of[hit.index]
        rule = book.rules[at]
        if at in found or at in never or (rule.with_ and at not in with_):
            continue
        if rule.rights and not set(rule.rights) & set(rights):
            continue
        if rule.sign in _ASKED_ONLY and row.text.rstrip().endswith("?"):
            continue
        if possible and rule.sign in _POSSIBLE:
            continue
        if not _taken_back(book, at, hit, unless, row):
            found[at] = Found(rule, number, hit.start, hit.end)
    return list(found.values())


def _rules(index: Index, row: Prepared) -> set[int]:
    return {index.rule_of[hit.index] for hit in index.phrases.find(row)}


def _taken_back(book: Book, rule: int, cue: Hit, unless: Sequence[Hit], row: Prepared) -> bool:
    """Whether a word of the same clause takes the cue back."""
    own = [hit for hit in unless if book.unless.rule_of[hit.index] == rule]
    if not own:
        return False
    start, end = _clause(row.text, cue)
    return any(start <= hit.start < end for hit in own)


def _clause(text: str, cue: Hit) -> tuple[int, int]:
    start, end = 0, len(text)
    for found in library().breaks.finditer(text):
        if found.end() <= cue.start:
            start = found.start()
        elif found.start() >= cue.end:
            end = found.start()
            break
    return start, end
