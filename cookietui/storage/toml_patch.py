"""An edit patches the one line that holds the fact; the result is read again and must say exactly what was meant."""

import codecs
import re
import tomllib
from collections.abc import Iterable
from typing import Any

from cookietui.core.errors import BadInput, UsageError
from cookietui.core.fact import Edit
from cookietui.storage import toml, toml_write
from cookietui.storage.toml_compare import same, says, with_edit
from cookietui.storage.toml_inside import is_empty, set_inline, set_list, unset_inline
from cookietui.storage.toml_scan import Statement, scan

_COMMENT = re.compile(r"(?P<gap>[ \t]{2,})#")
_INDENT = re.compile(r"[ \t]*")


class _Block:
    """A header with what stands under it; `lead` is the blank lines and comments above that belong to it."""

    __slots__ = ("body", "header", "lead", "many", "path")

    def __init__(self, path: tuple[str, ...], header: Statement | None = None) -> None:
        self.path = path
        self.header = header
        self.lead: list[Statement] = []
        self.body: list[Statement] = []
        self.many = False
        """Inside a list of tables, which no fact of ours lives in."""

    @property
    def pairs(self) -> list[Statement]:
        return [one for one in self.body if one.kind == "pair"]


class Document:
    """A TOML file as blocks of whole lines; `set` and `unset` change one line each."""

    def __init__(self, text: str, source: str) -> None:
        self._source = source
        self._newline = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
        self._blocks = _blocks(scan(text, source))
        self._pairs: dict[tuple[str, ...], tuple[_Block, Statement]] = {}
        self._dotted: dict[tuple[str, ...], _Block] = {}
        self._headers: dict[tuple[str, ...], _Block] = {}
        for block in self._blocks:
            self._learn(block)

    def _learn(self, block: _Block) -> None:
        if block.many:
            return
        self._headers[block.path] = block
        for one in block.pairs:
            self._learn_pair(block, one)

    def _learn_pair(self, block: _Block, one: Statement) -> None:
        full = block.path + one.keys
        self._pairs[full] = (block, one)
        for depth in range(len(block.path) + 1, len(full)):
            self._dotted.setdefault(full[:depth], block)

    @property
    def text(self) -> str:
        """The whole file."""
        chunks: list[str] = []
        for block in self._blocks:
            chunks.extend(one.raw for one in block.lead)
            if block.header is not None:
                chunks.append(block.header.raw)
            chunks.extend(one.raw for one in block.body)
        return "".join(chunks)

    def set(self, path: tuple[str, ...], item: Any) -> None:
        """Let the fact at `path` be `item`; raises UsageError where the path leads through something else."""
        if path in self._pairs:
            self._replace(self._pairs[path][1], item)
            return
        self._refuse_lists(path)
        for depth in range(len(path) - 1, 0, -1):
            if path[:depth] in self._pairs:
                _, one = self._pairs[path[:depth]]
                old = _value_of(one)
                new = set_inline(old, path[depth:], item) if old.startswith("{") else None
                if new is None:
                    raise UsageError(f"{toml_write.dotted(path[:depth])} is no table in {self._source}")
                _put(one, new)
                return
        self._insert(path, item)

    def unset(self, path: tuple[str, ...]) -> bool:
        """Take the fact at `path` away, and its table when nothing is left in it; False when it is not there."""
        if path in self._pairs:
            self._drop(path)
            return True
        for depth in range(len(path) - 1, 0, -1):
            if path[:depth] in self._pairs:
                _, one = self._pairs[path[:depth]]
                old = _value_of(one)
                new = unset_inline(old, path[depth:]) if old.startswith("{") else None
                if new is None:
                    return False
                if is_empty(new):
                    self._drop(path[:depth])
                else:
                    _put(one, new)
                return True
        return False

    def _refuse_lists(self, path: tuple[str, ...]) -> None:
        for block in self._blocks:
            if block.header is not None and block.header.kind == "array" and block.path == path[: len(block.path)]:
                raise UsageError(f"[[{toml_write.dotted(block.path)}]] is a list and is edited by hand")

    @staticmethod
    def _replace(one: Statement, item: Any) -> None:
        old = _value_of(one)
        new = toml_write.value(item)
        if isinstance(item, (list, tuple)) and "\n" in old:
            new = _patched_list(old, list(item)) or new
        _put(one, new)

    def _drop(self, path: tuple[str, ...]) -> None:
        block, one = self._pairs.pop(path)
        block.body.remove(one)
        comments = [each for each in (*block.lead, *block.body) if each.kind == "comment"]
        if block.pairs or comments or block.header is None or "#" in block.header.raw[block.header.value[0] :]:
            return
        self._blocks.remove(block)
        self._headers.pop(block.path)

    def _insert(self, path: tuple[str, ...], item: Any) -> None:
        table = path[:-1]
        block = self._headers.get(table) or self._dotted.get(table)
        if block is None:
            block = self._new_block(table)
        keys = path[len(block.path) :]
        smaller = [one for one in block.pairs if one.keys < keys]
        before = max(smaller, key=lambda one: one.keys) if smaller else None
        beside = before or next(iter(block.pairs), None)
        indent = _INDENT.match(beside.raw) if beside is not None else None
        raw = f"{indent[0] if indent else ''}{toml_write.dotted(keys)} = {toml_write.value(item)}{self._newline}"
        one = next(scan(raw, self._source))
        place = block.body.index(before) + 1 if before is not None else self._first_place(block)
        self._end_line(before or block.header if place == 0 or before is not None else block.body[place - 1])
        block.body.insert(place, one)
        self._learn_pair(block, one)

    @staticmethod
    def _first_place(block: _Block) -> int:
        """Right under a header; at the top of the file under its head comment, which ends with a blank line."""
        if block.header is not None:
            return 0
        first = next((place for place, one in enumerate(block.body) if one.kind == "pair"), len(block.body))
        blanks = [place for place, one in enumerate(block.body[:first]) if one.kind == "blank"]
        return blanks[-1] + 1 if blanks else (0 if first < len(block.body) else first)

    def _new_block(self, path: tuple[str, ...]) -> _Block:
        raw = f"[{toml_write.dotted(path)}]{self._newline}"
        block = _Block(path, next(scan(raw, self._source)))
        place = self._place_among_kin(path)
        earlier = self._blocks[place - 1]
        last = earlier.body[-1] if earlier.body else earlier.header
        self._end_line(last)
        airy = len(self._blocks) == 1 or any(other.lead for other in self._blocks[1:])
        if airy and last is not None and last.kind != "blank":
            block.lead.append(Statement("blank", self._newline, 0))
        self._blocks.insert(place, block)
        self._headers[path] = block
        return block

    def _place_among_kin(self, path: tuple[str, ...]) -> int:
        """Sorted among the tables that share the longest beginning with it, so that sites stay with sites."""
        tables = [(number, block.path) for number, block in enumerate(self._blocks) if block.header and not block.many]
        for depth in range(len(path) - 1, -1, -1):
            kin = [(number, other) for number, other in tables if other[:depth] == path[:depth]]
            smaller = [(other, number) for number, other in kin if other < path]
            if kin:
                return max(smaller)[1] + 1 if smaller else kin[0][0]
        return len(self._blocks)

    def _end_line(self, one: Statement | None) -> None:
        if one is not None and not one.raw.endswith("\n"):
            one.raw += self._newline


