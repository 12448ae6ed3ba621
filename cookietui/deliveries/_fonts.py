"""The font of a printed letter is the built-in one where it has every character, else one of the system that has it."""

import functools
import os
import tomllib
import unicodedata
from importlib import resources
from pathlib import Path

import msgspec

from cookietui.core.errors import NotDelivered
from cookietui.core.text import one_line

BUILT_IN = "helvetica"
_CODING = "cp1252"
"""What the fonts that every PDF reader has can show."""
_ENTRIES = 50_000
_OTHERS = 150
"""Fonts that no list names and that are looked into."""
_DEEP = 6
_JOINED = (
    (0x0590, 0x08FF),
    (0x0900, 0x0DFF),
    (0x0E00, 0x0EFF),
    (0x0F00, 0x109F),
    (0x1780, 0x18AF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFF),
)
"""Scripts whose letters change their form or direction beside each other, which is not done here."""


class Font(msgspec.Struct, frozen=True, kw_only=True):
    """One font file; `bold` is empty where there is none."""

    plain: str
    bold: str = ""


class _OnFile(msgspec.Struct, frozen=True):
    folders: tuple[str, ...]
    faces: tuple[tuple[str, str], ...]


@functools.cache
def _on_file() -> _OnFile:
    text = (resources.files("cookietui") / "data" / "fonts.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _OnFile)


def plain_enough(text: str) -> bool:
    """Whether the built-in font has every character of the text."""
    try:
        text.encode(_CODING)
    except UnicodeEncodeError:
        return False
    return True


def fonts_for(text: str, own: str = "") -> tuple[Font, ...]:
    """The fonts that together have every character of the text, the main one first; empty: the built-in one does.

    `own` is a font file of the person's, which goes first. Raises NotDelivered that names characters no font has.
    """
    if not own and plain_enough(text):
        return ()
    needed = {char for char in text if not char.isspace() and unicodedata.category(char) not in {"Cf", "Cc"}}
    joined = sorted(char for char in needed if any(low <= ord(char) <= high for low, high in _JOINED))
    if joined:
        raise NotDelivered(f"{_named(joined)}: letters of this script cannot be set here")
    chosen: list[Font] = []
    missing = set(needed)
    candidates = [Font(plain=str(Path(own).expanduser()))] if own else []
    if own and not covered(candidates[0].plain):
        raise NotDelivered(f"{one_line(own, 200)} is no font that can be used")
    for font in (*candidates, *_installed()):
        gained = missing & covered(font.plain)
        if gained or (own and not chosen):
            chosen.append(font)
            missing -= gained
        if not missing:
            return tuple(_fewest(chosen, needed))
    raise NotDelivered(f"no font of this system has {_named(sorted(missing))}; name one: [letter] font")


def _fewest(chosen: list[Font], needed: set[str]) -> list[Font]:
    """One font alone where one of those that were found has everything."""
    alone = next((font for font in chosen if needed <= covered(font.plain)), None)
    return [alone] if alone else chosen


def _named(chars: list[str]) -> str:
    first = ", ".join(f"{char} (U+{ord(char):04X})" for char in chars[:3])
    return first if len(chars) <= 3 else f"{first} and {len(chars) - 3} more"  # noqa: PLR2004 - as many as were named


@functools.lru_cache(maxsize=256)
def covered(path: str) -> frozenset[str]:
    """The characters a font file has; none for a file that is no font."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - slow to load, and few letters need it

    try:
        with Path(path).open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))
    except (TTLibError, OSError, ValueError, KeyError, IndexError, AssertionError, TypeError):
        # fontTools answers a broken file with whatever its parser met first
        return frozenset()


def _installed() -> list[Font]:
    """The fonts of this system: those on file first, then some of the others."""
    files = _files()
    listed = [
        Font(plain=files[plain.lower()], bold=files.get(bold.lower(), ""))
        for plain, bold in _on_file().faces
        if plain.lower() in files
    ]
    known = {font.plain for font in listed}
    others = [path for name, path in sorted(files.items()) if path not in known and "bold" not in name]
    return [*listed, *(Font(plain=path) for path in others[:_OTHERS])]


@functools.cache
def _files() -> dict[str, str]:
    """File name in lower case to path, of every font file in the folders on file."""
    found: dict[str, str] = {}
    seen = 0
    for folder in _on_file().folders:
        top = os.path.expanduser(folder)  # noqa: PTH111 - os.walk takes strings
        for place, inner, names in os.walk(top):
            seen += len(names)
            if seen > _ENTRIES or place.count(os.sep) - top.count(os.sep) >= _DEEP:
                inner.clear()
            for name in names:
                if name.lower().endswith((".ttf", ".otf", ".ttc")):
                    found.setdefault(name.lower(), os.path.join(place, name))  # noqa: PTH118 - same
    return found
