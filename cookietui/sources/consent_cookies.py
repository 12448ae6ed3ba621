"""Consent cookies of a jar become signals; theirs are the only values that are read unasked, and none is kept."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from cookietui.core import moment
from cookietui.core.cookie_columns import Same, column_of
from cookietui.core.errors import BadInput
from cookietui.core.observation import Observation, iso
from cookietui.core.signal import Signal
from cookietui.core.tally import Tally
from cookietui.core.text import one_line
from cookietui.sources import consent
from cookietui.sources.database import Copy
from cookietui.sources.jar_columns import Rows

MOST = 5000
"""Consent cookies of one jar that are read."""
_BAD = "consent cookies that say nothing that can be read"
_ENCRYPTED = "consent cookies whose values are encrypted, so that what they say is not known"
_CLOSED = "alertBoxClosed"


class Stored(NamedTuple):
    """One consent cookie or stored item; `expires` in milliseconds since 1970."""

    name: str
    domain: str
    expires: int | None
    value: str


def stored(copy: Copy, table: str, columns: tuple[str, str, str], tally: Tally) -> tuple[Signal, ...]:
    """What the consent cookies in a table say; `columns` are the expressions for host, expiry and value."""
    present = copy.columns(table)
    if columns[-1] not in present:
        return ()
    exact = [name for name in consent.cookie_names() if not name.endswith("*")]
    globs = [name for name in consent.cookie_names() if name.endswith("*")]
    where = " OR ".join([f"name IN ({', '.join('?' * len(exact))})", *("name GLOB ?" for _ in globs)])
    hidden = "coalesce(length(encrypted_value), 0)" if "encrypted_value" in present else "0"
    rows = copy.some(table, ("name", *columns, hidden), where, (*exact, *globs), MOST)
    tally.add(_ENCRYPTED, kind="note", count=sum(bool(secret) and not value for *_, value, secret in rows))
    texts = [
        Stored(str(name), str(host).lstrip(".").lower(), int(expires) if isinstance(expires, int) else None, value)
        for name, host, expires, value, _ in rows
        if isinstance(value, str) and value
    ]
    return signals(texts, tally)


def of_rows(rows: Rows, copy: Copy, table: str, columns: tuple[str, str, str], tally: Tally) -> tuple[Signal, ...]:
    """As `stored`; where none of the rows has such a name, the table is not gone through again."""
    if rows.whole and not consent.among(rows.names):
        return ()
    return stored(copy, table, columns, tally)


def masked(names: Sequence[str], values: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Place and value of consent cookies, of no others."""
    wanted = consent.among(names)
    if wanted:
        for place, name in enumerate(names):
            if name in wanted:
                yield place, values[place]


def observed(found: Observation, *, values: bool) -> Observation:
    """The observation with what its consent cookies say, and without values that nobody asked for."""
    given = column_of(found.cookies, "value")
    if isinstance(given, Same) or not any(value is not None for value in given):
        return found
    held = [each for each in found.cookies if each.value is not None]
    tally = Tally()
    texts = (
        Stored(each.name, each.domain, each.expires, each.value)
        for each in held
        if each.value and consent.kind_of(each.name)
    )
    told = signals(texts, tally)
    kept = found.cookies
    if not values:
        kept = tuple(each if each.value is None else msgspec.structs.replace(each, value=None) for each in kept)
    seen = {(each.cookie, each.domain, each.kind) for each in found.signals}
    more = tuple(each for each in told if (each.cookie, each.domain, each.kind) not in seen)
    return msgspec.structs.replace(
        found, cookies=kept, signals=(*found.signals, *more), problems=(*found.problems, *tally.problems())
    )


def signals(items: Iterable[Stored], tally: Tally) -> tuple[Signal, ...]:
    """What they say, each once; cookies that are one signal together are put together by host."""
    found: dict[tuple[str, str, str], Signal] = {}
    for item in _grouped(items):
        try:
            signal = consent.decode(f"{item.name}={item.value}", consent.kind_of(item.name))
        except BadInput:
            tally.add(_BAD, kind="unread")
            continue
        told = msgspec.structs.replace(
            signal, cookie=one_line(item.name, 80), domain=one_line(item.domain, 253), until=iso(item.expires)
        )
        found.setdefault((item.domain, item.name, item.value), told)
    return tuple(consent.said(each) for each in _closed(list(found.values())))


def _grouped(items: Iterable[Stored]) -> Iterable[Stored]:
    """Cookies of a kind that has one a category (`cmplz_*`), as one text a host; the others as they are."""
    groups: dict[tuple[str, str], list[Stored]] = {}
    for number, item in enumerate(items):
        if number >= MOST:
            break
        kind = consent.kind_of(item.name) or ""
        if any(name.endswith("*") for name in consent.modules()[kind].COOKIES):
            groups.setdefault((kind, item.domain), []).append(item)
        else:
            yield item
    for rows in groups.values():
        first = rows[0]
        ends = [row.expires for row in rows if row.expires is not None]
        rest = (f"{row.name}={row.value}" for row in rows[1:] if not set(row.value) & set(";&\n"))
        yield Stored(first.name, first.domain, max(ends, default=None), "; ".join((first.value, *rest)))


def _closed(found: list[Signal]) -> Iterable[Signal]:
    """OptanonConsent with the time at which its banner was answered, where the cookie beside it tells."""
    times = {each.domain: each.fields[_CLOSED] for each in found if _CLOSED in each.fields}
    whole = {each.domain for each in found if each.kind == "onetrust" and _CLOSED not in each.fields}
    for each in found:
        closed = times.get(each.domain)
        if each.kind != "onetrust" or closed is None or each.domain not in whole:
            yield each
        elif _CLOSED not in each.fields and each.consent is not None:
            given = moment.from_text(closed)
            yield msgspec.structs.replace(
                each,
                fields={**each.fields, _CLOSED: closed},
                consent=msgspec.structs.replace(each.consent, given=given, asked=True),
                since=closed,
            )
