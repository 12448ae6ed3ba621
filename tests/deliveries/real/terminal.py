"""A program in a terminal of its own: what it draws is read as text, and keys are typed when something stands there."""

import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fcntl import ioctl

_CODES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()#][0-9A-Za-z]|[=>78cDEHMNOZ])")


class Terminal:
    """One running program."""

    def __init__(self, leader: int, process: "subprocess.Popen[bytes]") -> None:
        self._leader = leader
        self.process = process
        self.drawn = b""

    @property
    def text(self) -> str:
        return _CODES.sub(b" ", self.drawn).decode("utf-8", "replace")

    def type(self, keys: str) -> None:
        os.write(self._leader, keys.encode())

    def forget(self) -> None:
        self.drawn = b""

    def wait_for(self, *wanted: str, seconds: float = 45) -> str:
        """The first of these texts, in this order, that stands there once the program has drawn all it has to."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if any(each in self.text for each in wanted):
                while self._read(0.2):
                    pass
                return next(each for each in wanted if each in self.text)
            if not self._read(0.1) and self.process.poll() is not None:
                break
        raise AssertionError(f"none of {wanted} was drawn ({self.process.poll()}): {self.text[-2000:]!r}")

    def until(self, true: Callable[[], bool], seconds: float = 45) -> None:
        """Read until something outside is so."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, self.text[-2000:]
            self._read(0.1)

    def wait(self, seconds: float = 45) -> int:
        """Read until the program ends; its exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            self._read(0.1)
        assert self.process.poll() is not None, self.text[-2000:]
        return int(self.process.returncode)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._leader], [], [], seconds)[0]:
            return False
        try:
            fresh = os.read(self._leader, 65536)
        except OSError:
            return False
        self.drawn += fresh
        return bool(fresh)


def _take_terminal() -> None:
    """Make standard input the terminal of the new session."""
    ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """The program on 80 columns and 24 rows, ended with the block."""
    leader, follower = pty.openpty()
    ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        command,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=dict(environment),
        start_new_session=True,
        preexec_fn=_take_terminal,  # noqa: PLW1509 - aerc opens /dev/tty, which needs a terminal of its session
    )
    os.close(follower)
    try:
        yield Terminal(leader, process)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        os.close(leader)
