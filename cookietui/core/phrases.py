r"""Rules are phrases a lawyer can read; a whole document is searched for all of them at once, and in linear time.

A phrase is words matched without regard to case and punctuation: `we do not sell`. `word*` matches any ending and
`*word` any beginning, `#` a word that begins with a digit, `(a|b|)` one of several (the empty one makes it optional),
`{name}` a named list of phrases, `^` the begin of the sentence, `..` at most three words between, `...` at most eight.
`opt-out` is two words and is found as `opt out` too; `'` stands for every apostrophe, and `user's` is one word.

How it is fast and linear: the places of each class of words are the bits of one number (phrase_block.py), so a phrase
is a few shifts and ands over all sentences. Phrases that begin alike share their beginning, and one whose beginning
does not occur is not looked at further. There is no backtracking, and nothing repeats without bound.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, cast

import msgspec

from cookietui.core.phrase_block import Block, Prepared, prepare, prepare_all
from cookietui.core.phrase_syntax import Choice, Gap, Grammar, Items, Word
from cookietui.core.phrase_words import CLASSES, START, satisfies

__all__ = ["Hit", "Phrases", "Prepared", "prepare", "prepare_all", "satisfies"]
_Spots: TypeAlias = list[list[tuple[int, int, int]]]
_State: TypeAlias = dict[int, int]
"""Number of words taken so far to the places (as bits) from which so many match."""
_WORD, _BEGIN, _GAP, _CHOICE = range(4)
_Step: TypeAlias = tuple[int, int]
"""What kind of step, and the class, the words between, or the number of the choice."""


class Hit(msgspec.Struct, frozen=True):
    """`text[start:end]` matched phrase number `index`."""

    index: int
    start: int
    end: int


class _Node:
    """A beginning that phrases share: the words and other steps that follow, and the phrases that end here."""

    __slots__ = ("ends", "others", "words")

    def __init__(self) -> None:
        self.words: dict[int, _Node] = {}
        self.others: dict[_Step, _Node] = {}
        self.ends: list[int] = []

    def after(self, step: _Step) -> "_Node":
        """The node one step on."""
        kind, number = step
        return self.words.setdefault(number, _Node()) if kind == _WORD else self.others.setdefault(step, _Node())


class _Compiled:
    """A choice: the class of its single words (-1: none) and its longer sequences."""

    __slots__ = ("optional", "sequences", "single")

    def __init__(self, single: int, sequences: "_Node | None", *, optional: bool) -> None:
        self.single = single
        self.sequences = sequences
        self.optional = optional


class Phrases:
    """Compiled phrases; `find` gives the same hits as trying each in turn, and `find_slowly` proves it.

    Of several ends the farthest is taken, in a phrase with a gap the nearest; hits of a phrase do not overlap.
    """

    def __init__(self, phrases: Sequence[str], words: Mapping[str, Sequence[str]] | None = None) -> None:
        self.phrases = tuple(phrases)
        grammar = Grammar(words)
        self._items = [grammar.parse(phrase) for phrase in self.phrases]
        self._near = [_gapped(items) for items in self._items]
        self._choices: list[_Compiled] = []
        self._numbers: dict[int, int] = {}
        self._root = _Node()
        for index, items in enumerate(self._items):
            self._put(self._root, items, index)

    def _put(self, node: _Node, items: Items, index: int) -> None:
        for item in items:
            node = node.after(self._step(item))
        node.ends.append(index)

    def _step(self, item: Word | Gap | Choice) -> _Step:
        if isinstance(item, Gap):
            return _GAP, item.words
        if isinstance(item, Word):
            return (_BEGIN, 0) if item.literal == START else (_WORD, CLASSES.number((item.literal,)))
        longer = [option for option in item.options if not _single(option)]
        if not longer and not item.optional:
            return _WORD, CLASSES.number(item.singles)
        if id(item) not in self._numbers:
            node = _Node() if longer else None
            for option in longer:
                self._put(cast("_Node", node), option, 0)
            single = CLASSES.number(item.singles) if item.singles else -1
            self._numbers[id(item)] = len(self._choices)
            self._choices.append(_Compiled(single, node, optional=item.optional))
        return _CHOICE, self._numbers[id(item)]

    def spots(self, sentence: Prepared) -> Sequence[tuple[int, int, int]]:
        """Every place of every phrase as (index, first word, word after the last), in order of phrase and place."""
        block, row = sentence.place
        found = block.kept.get(self)
        if found is None:
            found = block.kept[self] = self._search(block)
        return cast("_Spots", found)[row]

    def places(self, sentence: Prepared) -> Iterator[tuple[int, int, int]]:
        """Every phrase that occurs, at its first place, as (index, first word, word after the last)."""
        last = -1
        for spot in self.spots(sentence):
            if spot[0] != last:
                last = spot[0]
                yield spot

    def find(self, sentence: Prepared) -> Iterator[Hit]:
        """Every phrase that occurs, each at its first place, in order of phrase."""
        for spot in self.places(sentence):
            yield _hit(sentence, spot)

    def first(self, sentence: Prepared) -> Hit | None:
        """The hit that starts first in the text, the lower phrase number on a tie."""
        found = min(self.places(sentence), key=lambda place: (place[1], place[0]), default=None)
        return _hit(sentence, found) if found else None

    def every(self, sentence: Prepared) -> Iterator[Hit]:
        """Every place of every phrase, in order of phrase and place."""
        for spot in self.spots(sentence):
            yield _hit(sentence, spot)

    def find_slowly(self, sentence: Prepared) -> Iterator[Hit]:
        """The same as `find`, word by word as the description of a phrase says it."""
        for index, items in enumerate(self._items):
            for first in range(len(sentence.tokens) + 1):
                ends = set(_ends(items, sentence.tokens, first))
                if ends:
                    yield _hit(sentence, (index, first, min(ends) if self._near[index] else max(ends)))
                    break

    def _search(self, block: Block) -> _Spots:
        search = _Search(block, self._choices)
        found = search.run(self._root)
        rows: _Spots = [[] for _ in range(block.size)]
        for index in sorted(found):
            _spread(rows, index, found[index], block.starts, near=self._near[index])
        return rows


class _Search:
    """One set of phrases in one block."""

    def __init__(self, block: Block, choices: Sequence[_Compiled]) -> None:
        self._block = block
        self._bits = block.bits
        self._choices = choices
        self._lengths: dict[int, _State] = {}

    def run(self, root: _Node) -> dict[int, _State]:
        """The phrases below a node that occur, with the places they occur from by length."""
        found: dict[int, _State] = {}
        bits = self._bits
        open_ = [(root.words[number], {1: bits[number]}) for number in root.words.keys() & bits.keys()]
        self._others(root, {0: -1}, open_)
        while open_:
            node, state = open_.pop()
            for index in node.ends:
                found[index] = _merged(found[index], state) if index in found else state
            if node.words:
                _worded(node, state, bits, open_)
            if node.others:
                self._others(node, state, open_)
        return found

    def _others(self, node: _Node, state: _State, open_: "list[tuple[_Node, _State]]") -> None:
        for (kind, number), after in node.others.items():
            if kind == _CHOICE:
                left = self._choice(state, number)
            elif kind == _GAP:
                left = self._gap(state, number)
            else:
                begins = self._block.begins
                left = {n: here for n, places in state.items() if (here := places & (begins >> n))}
            if left:
                open_.append((after, left))

    def _gap(self, state: _State, words: int) -> _State:
        found = dict(state)
        real = self._block.real
        for length, places in state.items():
            left = places
            for more in range(length, length + words):
                left &= real[more]
                if not left:
                    break
                found[more + 1] = found[more + 1] | left if more + 1 in found else left
        return found

    def _choice(self, state: _State, number: int) -> _State:
        choice = self._choices[number]
        lengths = self._lengths.get(number)
        if lengths is None:
            lengths = self._lengths[number] = self._of(choice)
        found = dict(state) if choice.optional else {}
        for length, places in state.items():
            for more, bits in lengths.items():
                left = places & (bits >> length)
                if left:
                    found[length + more] = found.get(length + more, 0) | left
        return found

    def _of(self, choice: _Compiled) -> _State:
        """Where each length of a choice matches."""
        found: _State = {}
        single = self._bits.get(choice.single)
        if single:
            found[1] = single
        longer = self.run(choice.sequences) if choice.sequences else {}
        return _merged(longer[0], found) if longer else found


def _worded(node: _Node, state: _State, bits: Mapping[int, int], open_: "list[tuple[_Node, _State]]") -> None:
    """Go on from a node by each word that follows somewhere."""
    here = state.items()
    for number, after in node.words.items():
        if number in bits:
            places = bits[number]
            left = {length + 1: both for length, at in here if (both := at & (places >> length))}
            if left:
                open_.append((after, left))


def _merged(one: _State, other: _State) -> _State:
    return {n: one.get(n, 0) | other.get(n, 0) for n in one.keys() | other.keys()}


def _spread(rows: _Spots, index: int, found: _State, starts: Sequence[int], *, near: bool) -> None:
    """Put the matches of one phrase into their rows, the first of those that overlap."""
    lengths = sorted(found.items(), reverse=not near)
    every = 0
    for _, places in lengths:
        every |= places
    row = free = 0
    while every:
        lowest = every & -every
        every ^= lowest
        at = lowest.bit_length() - 1
        if at < free:
            continue
        while starts[row + 1] <= at:
            row += 1
        length = next(length for length, places in lengths if places & lowest)
        free = at + length
        rows[row].append((index, at - starts[row], free - starts[row]))


def _single(option: Items) -> bool:
    return len(option) == 1 and isinstance(option[0], Word) and option[0].literal != START


def _gapped(items: Items) -> bool:
    return any(
        isinstance(item, Gap) or (isinstance(item, Choice) and any(map(_gapped, item.options))) for item in items
    )


def _ends(items: Items, words: Sequence[str], at: int) -> Iterator[int]:
    """The meaning of a phrase spelt out: where a match that begins at a word may end."""
    if not items:
        yield at
        return
    head, rest = items[0], items[1:]
    if isinstance(head, Word):
        if head.literal == START:
            yield from _ends(rest, words, at) if at == 0 else ()
        elif at < len(words) and satisfies(words[at], head.literal):
            yield from _ends(rest, words, at + 1)
    elif isinstance(head, Gap):
        for end in range(at, min(at + head.words, len(words)) + 1):
            yield from _ends(rest, words, end)
    else:
        for option in (*head.options, *([()] if head.optional else [])):
            yield from _ends((*option, *rest), words, at)


def _hit(sentence: Prepared, spot: tuple[int, int, int]) -> Hit:
    index, first, last = spot
    spans = sentence.spans
    return Hit(index, spans[first][0], spans[last - 1][1])
