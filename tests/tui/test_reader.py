"""The process beside the screen: started once, stopped at once, and started anew after that."""

import asyncio
from pathlib import Path

import pytest

from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CookietuiError, Interrupted
from cookietui.tui import reader
from cookietui.tui.reader import Read, Reader

POLICY = "Privacy policy of quill.example. We use cookies. Write to info@quill.example.\n"


async def outcomes(made: Reader, ws: Workspace, *sources: Path, site: str | None = None) -> list[Read]:
    """All answers to one order."""
    return [answer async for answer in made.add(ws, [str(source) for source in sources], site)]


async def test_good_and_bad_inputs_are_answered_one_by_one(ws: Workspace, tmp_path: Path) -> None:
    good, bad = tmp_path / "quill.txt", tmp_path / "picture.html"
    good.write_text(POLICY, encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    made = Reader()
    try:
        first = await outcomes(made, ws, good, bad, site="quill.example")
        assert [answer.site for answer in first] == ["quill.example", None]
        assert "picture.html" in (first[1].failure or "")
        process = made._process
        assert [answer.site for answer in await outcomes(made, ws, good, site="quill.example")] == ["quill.example"]
        assert made._process is process, "one process for all orders"
        with pytest.raises(CookietuiError, match="no host"):
            await outcomes(made, ws, good, site="no host name")
    finally:
        made.stop()
    assert process is not None
    assert process.poll() is not None


async def test_a_nameless_text_asks_for_its_site(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "nameless.txt"
    path.write_text("We use cookies.", encoding="utf-8")
    made = Reader()
    try:
        (answer,) = await outcomes(made, ws, path)
    finally:
        made.stop()
    assert answer.asks_site
    assert answer.site is None


async def test_cancelling_kills_the_process(ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_START", "import time; time.sleep(60)")
    made = Reader()
    task = asyncio.create_task(outcomes(made, ws, tmp_path / "x"))
    await asyncio.sleep(0.1)
    process = made._process
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert process is not None
    assert process.poll() is not None
    assert made._process is None


async def test_a_process_that_dies_is_an_interruption(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_START", "raise SystemExit(3)")
    made = Reader()
    with pytest.raises(Interrupted):
        await outcomes(made, ws, tmp_path / "x")
    assert made._process is None
