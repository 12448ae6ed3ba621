"""A fact is said as what the site says, never as what is so: "Says it does not sell ..." and not "does not sell"."""

import re
from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any

from cookietui.core.declaration import Channel, OfferedRight, Practice, Technology
from cookietui.core.text import one_line

DATA = {
    "financial": "payment details", "health": "health data", "contact": "contact details", "location": "where you are",
    "demographic": "age, gender and the like", "identifier": "identity numbers",
    "online-activity": "what you do online", "profile": "your profile", "social-media": "social media data",
    "device": "IP addresses or device numbers", "cookies": "cookies and similar marks",
    "computer": "details of your browser and computer", "survey": "survey answers",
    "generic": "personal information", "other": "other data",
}  # fmt: skip
PURPOSES = {
    "service": "the service itself", "additional-service": "extra services", "advertising": "advertising",
    "marketing": "marketing", "analytics": "analysis and research", "personalization": "personal settings and content",
    "security": "operation and security", "legal": "legal duties", "merger": "a sale of the business",
    "other": "other purposes",
}  # fmt: skip
RECIPIENTS = {
    "processors": "companies that work for it", "partners": "partners", "advertisers": "advertisers",
    "affiliates": "companies of its group", "authorities": "authorities",
    "successors": "whoever takes over the business", "public": "the public", "anyone": "third parties",
}  # fmt: skip
CHOICES = {
    "opt-in": "nothing happens without your consent", "opt-out-link": "opting out by a link",
    "opt-out-contact": "opting out by writing or calling", "site-settings": "settings on the site",
    "third-party-settings": "settings at other companies", "browser-settings": "settings of your browser or device",
    "avoid-service": "not using the service or not giving the data", "other": "another way",
}  # fmt: skip
TECHNOLOGIES = {
    "cookies": "cookies", "persistent-cookies": "persistent cookies", "session-cookies": "session cookies",
    "web-beacons": "web beacons", "local-storage": "local storage", "server-logs": "server logs",
    "ip-address": "IP addresses", "unique-identifiers": "unique identifiers", "fingerprinting": "fingerprinting",
    "do-not-track": "Do Not Track", "global-privacy-control": "Global Privacy Control",
}  # fmt: skip
SIGNALS = frozenset({"do-not-track", "global-privacy-control"})
RIGHTS = {
    "access": "to see the data it holds about you", "correct": "to have data corrected",
    "delete": "to have data deleted", "port": "to take your data elsewhere", "restrict": "to have the use restricted",
    "object": "to object to uses", "stop-marketing": "to stop marketing", "stop-sale": "to stop the sale of your data",
    "stop-targeting": "to stop targeted advertising", "limit-sensitive": "to limit the use of sensitive data",
    "withdraw-consent": "to withdraw consent", "automated-decision": "not to be judged by a machine alone",
}  # fmt: skip
CHANNELS = {
    "email": "by e-mail to", "post": "by post to", "phone": "by phone at", "fax": "by fax to", "form": "by the form",
    "link": "by the link", "settings": "in the settings", "browser": "in the browser",
}  # fmt: skip
CONDITIONS = {
    "identity-check": "after a check of who you are", "account": "with an account", "resident": "for residents only",
    "fee": "for a fee", "limit": "within limits", "form": "with a form", "written": "in writing",
    "agent": "also through an agent",
}  # fmt: skip
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK = {"H": "hour", "M": "minute", "S": "second"}
_PERIOD = re.compile(r"(\d+)([YMWDHS])")
_VALUE = 120
"""Characters of a foreign value in a sentence."""


@singledispatch
def say(fact: Any, among: Iterable[Practice] = ()) -> str:
    """One English sentence without markup and full stop; `among` are all practices of the site, for exceptions."""
    raise TypeError(f"{type(fact).__name__} is not said here; {len(tuple(among))} practices given")


@say.register
def _practice(fact: Practice, among: Iterable[Practice] = ()) -> str:
    ways = {"third-party-sharing": _sharing, "first-party-use": _use, "retention": _retention, "choice": _choice}
    if fact.category in ways:
        return ways[fact.category](fact, tuple(among))
    return _PLAIN[fact.category].get(fact.stance) or _PLAIN[fact.category]["does"]


_PLAIN: dict[str, dict[str, str]] = {
    "access": {"does": "Speaks of your access to what it holds about you"},
    "security": {
        "does": "Says it protects the data",
        "does-not": "Says it can not promise that the data are safe",
    },
    "policy-change": {
        "does": "Says how changes of this text are made known",
        "may": "Says it may change this text",
    },
    "do-not-track": {
        "does": "Says it follows Do Not Track or a like signal",
        "does-not": "Says it does not react to Do Not Track",
        "may": "Speaks of Do Not Track without saying that it follows it",
    },
    "audience": {
        "does": "Has a word for some people: children, residents of a place, or those whose data go abroad",
        "does-not": "Says it does not knowingly collect data of children",
    },
    "other": {"does": "Introduction, contact, links and the like"},
}


