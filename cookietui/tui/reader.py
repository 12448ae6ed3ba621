"""Policies are read in one long-lived process beside the screen: the screen never waits, and Esc can end it."""

import asyncio
import multiprocessing
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import NamedTuple

from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CookietuiError, Interrupted, UsageError


class Read(NamedTuple):
    """What one input gave: a site it is kept under, or a line that says why not."""

    input: str
    site: str | None
    failure: str | None
    asks_site: bool = False
    """The only thing missing is the name of the site."""


class Reader:
    """Starts its process at the first need; after `stop` the next reading starts another."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def warm(self) -> None:
        """Start the process, so that it is ready when a path has been typed."""
        if self._process is not None and self._process.is_alive():
            return
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), daemon=True, name="reader")
        self._process.start()
        theirs.close()

    async def add(self, ws: Workspace, sources: Sequence[str], site: str | None) -> AsyncIterator[Read]:
        """Read and keep the sources; cancelling the task that waits here kills the process.

        Raises Interrupted when the process ended by itself, and the errors of `add` as CookietuiError.
        """
        self.warm()
        line = self._line
        assert line is not None
        finished = False
        try:
            line.send((ws.places, ws.today, ws.demo, tuple(sources), site))
            while (answer := await asyncio.to_thread(line.recv)) is not None:
                yield _known(answer)
            finished = True
        except (EOFError, OSError) as error:
            raise Interrupted("the reading ended before it was done; nothing more was kept") from error
        except CookietuiError:
            finished = True
            raise
        finally:
            if not finished:
                self.stop()

    def stop(self) -> None:
        """End the process at once; what it had kept is kept."""
        if self._process is not None:
            self._process.kill()
            self._process.join(1)
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


def _known(answer: Read | str) -> Read:
    if isinstance(answer, str):
        raise CookietuiError(answer)
    return answer


def serve(line: Connection) -> None:
    """The process: one order in, `Read` objects out, None at the end of each order."""
    _silence()
    while True:
        try:
            places, today, demo, sources, site = line.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            for answer in _read(Workspace(places, today, demo=demo), sources, site):
                line.send(answer)
        except CookietuiError as error:
            line.send(str(error))
        else:
            line.send(None)


def _read(ws: Workspace, sources: Sequence[str], site: str | None) -> Iterator[Read]:
    from cookietui.actions.add import add  # noqa: PLC0415 - the readers load in this process only

    for added in add(ws, sources, site):
        failure = added.failure
        if failure is None:
            yield Read(added.input, added.site, None)
        else:
            place = failure.input or added.input
            at = f"{place}:{failure.line}" if failure.line else place
            asks_site = failure.exit_code == UsageError.exit_code and site is None
            yield Read(added.input, None, f"{at}: {failure.message}", asks_site)


def _silence() -> None:
    """The terminal belongs to the screen: what a library prints goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
