"""A letter goes where the site offers the right, else to its own contacts by their role, else to those elsewhere."""

from collections.abc import Iterator, Sequence

from cookietui.actions import catalogued
from cookietui.actions.order import Recipient
from cookietui.actions.target import Target
from cookietui.core.address import as_written
from cookietui.core.declaration import Channel, Contact, Declaration, OfferedRight
from cookietui.core.site import lookup_chain, same_site
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


def recipients_of(target: Target, rights: Sequence[Right], country: str = "") -> tuple[Recipient, ...]:
    """Every place the letter can go, the best first; `country` (ISO 3166-1) prefers a postal address there.

    Of the contacts that a policy gives for no right in particular, those on the site's own domain come first. What the
    catalogue's record says comes after what the policy says; an authority or trade body is nobody to write to.
    """
    offered = list(_offered(target, rights))
    contacts = sorted(_contacts(target, "email"), key=lambda row: not row.same_site)
    named = [*offered, *contacts, *_contacts(target, "post", country)]
    found: dict[tuple[str, str], Recipient] = {}
    for row in (*named, *catalogued.recipients(target.record, rights)):
        if not _of_authority(row):
            found.setdefault((row.kind, row.value.casefold()), row)
    first = "post" if by_post_only(target.declaration, rights) else "email"
    return tuple(sorted(found.values(), key=lambda row: (row.catalogued, row.kind != first)))


def _of_authority(row: Recipient) -> bool:
    """Whether an address elsewhere belongs to an authority, trade body or seal: complaints go there, no requests."""
    if row.kind != "email" or row.same_site:
        return False
    from cookietui.readers.policy.wordlists import authorities  # noqa: PLC0415 - most addresses are the site's own

    return not authorities().isdisjoint(lookup_chain(row.value.rpartition("@")[2]))


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


def _offered(target: Target, rights: Sequence[Right]) -> Iterator[Recipient]:
    """Addresses that stand with the rights themselves; of those that stand in for them, the site's own alone."""
    offered = offers(target.declaration)
    for right in rights:
        for channel in offered[right].channels if right in offered else ():
            if channel.kind not in {"email", "post"} or not channel.value:
                continue
            why = f"offered for {right}" if not channel.inherited else f"for {right}, by the contact of the policy"
            row = _recipient(target, channel.kind, channel.value, why)
            if row.same_site or not channel.inherited:
                yield row


def _contacts(target: Target, kind: ChannelKind, country: str = "") -> Iterator[Recipient]:
    """The policy's own contacts of that kind by role; postal ones in the person's country first."""
    contacts = [each for each in target.declaration.contacts if each.kind == kind]
    contacts.sort(key=lambda each: not (country and each.country == country))
    for role, why in ORDER:
        for each in contacts:
            if role in each.roles:
                yield _recipient(target, kind, each.value, why)


def _recipient(target: Target, kind: ChannelKind, value: str, why: str) -> Recipient:
    value = as_written(value) if kind == "email" else value
    known = contact_of(target, kind, value)
    return Recipient(
        kind=kind,
        value=value,
        why=why,
        same_site=kind != "email" or is_own(target, value),
        freemail=known.freemail if known else False,
        line=line_of(target.declaration, known.evidence) if known else None,
    )


def is_own(target: Target, value: str) -> bool:
    """Whether an e-mail address lies on the registrable domain of the site itself."""
    domain = value.rpartition("@")[2]
    return same_site(domain, target.site) or domain == target.site


def contact_of(target: Target, kind: ChannelKind, value: str) -> Contact | None:
    """The contact of the policy with that value, an e-mail address being in A-label form."""
    wanted = value.casefold()
    for each in target.declaration.contacts:
        written = as_written(each.value) if kind == "email" else each.value
        if each.kind == kind and written.casefold() == wanted:
            return each
    return None


def line_of(declaration: Declaration, evidence: Sequence[int]) -> int | None:
    """The line of the first evidence that has one."""
    rows = (declaration.evidence[index] for index in evidence)
    return next((row.line for row in rows if isinstance(row.line, int)), None)
