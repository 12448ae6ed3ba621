"""Signals are recognised by their form or by the name of their cookie; every kind is a module found by its name."""

import functools
import re
from collections.abc import Mapping, Sequence
from types import ModuleType

import msgspec

from cookietui import plugins
from cookietui.core.consent import Consent
from cookietui.core.consent_saying import sentences
from cookietui.core.errors import BadInput, UsageError
from cookietui.core.observation import iso
from cookietui.core.signal import Signal
from cookietui.core.signals import kinds
from cookietui.core.signals.pieces import LIMIT

_NAMED = re.compile(r"([\w.-]{2,60})=(.*)", re.ASCII | re.DOTALL)


@functools.cache
def modules() -> Mapping[str, ModuleType]:
    """The kinds of signals by name."""
    return {name: plugins.load(kinds, name) for name in plugins.names(kinds)}


@functools.cache
def _names() -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    """Cookie names and their kinds: exact ones, and beginnings."""
    rows = [(cookie, name) for name, module in modules().items() for cookie in module.COOKIES]
    exact = {cookie: name for cookie, name in rows if not cookie.endswith("*")}
    return exact, tuple((cookie[:-1], name) for cookie, name in rows if cookie.endswith("*"))


def kind_of(cookie: str) -> str | None:
    """The kind of signal that a cookie or stored item of that name holds, None for all others."""
    exact, beginnings = _names()
    return exact.get(cookie) or next((kind for start, kind in beginnings if cookie.startswith(start)), None)


def cookie_names() -> tuple[str, ...]:
    """The names of all consent cookies, a star for any ending."""
    return tuple(cookie for module in modules().values() for cookie in module.COOKIES)


def among(cookies: Sequence[str]) -> frozenset[str]:
    """The names of consent cookies among very many names: quicker than `kind_of` for each."""
    exact, beginnings = _names()
    found = set() if exact.keys().isdisjoint(cookies) else exact.keys() & set(cookies)
    joined = "\n".join(cookies)
    if any(start in joined for start, _ in beginnings):
        found |= {name for name in cookies if kind_of(name)}
    return frozenset(found)


def recognised(text: str) -> tuple[str, ...]:
    """The kinds that are certain about the text, else those that it could be a damaged one of."""
    answers = {name: module.recognise(text[:LIMIT]) for name, module in modules().items()}
    for wanted in ("certain", "fallback"):
        found = tuple(name for name, answer in answers.items() if answer == wanted)
        if found:
            return found
    return ()


def decode(text: str, kind: str | None = None) -> Signal:
    """The signal in a text: a string, a cookie's value, or `NAME=VALUE` of a consent cookie.

    Blanks around it are ignored. Raises BadInput with one line, UsageError for a kind there is none of.
    """
    if kind is not None and kind not in modules():
        raise UsageError(f"there is no kind {kind!r}; there are: {', '.join(modules())}")
    bare = text.strip()
    if not bare:
        raise BadInput("is empty")
    if len(bare) > LIMIT:
        raise BadInput(f"is longer than any consent string can be ({len(bare)} characters)")
    named = _NAMED.fullmatch(bare)
    cookie = named[1] if named and kind_of(named[1]) in modules() else None
    if named and cookie:
        kind = kind or kind_of(cookie)
        grouped = any(each.endswith("*") for each in modules()[kind or ""].COOKIES)
        bare = bare if grouped else named[2].strip()
    if not bare:
        raise BadInput(f"is the cookie {cookie} without a value")
    chosen = (kind,) if kind else recognised(bare)
    if not chosen:
        raise BadInput("is no consent string of a kind that is known here")
    found: Signal = modules()[chosen[0]].read(bare)
    agreed: Consent = modules()[chosen[0]].consent(found)
    return said(msgspec.structs.replace(found, cookie=cookie, consent=agreed, since=iso(agreed.given)))


def said(found: Signal, vendors: Mapping[int, str] | None = None) -> Signal:
    """The signal with what it means in sentences, and the names of its vendors as far as `vendors` has them."""
    if found.consent is None:
        return found
    held = {number for each in found.consent.holders if each.register == "iab" for number in each.ids}
    named = {str(number): vendors[number] for number in sorted(held) if number in vendors} if vendors else {}
    return msgspec.structs.replace(found, vendors=named, says=sentences(found.consent, found.until, vendors))
