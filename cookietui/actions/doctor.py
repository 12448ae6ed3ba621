"""The doctor says what is found, what is missing and what to do about it; it changes nothing."""

from typing import Literal

import msgspec

from cookietui.actions.workspace import Workspace


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at."""

    schema: str = "cookietui.check/1"
    subject: str
    state: Literal["ok", "note", "problem"]
    message: str
    remedy: str = ""
    """What to do; empty where nothing needs doing."""


def examine(ws: Workspace) -> tuple[Check, ...]:
    """Every check, problems first."""
    raise NotImplementedError
