"""A file is what it was or what it should be; nothing in between, whatever fails."""

import errno
import os
import pathlib
import random
import secrets
import signal
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cookietui.core.errors import BadInput, CannotSave, ChangedUnderneath
from cookietui.storage import atomic

CALLS = (
    "open",
    "read",
    "write",
    "fsync",
    "close",
    "replace",
    "link",
    "unlink",
    "fchmod",
    "fstat",
    "lstat",
    "stat",
    "mkdir",
)
posix = pytest.mark.skipif(os.name == "nt", reason="links, modes and signals of POSIX")


def names_in(folder: pathlib.Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


class Failing:
    """Lets the n-th system call of a save fail, and counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, code: int) -> None:
        self.count = 0
        self.hit = ""
        for name in CALLS:
            monkeypatch.setattr(os, name, self._wrap(name, getattr(os, name), number, code))

    def _wrap(self, name: str, call: Callable[..., Any], number: int, code: int) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count == number:
                self.hit = name
                if name == "close":
                    call(*args, **kwargs)
                raise OSError(code, os.strerror(code))
            return call(*args, **kwargs)

        return wrapped


def faults(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, code: int, save: Callable[[], object]
) -> Iterator[str]:
    """Run `save` with the first, second, ... call failing until none is left to fail; the call that failed each time."""
    for number in range(1, 100):
        with monkeypatch.context() as patch:
            failing = Failing(patch, number, code)
            try:
                save()
                raised = False
            except (CannotSave, BadInput):
                raised = True
        if not failing.hit:
            assert not raised
            return
        yield f"{failing.hit}:{raised}"
    raise AssertionError("a save of a hundred calls")


@posix
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("seen", ["unseen", "right"])
def test_every_failing_call_leaves_the_old_file_and_an_error(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, code: int, seen: str
) -> None:
    file = tmp_path / "profile.toml"
    known = atomic.UNSEEN if seen == "unseen" else atomic.digest(b"old")
    file.write_bytes(b"old")
    hits = []
    for hit in faults(tmp_path, monkeypatch, code, lambda: atomic.write(file, b"new" * 1000, seen=known)):
        hits.append(hit)
        name, raised = hit.split(":")
        if raised == "False":  # a stray temporary file for the sweep, or a handle that was only read from
            assert name in {"unlink", "close"}
            assert file.read_bytes() == b"new" * 1000
        else:
            assert file.read_bytes() == b"old", hit
        file.write_bytes(b"old")
        atomic.sweep(tmp_path)
        assert names_in(tmp_path) == ["profile.toml"]
    assert {f"{name}:True" for name in ("open", "read", "write", "fsync", "close", "replace", "fchmod")} <= set(hits)
    assert sum(hit.startswith("fsync") for hit in hits) == 2  # the file and its folder


@posix
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_every_failing_call_leaves_no_new_file(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    file = tmp_path / "made" / "request.toml"
    for hit in faults(tmp_path, monkeypatch, code, lambda: atomic.write(file, b"new", seen=None)):
        if hit.endswith("True"):
            assert not file.exists(), hit
        else:
            assert hit.startswith(("unlink", "close"))
            assert file.read_bytes() == b"new"
        file.unlink(missing_ok=True)
        if file.parent.exists():
            atomic.sweep(file.parent)
            file.parent.rmdir()


@posix
def test_every_failing_call_of_a_removal_leaves_the_file(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"old")
    for hit in faults(tmp_path, monkeypatch, errno.EIO, lambda: atomic.remove(file)):
        assert hit.endswith("True") or hit == "close:False", hit
        assert file.exists() == hit.endswith("True")
        file.write_bytes(b"old")


def test_a_short_write_goes_on(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:7]))
        atomic.write(tmp_path / "x", b"0123456789" * 10)
    assert (tmp_path / "x").read_bytes() == b"0123456789" * 10


def test_a_file_changed_since_it_was_read_is_kept(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"read")
    seen = atomic.digest(atomic.read(file))
    file.write_bytes(b"theirs")
    with pytest.raises(ChangedUnderneath) as caught:
        atomic.write(file, b"mine", seen=seen)
    assert caught.value.exit_code == 73
    assert file.read_bytes() == b"theirs"
    with pytest.raises(ChangedUnderneath):
        atomic.write(file, b"mine", seen=None)
    with pytest.raises(ChangedUnderneath):
        atomic.remove(file, seen=seen)
    file.unlink()
    with pytest.raises(ChangedUnderneath):
        atomic.write(file, b"mine", seen=seen)
    assert names_in(tmp_path) == []


def test_an_exclusive_file_is_never_replaced_even_in_the_last_moment(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x"
    real = atomic._place_new

    def late(temporary: pathlib.Path, target: pathlib.Path) -> None:
        target.write_bytes(b"theirs")
        real(temporary, target)

    monkeypatch.setattr(atomic, "_place_new", late)
    with pytest.raises(ChangedUnderneath):
        atomic.write(file, b"mine", seen=None)
    assert file.read_bytes() == b"theirs"


@posix
def test_files_are_0600_and_folders_0700_under_any_umask(tmp_path: pathlib.Path) -> None:
    for umask in (0o000, 0o022, 0o077, 0o777):
        old = os.umask(umask)
        try:
            file = tmp_path / f"{umask}" / "a" / "b" / "x"
            atomic.write(file, b"x")
        finally:
            os.umask(old)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        for folder in (file.parent, file.parent.parent, file.parent.parent.parent):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
def test_a_profile_keeps_its_own_mode_and_a_private_file_loses_it(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"old")
    file.chmod(0o644)
    atomic.write(file, b"new", mode=None)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    atomic.write(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o444)
    with pytest.raises(CannotSave, match="read-only"):
        atomic.write(file, b"newer")
    assert file.read_bytes() == b"new"


@posix
def test_a_link_within_the_home_is_written_through_and_kept(home: pathlib.Path) -> None:
    dotfiles, link = home / "dotfiles", home / "config" / "profile.toml"
    dotfiles.mkdir()
    link.parent.mkdir()
    (dotfiles / "profile.toml").write_bytes(b"old")
    link.symlink_to(dotfiles / "profile.toml")
    atomic.write(link, b"new", seen=atomic.digest(b"old"))
    assert link.is_symlink()
    assert (dotfiles / "profile.toml").read_bytes() == b"new"
    with pytest.raises(CannotSave, match="link"):
        atomic.remove(link)
    assert names_in(dotfiles) == ["profile.toml"]


@posix
def test_a_link_out_of_the_home_to_nothing_to_itself_or_of_another_is_refused(
    home: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "target").write_bytes(b"old")
    inside = home / "inside"
    inside.write_bytes(b"old")
    for name, target in (
        ("out", tmp_path / "target"),
        ("loop", home / "loop"),
        ("gone", home / "nothing"),
        ("folder", home),
    ):
        (home / name).symlink_to(target)
        with pytest.raises(CannotSave):
            atomic.write(home / name, b"new")
        assert (home / name).is_symlink()
    (home / "mine").symlink_to(inside)
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: 12345)
        with pytest.raises(CannotSave, match="not yours"):
            atomic.write(home / "mine", b"new")
    assert inside.read_bytes() == b"old"
    assert (tmp_path / "target").read_bytes() == b"old"


@posix
def test_a_planted_temporary_name_is_never_followed(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    monkeypatch.setattr(secrets, "token_hex", lambda _size: "0" * 16)
    (tmp_path / f".cookietui-{'0' * 16}.tmp").symlink_to(victim)
    with pytest.raises(CannotSave):
        atomic.write(tmp_path / "x", b"new")
    assert victim.read_bytes() == b"precious"


@posix
def test_pipes_devices_and_folders_are_refused_at_once(tmp_path: pathlib.Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    start = time.monotonic()
    for path in (tmp_path / "pipe", pathlib.Path("/dev/zero"), tmp_path):
        with pytest.raises(BadInput, match="no file"):
            atomic.read(path)
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(CannotSave):
            atomic.write(path, b"x")
    assert time.monotonic() - start < 2


def test_only_our_own_temporary_files_are_swept(tmp_path: pathlib.Path) -> None:
    for name in (".cookietui-0123456789abcdef.tmp", "profile.toml", ".cookietui-x.tmp", "a.tmp"):
        (tmp_path / name).write_bytes(b"x")
    assert atomic.sweep(tmp_path) == 1
    assert names_in(tmp_path) == [".cookietui-x.tmp", "a.tmp", "profile.toml"]
    assert atomic.sweep(tmp_path / "nowhere") == 0


WRITER = textwrap.dedent("""
    import pathlib, sys
    from cookietui.storage import atomic
    file = pathlib.Path(sys.argv[1])
    print("ready", flush=True)
    number = 0
    while True:
        number += 1
        atomic.write(file, (str(number % 10) * 200_000).encode())
""")


@posix
def test_a_killed_save_leaves_a_whole_file(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "profile.toml"
    rolls = random.Random(1)
    for _ in range(24):
        run = subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(rolls.random() * 0.05)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        if file.exists():
            data = file.read_bytes()
            assert len(data) == 200_000
            assert len(set(data)) == 1
        atomic.sweep(tmp_path)
        assert set(names_in(tmp_path)) <= {"profile.toml"}
