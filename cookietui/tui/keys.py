"""Keys that mean the same everywhere; their ids are stable, so that a person can change them by name."""

from textual.binding import Binding, BindingType

NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "question_mark": "?",
    "slash": "/",
}
"""Keys by the words printed on them: a word is there in every font."""

APP_KEYS: list[BindingType] = [
    Binding("question_mark,f1", "help", "keys", id="app.help"),
    Binding("q", "quit", "quit", id="app.quit"),
    Binding("w", "who", "who is behind it", id="catalogue.who", show=False),
    Binding("c", "decode", "decode a consent string", id="consent.decode", show=False),
    Binding("u", "undo", "undo", id="app.undo", show=False),
    Binding("ctrl+r", "redo", "redo", id="app.redo", show=False),
    Binding("ctrl+p", "command_palette", "commands", id="app.commands", show=False, priority=True),
]

FILTER_KEY = Binding("slash", "filter", "filter", id="list.filter")

CHOICE_KEYS: list[BindingType] = [
    Binding("a", "choose('allow')", "allow", id="choice.allow"),
    Binding("s", "choose('session')", "session", id="choice.session"),
    Binding("d", "choose('deny')", "deny", id="choice.deny"),
    Binding("i", "choose('')", "inherit", id="choice.inherit"),
]


def shown_key(key: str) -> str:
    """The key as a person reads it: `^r`, `Shift+Tab`, `Enter`, `a`."""
    *modifiers, last = key.split("+")
    if not last:
        return "+"
    name = NAMES.get(last, last.upper() if len(last) > 1 and last[0] == "f" and last[1:].isdigit() else last)
    if modifiers == ["ctrl"]:
        return f"^{name}"
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])
