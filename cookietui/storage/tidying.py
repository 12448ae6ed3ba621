"""What an interrupted run left behind is put right once, at start."""

from pathlib import Path

from cookietui.core.errors import CookietuiError, Locked
from cookietui.sources.private_folders import sweep
from cookietui.storage import atomic, backups, carrying, locks, record
from cookietui.storage.places import Places

_MANY = 1000
"""Files of one step whose folders take longer to look through than a start may."""


def tidy(places: Places) -> tuple[str, ...]:
    """Finish or take back a half-done change and sweep stray temporary files; returns lines to tell the person.

    Copies of jars that a killed run left are swept. Of the person's files nothing is touched while another instance is
    writing, and nothing where nothing of ours is there yet.
    """
    sweep()
    if not places.lock.exists():
        return ()
    notices: list[str] = []
    try:
        with locks.hold(places.lock, wait=0):
            _, interrupted = carrying.recover(places)
            if interrupted:
                notices.append("A change that was interrupted has been put right.")
            for folder in _folders(places, interrupted=interrupted):
                atomic.sweep(folder)
    except Locked:
        return ()
    except CookietuiError as error:
        notices.append(str(error))
    return tuple(notices)


def _folders(places: Places, *, interrupted: bool) -> set[Path]:
    """Every folder a killed run may have been writing in: the fixed ones, and those of the journal's last steps.

    A step of very many files was seen finished unless something was put right just now, and is passed over.
    """
    fixed = {
        *places.roots, places.profiles, places.requests, places.drafts, places.journal, record.blobs(places),
        places.rereadings, *backups.folders(places),
    }  # fmt: skip
    now = record.load(places)
    latest = now.entries[max(0, now.position - 2) : now.position + 1]
    steps = [entry.moves for entry in latest if interrupted or len(entry.moves) <= _MANY]
    # One file a folder is enough, and a path is made of that one alone.
    one = {move.path.rpartition("/")[0]: move.path for moves in steps for move in moves}
    touched = {places.full(path).parent for path in one.values()}
    links = {
        entry.resolve().parent
        for folder in (places.config, places.profiles)
        if folder.is_dir()
        for entry in folder.iterdir()
        if entry.is_symlink()
    }
    return fixed | touched | links
