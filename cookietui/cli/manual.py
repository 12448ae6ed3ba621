"""The manual page is made of the same words as --help, so that the two cannot differ."""

import inspect
import re
from collections.abc import Iterator

import click

from cookietui import __version__
from cookietui.cli.config_words import KEYS, shown

_EXIT_CODES = (
    (0, "done"),
    (1, "a check answered no, or there was nothing to undo"),
    (2, "the call is wrong, or a law or site does not offer what was asked"),
    (65, "an input could not be used; the others were done first"),
    (66, "there is no such input"),
    (70, "an error of ours"),
    (73, "nothing was saved"),
    (75, "another program holds the lock"),
    (130, "interrupted"),
)
_VARIABLES = (
    ("COOKIETUI_HOME", "folder that holds config, data, state and cache in place of the system's own"),
    ("COOKIETUI_TODAY", "the day to write, YYYY-MM-DD, or with the time in UTC, YYYY-MM-DDTHH:MM"),
    ("NO_COLOR", "no colour, when it is set and not empty"),
    ("COLUMNS", "width to write in"),
    ("COOKIETUI_DEBUG", "shows where an internal error happened"),
)
_COMPLETION = (
    ("bash", 'eval "$(_COOKIETUI_COMPLETE=bash_source cookietui)"'),
    ("zsh", 'eval "$(_COOKIETUI_COMPLETE=zsh_source cookietui)"'),
    ("fish", "_COOKIETUI_COMPLETE=fish_source cookietui | source"),
)


def manual(program: click.Command) -> str:
    """The page in roff (man(7)), section 1."""
    root = click.Context(program, info_name="cookietui", **program.context_settings)
    lines = [
        f'.TH COOKIETUI 1 "" "cookietui {__version__}" "User Commands"',
        ".SH NAME",
        f"cookietui \\- {_roff(_sentence(program))}",
        ".SH SYNOPSIS",
        ".B cookietui",
        "[OPTIONS] [COMMAND] [ARGS]...",
        ".SH DESCRIPTION",
        _roff(f"{_sentence(program)} {program.epilog or ''}"),
        ".SH OPTIONS",
        *_options(program, root),
        ".SH COMMANDS",
        *_commands(program, root, "cookietui"),
        ".SH EXIT STATUS",
        *(line for code, text in _EXIT_CODES for line in (".TP", f".B {code}", _roff(text))),
        ".SH CONFIGURATION",
        _roff("config.toml, in the folder that cookietui doctor names, may have these keys:"),
        *(line for table, key, text in KEYS for line in (".TP", f".B {_roff(shown(table, key))}", _roff(text))),
        ".SH ENVIRONMENT",
        *(line for name, text in _VARIABLES for line in (".TP", f".B {name}", _roff(text))),
        ".SH COMPLETION",
        _roff("A line for the start file of the shell:"),
        *(line for shell, text in _COMPLETION for line in (".TP", f".B {shell}", _roff(text))),
    ]
    return "\n".join(lines) + "\n"


def _commands(command: click.Command, context: click.Context, path: str) -> Iterator[str]:
    """Each subcommand with its arguments, text and options; groups with their own subcommands."""
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        if found is None or found.hidden:
            continue
        own = click.Context(found, info_name=name, parent=context)
        if isinstance(found, click.Group):
            yield from _commands(found, own, f"{path} {name}")
            continue
        yield f".SS {_roff(f'{path} {name}')} {_roff(' '.join(found.collect_usage_pieces(own)))}"
        for number, part in enumerate(_paragraphs(found)):
            yield from (".PP",) if number else ()
            yield from part
        yield from _options(found, own)


def _paragraphs(command: click.Command) -> Iterator[list[str]]:
    """The help text by paragraphs; those that click leaves alone stay lines of their own."""
    for part in inspect.cleandoc(command.help or "").split("\n\n"):
        lines = part.split("\n")
        if lines[0].strip() == "\b":
            yield [".nf", *(_roff(line) for line in lines[1:]), ".fi"]
        else:
            yield [_roff(" ".join(line.strip() for line in lines))]


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            yield from (".TP", f".B {_roff(record[0])}", _roff(record[1]))


def _sentence(command: click.Command) -> str:
    return " ".join(inspect.cleandoc(command.help or "").split("\n\n", maxsplit=1)[0].split())


def _roff(text: str) -> str:
    """Text that roff prints as it is: backslashes, hyphens and a leading dot or quote escaped."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return re.sub(r"^([.'])", r"\\&\1", escaped)
