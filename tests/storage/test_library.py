"""The library keeps what was read on its day; marks, the index and newer readers never change it."""

import datetime
import json
import os

import msgspec
import pytest

from cookietui.core.declaration import Declaration, Evidence, Problem, SiteName, Source, Technology
from cookietui.core.errors import BadInput, MissingInput, UsageError
from cookietui.core.marking import mark_of, marked
from cookietui.storage import index, journal, library, marks, site_pages
from cookietui.storage.library import Reading
from cookietui.storage.places import Places, find_places

DAY = datetime.date(2026, 11, 21)


@pytest.fixture(name="places")
def _places() -> Places:
    return find_places(os.environ)


def said(name: str = "Shop", path: str = "/home/me/policy.html") -> Declaration:
    return Declaration(
        site=SiteName("shop.example", name),
        source=Source(reader="policy", path=path, language="en", revised="2026-01"),
        technologies=(Technology(kind="cookies", evidence=(0,)),),
        problems=(Problem(kind="contradiction", message="it says both", evidence=(0,)),),
        evidence=(Evidence(start=0, end=15, quote="We use cookies.", line=1), Evidence(pointer="html:1-2", quote="x")),
    )


def add(
    places: Places, data: bytes = b"We use cookies.", site: str = "shop.example", *, day: datetime.date = DAY,
    version: int = 1, declaration: Declaration | None = None,
) -> tuple[Reading, bool]:  # fmt: skip
    with journal.change(places, "add") as change:
        return library.add(
            change, site, data=data, text=data.decode("latin-1") + " ünï\r\n", declaration=declaration or said(),
            version=version, day=day,
        )  # fmt: skip


def test_a_reading_comes_back_whole(places: Places) -> None:
    reading, new = add(places)
    assert new
    assert reading.id == f"2026-11-21-{reading.sha256[:8]}"
    kept = site_pages.load(places, "shop.example")
    assert kept.reading == reading
    assert kept.declaration == said()
    assert kept.text == "We use cookies. ünï\r\n"
    assert library.source(places, reading) == b"We use cookies."
    assert library.sites(places) == ("shop.example",)
    if os.name != "nt":
        for file in places.data.rglob("*"):
            assert file.stat().st_mode & 0o777 == (0o700 if file.is_dir() else 0o600)


def test_the_same_source_is_kept_once_and_another_beside_it(places: Places) -> None:
    first, _ = add(places)
    assert add(places) == (first, False)
    assert add(places, day=DAY + datetime.timedelta(1)) == (first, False)
    second, new = add(places, b"other")
    assert new
    third, new = add(places)
    assert new
    assert [each.id for each in library.readings(places, "shop.example")] == [first.id, second.id, third.id]
    assert third.id == f"{first.id}-2"
    fourth, new = add(places, version=2)
    assert new
    assert site_pages.load(places, "shop.example").reading == fourth
    assert library.opened(places, second).reading == second


def test_adding_and_removing_can_be_undone(places: Places) -> None:
    add(places)
    add(places, b"other", "www.shop.example")
    with journal.change(places, "mark") as change:
        marks.keep(change, "shop.example", mark_of(said(), "technologies", 0))
    with journal.change(places, "remove") as change:
        assert library.remove(change, "shop.example") == 1
    assert library.sites(places) == ("www.shop.example",)
    assert not library.folder_of(places, "shop.example").exists()
    journal.undo(places)
    assert site_pages.load(places, "shop.example").declaration == said()
    assert len(marks.load(places, "shop.example")) == 1
    for _ in range(3):
        journal.undo(places)
    assert library.sites(places) == ()
    assert list(places.library.iterdir()) == []
    for _ in range(3):
        journal.redo(places)
    assert len(marks.load(places, "shop.example")) == 1
    with pytest.raises(MissingInput), journal.change(places, "remove") as change:
        library.remove(change, "nobody.example")


def test_a_host_finds_its_nearest_kept_parent(places: Places) -> None:
    add(places, site="shop.example")
    add(places, site="eu.shop.example")
    assert library.find_site(places, "www.eu.shop.example") == "eu.shop.example"
    assert library.find_site(places, "https://www.shop.example/path") == "shop.example"
    assert library.find_site(places, "other.example") is None
    assert library.find_site(places, "not a host") is None


@pytest.mark.parametrize("site", ["../x", "A.example", "a b", "", ".", "bücher.example", "a/b", "~x"])
def test_only_hosts_name_folders(places: Places, site: str) -> None:
    with pytest.raises(UsageError):
        add(places, site=site)


