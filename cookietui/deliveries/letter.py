"""A letter for the post is plain text of 72 columns with sender, recipient, date and subject, ready for any printer."""

from cookietui.core.delivery import Ready, Receipt, Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, file_stem
from cookietui.core.text import clean, one_line

TITLE = "a letter to print and post"
_LINES = 12
"""Lines of an address at most."""
_COLUMNS = 70


def ready(settings: Settings) -> Ready:
    """Whether there is a folder for drafts."""
    if settings.folder is None:
        return Ready(ok=False, missing=("no folder for drafts is set",))
    return Ready(ok=True)


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Write `<reference>.txt` where a folder is set, and give its text; raises CannotSave as `settings.save` does."""
    text = lay_out(draft)
    warnings = () if draft.sender_address.strip() else ("the letter has no return address",)
    if settings.folder is None:
        return Receipt(text=text, warnings=warnings)
    path = settings.folder / f"{file_stem(draft.reference)}.txt"
    settings.save(path, text.encode())
    return Receipt(path=path, text=text, warnings=warnings)


def lay_out(draft: Draft) -> str:
    """The whole letter: sender, recipient, date, subject, body; what is not known is left out."""
    sender = [one_line(draft.sender_name, _COLUMNS), *_address(draft.sender_address)]
    recipient = _address(draft.to)
    if not recipient:
        raise BadInput("the letter has no address to go to")
    head = (sender, recipient, [one_line(draft.dated, _COLUMNS)], [one_line(draft.subject)])
    parts = ["\n".join(line for line in lines if line) for lines in head]
    return "\n\n\n".join(part for part in (*parts, clean(draft.body).strip()) if part) + "\n"


def _address(lines: str) -> list[str]:
    found = (one_line(line, _COLUMNS) for line in clean(lines).split("\n"))
    return [line for line in found if line][:_LINES]
