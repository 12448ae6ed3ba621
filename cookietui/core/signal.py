"""A signal is what a consent string or consent cookie says, field by field."""

from typing import Any

import msgspec

from cookietui.core.declaration import Problem

SCHEMA = "cookietui.signal/1"


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """One signal; `fields` has the names of its own specification."""

    schema: str = SCHEMA
    kind: str
    """`tcf`, `gpp`, `usp`, `onetrust`, `cookiebot`, `klaro` ..."""
    fields: dict[str, Any]
    problems: tuple[Problem, ...] = ()
