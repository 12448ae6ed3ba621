"""Copies of jars lie in private folders that name their process, so that those of a killed run can be swept."""

import contextlib
import os
import re
import shutil
import stat
import tempfile
import time
from pathlib import Path

_NAME = re.compile(r"cookietui-(?:(?P<kind>[a-z]+)-)?(?:(?P<process>\d{1,10})-)?[A-Za-z0-9_]+")
_HOUR, _DAY = 3600.0, 86_400.0


def prefix(kind: str = "copy") -> str:
    """The beginning of the name of a folder of this process."""
    return f"cookietui-{kind}-{os.getpid()}-"


def sweep(now: float | None = None) -> int:
    """Remove folders of ours in the temporary directory whose process is gone, after an hour; how many were removed.

    A folder must be a real one (no link), of this person and closed to all others. One that names no process, or
    where processes cannot be asked, must be a day old. Never fails.
    """
    now = time.time() if now is None else now
    count = 0
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            match = _NAME.fullmatch(entry.name)
            if match is not None and _is_left(Path(entry.path), match["process"], now):
                shutil.rmtree(entry.path, ignore_errors=True)
                count += not os.path.lexists(entry.path)
    return count


def _is_left(folder: Path, process: str | None, now: float) -> bool:
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    if not stat.S_ISDIR(status.st_mode):
        return False
    if os.name == "posix" and (status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o077):
        return False
    if process is None or os.name != "posix":
        return now - status.st_mtime > _DAY
    return now - status.st_mtime > _HOUR and not _runs(int(process))


def _runs(process: int) -> bool:
    """Whether a process of that number is there, ours or another's."""
    if not 0 < process < 2**31:
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
