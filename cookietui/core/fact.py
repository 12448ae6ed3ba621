"""A profile is a set of facts, each a path and a value: showing, comparing and editing all speak of the same paths."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

import msgspec

from cookietui.core.preference import Profile, Rules, SiteRules
from cookietui.core.words import COOKIE_CATEGORIES

Path: TypeAlias = tuple[str, ...]
"""Keys from the top of the file: `("sites", "mxguarddog.com", "cookies", "session_id")`."""
Value: TypeAlias = str | bool | int | datetime.date | tuple[str, ...]


class Edit(msgspec.Struct, frozen=True):
    """Set the fact at `path` to `value`; None takes it away."""

    path: Path
    value: Value | None = None


class Fact(msgspec.Struct, frozen=True):
    """One thing a profile says."""

    path: Path
    value: Value


def facts(profile: Profile) -> tuple[Fact, ...]:
    """Everything a profile says, sorted by path within the order of the file; what is not said is left out."""
    return tuple(Fact(path, value) for path, value in _facts(profile))


def _facts(profile: Profile) -> Iterator[tuple[Path, Value]]:
    yield ("schema",), profile.schema
    yield ("name",), profile.name
    if profile.description:
        yield ("description",), profile.description
    if profile.extends:
        yield ("extends",), profile.extends
    yield from _rules(("defaults",), profile.defaults)
    yield from _choices(("cookies",), profile.cookies)
    for organisation, rules in sorted(profile.organisations.items()):
        yield from _rules(("organisations", organisation), rules)
    for tag, rules in sorted(profile.tags.items()):
        yield from _rules(("tags", tag), rules)
    for site, site_rules in sorted(profile.sites.items()):
        yield from _site(("sites", site), site_rules)


def _rules(base: Path, rules: Rules | SiteRules) -> Iterator[tuple[Path, Value]]:
    said: dict[str, Value] = {str(category): choice for category, choice in rules.categories.items()}
    if rules.choice is not None:
        said["choice"] = rules.choice
    if rules.rights:
        said["rights"] = rules.rights
    if isinstance(rules, SiteRules):
        if rules.tags:
            said["tags"] = rules.tags
        if rules.review is not None:
            said["review"] = rules.review
        if not rules.share:
            said["share"] = False
    yield from (((*base, key), said[key]) for key in sorted(said))


def _site(base: Path, rules: SiteRules) -> Iterator[tuple[Path, Value]]:
    yield from _rules(base, rules)
    yield from _choices((*base, "cookies"), rules.cookies)
    yield from _choices((*base, "organisations"), rules.organisations)


def _choices(base: Path, choices: Mapping[str, Value]) -> Iterator[tuple[Path, Value]]:
    yield from (((*base, key), value) for key, value in sorted(choices.items()))


_BARE = re.compile(r"[A-Za-z0-9_-]+")


def place(path: Path) -> str:
    """A path as TOML writes it: `sites."mxguarddog.com".choice`."""
    return ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in path)


def nested(said: Iterable[Fact]) -> dict[str, Any]:
    """The facts as nested tables, in their order, lists as lists."""
    top: dict[str, Any] = {}
    for fact in said:
        table = top
        for key in fact.path[:-1]:
            table = table.setdefault(key, {})
        table[fact.path[-1]] = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    return top


def with_fact(profile: Profile, path: Path, value: Value | None) -> Profile:
    """The profile saying (or, for None, no longer saying) one thing; raises KeyError for a path no profile has."""
    head = path[0]
    if head == "cookies":
        return msgspec.structs.replace(profile, cookies=_changed(profile.cookies, path[1], value))
    if head == "defaults":
        return msgspec.structs.replace(profile, defaults=_ruled(profile.defaults, path[1], value))
    if head in {"organisations", "tags"}:
        named = getattr(profile, head)
        return _replaced(profile, head, {**named, path[1]: _ruled(named.get(path[1], Rules()), path[2], value)})
    if head == "sites":
        rules = profile.sites.get(path[1], SiteRules())
        if len(path) > _IN_SITE:
            new = _replaced(rules, path[2], _changed(getattr(rules, path[2]), path[3], value))
        else:
            new = _ruled(rules, path[2], value)
        return _replaced(profile, "sites", {**profile.sites, path[1]: new})
    if head not in Profile.__struct_fields__:
        raise KeyError(head)
    return _replaced(profile, head, value)


_IN_SITE = 3
"""Parts of the path of a fact in a site's own table."""
_Struct = TypeVar("_Struct", bound=msgspec.Struct)
_Rules = TypeVar("_Rules", Rules, SiteRules)


def _replaced(struct: _Struct, field: str, value: Any) -> _Struct:
    return msgspec.structs.replace(struct, **{field: value})


def _changed(choices: Mapping[Any, Any], key: str, value: Value | None) -> dict[str, Any]:
    left = {name: choice for name, choice in choices.items() if name != key}
    return left if value is None else {**left, key: value}


def _ruled(rules: _Rules, key: str, value: Value | None) -> _Rules:
    if key in COOKIE_CATEGORIES:
        return _replaced(rules, "categories", _changed(rules.categories, key, value))
    empty: Any = {"rights": (), "tags": (), "share": True}.get(key)
    return _replaced(rules, key, empty if value is None else value)
