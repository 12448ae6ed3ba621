"""What a phrase means is spelt out word by word, slowly and plainly, so that the fast search can be held against it."""

from collections.abc import Iterator, Sequence

from cookietui.core.phrase_syntax import Gap, Items, Word
from cookietui.core.phrase_words import START, satisfies


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
