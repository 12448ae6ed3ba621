"""Reads Firefox's cookies.sqlite of every schema; seconds became milliseconds with schema 16."""

import functools
import re
import urllib.parse
from collections.abc import Collection, Mapping
from typing import Any

from cookietui.core.cookie_columns import CookieColumns
from cookietui.core.errors import BadInput
from cookietui.core.observation import Observation, ObservedSource
from cookietui.core.partition import partition_of
from cookietui.core.signal import Signal
from cookietui.core.tally import Tally
from cookietui.core.text import one_line
from cookietui.sources import consent_cookies, database, json_text
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
from cookietui.sources.sample import Sample
from cookietui.sources.table_rows import NOTHING
from cookietui.sources.torn_json import whole_items

TITLE = "Firefox cookies"
KIND = "file"
TABLE = "moz_cookies"
NEWEST = 17
"""Newest schema that was looked at; a newer one is read all the same and said to be newer."""
_MILLISECONDS = 16
_SAME_SITE = {0: "none", 1: "lax", 2: "strict"}
_SWITCHES = {"isSecure": "isSecure", "isHttpOnly": "2 * isHttpOnly", "sameSite": "4 * sameSite"}
"""Columns of switches and their place in one number; a sameSite of 256 means that the cookie does not say."""
_NEEDED = ("path", "expiry")
_IDENTITIES = ("identities/[]",)
_LABEL = re.compile(r"user-?context-?", re.IGNORECASE)
_COLON = ("+", ":")
"""What stands for a colon in names of origins."""
_Origin = tuple[str | None, str | None, bool, bool | None]
_NO_ORIGIN: _Origin = (None, None, False, None)
_Switches = tuple[bool | None, bool | None, str | None]


def identify(sample: Sample) -> str:
    """`certain` for an SQLite file that holds the table moz_cookies."""
    return "certain" if database.holds(sample, TABLE) else "no"


def read(sample: Sample) -> Observation:
    """The cookies of the jar, values only where the sample asks for them; raises BadInput."""
    tally = Tally()
    with database.open_sample_copy(sample) as copy:
        version = copy.version()
        columns = _columns(copy, tally, version=version, values=sample.values)
        if version > NEWEST:
            tally.add(
                f"this schema is newer than {NEWEST}, look twice at its dates; schema", kind="note", count=version
            )
        names = containers(sample, tally)
        with resting_collector():
            rows = Rows(copy.batches(TABLE, columns), tally, lambda batch: dated(batch, 3, tally))
        stored = consent_cookies.of_rows(rows, copy, TABLE, ("host", columns[3], "value"), tally)
        database.tell(copy, tally)
        source = ObservedSource(
            reader="firefox_cookies",
            path=sample.path,
            sha256=sample.sha256,
            used=last_used(copy, TABLE, "max(lastAccessed) / 1000"),
            taken=copy.taken,
        )
        cookies = _cookies(rows, names, copy.columns(TABLE))
    return Observation(source=source, cookies=cookies, signals=stored, problems=tally.problems())


def signals(copy: database.Copy) -> tuple[Signal, ...]:
    """What the consent cookies of a copied jar say, without reading the others; raises BadInput."""
    tally = Tally()
    expiry = _columns(copy, tally, version=copy.version(), values=False)[3]
    return consent_cookies.stored(copy, TABLE, ("host", expiry, "value"), tally)


def _columns(copy: database.Copy, tally: Tally, *, version: int, values: bool) -> list[str]:
    """What is selected: name, host, path, expiry, creation, switches, origin, value and last setting, or NULL."""
    present = copy.columns(TABLE)
    if not {"name", "host"} <= set(present):
        raise BadInput(f"its table {TABLE} has no names or hosts that could be read", input=copy.path)
    for missing in (name for name in _NEEDED if name not in present):
        tally.add(f"columns that this jar lacks ({missing})", kind="note")
    switches = [place for name, place in _SWITCHES.items() if name in present]
    expiry = "expiry" if version >= _MILLISECONDS else "1000 * expiry"
    return [
        "name",
        "host",
        "path" if "path" in present else NOTHING,
        expiry if "expiry" in present else NOTHING,
        "creationTime / 1000" if "creationTime" in present else NOTHING,
        " + ".join(switches) or NOTHING,
        "originAttributes" if "originAttributes" in present else NOTHING,
        "value" if values and "value" in present else NOTHING,
        "updateTime / 1000" if "updateTime" in present else NOTHING,
    ]


