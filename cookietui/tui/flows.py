"""What takes several windows in a row is written here as one sequence a person can leave at any point with Esc."""

from typing import TYPE_CHECKING

from cookietui.actions import catalogue_import, correct
from cookietui.core.corrections import COOKIE_FIELDS, ORGANISATION_FIELDS
from cookietui.core.text import counted
from cookietui.tui.messages import ReadingDone
from cookietui.tui.showing import typed

if TYPE_CHECKING:
    from cookietui.tui.app import Application

PATH_HINT = "the path of a file or folder that you saved; Tab completes it"

LISTED = 8
"""Proposals that are shown before the question."""


async def read_policy(desk: "Application", site: str | None = None) -> None:
    """Ask for a path, read it, ask for the site where the text does not name it, open what was read."""
    desk.reader.warm()
    given = await desk.ask("prompt", "read a policy", PATH_HINT, path=True)
    if given is None:
        return
    source = str(typed(given))
    done: ReadingDone | None = await desk.ask("reading", [source], site)
    if done is not None and done.asks_site and not done.sites and len(done.failures) == 1:
        site = await desk.ask("prompt", "whose policy is it?", "the text names no site: type one, such as shop.example")
        done = await desk.ask("reading", [source], site) if site else None
    if done is None:
        return
    if done.sites:
        await desk.action_go("sites")
        desk.changed()
        if len(done.sites) == 1:
            desk.open("site", done.sites[0])
    if done.failures:
        more = f" (and {len(done.failures) - 1} more)" if len(done.failures) > 1 else ""
        desk.say(done.failures[0] + more, "bad")


async def start_demo(desk: "Application") -> None:
    """Go on in a throw-away workspace with made-up sites."""
    from cookietui.actions.demo import demo_workspace  # noqa: PLC0415 - loads every reader

    words = "reading the policies of the made-up sites"
    ws = await desk.ask("waiting", "demo", words, desk.closing.enter_context, demo_workspace(desk.ws.today))
    if ws is None:
        return
    desk.ws = ws
    await desk.action_go("sites")
    desk.changed()


async def ask_jar(desk: "Application") -> str | None:
    """The path of a jar or recording, empty for those found here, None where the person left."""
    hint = "a jar, an export of cookies or a HAR; empty for the browsers found here; Tab completes"
    given = await desk.ask("prompt", "compare with a file", hint, path=True)
    return None if given is None else str(typed(given)) if given.strip() else ""


async def baseline(desk: "Application", jars: tuple[str, ...] = ()) -> None:
    """Show what the cookies that are there propose, and write it in one step after a yes."""
    from cookietui.actions.baseline import propose_baseline, write_baseline  # noqa: PLC0415 - loads every reader

    words = "reading the cookies of this computer" if not jars else f"reading {jars[0]}"
    made = await desk.ask("waiting", "baseline", words, propose_baseline, desk.ws, None, jars)
    if made is None:
        return
    for failure in made.failures[:1]:
        desk.say(f"{failure.input}: {failure.message}", "warn")
    if not made.proposals:
        desk.say("every site with cookies is decided already" if made.decided else "no cookies were found here", "warn")
        return
    lines = [f"{each.site}: {each.choice}   {counted(each.cookies, 'cookie')}" for each in made.proposals[:LISTED]]
    more = len(made.proposals) - LISTED
    rest = [f"and {more} more" if more > 0 else "", "what a category decides by default stays so; u takes it all back"]
    count = f"{len(made.proposals)} site" + ("s" if len(made.proposals) > 1 else "")
    if await desk.ask("confirm", f"keep what is there now at {count}?", *lines, *filter(None, rest)):
        desk.tell(await desk.do(write_baseline, desk.ws, made.proposals))


async def import_profile(desk: "Application") -> None:
    """Ask for a profile file and show what it would change."""
    given = await desk.ask("prompt", "import a profile", "the path of a profile (.toml); Tab completes it", path=True)
    if given is not None:
        await desk.action_go("profiles")
        desk.open("profile_import", str(typed(given)))


async def look_up(desk: "Application") -> None:
    """Ask for a cookie or an organisation and show what the catalogue knows."""
    hint = "the name of a cookie, or a domain or name of a company"
    word = await desk.ask("prompt", "who is behind it?", hint)
    if word is not None:
        desk.open("catalogue", word)


async def decode_string(desk: "Application") -> None:
    """Ask for a consent string and show what it says."""
    hint = "a consent string, or the value of a consent cookie; it is not kept"
    text = await desk.ask("prompt", "decode a consent string", hint)
    if text is not None:
        desk.open("signal", text)


async def correct_record(desk: "Application", cookie: str | None, organisation: str | None) -> None:
    """Ask what is right, as FIELD=VALUE, and write it for the cookie or the organisation that the field is of."""
    hint = (
        f"FIELD=VALUE; of the cookie: {', '.join(COOKIE_FIELDS)}; of the organisation: {', '.join(ORGANISATION_FIELDS)}"
    )
    given = await desk.ask("prompt", f"correct {cookie or organisation}", hint)
    if given is None:
        return
    field, equals, value = given.partition("=")
    word = (organisation if field.strip() in ORGANISATION_FIELDS else cookie) or organisation or cookie
    if not equals or word is None:
        desk.say("FIELD=VALUE is the form", "bad")
        return
    await desk.do(correct.correct, desk.ws, word, {field.strip(): value})
    desk.say(f"{word}: {given}   u takes it back", "good")
    desk.changed()


async def import_catalogue(desk: "Application") -> None:
    """Ask for a database and take in what it says."""
    hint = "a file or folder: trackerdb, services.json, Tracker Radar, the California registry, somebody's corrections"
    given = await desk.ask("prompt", "import into the catalogue", hint, path=True)
    if given is None:
        return
    words = "reading the database"
    work = (catalogue_import.import_files, desk.ws, [str(typed(given))])
    done, refused = await desk.ask("waiting", "import", words, *work) or ((), ())
    for each in done:
        what = f"{counted(each.cookies, 'cookie')}, {counted(each.organisations, 'record')}"
        desk.say(f"{each.title}: {what}   u takes it back", "good")
    if refused:
        desk.say(f"{refused[0].input}: {refused[0].message}", "bad")
    if done:
        desk.changed()


FLOWS = {"demo": start_demo, "read": read_policy, "import": import_profile}
"""The ways in of the welcome page, by name."""
