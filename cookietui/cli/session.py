"""One call has one workspace, opened when a command first needs it."""

import os
from typing import TYPE_CHECKING

import click

from cookietui.cli import report

if TYPE_CHECKING:
    from cookietui.actions.workspace import Workspace

_KEY = "cookietui.workspace"


def workspace(context: click.Context | None = None) -> "Workspace":
    """The workspace of this call; raises UsageError for a COOKIETUI_TODAY that is no day."""
    from cookietui.actions.workspace import open_workspace  # noqa: PLC0415 - --version and --help need none

    meta = (context or click.get_current_context()).find_root().meta
    if _KEY not in meta:
        meta[_KEY] = open_workspace(os.environ)
    found: Workspace = meta[_KEY]
    return found


def close(context: click.Context) -> None:
    """Say once what opening the files had to say (a profile taken from its backup)."""
    found: Workspace | None = context.find_root().meta.get(_KEY)
    for notice in found.untold() if found else ():
        report.say("note: ", notice)
