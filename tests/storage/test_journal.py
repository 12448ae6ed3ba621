"""Every write is one undo, across runs; what somebody else changed is never taken back over their heads."""

import errno
import os
import pathlib
import random
import signal
import subprocess
import sys
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.errors import BadInput, CannotSave, ChangedUnderneath, Locked
from cookietui.storage import atomic, carrying, journal, record
from cookietui.storage.places import Places, find_places
from cookietui.storage.tidying import tidy
from tests.storage.test_atomic import Failing


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


def put(places: Places, label: str, **files: str | None) -> None:
    """Write (or, for None, remove) profiles as one change."""
    with journal.change(places, label) as change:
        for name, text in files.items():
            path = places.profiles / f"{name}.toml"
            if text is None:
                change.remove(path)
            else:
                change.write(path, text.encode())


def files(places: Places) -> dict[str, str]:
    if not places.profiles.is_dir():
        return {}
    return {file.stem: file.read_text() for file in places.profiles.iterdir() if file.suffix == ".toml"}


def test_nothing_is_created_before_the_first_write(places: Places, home: pathlib.Path) -> None:
    assert journal.steps(places) == ((), ())
    assert tidy(places) == ()
    assert not (home / "cookietui").exists()


def test_undo_walks_back_and_redo_forward_over_files_made_changed_and_removed(places: Places) -> None:
    states = [files(places)]
    for label, change in (
        ("one", {"a": "1"}), ("two", {"a": "2", "b": "1"}), ("three", {"b": None}), ("four", {"a": None, "c": "x"}),
    ):  # fmt: skip
        put(places, label, **change)
        states.append(files(places))
    labels = ["four", "three", "two", "one"]
    for label, state in zip(labels, reversed(states[:-1]), strict=True):
        step = journal.undo(places)
        assert step is not None
        assert step.label == label
        assert files(places) == state
    assert journal.undo(places) is None
    for label, state in zip(reversed(labels), states[1:], strict=True):
        step = journal.redo(places)
        assert step is not None
        assert step.label == label
        assert files(places) == state
    assert journal.redo(places) is None


def test_a_new_change_forgets_what_was_undone(places: Places) -> None:
    put(places, "one", a="1")
    put(places, "two", a="2")
    journal.undo(places)
    put(places, "three", a="3")
    assert [step.label for step in journal.steps(places)[0]] == ["three", "one"]
    assert journal.redo(places) is None


def test_what_changes_nothing_is_no_step(places: Places) -> None:
    put(places, "one", a="1")
    put(places, "again", a="1")
    with journal.change(places, "there and back") as change:
        change.write(places.profiles / "a.toml", b"2")
        change.write(places.profiles / "a.toml", b"1")
    assert [step.label for step in journal.steps(places)[0]] == ["one"]


def test_a_change_sees_its_own_writes_and_an_error_in_it_writes_nothing(places: Places) -> None:
    path = places.profiles / "a.toml"

    def broken() -> None:
        with journal.change(places, "broken") as change:
            change.write(path, b"1")
            assert change.read(path) == b"1"
            change.remove(path)
            assert change.read(path) is None
            raise KeyError

    with pytest.raises(KeyError):
        broken()
    assert files(places) == {}
    assert journal.steps(places) == ((), ())


def test_what_somebody_else_changed_is_neither_overwritten_nor_undone(places: Places) -> None:
    path = places.profiles / "a.toml"
    put(places, "one", a="1", b="1")

    def conflicting() -> None:
        with journal.change(places, "mine") as change:
            change.read(path)
            path.write_text("theirs")
            change.write(places.profiles / "b.toml", b"2")
            change.write(path, b"mine")

    with pytest.raises(ChangedUnderneath):
        conflicting()
    assert files(places) == {"a": "theirs", "b": "1"}
    with pytest.raises(ChangedUnderneath, match="one") as caught:
        journal.undo(places)
    assert "\n" not in str(caught.value)
    assert files(places) == {"a": "theirs", "b": "1"}
    path.write_text("1")
    assert journal.undo(places) is not None
    assert files(places) == {}
    path.write_text("somebody's")
    with pytest.raises(ChangedUnderneath):
        journal.redo(places)
    assert files(places) == {"a": "somebody's"}


def test_labels_are_made_harmless(places: Places) -> None:
    put(places, "set \x1b]0;x\x07\nevil\u202e", a="1")
    assert journal.steps(places)[0][0].label == "set ]0;x evil"


