"""Settings, identity, places, backups and packaged data: the small files."""

import datetime
import os
import pathlib
import subprocess
import sys
import zipfile

import platformdirs
import pytest

import cookietui
from cookietui.core.errors import BadInput, CannotSave, UsageError
from cookietui.core.identity import Identity
from cookietui.storage import backups, identity, journal, packaged, settings
from cookietui.storage.places import Places, find_places, make_folder
from cookietui.storage.settings import Settings


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


def test_settings_are_set_taken_away_and_undone(places: Places) -> None:
    assert settings.load(places) == Settings()
    make_folder(places.config)
    places.settings.write_text("# mine\nfuture = 1\n")
    with journal.change(places, "settings") as change:
        assert settings.set_value(change, "language", "de").language == "de"
        assert settings.of(change).language == "de"
    assert places.settings.read_text() == '# mine\nfuture = 1\nlanguage = "de"\n'
    with journal.change(places, "settings") as change:
        settings.set_value(change, "language", "")
        settings.set_value(change, "delivery", "maildir\n\x1b[31m")
    assert settings.load(places) == Settings(delivery="maildir [31m")
    journal.undo(places)
    journal.undo(places)
    assert places.settings.read_text() == "# mine\nfuture = 1\n"
    with pytest.raises(UsageError, match="language"), journal.change(places, "x") as change:
        settings.set_value(change, "colour", "red")


def test_settings_of_a_wrong_type_are_told_with_their_line(places: Places) -> None:
    make_folder(places.config)
    places.settings.write_text("profile = 'x'\nlanguage = 7\n")
    with pytest.raises(BadInput, match=r"config.toml:2: language"):
        settings.load(places)


def test_identity_is_set_field_by_field_and_cleared(places: Places) -> None:
    assert identity.load(places) == Identity()
    identity.set_field(places, "name", "  Ann\x1b[1m\nExample ")
    identity.set_field(places, "address", "Street 1\n\n  12345  Town\r\n")
    found = identity.set_field(places, "customer_numbers.Shop.Example", "4711")
    assert found == Identity(
        name="Ann[1m Example", address="Street 1\n12345 Town", customer_numbers={"shop.example": "4711"}
    )
    assert identity.load(places) == found
    if os.name != "nt":
        assert places.identity.stat().st_mode & 0o777 == 0o600
    assert identity.set_field(places, "name", "").name == ""
    assert identity.set_field(places, "customer_numbers.shop.example", "").customer_numbers == {}
    for field in ("shoe_size", "customer_numbers", "customer_numbers.", "name.x"):
        with pytest.raises(UsageError):
            identity.set_field(places, field, "x")
    assert identity.clear(places)
    assert not identity.clear(places)
    assert identity.load(places) == Identity()
    assert journal.steps(places) == ((), ())


def test_a_broken_identity_is_told_with_its_line_and_kept(places: Places) -> None:
    make_folder(places.config)
    places.identity.write_text("name = 'x'\nemail = 3\n")
    with pytest.raises(BadInput, match=r"identity.toml:2: email"):
        identity.load(places)
    with pytest.raises(BadInput):
        identity.set_field(places, "name", "y")
    assert places.identity.read_text() == "name = 'x'\nemail = 3\n"


def _days(places: Places, file: pathlib.Path) -> list[datetime.date]:
    return [stamp.date() for stamp, _ in backups.copies(places, file)]


def test_backups_are_the_last_ten_and_one_a_day_for_thirty_days(places: Places) -> None:
    file = places.profiles / "mine.toml"
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    for day in range(60):
        for hour in (8, 12, 20):
            backups.keep(places, file, f"{day} {hour}".encode(), start + datetime.timedelta(days=day, hours=hour))
    days = _days(places, file)
    last = (start + datetime.timedelta(days=59)).date()
    assert len(days) == 10 + 30 - 4  # the last ten are of four days
    assert min(days) == last - datetime.timedelta(days=29)
    newest = backups.copies(places, file)[0][1]
    assert newest.read_bytes() == b"59 20"
    assert [copy.read_bytes() for _, copy in backups.copies(places, file)][10:12] == [b"55 20", b"54 20"]
    backups.keep(places, file, b"59 20", start + datetime.timedelta(days=100))
    assert backups.copies(places, file)[0][1] == newest


def test_a_clock_set_back_does_not_hide_the_newest_copy(places: Places) -> None:
    file = places.profiles / "mine.toml"
    now = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
    backups.keep(places, file, b"first", now)
    backups.keep(places, file, b"second", now - datetime.timedelta(days=365))
    assert [copy.read_bytes() for _, copy in backups.copies(places, file)] == [b"second", b"first"]


def test_copies_of_files_of_like_names_are_kept_apart(places: Places) -> None:
    now = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
    names = [places.profiles / "a.toml", places.profiles / "a~b.toml", places.settings, places.requests / "ck-1.toml"]
    for path in names:
        backups.keep(places, path, path.name.encode(), now)
    for path in names:
        assert [copy.read_bytes() for _, copy in backups.copies(places, path)] == [path.name.encode()]
        assert backups.covers(places, path)
    assert not backups.covers(places, places.identity)
    assert not backups.covers(places, places.library / "a" / "source")


def test_a_backup_that_cannot_be_written_is_no_reason_not_to_save(places: Places) -> None:
    make_folder(places.state)
    places.backups.write_text("in the way")
    with journal.change(places, "x") as change:
        change.write(places.profiles / "a.toml", b"x")
    assert (places.profiles / "a.toml").read_bytes() == b"x"


def test_packaged_data_is_found_in_a_checkout() -> None:
    assert packaged.folder("rules") is not None
    assert packaged.folder("nothing-of-the-kind") is None


def test_packaged_profiles_are_found_in_a_zip(tmp_path: pathlib.Path) -> None:
    source = pathlib.Path(cookietui.__file__).parent
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as archive:
        for name in ("__init__.py", "storage/__init__.py", "storage/packaged.py"):
            archive.write(source / name, f"cookietui/{name}")
        archive.writestr("cookietui/data/__init__.py", "")
        archive.writestr("cookietui/data/profiles/strict.toml", "schema = 1\n")
    code = "from cookietui.storage import packaged; print(packaged.__file__, packaged.profiles())"
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'app.zip')!r}); {code}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "app.zip" in run.stdout
    assert "{'strict': b'schema = 1\\n'}" in run.stdout
