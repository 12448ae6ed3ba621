"""Reads the table of cookies that a person copied from Chromium's DevTools: tabs between cells, no quotes."""

from typing import Any

from cookietui.core.moment import from_text
from cookietui.core.observation import Observation
from cookietui.readers._cookie_lines import observed
from cookietui.sources.sample import Sample

TITLE = "Table of cookies from DevTools"
KIND = "file"
MALFORMED = "malformed rows, skipped"
_HEAD = ["Name", "Value", "Domain", "Path"]
_SIZE, _HTTP_ONLY, _SECURE, _SAME_SITE = 5, 6, 7, 8
"""Places of cells; those before are name, value, domain, path and end. Cells behind SameSite differ by version."""
_SESSION = "Session"


def identify(sample: Sample) -> str:
    """`certain` where the first row, beneath a heading or not, is such a cookie."""
    lines = [line for line in sample.head_text.splitlines() if line.strip()][:2]
    rows = [line for line in lines if not _is_head(line)]
    return "certain" if rows and _cookie(rows[0]) else "no"


def read(sample: Sample) -> Observation:
    """The cookies of the rows; malformed rows are counted, the first of them named. Raises BadInput."""
    return observed(sample, "devtools_table", _cookie, passed=_is_head, malformed=MALFORMED)


def _is_head(line: str) -> bool:
    return line.split("\t")[: len(_HEAD)] == _HEAD


def _cookie(line: str) -> dict[str, Any] | None:
    """The cookie of a row under the names of JSON exports, None for another row."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) <= _SIZE or not cells[_SIZE].isdigit():
        return None
    name, value, domain, path, end = cells[:_SIZE]
    dated = end == _SESSION or ("T" in end and from_text(end) is not None)
    if not domain or not path.startswith("/") or not dated:
        return None
    cells += [""] * (_SAME_SITE + 1 - len(cells))
    return {
        "name": name,
        "value": value,
        "domain": domain,
        "path": path,
        "expires": end,
        "httpOnly": bool(cells[_HTTP_ONLY]),
        "secure": bool(cells[_SECURE]),
        "sameSite": cells[_SAME_SITE],
        "partitionKey": next((cell for cell in cells[_SAME_SITE + 1 :] if "://" in cell), None),
    }
