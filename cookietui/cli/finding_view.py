"""Findings are shown site by site under the heading of their kind; of very many, one line a kind names the first."""

import itertools
from collections.abc import Sequence
from operator import attrgetter

from cookietui.actions.compare import Comparison, title_of
from cookietui.cli import layout, report
from cookietui.core.finding import Finding, Found
from cookietui.core.site import display
from cookietui.core.text import counted, visible

MANY = 200
"""Findings beyond which those of several sites are counted and named, one line a kind."""
NAMED = 8
"""Cookies that such a line names."""


def show_comparison(compared: Comparison, *, given: bool) -> None:
    """Write the findings: their objects with --json, else a list; jars that could not be read go to stderr."""
    for failure in compared.failures:
        if given:
            report.fail_with(failure)
        else:
            report.say("note: ", f"{failure.input}: {failure.message}")
    if report.wants_json():
        report.emit_all(compared.findings)
        return
    for jar in compared.jars:
        for problem in jar.problems:
            report.say("note: ", f"{jar.path}: {problem.message}")
    alone = len(compared.sites) == 1
    short = len(compared.found) > MANY and not alone
    width = report.width()
    for site, found in itertools.groupby(compared.found, key=attrgetter("site")):
        if short and site is not None:
            _show_briefly(site, list(found), width)
        else:
            _show_site(site, list(found), alone=alone)
    _summarise(compared)


def _show_site(site: str | None, found: Sequence[Found], *, alone: bool) -> None:
    report.paragraph(display(site) if site else "Several of your sites", role="title")
    for kind, group in itertools.groupby(found, key=attrgetter("kind")):
        listed = list(group)
        report.paragraph(f"{title_of(kind)} ({len(listed)})", "  ", "    ", role="heading")
        for finding in (each.tell() for each in listed):
            report.paragraph(finding.message, "    ", "      ")
            if alone:
                _show_steps(finding)
    report.show()


def _show_briefly(site: str, found: Sequence[Found], width: int) -> None:
    """The site, and one line a kind."""
    report.paragraph(f"{display(site)}: cookietui compare {site}", role="title", within=width)
    for kind, group in itertools.groupby(found, key=attrgetter("kind")):
        listed = list(group)
        names = ", ".join(_short(each) for each in listed[:NAMED]) + (", ..." if len(listed) > NAMED else "")
        report.show(layout.fit(f"  {title_of(kind)} ({len(listed)}): {visible(names)}", width).rstrip())


def _short(found: Found) -> str:
    return found.cookie or found.host or found.organisation or ""


def _show_steps(finding: Finding) -> None:
    """What the text says, word for word, and what to do first."""
    quote = next((proof for proof in finding.evidence if proof.side == "declared" and proof.quote), None)
    if quote is not None:
        line = f"line {quote.line}: " if isinstance(quote.line, int) else ""
        report.paragraph(f"{line}{report.one_line(quote.quote)}", "      | ", "      | ", role="quiet")
    for step in finding.next[:1]:
        report.paragraph(step.sentence, "      -> ", "         ")
        if step.command:
            report.columns(step.command, "         ", "           ")


def _summarise(compared: Comparison) -> None:
    sites = {*compared.sites, *(each.site for each in compared.found if each.site)}
    cookies = sum(jar.cookies for jar in compared.jars)
    if compared.jars:
        where = f"{counted(cookies, 'cookie')} in {counted(len(compared.jars), 'jar')}"
    else:
        where = "no jar (give one with --jar FILE, or see: cookietui jars)"
    report.say(f"{counted(len(compared.found), 'finding')} at {counted(len(sites), 'site')}; {where}")
    if compared.unread:
        shown = ", ".join(itertools.islice(map(display, compared.unread), 3))
        more = f" and {len(compared.unread) - 3} more" if len(compared.unread) > 3 else ""  # noqa: PLR2004 - those shown
        report.say(f"never read, so only your choices were compared: {shown}{more}; cookietui add FILE --site HOST")
