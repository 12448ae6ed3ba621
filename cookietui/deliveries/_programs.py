"""Which mail program is meant, and the list of words that starts it, stand in one data file and the person's config."""

import functools
import shutil
import sys
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Literal

import msgspec

from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput
from cookietui.core.text import one_line

Use = Literal["link", "file"]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of config.toml that choose a program; they stand in the table of a way."""

    program: str = ""
    """One of the names on file, such as `neomutt`."""
    command: tuple[str, ...] = ()
    """Words of the person's own in place of a program on file; `{uri}` or `{file}` where the draft goes, else last."""
    terminal: bool | None = None
    """Whether the command of the person's own takes the terminal; None: it does."""


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """One mail program."""

    name: str
    title: str
    systems: tuple[str, ...] = ()
    """Values of sys.platform; empty: all."""
    graphical: bool = False
    link: tuple[str, ...] = ()
    """How it takes a mailto link; empty: it does not."""
    file: tuple[str, ...] = ()
    """How it takes an .eml file."""


@functools.cache
def _on_file() -> tuple[Program, ...]:
    text = (resources.files("cookietui") / "data" / "mail_programs.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["programs"], tuple[Program, ...])


def names() -> tuple[str, ...]:
    """Names that `program` can have."""
    return tuple(dict.fromkeys(program.name for program in _on_file()))


def chosen(choice: Choice, settings: Settings, use: Use) -> Program | None:
    """The program of the config, else the first on file that is here and has a screen to show itself on; None: none.

    Raises BadInput for a name that is not on file.
    """
    if choice.command:
        own = {use: choice.command}
        return Program(name="", title=choice.command[0], graphical=choice.terminal is False, **own)
    if choice.program and choice.program not in names():
        said = one_line(choice.program, 40)
        raise BadInput(f"program {said!r} is not on file; there are: {', '.join(names())}", input=settings.source)
    fitting = (
        program
        for program in _on_file()
        if choice.program in {"", program.name} and (not program.systems or sys.platform in program.systems)
    )
    return next((program for program in fitting if _usable(program, use, settings.environment)), None)


def absent(choice: Choice, settings: Settings) -> tuple[str, ...]:
    """What to say where `chosen` found nothing: nothing at all unless a program was named or is wanted now."""
    if choice.program:
        return (f"{choice.program} was not found here, or has no screen to show itself on: open the draft by hand",)
    return ("no mail program that takes it was found here: open the draft by hand",) if settings.opening else ()


def _usable(program: Program, use: Use, environment: Mapping[str, str]) -> bool:
    words: tuple[str, ...] = getattr(program, use)
    if not words or found(words[0], environment) is None:
        return False
    has_screen = sys.platform in {"darwin", "win32"} or bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )
    return has_screen or not program.graphical


def found(name: str, environment: Mapping[str, str]) -> str | None:
    """The file of a program on the PATH, None where there is none."""
    return shutil.which(name, path=environment.get("PATH"))


def filled(words: tuple[str, ...], values: Mapping[str, str]) -> tuple[str, ...]:
    """The words with each `{name}` of `values` replaced once; where none stands in them the first value goes last."""
    done = []
    hit = False
    for word in words:
        parts = word
        pieces = []
        while parts:
            spots = [(parts.find(f"{{{name}}}"), name) for name in values]
            at, name = min(((at, name) for at, name in spots if at >= 0), default=(-1, ""))
            if at < 0:
                pieces.append(parts)
                break
            hit = True
            pieces += [parts[:at], values[name]]
            parts = parts[at + len(name) + 2 :]
        done.append("".join(pieces))
    return tuple(done) if hit else (*done, next(iter(values.values())))
