"""Named lists of phrases are searched together: a word knows the phrases it serves, so that few are ever tried.

Each phrase needs some sets of words, of which one word must be there. A word is a number whose bits say which sets of
which phrases it belongs to; the numbers of a sentence's words, joined by `or`, leave the phrases worth trying. These
are patterns over a string with one character a word (phrases.py has the syntax), without open repetition.
"""

import functools
import operator
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cookietui.core.phrase_syntax import Choice, Gap, Grammar, Items, Word
from cookietui.core.phrase_words import START, satisfies
from cookietui.core.phrases import Prepared

Tag = tuple[str, int, int]
"""(name of the list, first character, character after the last) of a hit."""
Keys = tuple[str, ...]
_SETS = 4
"""Sets of words that are looked at for one phrase."""
_MOST_WORDS = 50_000
"""Unknown words that are remembered."""
_FIRST, _ROOM = 0x3400, 0xA400
_WIDE = 0x20000
"""First character used for words and how many follow it: classes of the first plane are looked up in one step."""


class Tagged:
    """The phrases of named lists; groups of lists can be asked for one by one."""

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        words: Mapping[str, Sequence[str]],
        groups: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._names = [name for name, phrases in lists.items() for _ in phrases]
        grammar = Grammar(words)
        self._items = [grammar.parse(phrase) for phrases in lists.values() for phrase in phrases]
        seen: set[int] = set()
        self._letters = _Letters({word for items in self._items for word in _literals(items, seen)})
        self._patterns: list[re.Pattern[str] | None] = [None] * len(self._items)
        self._choices: dict[int, str] = {}
        self._sift()
        self._groups = {group: self._mask(set(names)) for group, names in (groups or {}).items()}

    def _mask(self, names: set[str]) -> int:
        return sum(1 << number for number, name in enumerate(self._names) if name in names)

    def _sift(self) -> None:
        """Number the sets: set k of phrase n is bit k * phrases + n, and on for ever where there is none."""
        size = len(self._items)
        self._all = (1 << size) - 1
        self._always = 0
        self._serves: dict[str, int] = {}
        known: dict[int, Keys] = {}
        for number, items in enumerate(self._items):
            needed = sorted(_needed(items, known), key=_cost)[:_SETS]
            for place in range(_SETS):
                bit = 1 << (place * size + number)
                for key in needed[place] if place < len(needed) else ():
                    self._serves[key] = self._serves.get(key, 0) | bit
                if place >= len(needed):
                    self._always |= bit
        self._served = _Served(self._serves)

    def worth(self, sentence: Prepared) -> int:
        """The phrases that may occur in a sentence, as bits."""
        served = functools.reduce(operator.or_, map(self._served.__getitem__, sentence.tokens), self._always)
        size = len(self._items)
        pairs = served & (served >> size)
        return pairs & (pairs >> (2 * size)) & self._all

    def every(self, sentence: Prepared, group: str | None = None, worth: int | None = None) -> list[Tag]:
        """Every hit of a group of lists, or of all, in order of list and place; `worth` when it is known already."""
        left = self.worth(sentence) if worth is None else worth
        if group is not None:
            left &= self._groups[group]
        hits = [*self._hits(sentence, left)] if left else []
        if not hits:
            return []
        spans = sentence.spans
        return [(self._names[number], spans[first][0], spans[last - 1][1]) for number, first, last in hits]

    def names(self, sentence: Prepared, group: str | None = None, worth: int | None = None) -> set[str]:
        """The lists of which anything occurs."""
        left = self.worth(sentence) if worth is None else worth
        if group is not None:
            left &= self._groups[group]
        return {self._names[number] for number, _, _ in self._hits(sentence, left)} if left else set()

    def any(self, sentence: Prepared, group: str | None = None, worth: int | None = None) -> bool:
        """Whether anything occurs."""
        left = self.worth(sentence) if worth is None else worth
        if group is not None:
            left &= self._groups[group]
        return bool(left) and next(self._hits(sentence, left), None) is not None

    def each(self, sentence: Prepared, left: int) -> Iterator[Tag]:
        """The hits of the phrases whose bits are given, one by one."""
        for number, first, last in self._hits(sentence, left) if left else ():
            yield self._names[number], sentence.spans[first][0], sentence.spans[last - 1][1]

    def mask(self, group: str) -> int:
        """The phrases of a group, as bits."""
        return self._groups[group]

    def every_slowly(self, sentence: Prepared) -> list[Tag]:
        """The same as `every`, with each phrase tried."""
        return self.every(sentence, worth=self._all)

    def _hits(self, sentence: Prepared, left: int) -> Iterator[tuple[int, int, int]]:
        coded = "".join(map(self._letters.__getitem__, sentence.tokens))
        while left:
            lowest = left & -left
            left ^= lowest
            number = lowest.bit_length() - 1
            pattern = self._patterns[number]
            if pattern is None:
                pattern = self._patterns[number] = re.compile(self._written(self._items[number]), re.DOTALL)
            for match in pattern.finditer(coded):
                yield number, match.start(), match.end()

    def _written(self, items: Items) -> str:
        parts = []
        for item in items:
            if isinstance(item, Gap):
                parts.append(f".{{0,{item.words}}}?")
            elif isinstance(item, Choice):
                parts.append(self._choice(item))
            else:
                parts.append(r"\A" if item.literal == START else _class(self._letters.of(item.literal)))
        return "".join(parts)

    def _choice(self, choice: Choice) -> str:
        """The alternatives, longest first, all single words as one class; kept, as named lists recur."""
        if id(choice) not in self._choices:
            single = "".join(map(self._letters.of, choice.singles))
            longer = [self._written(option) for option in choice.options if not _one_word(option)]
            text = "|".join((*longer, *([_class(single)] if single else [])))
            self._choices[id(choice)] = f"(?:{text})" if longer else text
        return self._choices[id(choice)] + ("?" if choice.optional else "")


