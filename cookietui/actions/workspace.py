"""A workspace is where a person's files are, which day it is and what the catalogue knows; every verb takes it first."""

import datetime
import functools
from collections.abc import Callable, Mapping

from cookietui.core.errors import UsageError
from cookietui.core.knowledge import Knowledge
from cookietui.storage.places import Places, find_places


class Workspace:
    """What every action works on; cheap to make, it reads nothing until an action asks."""

    def __init__(
        self,
        places: Places,
        today: datetime.date,
        knowledge: Knowledge | Callable[[], Knowledge] | None = None,
        *,
        demo: bool = False,
    ) -> None:
        self.places = places
        """Where config, data, state and cache are; created only when written."""
        self.today = today
        """The day of every date an action writes."""
        self.demo = demo
        """True in the throw-away workspace of `demo`: nothing outlives it."""
        self._knowledge = knowledge

    @functools.cached_property
    def knowledge(self) -> Knowledge:
        """Who owns which host and which name; loaded at the first question."""
        given = self._knowledge
        if given is None:
            from cookietui.actions.knowledge import load_knowledge  # noqa: PLC0415 - the catalogue is large

            return load_knowledge()
        return given if isinstance(given, Knowledge) else given()


def open_workspace(env: Mapping[str, str], knowledge: Knowledge | None = None) -> Workspace:
    """The workspace of this environment (COOKIETUI_HOME, COOKIETUI_TODAY); raises UsageError for a day that is none."""
    return Workspace(find_places(env), today_of(env), knowledge)


def today_of(env: Mapping[str, str]) -> datetime.date:
    """The day from COOKIETUI_TODAY, else the local day; raises UsageError for anything but YYYY-MM-DD."""
    given = env.get("COOKIETUI_TODAY", "").strip()
    if not given:
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.date.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"COOKIETUI_TODAY is no day (YYYY-MM-DD): {given!r}") from error
