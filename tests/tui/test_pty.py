"""What really leaves for the terminal, byte by byte: hostile text adds no control sequence to that of harmless text."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX")

PROGRAM = """
import os, sys
import pytest
from cookietui.actions.workspace import open_workspace
from cookietui.tui.app import Application
from tests.tui.hostile import HostileStage
from tests.tui.payloads import TERMINAL

payloads = TERMINAL if sys.argv[1] == "hostile" else ("harmless ",)
stage = HostileStage("".join(payloads), *payloads)
stage.install(pytest.MonkeyPatch())
application = Application(open_workspace(os.environ))
application.run()
application.closing.close()
"""
KEYS = (
    b"j",
    b"\r",
    b"n",
    b"\r",
    b"\x1b",
    b"\x1b",
    b"r",
    b"l",
    b"\x1b",
    b"2",
    b"\r",
    b"\x1b",
    b"3",
    b"E",
    b"\x1b",
    b"?",
)
SEQUENCE = re.compile(
    rb"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]"
)


def emitted(kind: str, home: Path) -> bytes:
    """Every byte written to the terminal while the keys are pressed on every page."""
    ours, theirs = pty.openpty()
    env = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLUMNS": "100",
        "LINES": "30",
        "COOKIETUI_HOME": str(home),
        "TEXTUAL_ANIMATIONS": "none",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, kind], stdin=theirs, stdout=theirs, stderr=theirs, env=env, close_fds=True
    ) as process:
        os.close(theirs)
        os.set_blocking(ours, False)
        written = collect(ours, 3.0, until=b"Sites")
        for key in (*KEYS, b"q", b"q"):
            if process.poll() is not None:
                break
            os.write(ours, key)
            written += collect(ours, 0.3)
        written += collect(ours, 20.0)  # to its end, so that both runs hold what is written at leaving
        process.kill()
    os.close(ours)
    return written


def collect(source: int, seconds: float, until: bytes | None = None) -> bytes:
    """What can be read within that time, or until some words came."""
    end = time.monotonic() + (seconds if until is None else 20)
    got = b""
    while time.monotonic() < end and (until is None or until not in got):
        try:
            got += os.read(source, 65536)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:
            break
    return got


def shape(sequence: bytes) -> bytes:
    """The sequence without its numbers: what kind it is."""
    return re.sub(rb"[0-9;:]+", b"", sequence)


def test_hostile_text_adds_no_control_sequence(tmp_path: Path) -> None:
    harmless, hostile = emitted("harmless", tmp_path), emitted("hostile", tmp_path)
    assert b"harmless" in harmless
    assert b"52;c;aGVsbG8" in hostile, "the payload must have been shown as text"
    foreign = {shape(found) for found in SEQUENCE.findall(hostile)} - {
        shape(found) for found in SEQUENCE.findall(harmless)
    }
    assert not foreign
    for bad in (
        b"\x1b]52",
        b"\x1b]0;title",
        b"\x1b]8;",
        b"\x1bP1$r",
        b"\x1b_G",
        b"\x1b]1337",
        b"\x1b[6n",
        b"\x1bc",
    ):
        assert bad not in hostile, bad
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2028\u2029]", hostile.decode("utf-8", "replace"))
    pointer = rb"\x1b\]22;[a-z-]+\x07"  # Textual's own: the shape of the mouse pointer
    assert b"\x07" not in re.sub(pointer, b"", hostile)
