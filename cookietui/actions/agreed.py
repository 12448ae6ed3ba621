"""What a person agreed to at a site stands in the consent cookies of her browsers; nothing of it is kept."""

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from cookietui import plugins, readers
from cookietui.actions.cases import Gathered
from cookietui.actions.compare import known_sites
from cookietui.actions.deciding import open_speaking
from cookietui.actions.observing import Observed, observe, stamp
from cookietui.actions.read import read_source
from cookietui.actions.vendor_names import VendorNames
from cookietui.actions.workspace import Workspace
from cookietui.core.consent_saying import against, still_on
from cookietui.core.decision import Decision, Speaker
from cookietui.core.errors import CookietuiError
from cookietui.core.signal import Signal
from cookietui.core.signal import as_json as signal_json
from cookietui.sources.database import open_copy
from cookietui.storage.browsers import Jar, find_jars, this_system

_READERS = {"firefox": "firefox_cookies", "chromium": "chromium_cookies"}
"""Readers that read the consent cookies of a family's jars without the others."""


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """One record of consent of a site."""

    signal: Signal
    source: str
    """The jar it was found in."""
    against: tuple[str, ...] = ()
    """Where it is not what the person wants, in sentences without full stop."""


def agreed(
    ws: Workspace,
    site: str,
    decisions: Sequence[Decision] = (),
    jars: Sequence[str] = (),
    browser: str | None = None,
    *,
    observed: Observed | None = None,
) -> tuple[Agreed, ...]:
    """The records of consent of a site in these jars, else in those found here, each once; `decisions` are its own.

    Jars that cannot be read are passed over: `jars` and `compare` say why. Raises UsageError for an unknown browser.
    """
    if observed is None and not jars and browser is None:
        every = _found(ws)
    else:
        observed = observed or observe(ws, jars, browser)
        every = {}
        for each in observed.observations:
            every[each.source.path] = (*every.get(each.source.path, ()), *each.signals)
    names = VendorNames(ws)
    signals = list(_of_site(ws, site, every))
    speaker = open_speaking(ws)[1] if signals else Speaker()
    return tuple(
        Agreed(signal=names.told(signal), source=source, against=tuple(_against(signal, decisions, speaker)))
        for signal, source in signals
    )


def _found(ws: Workspace) -> dict[str, tuple[Signal, ...]]:
    """The signals in the jars of this computer by their path, looked up once as long as a jar stays as it is."""
    found: dict[str, tuple[Signal, ...]] = {}
    for jar in () if ws.demo else find_jars(os.environ, this_system()):
        path = str(jar.path)
        key = ("signals", path, stamp(path))
        if key not in ws.kept:
            try:
                ws.kept[key] = _signals(ws, jar)
            except CookietuiError:
                ws.kept[key] = ()
        found[path] = ws.kept[key]
    return found


def _signals(ws: Workspace, jar: Jar) -> tuple[Signal, ...]:
    """Of databases only the consent cookies are read; raises BadInput, MissingInput, Locked."""
    reader = _READERS.get(jar.family)
    if reader is None:
        whole = read_source(ws, str(jar.path)).observation
        return whole.signals if whole else ()
    with contextlib.closing(open_copy(str(jar.path))) as copy:
        told: tuple[Signal, ...] = plugins.load(readers, reader).signals(copy)
        return told


def _of_site(ws: Workspace, site: str, every: Mapping[str, Sequence[Signal]]) -> Iterator[tuple[Signal, str]]:
    """The signals of the site with their jar, each once."""
    if not any(every.values()):
        return
    gathered = Gathered((), frozenset({*known_sites(ws), site}))
    seen: set[tuple[str | None, str | None, tuple[str, ...]]] = set()
    for source, signals in every.items():
        for signal in signals:
            key = (signal.cookie, signal.domain, signal.says)
            if signal.domain and gathered.site_of(signal.domain) == site and key not in seen:
                seen.add(key)
                yield signal, source


def _against(signal: Signal, decisions: Sequence[Decision], speaker: Speaker) -> Iterator[str]:
    if signal.consent is None:
        return
    denied = (decision for decision in decisions if decision.choice == "deny")
    said = (against(signal.consent, each.category, speaker.denies(each)) for each in denied)
    yield from filter(None, (*said, still_on(signal.consent)))


def as_json(found: Agreed) -> dict[str, Any]:
    """The documented object: the signal with its source and what is against what is wanted."""
    return {**signal_json(found.signal), "source": found.source, "against": found.against}
