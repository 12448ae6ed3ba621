"""A letter goes where the site offers the right, else to its privacy contact, else to its general one."""

from collections.abc import Iterator, Sequence

from cookietui.actions import catalogued
from cookietui.actions.order import Recipient
from cookietui.core.declaration import Channel, Contact, Declaration, OfferedRight
from cookietui.core.knowledge import Organisation
from cookietui.core.words import ChannelKind, Right, Role

ORDER: tuple[tuple[Role, str], ...] = (
    ("privacy", "privacy contact of the policy"),
    ("dpo", "data protection officer"),
    ("controller", "who is responsible for the data"),
    ("general", "general contact"),
    ("representative", "representative in the EU or UK"),
    ("support", "customer support"),
)
"""Roles a privacy request may go to, the best first; abuse, security and marketing desks are nobody to write to."""


def offers(declaration: Declaration | None) -> dict[Right, OfferedRight]:
    """What the site offers in its own words."""
    return {each.right: each for each in declaration.rights} if declaration else {}


def recipients_of(
    declaration: Declaration | None, rights: Sequence[Right], country: str = "", record: Organisation | None = None
) -> tuple[Recipient, ...]:
    """Every place the letter can go, the best first; `country` (ISO 3166-1) prefers a postal address there.

    What the catalogue's record says comes after what the policy says.
    """
    if declaration is None:
        return ()
    found: dict[tuple[str, str], Recipient] = {}
    rows = [*_offered(declaration, rights), *_contacts(declaration, "email"), *_contacts(declaration, "post", country)]
    for row in (*rows, *catalogued.recipients(record, rights)):
        found.setdefault((row.kind, row.value.casefold()), row)
    first = "post" if by_post_only(declaration, rights) else "email"
    return tuple(sorted(found.values(), key=lambda row: (row.catalogued, row.kind != first)))


def by_post_only(declaration: Declaration | None, rights: Sequence[Right]) -> tuple[Right, ...]:
    """Those of the rights that the site offers by post and in no other way."""
    offered = offers(declaration)
    kinds = {right: {each.kind for each in offered[right].channels} for right in rights if right in offered}
    return tuple(right for right, ways in kinds.items() if ways == {"post"})


def elsewhere(declaration: Declaration | None, rights: Sequence[Right]) -> Iterator[tuple[Right, Channel]]:
    """Rights that the site offers on a page, by a form or in settings, and not in writing."""
    offered = offers(declaration)
    for right in rights:
        channels = offered[right].channels if right in offered else ()
        if channels and not any(each.kind in {"email", "post"} for each in channels):
            yield right, channels[0]


def _offered(declaration: Declaration, rights: Sequence[Right]) -> Iterator[Recipient]:
    """Addresses that stand with the rights themselves."""
    offered = offers(declaration)
    for right in rights:
        for channel in offered[right].channels if right in offered else ():
            if channel.kind not in {"email", "post"}:
                continue
            why = f"offered for {right}" if not channel.inherited else f"for {right}, by the contact of the policy"
            if channel.value:
                yield _recipient(declaration, channel.kind, channel.value, why)


def _contacts(declaration: Declaration, kind: ChannelKind, country: str = "") -> Iterator[Recipient]:
    """The policy's own contacts of that kind by role; postal ones in the person's country first."""
    contacts = [each for each in declaration.contacts if each.kind == kind]
    contacts.sort(key=lambda each: not (country and each.country == country))
    for role, why in ORDER:
        for each in contacts:
            if role in each.roles:
                yield _recipient(declaration, kind, each.value, why)


def _recipient(declaration: Declaration, kind: ChannelKind, value: str, why: str) -> Recipient:
    known: Contact | None = next(
        (each for each in declaration.contacts if each.kind == kind and each.value.casefold() == value.casefold()), None
    )
    return Recipient(
        kind=kind,
        value=value,
        why=why,
        same_site=known.same_site if known else True,
        freemail=known.freemail if known else False,
        line=line_of(declaration, known.evidence) if known else None,
    )


def line_of(declaration: Declaration, evidence: Sequence[int]) -> int | None:
    """The line of the first evidence that has one."""
    rows = (declaration.evidence[index] for index in evidence)
    return next((row.line for row in rows if isinstance(row.line, int)), None)
