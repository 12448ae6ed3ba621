"""What is really there is shown as a table of cookies; their values only where the person asked for them."""

from cookietui.cli import report
from cookietui.cli.signal_view import show_signal
from cookietui.core.observation import Observation, ObservedCookie, as_json, iso
from cookietui.core.site import display


def show_observation(found: Observation, *, values: bool) -> None:
    """Write an observation: its object with --json, else its cookies, requests and stored items."""
    if report.wants_json():
        report.emit(as_json(found, values=values))
        return
    report.paragraph(f"{found.source.reader}: {found.source.path}", role="title")
    if found.source.taken:
        report.paragraph(f"a copy taken at {found.source.taken}, while a browser had it open", role="quiet")
    head = ("Cookie", "Host", "Path", "Until", "Party", *(("Value",) if values else ()))
    if found.cookies:
        report.show_table(head, [_cells(each, values=values) for each in found.cookies])
    for request in found.requests:
        report.columns(f"{request.count:>6}  {request.host}", "asked ")
    for item in found.storage:
        report.paragraph(f"{item.name} of {item.origin} ({item.storage})", "stored ", "  ")
    for signal in found.signals:
        report.show()
        show_signal(signal)
    for problem in found.problems:
        report.say("note: ", problem.message)
    if not (found.cookies or found.requests or found.storage):
        report.say("nothing is in it")


def _cells(cookie: ObservedCookie, *, values: bool) -> tuple[str, ...]:
    until = "session" if cookie.session else iso(cookie.expires) or "-"
    value = ((cookie.value or "-"),) if values else ()
    return (cookie.name, display(cookie.domain), cookie.path, until, cookie.party, *value)
