"""The address stands in the window of its envelope, no character is lost, and what cannot be set is said."""

import datetime
import io
import logging
import re
import zlib
from pathlib import Path

import msgspec
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from cookietui.core.delivery import Settings
from cookietui.core.errors import NotDelivered
from cookietui.core.mail import Draft
from cookietui.deliveries import _fonts, _paper, letter

POINT = 72 / 25.4
SHEET = _paper.Sheet(
    sender=("Ann Müller", "Lindenweg 7", "12345 Beispielstadt"),
    recipient=("Harbour Books Ltd", "Data Protection", "1 Quay Street", "Port Town PT1 2AB", "United Kingdom"),
    dated="21 November 2026",
    subject="Access to my data, harbour.example [ck-7f3a2c]",
    body="Dear Sir or Madam,\n\nplease.\n\nKind regards\n\nAnn Müller",
    written=datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC),
)


def drawn(pdf: bytes) -> list[tuple[float, float, str]]:
    """Millimetres from the left and from the top, and the text, of everything that is set in the built-in font."""
    height = float(re.findall(rb"/MediaBox \[0 0 [\d.]+ ([\d.]+)\]", pdf)[0])
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            page = zlib.decompress(stream)
        except zlib.error:
            continue
        for x, y, text in re.findall(rb"([\d.]+) ([\d.]+) Td [^()]*\(((?:[^()\\]|\\.)*)\) Tj", page):
            shown = re.sub(rb"\\(.)", rb"\1", text).decode("cp1252")
            found.append((float(x) / POINT, (height - float(y)) / POINT, shown))
    return found


@pytest.mark.parametrize("name", sorted(_paper.layouts()))
def test_every_line_of_the_address_is_in_the_window_and_nothing_else_is(name: str) -> None:
    layout = _paper.layouts()[name]
    x, y, width, height = layout.window
    rows = drawn(_paper.printed(SHEET, layout))
    inside = [text for left, top, text in rows if x <= left <= x + width and y <= top <= y + height]
    returned = [", ".join(SHEET.sender)] if layout.return_line else []
    assert inside == [*SHEET.recipient, *returned]


@pytest.mark.parametrize("name", sorted(_paper.layouts()))
def test_a_layout_stays_on_its_paper_and_its_zones_do_not_overlap(name: str) -> None:
    layout = _paper.layouts()[name]
    x, y, width, height = layout.window
    left, top, wide, high = layout.address
    assert x < left < left + wide <= x + width <= layout.page[0]
    assert y <= (layout.return_line or top) <= top < top + high <= y + height
    assert y + height < layout.date[1] < layout.subject < layout.page[1]
    assert all(0 < fold < layout.page[1] for fold in layout.folds)


@pytest.mark.parametrize("name", sorted(_paper.layouts()))
def test_a_long_address_shrinks_or_is_refused_and_is_never_cut(name: str) -> None:
    layout = _paper.layouts()[name]
    _, y, _, height = layout.window
    for count in range(1, 13):
        lines = tuple(f"Line {n} of the department" for n in range(count))
        sheet = msgspec.structs.replace(SHEET, recipient=lines)
        if count > layout.address[3] / (7 * 0.3528 * 1.15):  # lines of 7 points
            with pytest.raises(NotDelivered, match="window"):
                _paper.printed(sheet, layout)
            continue
        rows = drawn(_paper.printed(sheet, layout))
        places = {text: top for _, top, text in rows}
        assert all(y <= places[line] <= y + height for line in lines)


def test_the_letter_goes_on_overleaf_with_a_number_and_loses_no_word() -> None:
    words = [f"w{n}" for n in range(1500)]
    sheet = msgspec.structs.replace(SHEET, body=" ".join(words) + "\n\n- " + " ".join(words) + "\n\n{nb} of it")
    pdf = _paper.printed(sheet, _paper.layouts()["din-5008-b"])
    text = " ".join(text for _, _, text in drawn(pdf))
    assert pdf.count(b"/Type /Page\n") > 2
    shown = re.findall(r"\bw\d+\b", text)
    assert shown == [*words, *words]
    assert "{nb} of it" in text
    assert re.search(r"(^| )2( |$)", text)


def test_the_euro_quotes_and_dashes_of_the_built_in_font_are_kept() -> None:
    hard = "50 € – „Zitat“ ‘x’ … ž Œ ÿ () \\ é"
    rows = drawn(_paper.printed(msgspec.structs.replace(SHEET, body=hard), _paper.layouts()["din-5008-b"]))
    assert hard in [text for _, _, text in rows]