def test_names_of_devices_are_kept_apart(places: Places) -> None:
    add(places, site="con.example")
    assert library.sites(places) == ("con.example",)
    assert [entry.name for entry in places.library.iterdir()] == ["~con.example"]
    assert [row.domain for row in index.rows(places)] == ["con.example"]
    assert site_pages.load(places, "con.example").reading.site == "con.example"


def test_a_newer_reader_reads_again_and_the_library_stays_as_it_was(places: Places) -> None:
    reading, _ = add(places)
    calls: list[bytes] = []

    def reread(old: Reading, data: bytes) -> tuple[str, Declaration]:
        calls.append(data)
        assert old == reading
        return "new text", said("Newer")

    before = {file: file.read_bytes() for file in places.data.rglob("*") if file.is_file()}
    for _ in range(2):
        kept = site_pages.load(places, "shop.example", version=2, reread=reread)
        assert (kept.text, kept.declaration.site.name, kept.reading.version) == ("new text", "Newer", 2)
    assert calls == [b"We use cookies."]
    site_pages.load(places, "shop.example", version=3, reread=reread)
    assert len(calls) == 2
    library.cached(places, reading).write_bytes(b"damaged")
    site_pages.load(places, "shop.example", version=3, reread=reread)
    assert len(calls) == 3
    assert site_pages.load(places, "shop.example", version=1, reread=reread).declaration == said()
    assert {file: file.read_bytes() for file in places.data.rglob("*") if file.is_file()} == before
    assert journal.undo(places) is not None
    assert library.sites(places) == ()


def test_a_damaged_reading_is_read_again_or_told(places: Places) -> None:
    reading, _ = add(places)
    place = library.folder_of(places, "shop.example") / reading.id
    for name in ("declaration.json", "text.txt"):
        good = (place / name).read_bytes()
        (place / name).write_bytes(b"\xff{")
        with pytest.raises(BadInput, match="damaged"):
            site_pages.load(places, "shop.example")
        again = site_pages.load(places, "shop.example", version=1, reread=lambda _old, _data: ("t", said("Again")))
        assert again.declaration.site.name == "Again"
        (place / name).write_bytes(good)
    (place / "source").write_bytes(b"exchanged")
    with pytest.raises(BadInput, match="not what was read"):
        library.source(places, reading)
    (place / "source").unlink()
    with pytest.raises(MissingInput):
        library.source(places, reading)
    (place / "reading.json").write_bytes(b"")
    with pytest.raises(MissingInput):
        site_pages.load(places, "shop.example")
    with pytest.raises(MissingInput):
        site_pages.load(places, "nobody.example")


def test_a_reading_in_a_foreign_folder_is_not_believed(places: Places) -> None:
    reading, _ = add(places)
    add(places, site="other.example")
    place = library.folder_of(places, "shop.example") / reading.id
    for change in ({"site": "other.example"}, {"id": "x"}, {"number": "one"}):
        note = json.loads((place / "reading.json").read_text())
        (place / "reading.json").write_text(json.dumps(note | change))
        assert library.readings(places, "shop.example") == ()
        (place / "reading.json").write_text(json.dumps(note))


def test_marks_are_kept_by_fact_and_quote_and_can_be_undone(places: Places) -> None:
    add(places)
    mark = mark_of(said(), "technologies", 0, on=DAY)
    with journal.change(places, "mark") as change:
        marks.keep(change, "shop.example", mark)
        marks.keep(change, "shop.example", msgspec.structs.replace(mark, on=None))
        marks.keep(change, "shop.example", mark_of(said(), "problems", 0))
    found = marks.load(places, "shop.example")
    assert len(found) == 2
    assert marked(said("Another name"), found) == {("technologies", 0), ("problems", 0)}
    with journal.change(places, "unmark") as change:
        assert marks.drop(change, "shop.example", mark)
        assert not marks.drop(change, "shop.example", mark)
        marks.drop(change, "shop.example", found[1])
    assert marks.load(places, "shop.example") == ()
    journal.undo(places)
    assert marks.load(places, "shop.example") == found
    file = library.folder_of(places, "shop.example") / "marks.toml"
    file.write_text("[[marks]]\nfact = 3\n")
    with pytest.raises(BadInput, match=r"marks\.toml"):
        marks.load(places, "shop.example")


def test_a_cache_that_cannot_be_written_is_no_error(places: Places) -> None:
    add(places)
    places.cache.parent.mkdir(exist_ok=True)
    places.cache.write_text("in the way")
    assert len(index.rows(places)) == 1
    kept = site_pages.load(places, "shop.example", version=2, reread=lambda _old, _data: ("t", said()))
    assert kept.text == "t"
