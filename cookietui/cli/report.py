"""The only writer: data goes to stdout, talk to stderr, and no control byte of foreign text reaches the terminal."""

import itertools
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, TypeAlias, TypeVar

import click
import msgspec

from cookietui.cli import layout
from cookietui.core.errors import BadInput, CookietuiError, NotOffered
from cookietui.core.text import visible

if TYPE_CHECKING:
    from cookietui.actions.prefer import Written
    from cookietui.actions.read import Failure
    from cookietui.actions.undo import Step

_Row = TypeVar("_Row")
Cells: TypeAlias = Callable[[slice], Sequence[str]]
"""A column of a table: gives the cells of some rows."""
_SOME = 250
"""Rows or objects that are written at once: more do not stay in a processor's cache until they are written."""
WIDEST = 100
"""Columns beyond which prose is hard to read."""
_NOT_ASCII = re.compile("[^\x00-\x7e]")
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "heading": {"bold": True},
    "key": {"bold": True},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "warn": {"fg": "yellow"},
    "quiet": {"dim": True},
}
"""Roles of text; each also reads without colour, for every state is a word."""


class Span(NamedTuple):
    """A piece of a line with its role."""

    text: str
    role: str = ""


Piece = str | Span


def width() -> int:
    """Columns to write in: those of the terminal (or COLUMNS), 80 where there is none, never more than WIDEST."""
    return max(layout.MIN_WIDTH, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def interactive() -> bool:
    """Whether a question can be asked: a person sits at both ends and nobody wants JSON."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not wants_json()


_as_json: ContextVar[bool] = ContextVar("as_json", default=False)


@contextmanager
def json_mode(*, wanted: bool) -> Iterator[None]:
    """Whether the call inside has --json, so that errors before and after the command know it too."""
    token = _as_json.set(wanted)
    try:
        yield
    finally:
        _as_json.reset(token)


def wants_json() -> bool:
    """Whether this call has --json."""
    return _as_json.get()


def show(*pieces: Piece) -> None:
    """Write one line of data to stdout."""
    _write(sys.stdout, pieces)


def say(*pieces: Piece) -> None:
    """Write one line of talk to stderr."""
    _write(sys.stderr, pieces)


def show_all(lines: Iterable[str]) -> None:
    """Write lines of data to stdout."""
    for line in lines:
        show(line)


def paragraph(
    text: str, first: str = "", rest: str | None = None, role: str = "", *, within: int | None = None
) -> None:
    """Write a text to stdout, broken to the width, `first` before its first line and `rest` before the others."""
    for line in layout.wrap(visible(text), within or width(), first, rest):
        show(Span(line, role))


def columns(text: str, first: str = "", rest: str | None = None) -> None:
    """Write a line with its blanks as they are where it fits, else broken like a paragraph."""
    if layout.columns_of(first + text) <= width():
        show(first + text)
    else:
        paragraph(text, first, rest)


def raw(text: str) -> None:
    """Write text of several lines to stdout as it is, less control characters; one line end at its end."""
    _send(sys.stdout, visible(text).removesuffix("\n"))


def exact(text: str) -> None:
    """Write a file's text, cleaned by whoever made it, to stdout with its own line ends."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def emit(row: Any) -> None:
    """Write one object as a line of ASCII-safe JSON to stdout."""
    _send(sys.stdout, dumps(row))


def emit_all(rows: Iterable[Any]) -> None:
    """Write many objects, one a line, with few writes."""
    encoder = msgspec.json.Encoder()
    for some in _chunks(rows):
        _send_json(encoder.encode_lines(some))


def emit_pieces(pieces: Iterable[bytes]) -> None:
    """Write one object whose JSON comes in pieces, as a line of ASCII-safe JSON."""
    for piece in pieces:
        _send_json(piece)
    _send_json(b"\n")


def _send_json(data: bytes) -> None:
    binary = getattr(sys.stdout, "buffer", None)
    if binary is not None and data.isascii() and b"\x7f" not in data:
        sys.stdout.flush()
        binary.write(data)
    else:
        sys.stdout.write(_safe(data.decode("utf-8")))


def _chunks(rows: Iterable[_Row]) -> Iterator[tuple[_Row, ...]]:
    source = iter(rows)
    while some := tuple(itertools.islice(source, _SOME)):
        yield some


def dumps(row: Any) -> str:
    """One line of JSON in ASCII; structs in the order of their fields."""
    return _safe(msgspec.json.encode(row).decode("utf-8"))


def _safe(text: str) -> str:
    """JSON in ASCII."""
    return text if text.isascii() and "\x7f" not in text else _NOT_ASCII.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1] if match.group() != "\x7f" else "\\u007f"


