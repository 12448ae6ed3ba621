"""What a person agreed to at a site stands in the consent cookies of her browsers; nothing of it is kept."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from cookietui.actions.cases import Gathered
from cookietui.actions.compare import known_sites
from cookietui.actions.observing import Observed, observe
from cookietui.actions.vendor_names import VendorNames
from cookietui.actions.workspace import Workspace
from cookietui.core.consent_saying import against, still_on
from cookietui.core.decision import Decision
from cookietui.core.signal import Signal
from cookietui.core.signal import as_json as signal_json


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
    if observed is None:
        observed = observe(ws, jars, browser)
    names = VendorNames(ws)
    return tuple(
        Agreed(signal=names.told(signal), source=source, against=tuple(_against(signal, decisions)))
        for signal, source in _of_site(ws, site, observed)
    )


def _of_site(ws: Workspace, site: str, observed: Observed) -> Iterator[tuple[Signal, str]]:
    """The signals of the site, each once."""
    if not any(each.signals for each in observed.observations):
        return
    gathered = Gathered((), frozenset({*known_sites(ws), site}))
    seen: set[tuple[str | None, str | None, tuple[str, ...]]] = set()
    for observation in observed.observations:
        for signal in observation.signals:
            key = (signal.cookie, signal.domain, signal.says)
            if signal.domain and gathered.site_of(signal.domain) == site and key not in seen:
                seen.add(key)
                yield signal, observation.source.path


def _against(signal: Signal, decisions: Sequence[Decision]) -> Iterator[str]:
    if signal.consent is None:
        return
    denied = (decision.category for decision in decisions if decision.choice == "deny")
    yield from filter(None, (*(against(signal.consent, each) for each in denied), still_on(signal.consent)))


def as_json(found: Agreed) -> dict[str, Any]:
    """The documented object: the signal with its source and what is against the person's choice."""
    return {**signal_json(found.signal), "source": found.source, "against": found.against}
