"""Copies that a killed run left are swept, and nothing else is."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from cookietui.sources.private_folders import prefix, sweep

LATER = 7200


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary directory of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def gone() -> int:
    """The number of a process that ended."""
    done = subprocess.Popen([sys.executable, "-c", "pass"])
    done.wait()
    return done.pid


def folder(place: Path, name: str, mode: int = 0o700) -> Path:
    made = place / name
    made.mkdir()
    (made / "copy.sqlite").write_bytes(b"secret")
    made.chmod(mode)
    return made


@pytest.mark.skipif(os.name != "posix", reason="processes are asked by signal there alone")
def test_what_a_killed_run_left_is_swept_after_an_hour(place: Path) -> None:
    left = folder(place, f"cookietui-copy-{gone()}-ab_c1")
    assert sweep() == 0
    assert sweep(time.time() + LATER) == 1
    assert not left.exists()


@pytest.mark.skipif(os.name != "posix", reason="the same")
def test_what_is_in_use_or_not_ours_stays(place: Path, tmp_path: Path) -> None:
    kept = [
        folder(place, f"{prefix()}abc"),
        folder(place, f"{prefix('demo')}abc"),
        folder(place, "cookietui-older"),
        folder(place, f"cookietui-copy-{gone()}-open", 0o755),
        folder(place, f"cookietui-copy-{gone()}-a.b"),
        folder(place, "other-copy-1-abc"),
    ]
    target = folder(tmp_path, "precious")
    link = place / f"cookietui-copy-{gone()}-link"
    link.symlink_to(target)
    (place / f"cookietui-copy-{gone()}-file").write_text("x")
    assert sweep(time.time() + LATER) == 0
    assert all(each.exists() for each in kept)
    assert (target / "copy.sqlite").exists()
    assert link.is_symlink()


def test_without_a_process_a_day_must_have_gone_by(place: Path) -> None:
    left = folder(place, "cookietui-abc123")
    assert sweep(time.time() + LATER) == 0
    assert sweep(time.time() + 90_000) == 1
    assert not left.exists()


def test_a_temporary_directory_that_is_not_there_is_no_trouble(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(place / "none"))
    assert sweep() == 0
