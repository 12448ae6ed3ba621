"""Browsers are found by where they keep profiles; nothing is opened but lists of profiles, and nothing is written."""

import configparser
import glob
import json
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import msgspec

from cookietui.core.text import one_line

System = Literal["linux", "macos", "windows"]
FOLDERS = 1000
"""Folders of one browser that are looked at."""
_SMALL = 4 * 1024 * 1024
"""Bytes of the largest list of profiles that is read."""
_SIDES = ("-wal", "-journal")


class Jar(msgspec.Struct, frozen=True, kw_only=True):
    """One jar of one profile."""

    browser: str
    """The title, such as Firefox."""
    family: Literal["firefox", "chromium", "safari"]
    profile: str
    """The name of its folder."""
    name: str | None = None
    """What the person called the profile."""
    path: Path
    live: bool = False
    """Whether a browser seems to have it open (or left it open when it crashed)."""


class Browser(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of browsers.toml."""

    title: str
    family: Literal["firefox", "chromium", "safari"]
    linux: tuple[str, ...]
    macos: tuple[str, ...]
    windows: tuple[str, ...]


def browsers() -> tuple[Browser, ...]:
    """The browsers on file, in the order of the file."""
    text = (resources.files("cookietui") / "data" / "browsers.toml").read_text(encoding="utf-8")
    return tuple(msgspec.convert(tomllib.loads(text), dict[str, Browser]).values())


def this_system() -> System:
    """The kind of system this is."""
    return "windows" if sys.platform == "win32" else "macos" if sys.platform == "darwin" else "linux"


def find_jars(environ: Mapping[str, str], system: System) -> Iterator[Jar]:
    """Every jar of every profile of every browser on file; each file once."""
    seen: set[Path] = set()
    for browser in browsers():
        for root in _roots(browser, environ, system):
            for jar in _FAMILIES[browser.family](browser.title, root):
                place = jar.path.resolve()
                if place not in seen:
                    seen.add(place)
                    yield jar


def _roots(browser: Browser, environ: Mapping[str, str], system: System) -> Iterator[Path]:
    """The folders of a browser that are there."""
    home = environ.get("HOME") or environ.get("USERPROFILE") or str(Path.home())
    names = {
        "home": home,
        "config": environ.get("XDG_CONFIG_HOME") or f"{home}/.config",
        "data": environ.get("XDG_DATA_HOME") or f"{home}/.local/share",
        "roaming": environ.get("APPDATA") or f"{home}/AppData/Roaming",
        "local": environ.get("LOCALAPPDATA") or f"{home}/AppData/Local",
    }
    safe = {name: glob.escape(value) for name, value in names.items()}
    patterns: tuple[str, ...] = getattr(browser, system)
    for pattern in patterns:
        for found in sorted(glob.glob(pattern.format_map(safe))):  # noqa: PTH207 - the pattern is a whole path
            if Path(found).is_dir():
                yield Path(found)


def _firefox(title: str, root: Path) -> Iterator[Jar]:
    """Profiles that profiles.ini names, and folders with a jar beside them."""
    named = _named_profiles(root)
    folders = [*named, *_folders(root), *_folders(root / "Profiles")]
    for folder in dict.fromkeys(folders):
        file = folder / "cookies.sqlite"
        if _is_file(file):
            live = _has_sides(file) or _runs(folder / "lock", "+")
            yield Jar(
                browser=title, family="firefox", profile=folder.name, name=named.get(folder), path=file, live=live
            )


def _named_profiles(root: Path) -> dict[Path, str]:
    """Folders and names by profiles.ini."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(_text(root / "profiles.ini"))
    except configparser.Error:
        return {}
    found: dict[Path, str] = {}
    for section in parser.sections():
        path = parser[section].get("Path")
        if section.lower().startswith("profile") and path:
            relative = parser[section].get("IsRelative", "1").strip() == "1"
            name = parser[section].get("Name") or Path(path).name
            found[root / path if relative else Path(path)] = one_line(name, 80)
    return found


def _chromium(title: str, root: Path) -> Iterator[Jar]:
    """Folders with `Network/Cookies` (since version 96), else `Cookies`; the root itself may be a profile.

    Where both are there, the browser moved to the first and left the second behind: that is no jar any more.
    """
    names = _chromium_names(root)
    running = _runs(root / "SingletonLock", "-") or _is_file(root / "lockfile")
    for folder in (root, *_folders(root)):
        file = next(filter(_is_file, (folder / "Network" / "Cookies", folder / "Cookies")), None)
        if file is not None:
            yield Jar(
                browser=title,
                family="chromium",
                profile=folder.name,
                name=names.get(folder.name),
                path=file,
                live=running or _has_sides(file),
            )


def _chromium_names(root: Path) -> dict[str, str]:
    """What the person called each profile, from Local State."""
    try:
        state: Any = json.loads(_text(root / "Local State") or "{}")
        rows = state["profile"]["info_cache"].items()
        return {str(folder): one_line(str(row["name"]), 80) for folder, row in rows if row.get("name")}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _safari(title: str, root: Path) -> Iterator[Jar]:
    file = root / "Cookies.binarycookies"
    if _is_file(file):
        yield Jar(browser=title, family="safari", profile="default", path=file)


_FAMILIES = {"firefox": _firefox, "chromium": _chromium, "safari": _safari}


def _folders(root: Path) -> Iterator[Path]:
    try:
        found = sorted(entry.path for entry in os.scandir(root) if entry.is_dir())
    except OSError:
        return
    yield from map(Path, found[:FOLDERS])


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace") if path.stat().st_size <= _SMALL else ""
    except OSError:
        return ""


def _has_sides(file: Path) -> bool:
    """Whether a write-ahead log or journal with something in it lies beside the jar."""
    for side in _SIDES:
        try:
            if file.with_name(file.name + side).stat().st_size:
                return True
        except OSError:
            continue
    return False


def _runs(lock: Path, sign: str) -> bool:
    """Whether the process runs whose number stands behind the sign in a lock (a link to nowhere)."""
    try:
        number = str(lock.readlink()).rpartition(sign)[2]
    except OSError:
        return False
    if os.name != "posix":  # elsewhere the signal 0 is no question
        return False
    if not (number.isascii() and number.isdigit()) or not 0 < int(number[:10]) < 2**31:
        return False
    try:
        os.kill(int(number), 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True
