"""What stands in the way of a draft is one error that says what can be had instead."""

import datetime
from collections.abc import Callable, Iterable, Sequence

from cookietui.actions.catalogued import no_address
from cookietui.actions.order import Recipient
from cookietui.actions.recipients import elsewhere, offers
from cookietui.actions.target import Case, Target
from cookietui.core import address
from cookietui.core.errors import BadInput, CookietuiError, NotOffered, UsageError
from cookietui.core.law import given, grounds
from cookietui.core.request import Request, is_open
from cookietui.core.words import Right
from cookietui.letters.laws import laws

SUGGESTED = 8
"""Laws named in an error."""


class StillOpen(UsageError):
    """The same was asked before and an answer is awaited; it is refused only where it would be kept."""


def objection(
    case: Case, earlier: Sequence[Request], today: datetime.date, likely: Callable[[], Iterable[str]] = tuple
) -> CookietuiError | None:
    """The first thing that stands in the way, None where nothing does; `likely` gives the laws to suggest first."""
    try:
        _check_rights(case, today, likely)
        _check_recipient(case.target, case.order.rights, case.recipient)
        _check_open(earlier, case.order.rights)
    except CookietuiError as error:
        return error
    return None


def _check_rights(case: Case, today: datetime.date, likely: Callable[[], Iterable[str]]) -> None:
    target, rights, law = case.target, case.order.rights, case.law
    offered = tuple(offers(target.declaration))
    if not rights:
        raise UsageError(f"no right is chosen; {_offer(target.site, offered)}")
    if law is not None:
        grounds(law, rights, today)
        return
    lacking = [right for right in rights if right not in offered]
    if lacking:
        names = ", ".join(lacking)
        said = f"the policy of {target.site} does not offer {names}; {_offer('it', offered)}"
        if target.unread:
            said = f"no policy of {target.site} was read, so it is not known to offer {names}"
        first = set(likely())
        named = sorted(_giving(rights, today), key=lambda each: (each not in first, each))
        more = ", ..." if len(named) > SUGGESTED else ""
        help_ = f"a law may give it, if it covers you: --law {', '.join(named[:SUGGESTED])}{more}"
        raise NotOffered(
            f"{said}; {help_}; which could: cookietui laws --for {target.site}",
            offered,
        )


def _offer(who: str, offered: Sequence[Right]) -> str:
    return f"{who} offers: {', '.join(offered)}" if offered else f"{who} offers no right"


def _giving(rights: Sequence[Right], today: datetime.date) -> list[str]:
    """Ids of laws in force that give all of the rights."""
    return [each.id for each in laws().values() if set(rights) <= set(given(each, today))]


def _check_recipient(target: Target, rights: Sequence[Right], recipient: Recipient | None) -> None:
    if recipient is None:
        if target.unread and target.record:
            raise NotOffered(no_address(target.record, rights))
        pages = [channel.value for _right, channel in elsewhere(target.declaration, rights) if channel.value]
        instead = f"; it offers a page: {pages[0]}" if pages else "; name one with --recipient ADDRESS"
        raise NotOffered(f"the policy of {target.site} names no address to write to{instead}")
    if recipient.kind == "email":
        try:
            address.parse(recipient.value)
        except BadInput as error:
            raise UsageError(f"{error.message}; name another one with --recipient ADDRESS") from error


def _check_open(earlier: Sequence[Request], rights: Sequence[Right]) -> None:
    waiting = next((each for each in earlier if is_open(each)), None)
    if waiting:
        until = f" until {waiting.latest or waiting.due}" if waiting.latest or waiting.due else ""
        shared = [right for right in rights if right in waiting.rights]
        what = "the same" if set(rights) == set(waiting.rights) else " and ".join(shared)
        raise StillOpen(
            f"{waiting.reference} asks for {what} and is still {waiting.state}{until}; "
            f"when it is answered: cookietui request {waiting.reference} fulfilled"
        )
