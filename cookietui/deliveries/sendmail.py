"""Sending is a command of the person's own, rehearsed first, asked for each time, and the only way that sends."""

from pathlib import PurePath

import msgspec

from cookietui.core.delivery import Launch, Ready, Receipt, Settings, options
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, as_eml, check, file_stem
from cookietui.deliveries import _programs

TITLE = "send it with a command of your own (msmtp, sendmail)"
CHANNEL = "email"
KEEPS = True
SENDS = True


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The table `[sendmail]`."""

    command: tuple[str, ...] = ()
    """A list of words that reads the message on its standard input, such as `["msmtp", "-t"]`.

    `{to}` stands for the one recipient.
    """
    pretend: tuple[str, ...] | None = None
    """The command that shows what would be sent; None: `msmtp` with `--pretend`, nothing for others."""


def ready(settings: Settings) -> Ready:
    """Whether a command is set and found."""
    wanted = options(settings, Options)
    if not wanted.command:
        return Ready(ok=False, missing=('no command is set: [sendmail] command = ["msmtp", "-t"] in config.toml',))
    if settings.folder is None:
        return Ready(ok=False, missing=("no folder for drafts is set",))
    programs = dict.fromkeys(words[0] for words in (wanted.command, _rehearsal(wanted)) if words)
    lacking = [name for name in programs if _programs.found(name, settings.environment) is None]
    if lacking:
        return Ready(ok=False, missing=tuple(f"{name} was not found" for name in lacking))
    return Ready(ok=True, note=wanted.command[0])


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Keep the message as `<reference>.eml`, and give the command that sends exactly these bytes once it is told to."""
    wanted = options(settings, Options)
    if settings.folder is None or not wanted.command:
        raise BadInput("; ".join(ready(settings).missing))
    message = as_eml(draft)
    path = settings.folder / f"{file_stem(draft.reference)}.eml"
    settings.save(path, message)
    launch = Launch(
        command=_for(wanted.command, draft),
        feed=message,
        sends=True,
        rehearsal=_for(_rehearsal(wanted), draft),
    )
    return Receipt(path=path, launch=launch)


def _rehearsal(wanted: Options) -> tuple[str, ...]:
    if wanted.pretend is not None:
        return wanted.pretend
    name, *rest = wanted.command
    return (name, "--pretend", *rest) if PurePath(name).stem == "msmtp" else ()


def _for(words: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    """The words with the recipient in place; an address never begins with a dash, so it is no option."""
    return tuple(word.replace("{to}", check(draft).spec) for word in words)
