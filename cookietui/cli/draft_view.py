"""A draft is reported as the file it stands in on stdout, and what to know about it on stderr."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from cookietui.actions.doubts import Unconfirmed, with_yes
from cookietui.actions.draft import default_law, draft, propose
from cookietui.actions.identifiers import tell_identifiers
from cookietui.actions.order import Doubt, Drafted, Order, Share
from cookietui.actions.workspace import Workspace
from cookietui.cli import report
from cookietui.cli.handing_view import check_sending, hand_on
from cookietui.cli.report import Span
from cookietui.cli.wishes import known
from cookietui.core.address import in_both_forms
from cookietui.core.errors import UsageError
from cookietui.core.request import Request
from cookietui.core.words import RIGHTS, Right

SHARES: tuple[Share, ...] = get_args(Share)


def wanted_rights(words: Iterable[str]) -> tuple[Right, ...]:
    """The rights named, each once; commas part several in one word. Raises UsageError with the nearest one."""
    found = [known(word, RIGHTS, "right") for word in _parts(words)]
    return tuple(dict.fromkeys(found))


def wanted_shares(words: Iterable[str]) -> tuple[Share, ...] | None:
    """What may go out; None where nothing was said, empty for `nothing`."""
    parts = _parts(words)
    if not parts:
        return None
    if "nothing" in parts:
        if len(parts) > 1:
            raise UsageError("--share nothing goes with no other item")
        return ()
    return tuple(dict.fromkeys(known(part, SHARES, "item") for part in parts))


def _parts(words: Iterable[str]) -> list[str]:
    return [part for word in words for part in re.split(r"[,\s]+", word) if part]


def wanted_order(ws: Workspace, target: str, rights: Iterable[str], *, law: str | None, shares: Iterable[str]) -> Order:
    """The order for what was said; without rights, those that are proposed. Raises as `propose`."""
    named = wanted_rights(rights)
    proposed = Order(target=target, rights=named, law=default_law(ws)) if named else propose(ws, target)
    chosen = None if law == "none" else law or proposed.law
    return Order(target=target, rights=proposed.rights, law=chosen, share=wanted_shares(shares))


def order_of(ws: Workspace, target: str, wishes: Mapping[str, Any]) -> Order:
    """The order for the options of `draft`; raises as `wanted_order` and `told_order`."""
    order = wanted_order(ws, target, wishes["rights"], law=wishes["law"], shares=wishes["shares"])
    named = {name: wishes[name] for name in ("language", "reason", "recipient", "marketing")}
    order = msgspec.structs.replace(order, **named, yes_to=wishes["recipient"] or "")
    return told_order(ws, order, wishes["identifiers"], wishes["jars"], wishes["browser"])


def told_order(ws: Workspace, order: Order, names: Sequence[str], jars: Sequence[str], browser: str | None) -> Order:
    """The order with the identifiers that were named; raises UsageError, MissingInput for a cookie nowhere found."""
    if names:
        return tell_identifiers(ws, order, names, jars, browser)
    if jars or browser:
        raise UsageError("--jar and --browser go with --identifier COOKIE")
    return order


def make_draft(
    ws: Workspace, order: Order, *, way: str | None, folder: Path | None, opening: bool, dry_run: bool
) -> None:
    """Draft, show what was drafted, and let a program, the terminal or the person's own command have it."""
    if not dry_run:
        check_sending(ws, way)
    try:
        done = draft(ws, order, way=way, folder=folder, dry_run=dry_run, opening=opening)
    except Unconfirmed as error:
        if not report.interactive():
            raise
        if not said_yes(error.doubt):
            raise UsageError("nothing was drafted; --recipient ADDRESS names another address") from error
        order = with_yes(order, error.doubt)
        done = draft(ws, order, way=way, folder=folder, opening=opening)
    show_drafted(done, dry_run=dry_run)
    if done.kept:
        hand_on(ws, done, opening=opening)


def said_yes(doubt: Doubt) -> bool:
    """Show why an address is in doubt and where it stands, and ask; only a typed yes is one."""
    report.say(Span("look: ", "warn"), doubt.why)
    report.say("      ", doubt.source)
    return report.confirm(f"Write to {in_both_forms(doubt.address)} all the same?")


def show_drafted(done: Drafted, *, dry_run: bool) -> None:
    """Write what was drafted: with --json the request, else the path or the letter, and the concerns as talk."""
    request = done.request
    if report.wants_json():
        report.emit(request)
        return
    if dry_run:
        report.raw(letter_of(request))
    elif done.path:
        for path in (done.path, *done.files):
            report.show(str(path))
    elif done.text:
        report.raw(done.text)
    for warning in request.warnings:
        report.say("note: ", warning)
    if done.kept:
        again = " (in place of the earlier draft)" if done.replaced else ""
        report.say(f"drafted {summary(request)}{again}; nothing was sent")
        report.say(f"when you have sent it: cookietui request {request.reference} sent")


def letter_of(request: Request) -> str:
    """The letter as text, with whom it goes to and its subject."""
    to = ", ".join(line.strip() for line in in_both_forms(request.to).split("\n") if line.strip())
    return f"To: {to}\nSubject: {request.subject}\n\n{request.body}"


def summary(request: Request) -> str:
    """`ck-7f3a2c: object, by e-mail to privacy@shop.example, answer due 2026-12-22`."""
    by = "by post" if request.channel == "post" else f"by {request.channel} to {in_both_forms(request.to)}"
    until = request.latest or request.due
    due = f", answer due {until}" if until else ""
    asked = f", answer asked for by {request.asked}" if request.asked and not request.due else ""
    law = f" under {request.law}" if request.law else ""
    return f"{request.reference}: {', '.join(request.rights)}{law}, {by}{due}{asked}"
