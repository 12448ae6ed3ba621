"""A draft in a Maildir shows up in mutt, aerc and notmuch and syncs from there: a file in `cur` with flags D and S."""

from pathlib import Path

from cookietui.core.delivery import Ready, Receipt, Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, as_eml, file_stem

TITLE = "the drafts folder of a Maildir"
_PARTS = ("cur", "new", "tmp")


def ready(settings: Settings) -> Ready:
    """Whether the folder is a Maildir; none is ever created."""
    if settings.folder is None:
        return Ready(ok=False, missing=("no Maildir for drafts is set",))
    lacking = [part for part in _PARTS if not (settings.folder / part).is_dir()]
    if lacking:
        return Ready(ok=False, missing=(f"{settings.folder} is no Maildir: it has no {', '.join(lacking)}",))
    return Ready(ok=True)


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Write the draft with LF line ends, or replace ours of the same reference where no program renamed it since.

    Raises BadInput where the folder is no Maildir or the draft no e-mail, CannotSave as `settings.save` does.
    """
    state = ready(settings)
    if settings.folder is None or not state.ok:
        raise BadInput("; ".join(state.missing))
    data = as_eml(draft).replace(b"\r\n", b"\n")
    path = settings.folder / "cur" / f"{file_stem(draft.reference)}.cookietui:2,DS"
    taken = _taken_over(settings.folder, draft.reference, path)
    if taken:
        said = f"your mail program has taken over the earlier draft, which stays as it is: {taken.name}"
        return Receipt(path=taken, warnings=(said,))
    settings.save(path, data)
    return Receipt(path=path)


def _taken_over(folder: Path, reference: str, own: Path) -> Path | None:
    """The earlier draft under a name that another program gave it (`,U=3` of mbsync, other flags)."""
    for part in ("cur", "new"):
        for path in sorted((folder / part).glob(f"{reference}.cookietui*")):
            if path != own:
                return path
    return None
