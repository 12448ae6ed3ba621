"""A letter on paper stands where a window envelope shows its address; places come from a data file, in millimetres."""

import contextlib
import datetime
import functools
import io
import logging
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

import msgspec

from cookietui.core.errors import NotDelivered
from cookietui.deliveries import _fonts
from cookietui.deliveries._reflow import ITEM, Line, reflow

if TYPE_CHECKING:
    from fpdf import FPDF

DEFAULT = "din-5008-b"
_SIZE = 11
"""Points of the text."""
_LEADING = 4.85
"""Millimetres from line to line of the text."""
_SMALL = 7
_INDENT = 2.1
"""Millimetres for a column of indent."""
_MM = 0.3528
"""Millimetres in a point."""
_TIGHT = 1.15
"""Height of an address line in sizes of its font."""
_HANGING = 6
"""Millimetres for the mark of an item of a list."""
_SIGNED = 4
"""Empty lines to sign in above the name."""
_OURS = "letter"
_GREY = 110


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """Places on the paper, see data/paper.toml; millimetres."""

    title: str
    page: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float
    sender: tuple[float, float, float]
    window: tuple[float, float, float, float]
    address: tuple[float, float, float, float]
    return_line: float
    date: tuple[float, float]
    subject: float
    folds: tuple[float, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a letter; all of it clean text."""

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    dated: str
    subject: str
    body: str
    written: datetime.datetime | None = None


@functools.cache
def layouts() -> dict[str, Layout]:
    """The layouts on file by name."""
    text = (resources.files("cookietui") / "data" / "paper.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Layout])


def printed(sheet: Sheet, layout: Layout, font: str = "") -> bytes:
    """The letter as a PDF; raises NotDelivered where no font has its letters or the address does not fit the window."""
    everything = "\n".join((*sheet.sender, *sheet.recipient, sheet.dated, sheet.subject, sheet.body))
    out = io.BytesIO()
    with _in_silence():
        pdf = _opened(sheet, layout, _fonts.fonts_for(everything, font))
        _head(pdf, sheet, layout)
        _window(pdf, sheet, layout)
        _text(pdf, sheet, layout)
        pdf.output(out)
    return out.getvalue()


@contextlib.contextmanager
def _in_silence() -> Iterator[None]:
    """Font libraries log what they leave out of a subset; what a letter needs was looked at before."""
    loggers = [logging.getLogger(name) for name in ("fontTools", "fpdf")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _opened(sheet: Sheet, layout: Layout, fonts: Sequence[_fonts.Font]) -> "FPDF":
    from fpdf import FPDF  # noqa: PLC0415 - slow to load, and only a letter for the post needs it
    from fpdf.errors import FPDFException  # noqa: PLC0415 - same

    class Pages(FPDF):
        """Further pages carry their number, the first the marks to fold along."""

        def header(self) -> None:
            if self.page_no() == 1:
                self.set_draw_color(_GREY)
                self.set_line_width(0.1)
                for y in layout.folds:
                    self.line(5, y, 8, y)
                return
            self.set_font(size=9, style="")
            self.set_xy(layout.left, 12)
            self.cell(layout.page[0] - layout.left - layout.right, 5, str(self.page_no()), align="R")
            self.set_font(size=_SIZE)
            self.set_xy(layout.left, layout.top)

    pdf = Pages(unit="mm", format=layout.page)
    pdf.alias_nb_pages("")
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_title(sheet.subject)
    pdf.set_creation_date(sheet.written or datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC))
    pdf.set_margins(layout.left, layout.top, layout.right)
    pdf.set_auto_page_break(auto=True, margin=layout.bottom)
    try:
        for number, font in enumerate(fonts):
            pdf.add_font(f"{_OURS}{number}", "", font.plain)
            pdf.add_font(f"{_OURS}{number}", "B", font.bold or font.plain)
    except (FPDFException, OSError, ValueError, KeyError) as error:
        raise NotDelivered(f"the font {font.plain} cannot be used ({type(error).__name__})") from error
    pdf.set_font(f"{_OURS}0" if fonts else _fonts.BUILT_IN, size=_SIZE)
    if len(fonts) > 1:
        pdf.set_fallback_fonts([f"{_OURS}{number}" for number in range(1, len(fonts))], exact_match=False)
    pdf.add_page()
    return pdf


def _head(pdf: "FPDF", sheet: Sheet, layout: Layout) -> None:
    """The sender, as high as there is room above the window, and the date."""
    x, y, width = layout.sender
    room = min(layout.window[1], layout.return_line or layout.window[1]) - y - 2
    if layout.window[0] > x + width:
        room += layout.window[3]
    size, lines = fitted(pdf, sheet.sender, width, room)
    _lines(pdf, lines, (x, y, width), size)
    pdf.set_font(size=_SIZE)
    right, y = layout.date
    pdf.set_xy(layout.left, y)
    pdf.cell(right - layout.left, _LEADING, sheet.dated, align="R")


def _window(pdf: "FPDF", sheet: Sheet, layout: Layout) -> None:
    """The address, and above it in small print where the letter goes back to."""
    x, y, width, height = layout.address
    size, lines = fitted(pdf, sheet.recipient, width, height)
    _lines(pdf, lines, (x, y, width), size)
    back = ", ".join(line for line in sheet.sender if line)
    if not layout.return_line or len(sheet.sender) < 2:  # noqa: PLR2004 - a name alone is no address
        return
    points: float = _SMALL
    pdf.set_font(size=points)
    while pdf.get_string_width(back) > width and points > _SMALL - 2:
        points -= 0.5
        pdf.set_font(size=points)
    if pdf.get_string_width(back) <= width:
        pdf.set_xy(x, layout.return_line)
        pdf.cell(width, 3, back)
        pdf.set_draw_color(_GREY)
        pdf.line(x + 1, layout.return_line + 3.4, x + width, layout.return_line + 3.4)


def fitted(pdf: "FPDF", lines: Sequence[str], width: float, height: float) -> tuple[float, list[str]]:
    """The largest size, in points, at which the lines fit; long ones are parted. Raises NotDelivered for none."""
    for size in (11, 10, 9, 8, 7):
        pdf.set_font(size=size)
        parted = [part for line in lines for part in _parted(pdf, line, width)]
        if len(parted) * size * _MM * _TIGHT <= height:
            return size, parted
    raise NotDelivered("the address has more lines than the window of an envelope shows")


def _parted(pdf: "FPDF", line: str, width: float) -> list[str]:
    if pdf.get_string_width(line) <= width - 2:
        return [line]
    from fpdf.enums import MethodReturnValue  # noqa: PLC0415 - loaded with fpdf already

    parts: Any = pdf.multi_cell(width, 5, line, dry_run=True, output=MethodReturnValue.LINES, align="L")
    # With a built-in font the parts come back as its codes, and would be coded a second time.
    return (
        list(parts) if pdf.is_ttf_font else [part.encode("latin-1").decode(pdf.core_fonts_encoding) for part in parts]
    )


def _lines(pdf: "FPDF", lines: Sequence[str], place: tuple[float, float, float], size: float) -> None:
    pdf.set_font(size=size)
    x, y, width = place
    for number, line in enumerate(lines):
        pdf.set_xy(x, y + number * size * _MM * _TIGHT)
        pdf.cell(width, size * _MM * _TIGHT, line)


def _text(pdf: "FPDF", sheet: Sheet, layout: Layout) -> None:
    """Subject and body; an empty line is half as high as a full one."""
    pdf.set_font(size=_SIZE, style="B")
    pdf.set_xy(layout.left, layout.subject)
    _paragraph(pdf, sheet.subject, layout, 0)
    pdf.set_font(size=_SIZE, style="")
    pdf.ln(2 * _LEADING)
    lines = reflow(sheet.body)
    if sheet.sender and lines[-1].text == sheet.sender[0]:
        lines = [*lines[:-1], *[Line(0, "")] * _SIGNED, lines[-1]]
    for line in lines:
        if line.text:
            _paragraph(pdf, line.text, layout, line.indent)
        else:
            pdf.ln(_LEADING * 0.6)


def _paragraph(pdf: "FPDF", text: str, layout: Layout, indent: int) -> None:
    """Text filled to the width; an item of a list hangs under its first word."""
    shift = layout.left + min(indent, 20) * _INDENT
    mark = ITEM.match(text)
    if mark:
        if pdf.will_page_break(_LEADING):
            pdf.add_page()
        pdf.set_x(shift)
        pdf.cell(_HANGING, _LEADING, mark.group().strip())
        shift += _HANGING
        text = text[mark.end() :]
    pdf.set_x(shift)
    width = layout.page[0] - layout.right - shift
    pdf.multi_cell(width, _LEADING, text, align="L", new_x="LMARGIN", new_y="NEXT")
