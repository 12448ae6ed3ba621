"""Readers of one page tell one story: what two of them found is one fact with the evidence of both."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from cookietui.core.declaration import (
    FACT_FIELDS,
    Channel,
    Contact,
    Cookie,
    Declaration,
    Evidence,
    OfferedRight,
    SiteName,
    Source,
    Technology,
)
from cookietui.core.words import MissingItem

_Fact = TypeVar("_Fact", bound=msgspec.Struct)
_NO_POLICY = "no-policy"
"""The problem of a page that is no policy."""
_EVIDENCE = 3
"""Listed cookies shown for the fact that cookies are used."""
_BLANKS: frozenset[Any] = frozenset({None, "", "unclassified", "unknown", ()})
"""Values that say nothing: another reader's word takes their place."""


def merge(declarations: Sequence[Declaration]) -> Declaration:
    """One declaration of all that was found in one source; evidence is re-indexed, the first reader's word leads.

    All declarations count in the same normalised text. Facts of one declaration are never merged with each other.
    Raises ValueError for no declarations.
    """
    if not declarations:
        raise ValueError("nothing to merge")
    book: dict[Evidence, int] = {}
    moved = [_reindexed(each, book) for each in declarations]
    fields: dict[str, Any] = {
        name: _union([getattr(each, name) for each in moved], _KEYS[name]) for name in FACT_FIELDS
    }
    if fields["cookies"]:  # a page that lists cookies declares something, even without a policy
        fields["problems"] = tuple(problem for problem in fields["problems"] if problem.kind != _NO_POLICY)
    fields["technologies"] = _with_listed(fields["technologies"], fields["cookies"])
    found = Declaration(source=_source(moved), site=_site(moved), evidence=tuple(book), **fields)
    return msgspec.structs.replace(found, missing=_missing(found, moved))


def merge_pages(pages: Mapping[str, Declaration]) -> Declaration:
    """One declaration of several pages of a site, each under its name, the page whose word leads first.

    Evidence names its page and goes on counting in the text of that page. Raises ValueError for no pages.
    """
    named = [_of_page(name, declaration) for name, declaration in pages.items()]
    found = merge(named)
    silent = all(any(each.kind == _NO_POLICY for each in one.problems) for one in named)
    problems = tuple(each for each in found.problems if silent or each.kind != _NO_POLICY)
    return msgspec.structs.replace(found, problems=problems, pages=tuple(each.source for each in named))


def _of_page(name: str, declaration: Declaration) -> Declaration:
    rows = tuple(msgspec.structs.replace(row, source=name) for row in declaration.evidence)
    source = msgspec.structs.replace(declaration.source, path=name)
    return msgspec.structs.replace(declaration, source=source, evidence=rows)


def _with_listed(technologies: Sequence[Technology], cookies: Iterable[Cookie]) -> tuple[Technology, ...]:
    """A page that lists cookies says that it uses them, where its prose only mentions them."""
    listed = [cookie for cookie in cookies if cookie.storage == "cookie" and cookie.evidence]
    rest = tuple(fact for fact in technologies if fact.kind != "cookies" or fact.stance != "mentioned")
    if not listed or any(fact.kind == "cookies" for fact in rest):
        return tuple(technologies)
    evidence = dict.fromkeys(cookie.evidence[0] for cookie in listed)
    return (Technology(kind="cookies", stance="used", evidence=tuple(evidence)[:_EVIDENCE]), *rest)


def _reindexed(declaration: Declaration, book: dict[Evidence, int]) -> Declaration:
    """The declaration with its evidence indices pointing into the shared book."""
    new = tuple(book.setdefault(row, len(book)) for row in declaration.evidence)

    def moved(fact: _Fact) -> _Fact:
        indices: tuple[int, ...] = getattr(fact, "evidence", ())
        return msgspec.structs.replace(fact, evidence=tuple(new[i] for i in indices))

    changed = {name: tuple(moved(fact) for fact in getattr(declaration, name)) for name in FACT_FIELDS}
    return msgspec.structs.replace(declaration, **changed)


def _union(groups: Sequence[Iterable[Any]], key: Callable[[Any], Hashable]) -> tuple[Any, ...]:
    """The facts of all groups, those of later groups folded into the earlier fact of the same key."""
    rows: list[Any] = []
    at: dict[Hashable, int] = {}
    named: dict[Hashable, int] = {}
    for group in groups:
        fresh: dict[Hashable, int] = {}
        for fact in group:
            name = key(fact)
            place = at.get(name, _mention(fact, rows, named))
            if place is not None:
                rows[place] = _joined(rows[place], fact)
            else:
                fresh.setdefault(name, len(rows))
                rows.append(fact)
        at.update(fresh)
        for place in fresh.values():
            if isinstance(rows[place], Cookie):
                named.setdefault((rows[place].name, rows[place].match), place)
    return tuple(rows)


