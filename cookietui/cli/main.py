"""The root command: without a subcommand it opens the full screen."""

import gc
import sys

import click

from cookietui import __version__
from cookietui.cli.program import Program, start

_UNSEEN = 100_000
"""Objects made before the collector looks for circles: rules and pages make many that stay, and hardly any circle."""


def _manual(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from cookietui.cli.manual import manual  # noqa: PLC0415 - walks through every command

        click.echo(manual(context.command), nl=False)
        context.exit(0)


@click.group(
    "cookietui",
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="COOKIETUI_HOME puts every file under one folder. Nothing is sent and no network is used.",
)
@click.version_option(__version__, "-V", "--version", message="cookietui %(version)s")
@click.option("--plain", is_flag=True, help="A dialogue of questions instead of the full screen.")
@click.option(
    "--man", is_flag=True, is_eager=True, expose_value=False, callback=_manual, help="Print the manual page (roff)."
)
@click.pass_context
def cli(context: click.Context, *, plain: bool) -> int:
    """See what sites declare about cookies, decide once, and get the opt-out letters written."""
    return start(context, plain=plain) if context.invoked_subcommand is None else 0


def main() -> None:
    """Run the command line and exit."""
    gc.set_threshold(_UNSEEN)
    cli.main(sys.argv[1:])
