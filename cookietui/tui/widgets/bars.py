"""The bars around every page: where one is, what was last said, and which keys act here."""

import itertools
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from cookietui.core.text import one_line, visible
from cookietui.tui.keys import shown_key
from cookietui.tui.terminal import LEAST

if TYPE_CHECKING:
    from cookietui.tui.pages import Page

LAST = ("help", "back", "drop", "quit")
"""Actions whose keys stand at the right end of the key bar, all but the last whatever the width."""
Entry = tuple[str, str, str]
"""Key, label, action."""
SIGN = 4
"""Cells of a sign before a line."""
ROOMY = 60
"""Cells from which the way out is always named."""
_TONES = {"good": "$success", "warn": "$warning", "bad": "$error", "plain": ""}


class Head(Widget):
    """Left the pages, or the way to this one; right the profile."""

    def render(self) -> Content:
        """The line, cut to whole words where it is narrow."""
        page = cast("Page", self.screen)
        left = self._tabs(page) if page.ROOT else self._trail(page)
        for right in page.marks():
            room = self.size.width - cell_len(left.plain) - cell_len(right) - 3
            if room >= 0:
                return Content.assemble(" ", left, " " * (room + 1), Content.styled(right, "$muted"))
        return Content.assemble(" ", left)

    def _tabs(self, page: "Page") -> Content:
        pieces: list[Content] = []
        for key, title in page.tabs():
            style = "bold $accent" if title == page.NAME else "$muted"
            pieces += [Content.styled(f"{key} ", "$muted"), Content.styled(title, style), Content("  ")]
        return Content.assemble(*pieces[:-1])

    def _trail(self, page: "Page") -> Content:
        *way, here = page.trail()
        room = self.size.width - sum(cell_len(step) + 3 for step in way) - 2
        steps = [Content.styled(f"{one_line(step)} › ", "$muted") for step in way] if room > 8 else []  # noqa: PLR2004 - a name's least
        return Content.assemble(*steps, Content.styled(one_line(here, max(8, room)), "bold $accent"))


class Notice(Widget):
    """One to four lines: the last thing said, else the page's own summary."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ("", "plain")
        self._summary = ""

    def say(self, text: str, tone: str = "plain") -> None:
        """Show a line until the next key."""
        self._said = (visible(text), tone)
        self._redraw()

    def summarise(self, text: str) -> None:
        """What stands here while nothing is said."""
        self._summary = visible(text)
        self._redraw()

    def _redraw(self) -> None:
        """A new layout costs ten times a new line: it is asked for only where the height may change."""
        long = cell_len(self.text) + SIGN > self.size.width - 2 or self.size.height > 1
        self.refresh(layout=long)

    def clear(self) -> None:
        """Take back what was said."""
        if self._said[0]:
            self.say("")

    @property
    def text(self) -> str:
        """What is shown now."""
        return self._said[0] or self._summary

    def render(self) -> Content:
        """The line in its tone; an error also carries a sign."""
        text, tone = self._said
        if not text:
            return Content.styled(self._summary, "$muted")
        sign = {"bad": "[!] ", "good": "[=] "}.get(tone, "")
        return Content.styled(sign + text, _TONES[tone])


class KeyBar(Widget):
    """The keys that act right now, as many as have room; a label is never cut."""

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, _screen: "Screen[object]") -> None:
        self.refresh()

    def render(self) -> Content:
        """`key label` pairs, those of `LAST` at the right."""
        first = getattr(self.screen, "FIRST", ())
        entries = sorted(keys_of(self.screen), key=lambda entry: entry[2] not in first)
        ends = sorted((entry for entry in entries if entry[2] in LAST), key=lambda entry: LAST.index(entry[2]))
        kept = [entry for entry in ends if entry[2] != LAST[-1] or self.size.width >= ROOMY]
        rest = ends[len(kept) :]
        room = self.size.width - 2 - sum(map(_size, kept))
        shown = _fitting([entry for entry in entries if entry[2] not in LAST], room)
        room -= sum(map(_size, shown))
        tail = [*kept, *_fitting(rest, room)]
        room -= sum(map(_size, tail[len(kept) :]))
        return Content.assemble(" ", *map(_label, shown), " " * max(0, room), *map(_label, tail))


def _fitting(entries: list[Entry], room: int) -> list[Entry]:
    """The first entries that fit in that many cells together."""
    sizes = itertools.accumulate(map(_size, entries))
    return [entry for entry, size in zip(entries, sizes, strict=True) if size <= room]


def _size(entry: Entry) -> int:
    return cell_len(entry[0]) + cell_len(entry[1]) + 3


def _label(entry: Entry) -> Content:
    return Content.assemble(Content.styled(entry[0], "bold $accent"), Content.styled(f" {entry[1]}  ", "$muted"))


def keys_of(screen: "Screen[object]") -> list[Entry]:
    """The bindings that act now and belong into the bar."""
    found: dict[tuple[str, str], str] = {}
    for active in screen.active_bindings.values():
        typed = isinstance(screen.focused, Input) and len(shown_key(active.binding.key)) == 1
        if active.enabled and active.binding.show and active.binding.description and not typed:
            found.setdefault((label_of(active), active.binding.action), screen.app.get_key_display(active.binding))
    return [(key, label, action) for (label, action), key in found.items()]


def label_of(active: ActiveBinding) -> str:
    """What a key does here; Enter does what the list says it does."""
    label = str(getattr(active.node, "opens", "")) if active.binding.action == "screen.open" else ""
    return label or active.binding.description


class TooSmall(Widget):
    """All there is on a terminal that is too small."""

    def render(self) -> Content:
        """One line that says what is needed."""
        return Content(f"cookietui needs {LEAST[0]} x {LEAST[1]}")
