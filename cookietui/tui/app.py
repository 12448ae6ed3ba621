"""The application is the net for the terminal, the looks, and the way around; what is done goes over the desk."""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from cookietui import plugins
from cookietui.actions.workspace import Workspace
from cookietui.tui import flows, screens
from cookietui.tui.desk import Desk
from cookietui.tui.keys import APP_KEYS, shown_key
from cookietui.tui.palette import Commands
from cookietui.tui.safety import Ascii, Printable
from cookietui.tui.styles import sheets
from cookietui.tui.terminal import LEAST, speaks_utf8
from cookietui.tui.themes import DEFAULT, own_themes


class Application(Desk):
    """cookietui in full screen."""

    TITLE = "cookietui"
    COMMANDS: ClassVar = {Commands}
    BINDINGS: ClassVar[list[BindingType]] = APP_KEYS
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST[0], "-narrow"), (60, "-medium"), (110, "-wide")]  # noqa: RUF012 - as Textual types them
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST[1], "-low"), (20, "-high")]  # noqa: RUF012

    def __init__(self, ws: Workspace, *, utf8: bool = True) -> None:
        super().__init__(ws)
        self.welcomed = ws.demo
        """Whether the welcome page was shown, or is not wanted."""
        self._nets: list[LineFilter] = [Printable()] if utf8 else [Printable(), Ascii()]
        for theme in own_themes():
            self.register_theme(theme)
        self.theme = os.environ.get("TEXTUAL_THEME") or DEFAULT
        for name, text in sheets():
            self.stylesheet.add_source(text, read_from=(name, ""), is_default_css=False)
        self._screens = {name: plugins.load(screens, name) for name in plugins.names(screens)}
        self.roots = tuple(sorted((module.KEY, module.View.NAME) for module in self._screens.values() if module.KEY))
        for name, module in self._screens.items():
            if module.KEY:
                self.bind(module.KEY, f"go('{name}')", description=f"to {module.View.NAME}", show=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The net comes first: whatever a widget drew, no control character passes."""
        return [*self._nets, *super().get_line_filters()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that a theme from elsewhere does not name."""
        if self.current_theme.ansi:
            return {"muted": "ansi_bright_black", "rule": "ansi_bright_black"}
        colors = self.current_theme.to_color_system().generate()
        return {"muted": colors["foreground-muted"], "rule": colors["foreground-disabled"]}

    def get_key_display(self, binding: Binding) -> str:
        """Keys as words that every font has."""
        return shown_key(binding.key)

    def notify(self, message: str, **options: Any) -> None:
        """As Textual does it, but never with markup."""
        super().notify(message, **{**options, "markup": False})

    def on_mount(self) -> None:
        """Open the first page."""
        self.open("sites")

    def open(self, name: str, *given: Any, then: Callable[[Any], None] | None = None) -> None:
        """Put the screen of that name on top; `then` gets its answer."""
        self.push_screen(self._screens[name].View(*given), then)

    async def ask(self, name: str, *given: Any, **options: Any) -> Any:
        """The answer of a window; to be awaited in a flow."""
        answer = self.push_screen(self._screens[name].View(*given, **options), wait_for_dismiss=True)
        self.asked.set()
        return await answer

    async def action_go(self, name: str) -> None:
        """To one of the pages that a digit leads to, leaving all others."""
        while len(self.screen_stack) > 2:  # noqa: PLR2004 - Textual's own screen and one page
            await self.pop_screen()
        await self.switch_screen(self._screens[name].View())

    async def action_who(self) -> None:
        """Who is behind the row under the cursor, or behind what is typed."""
        page = self.page
        if page is not None:
            await page.loaded()
        if page is not None and page.about:
            self.open("catalogue", *page.about)
        else:
            await self.begin(flows.look_up, self)

    async def action_decode(self) -> None:
        """What a consent string says that is typed or pasted."""
        await self.begin(flows.decode_string, self)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.open("help", self.screen)

    def action_help_quit(self) -> None:
        """Ctrl+C says how to leave."""
        self.say("q leaves, Esc goes back")

    async def action_quit(self) -> None:
        """Leave; everything has been written already."""
        self.exit(0)


def run(ws: Workspace, *, demo: bool = False) -> int:
    """Open the full screen on a workspace, with `demo` on made-up sites; gives the exit code."""
    from cookietui.actions.demo import demo_workspace  # noqa: PLC0415 - loads every reader

    with ExitStack() as stack:
        shown = stack.enter_context(demo_workspace(ws.today)) if demo and not ws.demo else ws
        application = Application(shown, utf8=speaks_utf8(os.environ))
        stack.callback(application.closing.close)
        return application.run() or application.return_code or 0
