"""Phrases are followed through all sentences at once: first to where they end, then back to where those begin."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from cookietui.core.phrase_block import Block
from cookietui.core.phrase_syntax import Choice, Gap, Grammar, Items, Word
from cookietui.core.phrase_words import CLASSES, START, satisfies

WORD, BEGIN, GAP, CHOICE = range(4)
Step: TypeAlias = tuple[int, int]
"""What kind of step, and the class, the words between, or the number of the choice."""
Spot: TypeAlias = tuple[int, int, int]
"""Phrase, first word, word after the last."""


class Node:
    """A beginning that phrases share: the words and other steps that follow, and the phrases that end here."""

    __slots__ = ("ends", "others", "words")

    def __init__(self) -> None:
        self.words: dict[int, Node] = {}
        self.others: dict[Step, Node] = {}
        self.ends: list[int] = []

    def after(self, step: Step) -> "Node":
        """The node one step on."""
        kind, number = step
        return self.words.setdefault(number, Node()) if kind == WORD else self.others.setdefault(step, Node())


class Alternatives:
    """A choice: the class of its single words (-1: none), its sequences of plain words, and its other sequences."""

    __slots__ = ("mixed", "optional", "plain", "single")

    def __init__(self, single: int, sequences: Sequence[Sequence[Step]], *, optional: bool) -> None:
        self.single = single
        self.plain = [[number for _, number in steps] for steps in sequences if all(k == WORD for k, _ in steps)]
        self.mixed = [steps for steps in sequences if any(kind != WORD for kind, _ in steps)]
        self.optional = optional


class Plan:
    """Phrases as steps, and as one tree of their beginnings."""

    def __init__(self, phrases: Sequence[str], words: Mapping[str, Sequence[str]]) -> None:
        grammar = Grammar(words)
        self.items = [grammar.parse(phrase) for phrase in phrases]
        self.near = [_gapped(items) for items in self.items]
        """Whether a phrase has a gap, so that its nearest end is meant."""
        self.choices: list[Alternatives] = []
        self._numbers: dict[int, int] = {}
        self.steps = [self._steps(items) for items in self.items]
        self.root = Node()
        for index, steps in enumerate(self.steps):
            node = self.root
            for step in steps:
                node = node.after(step)
            node.ends.append(index)

    def _steps(self, items: Items) -> tuple[Step, ...]:
        return tuple(map(self._step, items))

    def _step(self, item: Word | Gap | Choice) -> Step:
        if isinstance(item, Gap):
            return GAP, item.words
        if isinstance(item, Word):
            return (BEGIN, 0) if item.literal == START else (WORD, CLASSES.number((item.literal,)))
        longer = [option for option in item.options if not _single(option)]
        if not longer and not item.optional:
            return WORD, CLASSES.number(item.singles)
        if id(item) not in self._numbers:
            single = CLASSES.number(item.singles) if item.singles else -1
            sequences = [self._steps(option) for option in longer]
            self._numbers[id(item)] = len(self.choices)
            self.choices.append(Alternatives(single, sequences, optional=item.optional))
        return CHOICE, self._numbers[id(item)]


class Search:
    """One plan in one block."""

    def __init__(self, block: Block, plan: Plan) -> None:
        self._block = block
        self._bits = block.bits
        self._plan = plan
        self._lengths: dict[int, Mapping[int, int]] = {}

    def rows(self) -> list[list[Spot]]:
        """For each sentence its spots, in order of phrase and place; those of one phrase do not overlap."""
        rows: list[list[Spot]] = [[] for _ in range(self._block.size)]
        for index, ends in sorted(self._ended()):
            if self._plan.near[index]:
                self._spread(rows, index, self._back(index, ends), ends)
            else:
                self._spread(rows, index, 0, 0, self._exact(self._plan.steps[index]))
        return rows

    def _ended(self) -> Iterator[tuple[int, int]]:
        """The phrases that occur, with the places after their last words."""
        bits = self._bits
        open_ = [(node, here << 1) for number, node in self._plan.root.words.items() if (here := bits[number])]
        self._onward(self._plan.root, self._block.real[1], open_)
        while open_:
            node, at = open_.pop()
            for index in node.ends:
                yield index, at
            for number, after in node.words.items():
                left = at & bits[number]
                if left:
                    open_.append((after, left << 1))
            if node.others:
                self._onward(node, at, open_)

    def _onward(self, node: Node, at: int, open_: "list[tuple[Node, int]]") -> None:
        for (kind, number), after in node.others.items():
            if kind == GAP:
                left = self._skip(at, number)
            elif kind == BEGIN:
                left = at & self._block.begins
            else:
                left = at if self._plan.choices[number].optional else 0
                for length, places in self._of(number).items():
                    left |= (at & places) << length
            if left:
                open_.append((after, left))

    def _skip(self, at: int, words: int) -> int:
        """The places, and those up to so many words of the same sentence further on."""
        real, done = self._block.real, 0
        while done < words:
            more = min(done + 1, words - done)
            at |= (at & real[more]) << more
            done += more
        return at

    def _back(self, index: int, at: int) -> int:
        """From where a phrase begins that ends before those places."""
        for kind, number in reversed(self._plan.steps[index]):
            if kind == WORD:
                at = (at >> 1) & self._bits[number]
            elif kind == BEGIN:
                at &= self._block.begins
            elif kind == GAP:
                done = 0
                while done < number:
                    more = min(done + 1, number - done)
                    at |= (at >> more) & self._block.real[more]
                    done += more
            else:
                left = at if self._plan.choices[number].optional else 0
                for length, places in self._of(number).items():
                    left |= (at >> length) & places
                at = left
        return at

    def _exact(self, steps: Sequence[Step], begins: int = -1) -> Mapping[int, int]:
        """From where steps match, by the number of words they take."""
        state = {0: begins}
        for kind, number in steps:
            if kind == CHOICE:
                lengths: Mapping[int, int] = self._of(number)
                found = dict(state) if self._plan.choices[number].optional else {}
            elif kind == GAP:
                lengths = {more: self._block.real[more] for more in range(1, number + 1)}
                found = dict(state)
            else:
                lengths = {1: self._bits[number]} if kind == WORD else {0: self._block.begins}
                found = {}
            for length, places in state.items():
                for more, bits in lengths.items():
                    left = places & (bits >> length)
                    if left:
                        found[length + more] = found.get(length + more, 0) | left
            if not found:
                return found
            state = found
        return state

    def _of(self, number: int) -> Mapping[int, int]:
        """From where a choice matches, by length; named lists recur, so it is kept."""
        if number not in self._lengths:
            choice = self._plan.choices[number]
            single = self._bits[choice.single] if choice.single >= 0 else 0
            found = {1: single} if single else {}
            for steps in choice.plain:
                places = -1
                for length, word in enumerate(steps):
                    places &= self._bits[word] >> length
                    if not places:
                        break
                else:
                    found[len(steps)] = found.get(len(steps), 0) | places
            for mixed in choice.mixed:
                for length, places in self._exact(mixed).items():
                    found[length] = found.get(length, 0) | places
            self._lengths[number] = found
        return self._lengths[number]

    def _spread(
        self, rows: list[list[Spot]], index: int, begins: int, ends: int, found: Mapping[int, int] | None = None
    ) -> None:
        """Put the places of one phrase into their rows, the first of those that overlap."""
        lengths = sorted(found.items(), reverse=True) if found else []
        for _, places in lengths:
            begins |= places
        starts = self._block.starts
        free = 0
        while begins:
            lowest = begins & -begins
            begins ^= lowest
            at = lowest.bit_length() - 1
            if at < free:
                continue
            row = bisect_right(starts, at) - 1
            if lengths:
                free = at + next(length for length, places in lengths if places & lowest)
            else:
                free = self._nearest(index, at, begins, ends)
            rows[row].append((index, at - starts[row], free - starts[row]))

    def _nearest(self, index: int, at: int, begins: int, ends: int) -> int:
        """The end that belongs to a begin: the next one, where no other begin lies between."""
        later = (ends >> (at + 1)) << (at + 1)
        end = (later & -later).bit_length() - 1
        other = (begins & -begins).bit_length() - 1
        if 0 <= other < end or end < 0:
            return at + min(self._exact(self._plan.steps[index], 1 << at))
        return end


def ends_of(items: Items, words: Sequence[str], at: int) -> Iterator[int]:
    """The meaning of a phrase spelt out: where a match that begins at a word may end."""
    if not items:
        yield at
        return
    head, rest = items[0], items[1:]
    if isinstance(head, Word):
        if head.literal == START:
            yield from ends_of(rest, words, at) if at == 0 else ()
        elif at < len(words) and satisfies(words[at], head.literal):
            yield from ends_of(rest, words, at + 1)
    elif isinstance(head, Gap):
        for end in range(at, min(at + head.words, len(words)) + 1):
            yield from ends_of(rest, words, end)
    else:
        for option in (*head.options, *([()] if head.optional else [])):
            yield from ends_of((*option, *rest), words, at)


def _single(option: Items) -> bool:
    return len(option) == 1 and isinstance(option[0], Word) and option[0].literal != START


def _gapped(items: Items) -> bool:
    return any(
        isinstance(item, Gap) or (isinstance(item, Choice) and any(map(_gapped, item.options))) for item in items
    )
