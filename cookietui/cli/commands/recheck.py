"""`recheck` says promise by promise whether it was kept."""

import click

from cookietui.cli import completing, options, report, session
from cookietui.cli.report import Span

SECTION = "Asking"
_ROLES = {"broken": "bad", "kept": "good", "unclear": "warn"}


@click.command(short_help="whether what they promised was kept")
@click.argument("site", required=False, shell_complete=completing.sites)
@click.option(
    "--jar",
    "jars",
    multiple=True,
    metavar="FILE",
    help="A jar, an export of cookies or a recording (HAR), in place of the browsers found here.",
)
@click.option("--browser", metavar="NAME", help="Only this browser or profile; `jars` lists them.")
@click.option("--policy", metavar="FILE", help="A fresh copy of the site's policy; it is read and not kept.")
@options.as_json
def command(site: str | None, jars: tuple[str, ...], browser: str | None, policy: str | None) -> int:
    """Look again: what a site answered or declared, against what is there now.

    Without SITE: every site whose answer you recorded as fulfilled or partly. A promise is broken where a cookie that
    it speaks of was set after the day of the answer, or where the site's own text says so. Exit code 1 means that one
    is broken.

    \b
    cookietui recheck
    cookietui recheck shop.example --browser Firefox
    cookietui recheck shop.example --policy policy-today.html --json
    """  # noqa: D301 - click's own mark for lines that are not to be joined
    from cookietui.actions.recheck import recheck  # noqa: PLC0415 - only this command needs it

    found = recheck(session.workspace(), site, jars, browser, policy)
    for row in found.rows:
        if report.wants_json():
            report.emit(row)
            continue
        about = f"{row.promise} ({row.reference})" if row.reference else row.promise
        report.show(Span(f"{row.verdict}: {row.site}, {about}", _ROLES[row.verdict]))
        report.paragraph(row.message, "  ", "  ")
        for proof in [each for each in row.evidence if each.quote][:3]:
            report.paragraph(f"| {report.one_line(proof.quote)}", "  ", "  | ", "quiet")
        for step in row.next:
            report.paragraph(step.sentence, "  -> ", "     ")
            report.show(f"     {step.command}")  # in one piece, to be copied
    for failure in found.failures:
        if jars:
            report.fail_with(failure)
        else:
            report.say("note: ", f"{failure.input}: {failure.message}")
    for left in found.skipped:
        report.say("note: ", left)
    return (report.exit_code(found.failures) if jars else 0) or int(found.broken)
