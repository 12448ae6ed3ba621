"""Printing a draft keeps nothing: recipient, subject and letter as plain text without control characters."""

from cookietui.core.delivery import Ready, Receipt, Settings
from cookietui.core.mail import Draft
from cookietui.core.text import one_line, visible

TITLE = "print it"
CHANNEL = ""
KEEPS = False
SENDS = False


def ready(_settings: Settings) -> Ready:
    """Always."""
    return Ready(ok=True)


def deliver(draft: Draft, _settings: Settings) -> Receipt:
    """The draft as text to be printed."""
    to = ", ".join(part for part in (one_line(line) for line in draft.to.split("\n")) if part)
    head = f"To: {to}\nSubject: {one_line(draft.subject)}\n"
    return Receipt(text=f"{head}\n{visible(draft.body).rstrip()}\n")
