"""Inline Markdown: marks and link targets go, words stay; every link remembers where its target stands."""

import re
from collections.abc import Callable
from html import escape

from cookietui.sources.draft import Anchor
from cookietui.sources.html import Scan
from cookietui.sources.markup import TOKEN
from cookietui.sources.raised import set_apart

_LINK = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,300}\])*+)\]"
    r"(?:\(\s*+(<[^<>\n]*+>|[^\s()<]*+(?:\([^\s()]*+\)[^\s()]*+)*+)(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\)|\[([^\[\]]{0,200})\])?",
    re.DOTALL,
)
_NOTE = re.compile(r"\[\^(?:(\d{1,3})|[\w-]{1,40})\]:?")
"""A footnote's sign, with a colon before the note itself; readers of Markdown number those that are words."""
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]++|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_WILDCARD = re.compile(r"(?<![^\s|,;(/\"'])[A-Za-z0-9_.-]*[A-Za-z0-9][_-]+\*(?![*\w])")
"""A name with any ending, such as `_ga_*`: nobody who writes one means emphasis."""
_NESTED = re.compile(r"(?<!\w)\*{1,2}_\w")
"""Emphasis in emphasis, which ends like such a name."""
_TAG = re.compile(TOKEN.pattern[1:-1], TOKEN.flags)
_CODE = re.compile(r"(`{1,5})(?!`)(.{1,2000}?)(?<!`)\1(?!`)", re.DOTALL)
_MARK = re.compile(r"[\\`\[<*_~!]|\n")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]{0,200}\}")
Where = Callable[[int], int]
"""Offset in the paragraph to offset in the source."""


class _Run:
    """A run of `*`, `_` or `~` that may open or close emphasis."""

    __slots__ = ("closes", "left", "mark", "opens", "piece")

    def __init__(self, mark: str, count: int, piece: int, *, opens: bool, closes: bool) -> None:
        self.mark = mark
        self.left = count
        self.piece = piece
        self.opens = opens
        self.closes = closes


class _Html:
    """A tag at those characters of the paragraph."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class _Sign:
    """The sign of a footnote."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Inline:
    """Reads one paragraph into a scan; `definitions` are the targets of reference links with their place."""

    def __init__(self, writer: Scan, definitions: dict[str, tuple[str, int, int]]) -> None:
        self.writer = writer
        self.definitions = definitions

    def read(self, text: str, where: Where) -> None:
        """Write the words of `text`; a hard break or `<br>` ends a line."""
        steps = self._emphasis(_Reader(text, where, self.definitions).read())
        for step in steps:
            if isinstance(step, _Html):
                self._tag(step, where)
            elif self.writer.hides:
                continue
            elif isinstance(step, str):
                self.writer.pieces.append(step)
            elif isinstance(step, Anchor):
                self.writer.open_link(step)
            elif isinstance(step, int):
                _STROKES[step](self.writer)
            elif isinstance(step, _Sign):
                self.writer.pieces.append(step.text)
                set_apart(self.writer.pieces, len(self.writer.pieces) - 1, "sup")

    def _tag(self, step: "_Html", where: Where) -> None:
        begin, end = where(step.start), where(step.end - 1) + 1
        self.writer.feed(self.writer.source[begin:end], begin)

    def _emphasis(self, steps: "list[_Step]") -> "list[_Step]":
        """Runs that pair up become bold marks or vanish; what is left of the others is text."""
        open_runs: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
        extra: dict[int, list[_Step]] = {}
        runs = [step for step in steps if isinstance(step, _Run)]
        for run in runs:
            stack = open_runs[run.mark]
            while run.closes and run.left and stack:
                opener = stack[-1]
                used = 2 if opener.left >= 2 and run.left >= 2 else 1  # noqa: PLR2004 - strong is two marks
                opener.left -= used
                run.left -= used
                if used == 2 and run.mark != "~":  # noqa: PLR2004 - same
                    extra.setdefault(opener.piece, []).append(_BOLD)
                    extra.setdefault(run.piece, []).append(_LIGHT)
                if not opener.left:
                    stack.pop()
            if run.opens and run.left:
                stack.append(run)
        out: list[_Step] = []
        for step in steps:
            if isinstance(step, _Run):
                marks = extra.get(step.piece, ())
                out.extend(m for m in marks if m == _LIGHT)
                if step.left:
                    out.append(step.mark * step.left)
                out.extend(m for m in marks if m == _BOLD)
            else:
                out.append(step)
        return out


_BREAK, _END, _BOLD, _LIGHT = 0, 1, 2, 3
_STROKES: tuple[Callable[[Scan], None], ...] = (
    lambda to: to.end_line(tight=True),
    Scan.close_link,
    Scan.bolder,
    Scan.lighter,
)
_Step = str | int | Anchor | _Run | _Html | _Sign


