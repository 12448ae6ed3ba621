"""Reads the Cookies database of Chromium and its family, versions 5 to 24, without decrypting anything."""

import functools
from collections.abc import Iterable, Sequence
from typing import Any

from cookietui.core.cookie_columns import CookieColumns, Same
from cookietui.core.errors import BadInput
from cookietui.core.moment import CHROMIUM_EPOCH
from cookietui.core.observation import Observation, ObservedSource
from cookietui.core.partition import partition_of
from cookietui.core.signal import Signal
from cookietui.core.tally import Tally
from cookietui.sources import consent_cookies, database
from cookietui.sources.jar_columns import (
    Once,
    Parts,
    Rows,
    dated,
    last_used,
    later,
    parties_of,
    path_of,
    resting_collector,
    text_of,
    texts,
    whole,
)
from cookietui.sources.packed import Batch
from cookietui.sources.sample import Sample
from cookietui.sources.table_rows import NOTHING

TITLE = "Chromium cookies"
KIND = "file"
TABLE = "cookies"
NEWEST = 24
"""Newest version that was looked at; a newer one is read all the same and said to be newer."""
_SAME_SITE = {0: "none", 1: "lax", 2: "strict"}
_NEEDED = ("path", "expires_utc")
_TIME = f"nullif({{}}, 0) / 1000 - {CHROMIUM_EPOCH}"
"""Milliseconds since 1970 of microseconds since 1601; 0 means no time."""
_NOT_READ = "values that are encrypted and were not read"
_ENCRYPTED = "length(encrypted_value)"
"""The one thing that is asked about an encrypted value: whether there is one."""


def identify(sample: Sample) -> str:
    """`certain` for an SQLite file that holds the table cookies."""
    return "certain" if database.holds(sample, TABLE) else "no"


def read(sample: Sample) -> Observation:
    """The cookies of the jar; a value that is encrypted is never decrypted. Raises BadInput."""
    tally = Tally()
    with database.open_sample_copy(sample) as copy:
        columns, version = _columns(copy, tally, values=sample.values), _version(copy, tally)
        if version > NEWEST:
            tally.add(
                f"this version is newer than {NEWEST}, look twice at its dates; version", kind="note", count=version
            )
        with resting_collector():
            rows = _rows(copy.batches(TABLE, columns), tally)
        stored = consent_cookies.of_rows(rows, copy, TABLE, ("host_key", columns[4], "value"), tally)
        database.tell(copy, tally)
        source = ObservedSource(
            reader="chromium_cookies",
            path=sample.path,
            sha256=sample.sha256,
            used=last_used(copy, TABLE, _TIME.format("max(last_access_utc)")),
            taken=copy.taken,
        )
    return Observation(source=source, cookies=_cookies(rows), signals=stored, problems=tally.problems())


def signals(copy: database.Copy) -> tuple[Signal, ...]:
    """What the consent cookies of a copied jar say, without reading the others; raises BadInput."""
    tally = Tally()
    expiry = _columns(copy, tally, values=False)[4]
    return consent_cookies.stored(copy, TABLE, ("host_key", expiry, "value"), tally)


def _columns(copy: database.Copy, tally: Tally, *, values: bool) -> list[str]:
    """What is selected for each wanted column: itself, its older name, or NULL where the version lacks it."""
    present = copy.columns(TABLE)
    if not {"name", "host_key"} <= set(present):
        raise BadInput(f"its table {TABLE} is not that of a Chromium browser", input=copy.path)
    for missing in (name for name in _NEEDED if name not in present):
        tally.add(f"columns that this jar lacks ({missing})", kind="note")
    asked = values and "value" in present
    return [
        *("name", "host_key"),
        "path" if "path" in present else NOTHING,
        *(_TIME.format(name) if name in present else NOTHING for name in ("creation_utc", "expires_utc")),
        " + ".join(
            [
                _switch(present, 1, "is_secure", "secure"),
                _switch(present, 3, "is_httponly", "httponly"),
                _switch(present, 9, "has_expires"),
                _switch(present, 27, "is_persistent", "persistent"),
                _switch(present, 81, "has_cross_site_ancestor"),
                f"243 * (2 + coalesce({_same_site(present)}, -1))",
            ]
        ),
        "nullif(top_frame_site_key, '')" if "top_frame_site_key" in present else NOTHING,
        "nullif(value, '')" if asked else NOTHING,
        f"{_ENCRYPTED} > 0" if asked and "encrypted_value" in present else NOTHING,
        _TIME.format("last_update_utc") if "last_update_utc" in present else NOTHING,
    ]


