"""The contract of every way to hand over a draft: it says whether it is ready, then delivers, and never sends."""

from collections.abc import Callable
from pathlib import Path

import msgspec


def _no_save(path: Path, _data: bytes) -> None:
    msg = f"no way to save {path} was handed in"
    raise RuntimeError(msg)


class Ready(msgspec.Struct, frozen=True):
    """Whether a way can be used now; `missing` says what it lacks, one sentence each."""

    ok: bool
    missing: tuple[str, ...] = ()


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a delivery did."""

    path: Path | None = None
    uri: str | None = None
    text: str = ""
    """What is to be shown or printed, where the way is one that shows."""
    warnings: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a delivery is given; an action fills it from the person's config."""

    folder: Path | None = None
    """Where drafts go, or the Maildir."""
    save: Callable[[Path, bytes], None] = _no_save
    """Writes a file atomically with mode 0600, replacing a draft of ours; raises CannotSave."""
    unsent: bool = False
    """Whether an .eml is meant for a graphical mail program that opens `X-Unsent: 1` for editing."""
    command: tuple[str, ...] = ()
    """A program and its arguments, for ways that start one."""
