"""A workspace is where a person's files are, which day it is and what the catalogue knows; every verb takes one."""

import contextlib
import datetime
import functools
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cookietui.core.errors import UsageError
from cookietui.core.knowledge import Knowledge
from cookietui.core.moment import from_text
from cookietui.storage.places import Places, find_places
from cookietui.storage.tidying import tidy

if TYPE_CHECKING:
    from cookietui.catalog.book import Catalogue


class Workspace:
    """What every action works on; cheap to make, it reads nothing until an action asks."""

    def __init__(
        self,
        places: Places,
        today: datetime.date,
        knowledge: Knowledge | Callable[[], Knowledge] | None = None,
        *,
        demo: bool = False,
        clock: Callable[[], int | None] = lambda: None,
    ) -> None:
        self.places = places
        """Where config, data, state and cache are; created only when written."""
        self.today = today
        """The day of every date an action writes."""
        self.now = clock
        """This moment in milliseconds since 1970; None where only the day was set, which is then judged as a whole."""
        self.demo = demo
        """True in the throw-away workspace of `demo`: nothing outlives it."""
        self.kept: dict[Any, Any] = {}
        """What was read in this run and is as it was, by what it was read from."""
        self._knowledge = knowledge
        self._told: dict[str, bool] = {}

    @functools.cached_property
    def knowledge(self) -> Knowledge:
        """Who owns which host and which name, who sets a cookie; loaded at the first question."""
        given = self._knowledge
        if given is None:
            return self.catalogue.knowledge()
        return given if isinstance(given, Knowledge) else given()

    @functools.cached_property
    def catalogue(self) -> "Catalogue":
        """The shipped facts with what the person imported and corrected."""
        from cookietui.actions.knowledge import load_catalogue  # noqa: PLC0415 - the catalogue is large

        found, notices = load_catalogue(self.places)
        self.tell(notices)
        return found

    def forget_catalogue(self) -> None:
        """Let the next question see what was imported or corrected since."""
        for name in ("catalogue", "knowledge"):
            self.__dict__.pop(name, None)

    def tell(self, notices: Iterable[str]) -> None:
        """Keep what opening a file had to say, each line once, until a face asks."""
        for notice in notices:
            self._told.setdefault(notice, False)

    def untold(self) -> tuple[str, ...]:
        """The notices that no face has shown yet."""
        fresh = tuple(notice for notice, told in self._told.items() if not told)
        self._told.update(dict.fromkeys(fresh, True))
        return fresh


def open_workspace(env: Mapping[str, str], knowledge: Knowledge | None = None) -> Workspace:
    """The workspace of this environment (COOKIETUI_HOME, COOKIETUI_TODAY), put in order if a run was interrupted.

    Raises UsageError for a day that is none.
    """
    today, clock = _time_of(env.get("COOKIETUI_TODAY", "").strip())
    ws = Workspace(find_places(env), today, knowledge, clock=clock)
    ws.tell(tidy(ws.places))
    return ws


def _time_of(given: str) -> tuple[datetime.date, Callable[[], int | None]]:
    """Day and clock of what was set, a day or a moment (without a zone: UTC), else those of this computer."""
    if not given:
        return datetime.datetime.now().astimezone().date(), lambda: time.time_ns() // 1_000_000
    day, mark, _ = given.partition("T")
    moment = from_text(given) if mark else None
    return day_of(given if mark and moment is None else day, "COOKIETUI_TODAY"), lambda: moment


def day_of(given: str, what: str) -> datetime.date:
    """The day written as YYYY-MM-DD; raises UsageError naming what it was given for."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(given)
    raise UsageError(f"{what} takes a day as YYYY-MM-DD, not {given!r}")
