"""A request in the dialogue: rights, law, recipient, the letter to read, and a yes before anything is kept."""

import msgspec

from cookietui.actions.doubts import Unconfirmed, with_yes
from cookietui.actions.draft import Composition, Drafted, Order, compose, draft, propose
from cookietui.actions.workspace import Workspace
from cookietui.cli import report
from cookietui.cli.draft_view import letter_of, said_yes, summary
from cookietui.cli.handing_view import hand_on
from cookietui.cli.questions import ask, choose, tick
from cookietui.core.address import in_both_forms
from cookietui.core.words import RIGHTS


def ask_for_draft(ws: Workspace, site: str) -> None:
    """Go through the questions of one request; nothing is written before the last one."""
    order = _order(ws, propose(ws, site))
    while order is not None:
        composition = compose(ws, order)
        _show(composition)
        deeds = ["keep the draft", "another recipient", "give a reason", "other rights or another law"]
        picked = choose("What now?", deeds)
        if picked is None:
            return
        if picked == 0:
            done = _drafted(ws, order)
            if done is None:
                continue
            report.paragraph(f"drafted {summary(done.request)}; nothing was sent")
            report.paragraph(str(done.path or done.way))
            hand_on(ws, done, opening=False)
            return
        if picked == 1:
            order = _recipient(composition, order)
        elif picked == 2:  # noqa: PLR2004 - the third of the deeds above
            order = msgspec.structs.replace(order, reason=ask("Your reason, in your own words"))
        else:
            order = _order(ws, order)


def _drafted(ws: Workspace, order: Order) -> Drafted | None:
    """The draft, after a yes to an address in doubt; None where the person says no to it."""
    try:
        return draft(ws, order)
    except Unconfirmed as error:
        return draft(ws, with_yes(order, error.doubt)) if said_yes(error.doubt) else None


def _order(ws: Workspace, order: Order) -> Order | None:
    """The order with rights and law chosen; None where the person goes back."""
    composition = compose(ws, order)
    names = [f"{each.right}{' (offered by the site)' if each.by_site else ''}" for each in composition.rights]
    ticked = [RIGHTS.index(right) for right in order.rights]
    chosen = tick("Which rights?", names, ticked)
    if chosen is None:
        return None
    return msgspec.structs.replace(
        order, rights=tuple(RIGHTS[index] for index in chosen), law=_law(composition, order.law)
    )


def _law(composition: Composition, chosen: str | None) -> str | None:
    """The law that was picked among those that are likely, or named by its id; `chosen` for an empty answer."""
    likely = [each for each in composition.laws if each.id is None or each.why]
    names = [f"{each.name}{f' ({each.id}): {each.why}' if each.id else ''}" for each in likely]
    picked = choose("Resting on what?", [*names, "another law, by its id"], back="as it is")
    if picked is None:
        return chosen
    if picked < len(likely):
        return likely[picked].id
    known = {each.id for each in composition.laws if each.id}
    named = ask(f"Which law? ({', '.join(sorted(known))})")
    return named if named in known else chosen


def _recipient(composition: Composition, order: Order) -> Order:
    options = [f"{in_both_forms(each.value)} ({each.why})" for each in composition.recipients]
    picked = choose("Where should it go?", [*options, "another address"])
    if picked is None:
        return order
    value = composition.recipients[picked].value if picked < len(options) else ask("Which address?")
    return msgspec.structs.replace(order, recipient=value or None)


def _show(composition: Composition) -> None:
    report.show()
    report.raw(letter_of(composition.request))
    report.show()
    for warning in composition.warnings:
        report.paragraph(warning, "note: ", "  ")
    if composition.problem:
        report.paragraph(report.one_line(composition.problem), "not yet: ", "  ", role="bad")
