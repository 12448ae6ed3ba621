"""Undo walks the journal back over profile, library and drafts, across runs; redo walks it forward."""

import msgspec

from cookietui.actions.workspace import Workspace


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step that was taken back or taken again."""

    title: str
    """What it was, as a person would say it: `set shop.example marketing deny`."""
    undo_left: int = 0
    redo_left: int = 0


def undo(ws: Workspace) -> Step | None:
    """Take the newest step back; None where nothing is left.

    Raises ChangedUnderneath when a file was edited since.
    """
    raise NotImplementedError


def redo(ws: Workspace) -> Step | None:
    """Take the step last undone again; None where there is none; raises as `undo`."""
    raise NotImplementedError
