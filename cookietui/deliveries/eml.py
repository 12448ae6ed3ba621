"""An .eml file opens in nearly every mail program, offline, and keeps its Message-ID; one file a request."""

from cookietui.core.delivery import Ready, Receipt, Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, as_eml, file_stem

TITLE = "an .eml file for your mail program"


def ready(settings: Settings) -> Ready:
    """Whether there is a folder for drafts."""
    if settings.folder is None:
        return Ready(ok=False, missing=("no folder for drafts is set",))
    return Ready(ok=True)


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Write `<reference>.eml`; raises BadInput for a draft that is no e-mail, CannotSave as `settings.save` does."""
    if settings.folder is None:
        raise BadInput("no folder for drafts is set")
    path = settings.folder / f"{file_stem(draft.reference)}.eml"
    settings.save(path, as_eml(draft, unsent=settings.unsent))
    return Receipt(path=path)
