"""A site's pages count together; a newer version of one takes its place."""

import datetime
import functools
import os
from pathlib import Path

import pytest

from cookietui.core.declaration import (
    Contact,
    Cookie,
    Declaration,
    EvidenceBook,
    OfferedRight,
    Problem,
    Source,
    span_of,
)
from cookietui.core.errors import MissingInput
from cookietui.storage import journal, library, site_pages
from cookietui.storage.places import Places, find_places

POLICY = "Privacy policy.\nWrite to privacy@tea.example to see what we hold about you, or to have it deleted at once."
COOKIES = "Cookie list.\n_ga\tthirteen months\nbasket\tuntil you close the browser"
DAYS = [datetime.date(2026, 11, day) for day in range(1, 9)]


@pytest.fixture(name="places")
def _places(home: Path) -> Places:
    return find_places(os.environ)


def policy(
    text: str = POLICY, path: str = "privacy.html", revised: str | None = "2026-05-03"
) -> tuple[str, Declaration]:
    book = EvidenceBook(text)
    place = book.span(text.index("privacy@"), text.index(" to see"))
    return text, Declaration(
        source=Source(reader="policy", path=path, revised=revised),
        contacts=(Contact(kind="email", value="privacy@tea.example", evidence=(place,)),),
        rights=(OfferedRight(right="access", evidence=(place,)),),
        evidence=book.rows,
        missing=("object",),
    )


def cookies(path: str = "cookies.html") -> tuple[str, Declaration]:
    book = EvidenceBook(COOKIES)
    place = book.span(COOKIES.index("_ga"), COOKIES.index("\nbasket"))
    return COOKIES, Declaration(
        source=Source(reader="cookie_tables", path=path, revised="2025-01-02"),
        cookies=(Cookie(name="_ga", evidence=(place,)),),
        evidence=book.rows,
        missing=("access", "object", "contact"),
        problems=(Problem(kind="no-policy", message="no policy in it"),),
    )


def keep(places: Places, made: tuple[str, Declaration], day: int = 0, *, alone: bool = False) -> library.Reading:
    text, declaration = made
    latest = library.pages(library.readings(places, "tea.example"))
    opened = functools.partial(library.opened, places)
    page = site_pages.page_of(latest.values(), declaration, text, opened) if latest else ""
    with journal.change(places, "add") as change:
        reading, _ = library.add(
            change,
            "tea.example",
            data=(text + declaration.source.path).encode(),
            text=text,
            declaration=declaration,
            version=1,
            day=DAYS[day],
            page=page,
            alone=alone,
        )
    return reading


def test_pages_of_a_site_are_one_declaration(places: Places) -> None:
    keep(places, cookies())
    keep(places, policy(), 1)
    found = site_pages.load(places, "tea.example")
    made = found.declaration
    assert [each.name for each in made.cookies] == ["_ga"]
    assert [each.value for each in made.contacts] == ["privacy@tea.example"]
    assert made.missing == ("object",)
    assert not made.problems
    assert (made.source.path, made.source.revised) == ("privacy.html", "2026-05-03")
    assert [each.path for each in made.pages] == ["privacy.html", "cookies.html"]  # type: ignore[union-attr]
    for evidence in (made.cookies[0].evidence, made.contacts[0].evidence):
        row = made.evidence[evidence[0]]
        span = span_of(row, found.pages)
        assert span is not None
        assert found.text[span[0] : span[1]] == row.quote
    row = made.evidence[made.cookies[0].evidence[0]]
    assert (row.source, row.line, made.source_of(row).revised) == ("cookies.html", 2, "2025-01-02")
    assert isinstance(row.start, int)
    assert COOKIES[row.start :].startswith(row.quote)
    assert found.pages["cookies.html"].day == DAYS[0]


def test_one_page_is_what_was_read(places: Places) -> None:
    reading = keep(places, policy())
    found = site_pages.load(places, "tea.example")
    assert found == library.opened(places, reading)
    assert not found.pages


