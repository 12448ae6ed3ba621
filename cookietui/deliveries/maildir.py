"""A draft in a Maildir shows up in mutt, aerc and notmuch and syncs from there: a file in `cur` with flags D and S."""

import sys
from pathlib import Path

import msgspec

from cookietui.core.delivery import Ready, Receipt, Settings, options
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, as_eml, file_stem

TITLE = "the drafts folder of a Maildir"
CHANNEL = "email"
KEEPS = True
SENDS = False
_PARTS = ("cur", "new", "tmp")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The table `[maildir]`."""

    folder: str = ""
    """The Maildir for drafts, such as `~/Mail/Drafts`; empty: the `drafts` of config.toml."""


def ready(settings: Settings) -> Ready:
    """Whether the folder is a Maildir; none is ever created."""
    folder = _folder(settings)
    if sys.platform == "win32":
        return Ready(ok=False, missing=("a Maildir needs file names with a colon, which this system does not have",))
    if folder is None:
        return Ready(ok=False, missing=("no Maildir for drafts is set: [maildir] folder = ... in config.toml",))
    try:
        lacking = [part for part in _PARTS if not (folder / part).is_dir()]
    except OSError as error:
        return Ready(ok=False, missing=(f"{folder} cannot be looked into ({error.strerror})",))
    if lacking:
        return Ready(ok=False, missing=(f"{folder} is no Maildir: it has no {', '.join(lacking)}",))
    return Ready(ok=True, note=str(folder))


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Write the draft with LF line ends, or replace ours of the same reference where no program renamed it since.

    Raises BadInput where the folder is no Maildir or the draft no e-mail, CannotSave as `settings.save` does.
    """
    state = ready(settings)
    folder = _folder(settings)
    if folder is None or not state.ok:
        raise BadInput("; ".join(state.missing))
    data = as_eml(draft).replace(b"\r\n", b"\n")
    path = folder / "cur" / f"{file_stem(draft.reference)}.cookietui:2,DS"
    taken = _taken_over(folder, draft.reference, path)
    if taken:
        said = f"your mail program has taken over the earlier draft, which stays as it is: {taken.name}"
        return Receipt(path=taken, warnings=(said,))
    settings.save(path, data)
    return Receipt(path=path)


def _folder(settings: Settings) -> Path | None:
    named = options(settings, Options).folder
    return Path(named).expanduser().absolute() if named and not settings.chosen else settings.folder


def _taken_over(folder: Path, reference: str, own: Path) -> Path | None:
    """The earlier draft under a name that another program gave it (`,U=3` of mbsync, other flags)."""
    for part in ("cur", "new"):
        for path in sorted((folder / part).glob(f"{reference}.cookietui*")):
            if path != own:
                return path
    return None
