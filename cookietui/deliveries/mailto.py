"""A mailto link reaches any mail program; it is given back, not opened, since a process list would show the letter."""

from cookietui.core.address import mailto
from cookietui.core.delivery import Ready, Receipt, Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, check
from cookietui.core.text import clean

TITLE = "a mailto link"
SAFE = 1900
"""Characters that every mail program and browser is known to take."""
LIMIT = 100_000


def ready(_settings: Settings) -> Ready:
    """Always."""
    return Ready(ok=True)


def deliver(draft: Draft, _settings: Settings) -> Receipt:
    """The link; raises BadInput for fields unfit for a header and for a letter too long for any program."""
    check(draft)
    uri = mailto(draft.to, draft.subject, clean(draft.body))
    if len(uri) > LIMIT:
        raise BadInput(f"the letter makes a link of {len(uri)} characters, more than {LIMIT}; write a file instead")
    warnings = []
    if len(uri) > SAFE:
        warnings.append(
            f"the link has {len(uri)} characters; some programs cut it at about {SAFE}: write a file instead"
        )
    return Receipt(uri=uri, text=uri + "\n", warnings=tuple(warnings))