LONG = " ".join(f"We keep what you order at table {number} for so many days as the law wants." for number in range(12))
TERMS = " ".join(
    f"Rule {number}: nobody may pour tea into the saucer of another guest without a word." for number in range(12)
)
"""More words than tell little."""


@pytest.mark.parametrize(
    ("first", "text", "path", "pages"),
    [
        (POLICY, "Everything is new here.\nWrite to privacy@tea.example to see it.", "privacy.html", 1),
        (POLICY, POLICY.replace("at once", "within a month"), "privacy-2027.html", 1),
        (POLICY, "Not a word as before. Ask privacy@tea.example to see", "short.txt", 1),
        (POLICY + LONG, POLICY + TERMS, "privacy.html", 1),
        (POLICY + LONG, POLICY + LONG.replace("order", "buy"), "privacy-2027.html", 1),
        (POLICY + LONG, POLICY + LONG.replace("order", "buy"), "-", 1),
        (POLICY + LONG, "Rules. privacy@tea.example to see. " + TERMS, "terms.html", 2),
        (POLICY + LONG, "Rules. privacy@tea.example to see. " + TERMS, "-", 2),
    ],
)
def test_a_newer_version_comes_from_the_same_path_or_has_the_same_wording(
    places: Places, first: str, text: str, path: str, pages: int
) -> None:
    keep(places, policy(first, path="-" if path == "-" else "privacy.html"))
    keep(places, policy(text, path), 1)
    found = site_pages.load(places, "tea.example")
    assert len(library.pages(library.readings(places, "tea.example"))) == pages
    assert found.text.count("privacy@") == pages


def test_two_pages_from_one_path_have_names_of_their_own(places: Places) -> None:
    keep(places, policy(path="-"))
    keep(places, cookies("-"), 1)
    found = site_pages.load(places, "tea.example")
    assert len(found.pages) == 2
    assert {each.evidence[0] for each in found.declaration.cookies} < set(range(len(found.declaration.evidence)))
    assert {row.source for row in found.declaration.evidence} == set(found.pages)


def test_one_can_take_the_place_of_all(places: Places) -> None:
    keep(places, cookies())
    keep(places, policy(), 1)
    keep(places, policy(path="other.html"), 2, alone=True)
    found = site_pages.load(places, "tea.example")
    assert not found.pages
    assert not found.declaration.cookies


def test_the_same_bytes_of_any_page_are_kept_once(places: Places) -> None:
    first = keep(places, cookies())
    keep(places, policy(), 1)
    assert keep(places, cookies(), 2) == first
    assert len(library.readings(places, "tea.example")) == 2
    keep(places, cookies(), 3, alone=True)
    assert len(site_pages.load(places, "tea.example").declaration.contacts) == 0


def test_a_fresh_text_takes_the_place_of_its_page(places: Places) -> None:
    keep(places, cookies())
    keep(places, policy(), 1)
    text, declaration = policy(POLICY.replace("at once", "soon"), "downloaded.html")
    reading = library.Reading(
        id="fresh", site="tea.example", day=DAYS[3], path="downloaded.html", sha256="", reader="policy", version=1
    )
    fresh = library.Kept(reading=reading, text=text, declaration=declaration)
    found = site_pages.load(places, "tea.example", fresh=fresh)
    assert "soon" in found.text
    assert "at once" not in found.text
    assert [each.name for each in found.declaration.cookies] == ["_ga"]
    assert site_pages.load(places, "new.example", fresh=fresh) == fresh


def test_of_a_site_without_readings_there_is_nothing(places: Places) -> None:
    with pytest.raises(MissingInput, match=r"nothing was read about tea\.example"):
        site_pages.load(places, "tea.example")


def test_a_damaged_page_is_read_again_from_its_path_and_keeps_no_other_out(places: Places) -> None:
    first = keep(places, policy(POLICY + LONG))
    (places.library / "tea.example" / first.id / "declaration.json").write_bytes(b"{")
    assert keep(places, policy("Rules. privacy@tea.example to see. " + TERMS, "terms.html"), 1).page
    assert keep(places, policy(POLICY + TERMS), 2).page == first.page
    assert len(site_pages.load(places, "tea.example").pages) == 2
