"""What is really there is shown as a table of cookies; their values only where the person asked for them."""

from collections.abc import Sequence

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
    if found.cookies:
        _show_cookies(found.cookies, values=values)
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


def _show_cookies(cookies: Sequence[ObservedCookie], *, values: bool) -> None:
    """A row a cookie; containers, partitions and values have a column where there are any."""
    columns: dict[str, list[str]] = {
        "Cookie": [each.name or "(no name)" for each in cookies],
        "Host": [display(each.domain) for each in cookies],
        "Path": [each.path for each in cookies],
        "Until": ["session" if each.session else iso(each.expires) or "-" for each in cookies],
        "Party": [each.party for each in cookies],
    }
    if any(each.partition for each in cookies):
        columns["Only under"] = [each.partition or "" for each in cookies]
    if any(each.container for each in cookies):
        columns["Container"] = [each.container or "" for each in cookies]
    if values:
        columns["Value"] = [each.value or "-" for each in cookies]
    report.show_table(tuple(columns), list(zip(*columns.values(), strict=True)))
