"""What a reply seems to be is a proposal with its evidence; only the person's yes makes it an event of the ledger."""

import datetime
from typing import Literal, TypeAlias

import msgspec

from cookietui.core.declaration import Evidence
from cookietui.core.words import Evasion, RequestState

ReplyKind: TypeAlias = Literal["acknowledged", "needs-identity", "extended", "denied", "bounced", "fulfilled", "partly"]
"""What a reply can be; all but `bounced` are states of a request, and what bounced is a draft again."""
QUOTE_LIMIT = 400
"""Characters of one quote that are kept."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What one reply seems to say; evidence counts in the reply's own words, or points to a header."""

    kind: ReplyKind | None = None
    """None where nothing in it says anything about the request."""
    reason: str = ""
    """For `denied` and `needs-identity` the ledger's word for it."""
    evasion: Evasion | None = None
    """What they say in place of an answer, which has a counter-letter."""
    until: datetime.date | None = None
    """For `extended`: the day they name, or the one their period ends on."""
    sure: bool = False
    """Whether all that was found points the same way."""
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    """What the person should know before the yes."""

    @property
    def state(self) -> RequestState | None:
        """The state that the request would get."""
        return "draft" if self.kind == "bounced" else self.kind
