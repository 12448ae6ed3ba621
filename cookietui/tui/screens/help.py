"""Help is made from the bindings themselves, so it cannot fall behind them."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from cookietui.tui.pages import Asking
from cookietui.tui.signs import Toned
from cookietui.tui.widgets.bars import label_of
from cookietui.tui.widgets.layout import Column, Row
from cookietui.tui.widgets.lines import Lines

TITLE = "Keys"
KEY = ""
EVERYWHERE = ("page.next-pane", "page.previous-pane", "page.copy")
_SIGNS = "[=] fine   [!] look at this   [?] not known yet   [~] asked, waiting   [x] late, or marked wrong"


class View(Asking[None]):
    """The keys of the screen below."""

    NAME = TITLE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,q", "drop", "close", id="help.close")]

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self.rows = _rows(below)

    def compose(self) -> ComposeResult:
        """One list that scrolls."""
        with Vertical(classes="window -tall"):
            yield Lines(Column(width=10), Column(), title="keys here")

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(Lines).show(self.rows)


def _rows(below: Screen[Any]) -> list[Row]:
    groups: dict[str, dict[str, list[str]]] = {"This page": {}, "Lists": {}, "Everywhere": {}}
    for active in below.active_bindings.values():
        if active.binding.id is not None:
            keys = groups[_group(active, below)].setdefault(label_of(active), [])
            keys.append(below.app.get_key_display(active.binding))
    rows: list[Row] = []
    for title, entries in groups.items():
        if entries:
            rows.append(Row(title, (title,), kind="heading"))
            rows += [
                Row(f"{title} {label}", (Toned(" ".join(keys), "accent"), label)) for label, keys in entries.items()
            ]
    return [*rows, Row("signs", ("Signs",), kind="heading"), Row("sign", (_SIGNS,), kind="text")]


def _group(active: ActiveBinding, below: Screen[Any]) -> str:
    if active.node is below.app or active.binding.id in EVERYWHERE:
        return "Everywhere"
    return "This page" if active.node is below else "Lists"
