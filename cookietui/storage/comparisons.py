"""How many findings of each kind the last comparison had, site by site: a cache, so that lists need no jar."""

import contextlib
import datetime
from collections.abc import Mapping

import msgspec

from cookietui.core.errors import CookietuiError
from cookietui.storage import atomic
from cookietui.storage.places import Places

_SCHEMA = 1


class Compared(msgspec.Struct, frozen=True):
    """One site as it was last compared."""

    day: datetime.date
    kinds: dict[str, int]
    """Kind of finding to how many there were."""


class _File(msgspec.Struct, frozen=True):
    schema: int
    sites: dict[str, Compared]


def load(places: Places) -> dict[str, Compared]:
    """The sites that were compared; empty where nothing is kept or the file is damaged."""
    with contextlib.suppress(CookietuiError, msgspec.DecodeError):
        data = atomic.read(places.comparisons)
        found = msgspec.json.decode(data, type=_File) if data is not None else None
        if found is not None and found.schema == _SCHEMA:
            return found.sites
    return {}


def keep(places: Places, sites: Mapping[str, Compared]) -> None:
    """Keep these sites in the place of what was known of them; never fails for want of it."""
    old = load(places)
    new = {**old, **sites}
    if new != old:
        with contextlib.suppress(CookietuiError):
            atomic.write(places.comparisons, msgspec.json.encode(_File(_SCHEMA, new)), durable=False)
