"""A letter is asked for with plain facts: what is not in here can not appear in it, and what is empty is left out."""

import datetime
from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from cookietui.core.law import Law, ground
from cookietui.core.words import ChannelKind, FollowUpKind, RequestState, Right

ItemKind: TypeAlias = Literal["name", "email", "address", "phone", "customer-number", "residence", "cookie", "other"]
Marketing: TypeAlias = Literal["email", "post", "phone"]
QUOTE_LIMIT = 1000
"""Characters of the site's sentence that a letter repeats; a longer one ends in an ellipsis."""
FIELD_LIMIT = 300
"""Characters of a name or an item of identity that a letter repeats."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing about the person that was ticked for this letter, and nothing else goes out."""

    kind: ItemKind
    value: str
    label: str = ""
    """Shown in place of the kind's own word, for `other` and for a cookie's name."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The site's own sentence, word for word as its normalised text has it."""

    text: str
    right: Right | None = None
    revised: str | None = None
    """The date the policy gives itself, as precise as it is: `2026`, `2026-01` or `2026-01-31`."""
    archived: str | None = None
    """The date of the copy that was read."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one letter; `letters.render.letter` turns them into words."""

    reference: str
    rights: tuple[Right, ...]
    today: datetime.date
    law: Law | None = None
    """None: it rests on the site's own promise and asks for an answer within a month."""
    quotes: tuple[Quote, ...] = ()
    site_name: str = ""
    domain: str = ""
    items: tuple[Item, ...] = ()
    language: str = "en"
    reason: str = ""
    """The person's own words: why she objects, or what is to be corrected."""
    channel: ChannelKind = "email"
    marketing: tuple[Marketing, ...] = ()
    """Channels on which marketing is to stop; empty for every one."""
    extra: tuple[str, ...] = ()
    """Further paragraphs of the person's own."""


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the history of a case."""

    on: datetime.date
    what: RequestState | FollowUpKind


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier letter of the person's, repeated word for word in a complaint."""

    on: datetime.date
    text: str


class Pursuit(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of a later letter in a case: a reminder, a counter-letter, an appeal, a complaint to an authority."""

    kind: FollowUpKind
    letter: Letter
    """As for a first letter; `items` go out in a complaint, otherwise only the name signs."""
    sent: datetime.date
    """When the request was sent."""
    to: str
    """Where it was sent."""
    subject: str
    """Of the request, with its reference in brackets at the end."""
    by_post: bool = False
    due: datetime.date | None = None
    """When an answer was due by law, with a recorded extension."""
    until: datetime.date | None = None
    """Until when this letter asks for an answer."""
    happened: tuple[Happening, ...] = ()
    copies: tuple[Copy, ...] = ()
    authority: str = ""
    """Name of the authority that hears a complaint, where it is one alone."""
    spoken: bool = False
    """True where the site's own policy is in the language of this letter."""
    only_one: bool = False
    """True where the ledger knows no other request to this organisation within twelve months."""
    confidential: bool = False


class LetterText(msgspec.Struct, frozen=True, kw_only=True):
    """A finished letter: no mark-up, no placeholder, lines of at most 72 columns."""

    subject: str
    body: str
    language: str
    """The language it is really in."""
    articles: tuple[str, ...] = ()
    dated: str = ""
    """Today in the letter's language."""
    warnings: tuple[str, ...] = ()


def cautions(letter: Letter, today: datetime.date | None = None) -> tuple[str, ...]:
    """What the person should know before this letter goes out, one sentence each."""
    return (*_about_law(letter, today or letter.today), *_about_person(letter))


def _about_law(letter: Letter, today: datetime.date) -> list[str]:
    law = letter.law
    if law is None:
        return []
    said = []
    rows = [row for row in (ground(law, right) for right in letter.rights) if row]
    for row in rows:
        if row.needs_reason and not letter.reason.strip():
            said.append(f"{', '.join(row.articles)} needs a reason from your own situation, and none is given")
        if row.confidence == "m":
            said.append(
                f"{', '.join(row.articles)}: verify, this row was written from memory (checked {law.checked_on})"
            )
    if any(row.right in law.form_for for row in rows):
        said += [law.form] if law.form else []
        if law.form_languages and letter.language[:2] not in law.form_languages:
            names = " or ".join(law.form_languages)
            said.append(
                f"{law.short or law.name} wants this request in {names}, or it may be refused: change the language"
            )
    if law.by_residence and not law.by_establishment and not any(i.kind == "residence" for i in letter.items):
        said.append(
            f"{law.short or law.name} protects those who live in {', '.join(law.territory)}: tick your residence"
        )
    if law.since and law.since > today:
        said.append(f"{law.short or law.name} is not in force before {law.since}")
    return said


def _about_person(letter: Letter) -> list[str]:
    kinds = {item.kind for item in letter.items if item.value.strip()}
    said = []
    if letter.channel == "post" and not kinds & {"address", "email", "phone"}:
        said.append("a letter by post without any way to answer: tick your address or e-mail")
    elif letter.channel != "post" and not kinds:
        said.append("nothing about you is ticked: they can know you only by the address you send it from")
    if "correct" in letter.rights and not letter.reason.strip():
        said.append("the letter does not say what is wrong: give it as the reason")
    if any(len(quote.text) > QUOTE_LIMIT for quote in letter.quotes):
        said.append(f"their sentence is longer than {QUOTE_LIMIT} characters and is quoted with its end cut")
    return said


def items_of(fields: Mapping[ItemKind, str]) -> tuple[Item, ...]:
    """Items from kind and value, the empty ones left out."""
    return tuple(Item(kind=kind, value=value) for kind, value in fields.items() if value.strip())
