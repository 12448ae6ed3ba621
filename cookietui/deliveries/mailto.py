"""A mailto link reaches any mail program; it is shown before it is opened, since a process list shows it to others."""

from urllib.parse import quote

from cookietui.core import address
from cookietui.core.delivery import Launch, Ready, Receipt, Settings, options
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, check
from cookietui.core.text import clean
from cookietui.deliveries import _programs

TITLE = "a mailto link"
CHANNEL = "email"
KEEPS = True
SENDS = False
SAFE = 1900
"""Characters that every mail program and browser is known to take."""
LIMIT = 100_000


class Options(_programs.Choice, frozen=True, kw_only=True):
    """The table `[mailto]`: the program that opens the link."""


def ready(settings: Settings) -> Ready:
    """Always; without a program the link is only given."""
    program = _programs.chosen(options(settings, Options), settings, "link")
    return Ready(ok=True, note=f"opened with {program.title}" if program else "no program for it was found: copy it")


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """The link, and the command that opens it.

    Raises BadInput for fields unfit for a header and for a letter too long for any program.
    """
    check(draft)
    uri = address.mailto(draft.to, draft.subject, clean(draft.body))
    if len(uri) > LIMIT:
        raise BadInput(f"the letter makes a link of {len(uri)} characters, more than {LIMIT}; use eml instead")
    wanted = options(settings, Options)
    program = _programs.chosen(wanted, settings, "link")
    warnings = [] if program else [*_programs.absent(wanted, settings)]
    if len(uri) > SAFE:
        warnings.append(
            f"the link has {len(uri)} characters and some programs cut it at about {SAFE}: "
            "use eml, maildir or imap instead"
        )
    if draft.in_reply_to:
        warnings.append("a link cannot say which message it answers: use eml, maildir or imap to stay in the thread")
    return Receipt(uri=uri, text=uri + "\n", warnings=tuple(warnings), launch=_launch(draft, uri, program))


def _launch(draft: Draft, uri: str, program: _programs.Program | None) -> Launch | None:
    if program is None:
        return None
    values = {
        "uri": uri,
        "to": quote(address.parse(draft.to).spec, safe=""),
        "subject": quote(draft.subject, safe=""),
        "body": quote(clean(draft.body).replace("\n", "\r\n"), safe=""),
    }
    return Launch(command=_programs.filled(program.link, values), terminal=not program.graphical)
