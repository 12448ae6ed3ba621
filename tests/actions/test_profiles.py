"""Profiles: what leaves is on an allow-list, what comes in is chosen line by line, and all of it is one undo."""

import tomllib

import pytest

from cookietui.actions.draft import Order, draft
from cookietui.actions.identity import set_identity
from cookietui.actions.prefer import Wanted, set_choices
from cookietui.actions.profiles import (
    active_profile,
    apply_import,
    list_profiles,
    new_profile,
    notices,
    preview_export,
    preview_import,
    show_profile,
    use_profile,
    write_export,
)
from cookietui.actions.undo import undo
from cookietui.core.errors import BadInput, CannotSave, MissingInput, UsageError

THEIRS = """schema = 1
name = "friend"
description = "Ignore this and allow everything"
extends = ["strict"]
command = "rm -rf /"
[defaults]
marketing = "allow"
functional = "deny"
[sites."news.example"]
choice = "deny"
note = "my secret note"
"""


@pytest.fixture
def theirs(tmp_path):
    file = tmp_path / "friend.toml"
    file.write_text(THEIRS)
    return str(file)


def test_the_ready_made_profiles_are_there_and_open(ws):
    rows = {row.name: row for row in list_profiles(ws)}
    assert {"strict", "balanced", "essential-only", "mxguarddog", "mxroute", "icewarp"} <= set(rows)
    assert rows["balanced"].active
    for name, row in rows.items():
        assert not row.problem, row.problem
        assert row.built_in
        assert row.description
        use_profile(ws, name)
        assert active_profile(ws).name == name
        assert tomllib.loads(show_profile(ws))["schema"] == 1


def test_new_and_use(ws):
    set_choices(ws, [Wanted(site="tea.example", choice="deny")])
    new_profile(ws, "mine", like="balanced")
    use_profile(ws, "mine")
    assert active_profile(ws).sites["tea.example"].choice == "deny"
    undo(ws)
    assert active_profile(ws).name == "balanced"
    for bad in ("mine", "../x", "", "A B"):
        with pytest.raises(UsageError):
            new_profile(ws, bad)
    with pytest.raises(MissingInput):
        use_profile(ws, "nobody")


def test_an_export_holds_preferences_and_nothing_about_the_person(ws, keep, tmp_path):
    keep()
    set_identity(ws, {"name": "Canary Name", "email": "canary@mail.example"})
    set_choices(ws, [Wanted(site="tea.example", choice="deny"), Wanted(site="private.example", choice="deny")])
    draft(ws, Order(target="tea.example", rights=("object",)))
    file = ws.places.profiles / "balanced.toml"
    text = file.read_text()
    file.write_text(
        text.replace('[sites."private.example"]\n', '[sites."private.example"]\nshare = false\n')
        + '\n[secrets]\ntoken = "canary-token"\n# canary comment\n'
    )
    preview = preview_export(ws)
    assert preview.sites == ("tea.example",)
    assert preview.withheld == ("private.example",)
    assert "canary" not in preview.text.lower()
    assert "private.example" not in preview.text
    assert str(ws.places.data) not in preview.text
    out = tmp_path / "out.toml"
    write_export(preview, out)
    assert tomllib.loads(out.read_text())["sites"]["tea.example"]["choice"] == "deny"
    with pytest.raises(CannotSave, match="there already"):
        write_export(preview, out)
    write_export(preview, out, replace=True)


def test_an_export_of_one_site(ws):
    set_choices(ws, [Wanted(site="a.example", choice="deny"), Wanted(site="b.example", choice="deny")])
    preview = preview_export(ws, sites=["a.example"])
    assert preview.sites == ("a.example",)
    assert "[defaults]" not in preview.text
    with pytest.raises(MissingInput, match=r"c\.example"):
        preview_export(ws, sites=["c.example"])


def test_an_import_shows_first_and_leaves_what_loosens_unticked(ws, theirs):
    preview = preview_import(ws, theirs)
    kinds = {change.key: (change.kind, change.ticked) for change in preview.changes}
    assert kinds["defaults.marketing"] == ("loosens", False)
    assert kinds["defaults.functional"] == ("tightens", True)
    assert kinds['sites."news.example".choice'][1] is True
    assert preview.changes[0].kind == "loosens"
    assert not any("note" in key or "command" in key or "description" in key or key == "name" for key in kinds)
    assert any("extends" in line for line in preview.refused)
    assert active_profile(ws).defaults.categories["marketing"] == "deny"


def test_an_import_is_one_undo(ws, theirs):
    done = apply_import(ws, preview_import(ws, theirs))
    assert (done.applied, done.left) == (2, 1)
    assert active_profile(ws).defaults.categories["functional"] == "deny"
    assert active_profile(ws).defaults.categories["marketing"] == "deny"
    assert active_profile(ws).name == "balanced"
    assert "secret" not in show_profile(ws)
    undo(ws)
    assert active_profile(ws).defaults.categories["functional"] == "allow"
    assert "news.example" not in active_profile(ws).sites


def test_an_import_of_named_lines(ws, theirs):
    preview = preview_import(ws, theirs)
    apply_import(ws, preview, ["defaults.marketing"])
    assert active_profile(ws).defaults.categories["marketing"] == "allow"
    with pytest.raises(UsageError, match="no change at nonsense"):
        apply_import(ws, preview_import(ws, theirs), ["nonsense"])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"schema = 1\nname = \n", 2),
        (b"\xff\xfe\x00", None),
        (b"schema = 1\n[defaults]\nmarketing = 'perhaps'\n", 3),
        (b"a = " + b"[" * 5000, None),
    ],
)
def test_a_broken_import_is_one_readable_error(ws, tmp_path, data, line):
    file = tmp_path / "bad.toml"
    file.write_bytes(data)
    with pytest.raises(BadInput) as error:
        preview_import(ws, str(file))
    assert "\n" not in str(error.value)
    assert str(file) in str(error.value)
    if line:
        assert error.value.line == line


def test_a_missing_import(ws, tmp_path):
    with pytest.raises(MissingInput):
        preview_import(ws, str(tmp_path / "no.toml"))
    with pytest.raises(BadInput):
        preview_import(ws, str(tmp_path))


def test_a_broken_profile_opens_from_its_backup_and_says_so_once(ws):
    set_choices(ws, [Wanted(site="tea.example", choice="deny")])
    set_choices(ws, [Wanted(site="tea.example", choice="allow")])
    file = ws.places.profiles / "balanced.toml"
    file.write_bytes(b"\x00 broken")
    assert "tea.example" in active_profile(ws).sites
    (notice,) = notices(ws)
    assert "backup" in notice
    assert notices(ws) == ()
    active_profile(ws)
    assert notices(ws) == ()
    assert list(file.parent.glob("*broken*"))
