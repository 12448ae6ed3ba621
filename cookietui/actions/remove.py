"""Removing takes readings and marks; what the person wants and asked for stays, because it is hers."""

from cookietui.actions.library import find_kept
from cookietui.actions.workspace import Workspace
from cookietui.storage import journal, library


def remove(ws: Workspace, site: str) -> int:
    """Take the site's readings and marks out of the library (undoable); gives how many readings.

    Preferences and requests stay. Raises MissingInput when there is no reading.
    """
    domain = find_kept(ws, site)
    with journal.change(ws.places, f"remove {domain}") as change:
        return library.remove(change, domain)
