"""Preferences: written where they were named, explained, taken back, and never more than was said."""

from typing import Any

import pytest

from cookietui.actions.prefer import Wanted, explain, set_choices, unset
from cookietui.actions.profiles import active_profile, show_profile
from cookietui.actions.undo import redo, undo
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Cookie
from cookietui.core.errors import ChangedUnderneath, UsageError
from cookietui.storage.places import find_places
from tests.actions.conftest import TODAY, declaration


def _choices(ws: Any, site: str = "tea.example") -> Any:
    return {decision.category: decision.choice for decision in explain(ws, site)}


def test_the_first_change_copies_the_built_in_profile(ws):
    written = set_choices(ws, [Wanted(site="tea.example", choice="deny", categories={"marketing": "allow"})])
    assert written.copied_from == "balanced"
    assert {change.where: change.after for change in written.changes} == {
        'sites."tea.example".choice': "deny",
        'sites."tea.example".marketing': "allow",
    }
    again = set_choices(ws, [Wanted(site="tea.example", choice="deny")])
    assert (again.copied_from, again.changes) == (None, ())


def test_scopes_and_explain(ws):
    set_choices(ws, [Wanted(site="tea.example", choice="deny", categories={"marketing": "session"})])
    set_choices(ws, [Wanted(cookies={"_ga*": "deny"}, organisations={"google.com": "ask"})])
    choices = _choices(ws)
    assert choices["marketing"] == "session"
    assert choices["analytics"] == "deny"
    assert choices["necessary"] == "allow"
    (decision,) = explain(ws, "www.tea.example", "_ga_ABC")
    assert (decision.choice, decision.won) == ("deny", "cookie anywhere")


def test_what_a_site_declares_about_a_cookie_counts(ws, keep):
    text = "sid keeps you logged in"
    keep(declaration(text, cookies=[(Cookie(name="sid", category="necessary"), text)]), text=text)
    set_choices(ws, [Wanted(site="tea.example", choice="deny")])
    (declared,) = explain(ws, "tea.example", "sid")
    (unknown,) = explain(ws, "tea.example", "other")
    assert (declared.category, declared.choice) == ("necessary", "allow")
    assert unknown.choice == "deny"


def test_tags_for_a_site_and_choices_for_a_tag(ws):
    set_choices(ws, [Wanted(site="tea.example", tags=("shopping", "tea"))])
    set_choices(ws, [Wanted(tags=("tea",), categories={"functional": "deny"})])
    assert active_profile(ws).sites["tea.example"].tags == ("shopping", "tea")
    assert _choices(ws)["functional"] == "deny"
    unset(ws, [Wanted(site="tea.example", tags=("tea",))])
    assert active_profile(ws).sites["tea.example"].tags == ("shopping",)
    with pytest.raises(UsageError, match="one tag"):
        set_choices(ws, [Wanted(tags=("a", "b"), choice="deny")])


def test_unset_one_key_and_everything(ws):
    set_choices(
        ws, [Wanted(site="tea.example", choice="deny", categories={"marketing": "allow"}, cookies={"sid": "allow"})]
    )
    unset(ws, [Wanted(site="tea.example", categories={"marketing": "ask"})])
    assert _choices(ws)["marketing"] == "deny"
    unset(ws, [Wanted(site="tea.example")], whole=True)
    assert "tea.example" not in active_profile(ws).sites
    with pytest.raises(UsageError):
        unset(ws, [Wanted(site="tea.example")])


def test_undo_and_redo_over_several_writes(ws):
    set_choices(ws, [Wanted(site="tea.example", choice="deny")])
    set_choices(ws, [Wanted(site="tea.example", choice="allow")])
    first: Any = undo(ws)
    assert "allow" in first.title
    assert (first.undo_left, first.redo_left) == (1, 1)
    assert _choices(ws)["marketing"] == "deny"
    redo(ws)
    assert active_profile(ws).sites["tea.example"].choice == "allow"
    undo(ws)
    undo(ws)
    assert undo(ws) is None
    assert "tea.example" not in active_profile(ws).sites


def test_a_profile_edited_meanwhile_is_not_overwritten_by_undo(ws):
    set_choices(ws, [Wanted(site="tea.example", choice="deny")])
    file = ws.places.profiles / "balanced.toml"
    file.write_text(file.read_text() + "# mine\n")
    with pytest.raises(ChangedUnderneath):
        undo(ws)
    assert "# mine" in file.read_text()


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(site="not a host", choice="deny"),
        Wanted(site="localhost", choice="deny"),
        Wanted(site="tea.example", cookies={"": "deny"}),
        Wanted(site="tea.example", cookies={"a\nb": "deny"}),
        Wanted(site="tea.example", cookies={"\x1b[31m": "deny"}),
        Wanted(site="tea.example", organisations={"Google Inc": "deny"}),
        Wanted(site="tea.example", tags=(" ",)),
    ],
)
def test_what_can_not_be_written_is_refused_and_writes_nothing(ws, wanted):
    before = show_profile(ws)
    with pytest.raises(UsageError):
        set_choices(ws, [wanted])
    assert show_profile(ws) == before


def test_quotes_and_dots_in_a_cookie_name_survive(ws):
    set_choices(ws, [Wanted(site="tea.example", cookies={'a"b.c]': "deny"})])
    assert active_profile(ws).sites["tea.example"].cookies == {'a"b.c]': "deny"}


def test_the_catalogue_says_what_a_cookie_is_where_the_site_does_not(tmp_path):
    real = Workspace(find_places({"COOKIETUI_HOME": str(tmp_path / "home")}), TODAY)
    set_choices(
        real, [Wanted(site="shop.example", organisations={"facebook.com": "session"}, categories={"analytics": "deny"})]
    )
    (fbp,) = explain(real, "shop.example", "_fbp")
    assert (fbp.category, fbp.choice, fbp.won) == ("marketing", "session", "organisation here")
    (ga,) = explain(real, "shop.example", "_ga_X1")
    assert (ga.category, ga.choice) == ("analytics", "deny")
    (lang,) = explain(real, "shop.example", "lang")
    assert lang.category == "unclassified"
