"""The start puts right what a killed run left, and touches nothing else."""

import os
import pathlib

import pytest

from cookietui.core.errors import CannotSave
from cookietui.storage import journal, locks
from cookietui.storage.places import Places, find_places
from cookietui.storage.tidying import tidy

STRAY = ".cookietui-0123456789abcdef.tmp"


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


def test_stray_files_are_swept_wherever_a_save_can_have_been(places: Places, home: pathlib.Path) -> None:
    with journal.change(places, "add") as change:
        change.write(places.library / "a.example" / "1" / "source", b"x")
        change.write(places.profiles / "mine.toml", b"schema = 1\n")
        change.write(places.requests / "x.toml", b"")
    (home / "dotfiles").mkdir()
    (home / "dotfiles" / "linked.toml").write_text("")
    (places.profiles / "linked.toml").symlink_to(home / "dotfiles" / "linked.toml")
    folders = [
        places.config, places.profiles, places.requests, places.library / "a.example" / "1", places.state,
        places.journal, places.journal / "blobs", places.backups / "profiles", home / "dotfiles",
    ]  # fmt: skip
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STRAY).write_bytes(b"x")
    (home / STRAY).write_bytes(b"not ours to sweep")
    before = {file for file in home.rglob("*") if file.name != STRAY}
    assert tidy(places) == ()
    assert list(home.rglob(STRAY)) == [home / STRAY]
    assert {file for file in home.rglob("*") if file.name != STRAY} == before


def test_a_step_of_very_many_files_is_looked_through_only_where_it_was_interrupted(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cookietui.storage.tidying._MANY", 1)
    folder = places.library / "a.example" / "1"

    def begin(content: bytes) -> None:
        with journal.change(places, "add") as change:
            change.write(folder / "source", content)
            change.write(folder / "text.txt", content)

    begin(b"x")
    (folder / STRAY).write_bytes(b"x")
    assert tidy(places) == ()
    assert (folder / STRAY).exists()
    with monkeypatch.context() as patch:
        patch.setattr(
            "cookietui.storage.carrying._apply", lambda *_args, **_more: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            begin(b"y")
    (folder / "source").write_bytes(b"y")
    assert tidy(places) == ("A change that was interrupted has been put right.",)
    assert not (folder / STRAY).exists()


def test_nothing_is_swept_while_another_writes(places: Places) -> None:
    with locks.hold(places.lock, wait=0):
        (places.state / STRAY).write_bytes(b"x")
        assert tidy(places) == ()
        assert (places.state / STRAY).exists()
    tidy(places)
    assert not (places.state / STRAY).exists()


def test_an_interrupted_change_is_told(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    from cookietui.storage import carrying

    def killed(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    def begin() -> None:
        with journal.change(places, "two files") as change:
            change.write(places.profiles / "a.toml", b"1")
            change.write(places.profiles / "b.toml", b"1")

    with monkeypatch.context() as patch:
        patch.setattr(carrying, "_apply", killed)
        with pytest.raises(KeyboardInterrupt):
            begin()
    (places.profiles).mkdir(parents=True)
    (places.profiles / "a.toml").write_bytes(b"1")  # the first of the two was done
    assert tidy(places) == ("A change that was interrupted has been put right.",)
    assert list(places.profiles.iterdir()) == []
    assert journal.steps(places) == ((), ())
    assert tidy(places) == ()


def test_what_cannot_be_put_right_is_told_and_no_error(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    with journal.change(places, "x") as change:
        change.write(places.profiles / "a.toml", b"1")

    def refuse(*_args: object, **_more: object) -> None:
        raise CannotSave("the disk is full")

    monkeypatch.setattr(locks, "hold", refuse)
    assert tidy(places) == ("the disk is full",)