def _switch(present: tuple[str, ...], weight: int, *names: str) -> str:
    """A switch as 0, 1 or, where the version lacks it or it is empty, 2, at its place in one number."""
    name = next((name for name in names if name in present), None)
    return f"{weight} * coalesce({name} <> 0, 2)" if name else f"{weight} * 2"


def _switches(packed: Any) -> tuple[bool | None, bool | None, bool, str | None, bool | None]:
    """Secure, HttpOnly, session, SameSite and foreign ancestor, which are selected as one number."""
    if type(packed) is not int:
        return None, None, False, None, None
    rest, secure = divmod(packed, 3)
    rest, http_only = divmod(rest, 3)
    rest, expires = divmod(rest, 3)
    rest, persistent = divmod(rest, 3)
    same_site, foreign = divmod(rest, 3)
    known = (False, True, None)
    session = expires == 0 or persistent == 0
    return known[secure], known[http_only], session, _SAME_SITE.get(same_site - 2), known[foreign]


def _same_site(present: tuple[str, ...]) -> str:
    """SameSite; before version 12 it stood in firstpartyonly, where 0 was what a cookie got that said nothing."""
    return (
        "samesite" if "samesite" in present else "nullif(firstpartyonly, 0)" if "firstpartyonly" in present else "NULL"
    )


def _version(copy: database.Copy, tally: Tally) -> int:
    """The version in the table meta, 0 where it is missing, damaged or no number."""
    try:
        if not copy.has("meta") or not {"key", "value"} <= set(copy.columns("meta")):
            return 0
        found = str(copy.value("SELECT value FROM meta WHERE key = 'version'"))
    except BadInput:
        tally.add("the table with its version cannot be read, look twice at its dates; tables", kind="note")
        return 0
    return int(found) if found.isascii() and found.isdigit() and len(found) < 6 else 0  # noqa: PLR2004 - no number of a version


def _rows(batches: Iterable[Batch], tally: Tally) -> Rows:
    """The rows; odd dates are counted, and values that are encrypted, where values are asked for."""

    def look(batch: Batch) -> None:
        pairs = zip(batch.column(8), batch.column(7), strict=True)
        tally.add(_NOT_READ, kind="note", count=sum(bool(secret) and not value for secret, value in pairs))
        dated(batch, 4, tally, first=1 - CHROMIUM_EPOCH)  # what is no number counts as the first moment there is

    return Rows(batches, tally, look)


def _cookies(rows: Rows) -> CookieColumns:
    """The cookies of the rows."""
    switches = Parts(_switches, lambda: rows.take(5))
    partitions = functools.cache(lambda: list(Once(_partition).all(rows.take(6))))
    creations, expiries = functools.cache(lambda: rows.take(3)), functools.cache(lambda: rows.take(4))
    sessions = functools.cache(lambda: [row[2] or not end for row, end in zip(switches.rows, expiries(), strict=True)])
    return rows.cookies(
        path=lambda: list(Once(path_of).all(rows.take(2))),
        created=lambda: whole(creations()),
        expires=lambda: [None if over else end for over, end in zip(sessions(), whole(expiries()), strict=True)],
        session=sessions,
        secure=lambda: switches.field(0),
        http_only=lambda: switches.field(1),
        same_site=lambda: switches.field(3),
        partition=partitions,
        party=lambda: parties_of([host for host, _ in rows.hosts], partitions()),
        value=lambda: texts(rows.take(7)),
        updated=lambda: later(rows.take(9), creations()),
        foreign_ancestor=lambda: _foreign(partitions(), switches.field(4)),
    )


def _partition(given: Any) -> str | None:
    return partition_of(text_of(given))[0] if given else None


def _foreign(partitions: Sequence[str | None], switches: Sequence[bool | None]) -> Sequence[bool | None]:
    """Of cookies without a partition the switch is off and says nothing."""
    if not any(partitions):
        return Same(None, len(partitions))
    return [switch if partition else None for partition, switch in zip(partitions, switches, strict=True)]
