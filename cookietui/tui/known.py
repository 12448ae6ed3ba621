"""A record of the catalogue becomes rows: who, what for, how long, then whom to write to, each with its source."""

from collections.abc import Iterator, Sequence

from cookietui.actions.catalogue import CatalogueRow
from cookietui.core.knowledge import OrganisationContact
from cookietui.core.site import display
from cookietui.tui.signs import Toned
from cookietui.tui.widgets.layout import Row

KINDS = {"email": "E-mail", "form": "Form", "post": "By post", "link": "Deleting", "web": "Privacy page"}
NEEDS = {"address": "postal address", "birthdate": "date of birth", "email": "e-mail address"}
CONTACTS = 20
"""Contacts shown of one record."""


def rows_of(found: Sequence[CatalogueRow]) -> list[Row]:
    """All rows; keys are `record:number` for the heading lines of a record, and `record:number:x` below it."""
    rows: list[Row] = []
    for number, row in enumerate(found):
        key = f"record:{number}"
        rows.append(Row(f"# {key}", (_title(row),), kind="heading"))
        rows += [Row(f"{key}:{label}:{i}", (Toned(label, "muted"), text)) for i, (label, text) in enumerate(_said(row))]
        for i, each in enumerate(row.contacts[:CONTACTS]):
            rows.append(Row(f"{key}:to:{i}", (Toned(KINDS.get(each.kind, each.kind), "muted"), _contact(each))))
        rows += [Row(f"{key}:{label}", (Toned(label, "muted"), text)) for label, text in _facts(row)]
    return rows


def record_at(found: Sequence[CatalogueRow], key: str | None) -> CatalogueRow | None:
    """The record a row belongs to."""
    parts = (key or "").split(":")
    number = parts[1] if len(parts) > 1 else ""
    return found[int(number)] if number.isdigit() and int(number) < len(found) else None


def _title(row: CatalogueRow) -> str:
    if row.cookie is None:
        return f"{row.name or row.organisation} ({display(row.organisation or '')})"
    return f"{row.cookie}: {row.category}"


def _said(row: CatalogueRow) -> Iterator[tuple[str, str]]:
    if row.gone:
        yield "Gone", row.gone
    if row.cookie is not None:
        behind = f"{row.name} ({display(row.organisation)})" if row.organisation else ""
        through = row.product if row.product and row.product != row.name else ""
        yield "Set by", ", through ".join(filter(None, (behind, through))) or "nobody known"
        if row.software:
            yield "Note", "software that a site runs for itself: write to the site, not to its maker"
        yield "Usually kept", row.lifetime_text or "not known"
        yield "Known from", f"{row.source}, {row.date}{', corrected by you' if row.own else ''}"


def _contact(each: OrganisationContact) -> str:
    who = f"{each.name}; " if each.name else ""
    mark = ", corrected by you" if each.own else ""
    deleting = " (to delete an account)" if each.purpose == "deletion" and each.kind == "email" else ""
    return f"{', '.join(each.value.split(chr(10)))}{deleting}\n{who}{each.source}, {each.date}{mark}"


def _facts(row: CatalogueRow) -> Iterator[tuple[str, str]]:
    if not row.contacts and row.organisation:
        yield "Write to", "no address is known"
    if row.needs:
        yield "Needs", ", ".join(NEEDS.get(each, each) for each in row.needs)
    if row.tracking:
        yield "Finds you", "by the identifier in its cookie"
    if row.language:
        yield "Write in", row.language
    if row.difficulty:
        yield "Deleting an account", row.difficulty
    if row.cookies:
        yield "Sets", ", ".join(row.cookies)
    if row.cookie is None and row.sources:
        yield "Known from", "; ".join(row.sources)
