"""Style sheets are read as package resources, so that a zipped install looks the same."""

from importlib.resources import files

_FOLDERS = ("cookietui.tui.styles", "cookietui.tui.screens")


def sheets() -> tuple[tuple[str, str], ...]:
    """Name and text of every style sheet: the base first, then each screen's."""
    found = [
        file
        for folder in _FOLDERS
        for file in sorted(files(folder).iterdir(), key=lambda entry: entry.name)
        if file.name.endswith(".tcss")
    ]
    return tuple((file.name, file.read_text("utf-8")) for file in found)
