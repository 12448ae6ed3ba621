"""The index says what the library says, and is never needed."""

import datetime
import os
import time

import pytest

from cookietui.core.marking import mark_of
from cookietui.storage import index, journal, library, marks
from cookietui.storage.library import Reading
from cookietui.storage.places import Places, find_places
from tests.storage.test_library import DAY, add, said


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


def test_the_index_says_what_the_library_says(places: Places) -> None:
    assert index.rows(places) == ()
    add(places)
    add(places, b"other", day=DAY + datetime.timedelta(2))
    row = index.rows(places)[0]
    assert (row.domain, row.name, row.readings, row.latest) == ("shop.example", "Shop", 2, DAY + datetime.timedelta(2))
    assert (row.counts["technologies"], row.contradictions, row.marked, row.language) == (1, 1, 0, "en")
    with journal.change(places, "mark") as change:
        marks.keep(change, "shop.example", mark_of(said(), "problems", 0))
    row = index.rows(places)[0]
    assert (row.contradictions, row.marked) == (0, 1)


@pytest.mark.parametrize(
    "damage", [None, b"", b"{}", b'{"schema":1,"sites":{"x":1}}', b'{"schema":9,"sites":{}}', b"\0" * 99]
)
def test_a_lost_or_damaged_index_is_built_again(places: Places, damage: bytes | None) -> None:
    add(places)
    rows = index.rows(places)
    if damage is None:
        places.index.unlink()
    else:
        places.index.write_bytes(damage)
    assert index.rows(places) == rows


def age(places: Places) -> None:
    """Let the folders look as if nothing was written for an hour."""
    for folder in places.library.rglob("*"):
        os.utime(folder, ns=(time.time_ns() - 3600 * 10**9,) * 2)


def test_an_old_index_saves_the_reading_and_sees_every_change(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    add(places, site="a.example")
    add(places, site="b.example")
    age(places)
    index.rows(places)
    opened: list[str] = []
    real = library.readings

    def counted(where: Places, site: str) -> tuple[Reading, ...]:
        opened.append(site)
        return real(where, site)

    monkeypatch.setattr(library, "readings", counted)
    index.rows(places)
    assert opened == []
    add(places, b"other", site="a.example")
    assert [row.readings for row in index.rows(places)] == [2, 1]
    with journal.change(places, "remove") as change:
        library.remove(change, "b.example")
    assert [row.domain for row in index.rows(places)] == ["a.example"]
