"""Jars are read from copies, once a run as long as they stay as they are; one that cannot be read stops no other."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from cookietui.actions.read import Failure, failure, files_of, read_source
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import BadInput, CookietuiError, MissingInput, UsageError
from cookietui.core.observation import Observation, by_visit
from cookietui.storage.browsers import Jar, System, find_jars, this_system


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """What the jars show."""

    observations: tuple[Observation, ...] = ()
    """One a jar, or one a site of a recording that holds several."""
    failures: tuple[Failure, ...] = ()
    """Jars that could not be read."""

    @property
    def skipped(self) -> tuple[str, ...]:
        """What was left out of the jars that were read: the file and a sentence."""
        return tuple(
            f"{each.source.path}: {problem.message}"
            for each in self.observations
            for problem in each.problems
            if problem.kind == "cut"
        )


def observe(
    ws: Workspace,
    files: Sequence[str] = (),
    browser: str | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    system: System | None = None,
) -> Observed:
    """What these files hold (jars, exports, recordings, folders of them), else the jars found on this computer.

    `browser` keeps the jars of one browser or profile by name. Raises UsageError for a name that none has.
    """
    if files and browser:
        raise UsageError("give --jar or --browser, not both")
    observations: list[Observation] = []
    failures: list[Failure] = []
    for path in _files(files, failures) if files else _found(ws, browser, environ, system):
        try:
            observations.extend(by_visit(_read(ws, path)))
        except CookietuiError as error:
            failures.append(failure(error, path))
    return Observed(observations=tuple(observations), failures=tuple(failures))


def _files(files: Iterable[str], failures: list[Failure]) -> Iterator[str]:
    for file in files:
        try:
            yield from files_of(file)
        except CookietuiError as error:
            failures.append(failure(error, file))


def _found(
    ws: Workspace, browser: str | None, environ: Mapping[str, str] | None, system: System | None
) -> tuple[str, ...]:
    """The paths of the jars of this computer, or of the one browser or profile that was named."""
    if ws.demo:
        return ()
    jars = tuple(find_jars(os.environ if environ is None else environ, system or this_system()))
    if browser is None:
        return tuple(str(jar.path) for jar in jars)
    word = browser.strip().casefold()
    chosen = [jar for jar in jars if word in _names(jar)]
    if not chosen:
        known = ", ".join(dict.fromkeys(jar.browser for jar in jars)) or "none"
        raise UsageError(f"no browser or profile here is called {browser!r}; found: {known} (see: cookietui jars)")
    return tuple(str(jar.path) for jar in chosen)


def _names(jar: Jar) -> set[str]:
    words = {jar.browser, jar.profile, jar.name or "", f"{jar.browser}/{jar.profile}", f"{jar.browser}/{jar.name}"}
    return {word.casefold() for word in words if word}


def _read(ws: Workspace, path: str) -> Observation:
    """The observation in a file; raises BadInput for what is none, MissingInput, Locked."""
    key = (path, stamp(path))
    kept = ws.kept.get(key)
    if isinstance(kept, Observation):
        return kept
    if path != "-" and not Path(path).exists():
        raise MissingInput("no such file", input=path)
    found = read_source(ws, path).observation
    if found is None:
        raise BadInput("holds no cookies; --jar takes a jar, an export of cookies or a recording", input=path)
    ws.kept[key] = found
    return found


def stamp(path: str) -> tuple[tuple[int, int] | None, ...]:
    """Size and time of a file and of what lies beside a database."""
    found: list[tuple[int, int] | None] = []
    for side in ("", "-wal", "-journal"):
        try:
            status = os.stat(f"{path}{side}")  # noqa: PTH116 - called for every jar at every look
            found.append((status.st_size, status.st_mtime_ns))
        except OSError:
            found.append(None)
    return tuple(found)
