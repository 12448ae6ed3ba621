"""A letter for the post is a PDF for a window envelope, and beside it plain text of 72 columns for any printer."""

import msgspec

from cookietui.core.delivery import Ready, Receipt, Settings, options
from cookietui.core.errors import BadInput, NotDelivered
from cookietui.core.mail import Draft, file_stem
from cookietui.core.text import clean, one_line
from cookietui.deliveries import _paper

TITLE = "a letter to print and post"
CHANNEL = "post"
KEEPS = True
SENDS = False
_LINES = 12
"""Lines of an address at most."""
_COLUMNS = 70


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The table `[letter]`."""

    layout: str = _paper.DEFAULT
    """Where the address stands: one of the names in data/paper.toml."""
    font: str = ""
    """A TrueType or OpenType file, for letters that the built-in font lacks; empty: one of the system."""
    pdf: bool = True


def ready(settings: Settings) -> Ready:
    """Whether there is a folder for drafts."""
    if settings.folder is None:
        return Ready(ok=False, missing=("no folder for drafts is set",))
    wanted = options(settings, Options)
    if wanted.layout not in _paper.layouts():
        said = f"there is no layout {one_line(wanted.layout, 40)!r}; there are: {', '.join(_paper.layouts())}"
        return Ready(ok=False, missing=(said,))
    return Ready(ok=True, note=f"text and PDF, {_paper.layouts()[wanted.layout].title}" if wanted.pdf else "text")


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Write `<reference>.txt` and `.pdf` where a folder is set, and give the text; raises as `settings.save` does.

    Where the PDF would lose a letter or cut the address, it is left out with a warning that says why.
    """
    text = lay_out(draft)
    warnings = [] if draft.sender_address.strip() else ["the letter has no return address"]
    if settings.folder is None:
        return Receipt(text=text, warnings=tuple(warnings))
    stem = file_stem(draft.reference)
    path = settings.folder / f"{stem}.txt"
    settings.save(path, text.encode())
    wanted = options(settings, Options)
    printed = settings.folder / f"{stem}.pdf"
    if not wanted.pdf:
        return Receipt(path=path, text=text, warnings=tuple(warnings))
    try:
        settings.save(printed, _paper.printed(_sheet(draft), _paper.layouts()[wanted.layout], wanted.font))
    except NotDelivered as error:
        settings.drop(printed)
        return Receipt(path=path, text=text, warnings=(*warnings, f"only the text was written, no PDF: {error}"))
    return Receipt(path=path, files=(printed,), text=text, warnings=tuple(warnings))


def lay_out(draft: Draft) -> str:
    """The whole letter: sender, recipient, date, subject, body; what is not known is left out."""
    sheet = _sheet(draft)
    head = (sheet.sender, sheet.recipient, (sheet.dated,), (sheet.subject,))
    parts = ["\n".join(line for line in lines if line) for lines in head]
    return "\n\n\n".join(part for part in (*parts, sheet.body) if part) + "\n"


def _sheet(draft: Draft) -> _paper.Sheet:
    """What stands on the letter; raises BadInput for one that goes nowhere."""
    recipient = _address(draft.to)
    if not recipient:
        raise BadInput("the letter has no address to go to")
    name = one_line(draft.sender_name, _COLUMNS)
    return _paper.Sheet(
        sender=tuple(line for line in (name, *_address(draft.sender_address)) if line),
        recipient=tuple(recipient),
        dated=one_line(draft.dated, _COLUMNS),
        subject=one_line(draft.subject),
        body=clean(draft.body).strip(),
        written=draft.date,
    )


def _address(lines: str) -> list[str]:
    found = (one_line(line, _COLUMNS) for line in clean(lines).split("\n"))
    return [line for line in found if line][:_LINES]