def test_the_journal_is_bounded(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "MAX_STEPS", 5)
    for number in range(12):
        put(places, f"step {number}", a=str(number))
    assert [step.label for step in journal.steps(places)[0]] == [f"step {number}" for number in range(11, 6, -1)]
    assert len(list(record.blobs(places).iterdir())) <= 6
    monkeypatch.setattr(record, "MAX_BYTES", 3000)
    for number in range(4):
        put(places, f"large {number}", a=str(number) * 1000)
    assert 1 <= len(journal.steps(places)[0]) <= 4
    while journal.undo(places):
        pass


def test_a_damaged_journal_is_put_aside(places: Places) -> None:
    put(places, "one", a="1")
    for damage in (
        b"",
        b"{",
        b"\0" * 100,
        b'{"entries":[],"position":7}',
        b'{"pending":[["config:../../x",null,null]]}',
    ):
        (places.journal / "journal.json").write_bytes(damage)
        assert journal.undo(places) is None
        put(places, "two", a=str(damage))
        assert [step.label for step in journal.steps(places)[0]] == ["two"]


def test_a_damaged_earlier_content_stops_the_undo(places: Places) -> None:
    put(places, "one", a="1")
    put(places, "two", a="2")
    for blob in record.blobs(places).iterdir():
        blob.write_bytes(b"damaged")
    with pytest.raises(CannotSave, match="no longer"):
        journal.undo(places)
    assert files(places) == {"a": "2"}


def test_settled_files_are_passed_over_for_ever(places: Places) -> None:
    put(places, "profile", a="1")
    draft, letter = places.requests / "ck-000001.toml", places.drafts / "x.eml"
    with journal.change(places, "draft and more") as change:
        change.write(draft, b"draft")
        change.write(letter, b"letter")
        change.write(places.profiles / "a.toml", b"2")
    with journal.change(places, "only the draft") as change:
        change.write(draft, b"draft 2")
    with journal.change(places, "sent", undoable=False) as change:
        change.write(draft, b"sent")
        change.settle(draft)
        change.settle(letter)
    assert [step.label for step in journal.steps(places)[0]] == ["draft and more", "profile"]
    journal.undo(places)
    assert files(places) == {"a": "1"}
    assert draft.read_bytes() == b"sent"
    assert letter.read_bytes() == b"letter"
    journal.redo(places)
    assert files(places) == {"a": "2"}


def test_what_is_private_leaves_no_copy(places: Places, home: pathlib.Path) -> None:
    for text in (b"name = 'Secret Person'\n", b"name = 'Secret Person 2'\n", None):
        with journal.change(places, "identity", undoable=False) as change:
            if text is None:
                change.remove(places.identity)
            else:
                change.write(places.identity, text)
    assert [file for file in home.rglob("*") if file.is_file() and b"Secret" in file.read_bytes()] == []


def test_removing_the_last_reading_removes_the_folders_of_the_site(places: Places) -> None:
    file = places.library / "a.example" / "2026-11-21-0" / "source"
    with journal.change(places, "add") as change:
        change.write(file, b"x")
    journal.undo(places)
    assert places.library.is_dir()
    assert list(places.library.iterdir()) == []
    journal.redo(places)
    assert file.read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt", reason="counts calls of POSIX")
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("act", ["change", "undo", "redo"])
def test_every_failing_call_leaves_all_files_or_none(
    places: Places, monkeypatch: pytest.MonkeyPatch, act: str, code: int
) -> None:
    """Whatever fails: after the next start the files are all old or all new, and the journal agrees with them."""
    put(places, "one", a="1", b="1")
    put(places, "two", a="2", b=None, c="2")
    old, new = (
        ({"a": "2", "c": "2"}, {"a": "3", "b": "3"})
        if act == "change"
        else ({"a": "2", "c": "2"}, {"a": "1", "b": "1"})
    )
    if act == "redo":
        journal.undo(places)
        old, new = new, old
    number = 0
    while True:
        number += 1
        with monkeypatch.context() as patch:
            failing = Failing(patch, number, code)
            try:
                if act == "change":
                    put(places, "three", a="3", b="3", c=None)
                else:
                    (journal.undo if act == "undo" else journal.redo)(places)
                failed = False
            except (CannotSave, BadInput):
                failed = True
        tidy(places)
        assert files(places) == (old if failed else new), failing.hit
        if not failing.hit:
            break
        if files(places) == new:
            back = journal.redo(places) if act == "undo" else journal.undo(places)
            assert back is not None
        elif act == "change":
            assert [step.label for step in journal.steps(places)[0]][:1] == ["two"]
        assert files(places) == old, failing.hit
    assert number > 20


