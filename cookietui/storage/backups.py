"""The last ten saves of every file of the person's own, and one a day for thirty days, each readable by itself."""

import contextlib
import datetime
import re
from pathlib import Path

from cookietui.core.errors import CookietuiError
from cookietui.storage import atomic
from cookietui.storage.places import Places

LAST = 10
DAYS = 30
_STAMP = "%Y%m%dT%H%M%S.%f"
_NAME = re.compile(r"(?P<file>.+)~(?P<stamp>\d{8}T\d{6}\.\d{6})(?P<suffix>\.[a-z]+)")


def covers(places: Places, path: Path) -> bool:
    """Whether a file has backups: TOML of the person's own, but never who the person is."""
    own = any(path.is_relative_to(root) for root in (places.config, places.data))
    return own and path.suffix == ".toml" and path != places.identity


def keep(places: Places, path: Path, data: bytes, now: datetime.datetime, *, first: bool = False) -> None:
    """Keep a copy of what a file holds; a copy that cannot be made is no reason not to save.

    `first`: the file is new, so that its earlier copies, if any, are not looked for.
    """
    folder, stem = _place(places, path)
    earlier = [] if first else _stamps(folder, stem)
    with contextlib.suppress(CookietuiError):
        if earlier and atomic.read(earlier[-1][1]) == data:
            return
        # a clock that was set back must not put the newest copy before older ones
        stamp = max(now, earlier[-1][0] + datetime.timedelta(microseconds=1)) if earlier else now
        new = folder / f"{stem}~{stamp.strftime(_STAMP)}{path.suffix}"
        atomic.write(new, data, durable=False)
        for stale in _stale([*earlier, (stamp, new)]):
            atomic.remove(stale)


def copies(places: Places, path: Path) -> tuple[tuple[datetime.datetime, Path], ...]:
    """The copies of a file, newest first."""
    return tuple(reversed(_stamps(*_place(places, path))))


def folders(places: Places) -> tuple[Path, ...]:
    """The folders that hold copies."""
    try:
        return tuple(sorted(entry for entry in places.backups.iterdir() if entry.is_dir()))
    except OSError:
        return ()


def _place(places: Places, path: Path) -> tuple[Path, str]:
    """`profiles/strict.toml` has its copies as `profiles/strict~...`, `config.toml` as `config/config~...`."""
    root = places.config if path.is_relative_to(places.config) else places.data
    parts = path.relative_to(root).with_suffix("").parts
    return places.backups / parts[0], "~".join(parts[1:] or parts)


def _stamps(folder: Path, stem: str) -> list[tuple[datetime.datetime, Path]]:
    found: list[tuple[datetime.datetime, Path]] = []
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            match = _NAME.fullmatch(entry.name)
            if match is None or match["file"] != stem:
                continue
            with contextlib.suppress(ValueError):
                stamp = datetime.datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=datetime.UTC)
                found.append((stamp, entry))
    return sorted(found)


def _stale(kept: list[tuple[datetime.datetime, Path]]) -> list[Path]:
    """What is neither among the last ten nor the last of one of the last thirty days."""
    newest = kept[-1][0].date()
    daily: dict[datetime.date, Path] = {stamp.date(): path for stamp, path in kept}
    keep_days = {path for day, path in daily.items() if (newest - day).days < DAYS}
    return [path for _, path in kept[:-LAST] if path not in keep_days]
