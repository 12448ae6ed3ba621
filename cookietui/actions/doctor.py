"""The doctor says what is found, what is missing and what to do about it; it changes nothing."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from cookietui.actions.vendor_lists import kept_versions
from cookietui.actions.ways import Way, drafts_folder, find_way, state_of, way_names
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CookietuiError
from cookietui.core.text import one_line
from cookietui.letters.laws import laws
from cookietui.letters.words import languages
from cookietui.storage import catalogue, identity, ledger, library, profiles, settings


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at."""

    schema: str = "cookietui.check/1"
    subject: str
    state: Literal["ok", "note", "problem"]
    message: str
    remedy: str = ""
    """What to do; empty where nothing needs doing."""


_ORDER = ("problem", "note", "ok")


def examine(ws: Workspace) -> tuple[Check, ...]:
    """Every check, problems first."""
    rows = [*_places(ws), *_files(ws), *_catalogue(ws), *_letters(ws), *_ways(ws), *_terminal()]
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.state)))


def _places(ws: Workspace) -> Iterator[Check]:
    """Where the files are, whether they can be written and whether others could read them."""
    for name in ("config", "data", "state", "cache"):
        folder: Path = getattr(ws.places, name)
        if not folder.exists():
            yield Check(subject=name, state="ok", message=f"{folder}, made when something is written")
        elif not os.access(folder, os.W_OK | os.X_OK):
            yield Check(
                subject=name,
                state="problem",
                message=f"{folder} cannot be written",
                remedy=f"make it yours: chmod u+rwx {folder}",
            )
        else:
            yield Check(subject=name, state="ok", message=str(folder))
    yield from _privacy(ws.places.identity)


def _privacy(file: Path) -> Iterator[Check]:
    """Whether only the person can read the identity."""
    if os.name == "posix" and file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield Check(
            subject="identity",
            state="problem",
            message=f"{file} can be read by others",
            remedy=f"chmod 600 {file}",
        )


def _files(ws: Workspace) -> Iterator[Check]:
    """Whether profile, settings, identity, library and ledger open."""
    try:
        opened = profiles.load(ws.places)
        ws.tell(opened.notices)
        source = opened.path or "built in"
        yield Check(subject="profile", state="ok", message=f"{opened.id} ({source})")
        for path in opened.unknown:
            yield Check(subject="profile", state="note", message=f"{'.'.join(path)} means nothing here and is kept")
        chosen = settings.load(ws.places)
        if chosen.law and chosen.law not in laws():
            yield _wrong("settings", f"there is no law {chosen.law!r}", f"there are: {', '.join(laws())}")
        identity.load(ws.places)
    except CookietuiError as error:
        yield _wrong("files", str(error), "open the file at that line, or move it away and begin again")
    _, broken = ledger.load_all(ws.places)
    for line in broken:
        yield _wrong("requests", line, "put it right, or move the file away")
    count = len(library.sites(ws.places))
    remedy = "" if count else "begin with: cookietui add POLICY"
    yield Check(subject="library", state="ok", message=f"{count} sites were read", remedy=remedy)
    kept = ", ".join(str(version) for _, version in kept_versions(ws))
    told = f"version {kept}: consent strings show names" if kept else "none: consent strings show numbers"
    yield Check(
        subject="vendor list", state="ok", message=told, remedy="" if kept else "cookietui add vendor-list.json"
    )


def _catalogue(ws: Workspace) -> Iterator[Check]:
    """What the person imported and corrected, and whether it opens."""
    batches, broken = catalogue.imports(ws.places)
    titles = [f"{each.source.title} ({each.source.date})" for each in batches]
    try:
        corrected = len(catalogue.corrections(ws.places))
    except CookietuiError as error:
        corrected, broken = 0, (*broken, str(error))
    for line in broken:
        yield _wrong("catalogue", line, "put it right, or move the file away")
    more = f"; {corrected} {'correction' if corrected == 1 else 'corrections'} of yours" if corrected else ""
    said = f"imported: {', '.join(titles)}" if titles else "what ships; nothing was imported"
    yield Check(subject="catalogue", state="ok", message=f"{said}{more}")


def _wrong(subject: str, message: str, remedy: str) -> Check:
    return Check(subject=subject, state="problem", message=message, remedy=remedy)


def _letters(ws: Workspace) -> Iterator[Check]:
    """Laws and languages of letters, and who the person is."""
    named = ", ".join(laws())
    yield Check(subject="laws", state="ok", message=f"{len(laws())} on file: {named}")
    yield Check(subject="letters", state="ok", message=f"in {', '.join(languages())}")
    try:
        known = identity.load(ws.places)
    except CookietuiError:
        return
    if not known.email:
        yield Check(
            subject="identity",
            state="note",
            message="no name and e-mail address are set; letters say nothing about you",
            remedy="cookietui identity set name=... email=...",
        )


def _ways(ws: Workspace) -> Iterator[Check]:
    """The ways to hand over a draft: which can be used now, with what, and what the others miss."""
    try:
        wanted = settings.load(ws.places).delivery
        drafts_folder(ws)
    except CookietuiError:
        return
    if wanted not in way_names():
        yield _wrong(
            "delivery", f"there is no way {wanted!r}", f"config.toml: delivery = one of {', '.join(way_names())}"
        )
    for name in way_names():
        yield from _way(ws, find_way(name), wanted)


def _way(ws: Workspace, way: Way, wanted: str) -> Iterator[Check]:
    state = state_of(ws, way)
    default = " (the one in use)" if way.name == wanted else ""
    subject = f"way {way.name}"
    if state.ok:
        note = f": {state.note}" if state.note else ""
        yield Check(subject=subject, state="ok", message=f"{way.title}{default}{note}")
    else:
        message = f"{way.title}{default}: {'; '.join(state.missing)}"
        remedy = "" if way.name != wanted else "set what is missing, or another delivery, in config.toml"
        yield Check(subject=subject, state="problem" if default else "note", message=message, remedy=remedy)
    try:
        unknown = sorted(set(settings.table(ws.places, way.name)) - set(way.keys))
    except CookietuiError:
        return
    for key in unknown:
        there = ", ".join(way.keys) or "none"
        yield Check(
            subject=subject, state="note", message=f"[{way.name}] {one_line(key, 60)} means nothing here; keys: {there}"
        )


def _terminal() -> Iterator[Check]:
    """Colours and letters that the terminal can show."""
    coding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    if coding != "utf8":
        yield Check(
            subject="terminal",
            state="note",
            message=f"the terminal is told to use {coding or 'no encoding'}: other letters are shown as ?",
            remedy="set LANG to a UTF-8 locale, e.g. LANG=C.UTF-8",
        )
    colours = os.environ.get("COLORTERM", "")
    if os.environ.get("NO_COLOR"):
        yield Check(subject="colours", state="ok", message="off, because NO_COLOR is set")
    elif colours not in {"truecolor", "24bit"}:
        yield Check(
            subject="colours",
            state="note",
            message="the terminal does not say that it has all colours",
            remedy="if they look wrong, use the theme ansi-dark or ansi-light, or set COLORTERM=truecolor",
        )
