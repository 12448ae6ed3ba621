"""Two profiles differ in facts; each change says whether it is new, tightens or loosens what was decided before."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from cookietui.core.decision import Alike, Decider, same_domain
from cookietui.core.fact import Edit, Path, Value, facts, with_fact
from cookietui.core.preference import Profile, SiteRules
from cookietui.core.site import lookup_chain
from cookietui.core.words import CHOICES, COOKIE_CATEGORIES

Kind: TypeAlias = Literal["new", "tightens", "loosens", "changed", "gone", "same"]
_Probe: TypeAlias = tuple[str | None, str | None, str | None]
"""Site, cookie and organisation whose decisions a change can touch."""
_MADE_UP = "site.invalid"
"""A host that can be nobody's (RFC 2606), to ask what a tag does."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that two profiles say differently (or, `same`, alike)."""

    path: Path
    scope: str
    """`default`, `category default`, `cookie anywhere`, `organisation anywhere`, `tag`, `site`, `category here`,
    `organisation here`, `cookie here`; for what is no choice `rights`, `tags`, `review`, `share`, `profile`."""
    site: str | None
    key: str
    """What the choice is for: a category, a cookie, an organisation, `choice`, ..."""
    old: Value | None
    new: Value | None
    kind: Kind
    """By the fact alone: `new` where the old profile did not speak, `changed` where strictness is no question."""
    looser: bool
    """Something that was stricter until now is let through: shown first and unticked by default."""

    @property
    def edit(self) -> Edit:
        """What makes it so in the old profile."""
        return Edit(self.path, self.new)


def differences(
    old: Profile, new: Profile, *, gone: bool = True, same: bool = False, alike: Alike = same_domain
) -> tuple[Difference, ...]:
    """What changes from `old` to `new`, loosening first; `gone=False` for an import, which only adds."""
    before = {fact.path: fact.value for fact in facts(old)}
    after = {fact.path: fact.value for fact in facts(new)}
    shadows = _Shadows(old, after, alike)
    rows: list[Difference] = []
    for path in (*after, *(path for path in before if path not in after)):
        kind = _kind(path, before.get(path), after.get(path))
        if (kind == "gone" and not gone) or (kind == "same" and not same):
            continue
        hides = shadows.hides(path)
        looser = kind == "loosens" or (_loosens(old, path, after, alike) if hides is None else hides)
        rows.append(
            Difference(
                path=path, scope=_scope(path), site=path[1] if path[0] == "sites" else None, key=_key(path),
                old=before.get(path), new=after.get(path), kind=kind, looser=looser,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: not row.looser))


def _kind(path: Path, old: Value | None, new: Value | None) -> Kind:
    if old == new:
        return "same"
    if old is None or new is None:
        return "new" if old is None else "gone"
    if old in CHOICES and new in CHOICES and _is_choice(path):
        return "tightens" if CHOICES.index(new) < CHOICES.index(old) else "loosens"
    if path[-1] == "rights" and isinstance(old, tuple) and isinstance(new, tuple):
        if set(old) == set(new):
            return "same"
        return "tightens" if set(old) < set(new) else "loosens"
    return "changed"


def _is_choice(path: Path) -> bool:
    if path[0] == "cookies" or (path[0] == "sites" and path[2] in {"cookies", "organisations"}):
        return True
    return len(path) > 1 and (path[-1] == "choice" or path[-1] in COOKIE_CATEGORIES)


def _loosens(old: Profile, path: Path, after: dict[Path, Value], alike: Alike) -> bool:
    """Whether doing this one change lets anything through that was stricter."""
    if not _is_choice(path) and (path[0] != "sites" or path[2:] != ("tags",)):
        return False
    changed = with_fact(old, path, after.get(path))
    if path[0] == "tags":
        made_up = {_MADE_UP: SiteRules(tags=(path[1],))}
        old = msgspec.structs.replace(old, sites={**old.sites, **made_up})
        changed = msgspec.structs.replace(changed, sites={**changed.sites, **made_up})
    return _looser(old, changed, list(_probes(old, path)), alike)


