"""HTML is scanned once, token by token; hidden parts and menus are passed over, the rest is written as lines."""

from itertools import accumulate
from typing import cast

from cookietui.sources.draft import tidy_html
from cookietui.sources.elements import BLOCKS, ENDED_BY, HIDDEN, LOADING, VOID, WHOLE, hidden, may_hide, may_load
from cookietui.sources.markup import TOKEN, Tag, name_of
from cookietui.sources.strokes import Action, Strokes, block, closing, opening

_MEMO_LENGTH = 120
"""Longer tags are not remembered."""
_MEMO_SIZE = 20_000
_memo: dict[str, Action | None] = {}
"""What tags do: it depends on their characters alone, so that it holds from page to page."""
_NO_ATTRIBUTES = 3
_TEXTAREA = 400
"""A textarea with more characters than this holds terms to be read, not an example of input."""
_COMMENTS = 200
_LINKS = ("<a ", "<A ")


class Scan(Strokes):
    """One pass over a page; `lines`, `grids`, `tags`, `comments` and `title` are what it leaves."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.tags: list[Tag] = []
        self.comments: list[tuple[int, str]] = []
        """Offset and characters of the first comments."""
        self.title = ""
        self.unseen = 0
        """Characters left out because the page says that they are hidden."""
        self._skip: list[str] = []
        self._skip_counts: dict[str, int] = {}
        self._skip_told = False

    def run(self) -> "Scan":
        """Read the whole source."""
        parts = TOKEN.split(self.source)
        ends = list(accumulate(map(len, parts)))
        memo, pieces, skip = _memo, self.pieces, self._skip
        for text, tag, at in zip(parts[::2], parts[1::2], ends[::2], strict=False):
            if skip:
                self._pass_over(text, tag, at)
                continue
            if text:
                if self.pre:
                    self.write_lines(text)
                elif pieces or not text.isspace():
                    pieces.append(text)
            action = memo[tag] if tag in memo else self._learn(tag)
            if action is block and not pieces and not self.marks:
                self.tight = False
            elif action is not None:
                action(self, tag, at)
        if not skip:
            pieces.append(parts[-1])
        self.finish(len(self.source))
        return self

    def feed(self, tag: str, at: int) -> None:
        """Read one tag of a source that another reader takes apart (Markdown)."""
        if self._skip:
            self._pass_over("", tag, at)
            return
        action = _memo[tag] if tag in _memo else self._learn(tag)
        if action is not None:
            action(self, tag, at)

    @property
    def hides(self) -> bool:
        """Whether what is read now is not shown."""
        return bool(self._skip)

    def _learn(self, tag: str) -> Action | None:
        if tag[:3] in _LINKS and not may_hide(tag.lower()):
            return opening("a", tag)  # hardly two links are the same
        action = _action(tag)
        if len(tag) <= _MEMO_LENGTH:
            if len(_memo) >= _MEMO_SIZE:
                _memo.clear()
            _memo[tag] = action
        return action

    def comment(self, tag: str, at: int) -> None:
        """Keep a comment: archives and browsers write theirs into it."""
        if len(self.comments) < _COMMENTS:
            self.comments.append((at, tag))

    def whole(self, tag: str, at: int) -> None:
        """An element that came in one piece with its content."""
        name = name_of(tag)
        element = Tag(name, at, tag)
        if name == "title":
            self.title = self.title or tidy_html(element.content()[1])
        elif name in {"textarea", "xmp"}:
            content = element.content()[1]
            if name == "xmp" or len(content) > _TEXTAREA:
                self.end_line()
                self.write_lines(content)
                self.end_line()
        else:
            self.tags.append(element)

    def hide(self, tag: str, at: int) -> None:
        """An element begins that is not shown."""
        name = name_of(tag)
        self._skip_told = name not in HIDDEN and hidden(name, tag) and name not in {"a", "i", "span"}
        self._note(name, tag, at)
        if not tag.endswith("/>") or name not in {"svg", "object"}:
            self._push(name)

    def _note(self, name: str, tag: str, at: int) -> None:
        if name in WHOLE or name in LOADING or may_load(tag.lower()):
            self.tags.append(Tag(name, at, tag, hidden=True))

    def _push(self, name: str) -> None:
        self._skip.append(name)
        self._skip_counts[name] = self._skip_counts.get(name, 0) + 1

    def _pop(self) -> str:
        name = self._skip.pop()
        self._skip_counts[name] -= 1
        return name

    def _pass_over(self, text: str, tag: str, at: int) -> None:
        if self._skip_told and text and not text.isspace():
            self.unseen += len(text.strip())
        name = name_of(tag)
        if not name or name in VOID:
            if name:
                self._note(name, tag, at)
            return
        if tag[1] == "/":
            self._leave(name, tag, at)
        elif len(self._skip) == 1 and name in ENDED_BY.get(self._skip[0], ()):
            self._pop()
            self._resume(tag, at)
        else:
            self._note(name, tag, at)
            if name not in WHOLE:
                self._push(name)

    def _leave(self, name: str, tag: str, at: int) -> None:
        if self._skip_counts.get(name):
            while self._pop() != name:
                pass
        elif name in BLOCKS and name != "p":
            while self._skip:
                self._pop()
            self._resume(tag, at)

    def _resume(self, tag: str, at: int) -> None:
        action = self._learn(tag)
        if action is not None:
            action(self, tag, at)


def _comment(scan: Strokes, tag: str, at: int) -> None:
    cast("Scan", scan).comment(tag, at)


def _whole(scan: Strokes, tag: str, at: int) -> None:
    cast("Scan", scan).whole(tag, at)


def _hide(scan: Strokes, tag: str, at: int) -> None:
    cast("Scan", scan).hide(tag, at)


def _action(tag: str) -> Action | None:
    """What a tag does, None where that is nothing."""
    name = name_of(tag)
    if not name:
        return _comment if tag.startswith("<!--") else None
    if tag[1] == "/":
        return closing(name)
    if name in WHOLE:
        return _whole
    told = len(tag) > len(name) + _NO_ATTRIBUTES
    low = tag.lower() if told else ""
    if name not in VOID and (name in HIDDEN or (told and may_hide(low) and hidden(name, tag))):
        return _hide
    action = opening(name, tag)
    return _recording(name, action) if name in LOADING or (told and may_load(low)) else action


def _recording(name: str, action: Action | None) -> Action:
    def record(scan: Strokes, tag: str, at: int) -> None:
        cast("Scan", scan).tags.append(Tag(name, at, tag))
        if action is not None:
            action(scan, tag, at)

    return record
