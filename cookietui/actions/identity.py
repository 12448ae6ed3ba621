"""The identity is shown and changed field by field, and no other file ever holds it."""

from collections.abc import Mapping

from cookietui.actions.workspace import Workspace
from cookietui.core.identity import Identity

FIELDS = ("name", "email", "address", "phone", "country", "region", "language")
"""Fields of `identity set`; `customer-number:DOMAIN` is set the same way."""


def show_identity(ws: Workspace) -> Identity:
    """The identity, all fields empty where none was given."""
    raise NotImplementedError


def set_identity(ws: Workspace, fields: Mapping[str, str]) -> Identity:
    r"""Set fields by name (an empty value clears one; `\n` parts postal lines); raises UsageError naming the field."""
    raise NotImplementedError


def clear_identity(ws: Workspace) -> bool:
    """Remove the identity file; False where there was none."""
    raise NotImplementedError