def test_a_line_of_the_address_that_is_parted_keeps_its_dashes() -> None:
    office = "Commission Nationale de l’Informatique et des Libertés – CNIL (French National Commission on Informatics)"
    sheet = msgspec.structs.replace(SHEET, recipient=(office, "3 Place de Fontenoy", "75334 PARIS"))
    rows = drawn(_paper.printed(sheet, _paper.layouts()["din-5008-b"]))
    told = " ".join(text for _, _, text in rows)
    assert "Libertés – CNIL" in told
    assert "l’Informatique" in told


def font(path: Path, chars: str) -> str:
    """A font file with boxes for these characters."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    box = pen.glyph()
    names = {ord(char): f"u{ord(char):04X}" for char in chars}
    order = [".notdef", *dict.fromkeys(names.values())]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys(order, box))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return str(path)


@pytest.fixture
def installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with no fonts but those put into a folder of the test."""
    monkeypatch.setattr(_fonts, "_on_file", lambda: _fonts._OnFile((str(folder / "fonts"),), (("DejaVuSans.ttf", ""),)))
    _fonts._files.cache_clear()
    _fonts.covered.cache_clear()
    (folder / "fonts").mkdir()
    return folder / "fonts"


LATIN = "".join(map(chr, range(0x20, 0x180))) + "–“”"


def test_letters_of_another_script_take_a_font_of_the_system(installed: Path) -> None:
    main, other = font(installed / "DejaVuSans.ttf", LATIN + "ЖдК"), font(installed / "Wide.ttf", "漢字")
    (installed / "broken.ttf").write_bytes(b"\0\1\0\0 no font")
    assert _fonts.fonts_for("Grüße €") == ()
    assert [each.plain for each in _fonts.fonts_for("Жд ok")] == [main]
    assert [each.plain for each in _fonts.fonts_for("Жд 漢字")] == [main, other]
    sheet = msgspec.structs.replace(SHEET, body="Жд 漢字 ok", subject="字 [ck-7f3a2c]")
    assert _paper.printed(sheet, _paper.layouts()["din-5008-b"]).startswith(b"%PDF")


def test_a_character_no_font_has_is_named_and_the_text_is_still_written(
    installed: Path, draft: Draft, settings: Settings, folder: Path
) -> None:
    font(installed / "DejaVuSans.ttf", LATIN)
    written = msgspec.structs.replace(draft, to="1 Street\nTown", body="漢字 here", channel="post")
    (folder / "ck-7f3a2c.pdf").write_bytes(b"an earlier version")
    dropped: list[Path] = []
    receipt = letter.deliver(written, msgspec.structs.replace(settings, drop=dropped.append))
    assert receipt.files == ()
    assert (
        "only the text was written, no PDF: no font of this system has 字 (U+5B57), 漢 (U+6F22)" in receipt.warnings[-1]
    )
    assert receipt.path is not None
    assert "漢字" in receipt.path.read_text("utf-8")
    assert dropped == [folder / "ck-7f3a2c.pdf"], "an earlier PDF would be another letter"


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "नमस्ते", "ไทย"])
def test_scripts_that_cannot_be_set_right_are_refused(installed: Path, text: str) -> None:
    font(installed / "DejaVuSans.ttf", LATIN + text)
    with pytest.raises(NotDelivered, match="cannot be set here"):
        _fonts.fonts_for(text)


def test_a_font_of_the_persons_own_goes_first_and_a_wrong_one_is_said(installed: Path, folder: Path) -> None:
    font(installed / "DejaVuSans.ttf", LATIN)
    own = font(folder / "own.ttf", LATIN)
    assert [each.plain for each in _fonts.fonts_for("plain", own)] == [own]
    with pytest.raises(NotDelivered, match="no font that can be used"):
        _fonts.fonts_for("plain", str(folder / "none.ttf"))


def test_font_libraries_say_nothing(installed: Path, caplog: pytest.LogCaptureFixture) -> None:
    font(installed / "DejaVuSans.ttf", LATIN + "Ж")
    with caplog.at_level(logging.DEBUG):
        _paper.printed(msgspec.structs.replace(SHEET, body="Ж"), _paper.layouts()["din-5008-b"])
    assert not caplog.records


def test_the_same_letter_gives_the_same_bytes_and_names_no_machine() -> None:
    layout = _paper.layouts()["din-5008-b"]
    assert _paper.printed(SHEET, layout) == _paper.printed(SHEET, layout)
    assert b"2026" in _paper.printed(SHEET, layout)
    assert str(Path.home()).encode() not in io.BytesIO(_paper.printed(SHEET, layout)).getvalue()


def test_a_layout_that_is_none_is_said(settings: Settings) -> None:
    state = letter.ready(msgspec.structs.replace(settings, table={"layout": "a5"}))
    assert "there is no layout 'a5'; there are: din-5008-b" in state.missing[0]