def _looser(old: Profile, new: Profile, probes: list[_Probe], alike: Alike) -> bool:
    before, after = Decider(old, alike), Decider(new, alike)
    for site, cookie, organisation in probes:
        for category in COOKIE_CATEGORIES:
            if cookie is None:
                was = before.category(site, category, organisation=organisation).choice
                now = after.category(site, category, organisation=organisation).choice
            else:
                was = before.cookie(site, cookie, category=category, organisation=organisation).choice
                now = after.cookie(site, cookie, category=category, organisation=organisation).choice
            if CHOICES.index(now) > CHOICES.index(was):
                return True
    return False


def _probes(old: Profile, path: Path) -> Iterator[_Probe]:
    """Where a change at `path` can be felt first."""
    if path[0] == "cookies":
        yield None, path[1], None
    elif path[0] == "organisations":
        yield None, None, path[1]
    elif path[0] == "defaults":
        yield None, None, None
    elif path[0] == "tags":
        yield from ((site, None, None) for site, rules in old.sites.items() if path[1] in rules.tags)
    elif path[2] == "cookies":
        yield path[1], path[3], None
    elif path[2] == "organisations":
        yield path[1], None, path[3]
    else:
        yield path[1], None, None


class _Shadows:
    """Sites whose new entry hides rules of a parent domain, and so lets through what those denied."""

    def __init__(self, old: Profile, after: dict[Path, Value], alike: Alike) -> None:
        self._old = old
        self._after = after
        self._alike = alike
        self._found: dict[str, bool | None] = {}

    def hides(self, path: Path) -> bool | None:
        """Whether the fact belongs to such a site, all its facts taken together; None: there is no parent to hide."""
        if path[0] != "sites" or path[1] in self._old.sites:
            return None
        site = path[1]
        if site not in self._found:
            parent = next((each for each in lookup_chain(site) if each in self._old.sites), None)
            self._found[site] = None if parent is None else self._hides(site, self._old.sites[parent])
        return self._found[site]

    def _hides(self, site: str, parent: SiteRules) -> bool:
        changed = self._old
        for path, value in self._after.items():
            if path[:2] == ("sites", site):
                changed = with_fact(changed, path, value)
        probes: list[_Probe] = [(site, None, None)]
        probes += [(site, cookie, None) for cookie in parent.cookies]
        probes += [(site, None, organisation) for organisation in parent.organisations]
        return _looser(self._old, changed, probes, self._alike)


def _scope(path: Path) -> str:
    if len(path) == 1:
        return "profile"
    head, last = path[0], path[-1]
    if head == "sites" and path[2] in {"cookies", "organisations"}:
        return "cookie here" if path[2] == "cookies" else "organisation here"
    if head == "cookies":
        return "cookie anywhere"
    if last in {"rights", "tags", "review", "share"}:
        return last
    whole = {"defaults": "default", "organisations": "organisation anywhere", "tags": "tag", "sites": "site"}[head]
    if last != "choice" and head in {"defaults", "sites"}:
        return "category default" if head == "defaults" else "category here"
    return whole


def _key(path: Path) -> str:
    if path[0] in {"organisations", "tags"}:
        return path[1] if path[-1] == "choice" else f"{path[1]} {path[-1]}"
    return path[-1]


def shared(profile: Profile) -> Profile:
    """What may leave the house, by allow-list: no site with `share = false`, no free text, nothing unknown.

    Such a site takes its subdomains along, and every tag that only they have.
    """
    kept_in = {site for site, rules in profile.sites.items() if not rules.share}
    sites = {
        site: _shared_site(rules)
        for site, rules in profile.sites.items()
        if not kept_in & set(lookup_chain(site)) and site not in kept_in
    }
    used = {tag for rules in profile.sites.values() for tag in rules.tags}
    public = {tag for rules in sites.values() for tag in rules.tags}
    return Profile(
        name=profile.name,
        defaults=profile.defaults,
        cookies=profile.cookies,
        organisations=profile.organisations,
        tags={tag: rules for tag, rules in profile.tags.items() if tag in public or tag not in used},
        sites=sites,
    )


def _shared_site(rules: SiteRules) -> SiteRules:
    return SiteRules(
        choice=rules.choice,
        categories=rules.categories,
        organisations=rules.organisations,
        cookies=rules.cookies,
        tags=rules.tags,
        rights=rules.rights,
        review=rules.review,
    )
