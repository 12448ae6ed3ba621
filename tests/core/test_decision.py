"""The cascade, proved against an independent table that looks at every rule and sorts by the words of the design."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.decision import Decider, same_domain
from cookietui.core.preference import Profile, Rules, SiteRules
from cookietui.core.words import CHOICES, COOKIE_CATEGORIES, Choice, CookieCategory

ORDER = (
    "cookie here", "organisation here", "cookie anywhere", "organisation anywhere", "category here", "site", "tag",
    "category default", "default",
)  # fmt: skip
SITES = ("a.example", "shop.a.example", "b.example", "deep.shop.a.example", "x.co.uk")
HOSTS = (*SITES, "www.a.example", "very.deep.shop.a.example", "c.example", "www.x.co.uk")
PATTERNS = ("_ga", "_ga*", "_g*", "_ga_*", "*ga", "_*a", "*", "sid", "s*d")
NAMES = ("_ga", "_ga_X", "_gid", "sid", "said", "other")
ORGANISATIONS = ("google.com", "meta.com", "facebook.com")
TAGS = ("shopping", "news", "unused")
SAME = {"facebook.com": "meta.com", "Meta": "meta.com"}

choices = st.sampled_from(CHOICES)
maybe = st.none() | choices
categories = st.dictionaries(st.sampled_from(COOKIE_CATEGORIES), choices, max_size=3)
rules = st.builds(Rules, choice=maybe, categories=categories)
cookies = st.dictionaries(st.sampled_from(PATTERNS), choices, max_size=4)
site_rules = st.builds(
    SiteRules,
    choice=maybe,
    categories=categories,
    cookies=cookies,
    organisations=st.dictionaries(st.sampled_from((*ORGANISATIONS, "Meta")), choices, max_size=3),
    tags=st.lists(st.sampled_from(TAGS), max_size=3).map(tuple),
)
profiles = st.builds(
    Profile,
    name=st.just("p"),
    defaults=rules,
    cookies=cookies,
    organisations=st.dictionaries(st.sampled_from((*ORGANISATIONS, "Meta")), rules, max_size=3),
    tags=st.dictionaries(st.sampled_from(TAGS), rules, max_size=3),
    sites=st.dictionaries(st.sampled_from(SITES), site_rules, max_size=4),
)


def alike(word: str, organisation: str) -> bool:
    return SAME.get(word, word) == SAME.get(organisation, organisation)


def parents(host: str) -> list[str]:
    """By hand for the hosts of this test."""
    top = "x.co.uk" if host.endswith("x.co.uk") else ".".join(host.split(".")[-2:])
    found = [host]
    while found[-1] != top:
        found.append(found[-1].partition(".")[2])
    return found


def fits(pattern: str, name: str) -> tuple[int, int] | None:
    """How well by brute force: exact 0; `literal*` 1 and the longer the better; any other star 2."""
    if "*" not in pattern:
        return (0, 0) if pattern == name else None
    if not _glob(pattern, name):
        return None
    if pattern.index("*") == len(pattern) - 1 and len(pattern) > 1:
        return 1, 1 - len(pattern)
    return 2, -pattern.index("*")


def _glob(pattern: str, name: str) -> bool:
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(_glob(pattern[1:], name[n:]) for n in range(len(name) + 1))
    return bool(name) and name[0] == pattern[0] and _glob(pattern[1:], name[1:])


def table(
    profile: Profile, host: str | None, cookie: str | None, category: CookieCategory, organisation: str | None
) -> tuple[str, Choice]:
    """All rules that speak, as (scope, how well, strictness), the least of which wins."""
    site = next((profile.sites[each] for each in parents(host) if each in profile.sites), None) if host else None
    site = site or SiteRules()
    said: list[tuple[str, Choice | None, tuple[float, float]]] = [
        *by_cookie("cookie here", site.cookies, cookie),
        *by_cookie("cookie anywhere", profile.cookies, cookie),
        ("category here", site.categories.get(category), (0, 0)),
        ("category default", profile.defaults.categories.get(category), (0, 0)),
    ]
    tags = [profile.tags[tag] for tag in site.tags if tag in profile.tags]
    named = [its for word, its in profile.organisations.items() if organisation and alike(word, organisation)]
    said += [("tag", its.categories.get(category), (0, 0)) for its in tags]
    said += [("organisation anywhere", its.categories.get(category), (0, 0)) for its in named]
    if category != "necessary":
        here = [each for word, each in site.organisations.items() if organisation and alike(word, organisation)]
        said += [("organisation here", each, (0, 0)) for each in here]
        said += [("tag", its.choice, (1, 0)) for its in tags]
        said += [("organisation anywhere", its.choice, (1, 0)) for its in named]
        said += [("site", site.choice, (0, 0)), ("default", profile.defaults.choice, (0, 0))]
    rows = [(ORDER.index(scope), well, STRICT.index(choice), choice) for scope, choice, well in said if choice]
    if not rows:
        return "default", "allow" if category == "necessary" else "ask"
    return ORDER[min(rows)[0]], min(rows)[-1]


STRICT = ("deny", "session", "ask", "allow")


def by_cookie(
    scope: str, patterns: dict[str, Choice], cookie: str | None
) -> list[tuple[str, Choice | None, tuple[float, float]]]:
    found: list[tuple[str, Choice | None, tuple[float, float]]] = []
    for pattern, choice in patterns.items():
        well = fits(pattern, cookie) if cookie is not None else None
        if well is not None:
            # among globs of the same literal prefix the one with more letters is the narrower
            found.append((scope, choice, (well[0], well[1] - len(pattern.replace("*", "")) / 100)))
    return found


@given(
    profiles, st.none() | st.sampled_from(HOSTS), st.none() | st.sampled_from(NAMES), st.sampled_from(COOKIE_CATEGORIES),
    st.none() | st.sampled_from(ORGANISATIONS),
)  # fmt: skip
@settings(max_examples=600, deadline=None)
def test_the_cascade_decides_as_the_table_does(
    profile: Profile, host: str | None, cookie: str | None, category: CookieCategory, organisation: str | None
) -> None:
    decider = Decider(profile, alike)
    if cookie is None:
        decision = decider.category(host, category, organisation=organisation)
    else:
        decision = decider.cookie(host, cookie, category=category, organisation=organisation)
    assert (decision.won, decision.choice) == table(profile, host, cookie, category, organisation)
    assert (decision.scopes[0].scope, decision.scopes[0].choice) == (decision.won, decision.choice)
    places = [ORDER.index(voice.scope) for voice in decision.scopes]
    assert places == sorted(places)
    if cookie is None:  # a second question of the same decider gets the same answer
        assert decider.category(host, category, organisation=organisation) == decision


NINE = Profile(
    name="nine",
    defaults=Rules(choice="ask", categories={"analytics": "session", "necessary": "allow"}),
    cookies={"_ga*": "deny"},
    organisations={"google.com": Rules(choice="session")},
    tags={"shopping": Rules(choice="allow")},
    sites={
        "shop.example": SiteRules(
            choice="deny",
            categories={"analytics": "allow"},
            cookies={"_ga_1": "allow"},
            organisations={"google.com": "ask"},
            tags=("shopping",),
        )
    },
)


def test_every_scope_is_named_in_order_and_the_least_removed_one_wins() -> None:
    decision = Decider(NINE).cookie("www.shop.example", "_ga_1", category="analytics", organisation="google.com")
    assert tuple(voice.scope for voice in decision.scopes) == ORDER
    left = NINE
    for scope in ORDER:
        decision = Decider(left).cookie("www.shop.example", "_ga_1", category="analytics", organisation="google.com")
        assert decision.won == scope
        left = without(left, scope)
    assert decision.choice == "ask"


def without(profile: Profile, scope: str) -> Profile:
    """The profile with that scope silent."""
    here = profile.sites["shop.example"]
    replace = msgspec.structs.replace
    site = {
        "cookie here": replace(here, cookies={}), "organisation here": replace(here, organisations={}),
        "category here": replace(here, categories={}), "site": replace(here, choice=None), "tag": replace(here, tags=()),
    }.get(scope)  # fmt: skip
    if site is not None:
        return replace(profile, sites={"shop.example": site})
    return {
        "cookie anywhere": replace(profile, cookies={}),
        "organisation anywhere": replace(profile, organisations={}),
        "category default": replace(profile, defaults=Rules(choice=profile.defaults.choice)),
        "default": replace(profile, defaults=Rules()),
    }[scope]


@pytest.mark.parametrize(
    ("rules", "touched"),
    [
        (Profile(name="p", sites={"a.example": SiteRules(choice="deny")}), False),
        (Profile(name="p", sites={"a.example": SiteRules(organisations={"o.example": "deny"})}), False),
        (Profile(name="p", organisations={"o.example": Rules(choice="deny")}), False),
        (Profile(name="p", tags={"t": Rules(choice="deny")}, sites={"a.example": SiteRules(tags=("t",))}), False),
        (Profile(name="p", defaults=Rules(choice="deny")), False),
        (Profile(name="p", sites={"a.example": SiteRules(categories={"necessary": "deny"})}), True),
        (Profile(name="p", sites={"a.example": SiteRules(cookies={"sid": "deny"})}), True),
        (Profile(name="p", cookies={"sid": "deny"}), True),
        (Profile(name="p", organisations={"o.example": Rules(categories={"necessary": "deny"})}), True),
        (Profile(name="p", defaults=Rules(categories={"necessary": "deny"})), True),
    ],
)
def test_a_choice_for_everything_leaves_necessary_cookies_alone(rules: Profile, touched: bool) -> None:
    decider = Decider(rules)
    necessary = decider.cookie("a.example", "sid", category="necessary", organisation="o.example")
    assert necessary.choice == ("deny" if touched else "allow")
    other = decider.cookie("a.example", "sid", category="marketing", organisation="o.example")
    assert other.choice == ("ask" if touched and "sid" not in str(rules) else "deny")


def test_a_public_suffix_parts_sites_from_each_other() -> None:
    decider = Decider(
        Profile(name="p", sites={"co.uk": SiteRules(choice="deny"), "github.io": SiteRules(choice="deny")})
    )
    assert decider.category("shop.co.uk", "marketing").choice == "ask"
    assert decider.category("me.github.io", "marketing").choice == "ask"


def test_the_json_is_as_promised() -> None:
    decision = Decider(NINE).cookie("shop.example", "_ga_1", category="analytics")
    row = json.loads(msgspec.json.encode(decision))
    assert row["schema"] == "cookietui.decision/1"
    assert set(row) == {"schema", "site", "cookie", "category", "choice", "won", "scopes"}
    assert row["scopes"][0] == {
        "scope": "cookie here",
        "pattern": "_ga_1",
        "choice": "allow",
        "from": 'sites."shop.example".cookies._ga_1',
    }
    assert json.loads(msgspec.json.encode(Decider(NINE).category("shop.example", "marketing")))["cookie"] is None


def test_organisations_are_alike_by_registrable_domain_without_a_catalogue() -> None:
    assert same_domain("www.google.com", "google.com")
    assert same_domain("Google", "google")
    assert not same_domain("google.com", "google.de")
    assert not same_domain("co.uk", "shop.co.uk")


def test_a_hundred_thousand_cookies_are_decided_quickly() -> None:
    import time

    profile = msgspec.structs.replace(
        NINE, cookies={f"name{number}*": "deny" for number in range(50)} | {f"c{n}": "deny" for n in range(1000)}
    )
    decider = Decider(profile)
    start = time.process_time()
    for number in range(10_000):
        decider.cookie(f"www{number % 100}.shop.example", f"c{number}", category="marketing", organisation="google.com")
    assert time.process_time() - start < 3
