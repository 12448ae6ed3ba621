"""A reply belongs to a request by the identifiers it carries, never by who seems to have sent it."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import msgspec

from cookietui.core.request import Request
from cookietui.sources.message import Message

MatchedBy: TypeAlias = Literal["in-reply-to", "references", "returned", "subject", "text"]
"""Strongest first: an answer in the thread, our letter that came back, our reference in the subject or the text."""
_REFERENCE = re.compile(r"(?<![0-9a-z-])ck-(?:[0-9a-f]{12}|[0-9a-f]{6})(?![0-9a-z])", re.IGNORECASE)
_TEXT_LIMIT = 400_000


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A request that a reply names."""

    reference: str
    by: MatchedBy


def matches(message: Message, requests: Iterable[Request]) -> tuple[Match, ...]:
    """The requests that a message names, the strongest sign of each; strongest first."""
    known = {each.reference: each for each in requests}
    owners = {identifier: each.reference for each in known.values() for identifier in identifiers(each)}
    text = "\n".join(message.lines)[:_TEXT_LIMIT]
    signs: list[tuple[str, MatchedBy]] = []
    if message.answers:
        signs += [(owners[message.answers[0]], "in-reply-to")] if message.answers[0] in owners else []
        signs += [(owners[each], "references") for each in message.answers if each in owners]
    signs += [(owners[each], "returned") for each in message.enclosed if each in owners]
    signs += [(each, "subject") for each in references_in(message.subject)]
    signs += [(each, "text") for each in references_in(text)]
    signs += [(owner, "text") for identifier, owner in owners.items() if identifier in text]
    first: dict[str, MatchedBy] = {}
    for reference, by in signs:
        if reference in known:
            first.setdefault(reference, by)
    return tuple(Match(reference=reference, by=by) for reference, by in first.items())


def identifiers(request: Request) -> Sequence[str]:
    """The Message-IDs of the letters of a case."""
    later = (each.message_id for each in request.follow_ups)
    return [each for each in (request.message_id, *later) if each]


def references_in(text: str) -> list[str]:
    """Our references in a text, each once."""
    return list(dict.fromkeys(found.lower() for found in _REFERENCE.findall(text)))
