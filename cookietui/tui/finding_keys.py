"""A finding is answered with the same keys wherever it stands: a letter, or a choice for what it is about."""

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from cookietui.actions import prefer
from cookietui.core.finding import Finding
from cookietui.core.words import Choice
from cookietui.tui import found
from cookietui.tui.keys import CHOICE_KEYS

if TYPE_CHECKING:
    from cookietui.tui.app import Application

FINDING_KEYS: list[BindingType] = [Binding("r", "answer", "letter", id="finding.letter"), *CHOICE_KEYS]


def words_about(finding: Finding) -> tuple[str, ...]:
    """What the catalogue can be asked: the cookie, else the organisation."""
    return tuple(filter(None, (finding.cookie, finding.organisation)))


def compose_about(desk: "Application", finding: Finding | None) -> None:
    """Open the composer on a letter to whoever is behind a finding."""
    if finding is not None:
        desk.open("compose", finding.organisation or finding.site or "", (), finding)


async def choose(desk: "Application", finding: Finding | None, choice: Choice) -> None:
    """Write the choice for what the finding is about, or let it inherit."""
    if finding is None:
        return
    wanted = found.wish_about(finding, choice or "ask")
    desk.tell(await desk.do(prefer.set_choices if choice else prefer.unset, desk.ws, [wanted]))
