"""A state is a sign, a word and a colour, in this order of importance: without colour nothing is lost."""

from typing import NamedTuple

from cookietui.core.words import Choice, RequestState


class Toned(NamedTuple):
    """Text with the name of its tone (a name of `lines.TONES`, or none)."""

    text: str
    tone: str = ""


OK = Toned("[=]", "good")
CONFLICT = Toned("[!]", "bad")
CAREFUL = Toned("[!]", "warn")
UNREAD = Toned("[?]", "muted")
ASKED = Toned("[~]", "warn")
LATE = Toned("[x]", "bad")
WRONG = Toned("[x]", "muted")
NONE = Toned("   ")

STATUS: dict[str, Toned] = {"ok": OK, "conflict": CONFLICT, "unread": UNREAD, "asked": ASKED, "late": LATE}
"""Sign of a site's status, by its word."""

STATUS_WORDS: dict[str, str] = {
    "ok": "read",
    "conflict": "conflict",
    "unread": "unread",
    "asked": "asked",
    "late": "late",
}

_CHOICE_TONES: dict[str, str] = {"allow": "good", "session": "warn", "deny": "calm", "ask": "muted"}

STATES: dict[RequestState, Toned] = {
    "draft": UNREAD,
    "sent": ASKED,
    "acknowledged": ASKED,
    "needs-identity": CONFLICT,
    "extended": ASKED,
    "fulfilled": OK,
    "partly": CONFLICT,
    "denied": CONFLICT,
    "withdrawn": NONE,
    "expired": LATE,
    "complained": CONFLICT,
}


def choice_word(choice: Choice | None, *, inherited: str = "inherit") -> Toned:
    """The choice as a word in its tone; `inherited` where there is none of one's own."""
    return Toned(inherited, "muted") if choice is None else Toned(choice, _CHOICE_TONES[choice])


def tick(on: bool) -> Toned:
    """A box that is ticked or not."""
    return Toned("[x]", "strong") if on else Toned("[ ]", "muted")
