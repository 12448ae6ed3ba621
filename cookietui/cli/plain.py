"""The dialogue for screen readers and dumb terminals: numbered questions, words for states, nothing is redrawn."""

from collections.abc import Callable, Sequence
from functools import partial

import click

from cookietui.actions.add import add
from cookietui.actions.prefer import Wanted, set_choices, unset
from cookietui.actions.profiles import list_profiles, notices, preview_import, use_profile
from cookietui.actions.requests import list_requests
from cookietui.actions.sites import SiteView, site_rows, site_view
from cookietui.actions.undo import undo
from cookietui.actions.workspace import Workspace
from cookietui.cli import report
from cookietui.cli.facts_view import show_facts, show_source
from cookietui.cli.plain_draft import ask_for_draft
from cookietui.cli.questions import ask, choose
from cookietui.cli.report import Span
from cookietui.cli.site_view import request_line, show_choices, show_requests, show_row
from cookietui.core.errors import CookietuiError
from cookietui.core.words import CHOICES, COOKIE_CATEGORIES

Deed = Callable[[Workspace], None]


def converse(ws: Workspace) -> int:
    """Ask and answer until the person leaves; gives the exit code."""
    report.paragraph("cookietui, without full screen. Answer with a number; an empty answer goes back.", role="title")
    deeds: tuple[tuple[str, Deed], ...] = (
        ("sites", _sites),
        ("read a policy", _read),
        ("requests", _requests),
        ("profiles", _profiles),
        ("undo the last change", _undo),
        ("look at somebody's profile", _import),
    )
    while True:
        for notice in notices(ws):
            report.paragraph(notice, "note: ", "  ")
        picked = choose("What next?", [name for name, _deed in deeds], back="leave")
        if picked is None:
            return 0
        guarded(partial(deeds[picked][1], ws))


def guarded(deed: Callable[[], None]) -> None:
    """Do it; an error is said and the dialogue goes on."""
    try:
        deed()
    except CookietuiError as error:
        report.paragraph(report.one_line(str(error)), "error: ", "  ", role="bad")


def _sites(ws: Workspace) -> None:
    rows = site_rows(ws)
    if not rows:
        report.paragraph("There is no site yet. Read a policy first.")
        return
    names = [", ".join(filter(None, (row.domain, row.status, row.choice, row.name))) for row in rows]
    picked = choose("Which site?", names)
    if picked is not None:
        _site(ws, rows[picked].domain)


def _site(ws: Workspace, domain: str) -> None:
    """Everything that can be done with one site."""
    while True:
        view = site_view(ws, domain)
        report.show()
        if view.declaration:
            show_source(view.declaration)
        show_row(view)
        deeds: Sequence[tuple[str, Callable[[], None]]] = (
            ("what it declares", partial(_declared, view)),
            ("your choices", partial(_decide, ws, view)),
            ("draft a request", partial(ask_for_draft, ws, domain)),
        )
        picked = choose(f"What about {domain}?", [name for name, _deed in deeds])
        if picked is None:
            return
        guarded(deeds[picked][1])


def _declared(view: SiteView) -> None:
    if view.declaration is None:
        report.paragraph("It was never read.")
        return
    show_facts(view.declaration, view.facts)
    show_requests(view.requests)


def _decide(ws: Workspace, view: SiteView) -> None:
    show_choices(view)
    scopes = ["the whole site", *COOKIE_CATEGORIES]
    scope = choose("For what?", scopes)
    if scope is None:
        return
    choices = [*CHOICES, "inherit"]
    choice = choose(f"What for {scopes[scope]}?", choices)
    if choice is None:
        return
    inherit = choices[choice] == "inherit"
    value = "ask" if inherit else CHOICES[choice]
    if scope == 0:
        wanted = Wanted(site=view.row.domain, choice=value)
    else:
        wanted = Wanted(site=view.row.domain, categories={COOKIE_CATEGORIES[scope - 1]: value})
    report.written(unset(ws, [wanted]) if inherit else set_choices(ws, [wanted]))


def _read(ws: Workspace) -> None:
    path = ask("Path of the policy (a file or folder)")
    if not path:
        return
    last = None
    for added in add(ws, [path]):
        if added.vendor_list is not None:
            report.paragraph(f"kept vendor list {added.vendor_list}")
        elif added.failure is None:
            last = added.site
            report.paragraph(f"kept {added.site}")
        elif added.failure.exit_code == 2 and added.declaration:  # noqa: PLR2004 - the site is not known
            site = ask(f"{added.input} does not say which site it is of. Which one?")
            if site:
                again = next(iter(add(ws, [added.input], site)))
                last = again.site if again.failure is None else last
        else:
            report.paragraph(f"{added.input}: {added.failure.message}", "error: ", "  ", role="bad")
    if last:
        _site(ws, last)


def _requests(ws: Workspace) -> None:
    rows = list_requests(ws)
    for row in rows:
        report.paragraph(request_line(row), "", "  ")
    if not rows:
        report.paragraph("There is no request yet.")


def _profiles(ws: Workspace) -> None:
    rows = list_profiles(ws)
    names = [f"{row.name}{' (in use)' if row.active else ''}: {row.problem or row.description}" for row in rows]
    picked = choose("Which one do you want to use?", names)
    if picked is not None:
        report.paragraph(f"{use_profile(ws, rows[picked].name).name} is in use")


def _undo(ws: Workspace) -> None:
    report.step(undo(ws), "undone", "nothing to undo")


def _import(ws: Workspace) -> None:
    path = ask("Path of the profile")
    if not path:
        return
    preview = preview_import(ws, path)
    for change in preview.changes:
        box = "yes" if change.ticked else "no"
        report.paragraph(f"{change.kind}: {change.key}: {change.before or 'not set'} -> {change.after}", f"{box}  ")
    if not preview.changes:
        report.paragraph(f"{preview.into} says all of it already")
    elif click.confirm(f"Apply the lines with yes to {preview.into}?", default=False):
        from cookietui.actions.profiles import apply_import  # noqa: PLC0415 - only after a yes

        report.show(Span(f"applied {apply_import(ws, preview).applied}", "good"))
