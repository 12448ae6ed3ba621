"""1,000 letters written and kept, in seconds of one core; figures are printed, never judged."""

import datetime
import time
from pathlib import Path

import pytest

from cookietui import readers
from cookietui.actions.bulk import carry_out, plan
from cookietui.actions.draft import Order
from cookietui.actions.identity import set_identity
from cookietui.actions.workspace import Workspace
from cookietui.core.declaration import Channel, Contact, OfferedRight
from cookietui.core.knowledge import Knowledge
from cookietui.storage import journal, library
from cookietui.storage.places import find_places
from tests.actions.conftest import declaration

COUNT = 1000
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A library of 1,000 made-up sites with one right each."""
    made = Workspace(find_places({"COOKIETUI_HOME": str(tmp_path)}), TODAY, Knowledge())
    set_identity(made, {"name": "Ann Example", "email": "ann@home.example"})
    with journal.change(made.places, "add") as change:
        for number in range(COUNT):
            site, address = f"shop{number}.example", f"privacy@shop{number}.example"
            text = f"Shop {number}\nYou may object at any time by e-mail to {address}.\n"
            found = declaration(
                text,
                site,
                f"Shop {number}",
                contacts=[(Contact(kind="email", value=address, roles=("privacy",)), address)],
                rights=[
                    (OfferedRight(right="object", channels=(Channel("email", address),)), "You may object at any time")
                ],
            )
            library.add(
                change, site, data=text.encode(), text=text, declaration=found, version=readers.VERSION, day=TODAY
            )
    return made


@pytest.mark.parametrize("rights", [("object",), ("access", "delete", "stop-marketing")], ids=["one", "three"])
def test_a_thousand_drafts(ws: Workspace, rights: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    order = Order(target="", rights=rights, law="eu", language="en", reason="Because.")  # type: ignore[arg-type]  # table
    start, clock = time.process_time(), time.perf_counter()
    planned = plan(ws, (), order)
    drawn = time.process_time()
    made = list(carry_out(ws, planned))
    done, wall = time.process_time(), time.perf_counter() - clock
    assert len(made) == COUNT
    assert all(request.path and Path(request.path).is_file() for request in made)
    with capsys.disabled():
        print(
            f"\n{COUNT} drafts of {len(rights)} rights: {drawn - start:.2f} s to render, {done - drawn:.2f} s to check "
            f"and save (ledger, .eml, journal, backup), {done - start:.2f} s of one core in all, {wall:.1f} s by the clock"
        )
