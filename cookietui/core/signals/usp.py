"""US Privacy strings: four letters, a version and three answers (IAB "U.S. Privacy String")."""

import re
from typing import Any

from cookietui.core.errors import BadInput

_FORM = re.compile(r"1[YN-][YN-][YN-]")
_FIELDS = ("Notice", "OptOutSale", "LspaCovered")


def decode(text: str) -> dict[str, Any]:
    """Version, Notice, OptOutSale and LspaCovered (Y, N or -); lower case is read as upper; raises BadInput."""
    shape = text.strip().upper()
    if not _FORM.fullmatch(shape):
        raise BadInput("is no US Privacy string such as 1YNN")
    return section(shape)


def section(text: str) -> dict[str, Any]:
    """The same four fields of a GPP section, whatever letters it holds; raises BadInput for another length."""
    if len(text) != 1 + len(_FIELDS) or not text[0].isdigit():
        raise BadInput("is no US Privacy string such as 1YNN")
    return {"Version": int(text[0]), **dict(zip(_FIELDS, text[1:], strict=True))}


def section_text(fields: dict[str, Any]) -> str:
    """The four letters of these fields."""
    return "".join(str(fields[name]) for name in ("Version", *_FIELDS))


def encode(fields: dict[str, Any]) -> str:
    """The US Privacy string of these fields; raises BadInput for letters that it cannot hold."""
    text = section_text(fields)
    decode(text)
    return text
