"""Sentences are judged in passages: a paragraph with its list, or a stretch of a long one, never a whole page."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from cookietui.core.phrases import Prepared, prepare
from cookietui.core.words import PracticeCategory
from cookietui.readers.policy.claims import ENOUGH, Row, announced, surviving
from cookietui.readers.policy.reading import Line, Reading
from cookietui.readers.policy.rulebook import Rulebook

LONGEST = 6
"""Sentences of one passage."""
PIECE = 800
"""Words up to which a text given on its own is one passage."""
UNLED: frozenset[PracticeCategory] = frozenset({"first-party-use"})
"""What the points of a list that is given without its lead are taken to be about."""
_APART = frozenset({"heading", "footer"})
_LISTED = frozenset({"item", "row", "term", "definition"})
_POINT = range(6, 60)
"""Words of a line without a full stop that is a point of a list; shorter ones are titles."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w-][^\s<>\"')\]]{2,}", re.IGNORECASE)
_UNFINISHED = (";", ",", "; and", "; or", ", and", ", or")


def passages(reading: Reading, book: Rulebook, *, piece: bool = False) -> Iterator[list[tuple[Line, Row]]]:
    """The passages of a page, each a list of its lines as rows; `piece` takes a short text as one passage."""
    rows = list(_rows(reading, book, UNLED if piece else frozenset()))
    if piece and sum(len(row.prepared.tokens) for _, row in rows) <= PIECE:
        yield from [rows] if rows else []
        return
    blocks = reading.page.blocks
    passage: list[tuple[Line, Row]] = []
    for line, row in rows:
        if passage:
            before = passage[-1][0].sentence.block
            here = line.sentence.block
            goes_on = before == here or (
                blocks[here].kind in _LISTED and blocks[before].heading == blocks[here].heading
            )
            if not goes_on or len(passage) >= LONGEST:
                yield passage
                passage = []
        passage.append((line, row))
    if passage:
        yield passage


def _rows(reading: Reading, book: Rulebook, unled: frozenset[PracticeCategory]) -> Iterator[tuple[Line, Row]]:
    """Every sentence of the body; where a text is titles only, those. A list without a lead is `unled`."""
    blocks = reading.page.blocks
    lines = [line for line in reading.lines if blocks[line.sentence.block].kind not in _APART] or list(reading.lines)
    titles = {line.sentence.block: line.prepared for line in lines if _is_title(line, reading)}
    titles = titles if len(titles) < len(lines) else {}
    names = {text.text: text for text in (*(line.title for line in lines), *titles.values())}
    said = {name: announced(text, book) for name, text in names.items()}
    lead, under, heading = unled, frozenset[PracticeCategory](), ""
    for line in lines:
        block = blocks[line.sentence.block]
        under = under if heading == line.heading else frozenset()
        heading = line.heading
        if line.sentence.block in titles:
            under = said[titles[line.sentence.block].text]
            continue
        text = line.prepared.text.rstrip()
        if text.endswith("?"):
            continue
        listed = block.kind in _LISTED or _fragment(text)
        above = said[heading] | under | (lead if listed else frozenset())
        kind = "item" if listed else block.kind
        row = Row(prepared=_without_addresses(line.prepared), kind=kind, announced=above)
        if not listed:
            lead = _led(row, book) if text.endswith(":") else frozenset()
        for clause in _clauses(row, book):
            yield line, clause


def _clauses(row: Row, book: Rulebook) -> Iterator[Row]:
    """The clauses of a sentence that says one thing "but not" another: a denial in one says nothing of the other."""
    said = row.prepared
    contrast, going_on = book.contrast.spots(said), book.going_on.spots(said)
    if not contrast and not going_on:
        yield row
        return
    text, spans = said.text, said.spans
    found = {spans[first][0] for _, first, _ in contrast}
    for _, first, _ in going_on:
        if text[: spans[first][0]].rstrip().endswith((",", ";")):
            found.add(spans[first][0])
    cuts = sorted(found - {0})
    if not cuts:
        yield row
        return
    for start, end in itertools.pairwise((0, *cuts, len(text))):
        yield msgspec.structs.replace(row, prepared=prepare(text[start:end]))


def _without_addresses(said: Prepared) -> Prepared:
    """The sentence with web addresses blanked: the words in a path claim nothing."""
    text = said.text
    if "://" not in text and "www." not in text:
        return said
    return prepare(_ADDRESS.sub(lambda found: " " * len(found.group()), text))


def _is_title(line: Line, reading: Reading) -> bool:
    """Whether a paragraph is a title that its markup does not show: some words without an end, and nothing more."""
    block = reading.page.blocks[line.sentence.block]
    text = line.prepared.text.strip()
    whole = (block.start, block.end) == (line.sentence.start, line.sentence.end)
    return whole and block.kind == "paragraph" and len(text.split()) < _POINT.start and text[-1:].isalnum()


def _fragment(text: str) -> bool:
    """Whether a line is one point of a list that its markup does not show."""
    if text.endswith(_UNFINISHED) or text[:1].islower():
        return True
    return not text.endswith((".", "!", "?", ":", '"', "”", ")")) and len(text.split()) in _POINT


def _led(row: Row, book: Rulebook) -> frozenset[PracticeCategory]:
    """The categories of a sentence that leads into a list."""
    return frozenset(
        category
        for category, found in surviving(row, book).items()
        if sum(rule.weight for rule in {id(f.rule): f.rule for f in found}.values()) >= ENOUGH
    )


def texts(rows: Iterable[tuple[Line, Row]]) -> Sequence[Row]:
    """The rows alone."""
    return [row for _, row in rows]
