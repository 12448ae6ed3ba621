"""A file that a program is writing is copied with what lies beside it, until nothing changed meanwhile."""

import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from cookietui.core.errors import BadInput, Locked
from cookietui.sources.sample import DATABASE_LIMIT as LIMIT

SIDES = ("-wal", "-journal")
"""Files beside a database that hold what is not in it yet; -shm is rebuilt by SQLite."""
_TRIES = 3


def copy_with_sides(source: Path, target: Path, shown: str, *, sides: Sequence[str] = SIDES) -> bool:
    """Copy the database and its side files until none changed meanwhile; True where side files held something.

    A side file that is not in `sides` is not copied, and an older copy of it goes.
    """
    for attempt in range(_TRIES):
        before = _state(source, shown)
        for side in ("", *SIDES):
            goal = target.with_name(target.name + side)
            goal.unlink(missing_ok=True)
            if not side or side in sides:
                _copy_part(source.with_name(source.name + side), goal, shown, optional=bool(side))
        if _state(source, shown) == before:
            return any(part is not None and part[0] > 0 for part in before[1:])
        time.sleep(0.05 * (attempt + 1))
    raise BadInput("keeps changing while it is copied; close the browser and try again", input=shown)


def _copy_part(part: Path, goal: Path, shown: str, *, optional: bool) -> None:
    try:
        shutil.copyfile(part, goal)
    except FileNotFoundError as error:
        if not optional:
            raise BadInput(f"cannot be copied ({error.strerror})", input=shown) from error
    except PermissionError as error:
        if os.name == "nt":
            raise Locked("is held by another program; close the browser and try again", input=shown) from error
        raise BadInput(f"cannot be copied ({error.strerror})", input=shown) from error
    except OSError as error:
        raise BadInput(f"cannot be copied ({error.strerror})", input=shown) from error


def _state(source: Path, shown: str) -> list[tuple[int, int] | None]:
    """Size and time of the file and its side files; raises BadInput where they are too large."""
    found: list[tuple[int, int] | None] = []
    for side in ("", *SIDES):
        try:
            status = source.with_name(source.name + side).stat()
            found.append((status.st_size, status.st_mtime_ns))
        except OSError:
            found.append(None)
    if sum(part[0] for part in found if part) > LIMIT:
        raise BadInput(f"is larger than {LIMIT // (1024 * 1024)} MB and is not read", input=shown)
    return found