CHANGER = textwrap.dedent("""
    import os, sys
    from cookietui.storage import journal
    from cookietui.storage.places import find_places
    places = find_places(os.environ)
    print("ready", flush=True)
    number = int(sys.argv[1])
    while True:
        number += 1
        with journal.change(places, f"step {number}") as change:
            for name in "abc":
                change.write(places.profiles / f"{name}.toml", f"n = {number}\\n".encode() * 3000)
        if number % 3 == 0:
            journal.undo(places)
            if number % 2:
                journal.redo(places)
""")


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_change_is_all_or_nothing_after_the_next_start(places: Places) -> None:
    rolls = random.Random(2)
    for number in range(20):
        run = subprocess.Popen([sys.executable, "-c", CHANGER, str(number * 1000)], stdout=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(rolls.random() * 0.08)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        tidy(places)
        now = files(places)
        assert len(set(now.values())) <= 1, {name: text[:20] for name, text in now.items()}
        assert len(now) in {0, 3}
        stray = [file for file in places.config.parent.rglob(".cookietui-*") if file.is_file()]
        assert stray == []
    count = len(journal.steps(places)[0])
    for _ in range(count):
        assert journal.undo(places) is not None
        assert len(set(files(places).values())) <= 1


EDITOR = textwrap.dedent("""
    import os, sys
    from cookietui.core.errors import ChangedUnderneath
    from cookietui.core.fact import Edit
    from cookietui.storage import journal, profiles
    from cookietui.storage.places import find_places
    places = find_places(os.environ)
    who, count = sys.argv[1], int(sys.argv[2])
    for number in range(count):
        with journal.change(places, f"{who} {number}", wait=60) as change:
            profiles.edit(change, [Edit(("sites", f"{who}{number}.example", "choice"), "deny")], name="shared")
""")


def test_two_processes_lose_no_edit(places: Places) -> None:
    put(places, "start", shared='schema = 1\nname = "shared"\n')
    runs = [subprocess.Popen([sys.executable, "-c", EDITOR, who, "60"]) for who in ("a", "b")]
    assert [run.wait() for run in runs] == [0, 0]
    text = files(places)["shared"]
    for who in ("a", "b"):
        for number in range(60):
            assert f'[sites."{who}{number}.example"]' in text
    steps = journal.steps(places)[0]
    assert len(steps) == 121
    for _ in range(120):
        journal.undo(places)
    assert files(places)["shared"] == 'schema = 1\nname = "shared"\n'


def test_a_held_lock_is_said_and_nothing_is_written(places: Places) -> None:
    with journal.change(places, "outer") as change:
        change.write(places.profiles / "a.toml", b"1")
        with pytest.raises(Locked), journal.change(places, "inner", wait=0.1):
            pass
    assert files(places) == {"a": "1"}


def test_a_step_that_never_happened_is_passed_over(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    put(places, "one", a="1")

    class Killed(BaseException):
        """Nothing may clean up after a kill."""

    with monkeypatch.context() as patch:
        patch.setattr(carrying, "_apply", lambda *_args, **_more: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            put(places, "two", a="2")
    step = journal.undo(places)
    assert step is not None
    assert step.label == "one"
    assert files(places) == {}


@given(st.lists(st.sampled_from("abcUR"), max_size=25), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_any_walk_ends_where_a_plain_list_of_states_says(walk: list[str], rolls: random.Random) -> None:
    """A model: states in a list and a position in it."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        places = find_places({"COOKIETUI_HOME": folder})
        states: list[dict[str, str]] = [{}]
        position = 0
        for number, act in enumerate(walk):
            if act == "U":
                assert (journal.undo(places) is None) == (position == 0)
                position = max(0, position - 1)
            elif act == "R":
                assert (journal.redo(places) is None) == (position == len(states) - 1)
                position = min(len(states) - 1, position + 1)
            else:
                new = dict(states[position])
                if act in new and rolls.random() < 0.4:
                    del new[act]
                    put(places, act, **{act: None})
                else:
                    new[act] = str(number)
                    put(places, act, **{act: str(number)})
                states[position + 1 :] = [new]
                position += 1
            assert files(places) == states[position]


def test_blobs_are_named_by_their_content(places: Places) -> None:
    put(places, "one", a="1")
    put(places, "two", a="2")
    for blob in record.blobs(places).iterdir():
        assert atomic.digest(blob.read_bytes()) == blob.name
