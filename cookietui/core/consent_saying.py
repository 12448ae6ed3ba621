"""What was agreed to is said in sentences to the person, the refusals beside the permissions."""

from collections.abc import Iterable, Iterator, Mapping

from cookietui.core.consent import Answer, Consent, Ground, Holders, contradicted, left_on
from cookietui.core.observation import iso
from cookietui.core.signals.pieces import listed
from cookietui.core.words import CookieCategory

NAMED = 8
"""Vendors that are named in one sentence; of the others the number."""
_YES: dict[tuple[Ground, bool | None], str] = {
    ("consent", True): "You agreed to: {}",
    ("consent", None): "You agreed to: {}",
    ("consent", False): "Nobody asked you, and it is taken that you agree to: {}",
    ("opt-out", True): "You have not opted out of: {}",
    ("opt-out", None): "You have not opted out of: {}",
    ("opt-out", False): "You have not opted out of: {}",
}
_NO: dict[tuple[Ground, bool | None], str] = {
    ("consent", True): "You did not agree to: {}",
    ("consent", None): "You did not agree to: {}",
    ("consent", False): "Without an answer of yours, it does not count on: {}",
    ("opt-out", True): "You opted out of: {}",
    ("opt-out", None): "You opted out of: {}",
    ("opt-out", False): "You opted out of: {}",
}
_INTEREST = "Without your consent, on legitimate interest, until you object: {}"
_REGISTERS = {"iab": "companies", "google": "providers on Google's list"}


def sentences(found: Consent, until: str | None = None, vendors: Mapping[int, str] | None = None) -> tuple[str, ...]:
    """What the record says, each sentence without full stop; `vendors` turns numbers of the vendor list into names."""
    return tuple(_sentences(found, until, vendors or {}))


def _sentences(found: Consent, until: str | None, vendors: Mapping[int, str]) -> Iterator[str]:
    given = iso(found.given)
    if given or until:
        word = "written" if found.asked is False else "given"
        parts = [f"{word} on {given[:10]}" if given else "", f"kept until {until[:10]}" if until else ""]
        yield "; ".join(part for part in parts if part).capitalize()
    always = [each.subject for each in found.answers if each.category == "necessary" and each.allowed]
    if always:
        yield f"Always on: {listed(dict.fromkeys(always))}"
    for ground in ("consent", "opt-out"):
        for allowed, forms in ((True, _YES), (False, _NO)):
            subjects = _subjects(found.answers, ground, allowed=allowed)
            if subjects:
                yield forms[ground, found.asked].format(listed(subjects))
    if found.only:
        yield "Whatever else was asked you did not agree to"
    interests = _subjects(found.answers, "legitimate-interest", allowed=True)
    if interests:
        yield _INTEREST.format(listed(interests))
    for each in found.holders:
        yield _holders(each, vendors if each.register == "iab" else {})
    yield from found.notes


def _subjects(answers: Iterable[Answer], ground: Ground, *, allowed: bool) -> list[str]:
    found = (
        each.subject
        for each in answers
        if each.ground == ground and each.allowed is allowed and not (allowed and each.category == "necessary")
    )
    return list(dict.fromkeys(found))


def _holders(found: Holders, vendors: Mapping[int, str]) -> str:
    """Who may rely on it: names where they are known, the least known last, and their number."""
    who = _REGISTERS[found.register]
    basis = "your consent" if found.ground == "consent" else "legitimate interest"
    if not found.ids:
        return f"None of the {who} may rely on {basis}"
    named = [vendors[number] for number in found.ids if number in vendors]
    shown, rest = named[:NAMED], len(found.ids) - len(named[:NAMED])
    if not shown:
        which = f" (number {found.ids[0]})" if len(found.ids) == 1 else f" (numbers {found.ids[0]} to {found.ids[-1]})"
        return f"{len(found.ids):,} {who if len(found.ids) > 1 else _one(found)} may rely on {basis}{which}"
    names = listed([*shown, f"{rest:,} more"] if rest else shown)
    return f"{len(found.ids):,} {who if len(found.ids) > 1 else _one(found)} may rely on {basis}: {names}"


def _one(found: Holders) -> str:
    return {"iab": "company", "google": "provider on Google's list"}[found.register]


def against(found: Consent, category: CookieCategory, denies: str = "you deny") -> str:
    """What stands allowed although this category is denied, by whom `denies` says; empty where nothing does."""
    subjects = listed(dict.fromkeys(each.subject for each in contradicted(found, category)))
    return f"{_AGAINST[found.asked]} {subjects}, and {denies} {category}" if subjects else ""


def still_on(found: Consent) -> str:
    """What goes on under legitimate interest after a refusal, empty where nothing does."""
    subjects = [each.subject for each in left_on(found)]
    count = sum(len(each.ids) for each in found.holders if each.ground == "legitimate-interest")
    who = f"{count:,} companies" if count > 1 else "one company"
    return f"Left on for {who} by legitimate interest after you refused consent: {listed(subjects)}" if subjects else ""


_AGAINST = {True: "You agreed to", None: "It stands as agreed to:", False: "It is taken as agreed to:"}
