"""The ledger is listed and moved on by hand: only the person knows what was sent and what came back."""

import datetime

from cookietui.actions.workspace import Workspace
from cookietui.core.request import Request
from cookietui.core.words import RequestState


def list_requests(ws: Workspace, site: str | None = None) -> tuple[Request, ...]:
    """Every request, the next due first, then the newest; only those of one site or organisation when named."""
    raise NotImplementedError


def find_request(ws: Workspace, reference: str) -> Request:
    """The request with that reference or a beginning of it that fits one alone; raises UsageError, MissingInput."""
    raise NotImplementedError


def record_state(
    ws: Workspace,
    reference: str,
    state: RequestState,
    *,
    on: datetime.date | None = None,
    reason: str = "",
    until: datetime.date | None = None,
) -> Request:
    """Record what happened on a day (today when None), with new dates; undoable.

    Raises UsageError for a state that cannot follow, MissingInput for an unknown reference.
    """
    raise NotImplementedError
