"""Reading keeps nothing: each input gives one outcome, and a bad one never stops the others."""

import contextlib
import os
import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import msgspec

from cookietui import plugins, readers
from cookietui.actions.vendor_names import VendorNames
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration
from cookietui.core.errors import BadInput, CookietuiError, MissingInput, UsageError
from cookietui.core.merging import merge
from cookietui.core.observation import Observation
from cookietui.core.signal import Signal
from cookietui.core.site import host
from cookietui.sources.consent_cookies import observed
from cookietui.sources.sample import Sample, open_sample

FOLDER_LIMIT = 10_000
"""Files taken from one folder; more are refused, so that a mistyped `/` ends."""
_URL = re.compile(r"^(?:https?|ftp)://?\S", re.IGNORECASE)
_WHOLE = ("file", "either")
"""Readers that may read a file alone."""
_PARTS = ("page", "either")
"""Readers that may find their part in a page."""
_BESIDE = ("-wal", "-shm", "-journal")
"""Endings of files that belong to a database lying beside them."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why one input gave nothing; the documented error object."""

    schema: str = "cookietui.error/1"
    input: str | None = None
    line: int | None = None
    message: str = ""
    exit_code: int = 70
    """65, 66 ... as in design.md; not part of the printed object."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one input gave: exactly one of `declaration`, `observation`, `signal` and `failure` is set."""

    input: str
    declaration: Declaration | None = None
    observation: Observation | None = None
    """What is really there, where the source is a jar, a HAR or a crawler's report."""
    signal: Signal | None = None
    """What a consent string says."""
    text: str = ""
    """The normalised text that the declaration's evidence counts in."""
    data: bytes = b""
    """The source bytes as read, for the library."""
    failure: Failure | None = None


def read_sources(
    ws: Workspace, sources: Sequence[str], site: str | None = None, *, values: bool = False
) -> Iterator[Outcome]:
    """One outcome per file; a folder gives one per file below it, `-` is standard input.

    With `values` the values of cookies are read too. Raises UsageError at once for a URL (nothing is fetched) and for
    a `site` that is no host name.
    """
    named = site_named(site)
    for source in sources:
        refuse_url(source, "read", site)
    for source in sources:
        try:
            files = files_of(source)
        except CookietuiError as error:
            yield Outcome(input=source, failure=failure(error, source))
            continue
        for file in files:
            try:
                yield from _read_all(ws, file, named, values=values)
            except CookietuiError as error:
                yield Outcome(input=file, failure=failure(error, file))


def read_source(ws: Workspace, source: str, site: str | None = None) -> Outcome:
    """The outcome of one file or `-`; raises MissingInput, BadInput or UsageError instead of giving a failure."""
    refuse_url(source, "read", site)
    return _read(ws, source, site_named(site))


def failure(error: CookietuiError, source: str) -> Failure:
    """The documented error object of an error about that source."""
    return Failure(input=error.input or source, line=error.line, message=error.message, exit_code=error.exit_code)


def site_named(site: str | None) -> str | None:
    """The host of --site in A-label form; raises UsageError where it is no host name."""
    if site is None:
        return None
    found = host(site)
    if found is None or "." not in found:
        raise UsageError(f"--site takes a host such as shop.example, not {site!r}")
    return found


def refuse_url(source: str, verb: str, site: str | None = None) -> None:
    """Raise UsageError with the line to use where the source is a URL and no file of that name exists."""
    if not _URL.match(source) or Path(source).exists():
        return
    named = site or host(source)
    option = f" --site {shlex.quote(named)}" if named and verb != "text" else ""
    line = f"curl -sSL {shlex.quote(source)} | cookietui {verb} -{option}"
    raise UsageError(f"nothing is fetched; to {verb} a page, use: {line}")


def files_of(source: str) -> tuple[str, ...]:
    """The source itself, or the files below a folder, sorted; raises BadInput for an empty or unreadable folder."""
    if source == "-" or not Path(source).is_dir():
        return (source,)
    found: list[str] = []
    with contextlib.suppress(StopIteration):
        walk = _walk(source)
        while len(found) <= FOLDER_LIMIT:
            found.append(next(walk))
    if len(found) > FOLDER_LIMIT:
        raise BadInput(f"the folder holds more than {FOLDER_LIMIT} files; name a smaller one", input=source)
    if not found:
        raise BadInput("the folder holds no file", input=source)
    return tuple(found)


