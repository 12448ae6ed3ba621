"""A cookie's value is read from its jar only while the person has it ticked for a letter, and is kept nowhere else."""

from collections.abc import Iterable, Sequence

import msgspec

from cookietui.actions.observing import observe
from cookietui.actions.order import Identifier, IdentifierOption, Order
from cookietui.actions.read import read_sources
from cookietui.actions.target import Target, find_target
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import MissingInput
from cookietui.core.letter import Item
from cookietui.core.observation import ObservedCookie

ONLY = (
    "{name} can find you only by an identifier such as this; without it the answer is probably that nothing was found"
)
PERHAPS = "{name} may know this browser by it and nothing else of you"


def identifier_options(target: Target, order: Order) -> tuple[IdentifierOption, ...]:
    """The cookies whose identifier can be told, unticked unless the person asked for one."""
    name = target.name or target.organisation
    why = (ONLY if target.record is not None and target.record.tracking else PERHAPS).format(name=name)
    return tuple(IdentifierOption(identifier=each, ticked=each in order.told, why=why) for each in order.identifiers)


def unfound(target: Target, order: Order) -> tuple[str, ...]:
    """What to say where no identifier goes out to a company that knows nothing else."""
    if target.record is None or not target.record.tracking or order.told:
        return ()
    name = target.name or target.organisation
    how = "tick the cookie" if order.identifiers else "name one (--identifier COOKIE)"
    return (f"{name} knows people by the identifier in its cookies alone: {how}, if it is to find your data",)


def told_items(ws: Workspace, told: Sequence[Identifier]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The ticked identifiers with their values, and a warning for each that could not be read."""
    items, warnings = [], []
    for each in told:
        value = _value(ws, each)
        if value:
            items.append(Item(kind="cookie", value=value, label=f"{each.name} ({each.domain})"))
        else:
            warnings.append(
                f"the value of {each.name} could not be read from {each.jar} (browsers encrypt it there): "
                "copy it from the browser's own list of cookies into the letter"
            )
    return tuple(items), tuple(warnings)


def _value(ws: Workspace, wanted: Identifier) -> str | None:
    """The value, from the cookie that lives longest; None where it is gone, encrypted or the jar cannot be read."""
    for outcome in read_sources(ws, [wanted.jar], values=True):
        cookies = outcome.observation.cookies if outcome.observation else ()
        fitting = [each for each in cookies if (each.name, each.domain) == (wanted.name, wanted.domain) and each.value]
        if fitting:
            return max(fitting, key=_end).value
    return None


def _end(cookie: ObservedCookie) -> int:
    return cookie.expires or 0


def tell_identifiers(
    ws: Workspace, order: Order, names: Iterable[str], jars: Sequence[str], browser: str | None
) -> Order:
    """The order with the cookies of those names ticked: those at the target's own domains, else wherever they are.

    Raises MissingInput for a name that no jar has.
    """
    target = find_target(ws, order.target)
    observed = observe(ws, jars, browser)
    domains = {target.organisation, target.site, *(target.record.domains if target.record else ())}
    found: dict[Identifier, None] = {}
    for name in dict.fromkeys(names):
        held = [
            Identifier(name=name, domain=cookie.domain, jar=observation.source.path)
            for observation in observed.observations
            for cookie in observation.cookies
            if cookie.name == name
        ]
        if not held:
            raise MissingInput(f"no jar that was read has a cookie called {name!r}")
        own = [each for each in held if _at(each.domain, domains)]
        found.update(dict.fromkeys(own or held))
    return msgspec.structs.replace(order, identifiers=tuple(found), told=tuple(found))


def _at(domain: str, domains: Iterable[str]) -> bool:
    return any(domain == each or domain.endswith(f".{each}") for each in domains)