class Sifted:
    """The sentences of a document with what is worth trying in each; hits are looked for once, when asked."""

    def __init__(self, tagged: Tagged, sentences: Sequence[Prepared]) -> None:
        self._tagged = tagged
        self._sentences = sentences
        self._worth = [tagged.worth(sentence) for sentence in sentences]
        self._found: dict[tuple[int, str], list[Tag]] = {}

    def every(self, index: int, group: str) -> list[Tag]:
        """Every hit of a group in a sentence."""
        left = self._worth[index] & self._tagged.mask(group)
        if not left:
            return []
        found = self._found.get((index, group))
        if found is None:
            found = self._found[index, group] = self._tagged.every(self._sentences[index], worth=left)
        return found

    def each(self, index: int, group: str) -> Iterator[Tag]:
        """The same one by one, for who may have enough before the last."""
        return self._tagged.each(self._sentences[index], self._worth[index] & self._tagged.mask(group))

    def names(self, index: int, group: str) -> set[str]:
        """The lists of a group of which anything occurs in a sentence."""
        return {name for name, _, _ in self.every(index, group)}


def nested(table: Mapping[str, Mapping[str, Sequence[str]]], *names: str) -> dict[str, Sequence[str]]:
    """The lists of several tables of a rule file under `table:list`, absent tables left out."""
    return {f"{name}:{key}": phrases for name in names for key, phrases in table.get(name, {}).items()}


class _Served(dict[str, int]):
    """Word to the bits of the sets it belongs to, worked out when it is met."""

    def __init__(self, serves: Mapping[str, int]) -> None:
        super().__init__()
        self._serves = serves
        self._starts = sorted({len(key) - 1 for key in serves if key[-1] == "*"})
        self._ends = sorted({len(key) - 1 for key in serves if key[0] == "*"})

    def __missing__(self, word: str) -> int:
        serves = self._serves
        bits = serves.get(word, 0) | (serves.get("#", 0) if word[0].isdigit() else 0)
        for size in self._starts:
            bits |= serves.get(f"{word[:size]}*", 0) if len(word) >= size else 0
        for size in self._ends:
            bits |= serves.get(f"*{word[-size:]}", 0) if len(word) >= size else 0
        if len(self) < _MOST_WORDS:
            self[word] = bits
        return bits


class _Letters(dict[str, str]):
    """Word to its character, which stands for the literals that the word satisfies."""

    def __init__(self, literals: Iterable[str]) -> None:
        found = sorted(literals)
        self._exact = [word for word in found if "*" not in word and word != "#"]
        self._starts = {"": 0, "#": 1, **{w[:-1]: n for n, w in enumerate((w for w in found if w[-1] == "*"), 2)}}
        self._ends = {"": 0, **{w[1:]: n for n, w in enumerate((w for w in found if w[0] == "*"), 1)}}
        wanted = len(self._exact) + len(self._starts) * len(self._ends)
        first = _FIRST if wanted <= _ROOM else _WIDE
        self._mixed = first + len(self._exact)
        super().__init__({word: chr(first + number) for number, word in enumerate(self._exact)})

    def __missing__(self, word: str) -> str:
        start = next((word[:n] for n in range(len(word), 0, -1) if word[:n] in self._starts), "")
        end = next((word[-n:] for n in range(len(word), 0, -1) if word[-n:] in self._ends), "")
        character = self._pair(self._starts[start or ("#" if word[0].isdigit() else "")], self._ends[end])
        if len(self) < _MOST_WORDS:
            self[word] = character
        return character

    def _pair(self, start: int, end: int) -> str:
        return chr(self._mixed + start * len(self._ends) + end)

    def of(self, literal: str) -> str:
        """Every character whose words satisfy the literal."""
        if "*" not in literal and literal != "#":
            return self[literal]
        exact = (self[word] for word in self._exact if satisfies(word, literal))
        if literal[0] == "*":
            ends = [number for end, number in self._ends.items() if end and satisfies(end, literal)]
            return "".join((*exact, *(self._pair(start, end) for start in self._starts.values() for end in ends)))
        known = self._starts.items()
        starts = [number for start, number in known if start == literal or (start and satisfies(start, literal))]
        return "".join((*exact, *(self._pair(start, end) for start in starts for end in self._ends.values())))


def _needed(items: Items, known: dict[int, Keys]) -> Iterator[Keys]:
    """Sets of words of each of which one must occur for the items to match; `known` keeps those of choices."""
    for item in items:
        if isinstance(item, Word) and item.literal != START:
            yield (item.literal,)
        elif isinstance(item, Choice) and not item.optional:
            if id(item) not in known:
                ways = [min(_needed(option, known), key=_cost, default=()) for option in item.options]
                known[id(item)] = tuple(dict.fromkeys(key for way in ways for key in way)) if all(ways) else ()
            if known[id(item)]:
                yield known[id(item)]


def _cost(keys: Keys) -> tuple[int, int]:
    """How often a set of words is met: a few long words seldom, many short ones often."""
    return len(keys), -min(map(len, keys), default=0)


def _literals(items: Items, seen: set[int]) -> Iterator[str]:
    """The literals of the items, each choice once."""
    for item in items:
        if isinstance(item, Choice) and id(item) not in seen:
            seen.add(id(item))
            for option in item.options:
                yield from _literals(option, seen)
        elif isinstance(item, Word) and item.literal != START:
            yield item.literal


def _one_word(items: Items) -> bool:
    return len(items) == 1 and isinstance(items[0], Word) and items[0].literal != START


def _class(characters: str) -> str:
    return characters if len(characters) == 1 else f"[{characters}]" if characters else r"(?!)"
