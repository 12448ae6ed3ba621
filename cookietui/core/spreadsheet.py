"""A CSV cell that a spreadsheet would take for a formula is led by an apostrophe, as OWASP advises."""

import csv
import io
from collections.abc import Iterable, Sequence

from cookietui.core.text import one_line

_FORMULA = frozenset("=+-@\t\r|%")


def safe_cell(value: str) -> str:
    """The value on one line, without control characters, never a formula."""
    text = one_line(value)
    return f"'{text}" if text[:1] in _FORMULA else text


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Head and rows as RFC 4180: CRLF, quotes where needed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
