"""A baseline is shown whole before it is written, and written only where a person says yes or gave --yes."""

from cookietui.actions.baseline import Baseline, propose_baseline, write_baseline
from cookietui.actions.prefer import Written
from cookietui.actions.workspace import Workspace
from cookietui.cli import report
from cookietui.core.site import display

LISTED = 12
"""Changes that are told one by one."""


def baseline(ws: Workspace, site: str | None, jars: tuple[str, ...], browser: str | None, *, yes: bool) -> int:
    """Show what the jars propose and write it after a yes; gives the exit code."""
    found = propose_baseline(ws, site, jars, browser)
    for failure in found.failures:
        report.fail_with(failure)
    for left in found.skipped:
        report.say("note: ", left)
    _show(found)
    code = report.exit_code(found.failures) if jars else 0
    if not found.proposals:
        return code
    if yes or report.confirm(f"Write these {len(found.proposals)} choices? `cookietui undo` takes them back at once."):
        _tell(write_baseline(ws, found.proposals))
    elif not report.interactive():
        report.say("nothing was written; to write it, add: --yes")
    return code


def _tell(done: Written) -> None:
    if report.wants_json() or len(done.changes) <= LISTED:
        report.written(done)
    else:
        report.say(f"{len(done.changes)} lines were written to {done.profile}; cookietui undo takes them back at once")


def _show(found: Baseline) -> None:
    if report.wants_json():
        report.emit_all(found.proposals)
        return
    rows = [
        (
            display(each.site),
            each.choice,
            ", ".join(f"{category}={choice}" for category, choice in each.categories.items()) or "-",
            str(each.cookies),
        )
        for each in found.proposals
    ]
    if rows:
        report.show_table(("Site", "Choice", "Kept as by default", "Cookies"), rows)
    noun = "site that has cookies" if len(rows) == 1 else "sites that have cookies"
    left = f"; decided already: {found.decided}" if found.decided else ""
    report.say(f"{len(rows)} {noun} would get a choice{left}")
