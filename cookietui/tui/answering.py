"""An answer is given as a file or pasted, shown with the words it rests on, and recorded on a yes alone."""

from typing import TYPE_CHECKING

from cookietui.core.words import REQUEST_STATES
from cookietui.tui.showing import short, typed

if TYPE_CHECKING:
    from cookietui.actions.reply import Reply
    from cookietui.tui.app import Application

WAYS = (("a file", ".eml, mbox or text"), ("its text", "pasted here"))
ANSWERS = tuple(
    state for state in REQUEST_STATES if state not in {"draft", "sent", "withdrawn", "expired", "complained"}
)
"""States that an answer can bring."""
_LINES = 12
"""Lines of evidence and notes that fit a window."""


async def answer(desk: "Application", reference: str) -> None:
    """From the answer to the event in the ledger, and on to the letter that answers it."""
    from cookietui.actions.reply import read_pasted, read_replies  # noqa: PLC0415 - loads the readers

    way = await desk.ask("choose", f"the answer to {reference} is", WAYS, 0)
    if way is None:
        return
    if way == 0:
        hint = "the path of the answer (.eml, mbox, text); Tab completes it"
        given = await desk.ask("prompt", f"the answer to {reference}", hint, path=True)
        found = await desk.do(lambda: list(read_replies(desk.ws, str(typed(given)), reference))) if given else []
    else:
        given = await desk.ask("paste", f"the answer to {reference}")
        found = [await desk.do(read_pasted, desk.ws, given, reference)] if given else []
    if not given:
        return
    if not found:
        desk.say(f"no message in it is about {reference}", "bad")
    for reply in found:
        await _shown(desk, reply)


async def _shown(desk: "Application", reply: "Reply") -> None:
    from cookietui.actions.reply import confirm  # noqa: PLC0415 - loads the readers

    if reply.recorded:
        desk.say("this answer is on record already")
        return
    state = reply.state
    if state is None:
        options = [(each, "") for each in ANSWERS]
        number = await desk.ask("choose", "nothing in it says what became of it; it is", options, 0)
        if number is None:
            return
        state = ANSWERS[number]
    elif reply.problem is not None:
        desk.say(reply.problem, "bad")
        return
    elif not await desk.ask("confirm", "record this answer?", *_reasons(reply)):
        desk.say("nothing was recorded")
        return
    after = await desk.do(confirm, desk.ws, reply, state=state)
    due = after.latest or after.due
    waits = f", answer due {due}" if due and after.state in {"acknowledged", "needs-identity", "extended"} else ""
    desk.say(f"{after.reference} is {after.state}{waits}", "good")
    desk.changed()
    if reply.evasion:
        await _next_letter(desk, reply)


def _looks(reply: "Reply") -> str:
    reason = f" ({reply.reason})" if reply.reason and reply.kind != "bounced" else ""
    until = f" until {reply.until}" if reply.until else ""
    return f"{reply.reference} looks {reply.kind}{reason}{until}."


def _reasons(reply: "Reply") -> list[str]:
    """The words it rests on, then what to know before the yes."""
    who = [f"from {reply.message.sender}, {reply.on}"] if reply.message.sender else []
    quotes = [f"“{' '.join(row.quote.split())}”" for row in reply.evidence]
    unsure = [] if reply.sure else ["Not everything in it points the same way: look yourself."]
    return [_looks(reply), *quotes, *who, *unsure, *reply.notes][:_LINES]


async def _next_letter(desk: "Application", reply: "Reply") -> None:
    """Draft the counter-letter in the same thread, if the person wants it."""
    from cookietui.actions.follow_up import follow_up  # noqa: PLC0415 - letters are loaded when needed

    assert reply.reference is not None
    lines = (f"A letter that answers “{reply.evasion}”, in the same thread.", "Nothing is sent.")
    if await desk.ask("confirm", "draft the next letter?", *lines):
        made = await desk.do(follow_up, desk.ws, reply.reference, reply.evasion)
        desk.say(f"drafted: {short(made.path) if made.path else made.way}", "good")
        desk.changed()


async def look_again(desk: "Application", site: str) -> None:
    """What the site answered and declared against the jars found here."""
    from cookietui.actions.recheck import recheck  # noqa: PLC0415 - only when asked for

    words = "reading the cookies that are there now"
    found = await desk.ask("waiting", f"look again at {site}", words, recheck, desk.ws, site)
    if found is None:
        return
    lines = [f"{row.verdict}: {row.promise}: {row.message}" for row in found.rows]
    await desk.ask("told", f"promises of {site}", *lines)
