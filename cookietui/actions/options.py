"""Everything that can still be chosen for a letter, with what speaks for it."""

import datetime
from collections.abc import Sequence

from cookietui.actions.order import LawOption, RightOption, Share
from cookietui.actions.recipients import line_of, offers
from cookietui.actions.target import Target
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Declaration
from cookietui.core.identity import Identity
from cookietui.core.law import Law, given, ground, places, proposals
from cookietui.core.words import RIGHTS, Right
from cookietui.letters.laws import laws
from cookietui.storage import settings

BY_POST = "letter"
"""The way that writes a letter to be printed."""
DEFAULT_WAY = "eml"


def right_options(
    declaration: Declaration, chosen: Sequence[Right], law: Law | None, today: datetime.date
) -> tuple[RightOption, ...]:
    """All twelve rights: who offers each, and where."""
    offered = offers(declaration)
    granted = set(given(law, today)) if law else set()
    rows = []
    for right in RIGHTS:
        own = offered.get(right)
        row = ground(law, right) if law else None
        rows.append(
            RightOption(
                right=right,
                ticked=right in chosen,
                by_site=own is not None,
                by_law=right in granted,
                articles=row.articles if row else (),
                channels=tuple(dict.fromkeys(each.kind for each in own.channels)) if own else (),
                line=line_of(declaration, own.evidence) if own else None,
            )
        )
    return tuple(rows)


def law_options(ws: Workspace, target: Target, person: Identity, chosen: Sequence[Right]) -> tuple[LawOption, ...]:
    """The site's own promise, then the laws that could apply to this person and organisation, then the others."""
    wanted = set(chosen)
    promise = LawOption(name="the site's own promise", fits=wanted <= set(offers(target.declaration)))
    likely = likely_laws(ws, target, person)
    ordered = sorted(laws().values(), key=lambda each: list(likely).index(each.id) if each.id in likely else 99)
    rows = (
        LawOption(
            id=each.id,
            name=each.short or each.name,
            fits=wanted <= set(given(each, ws.today)),
            why=likely.get(each.id, ""),
        )
        for each in ordered
    )
    return (promise, *rows)


def likely_laws(ws: Workspace, target: Target, person: Identity) -> dict[str, str]:
    """Ids of laws that could apply, the likeliest first, each with why."""
    found = proposals(
        laws().values(),
        residence=places(person.country or settings.load(ws.places).country, person.region),
        establishment=tuple(place for country in target.countries for place in places(country)),
        today=ws.today,
    )
    return {each.law.id: each.why for each in found}


def known_items(person: Identity, organisation: str) -> dict[Share, str]:
    """Everything of the identity that could go to this organisation, in the order of a letter."""
    everything: dict[Share, str] = {
        "name": person.name,
        "email": person.email,
        "address": person.address,
        "phone": person.phone,
        "customer-number": person.customer_numbers.get(organisation, ""),
    }
    return {kind: value for kind, value in everything.items() if value.strip()}
