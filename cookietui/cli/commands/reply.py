"""`reply` shows what an answer seems to be; with --yes it becomes an event of the ledger."""

from typing import Any

import click

from cookietui.cli import completing, options, report, session
from cookietui.core.errors import BadInput, UsageError
from cookietui.core.words import REQUEST_STATES

SECTION = "Asking"


@click.command(short_help="what an answer says, and recording it")
@click.argument("words", nargs=-1, metavar="[REF] FILE", shell_complete=completing.references)
@click.option(
    "--scan", metavar="DIR", help="Look for replies to open requests in a folder, Maildir or mbox, read only."
)
@click.option("--yes", is_flag=True, help="Record what is proposed.")
@click.option("--as", "state", metavar="STATE", help="Record this state in place of the proposed one.")
@click.option("--reason", metavar="WORD", help="Why it was denied, or what they ask for first.")
@click.option("--until", metavar="YYYY-MM-DD", help="For `extended`: the day they named.")
@click.option("--on", metavar="YYYY-MM-DD", help="The day it came; that of the mail without it.")
@options.as_json
def command(
    *,
    words: tuple[str, ...],
    scan: str | None,
    yes: bool,
    state: str | None,
    reason: str | None,
    until: str | None,
    on: str | None,
) -> int:
    """Show what an answer to a request seems to say, with its words as evidence; --yes records it.

    FILE is a message (.eml), an mbox (`inbox#3` is its third message), plain text, or - for standard input. REF can
    be left out where the answer names the request: by its thread, or by the reference. Quotes of your own letter do
    not count, and what a machine wrote is at most a confirmation of receipt. Nothing changes without a yes, and only
    the day, a short quote and a digest are kept.

    \b
    cookietui reply answer.eml
    cookietui reply ck-7f3a2c answer.eml --yes
    cookietui reply ck-7f3a2c - --as denied --reason no-match --yes < answer.txt
    cookietui reply --scan ~/Mail/INBOX
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.workspace import day_of  # noqa: PLC0415 - only this command needs it
    from cookietui.cli.wishes import known  # noqa: PLC0415 - same

    if scan is not None:
        return _scanned(scan, words, yes=yes)
    chosen = known(state, REQUEST_STATES, "state") if state else None
    days = {"until": day_of(until, "--until") if until else None, "on": day_of(on, "--on") if on else None}
    return _read(words, yes=yes, said={"state": chosen, "reason": reason, **days})


def _read(words: tuple[str, ...], *, yes: bool, said: dict[str, Any]) -> int:
    """Show what one file holds, and record it where that is wanted."""
    from cookietui.actions.reply import confirm, read_replies  # noqa: PLC0415 - loads the readers
    from cookietui.cli.reply_view import how_to_confirm, show_recorded, show_reply  # noqa: PLC0415 - same

    if not 1 <= len(words) <= 2:  # noqa: PLR2004 - a reference and a file
        raise UsageError("give a file, or a reference and a file: cookietui reply [REF] FILE")
    ws = session.workspace()
    replies = list(read_replies(ws, words[-1], words[0] if len(words) > 1 else None))
    if not replies:
        raise UsageError("none of its messages names one of your requests", input=words[-1])
    for reply in replies:
        if not (report.wants_json() and yes):
            show_reply(reply)
        if reply.recorded:
            continue
        if yes or (reply.problem is None and len(replies) == 1 and report.confirm("record it?")):
            show_recorded(confirm(ws, reply, **said), reply)
        elif not report.wants_json():
            report.say(reply.problem or f"nothing is recorded yet; to record it: {how_to_confirm(words, reply)}")
    return 0


def _scanned(folder: str, words: tuple[str, ...], *, yes: bool) -> int:
    """List what a folder holds; each reply is confirmed on its own."""
    from cookietui.actions.reply import Reply, scan  # noqa: PLC0415 - loads the readers
    from cookietui.cli.reply_view import how_to_confirm, show_reply  # noqa: PLC0415 - same

    if words or yes:
        raise UsageError("--scan only looks; record each reply by its own call")
    found = failures = 0
    for reply in scan(session.workspace(), folder):
        if not isinstance(reply, Reply):
            failures += 1
            report.fail(reply)
        else:
            found += 1
            show_reply(reply)
            if not (reply.recorded or report.wants_json()):
                report.say(reply.problem or how_to_confirm((), reply))
    if not report.wants_json():
        report.say(f"{found} replies to open requests in {folder}" if found else "no reply to an open request there")
    return BadInput.exit_code if failures else 0
