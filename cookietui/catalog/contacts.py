"""Contacts keep the record they stand in; those for privacy requests come before those for deleting an account."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from cookietui.catalog.filed import Filed
from cookietui.catalog.owners import SOURCE
from cookietui.core.knowledge import OrganisationContact, Owner
from cookietui.core.words import ContactKind

_Found = tuple[ContactKind | Literal["link"], str, Literal["privacy", "deletion"]]


def contacts_of(
    rows: Sequence[Filed], own: Sequence[Filed], owners: Iterable[Owner]
) -> tuple[OrganisationContact, ...]:
    """The contacts of these rows in their order, each once; what the person corrected takes the place of its kind."""
    corrected = {kind for each in own for kind, value, _ in _privacy(each) if value}
    corrected |= {kind for each in own for kind in each.row.without}
    found: dict[tuple[str, str], OrganisationContact] = {}
    for part in (_privacy, _deletion, _pages):
        for each in (*own, *(row for row in rows if not row.own)):
            for kind, value, purpose in part(each):
                if value and (each.own or purpose == "deletion" or kind not in corrected):
                    found.setdefault((kind, value.casefold()), _contact(each, kind, value, purpose))
    for owner in owners:
        if owner.policy and not any(kind == "web" for kind, _ in found) and "web" not in corrected:
            page = OrganisationContact(
                kind="web", value=owner.policy, name=owner.name, source=SOURCE.title, date=SOURCE.date
            )
            found["web", owner.policy] = page
    return tuple(found.values())


def _privacy(each: Filed) -> Iterator[_Found]:
    row = each.row
    ways: list[_Found] = [
        ("email", row.email, "privacy"),
        ("form", row.form, "privacy"),
        ("post", row.post, "privacy"),
    ]
    yield from sorted(ways, key=lambda way: way[0] != row.suggested)


def _deletion(each: Filed) -> Iterator[_Found]:
    yield "email", each.row.deletion_email, "deletion"
    yield "link", each.row.deletion_link, "deletion"


def _pages(each: Filed) -> Iterator[_Found]:
    yield "web", each.row.web, "privacy"


def _contact(
    each: Filed, kind: ContactKind | Literal["link"], value: str, purpose: Literal["privacy", "deletion"]
) -> OrganisationContact:
    return OrganisationContact(
        kind=kind,
        value=value,
        name=each.row.name,
        purpose=purpose,
        source=each.source.title,
        date=each.source.date,
        own=each.own,
    )
