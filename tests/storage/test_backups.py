"""Copies are kept by count and by day, in order, each apart."""

import datetime
import os
import pathlib

import pytest

from cookietui.storage import backups, journal
from cookietui.storage.places import Places, find_places, make_folder


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


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
