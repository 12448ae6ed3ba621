"""Policies are read in one long-lived process beside the screen: the screen never waits, and Esc can end it."""

import asyncio
import json
import os
import pickle
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import IO, NamedTuple

import msgspec

from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CookietuiError, Interrupted, UsageError

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from cookietui.tui.reader import serve; serve()"


class Read(NamedTuple):
    """What one input gave: a site it is kept under, or a line that says why not."""

    input: str
    site: str | None = None
    failure: str | None = None
    asks_site: bool = False
    """The only thing missing is the name of the site."""
    ends: bool = False
    """Nothing more comes for this order; a failure without input is one of the whole order."""


class Reader:
    """Starts its process at the first need; after `stop` the next reading starts another."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def warm(self) -> None:
        """Start the process, so that it is ready when a path has been typed; raises CookietuiError."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        # Not multiprocessing: Textual takes the place of stderr, and spawning then fails on its file number.
        command = [sys.executable, "-c", _START, json.dumps(sys.path)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise CookietuiError(f"no process could be started for reading ({error.strerror})") from error

    async def add(self, ws: Workspace, sources: Sequence[str], site: str | None) -> AsyncIterator[Read]:
        """Read and keep the sources; cancelling the task that waits here kills the process.

        Raises Interrupted when the process ended by itself, CookietuiError for an order that cannot be carried out.
        """
        self.warm()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        finished = False
        try:
            pickle.dump((ws.places, ws.today, ws.demo, tuple(sources), site), process.stdin)
            process.stdin.flush()
            while not finished:
                answer = await asyncio.to_thread(_answer, process.stdout)
                finished = answer.ends
                if not answer.ends:
                    yield answer
                elif answer.failure:
                    raise CookietuiError(answer.failure)
        except (OSError, ValueError) as error:
            raise Interrupted("the reading ended before it was done; nothing more was kept") from error
        finally:
            if not finished:
                self.stop()

    def stop(self) -> None:
        """End the process at once; what it had kept is kept."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                _close(stream)


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:
        return  # an order that nobody took is lost with the process


def _answer(stream: IO[bytes]) -> Read:
    line = stream.readline()
    if not line:
        raise OSError("the process is gone")
    return msgspec.json.decode(line, type=Read)


def serve() -> None:
    """The process: one order in, `Read` lines out; the terminal belongs to the screen, so nothing else is printed."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    while True:
        try:
            order = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the screen's own process
        except (EOFError, KeyboardInterrupt):
            return
        places, today, demo, sources, site = order
        for answer in _carried_out(Workspace(places, today, demo=demo), sources, site):
            answers.write(msgspec.json.encode(answer) + b"\n")


def _carried_out(ws: Workspace, sources: Sequence[str], site: str | None) -> Iterator[Read]:
    try:
        yield from _read(ws, sources, site)
    except CookietuiError as error:
        yield Read("", failure=str(error), ends=True)
    else:
        yield Read("", ends=True)


def _read(ws: Workspace, sources: Sequence[str], site: str | None) -> Iterator[Read]:
    from cookietui.actions.add import add  # noqa: PLC0415 - the readers load in this process only

    for added in add(ws, sources, site):
        failure = added.failure
        if added.vendor_list is not None:
            yield Read(added.input, None, f"vendor list {added.vendor_list} is kept: consent strings now show names")
        elif failure is None:
            yield Read(added.input, added.site)
        else:
            place = failure.input or added.input
            at = f"{place}:{failure.line}" if failure.line else place
            asks_site = failure.exit_code == UsageError.exit_code and site is None
            yield Read(added.input, None, f"{at}: {failure.message}", asks_site)
