"""Signs become one proposal: done beats a question, a question beats excuses, and a machine never fulfils anything."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cookietui.core.declaration import Evidence
from cookietui.core.reply import ReplyKind
from cookietui.core.words import Evasion
from cookietui.readers._replies.rulebook import Sign
from cookietui.readers._replies.signs import Found

_REASONS = (
    "fraud", "too-many", "outside-jurisdiction", "not-covered", "insufficient-verification", "no-match",
)  # fmt: skip
"""The more particular reason of several."""
_QUESTIONS = ("identity", "clarification", "fee")
_EVASIONS: tuple[Evasion, ...] = ("identity-copy", "signature", "more-data")
_ELSEWHERE: tuple[Evasion, ...] = ("language", "wrong-channel")


class Heard(NamedTuple):
    """Everything about a reply that is not in its sentences."""

    automatic: Evidence | None
    failed: Evidence | None
    delayed: Evidence | None
    notice: Evidence | None
    daemon: bool


class Verdict(NamedTuple):
    """A kind with the signs that it rests on."""

    kind: ReplyKind | None
    signs: tuple[Found, ...] = ()
    reason: str = ""
    evasion: Evasion | None = None
    pointers: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    sure: bool = True


def judge(found: Sequence[Found], heard: Heard) -> Verdict:
    """What the reply most likely is."""
    signs = _Signs(found)
    if heard.failed is not None:
        return Verdict("bounced", signs.of("bounced", "address")[:1], pointers=(heard.failed,))
    if heard.delayed is not None or (heard.daemon and signs.of("delayed")):
        pointers = (heard.delayed,) if heard.delayed else ()
        return Verdict(None, signs.of("delayed"), pointers=pointers, notes=("not delivered yet: it is still tried",))
    if heard.notice is not None:
        return Verdict(None, pointers=(heard.notice,), notes=("says that it was delivered or opened, and no more",))
    if _came_back(signs, heard):
        return Verdict("bounced", signs.of("bounced", "address"))
    if heard.automatic is not None or signs.of("automatic"):
        return _machine(signs, heard)
    return _person(signs)


class _Signs:
    """The signs by kind."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = tuple(found)

    def of(self, *kinds: Sign) -> tuple[Found, ...]:
        """The signs of these kinds, in order of the text."""
        return tuple(each for each in self._found if each.rule.sign in kinds)

    def reason(self, order: Sequence[str], *kinds: Sign) -> str:
        """The first of these reasons that the signs give, else nothing."""
        given = {each.rule.reason for each in self.of(*kinds)}
        return next((each for each in order if each in given), "")

    def evasion(self, order: Sequence[Evasion], *kinds: Sign) -> Evasion | None:
        """The first of these evasions that the signs show."""
        given = {each.rule.evasion for each in self.of(*kinds)}
        return next((each for each in order if each in given), None)


def _came_back(signs: _Signs, heard: Heard) -> bool:
    if heard.daemon and signs.of("bounced", "address"):
        return True
    return bool(signs.of("bounced")) and not signs.of("done", "refused", "asked", "kept", "extended", "partial")


def _machine(signs: _Signs, heard: Heard) -> Verdict:
    """What a machine wrote confirms the receipt at most."""
    claims = signs.of("done", "partial", "refused", "denied", "kept", "asked", "extended")
    notes = ["a machine wrote this: it counts as a confirmation of receipt at most"]
    if claims:
        notes.append("it says more than that; where that is right, name the state yourself")
    said = signs.of("automatic", "receipt", "channel") or claims
    pointers = (heard.automatic,) if heard.automatic else ()
    evasion = signs.evasion(_ELSEWHERE, "channel")
    return Verdict("acknowledged", said, evasion=evasion, pointers=pointers, notes=tuple(notes), sure=not claims)


def _person(signs: _Signs) -> Verdict:
    for step in (_done, _no, _question, _unable, _later, _elsewhere):
        verdict = step(signs)
        if verdict is not None:
            return verdict
    said = signs.of("receipt")
    return Verdict("acknowledged", said, sure=not signs.of("denied")) if said else Verdict(None, sure=False)


def _done(signs: _Signs) -> Verdict | None:
    done, partial = signs.of("done"), signs.of("partial")
    if not done and not partial:
        return None
    against = tuple(
        each for each in signs.of("kept", "refused", "denied") if each.rule.reason not in {"no-match", "fraud"}
    )
    asked = signs.of("asked")
    if partial or against:
        return Verdict("partly", (*done, *partial, *against), sure=not asked)
    return Verdict("fulfilled", done, sure=not (asked or signs.of("denied", "extended")))


def _no(signs: _Signs) -> Verdict | None:
    """A refusal in so many words, or one that gives a reason that ends the matter."""
    ending = tuple(each for each in signs.of("denied") if each.rule.reason == "too-many")
    refused = signs.of("refused")
    asked = signs.of("asked")
    if not refused and not (ending and not asked):
        return None
    return _denial(signs, (*refused, *signs.of("denied", "kept")), sure=not asked)


def _denial(signs: _Signs, said: tuple[Found, ...], *, sure: bool) -> Verdict:
    reason = signs.reason(_REASONS, "denied") or "other"
    evasion = signs.evasion(("excessive", *_EVASIONS), "denied", "asked")
    return Verdict("denied", said, reason=reason, evasion=evasion, sure=sure)


def _question(signs: _Signs) -> Verdict | None:
    asked = signs.of("asked")
    if not asked:
        return None
    reason = signs.reason(_QUESTIONS, "asked")
    evasion = signs.evasion((*_EVASIONS, "excessive"), "denied", "asked")
    return Verdict("needs-identity", asked, reason=reason, evasion=evasion, sure=not signs.of("kept"))


def _unable(signs: _Signs) -> Verdict | None:
    """An excuse: one without a reason of its own gives way to more time and to another channel."""
    said = signs.of("denied", "kept")
    plain = not signs.reason(_REASONS, "denied") and not signs.of("kept")
    if not said or (plain and signs.of("extended", "channel")):
        return None
    return _denial(signs, said, sure=not signs.of("extended", "channel"))


def _later(signs: _Signs) -> Verdict | None:
    said = signs.of("extended")
    return Verdict("extended", said, sure=not signs.of("denied", "channel")) if said else None


def _elsewhere(signs: _Signs) -> Verdict | None:
    said = signs.of("channel")
    if not said:
        return None
    evasion = signs.evasion(_ELSEWHERE, "channel")
    notes = ("they did not refuse it: it reached them, and the time for an answer runs",)
    return Verdict("acknowledged", said, evasion=evasion, notes=notes)
