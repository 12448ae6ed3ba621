"""The jars of this computer are listed with how many cookies each holds, counted in copies."""

import contextlib
import os
from collections.abc import Iterator, Mapping

import msgspec

from cookietui.actions.read import read_source
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import BadInput, CookietuiError
from cookietui.sources import database
from cookietui.storage.browsers import Jar, System, find_jars, this_system

_TABLES = {"firefox": "moz_cookies", "chromium": "cookies"}


class JarRow(msgspec.Struct, frozen=True, kw_only=True):
    """One jar; the documented row."""

    schema: str = "cookietui.jar/1"
    browser: str
    profile: str
    """The name of its folder."""
    name: str | None
    """What the person called the profile."""
    path: str
    cookies: int | None
    """How many are in it, None where it cannot be read."""
    live: bool
    """Whether a browser seems to have it open; it is read from a copy either way."""
    problem: str | None = None
    """Why it cannot be read, or what in it could not be."""


def jar_rows(ws: Workspace, environ: Mapping[str, str] | None = None, system: System | None = None) -> Iterator[JarRow]:
    """One row a jar, browser by browser; a jar that cannot be read says why and never stops the others."""
    for jar in find_jars(os.environ if environ is None else environ, system or this_system()):
        count, problem = None, None
        try:
            count, problem = _count(ws, jar)
        except CookietuiError as error:
            problem = error.message
        yield JarRow(
            browser=jar.browser,
            profile=jar.profile,
            name=jar.name,
            path=str(jar.path),
            cookies=count,
            live=jar.live,
            problem=problem,
        )


def _count(ws: Workspace, jar: Jar) -> tuple[int, str | None]:
    """The number of cookies, and what could not be read; raises BadInput, Locked.

    A jar is read only where its database cannot count its rows: counting takes a hundredth of the time.
    """
    table = _TABLES.get(jar.family)
    if table is not None:
        with contextlib.suppress(BadInput), database.open_copy(str(jar.path)) as copy:
            if not copy.is_torn:
                return copy.count(table), None
    found = read_source(ws, str(jar.path)).observation
    if found is None:
        return 0, None
    skipped = [problem.message for problem in found.problems if problem.kind == "cut"]
    return len(found.cookies), "; ".join(skipped) or None
