"""What the terminal can show is read from the environment once, before anything is drawn."""

import sys
from collections.abc import Mapping

LEAST = (40, 12)
"""Columns and rows below which only a line is shown that asks for more."""


def speaks_utf8(env: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether the locale is UTF-8 (POSIX order: LC_ALL, LC_CTYPE, LANG); always so on Windows and macOS."""
    if platform in ("win32", "darwin"):
        return True
    locale = next((env[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if env.get(name)), "C")
    return "utf-8" in locale.lower() or "utf8" in locale.lower()
