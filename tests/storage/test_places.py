"""Every place is named once, below one home or where the system wants it."""

import os
import pathlib

import platformdirs
import pytest

from cookietui.core.errors import CannotSave
from cookietui.storage import backups, journal, settings
from cookietui.storage.places import Places, find_places, make_folder
from cookietui.storage.tidying import tidy


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


def test_places_are_below_the_home_that_is_named(home: pathlib.Path) -> None:
    places = find_places({"COOKIETUI_HOME": str(home / "x")})
    assert [root.relative_to(home / "x").as_posix() for root in places.roots] == ["config", "data", "state", "cache"]
    assert find_places({"COOKIETUI_HOME": "~/x"}).config == pathlib.Path.home() / "x" / "config"
    assert find_places({"COOKIETUI_HOME": "relative"}).config.is_absolute()
    assert not (home / "x").exists()


def test_places_are_where_the_system_keeps_such_files_otherwise() -> None:
    places = find_places({"COOKIETUI_HOME": ""})
    assert places.config == pathlib.Path(platformdirs.user_config_dir("cookietui", appauthor=False))
    names = [places.settings, places.identity, places.profiles, places.library, places.requests, places.drafts,
             places.journal, places.backups, places.lock, places.index, places.rereadings]  # fmt: skip
    assert len({name.name for name in names}) == len(names)  # on some systems all roots are one folder


def test_short_paths_lead_back_and_nowhere_else(places: Places, tmp_path: pathlib.Path) -> None:
    for path in (places.settings, places.library / "a" / "b", places.journal, tmp_path / "x"):
        assert places.full(places.short(path)) == path
    for short in ("config:../../etc/passwd", "nowhere:x", "data:a/../../b"):
        with pytest.raises(ValueError, match=r"."):
            places.full(short)


def test_a_folder_that_cannot_be_made_is_told(places: Places) -> None:
    make_folder(places.config)
    places.settings.write_text("")
    with pytest.raises(CannotSave):
        make_folder(places.settings / "below")


def test_a_system_where_all_roots_are_one_folder_works_the_same(home: pathlib.Path) -> None:
    root = home / "Application Support" / "cookietui"
    places = Places(root, root, root, root)
    with journal.change(places, "one") as change:
        change.write(places.profiles / "a.toml", b"1 = 1\n")
        change.write(places.library / "a.example" / "1" / "source", b"x")
        settings.set_value(change, "law", "eu")
    with journal.change(places, "two") as change:
        change.write(places.profiles / "a.toml", b"2 = 2\n")
    assert tidy(places) == ()
    journal.undo(places)
    assert (places.profiles / "a.toml").read_bytes() == b"1 = 1\n"
    assert backups.copies(places, places.profiles / "a.toml")[0][1].read_bytes() == b"1 = 1\n"
    journal.undo(places)
    assert not places.settings.exists()
    assert not (places.library / "a.example").exists()
    assert len(list(root.iterdir())) == len({place.name for place in root.iterdir()})
