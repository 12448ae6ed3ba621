"""An .eml file opens in nearly every mail program, offline, and keeps its Message-ID; one file a request."""

from cookietui.core.delivery import Launch, Ready, Receipt, Settings, options
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft, as_eml, file_stem
from cookietui.deliveries import _programs

TITLE = "an .eml file for your mail program"
CHANNEL = "email"
KEEPS = True
SENDS = False


class Options(_programs.Choice, frozen=True, kw_only=True):
    """The table `[eml]`: the program that opens the file, and whether the file is marked for a graphical one."""

    unsent: bool | None = None
    """`X-Unsent: 1`, which graphical programs take as "open for editing"; None: as the program needs it."""


def ready(settings: Settings) -> Ready:
    """Whether there is a folder for drafts; a program to open the file is not needed."""
    if settings.folder is None:
        return Ready(ok=False, missing=("no folder for drafts is set",))
    program = _program(options(settings, Options), settings)
    return Ready(ok=True, note=f"opened with {program.title}" if program else "")


def deliver(draft: Draft, settings: Settings) -> Receipt:
    """Write `<reference>.eml`; raises BadInput for a draft that is no e-mail, CannotSave as `settings.save` does."""
    if settings.folder is None:
        raise BadInput("no folder for drafts is set")
    wanted = options(settings, Options)
    program = _program(wanted, settings)
    graphical = program is not None and program.graphical
    path = settings.folder / f"{file_stem(draft.reference)}.eml"
    settings.save(path, as_eml(draft, unsent=graphical if wanted.unsent is None else wanted.unsent))
    if program is None:
        return Receipt(path=path, warnings=_programs.absent(wanted, settings))
    command = _programs.filled(program.file, {"file": str(path)})
    return Receipt(path=path, launch=Launch(command=command, terminal=not program.graphical))


def _program(wanted: Options, settings: Settings) -> _programs.Program | None:
    """The program that was named, or, where the draft is to be opened now, any that is here."""
    named = bool(wanted.program or wanted.command)
    return _programs.chosen(wanted, settings, "file") if named or settings.opening else None