def fail(error: CookietuiError, *, source: str | None = None) -> None:
    """Write an error: one readable line to stderr, and with --json its object to stdout."""
    if wants_json():
        emit(
            {
                "schema": "cookietui.error/1",
                "input": error.input or source,
                "line": error.line,
                "message": error.message,
                **({"offered": error.offered} if isinstance(error, NotOffered) else {}),
            }
        )
        if sys.stdout.isatty() and sys.stderr.isatty():
            return
    say(Span("error: ", "bad"), one_line(str(error)))


def fail_with(failure: "Failure") -> None:
    """Write why one input gave nothing, and go on."""
    fail(CookietuiError(failure.message, input=failure.input, line=failure.line))


def exit_code(failures: Sequence["Failure"]) -> int:
    """0 without failures, their code where all agree, else 65: some inputs were bad and the rest was done."""
    codes = {failure.exit_code for failure in failures}
    return codes.pop() if len(codes) == 1 else BadInput.exit_code if codes else 0


def step(taken: "Step | None", verb: str, nothing: str) -> int:
    """Write what an undo or redo did; 1 where there was nothing to do."""
    if taken is None:
        say(nothing)
        return 1
    if wants_json():
        emit(taken)
    else:
        say(f"{verb}: {taken.title}")
    return 0


def written(done: "Written") -> None:
    """Write what a change of the profile did."""
    if wants_json():
        emit(done)
        return
    if done.copied_from:
        say(f"{done.copied_from} is built in and was copied to a profile of your own first")
    for change in done.changes:
        say(f"{change.where}: {change.before or 'not set'} -> {change.after or 'not set'}")
    if not done.changes:
        say(f"{done.profile} says so already")


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows in columns under their head; on a narrow terminal as blocks of lines."""
    show_columns(dict(zip(head, (_column(rows, number) for number in range(len(head))), strict=True)), len(rows))


def _column(rows: Sequence[Sequence[str]], number: int) -> Cells:
    return lambda some: [row[number] for row in rows[some]]


def show_columns(columns: Mapping[str, Cells], count: int) -> None:
    """As `show_table`, for very many rows: head to the cells of some rows, which are made when they are written."""
    parts = [slice(start, min(start + _SOME, count)) for start in range(0, count, _SOME)]
    head, pieces = tuple(columns), ([_clean(cells(some)) for cells in columns.values()] for some in parts)
    if width() < layout.NARROW and len(head) > 2:  # noqa: PLR2004 - two columns always fit
        for piece in pieces:
            show_all(layout.blocks(head, list(zip(*piece, strict=True)), width()))
        return
    asked = [map(layout.columns_of, head), *(map(layout.widest, piece) for piece in pieces)]
    sizes = layout.sizes(map(max, zip(*asked, strict=True)) if parts else asked[0], width())
    show(Span(layout.lines([[name] for name in head], sizes)[0], "heading"))
    for some in parts:
        piece = [_clean(cells(some)) for cells in columns.values()]
        _send(sys.stdout, "\n".join(layout.lines(piece, sizes)))


def _clean(cells: Sequence[str]) -> Sequence[str]:
    return cells if all(map(str.isprintable, cells)) else [*map(visible, cells)]


def one_line(text: str) -> str:
    """The text on one line, so that an error is one line whatever it quotes."""
    return " ".join(text.split())


def confirm(question: str, *, default: bool = False) -> bool:
    """Ask on stderr; the default where nobody can be asked."""
    return click.confirm(visible(question), default=default, err=True) if interactive() else default


def _write(stream: TextIO, pieces: Iterable[Piece]) -> None:
    colours = _colours(stream)
    parts = []
    for piece in pieces:
        text, role = piece if isinstance(piece, Span) else (piece, "")
        text = visible(text)
        parts.append(click.style(text, **_STYLES[role]) if colours and role else text)
    _send(stream, "".join(parts))


def _send(stream: TextIO, line: str) -> None:
    try:
        stream.write(line + "\n")
    except UnicodeEncodeError:
        coding = stream.encoding or "ascii"
        stream.write(line.encode(coding, "replace").decode(coding) + "\n")


def _colours(stream: TextIO) -> bool:
    """Whether to colour: a terminal that is not dumb, and no NO_COLOR (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") != "dumb"
