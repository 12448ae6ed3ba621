"""Many drafts are shown as one plan, asked about once, written with a count, and can be stopped and taken up again."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from cookietui.actions.bulk import FATES, Plan, carry_out, counted, plan
from cookietui.actions.draft import Order, default_law
from cookietui.actions.workspace import Workspace
from cookietui.cli import report
from cookietui.cli.draft_view import wanted_rights, wanted_shares
from cookietui.core.address import in_both_forms
from cookietui.core.errors import Interrupted, UsageError

_ALONE = ("recipient", "identifiers", "jars", "browser", "opening")
"""Options that fit one letter only."""


def draft_many(
    ws: Workspace, targets: Sequence[str], wishes: Mapping[str, Any], *, everywhere: bool, sure: bool, dry_run: bool
) -> None:
    """Plan, show, ask once where a person sits, then write; raises Interrupted with what is done and what is left."""
    odd = next((name for name in _ALONE if wishes[name]), None)
    if odd:
        raise UsageError(f"--{odd.rstrip('s').replace('opening', 'open')} goes with one target, not with several")
    if everywhere and targets:
        raise UsageError("--all stands for every site; name sites or give --all")
    law = None if wishes["law"] == "none" else wishes["law"] or default_law(ws)
    order = Order(
        target="",
        rights=wanted_rights(wishes["rights"]),
        law=law,
        language=wishes["language"],
        reason=wishes["reason"],
        marketing=wishes["marketing"],
        share=wanted_shares(wishes["shares"]),
    )
    planned = plan(ws, targets, order, way=wishes["way"], folder=wishes["folder"])
    _show(planned, dry_run=dry_run)
    if dry_run or not planned.new or not (sure or _agreed(planned)):
        return
    _write(ws, planned)


def _show(planned: Plan, *, dry_run: bool) -> None:
    """The plan as talk; with --json and --dry-run each planned request as a row."""
    if dry_run and report.wants_json():
        for row in planned.new:
            if row.made:
                report.emit(row.made.request)
        return
    for row in planned.rows:
        if row.fate != "new":
            report.say(f"{row.site or row.target}: {FATES[row.fate]}: ", row.why)
        elif dry_run:
            report.show(
                f"{row.reference}: {', '.join(row.rights)} to {' '.join(in_both_forms(row.to).split())} ({row.site})"
            )
    counts = ", ".join(f"{number} {FATES[fate]}" for fate, number in counted(planned.rows).items())
    report.say(counts or "there is no site to write to; add one with: cookietui add FILE")


def _agreed(planned: Plan) -> bool:
    """Whether the person says yes; where nobody sits there nothing is asked, for nothing is sent."""
    if not report.interactive():
        return True
    answer = click.prompt(
        f"Write {len(planned.new)} drafts into {planned.folder}? [y/n]", default="n", show_default=False, err=True
    )
    return str(answer).strip().lower() in {"y", "yes"}


def _write(ws: Workspace, planned: Plan) -> None:
    total, done = len(planned.new), 0
    showing = sys.stderr.isatty() and not report.wants_json()
    try:
        for request in carry_out(ws, planned):
            done += 1
            if report.wants_json():
                report.emit(request)
            else:
                report.show(request.path or request.reference)
            if showing:
                report.say(f"{done} of {total}")
    except KeyboardInterrupt as stop:
        left = total - done
        raise Interrupted(f"stopped: {done} drafts are kept, {left} are left; the same command goes on") from stop
    report.say(f"drafted {done} requests into {planned.folder}; nothing was sent")
