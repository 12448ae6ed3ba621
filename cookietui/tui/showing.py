"""Small values as a person reads them: dates as days from today, paths from the home folder."""

import datetime
from pathlib import Path


def until(day: datetime.date | None, today: datetime.date) -> str:
    """`12 d` left, `-2 d` late, empty where there is no date."""
    return "" if day is None else f"{(day - today).days} d"


def typed(path: str) -> Path:
    """The path a person typed, `~` made the home folder; an unknown `~name` stays as it is."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def short(path: Path | str) -> str:
    """The path with `~` for the home folder."""
    try:
        return f"~/{Path(path).relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(path)
