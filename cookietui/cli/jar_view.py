"""What is really there is shown as a table of cookies; their values only where the person asked for them."""

import functools
from collections.abc import Sequence

from cookietui.cli import report
from cookietui.cli.signal_view import show_signal
from cookietui.core.cookie_columns import column_of
from cookietui.core.observation import Observation, ObservedCookie, iso
from cookietui.core.observation_json import pieces
from cookietui.core.site import display

_DAY = 10
"""Characters of a day; the JSON has the time as well."""


def show_observation(found: Observation, *, values: bool) -> None:
    """Write an observation: its object with --json, else its cookies, requests and stored items."""
    if report.wants_json():
        report.emit_pieces(pieces(found, values=values))
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
    names, hosts, sessions, ends = (column_of(cookies, field) for field in ("name", "domain", "session", "expires"))
    shown = functools.cache(display)

    def until(some: slice) -> list[str]:
        pairs = zip(sessions[some], ends[some], strict=True)
        return ["session" if session else (iso(end) or "-")[:_DAY] for session, end in pairs]

    columns: dict[str, report.Cells] = {
        "Cookie": lambda some: [name or "(no name)" for name in names[some]],
        "Host": lambda some: list(map(shown, hosts[some])),
        "Path": column_of(cookies, "path").__getitem__,
        "Until": until,
        "Party": column_of(cookies, "party").__getitem__,
    }
    for field, head in (("partition", "Only under"), ("container", "Container")):
        if any(column_of(cookies, field)):
            columns[head] = functools.partial(_or, column_of(cookies, field), "")
    if any(column_of(cookies, "private")):
        columns["Window"] = lambda some: ["private" if each else "" for each in column_of(cookies, "private")[some]]
    if values:
        columns["Value"] = functools.partial(_or, column_of(cookies, "value"), "-")
    report.show_columns(columns, len(cookies))


def _or(column: Sequence[str | None], nothing: str, some: slice) -> list[str]:
    return [value or nothing for value in column[some]]
