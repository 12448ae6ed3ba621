"""The contract of every way to hand over a draft: it says whether it is ready, keeps the draft, and only then hands on.

A way is a module of `deliveries` with `TITLE`, `CHANNEL` (`email`, `post`, or empty for both), `KEEPS` (False: nothing
is kept), `SENDS` (True: it can send, after a yes each time), `ready(settings)`, `deliver(draft, settings)` that writes
through `settings.save` alone, `Options` where it has a table in config.toml, and `carry(draft, settings)` where a
server or the clipboard takes the draft once it is kept.
"""

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from cookietui.core.errors import BadInput
from cookietui.core.text import one_line, visible

Options = TypeVar("Options", bound=msgspec.Struct)
_SHOWN = 160
"""Characters of one word of a command that are shown; the rest of a link is the letter, which was seen already."""


def _no_save(path: Path, _data: bytes) -> None:
    msg = f"no way to save {path} was handed in"
    raise RuntimeError(msg)


class Ready(msgspec.Struct, frozen=True):
    """Whether a way can be used now; `missing` says what it lacks, one sentence each."""

    ok: bool
    missing: tuple[str, ...] = ()
    note: str = ""
    """What it will use: a program, a mailbox; for the person to recognise."""
    runs: tuple[tuple[str, ...], ...] = ()
    """Commands that it runs by itself, to be shown before."""


class Launch(msgspec.Struct, frozen=True, kw_only=True):
    """A program that is shown before it runs: a list of words that goes to the system as it is, never to a shell."""

    command: tuple[str, ...]
    terminal: bool = False
    """It takes the whole terminal and gives it back when it ends."""
    feed: bytes | None = None
    """What it reads on its standard input; None: it shares ours."""
    sends: bool = False
    """It sends the letter: to be asked each time."""
    rehearsal: tuple[str, ...] = ()
    """The command that is run first and shows what would be sent; empty where there is none."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a delivery did."""

    path: Path | None = None
    files: tuple[Path, ...] = ()
    """Further files beside `path`."""
    uri: str | None = None
    text: str = ""
    """What is to be shown or printed, where the way is one that shows."""
    warnings: tuple[str, ...] = ()
    launch: Launch | None = None
    """What to run next, once the person has seen it."""
    copy: str = ""
    """What the terminal itself is to put on its clipboard (OSC 52); only a face knows the terminal."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a delivery is given; an action fills it from the person's config."""

    folder: Path | None = None
    """Where drafts go."""
    chosen: bool = False
    """The folder was named for this one draft, and goes before any of the config."""
    save: Callable[[Path, bytes], object] = _no_save
    """Writes a file atomically with mode 0600, replacing a draft of ours; raises CannotSave."""
    drop: Callable[[Path], None] = lambda _path: None
    """Takes away a file of an earlier version of this draft."""
    table: Mapping[str, Any] = {}
    """The person's table for this way, `[imap]` of config.toml."""
    source: str = "config.toml"
    """The file the table stands in, for messages."""
    environment: Mapping[str, str] = {}
    """Variables such as PATH, DISPLAY and SSH_TTY."""
    opening: bool = False
    """The person wants the draft opened in a program now."""


def options(settings: Settings, kind: type[Options]) -> Options:
    """The person's table as `kind`; raises BadInput that names the file and the key."""
    try:
        return msgspec.convert(dict(settings.table), kind)
    except msgspec.ValidationError as error:
        raise BadInput(
            one_line(f"[{kind.__module__.rpartition('.')[2]}] {error}", 300), input=settings.source
        ) from error


def shown(command: tuple[str, ...]) -> str:
    """The command as a person reads it, quoted so that the words stay apart; very long words are cut."""
    words = (visible(word) for word in command)
    return shlex.join(word if len(word) <= _SHOWN else f"{word[:_SHOWN]}... ({len(word)} characters)" for word in words)
