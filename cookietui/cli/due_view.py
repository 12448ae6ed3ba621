"""What is due reads as a table of days, then one line for each step that can be taken today."""

import datetime

from cookietui.actions.due import Due
from cookietui.cli import report


def show_due(rows: tuple[Due, ...], today: datetime.date) -> None:
    """With --json one object a request, else the table and the commands of today."""
    if report.wants_json():
        for row in rows:
            report.emit(row)
        return
    if not rows:
        report.say("nothing waits for you or for an answer")
        return
    head = ("Reference", "To", "State", "Due", "Next", "From")
    report.show_table(head, [_cells(row) for row in rows])
    for row in rows:
        if row.command and row.days is not None and row.days <= 0:
            report.say(f"{row.reference}: {row.why}; ", row.command)
    if any(row.earliest and row.due and row.due >= today for row in rows):
        report.say("* public holidays that are not on file could move this day to a later one")


def _cells(row: Due) -> tuple[str, ...]:
    until = row.latest or row.due or row.asked
    mark = "*" if row.earliest and until == row.due else ""
    state = f"{row.state}, late" if row.late else row.state
    return (
        row.reference,
        row.organisation,
        state,
        f"{until}{mark}" if until and row.state != "draft" else "-",
        f"send {row.kind}" if row.action == "send" and row.kind else row.kind or row.action,
        str(row.on) if row.on else "-",
    )
