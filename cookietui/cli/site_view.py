"""What a person wants of a site and asked of it, in a few lines."""

from collections.abc import Sequence

from cookietui.actions.agreed import Agreed
from cookietui.actions.sites import SiteView
from cookietui.cli import layout, report
from cookietui.cli.report import Span
from cookietui.cli.signal_view import show_meaning, title_of
from cookietui.core.request import Request

_ROLES = {"ok": "good", "conflict": "warn", "unread": "quiet", "asked": "", "late": "bad"}


def show_row(view: SiteView) -> None:
    """Write the state of the site and when it was read."""
    row = view.row
    if view.declaration is None:
        report.paragraph(row.domain, role="title")
    read = f", read {row.read_on}" if row.read_on else ", never read"
    more = f" ({row.readings} readings)" if row.readings > 1 else ""
    tags = f", tags: {', '.join(view.tags)}" if view.tags else ""
    report.show(Span(row.status, _ROLES[row.status]), f"{read}{more}{tags}")


def show_choices(view: SiteView) -> None:
    """Write the choice that holds for each category, with the scope it comes from."""
    report.show()
    report.show(Span("Your choices", "heading"))
    for decision in view.decisions:
        why = f"{decision.choice:<8} ({decision.won})" if report.width() >= layout.NARROW else decision.choice
        report.columns(f"{decision.category:<13} {why}", "  ")


def show_agreed(consent: Sequence[Agreed]) -> None:
    """Write what the consent cookies in the browsers hold, first what is against the person's choice."""
    if not consent:
        return
    report.show()
    report.show(Span("What you agreed to", "heading"))
    for each in consent:
        report.paragraph(title_of(each.signal), "  ", "    ")
        for sentence in each.against:
            report.paragraph(f"{sentence}.", "    ! ", "      ", role="bad")
        show_meaning(each.signal, "    ")


def show_requests(requests: Sequence[Request]) -> None:
    """Write the requests, one line each."""
    if not requests:
        return
    report.show()
    report.show(Span("Requests", "heading"))
    for request in requests:
        report.paragraph(request_line(request), "  ", "    ")


def request_line(request: Request) -> str:
    """A request in one line."""
    law = f" under {request.law}" if request.law else ""
    due = request.latest or request.due or request.asked
    word = "answer due" if request.latest or request.due else "answer asked for by"
    until = f", {word} {due}" if due and request.state not in {"fulfilled", "withdrawn", "denied"} else ""
    return f"{request.reference}  {request.state}  {', '.join(request.rights)}{law} to {request.organisation}{until}"
