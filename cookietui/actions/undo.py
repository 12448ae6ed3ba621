"""Undo walks the journal back over profile, library and drafts, across runs; redo walks it forward."""

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.storage import journal


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step that was taken back or taken again."""

    schema: str = "cookietui.step/1"
    title: str
    """What it was, as a person would say it: `set shop.example marketing deny`."""
    undo_left: int = 0
    redo_left: int = 0


def undo(ws: Workspace) -> Step | None:
    """Take the newest step back; None where nothing is left.

    Raises ChangedUnderneath when a file was edited since.
    """
    return _told(ws, journal.undo(ws.places))


def redo(ws: Workspace) -> Step | None:
    """Take the step last undone again; None where there is none; raises as `undo`."""
    return _told(ws, journal.redo(ws.places))


def _told(ws: Workspace, step: journal.Step | None) -> Step | None:
    if step is None:
        return None
    if any(path.is_relative_to(ws.places.catalogue) for path in step.paths):
        ws.forget_catalogue()
    back, forward = journal.steps(ws.places)
    return Step(title=step.label, undo_left=len(back), redo_left=len(forward))
