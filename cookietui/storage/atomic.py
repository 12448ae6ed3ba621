"""A file is written whole or not at all: a temporary file beside it, flushed to disk, takes its place in one step."""

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from cookietui.core.errors import BadInput, CannotSave, ChangedUnderneath
from cookietui.storage.places import make_folder

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read back."""
_LEAST = 4096
"""Bytes asked for at least, of a file that grows or does not tell its size."""
UNSEEN: Final = "unseen"
"""For `seen`: write whatever stands there now."""
_TEMPORARY = re.compile(r"\.cookietui-[0-9a-f]{16}\.tmp")
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NOT_OFFERED = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES, errno.EPERM, errno.ENOSYS}
"""Answers of file systems without hard links, or where a folder cannot be flushed."""
_TRIES = 10 if sys.platform == "win32" else 1
"""On Windows a virus scanner may hold a file for a moment."""


def digest(data: bytes | None) -> str | None:
    """The sha256 of a file's bytes as hex digits; None for a file that is not there."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def read(path: Path | str) -> bytes | None:
    """The bytes of a regular file, None when it is not there; raises BadInput (no permission, a pipe, too large)."""
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise BadInput(f"cannot be opened ({error.strerror})", input=str(path)) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise BadInput("is no file", input=str(path))
        data = _all_of(handle, status.st_size)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", input=str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)
    if len(data) > MAX_BYTES:
        raise BadInput(f"is larger than {MAX_BYTES // 1024 // 1024} MB and is not read", input=str(path))
    return data


def _all_of(handle: int, size: int) -> bytes:
    """The bytes of a file of about that size: room for more costs as much as to read a small file."""
    chunks: list[bytes] = []
    left = MAX_BYTES + 1
    while left and (chunk := os.read(handle, min(left, max(size + 1, _LEAST)))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def write(
    path: Path,
    data: bytes,
    *,
    seen: str | None = UNSEEN,
    mode: int | None = 0o600,
    durable: bool = True,
    confirmed: bool = True,
) -> Path:
    """Let `path` hold `data`, or leave it exactly as it was and raise CannotSave; the folder that it is in.

    `seen` is the sha256 of what was read before, None when there was no file: anything else there now raises
    ChangedUnderneath. `mode` None keeps the file's own mode. `durable` waits for the disk; caches need not.
    `confirmed` False leaves the folder to `confirm`, for who writes many and has noted how to take them back.
    """
    temporary = None
    try:
        target = _destination(path)
        make_folder(target.parent)
        temporary = target.with_name(f".cookietui-{secrets.token_hex(8)}.tmp")
        _fill(temporary, data, _mode(target, mode), durable=durable)
        old = _unchanged(target, seen)
        _replace(temporary, target, new=seen is None)
        if durable and confirmed:
            _confirm(target, old)
    except OSError as error:
        raise CannotSave(f"cannot be saved ({error.strerror or error})", input=str(path)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    return target.parent


def confirm(folders: Iterable[Path]) -> None:
    """Wait until the names that were written into these folders are on disk; raises CannotSave."""
    for folder in folders:
        try:
            _sync_folder(folder)
        except OSError as error:
            raise CannotSave(f"cannot be saved ({error.strerror or error})", input=str(folder)) from error


def remove(path: Path, *, seen: str | None = UNSEEN) -> None:
    """Take a file away (none there is fine), or leave it and raise CannotSave or ChangedUnderneath."""
    try:
        if path.is_symlink():
            raise CannotSave("is a link; remove it by hand", input=str(path))
        old = _unchanged(path, seen)
        if old is not None:
            path.unlink()
            _confirm(path, old)
    except OSError as error:
        raise CannotSave(f"cannot be removed ({error.strerror or error})", input=str(path)) from error


def sweep(folder: Path) -> int:
    """Delete the temporary files that a killed run left in a folder; how many. Only for who holds the lock."""
    count = 0
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - there can be thousands of folders
            if name.startswith(".") and _TEMPORARY.fullmatch(name) and not (folder / name).is_dir():
                (folder / name).unlink()
                count += 1
    return count


def _destination(path: Path) -> Path:
    """Where the bytes go: through a link that stays in the person's home and is theirs, else nowhere."""
    try:
        if not path.is_symlink():
            return path
        real = Path(os.path.realpath(path, strict=True))
        home = Path(os.path.realpath(Path.home()))
        mine = not hasattr(os, "getuid") or {real.stat().st_uid, path.lstat().st_uid} == {os.getuid()}
    except (OSError, RuntimeError) as error:
        raise CannotSave(f"is a link that cannot be followed ({error})", input=str(path)) from error
    if not mine or not real.is_relative_to(home):
        raise CannotSave("is a link to a file that is not in your home or not yours", input=str(path))
    return real


def _mode(target: Path, mode: int | None) -> int:
    """The mode of the new file; a file that nobody may write is left alone."""
    try:
        found = target.lstat()
    except FileNotFoundError:
        return 0o600 if mode is None else mode
    if not stat.S_ISREG(found.st_mode):
        raise CannotSave("is no file", input=str(target))
    if not found.st_mode & stat.S_IWUSR:
        raise CannotSave("is read-only", input=str(target))
    return stat.S_IMODE(found.st_mode) if mode is None else mode


def _fill(temporary: Path, data: bytes, mode: int, *, durable: bool) -> None:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINK, 0o600)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        if durable:
            os.fsync(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            os.close(handle)
        raise
    os.close(handle)


def _unchanged(target: Path, seen: str | None) -> bytes | None:
    """The bytes there now; raises ChangedUnderneath when they are not what was seen."""
    try:
        old = read(target)
    except BadInput as error:
        raise CannotSave(error.message, input=error.input) from error
    if seen != UNSEEN and digest(old) != seen:
        what = "is there already" if seen is None else "was changed by somebody else in the meantime"
        raise ChangedUnderneath(f"{what}; nothing was saved", input=str(target))
    return old


def _replace(temporary: Path, target: Path, *, new: bool) -> None:
    for attempt in range(_TRIES):
        try:
            if new:
                _place_new(temporary, target)
            else:
                temporary.replace(target)
        except FileExistsError as error:
            raise ChangedUnderneath("is there already; nothing was saved", input=str(target)) from error
        except PermissionError:
            if attempt == _TRIES - 1:
                raise
            time.sleep(0.02)
        else:
            return


def _place_new(temporary: Path, target: Path) -> None:
    """A name that must not be taken: a hard link fails when it is, and so does a rename on Windows."""
    if sys.platform == "win32":
        temporary.rename(target)
        return
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise
        temporary.replace(target)


def _confirm(target: Path, old: bytes | None) -> None:
    """Wait until the folder is on disk; when that fails, the old file is put back."""
    try:
        _sync_folder(target.parent)
    except OSError:
        _put_back(target, old)
        raise


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY | _BINARY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise


def _put_back(target: Path, old: bytes | None) -> None:
    try:
        if old is None:
            target.unlink(missing_ok=True)
        else:
            write(target, old, mode=None, durable=False)
    except (OSError, CannotSave) as error:
        message = "the disk did not confirm the save; the new version may not last"
        raise CannotSave(message, input=str(target)) from error