class _Reader:
    """Cuts a paragraph into steps: raw text with entities, anchors, marks."""

    def __init__(self, text: str, where: Where, definitions: dict[str, tuple[str, int, int]]) -> None:
        self.text = text
        self.where = where
        self.definitions = definitions
        plain = "*" in text and not _NESTED.search(text)
        self.wildcards = frozenset(m.end() - 1 for m in _WILDCARD.finditer(text)) if plain else frozenset()
        """Where stars are that stand for any ending."""
        self.steps: list[_Step] = []

    def read(self, start: int = 0, end: int = -1, depth: int = 0) -> list[_Step]:
        """The steps of `text[start:end]`."""
        end = len(self.text) if end < 0 else end
        at = start
        while at < end:
            found = _MARK.search(self.text, at, end)
            if found is None:
                self.steps.append(self.text[at:end])
                break
            if found.start() > at:
                self.steps.append(self.text[at : found.start()])
            at = self._mark(found.start(), end, depth)
        return self.steps

    def _mark(self, at: int, end: int, depth: int) -> int:
        mark = self.text[at]
        if mark in "*_~":
            return self._run(at, end)
        if mark == "\\":
            return self._escape(at, end)
        if mark == "\n":
            return self._line_end(at)
        if mark in "[!":
            return self._link(at, end, depth)
        if mark == "`":
            return self._code(at, end)
        return self._tag(at, end)

    def _run(self, at: int, end: int) -> int:
        mark = self.text[at]
        stop = at
        while stop < end and self.text[stop] == mark:
            stop += 1
        before = self.text[at - 1] if at else " "
        after = self.text[stop] if stop < len(self.text) else " "
        left = not after.isspace() and (after not in _PUNCTUATION or before.isspace() or before in _PUNCTUATION)
        right = not before.isspace() and (before not in _PUNCTUATION or after.isspace() or after in _PUNCTUATION)
        opens = left and (mark != "_" or not right or before in _PUNCTUATION)
        closes = right and (mark != "_" or not left or after in _PUNCTUATION)
        if (mark == "~" and stop - at != 2) or at in self.wildcards:  # noqa: PLR2004 - struck text is two tildes
            opens = closes = False
        closes = closes and not (mark == "_" and (stop in self.wildcards or after in "{#"))  # _hjSession_{site_id}
        self.steps.append(_Run(mark, stop - at, len(self.steps), opens=opens, closes=closes))
        return stop

    def _escape(self, at: int, end: int) -> int:
        following = self.text[at + 1] if at + 1 < end else ""
        if following == "\n":
            self.steps.append(_BREAK)
            return at + 2
        if following and following in _PUNCTUATION:
            self.steps.append(escape(following))
            return at + 2
        self.steps.append("\\")
        return at + 1

    def _line_end(self, at: int) -> int:
        self.steps.append(_BREAK if self.text[max(0, at - 2) : at] == "  " else "\n")
        return at + 1

    def _code(self, at: int, end: int) -> int:
        found = _CODE.match(self.text, at, end)
        if found is None:
            stop = at
            while stop < end and self.text[stop] == "`":
                stop += 1
            self.steps.append(self.text[at:stop])
            return stop
        self.steps.append(escape(found[2].strip()))
        return found.end()

    def _link(self, at: int, end: int, depth: int) -> int:
        note = _NOTE.match(self.text, at, end)
        if note is not None and (note[1] or note[0].rstrip(":") in self.definitions):
            self.steps.append(_Sign(note[1] or ""))
            return note.end()
        found = _LINK.match(self.text, at, end)
        if found is None:
            self.steps.append(self.text[at])
            return at + 1
        anchor = self._target(found)
        if anchor is None or depth > 2:  # noqa: PLR2004 - links do not nest; a picture in a link does
            self.steps.append(self.text[at])
            return at + 1
        picture = self.text[at] == "!"
        if picture:
            return self._skip_attributes(found.end(), end)
        if anchor.target:
            self.steps.append(anchor)
        self.read(found.start(1), found.end(1), depth + 1)
        if anchor.target:
            self.steps.append(_END)
        return self._skip_attributes(found.end(), end)

    def _skip_attributes(self, at: int, end: int) -> int:
        found = _ATTRIBUTES.match(self.text, at, end)
        return found.end() if found else at

    def _target(self, found: re.Match[str]) -> Anchor | None:
        if found[2] is not None:
            target = found[2].strip("<>")
            shift = found.start(2) + (1 if found[2].startswith("<") else 0)
            place = self.where(shift)
            return Anchor(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target), place, place + len(target))
        key = " ".join((found[3] or found[1]).split()).casefold()
        if key in self.definitions:
            target, begin, stop = self.definitions[key]
            return Anchor(target, begin, stop)
        return None

    def _tag(self, at: int, end: int) -> int:
        link = _AUTOLINK.match(self.text, at, end)
        if link is not None:
            target = link[1] if ":" in link[1] else f"mailto:{link[1]}"
            place = self.where(link.start(1))
            self.steps += [Anchor(target, place, place + len(link[1])), link[1].removeprefix("mailto:"), _END]
            return link.end()
        tag = _TAG.match(self.text, at, end)
        if tag is None:
            self.steps.append("&lt;")
            return at + 1
        self.steps.append(_Html(at, tag.end()))
        return tag.end()
