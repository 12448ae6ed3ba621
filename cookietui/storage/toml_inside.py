"""An edit inside an inline table or a list of several lines touches that one entry and keeps what stands around it."""

from typing import Any

from cookietui.storage import toml_write
from cookietui.storage.toml_scan import TOKEN, read_key, value_end


class _Entry:
    __slots__ = ("end", "keys", "start", "value")

    def __init__(self, start: int, keys: tuple[str, ...], value: int, end: int) -> None:
        self.start = start
        self.keys = keys
        self.value = value
        """Where its value begins."""
        self.end = end


def set_inline(text: str, path: tuple[str, ...], item: Any) -> str | None:
    """The inline table `text` with `path` set to `item`; None where `path` leads through something else."""
    entries = _entries(text)
    for one in entries:
        if one.keys == path:
            return text[: one.value] + toml_write.value(item) + text[one.end :]
        if one.keys == path[: len(one.keys)]:
            if text[one.value] != "{":
                return None
            inner = set_inline(text[one.value : one.end], path[len(one.keys) :], item)
            return None if inner is None else text[: one.value] + inner + text[one.end :]
    return _insert(text, entries, path, item)


def _insert(text: str, entries: list[_Entry], path: tuple[str, ...], item: Any) -> str:
    shared = any(len(one.keys) > 1 and one.keys[0] == path[0] for one in entries)
    if shared:  # a table begun with dotted keys can only go on with dotted keys
        new = f"{toml_write.dotted(path)} = {toml_write.value(item)}"
    else:
        for part in reversed(path[1:]):
            item = {part: item}
        new = f"{toml_write.key(path[0])} = {toml_write.value(item)}"
    if not entries:
        return "{" + new + "}"
    before = [one for one in entries if one.keys < path]
    if not before:
        return f"{text[: entries[0].start]}{new}, {text[entries[0].start :]}"
    last = max(before, key=lambda one: one.keys)
    return f"{text[: last.end]}, {new}{text[last.end :]}"


def unset_inline(text: str, path: tuple[str, ...]) -> str | None:
    """The inline table without `path`, tables emptied by it gone too; None where it is not there."""
    entries = _entries(text)
    for place, one in enumerate(entries):
        if one.keys == path:
            return _without(text, entries, place)
        if one.keys == path[: len(one.keys)] and text[one.value] == "{":
            inner = unset_inline(text[one.value : one.end], path[len(one.keys) :])
            if inner is None:
                return None
            if not _entries(inner):
                return _without(text, entries, place)
            return text[: one.value] + inner + text[one.end :]
    return None


def _without(text: str, entries: list[_Entry], place: int) -> str:
    if len(entries) == 1:
        return "{}"
    if place == 0:
        return text[: entries[0].start] + text[entries[1].start :]
    return text[: entries[place - 1].end] + text[entries[place].end :]


def is_empty(text: str) -> bool:
    """Whether an inline table has no entry."""
    return not _entries(text)


def _entries(text: str) -> list[_Entry]:
    """The entries of an inline table that the scanner has passed already."""
    found: list[_Entry] = []
    position = _skip(text, 1)
    while position < len(text) and text[position] != "}":
        start = position
        keys, position = read_key(text, position)
        value = _skip(text, position + 1)
        end = value_end(text, value, stop=",}") if keys and text.startswith("=", position) else None
        if end is None or end == value:
            return found
        found.append(_Entry(start, keys, value, end))
        position = _skip(text, end)
        if text.startswith(",", position):
            position = _skip(text, position + 1)
    return found


def _skip(text: str, position: int) -> int:
    """The next place that is neither blank, line end nor comment."""
    while found := TOKEN.match(text, position):
        if not (found[0].isspace() or found[0].startswith("#")):
            break
        position = found.end()
    return position


def set_list(text: str, old: list[Any], new: list[Any]) -> str | None:
    """A list of several lines with its comments, some items dropped, others added at its end; None: write it anew."""
    kept = [item for item in old if item in new]
    added = [item for item in new if item not in old]
    spans = _items(text)
    if kept + added != new or len(spans) != len(old) or "\n" not in text or not kept:
        return None
    pieces = [text[: spans[0][0]]]
    ends = [start for start, _ in spans[1:]] + [len(text) - 1]
    last = max(place for place, item in enumerate(old) if item in new)
    for place, (start, end) in enumerate(spans):
        if old[place] not in new:
            rest = text[end : ends[place]]
            pieces.append(_comments(rest, final=place == len(spans) - 1))
            continue
        pieces.append(text[start:end])
        if place == last and added:
            pieces.append(", " + ", ".join(map(toml_write.value, added)))
        pieces.append(text[end : ends[place]])
    return "".join(pieces) + "]"


def _comments(rest: str, *, final: bool) -> str:
    """What stands after a dropped item, without its comma; one that stood alone on its line takes the line along."""
    after = rest.replace(",", "", 1) if rest.lstrip().startswith(",") else rest
    if final or "#" in after:
        return after
    return after.split("\n", 1)[1].lstrip(" \t") if "\n" in after else after.lstrip(" \t")


def _items(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = _skip(text, 1)
    while position < len(text) and text[position] != "]":
        end = value_end(text, position, stop=",]")
        if end is None or end == position:
            return []
        spans.append((position, end))
        position = _skip(text, end)
        if text.startswith(",", position):
            position = _skip(text, position + 1)
    return spans
