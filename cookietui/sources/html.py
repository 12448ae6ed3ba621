"""HTML is scanned once, token by token; hidden parts and menus are passed over, the rest is written as lines."""

from itertools import accumulate

from cookietui.sources.draft import Line, tidy_html
from cookietui.sources.elements import BLOCKS, ENDED_BY, HIDDEN, LOADING, LOADS, VOID, WHOLE, hidden
from cookietui.sources.markup import TOKEN, Tag, name_of
from cookietui.sources.strokes import Action, Strokes

_MEMO_LENGTH = 300
"""Longer tags are not remembered."""
_MEMO_SIZE = 20_000
_TEXTAREA = 400
"""A textarea with more characters than this holds terms to be read, not an example of input."""
_COMMENTS = 200


class Scan:
    """One pass over a page; `strokes.lines`, `strokes.grids`, `tags`, `comments` and `title` are what it leaves."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.strokes = Strokes()
        self.tags: list[Tag] = []
        self.comments: list[tuple[int, str]] = []
        """Offset and characters of the first comments."""
        self.title = ""
        self.unseen = 0
        """Characters left out because the page says that they are hidden."""
        self._memo: dict[str, Action | None] = {}
        self._skip: list[str] = []
        self._skip_counts: dict[str, int] = {}
        self._skip_told = False

    @property
    def lines(self) -> list[Line]:
        """The lines found."""
        return self.strokes.lines

    def run(self) -> "Scan":
        """Read the whole source."""
        parts = TOKEN.split(self.source)
        ends = list(accumulate(map(len, parts)))
        memo, pieces, strokes = self._memo, self.strokes.pieces, self.strokes
        for index in range(1, len(parts), 2):
            text, tag = parts[index - 1], parts[index]
            if self._skip:
                self._pass_over(text, tag, ends[index - 1])
                continue
            if text:
                if strokes.pre:
                    strokes.write_lines(text)
                else:
                    pieces.append(text)
            action = memo[tag] if tag in memo else self._learn(tag)
            if action is not None:
                action(tag, ends[index - 1])
        if not self._skip:
            pieces.append(parts[-1])
        strokes.finish(len(self.source))
        return self

    def _learn(self, tag: str) -> Action | None:
        action = self._action(tag)
        if len(tag) <= _MEMO_LENGTH and len(self._memo) < _MEMO_SIZE:
            self._memo[tag] = action
        return action

    def _action(self, tag: str) -> Action | None:
        name = name_of(tag)
        if not name:
            return self._comment if tag.startswith("<!--") else None
        if tag[1] == "/":
            return self.strokes.closing(name)
        if name in WHOLE:
            return self._whole
        if name not in VOID and (name in HIDDEN or hidden(name, tag)):
            return self._hide
        action = self.strokes.opening(name, tag)
        if name not in LOADING and not LOADS.search(tag):
            return action

        def record(tag: str, at: int) -> None:
            self.tags.append(Tag(name, at, tag))
            if action is not None:
                action(tag, at)

        return record

    def _comment(self, tag: str, at: int) -> None:
        if len(self.comments) < _COMMENTS:
            self.comments.append((at, tag))

    def _whole(self, tag: str, at: int) -> None:
        name = name_of(tag)
        element = Tag(name, at, tag)
        if name == "title":
            self.title = self.title or tidy_html(element.content()[1])
        elif name in {"textarea", "xmp"}:
            content = element.content()[1]
            if name == "xmp" or len(content) > _TEXTAREA:
                self.strokes.end_line()
                self.strokes.write_lines(content)
                self.strokes.end_line()
        else:
            self.tags.append(element)

    def _hide(self, tag: str, at: int) -> None:
        name = name_of(tag)
        self._skip_told = name not in HIDDEN and hidden(name, tag) and name not in {"a", "i", "span"}
        self._note(name, tag, at)
        if not tag.endswith("/>") or name not in {"svg", "object"}:
            self._push(name)

    def _note(self, name: str, tag: str, at: int) -> None:
        if name in WHOLE or name in LOADING or LOADS.search(tag):
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
            action(tag, at)
