"""Phrases are walked along word by word, all at once; each step that was taken before is one look-up.

From each word of a sentence the set of phrases that may go on there is followed. Such a set is a state; where a word
leads from it is worked out when it is first met, and remembered (a deterministic automaton made as far as texts need
it). A walk ends after the longest phrase at the latest, so that time grows with the text and no faster.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeAlias, TypeVar

from cookietui.core.phrase_syntax import Choice, Gap, Items, Word, is_word
from cookietui.core.phrase_words import MOST_WORDS, START, Classes, Letters

E = TypeVar("E")
WORD, BEGIN, GAP, CHOICE = range(4)
Step: TypeAlias = tuple[int, int]
"""What kind of step, and the class, the words between, or the number of the choice."""
Steps: TypeAlias = tuple[Step, ...]
_MOST_STATES = 20_000
"""States kept; with more, all are forgotten and made anew."""
_END = -1
"""The letter after the last word."""


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


class Inside:
    """A place within a choice: the steps of the alternative, how many are done, and what follows the choice."""

    __slots__ = ("after", "at", "steps")

    def __init__(self, steps: Steps, at: int, after: "Place") -> None:
        self.steps = steps
        self.at = at
        self.after = after


class Between:
    """A place within a gap: how many words may still lie between, and what follows."""

    __slots__ = ("after", "left")

    def __init__(self, left: int, after: "Place") -> None:
        self.left = left
        self.after = after


Place: TypeAlias = Node | Inside | Between


class Alternatives:
    """A choice: the class of its single words (-1: none), and its other sequences."""

    __slots__ = ("optional", "sequences", "single")

    def __init__(self, single: int, sequences: Sequence[Steps], *, optional: bool) -> None:
        self.single = single
        self.sequences = sequences
        self.optional = optional


class Onward:
    """What a place leads to: the places after each class of words, the gaps it is in, the phrases that end."""

    __slots__ = ("ends", "gaps", "words")

    def __init__(self) -> None:
        self.words: dict[int, list[Place]] = {}
        self.gaps: dict[Place, int] = {}
        self.ends: set[int] = set()


class State(dict[int, "State[E] | None"], Generic[E]):
    """Places reached together; letter of the next word to the state after it, None where nothing goes on."""

    __slots__ = ("_onward", "_walk", "ends")

    def __init__(self, walk: "Walk[E]", onward: Sequence[Onward], ends: E | None) -> None:
        super().__init__()
        self._walk = walk
        self._onward = onward
        self.ends = ends
        """What is known of the sequences that end here, None where none does."""

    def __missing__(self, letter: int) -> "State[E] | None":
        found = self[letter] = None if letter == _END else self._walk.step(self._onward, letter)
        return found


class Walk(Generic[E]):
    """The automaton of numbered sequences of steps; they are added before the first is looked for."""

    def __init__(self, ending: Callable[[Iterable[int]], E | None]) -> None:
        self._ending = ending
        self._classes = Classes()
        self._choices: list[Alternatives] = []
        self._numbers: dict[int, int] = {}
        self._kept: list[Choice] = []
        self._root = Node()
        self._size = 0
        self._bound = False
        """Whether anything is bound to the begin of a sentence."""
        self._letters = Letters(self._classes)
        self._places: dict[tuple[int, int, int], Place] = {}
        self._onward: dict[Place, Onward] = {}
        self._states: dict[frozenset[Place], State[E]] = {}
        self._before: tuple[State[E], _Begins[E]] | None = None

    def add(self, steps: Steps) -> int:
        """Take in one more sequence; its number."""
        node = self._root
        for step in steps:
            node = node.after(step)
        node.ends.append(self._size)
        self._size += 1
        self._before = None
        return self._size - 1

    def steps(self, items: Items) -> Steps:
        """The steps of a sequence of items, the same for what means the same."""
        return tuple(map(self._step, items))

    def _begin(self) -> "tuple[State[E], _Begins[E]]":
        """The state before a sentence, and those after any one word; what was remembered is forgotten."""
        self._states.clear()
        self._onward.clear()
        self._places.clear()
        first = self._state((self._leads(self._root, begin=True),))
        begins = _Begins(self._letters, self._state((self._leads(self._root),)))
        self._before = first, begins
        return self._before

    def _state(self, onward: Sequence[Onward]) -> State[E]:
        return State(self, onward, self._ending(set[int]().union(*(here.ends for here in onward))))

    def _step(self, item: Word | Gap | Choice) -> Step:
        if isinstance(item, Gap):
            return GAP, item.words
        if isinstance(item, Word) and item.literal == START:
            self._bound = True
            return BEGIN, 0
        if isinstance(item, Word):
            return WORD, self._classes.number((item.literal,))
        if id(item) in self._numbers:
            return CHOICE, self._numbers[id(item)]
        longer = [option for option in item.options if not is_word(option)]
        if not longer and not item.optional:
            return WORD, self._classes.number(item.singles)
        single = self._classes.number(item.singles) if item.singles else -1
        sequences = [self.steps(option) for option in longer]
        self._numbers[id(item)] = len(self._choices)
        self._kept.append(item)
        self._choices.append(Alternatives(single, sequences, optional=item.optional))
        return CHOICE, self._numbers[id(item)]

    def ends(self, words: Sequence[str]) -> list[tuple[int, int, E]]:
        """Every first word and word after the last of anything, with what ends there, in order."""
        before = self._before
        if before is None or len(self._states) > _MOST_STATES:
            before = self._begin()
        states = [*map(before[1].__getitem__, words)]
        if self._bound and words:
            states[0] = before[0][self._letters[words[0]]]
        if states.count(None) == len(states):
            return []
        letters = [*map(self._letters.__getitem__, words), _END]
        found = []
        for first, begun in enumerate(states):
            state, last = begun, first
            while state is not None:
                last += 1
                if state.ends is not None:
                    found.append((first, last, state.ends))
                state = state[letters[last]]
        return found

    def step(self, onward: Sequence[Onward], letter: int) -> State[E] | None:
        """The state after a word of that letter."""
        classes = self._letters.classes[letter]
        places: set[Place] = set()
        gaps: dict[Place, int] = {}
        for here in onward:
            for number in classes:
                if number in here.words:
                    places.update(here.words[number])
            for after, left in here.gaps.items():
                if left > gaps.get(after, 0):
                    gaps[after] = left
        for after, left in gaps.items():
            places.discard(after)
            places.add(self._between(left - 1, after) if left > 1 else after)
        if not places:
            return None
        key = frozenset(places)
        state = self._states.get(key)
        if state is None:
            state = self._states[key] = self._state([self._leads(place) for place in places])
        return state

    def _leads(self, place: Place, *, begin: bool = False) -> Onward:
        found = None if begin else self._onward.get(place)
        if found is None:
            found = Onward()
            self._follow(place, found, begin=begin)
            if not begin:
                self._onward[place] = found
        return found

    def _follow(self, place: Place, found: Onward, *, begin: bool) -> None:
        """Add what a place leads to, through all that may be left out."""
        if isinstance(place, Node):
            found.ends.update(place.ends)
            for number, after in place.words.items():
                found.words.setdefault(number, []).append(after)
            for step, after in place.others.items():
                self._take(step, after, found, begin=begin)
        elif isinstance(place, Between):
            if place.left:
                found.gaps[place.after] = max(place.left, found.gaps.get(place.after, 0))
            self._follow(place.after, found, begin=begin)
        elif place.at == len(place.steps):
            self._follow(place.after, found, begin=begin)
        else:
            self._take(place.steps[place.at], self._inside(place.steps, place.at + 1, place.after), found, begin=begin)

    def _take(self, step: Step, after: Place, found: Onward, *, begin: bool) -> None:
        kind, number = step
        if kind == WORD:
            found.words.setdefault(number, []).append(after)
        elif kind == GAP:
            found.gaps[after] = max(number, found.gaps.get(after, 0))
            self._follow(after, found, begin=begin)
        elif kind == CHOICE:
            choice = self._choices[number]
            if choice.single >= 0:
                found.words.setdefault(choice.single, []).append(after)
            for steps in choice.sequences:
                self._follow(self._inside(steps, 0, after), found, begin=begin)
            if choice.optional:
                self._follow(after, found, begin=begin)
        elif begin:
            self._follow(after, found, begin=begin)

    def _inside(self, steps: Steps, at: int, after: Place) -> Place:
        if at == len(steps):
            return after
        key = (id(steps), at, id(after))
        return self._places.setdefault(key, Inside(steps, at, after))

    def _between(self, left: int, after: Place) -> Place:
        return self._places.setdefault((-1, left, id(after)), Between(left, after))


class _Begins(dict[str, "State[E] | None"], Generic[E]):
    """Word to the state after it, where it is the first of anything."""

    def __init__(self, letters: Letters, root: State[E]) -> None:
        super().__init__()
        self._letters = letters
        self._root = root

    def __missing__(self, word: str) -> State[E] | None:
        found = self._root[self._letters[word]]
        if len(self) < MOST_WORDS:
            self[word] = found
        return found