def _sharing(fact: Practice, among: Sequence[Practice]) -> str:
    """Who gets what; a denial without any other word on sharing is said to have no exceptions."""
    data = _listed(DATA[d] for d in fact.data) or "information about you"
    whom = _listed((RECIPIENTS[r] for r in fact.recipients), "or" if fact.stance == "does-not" else "and")
    why = _for(fact)
    if fact.stance == "does-not":
        verb = "sell or share" if fact.sale is False else "share"
        given = any(p.category == fact.category and p.stance != "does-not" for p in among)
        alone = not given and any(p.category == fact.category for p in among)
        tail = ", unless you agree" if fact.basis == "consent" else ", without exceptions" if alone else ""
        return f"Says it does not {verb} {data} with {whom or 'third parties'}{why}{tail}"
    may = "may " if fact.stance == "may" else ""
    if fact.recipients == ("public",):
        return f"Says {data} {'may' if may else 'can'} be seen by the public"
    verb = ("sell" if fact.sale else "share") + ("" if may else "s")
    return f"Says it {may}{verb} {data} {'to' if fact.sale else 'with'} {whom or 'others'}{why}{_on(fact)}"


def _use(fact: Practice, _among: Sequence[Practice]) -> str:
    data = _listed((DATA[d] for d in fact.data), "or" if fact.stance == "does-not" else "and")
    if fact.stance == "does-not":  # the sentence may deny one use of many: what exactly, the evidence shows
        return f"Rules out collecting, or some use of, {data or 'information about you'}{_for(fact)}"
    verb = {"does": "collects or uses", "may": "may collect or use"}[fact.stance]
    ways = _listed((CHOICES[c] for c in fact.choices), "or")
    return f"Says it {verb} {data or 'information about you'}{_for(fact)}{_on(fact)}" + (
        f"; choice: {ways}" if ways else ""
    )


def _retention(fact: Practice, _among: Sequence[Practice]) -> str:
    data = _listed(DATA[d] for d in fact.data) or "data"
    if fact.stance == "does-not":
        return f"Says it does not keep {data}"
    if fact.retention is None:
        return f"Says it keeps {data}, not how long"
    if fact.retention.period:
        return f"Says it keeps {data} for {period(fact.retention.period)}"
    return f'Says it keeps {data} without naming a period: "{one_line(fact.retention.text, _VALUE)}"'


def _choice(fact: Practice, _among: Sequence[Practice]) -> str:
    ways = _listed((CHOICES[c] for c in fact.choices), "or")
    about = _listed((DATA[d] for d in fact.data), "or")
    return f"Offers a choice{f' about {about}' if about else ''}" + (f": {ways}" if ways else "")


def _for(fact: Practice) -> str:
    purposes = _listed(PURPOSES[p] for p in fact.purposes)
    return f", for {purposes}" if purposes else ""


def _on(fact: Practice) -> str:
    if not fact.basis:
        return ""
    return ", with your consent" if fact.basis == "consent" else f", on the ground of {fact.basis.replace('-', ' ')}"


@say.register
def _technology(fact: Technology, among: Iterable[Practice] = ()) -> str:
    del among
    name = TECHNOLOGIES[fact.kind]
    purposes = _listed(PURPOSES[p] for p in fact.purposes)
    why = f", for {purposes}" if purposes else ""
    if fact.kind in SIGNALS:
        said = {"used": f"follows {name}", "not-used": f"does not follow {name}"}
        return f"Says it {said[fact.stance]}" if fact.stance in said else f"Speaks of {name}, not whether it follows it"
    said = {"used": f"Says it uses {name}{why}", "not-used": f"Says it does not use {name}{why}"}
    return said.get(fact.stance, f"Speaks of {name}, not whether it uses them")


@say.register
def _right(fact: OfferedRight, among: Iterable[Practice] = ()) -> str:
    del among
    ways = _listed(map(_channel, fact.channels), "or")
    limits = _listed(CONDITIONS[c] for c in fact.conditions)
    notes = ", ".join(note for note in (ways, limits) if note)
    return f"Offers the right {RIGHTS[fact.right]}" + (f": {notes}" if notes else "; how is not said")


def _channel(channel: Channel) -> str:
    value = one_line(channel.value or "", _VALUE)
    words = CHANNELS[channel.kind]
    if not value:
        words = words.rsplit(" ", 1)[0] if words.endswith((" to", " at")) else words
    return f"{words} {value}".strip() + (" (the policy's contact)" if channel.inherited else "")


def period(iso: str) -> str:
    """An ISO 8601 period in words: `P1Y6M` is `1 year and 6 months`; what is no period is given back."""
    date, _, time = iso.partition("T")
    named = [(n, _UNITS.get(u)) for n, u in _PERIOD.findall(date)] + [
        (n, _CLOCK.get(u)) for n, u in _PERIOD.findall(time)
    ]
    parts = [f"{int(n)} {unit}{'' if int(n) == 1 else 's'}" for n, unit in named if unit]
    return _listed(parts) or iso


def _listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; each once."""
    *head, tail = list(dict.fromkeys(words)) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail
