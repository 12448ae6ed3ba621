"""The clipboard is filled by the desktop's own program, never through a shell; over SSH by the terminal (OSC 52)."""

import sys
from collections.abc import Mapping

import msgspec

from cookietui.core.delivery import Ready, Receipt, Settings, options
from cookietui.core.errors import NotDelivered
from cookietui.core.mail import Draft
from cookietui.core.text import clean
from cookietui.deliveries import _programs, _running

TITLE = "the clipboard"
CHANNEL = ""
KEEPS = True
SENDS = False
_PROGRAMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)
"""Variable that has to be set, and the program with its arguments."""
_SYSTEM = {"darwin": ("pbcopy",), "win32": ("clip.exe",), "cygwin": ("clip.exe",)}
_SECONDS = 5
TERMINAL_LIMIT = 74_994
"""Bytes that every terminal with OSC 52 is known to take at once."""
_HISTORY = "the letter is on the clipboard; programs that keep a clipboard history keep it too"
_UNSURE = (
    "the terminal was asked to put the letter on its clipboard and gives no answer: paste it to see "
    "(tmux needs: set -g set-clipboard on)"
)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The table `[clipboard]`."""

    command: tuple[str, ...] = ()
    """A program of the person's own that takes the text on its standard input."""
    osc52: bool | None = None
    """Whether the terminal is asked (OSC 52); None: where no program is found, or over SSH."""


def ready(settings: Settings) -> Ready:
    """Whether a program for the clipboard is found, or a terminal that could be asked."""
    wanted = options(settings, Options)
    command = _command(wanted, settings.environment)
    if command:
        return Ready(ok=True, note=command[0], runs=(command,))
    if wanted.command:
        return Ready(ok=False, missing=(f"{wanted.command[0]} was not found",))
    if _by_terminal(wanted, settings.environment):
        return Ready(ok=True, note="through the terminal (OSC 52)")
    return Ready(ok=False, missing=("no program for the clipboard was found (wl-copy, xclip, xsel, pbcopy)",))


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """The text that goes on the clipboard; where no program takes it, the terminal is to."""
    text = clean(draft.body)
    wanted = options(settings, Options)
    if _command(wanted, settings.environment):
        return Receipt(text=text, warnings=(_HISTORY,))
    size = len(text.encode())
    if size > TERMINAL_LIMIT:
        said = f"the letter has {size} bytes and terminals take {TERMINAL_LIMIT} at most; use eml instead"
        return Receipt(text=text, warnings=(said,))
    return Receipt(text=text, warnings=(_UNSURE,), copy=text)


def carry(draft: Draft, settings: Settings) -> Receipt:
    """Put the letter's text on the clipboard; raises NotDelivered where the program does not take it."""
    command = _command(options(settings, Options), settings.environment)
    if command:
        ended = _running.run(command, feed=clean(draft.body).encode(), seconds=_SECONDS, quiet=True)
        if ended.code != 0:
            raise NotDelivered(f"{command[0]} did not take the letter (it ended with {ended.code})")
    return Receipt()


def _by_terminal(wanted: Options, environment: Mapping[str, str]) -> bool:
    return wanted.osc52 is not False and environment.get("TERM", "dumb") not in {"", "dumb", "linux"}


def _command(wanted: Options, environment: Mapping[str, str]) -> tuple[str, ...]:
    """The program to run; none where the terminal is to be asked."""
    if wanted.osc52:
        return ()
    if wanted.command:
        return wanted.command if _programs.found(wanted.command[0], environment) else ()
    own = [command for variable, command in _PROGRAMS if environment.get(variable)]
    if sys.platform in _SYSTEM:
        own.append(_SYSTEM[sys.platform])
    return next((command for command in own if _programs.found(command[0], environment)), ())