def _mention(fact: Any, rows: Sequence[Any], named: dict[Hashable, int]) -> int | None:
    """The earlier cookie of the same name, where one of the two does not say of which domain or storage it is."""
    place = named.get((fact.name, fact.match)) if isinstance(fact, Cookie) else None
    if place is None:
        return None
    earlier: Cookie = rows[place]
    same_domain = fact.domain is None or earlier.domain is None or fact.domain in earlier.domains
    same_storage = fact.storage == earlier.storage or (fact.domain is None and fact.storage == "cookie")
    return place if same_domain and same_storage else None


def _joined(first: Any, other: Any) -> Any:
    """The first fact with its blanks filled from the other and the evidence of both."""
    filled = {
        name: getattr(other, name)
        for name in first.__struct_fields__
        if _blank(getattr(first, name)) and not _blank(getattr(other, name))
    }
    filled["evidence"] = tuple(dict.fromkeys((*first.evidence, *other.evidence)))
    if isinstance(first, Contact):
        filled["roles"] = _roles(first, other)
    if isinstance(first, Cookie):
        filled["session"] = first.session or (first.lifetime_text is None and other.session)
    if isinstance(first, OfferedRight):
        filled["channels"] = _channels((*first.channels, *other.channels))
        filled["conditions"] = tuple(dict.fromkeys((*first.conditions, *other.conditions)))
    return msgspec.structs.replace(first, **filled)


def _blank(value: Any) -> bool:
    return isinstance(value, Hashable) and value in _BLANKS


def _roles(first: Contact, other: Contact) -> tuple[str, ...]:
    """Both contacts' roles; `general` goes once a truer one is known."""
    roles = tuple(dict.fromkeys((*first.roles, *other.roles)))
    return tuple(role for role in roles if role != "general") or roles


def _channels(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """Each channel once; what the text names beats what was inherited."""
    named = [channel for channel in dict.fromkeys(channels) if not channel.inherited]
    return tuple(named) or tuple(dict.fromkeys(channels))


def _source(declarations: Sequence[Declaration]) -> Source:
    """The first reader's source, with dates and language from whoever knew them first."""
    first = declarations[0].source
    known: dict[str, Any] = {}
    for name in ("language", "revised", "archived"):
        values = (getattr(each.source, name) for each in declarations)
        known[name] = next((value for value in values if value), None)
    return msgspec.structs.replace(first, **known)


def _site(declarations: Sequence[Declaration]) -> SiteName:
    """The first domain found, and the first name that goes with it or with none."""
    domain = next((each.site.domain for each in declarations if each.site.domain), None)
    fitting = (each.site.name for each in declarations if each.site.domain in {None, domain})
    return SiteName(domain, next((name for name in fitting if name), None))


def _missing(found: Declaration, declarations: Sequence[Declaration]) -> tuple[MissingItem, ...]:
    """What a reader missed and no other supplied."""
    rights = {offered.right for offered in found.rights}
    supplied: set[str] = {right for right in ("access", "correct", "delete", "object") if right in rights}
    if found.contacts:
        supplied.add("contact")
    if any(practice.retention for practice in found.practices):
        supplied.add("retention")
    if found.source.revised:
        supplied.add("revised")
    wanted = dict.fromkeys(item for each in declarations for item in each.missing)
    return tuple(item for item in wanted if item not in supplied)


def _same_but_evidence(fact: Any) -> Hashable:
    return tuple(getattr(fact, name) for name in fact.__struct_fields__ if name != "evidence")


_KEYS: dict[str, Callable[[Any], Hashable]] = {
    "contacts": lambda fact: (fact.kind, " ".join(fact.value.casefold().split())),
    "cookies": lambda fact: (fact.name, fact.match, fact.storage, fact.domain),
    "technologies": lambda fact: (fact.kind, fact.stance),
    "practices": _same_but_evidence,
    "rights": lambda fact: fact.right,
    "vendors": lambda fact: (fact.domain or fact.name.casefold(), fact.stance),
    "embedded": lambda fact: fact.host,
    "problems": lambda fact: (fact.kind, fact.message, fact.line),
}
