"""A finding becomes a letter to whoever is behind it: the organisation where it can be reached, else the site."""

import msgspec

from cookietui.actions.options import likely_laws
from cookietui.actions.order import Identifier, Order
from cookietui.actions.proposing import default_law
from cookietui.actions.recipients import offers, recipients_of
from cookietui.actions.target import Target, find_target
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CookietuiError, MissingInput
from cookietui.core.finding import Finding
from cookietui.core.law import given
from cookietui.core.words import Right
from cookietui.letters.laws import laws
from cookietui.storage import identity


def order_about(ws: Workspace, finding: Finding) -> Order:
    """What to compose for a finding, with its cookie's identifier offered and unticked.

    Raises MissingInput where neither the organisation nor the site can be written to.
    """
    step = next((each for each in finding.next if each.target is not None), None)
    right: Right = step.right if step is not None and step.right is not None else "access"
    names = (step.target if step else None, finding.organisation, finding.site)
    target = _reachable(ws, tuple(dict.fromkeys(filter(None, names))), right)
    order = Order(target=target.site, rights=(right,), law=_law(ws, target, right))
    return msgspec.structs.replace(order, identifiers=_identifiers(finding, target))


def _reachable(ws: Workspace, names: tuple[str, ...], right: Right) -> Target:
    """The first of them that an address is known of, else the first that is known at all."""
    known = []
    for name in names:
        try:
            target = find_target(ws, name)
        except CookietuiError:
            continue
        if recipients_of(target, (right,)):
            return target
        known.append(target)
    if not known:
        raise MissingInput(
            f"nobody knows how to reach {names[0] if names else 'them'}; add its policy: cookietui add FILE --site HOST"
        )
    return known[0]


def _law(ws: Workspace, target: Target, right: Right) -> str | None:
    """None where the site itself offers it or the person named no law that gives it, else the likeliest."""
    if right in offers(target.declaration):
        return default_law(ws)
    likely = (default_law(ws), *likely_laws(ws, target, identity.load(ws.places)))
    return next((each for each in likely if each and each in laws() and right in given(laws()[each], ws.today)), None)


def _identifiers(finding: Finding, target: Target) -> tuple[Identifier, ...]:
    """The cookie of the finding, where it is another's than the site's own."""
    seen = finding.observed
    jar = next((proof.source for proof in finding.evidence if proof.side == "observed" and proof.source), "")
    if seen is None or not jar or seen.storage != "cookie" or not seen.name or not seen.domain or seen.count < 1:
        return ()
    if finding.site is not None and target.site == finding.site and not target.unread:
        return ()  # the site knows its visitors by more than one of its cookies
    return (Identifier(name=seen.name, domain=seen.domain, jar=jar),)
