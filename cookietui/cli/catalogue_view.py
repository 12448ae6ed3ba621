"""A record is shown as who, what for, how long and whom to write to, with source and date beside each fact."""

from cookietui.actions.catalogue import CatalogueRow, Stats
from cookietui.cli import report
from cookietui.core.knowledge import OrganisationContact
from cookietui.core.site import display

_KINDS = {"email": "e-mail", "form": "form", "post": "by post", "link": "deleting", "web": "privacy page"}
_CONTACTS = 8
"""Contacts shown of one organisation; --json gives all."""
_WORDS = {"address": "postal address", "birthdate": "date of birth", "email": "e-mail address", "name": "name"}


def show_row(row: CatalogueRow, *, first: bool) -> None:
    """Write one record."""
    if not first:
        report.show("")
    if row.cookie is not None:
        _show_cookie(row)
    else:
        report.paragraph(f"{row.name or row.organisation}{_domain(row)}", role="title")
    if row.gone:
        report.paragraph(row.gone, "  gone: ", "    ", role="warn")
    _show_contacts(row)
    _show_facts(row)
    if row.cookie is None and row.sources:
        report.paragraph("; ".join(row.sources), "  known from: ", "    ", role="quiet")


def show_brief(row: CatalogueRow) -> None:
    """Write one record as a line: one of several that a word could mean."""
    if row.cookie is not None:
        report.paragraph(f"{row.cookie}: {row.category}, {row.name or row.product or 'nobody known'}", "", "    ")
        return
    first = next((", ".join(each.value.split("\n")) for each in row.contacts), "no address is known")
    report.paragraph(f"{row.name}{_domain(row)}: {first}", "", "    ")


def _domain(row: CatalogueRow) -> str:
    return f" ({display(row.organisation)})" if row.organisation and row.organisation != row.name else ""


def _show_cookie(row: CatalogueRow) -> None:
    """Name, category, who and how long, and the record's own source."""
    report.paragraph(f"{row.cookie}: {row.category}", role="title")
    if row.organisation:
        product = f", through {row.product}" if row.product and row.product != row.name else ""
        report.paragraph(f"{row.name or row.organisation}{_domain(row)}{product}", "  set by: ", "    ")
    elif row.product:
        report.paragraph(row.product, "  set by: ", "    ")
    if row.software:
        report.paragraph(
            "software that a site runs for itself: write to the site, not to its maker", "  note: ", "    "
        )
    if row.domain:
        report.paragraph(display(row.domain), "  for: ", "    ")
    report.paragraph(row.lifetime_text or "not known", "  usually kept: ", "    ")
    mark = ", corrected by you" if row.own else ""
    report.paragraph(f"{row.source}, {row.date}{mark}", "  known from: ", "    ", role="quiet")


def _show_contacts(row: CatalogueRow) -> None:
    if not row.contacts:
        if row.organisation and not row.gone:
            report.paragraph("no address is known", "  write to: ", "    ")
        return
    for each in row.contacts[:_CONTACTS]:
        report.paragraph(_said(each), f"  {_KINDS.get(each.kind, each.kind)}: ", "    ")
        who = f"{each.name}; " if each.name else ""
        mark = ", corrected by you" if each.own else ""
        report.paragraph(f"{who}{each.source}, {each.date}{mark}", "    ", role="quiet")
    if len(row.contacts) > _CONTACTS:
        report.paragraph(f"{len(row.contacts) - _CONTACTS} more: --json", "  ", role="quiet")


def _said(each: OrganisationContact) -> str:
    value = ", ".join(each.value.split("\n"))
    return f"{value} (to delete an account)" if each.purpose == "deletion" and each.kind == "email" else value


def _show_facts(row: CatalogueRow) -> None:
    if row.needs:
        report.paragraph(", ".join(_WORDS.get(each, each) for each in row.needs), "  needs from you: ", "    ")
    if row.document:
        report.paragraph("a copy of an identity document, they say", "  asks for: ", "    ")
    if row.tracking:
        report.paragraph("by the identifier in its cookie; it answers such requests", "  finds you: ", "    ")
    if row.language:
        report.paragraph(row.language, "  write in: ", "    ")
    if row.difficulty:
        report.paragraph(row.difficulty, "  deleting an account: ", "    ")
    if row.cookies:
        more = ", ..." if len(row.cookies) >= 30 else ""  # noqa: PLR2004 - as many as the action gives
        report.paragraph(", ".join(row.cookies) + more, "  sets: ", "    ")


def show_stats(found: Stats) -> None:
    """Write the counts, then a line a source."""
    report.paragraph(
        f"{found.cookies} cookies, {found.with_organisation} lead to an organisation, "
        f"{found.with_lifetime} with their usual lifetime"
    )
    report.paragraph(
        f"{found.organisations} organisations with {found.domains} domains, "
        f"{found.reachable} can be written to by e-mail, form or post"
    )
    head = ("Source", "Date", "Kind", "Cookies", "Known", "Reachable")
    rows = [
        (each.key, each.date, each.kind, str(each.cookies), str(each.organisations), str(each.reachable))
        for each in found.sources
    ]
    report.show_table(head, rows)
