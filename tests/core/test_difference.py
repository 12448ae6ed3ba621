"""What an import would loosen is found however it is spelt, and what is shared holds nothing else."""

import datetime

import pytest
from hypothesis import given, settings

from cookietui.core.decision import Decider
from cookietui.core.difference import Difference, differences, shared
from cookietui.core.fact import facts, with_fact
from cookietui.core.preference import Profile, Rules, SiteRules
from cookietui.core.words import CHOICES, COOKIE_CATEGORIES
from tests.core.test_decision import HOSTS, profiles


def one(old: Profile, new: Profile) -> Difference:
    rows = differences(old, new)
    assert len(rows) == 1
    return rows[0]


def site(**rules: object) -> Profile:
    return Profile(name="p", defaults=Rules(choice="session"), sites={"a.example": SiteRules(**rules)})  # type: ignore[arg-type] # keywords of a struct


BARE = Profile(name="p", defaults=Rules(choice="session"))


@pytest.mark.parametrize(
    ("old", "new", "scope", "key", "kind", "looser"),
    [
        (site(choice="deny"), site(choice="allow"), "site", "choice", "loosens", True),
        (site(choice="allow"), site(choice="deny"), "site", "choice", "tightens", False),
        (BARE, site(choice="deny"), "site", "choice", "new", False),
        (BARE, site(choice="allow"), "site", "choice", "new", True),
        (BARE, site(categories={"analytics": "allow"}), "category here", "analytics", "new", True),
        (BARE, site(cookies={"_ga*": "deny"}), "cookie here", "_ga*", "new", False),
        (BARE, site(organisations={"g.example": "allow"}), "organisation here", "g.example", "new", True),
        (site(rights=("access",)), site(rights=("access", "delete")), "rights", "rights", "tightens", False),
        (site(rights=("access", "delete")), site(rights=("delete",)), "rights", "rights", "loosens", True),
        (site(), site(review=datetime.date(2027, 5, 1)), "review", "review", "new", False),
        (site(tags=("a",)), site(tags=("a", "b")), "tags", "tags", "changed", False),
    ],
)
def test_each_change_has_its_scope_key_and_kind(
    *, old: Profile, new: Profile, scope: str, key: str, kind: str, looser: bool
) -> None:
    row = one(old, new)
    assert (row.scope, row.key, row.kind, row.looser) == (scope, key, kind, looser)
    assert row.site == "a.example"
    assert with_fact(old, row.edit.path, row.edit.value) == new


def test_anywhere_scopes_are_named_too() -> None:
    new = Profile(
        name="p",
        defaults=Rules(choice="deny", categories={"marketing": "deny"}, rights=("stop-sale",)),
        cookies={"_ga*": "allow"},
        organisations={"g.example": Rules(choice="deny", categories={"analytics": "deny"})},
        tags={"news": Rules(choice="allow")},
    )
    found = {(row.scope, row.key, row.kind, row.looser) for row in differences(BARE, new)}
    assert found == {
        ("default", "choice", "tightens", False),
        ("category default", "marketing", "new", False),
        ("rights", "rights", "new", False),
        ("cookie anywhere", "_ga*", "new", True),
        ("organisation anywhere", "g.example", "new", False),
        ("organisation anywhere", "g.example analytics", "new", False),
        ("tag", "news", "new", True),
    }
    assert differences(BARE, new)[0].looser


def test_a_tag_put_on_a_site_can_loosen_it() -> None:
    tags = {"free": Rules(choice="allow")}
    old = Profile(name="p", defaults=Rules(choice="deny"), tags=tags)
    new = Profile(name="p", defaults=Rules(choice="deny"), tags=tags, sites={"a.example": SiteRules(tags=("free",))})
    assert one(old, new).looser


def test_a_new_subdomain_that_hides_a_denial_of_its_parent_loosens() -> None:
    old = Profile(name="p", defaults=Rules(choice="allow"), sites={"a.example": SiteRules(choice="deny")})
    hides = SiteRules(categories={"analytics": "deny"})
    new = Profile(name="p", defaults=Rules(choice="allow"), sites={**old.sites, "shop.a.example": hides})
    assert one(old, new).looser
    keeps = SiteRules(choice="deny", categories={"analytics": "deny"})
    new = Profile(name="p", defaults=Rules(choice="allow"), sites={**old.sites, "shop.a.example": keeps})
    assert not any(row.looser for row in differences(old, new))


def test_what_is_gone_is_told_by_a_diff_and_not_by_an_import() -> None:
    assert one(site(choice="deny"), site()).kind == "gone"
    assert one(site(choice="deny"), site()).looser
    assert differences(site(choice="deny"), site(), gone=False) == ()
    assert {row.kind for row in differences(BARE, BARE, same=True)} == {"same"}
    assert not any(row.looser for row in differences(BARE, BARE, same=True))


@given(profiles, profiles)
@settings(max_examples=150, deadline=None)
def test_doing_all_differences_makes_the_other_profile(old: Profile, new: Profile) -> None:
    rows = differences(old, new)
    for row in rows:
        old = with_fact(old, row.path, row.new)
    assert facts(old) == facts(new)
    assert [row.looser for row in rows] == sorted((row.looser for row in rows), reverse=True)


@given(profiles, profiles)
@settings(max_examples=150, deadline=None)
def test_a_single_change_that_is_not_marked_lets_nothing_more_through(old: Profile, new: Profile) -> None:
    """Asked of every host and category; for one fact at a time, as a person ticks them."""
    before = Decider(old)
    for row in differences(old, new, gone=False):
        if row.looser or row.kind == "same" or row.scope in {"cookie here", "cookie anywhere"}:
            continue
        after = Decider(with_fact(old, row.path, row.new))
        fresh = row.site is not None and row.site not in old.sites
        for host in (None, *HOSTS):
            if fresh and host != row.site:
                continue
            for category in COOKIE_CATEGORIES:
                was, now = before.category(host, category).choice, after.category(host, category).choice
                if row.scope in {"default", "category default"} and host is not None:
                    continue
                if fresh and any(host is not None and host.endswith("." + known) for known in old.sites):
                    continue  # judged for the site as a whole
                assert CHOICES.index(now) <= CHOICES.index(was), (row, host, category)


CANARY = "canary-{}"


def test_nothing_private_is_in_what_is_shared() -> None:
    profile = Profile(
        name="public name",
        description=CANARY.format("description"),
        extends=("canary-extends",),
        tags={
            "public": Rules(choice="deny"),
            "canary-tag": Rules(choice="allow"),
            "nobody": Rules(choice="deny"),
        },
        sites={
            "canary-site.example": SiteRules(choice="deny", share=False, tags=("canary-tag", "public")),
            "shop.canary-site.example": SiteRules(choice="deny", tags=("public",)),
            "open.example": SiteRules(
                choice="deny", categories={"analytics": "session"}, cookies={"sid": "allow"}, tags=("public",),
                organisations={"g.example": "deny"}, rights=("access",), review=datetime.date(2027, 5, 1),
            ),
        },
    )  # fmt: skip
    out = shared(profile)
    assert "canary" not in str(out)
    assert out.sites == {"open.example": profile.sites["open.example"]}
    assert set(out.tags) == {"public", "nobody"}
    assert shared(out) == out
