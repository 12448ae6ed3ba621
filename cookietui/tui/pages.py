"""A page is a full screen with the same four bars; what is in between is its own business."""

import asyncio
import functools
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.events import Key, ScreenResume
from textual.screen import ModalScreen, Screen
from textual.worker import Worker

from cookietui.core.errors import CookietuiError, Interrupted
from cookietui.tui.messages import Changed
from cookietui.tui.widgets.bars import Head, KeyBar, Notice, TooSmall

if TYPE_CHECKING:
    from cookietui.actions.workspace import Workspace
    from cookietui.tui.app import Application

R = TypeVar("R")
P = ParamSpec("P")
S = TypeVar("S", bound="HasDesk")
PULSE = 0.2
"""Seconds between two looks at how far something is."""


def start(node: DOMNode, group: str, work: Callable[..., Coroutine[Any, Any, None]], *given: Any) -> Worker[None]:
    """Run a coroutine beside the screen, in the place of an earlier one of its group on the same node."""
    return node.run_worker(functools.partial(work, *given), group=group, exclusive=True)


class HasDesk(Protocol):
    """A page, a window, or the application itself."""

    @property
    def desk(self) -> Any:
        """Where things are said."""


def told(
    method: Callable[Concatenate[S, P], Awaitable[None]],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, None]]:
    """A deed whose errors are said in the notice line instead of raised."""

    @functools.wraps(method)
    async def wrapper(self: S, /, *given: P.args, **options: P.kwargs) -> None:
        try:
            await method(self, *given, **options)
        except CookietuiError as error:
            self.desk.say(str(error), "bad")

    return wrapper


class _AtDesk:
    """The application and its workspace, typed."""

    @property
    def desk(self) -> "Application":
        """The application."""
        return cast("Application", cast("Screen[Any]", self).app)

    @property
    def ws(self) -> "Workspace":
        """What the actions work on."""
        return self.desk.ws


class Page(_AtDesk, Screen[None]):
    """Base of all full screens: `body` draws, `load` reads, `reload` is called whenever something changed."""

    NAME: ClassVar[str] = ""
    ROOT: ClassVar[bool] = False
    """Whether a digit key leads here from anywhere."""
    FIRST: ClassVar[tuple[str, ...]] = ()
    """Actions that lead the key bar, whatever has the focus."""
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="page.back"),
        Binding("tab", "app.focus_next", "next pane", id="page.next-pane", show=False),
        Binding("shift+tab", "app.focus_previous", "previous pane", id="page.previous-pane", show=False),
        Binding("ctrl+c,super+c", "screen.copy_text", "copy selected text", id="page.copy", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        """The line that says what was done."""
        self._at_rest = asyncio.Event()
        self.stopped = threading.Event()
        """Set to end what takes long."""
        self._reloads = 0
        self._seen = -1

    def compose(self) -> ComposeResult:
        """Head, body, notice, keys."""
        yield Head()
        yield from self.body()
        yield self.notice
        yield KeyBar()
        yield TooSmall()

    def body(self) -> ComposeResult:
        """The widgets between the bars; every page has its own."""
        yield from ()

    async def load(self) -> None:
        """Read what is shown, off the UI thread; called at start and after every change."""

    def tabs(self) -> tuple[tuple[str, str], ...]:
        """(key, name) of the pages that a digit leads to."""
        return self.desk.roots

    def trail(self) -> tuple[str, ...]:
        """Names of the pages below this one, then its own."""
        return (self.NAME,)

    @property
    def about(self) -> tuple[str, ...]:
        """What the catalogue can be asked about the row under the cursor, the best word first; empty for nothing."""
        return ()

    def marks(self) -> tuple[str, ...]:
        """What stands at the right of the head line, the longest first."""
        demo = "DEMO  " if self.desk.ws.demo else ""
        name = self.desk.profile_name
        return tuple(dict.fromkeys(filter(None, (f"{demo}profile {name}", f"{demo}{name}", demo.strip()))))

    def on_mount(self) -> None:
        """Read at start."""
        self.reload()

    def reload(self) -> None:
        """Read again without blocking; a newer call takes the place of one under way."""
        self._reloads += 1
        self._at_rest.clear()
        start(self, "load", self._load_told, self._reloads)

    async def _load_told(self, number: int) -> None:
        try:
            await self.load()
        except CookietuiError as error:
            self.desk.say(str(error), "bad")
        finally:
            if number == self._reloads:
                self._at_rest.set()
        self.refresh_bindings()
        for head in self.query(Head):
            head.refresh()

    async def get(self, deed: Callable[..., R], *given: Any) -> R:
        """What an action reads for this page; a page that was left meanwhile stops here and shows nothing more."""
        answer = await self.desk.do(deed, *given)
        if self.left:
            raise asyncio.CancelledError
        return answer

    async def get_watched(self, deed: Callable[..., R], *given: Any, tell: Callable[[int, int], str]) -> R:
        """The same for what takes long and counts (`watch`): `tell` says how far it is; it stops where nobody waits.

        That is when the page was left, read anew or closed, and when `stopped` is set, which raises Interrupted.
        """
        done, reading = (0, 0), self._reloads
        self.stopped.clear()

        def watch(now: int, every: int) -> None:
            nonlocal done
            done = (now, every)
            if self.stopped.is_set() or reading != self._reloads:
                raise Interrupted("stopped")

        pulse = self.set_interval(PULSE, lambda: self.notice.summarise(tell(*done)))
        try:
            return await self.get(functools.partial(deed, watch=watch), *given)
        finally:
            pulse.stop()

    def on_unmount(self) -> None:
        """What is still under way is for nobody."""
        self.stopped.set()

    @property
    def left(self) -> bool:
        """Whether the page was closed; its widgets go one by one after that."""
        return self not in self.desk.screen_stack

    @property
    def at_rest(self) -> bool:
        """Whether what is shown has been read."""
        return self._at_rest.is_set()

    async def loaded(self) -> None:
        """Wait until what is shown has been read: a key typed ahead acts on the page it was meant for."""
        await self._at_rest.wait()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Another page may have changed something."""
        del event
        if self._seen not in (-1, self.desk.changes):
            self.reload()
        self._seen = self.desk.changes

    def on_changed(self, event: Changed) -> None:
        """Something on disk changed."""
        event.stop()
        self._seen = self.desk.changes
        self.reload()

    def on_key(self, event: Key) -> None:
        """What was said stays until the next key."""
        del event
        self.notice.clear()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc leads nowhere from a page that a digit leads to."""
        del parameters
        return None if action == "back" and self.ROOT else True

    def action_back(self) -> None:
        """To the page before; on the first page nothing happens."""
        if not self.ROOT:
            self.dismiss()


class Asking(_AtDesk, ModalScreen[R]):
    """Base of all windows that ask one thing and give one answer, or None on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", "cancel", id="ask.cancel")]

    def action_drop(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