def _switches(packed: Any, present: Collection[str]) -> _Switches:
    """Secure, HttpOnly and SameSite, which are selected as one number: each look at a column costs time."""
    if type(packed) is not int:
        return None, None, None
    secure = bool(packed & 1) if "isSecure" in present else None
    http_only = bool(packed & 2) if "isHttpOnly" in present else None
    return secure, http_only, _SAME_SITE.get(packed >> 2) if "sameSite" in present else None


def _cookies(rows: Rows, names: Mapping[str, str], present: Collection[str]) -> CookieColumns:
    """The cookies of the rows."""
    switches = Parts(lambda packed: _switches(packed, present), lambda: rows.take(5))
    origins = Parts(lambda given: _origin(given, names), lambda: rows.take(6))
    creations = functools.cache(lambda: rows.take(4))
    partitions = functools.cache(lambda: origins.field(0))
    return rows.cookies(
        path=lambda: list(Once(path_of).all(rows.take(2))),
        created=lambda: whole(creations()),
        expires=lambda: whole(rows.take(3)),
        secure=lambda: switches.field(0),
        http_only=lambda: switches.field(1),
        same_site=lambda: switches.field(2),
        partition=partitions,
        container=lambda: origins.field(1),
        private=lambda: origins.field(2),
        foreign_ancestor=lambda: origins.field(3),
        party=lambda: parties_of([host for host, _ in rows.hosts], partitions()),
        value=lambda: texts(rows.take(7)),
        updated=lambda: later(rows.take(8), creations()),
    )


def _origin(attributes: Any, names: Mapping[str, str]) -> _Origin:
    """Of `^userContextId=2&partitionKey=%28https%2Cexample.com%29`: partition, container, private, foreign ancestor."""
    if not attributes:
        return _NO_ORIGIN
    try:
        fields = dict(urllib.parse.parse_qsl(text_of(attributes).lstrip("^"), max_num_fields=50))
    except ValueError:
        return _NO_ORIGIN
    key = fields.get("partitionKey") or fields.get("firstPartyDomain", "")
    partition, foreign = partition_of(key.replace(*_COLON))
    number = fields.get("userContextId")
    container = names.get(number, f"container {number}") if number else None
    private = fields.get("privateBrowsingId", "0") != "0"
    return partition, one_line(container, 80) if container else None, private, foreign


def containers(sample: Sample, tally: Tally) -> dict[str, str]:
    """Container names by number from the containers.json beside the jar; empty where there is none."""
    data = sample.beside("containers.json")
    if not data:
        return {}
    try:
        found = json_text.parse_torn(data.decode("utf-8", "replace"), "containers.json")
        value = found.value
        if found.broken:
            value, told = whole_items(value, found.broken, _IDENTITIES, "containers.json")
            tally.add(f"container names may be missing (containers.json: {told.message})", kind="note")
    except BadInput as error:
        tally.add(f"container names could not be read (containers.json {error.message})", kind="note")
        return {}
    rows = value.get("identities") if isinstance(value, dict) else None
    known = (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
    return {str(row.get("userContextId")): _container_name(row) for row in known}


def _container_name(row: Mapping[str, Any]) -> str:
    """The person's own name, else the built-in one (`userContextPersonal.label` is Personal)."""
    if isinstance(row.get("name"), str) and row["name"]:
        return one_line(row["name"], 80)
    label = str(row.get("l10nID") or row.get("l10nId") or "").split(".")[0]
    return one_line(_LABEL.sub("", label), 80).capitalize() or f"container {row.get('userContextId')}"