def _blocks(statements: Iterable[Statement]) -> list[_Block]:
    blocks = [_Block(())]
    lists: set[tuple[str, ...]] = set()
    for one in statements:
        if one.kind not in {"header", "array"}:
            blocks[-1].body.append(one)
            continue
        block = _Block(one.keys, one)
        if one.kind == "array":
            lists.add(one.keys)
        block.many = any(one.keys[:depth] in lists for depth in range(1, len(one.keys) + 1))
        block.lead = _take_lead(blocks[-1])
        blocks.append(block)
    return blocks


def _take_lead(block: _Block) -> list[Statement]:
    """What of a block's last comments and blank lines belongs to the header below: all from the first blank line on."""
    start = len(block.body)
    while start and block.body[start - 1].kind != "pair":
        start -= 1
    if block.header is None and start == 0:
        # the head comment of the file stays at the top when a blank line parts it from the first header
        blanks = [place for place, one in enumerate(block.body) if one.kind == "blank"]
        start = blanks[-1] + 1 if blanks else 0
    else:
        blank = next((place for place in range(start, len(block.body)) if block.body[place].kind == "blank"), None)
        start = start if blank is None else blank
    lead, block.body[start:] = block.body[start:], []
    return lead


def _value_of(one: Statement) -> str:
    return one.raw[one.value[0] : one.value[1]]


def _put(one: Statement, new: str) -> None:
    """Another value on the line; a comment that was set apart keeps its column where it can."""
    start, end = one.value
    rest = one.raw[end:]
    gap = _COMMENT.match(rest)
    if gap and "\n" not in new:
        width = max(1, len(gap["gap"]) + (end - start) - len(new))
        rest = " " * width + rest[len(gap["gap"]) :]
    one.raw = one.raw[:start] + new + rest
    one.value = (start, start + len(new))


def _patched_list(old: str, new: list[Any]) -> str | None:
    try:
        text = set_list(old, tomllib.loads(f"k = {old}")["k"], new)
        return text if text is not None and tomllib.loads(f"k = {text}")["k"] == new else None
    except tomllib.TOMLDecodeError:
        return None


def patch(data: bytes, edits: Iterable[Edit], source: str) -> tuple[bytes, dict[str, Any]]:
    """The file with the edits done, every other line as it was, and its tables.

    Raises BadInput for a file that is no TOML, UsageError for an edit it has no place for.
    """
    text, marked = toml.decode(data, source)
    document = Document(text, source)
    wanted = toml.tables(text, source)
    for edit in edits:
        if says(wanted, edit):
            continue
        wanted = with_edit(wanted, edit)
        if edit.value is None:
            document.unset(edit.path)
        else:
            document.set(edit.path, edit.value)
    new = document.text
    if new == text:
        return data, wanted
    got = toml.tables(new, source)
    if got != wanted and not same(got, wanted):
        raise BadInput("is written in a way that cannot be patched; change it by hand", input=source)
    return (codecs.BOM_UTF8 if marked else b"") + new.encode(), got
