"""The clipboard is filled by the desktop's own program, given as a list of words and never through a shell."""

import os
import shutil
import subprocess
from collections.abc import Mapping

from cookietui.core.delivery import Ready, Receipt, Settings
from cookietui.core.errors import CannotSave
from cookietui.core.mail import Draft
from cookietui.core.text import clean

TITLE = "the clipboard"
_PROGRAMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
)
"""Variable that has to be set, and the program with its arguments."""
_SECONDS = 5


def ready(settings: Settings) -> Ready:
    """Whether a program for the clipboard is found."""
    if _command(settings, os.environ):
        return Ready(ok=True)
    return Ready(ok=False, missing=("no program for the clipboard was found (wl-copy, xclip, xsel, pbcopy)",))


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Put the letter's text on the clipboard; raises CannotSave where no program takes it."""
    command = _command(settings, os.environ)
    if not command:
        raise CannotSave("; ".join(ready(settings).missing))
    text = clean(draft.body)
    try:
        subprocess.run(  # noqa: S603 - a list of words from the table above or the person's own config
            command,
            input=text.encode(),
            check=True,
            timeout=_SECONDS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotSave(f"{command[0]} did not take the letter: {type(error).__name__}") from error
    said = "the letter is on the clipboard; programs that keep a clipboard history keep it too"
    return Receipt(text=text, warnings=(said,))


def _command(settings: Settings, environment: Mapping[str, str]) -> tuple[str, ...]:
    if settings.command:
        return settings.command if shutil.which(settings.command[0]) else ()
    for variable, command in _PROGRAMS:
        if (not variable or environment.get(variable)) and shutil.which(command[0]):
            return command
    return ()