def _walk(folder: str) -> Iterator[str]:
    """Files below a folder, without hidden ones, the parts of saved pages and the side files of databases."""

    def refused(error: OSError) -> None:
        raise BadInput(f"cannot be opened ({error.strerror})", input=str(error.filename))

    for root, folders, files in os.walk(folder, onerror=refused):
        pages = {Path(name).stem for name in files if name.lower().endswith((".html", ".htm"))}
        parts = {f"{page}{ending}" for page in pages for ending in ("_files", ".files", "_Dateien", "-Dateien")}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in parts)
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith(_BESIDE):
                yield str(Path(root, name))


def _read(ws: Workspace, source: str, site: str | None, *, values: bool = False) -> Outcome:
    """Open one source and let the readers that know it read it."""
    return read_sample(_opened(ws, source, site, values=values))


def _read_all(ws: Workspace, source: str, site: str | None, *, values: bool = False) -> Iterator[Outcome]:
    """What a source gives: one outcome, or one for each of many consent strings in it."""
    sample = _opened(ws, source, site, values=values)
    (first, *_) = chosen = readers_of(sample)
    if first.KIND != "lines":
        yield _outcome(sample, chosen)
        return
    names = VendorNames(ws)
    for found in first.read(sample):
        if isinstance(found, Signal):
            yield Outcome(input=source, signal=names.told(found))
        else:
            yield Outcome(input=source, failure=failure(found, source))


def _opened(ws: Workspace, source: str, site: str | None, *, values: bool) -> Sample:
    if source != "-" and not Path(source).exists():
        raise MissingInput("no such file", input=source)
    return open_sample(source, site=site, knowledge=ws.knowledge, values=values)


def read_sample(sample: Sample) -> Outcome:
    """What the readers that know the sample find in it, those of a page as one declaration; raises BadInput."""
    return _outcome(sample, readers_of(sample))


def _outcome(sample: Sample, chosen: Sequence[ModuleType]) -> Outcome:
    if chosen[0].KIND == "lines":
        first = next(iter(chosen[0].read(sample)))
        if isinstance(first, Signal):
            return Outcome(input=sample.path, signal=first)
        raise first
    found = [reader.read(sample) for reader in chosen]
    if chosen[0].KIND in _WHOLE and len(chosen) == 1 and isinstance(found[0], Declaration):
        return Outcome(input=sample.path, declaration=found[0], data=sample.data)
    if isinstance(found[0], Observation):
        return Outcome(input=sample.path, observation=observed(found[0], values=sample.values))
    return Outcome(input=sample.path, declaration=merge(found), text=sample.page.text, data=sample.data)


def readers_of(sample: Sample) -> tuple[ModuleType, ...]:
    """One whole-file reader, one of lines, or the page readers that find their part, the one that leads first.

    Raises BadInput where two whole-file readers are certain (naming both), nobody can read it, or it breaks off and
    its reader needs it whole.
    """
    found = _knowing(sample)
    if sample.broken and not all(hasattr(module, "ITEMS") for module in found):
        raise sample.broken.refusal
    return found


def _knowing(sample: Sample) -> tuple[ModuleType, ...]:
    """As `readers_of`, for a sample that may break off."""
    modules = [plugins.load(readers, name) for name in plugins.names(readers)]
    answers = [(module, module.identify(sample)) for module in modules if module.KIND == "file"]
    if not any(answer == "certain" for _, answer in answers):  # in a jar nobody looks for the parts of a page
        answers += [(module, module.identify(sample)) for module in modules if module.KIND != "file"]
    certain = [module for module, answer in answers if module.KIND in _WHOLE and answer == "certain"]
    if len(certain) > 1:
        names = " and ".join(sorted(module.TITLE for module in certain))
        raise BadInput(f"could be more than one format: {names}", input=sample.path)
    if certain:
        return (certain[0],)
    likely = [module for module, answer in answers if module.KIND == "file" and answer == "fallback"]
    if len(likely) == 1:
        return (likely[0],)
    lines = [module for module, answer in answers if module.KIND == "lines" and answer == "certain"]
    if lines:
        return (lines[0],)
    structured = sample.json is not None
    if structured and not any(module.KIND == "page" and answer == "certain" for module, answer in answers):
        unknown = BadInput("is JSON, but of no format that is read here", input=sample.path)
        raise sample.broken.refusal if sample.broken else unknown
    pages = [module for module, answer in answers if module.KIND in _PARTS and answer != "no"]
    found = tuple(sorted(pages, key=_order))
    if not found:
        _ = sample.text  # says what kind of file it is, where that can be told
        raise BadInput("is in no format that is read here", input=sample.path)
    return found


def _order(module: ModuleType) -> tuple[bool, bool, str]:
    """The policy leads, then what consent managers say, then what is found without knowing the format."""
    return not getattr(module, "LEADS", False), module.KIND != "either", module.__name__
