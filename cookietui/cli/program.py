"""The program is a click group that loads a subcommand when it is asked for and turns every error into one line."""

import difflib
import io
import itertools
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cookietui import plugins
from cookietui.cli import commands, report, session
from cookietui.core.errors import CookietuiError, UsageError

if TYPE_CHECKING:
    from cookietui.actions.workspace import Workspace


SECTIONS = ("Reading", "Sites", "Deciding", "Asking", "Sharing", "Help")
"""Headings of --help in their order; each command's file names its own in SECTION."""


class Program(click.Group):
    """All of cookietui's commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the files in commands/."""
        del ctx
        return [name.replace("_", "-") for name in plugins.names(commands)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of that command; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = plugins.load(commands, cmd_name.replace("-", "_")).command
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under the headings that their files name."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                section = getattr(plugins.load(commands, name.replace("-", "_")), "SECTION", SECTIONS[-1])
                groups.setdefault(section, []).append((name, command.get_short_help_str(formatter.width)))
        for section in sorted(groups, key=lambda each: SECTIONS.index(each) if each in SECTIONS else len(SECTIONS)):
            with formatter.section(section):
                formatter.write_dl(groups[section])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command named when there is none."""
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            raise click.UsageError(_unknown(name, self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand, then say what opening the person's files had to say."""
        result = super().invoke(ctx)
        session.close(ctx)
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and exit with the exit codes of the design; never a traceback."""
        words = list(sys.argv[1:] if args is None else args)
        if not standalone_mode:
            return super().main(words, prog_name, complete_var, standalone_mode=False, **extra)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        name = prog_name or "cookietui"
        with report.json_mode(wanted="--json" in itertools.takewhile(lambda word: word != "--", words)):
            code = _guarded(lambda: super(Program, self).main(words, name, standalone_mode=False, **extra))
        sys.exit(code)


def _guarded(run: Callable[[], Any]) -> int:
    """Run the command and give its exit code, whatever happens."""
    try:
        code = run()
        sys.stdout.flush()
    except CookietuiError as error:
        report.fail(error)
        return error.exit_code
    except click.ClickException as wrong:
        report.fail(UsageError(_sentence(wrong)))
        return 2
    except (KeyboardInterrupt, click.Abort):
        report.say("interrupted")
        return 130
    except (BrokenPipeError, SystemExit):
        # The reader went away (click turns that into SystemExit): nothing to say, and nothing to flush any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except Exception as error:  # the last net, here alone: a person never meets a traceback
        if os.environ.get("COOKIETUI_DEBUG"):
            raise
        report.fail(_unforeseen(error))
        return 70
    return code if isinstance(code, int) else 0


def _sentence(wrong: click.ClickException) -> str:
    """Click's message with the command to ask for help."""
    context = getattr(wrong, "ctx", None)
    message = wrong.format_message().rstrip(".")
    if isinstance(wrong, click.exceptions.NoArgsIsHelpError) and context and isinstance(context.command, click.Group):
        message = f"say what to do: {', '.join(context.command.list_commands(context))}"  # instead of the whole help
    return f"{message}; see: {context.command_path} --help" if context else message


def _unknown(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"no command {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _unforeseen(error: Exception) -> CookietuiError:
    """An error nobody thought of, as one line that helps to report it."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f" at {Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""
    return CookietuiError(f"internal error{place}: {type(error).__name__}: {error} (COOKIETUI_DEBUG=1 shows more)")


def start(context: click.Context, *, plain: bool) -> int:
    """What happens without a subcommand: the full screen, or the dialogue without one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the full screen needs a terminal; see: cookietui --help")
    return open_face(session.workspace(context), plain=plain)


def open_face(ws: "Workspace", *, plain: bool, demo: bool = False) -> int:
    """Open the full screen on a workspace, or the dialogue where the terminal is dumb or the person wants it."""
    if plain or os.environ.get("TERM", "") == "dumb":
        from cookietui.cli.plain import converse  # noqa: PLC0415 - only when asked for

        return converse(ws)
    from cookietui.tui.app import run  # noqa: PLC0415 - Textual is large

    return run(ws, demo=demo)
