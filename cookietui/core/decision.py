"""What is named beats what is classed; here beats anywhere: the cascade of nine scopes stands here and nowhere else."""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

import msgspec

from cookietui.core import names
from cookietui.core.fact import Path, place
from cookietui.core.preference import Profile, Rules
from cookietui.core.site import lookup_chain, registrable
from cookietui.core.words import CHOICES, Choice, CookieCategory, NameMatch

SCHEMA = "cookietui.decision/1"
Scope: TypeAlias = Literal[
    "cookie here", "organisation here", "cookie anywhere", "organisation anywhere", "category here", "site", "tag",
    "category default", "default",
]  # fmt: skip
Alike: TypeAlias = Callable[[str, str], bool]
"""Whether a rule's word (a domain or name) means this organisation (its id)."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that spoke; `place` (JSON `from`) is its path in the profile, empty for what is built in."""

    scope: Scope
    pattern: str
    choice: Choice
    place: str = msgspec.field(name="from", default="")


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The choice that won, with every scope that spoke, the winner first."""

    schema: str = SCHEMA
    site: str | None = None
    cookie: str | None = None
    category: CookieCategory = "unclassified"
    choice: Choice = "ask"
    won: Scope = "default"
    scopes: tuple[Voice, ...] = ()


class Speaker(msgspec.Struct, frozen=True):
    """The profile in use: what it says is the person's own word, but for the rules that came with it."""

    name: str = ""
    shipped: frozenset[tuple[str, Choice]] = frozenset()
    """Place and choice of the rules of the built-in profile of that name."""

    def came_with(self, decision: Decision) -> bool:
        """Whether the rule that won is one that the person took over with the profile and never wrote."""
        voice = decision.scopes[0] if decision.scopes else None
        return voice is not None and (voice.place, voice.choice) in self.shipped

    def denies(self, decision: Decision) -> str:
        """Who denies: `you deny`, or `the profile strict denies`."""
        return f"the profile {self.name} denies" if self.came_with(decision) else "you deny"


def same_domain(word: str, organisation: str) -> bool:
    """Alike without a catalogue: the same name, or the same registrable domain."""
    if word.casefold() == organisation.casefold():
        return True
    mine = registrable(word)
    return mine is not None and mine == registrable(organisation)


class _Ranked(msgspec.Struct, frozen=True):
    """A voice with its rank within its scope; a tie goes to the stricter."""

    rank: tuple[int, ...]
    voice: Voice


class _Patterns:
    """Cookie patterns of one table, ready to be asked for many names."""

    def __init__(self, scope: Scope, base: Path, choices: Mapping[str, Choice]) -> None:
        self._exact: dict[str, list[_Ranked]] = {}
        self._wide: list[tuple[str, NameMatch, _Ranked]] = []
        for pattern, choice in choices.items():
            text, match = names.pattern_of(pattern)
            voice = Voice(scope=scope, pattern=pattern, choice=choice, place=place((*base, pattern)))
            ranked = _Ranked(names.specificity(text, match), voice)
            if match in {"exact", "regex-text"}:
                self._exact.setdefault(text, []).append(ranked)
            else:
                self._wide.append((text, match, ranked))
        self._starts = tuple({names.literal_prefix(text, match) for text, match, _ in self._wide})

    def __bool__(self) -> bool:
        return bool(self._exact or self._wide)

    def speaks(self, name: str) -> bool:
        """Whether a pattern means the name."""
        if name in self._exact:
            return True
        return name.startswith(self._starts) and any(names.matches(text, match, name) for text, match, _ in self._wide)

    def voices(self, name: str) -> list[_Ranked]:
        wide = [ranked for text, match, ranked in self._wide if names.matches(text, match, name)]
        return [*self._exact.get(name, ()), *wide]


class Decider:
    """Decides over one profile; keeps what it looked up, so that ten thousand cookies cost little.

    A host has the rules of one site: itself or its nearest parent in the profile, down to the registrable domain.
    """

    def __init__(self, profile: Profile, alike: Alike = same_domain) -> None:
        self._profile = profile
        self._alike = alike
        self._anywhere = _Patterns("cookie anywhere", ("cookies",), profile.cookies)
        self._here: dict[str, _Patterns] = {}
        self._sites: dict[str, str | None] = {}
        self._meant: dict[tuple[str, str], bool] = {}

    def cookie(
        self,
        site: str | None,
        name: str,
        *,
        category: CookieCategory = "unclassified",
        organisation: str | None = None,
    ) -> Decision:
        """The decision for one cookie at a site (None: anywhere)."""
        return self._decide(site, name, category, organisation)

    def rules_at(self, site: str | None) -> str | None:
        """The key in the profile of the rules that hold at a host, None where it has none of its own."""
        return self._site(site)

    def speaker(self, site: str | None) -> Callable[[str], bool] | None:
        """Whether a rule names a cookie here or anywhere; None where none names any, and the category alone decides."""
        key = self._site(site)
        here = self._patterns(key) if key is not None else None
        tables = [table for table in (self._anywhere, here) if table]
        return (lambda name: any(table.speaks(name) for table in tables)) if tables else None

    def category(self, site: str | None, category: CookieCategory, *, organisation: str | None = None) -> Decision:
        """The decision for a category at a site (None: anywhere), `cookie` null."""
        return self._decide(site, None, category, organisation)

    def _decide(
        self, site: str | None, cookie: str | None, category: CookieCategory, organisation: str | None
    ) -> Decision:
        key = self._site(site)
        scopes: list[list[_Ranked]] = []
        if key is not None:
            scopes += [self._cookie_here(key, cookie), self._organisation_here(key, category, organisation)]
        if cookie is not None:
            scopes.append(self._anywhere.voices(cookie))
        scopes.append(self._organisation_anywhere(category, organisation))
        if key is not None:
            scopes += [self._category_here(key, category), self._whole_site(key, category), self._tags(key, category)]
        scopes += self._defaults(category)
        voices = [ranked.voice for scope in scopes for ranked in sorted(scope, key=_order)]
        if not voices:
            choice: Choice = "allow" if category == "necessary" else "ask"
            voices = [Voice(scope="default", pattern="*", choice=choice)]
        return Decision(
            site=site, cookie=cookie, category=category, choice=voices[0].choice, won=voices[0].scope,
            scopes=tuple(voices),
        )  # fmt: skip

    def _site(self, site: str | None) -> str | None:
        """The key of the rules that hold at a host: the longest match on the way to its registrable domain."""
        if site is None:
            return None
        if site not in self._sites:
            found = (each for each in lookup_chain(site) if each in self._profile.sites)
            self._sites[site] = next(found, None)
        return self._sites[site]

    def _cookie_here(self, site: str, cookie: str | None) -> list[_Ranked]:
        return [] if cookie is None else self._patterns(site).voices(cookie)

    def _patterns(self, site: str) -> _Patterns:
        if site not in self._here:
            choices = self._profile.sites[site].cookies
            self._here[site] = _Patterns("cookie here", ("sites", site, "cookies"), choices)
        return self._here[site]

    def _organisation_here(self, site: str, category: CookieCategory, organisation: str | None) -> list[_Ranked]:
        if organisation is None or category == "necessary":
            return []
        base = ("sites", site, "organisations")
        return [
            _ranked("organisation here", word, choice, (*base, word))
            for word, choice in self._profile.sites[site].organisations.items()
            if self._means(word, organisation)
        ]

    def _organisation_anywhere(self, category: CookieCategory, organisation: str | None) -> list[_Ranked]:
        if organisation is None:
            return []
        return [
            ranked
            for word, rules in self._profile.organisations.items()
            if self._means(word, organisation)
            for ranked in _rules("organisation anywhere", word, rules, category, ("organisations", word))
        ]

    def _means(self, word: str, organisation: str) -> bool:
        key = (word, organisation)
        if key not in self._meant:
            self._meant[key] = self._alike(word, organisation)
        return self._meant[key]

    def _category_here(self, site: str, category: CookieCategory) -> list[_Ranked]:
        choice = self._profile.sites[site].categories.get(category)
        return [] if choice is None else [_ranked("category here", category, choice, ("sites", site, category))]

    def _whole_site(self, site: str, category: CookieCategory) -> list[_Ranked]:
        choice = self._profile.sites[site].choice
        if choice is None or category == "necessary":
            return []
        return [_ranked("site", site, choice, ("sites", site, "choice"))]

    def _tags(self, site: str, category: CookieCategory) -> list[_Ranked]:
        tags = dict.fromkeys(self._profile.sites[site].tags)
        return [
            ranked
            for tag in tags
            if tag in self._profile.tags
            for ranked in _rules("tag", tag, self._profile.tags[tag], category, ("tags", tag))
        ]

    def _defaults(self, category: CookieCategory) -> list[list[_Ranked]]:
        rules = self._profile.defaults
        named, rest = rules.categories.get(category), rules.choice
        scopes: list[list[_Ranked]] = []
        if named is not None:
            scopes.append([_ranked("category default", category, named, ("defaults", category))])
        if rest is not None and category != "necessary":
            scopes.append([_ranked("default", "*", rest, ("defaults", "choice"))])
        return scopes


def _rules(scope: Scope, word: str, rules: Rules, category: CookieCategory, base: Path) -> list[_Ranked]:
    """What the rules of an organisation or tag say: the category named first, then the choice for all the rest."""
    found: list[_Ranked] = []
    named = rules.categories.get(category)
    if named is not None:
        found.append(_ranked(scope, word, named, (*base, category)))
    if rules.choice is not None and category != "necessary":
        found.append(_ranked(scope, word, rules.choice, (*base, "choice"), rank=1))
    return found


def _ranked(scope: Scope, pattern: str, choice: Choice, path: Path, *, rank: int = 0) -> _Ranked:
    return _Ranked((rank,), Voice(scope=scope, pattern=pattern, choice=choice, place=place(path)))


def _order(ranked: _Ranked) -> tuple[tuple[int, ...], int, str]:
    return ranked.rank, CHOICES.index(ranked.voice.choice), ranked.voice.place
