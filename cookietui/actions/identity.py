"""The identity is shown and changed field by field, and no other file ever holds it."""

import re
from collections.abc import Mapping

from cookietui.actions.workspace import Workspace
from cookietui.core import address
from cookietui.core.errors import BadInput, UsageError
from cookietui.core.identity import Identity
from cookietui.core.text import clean
from cookietui.storage import identity as files

FIELDS = ("name", "email", "address", "phone", "country", "region", "language")
"""Fields of `identity set`; `customer-number:DOMAIN` is set the same way."""
_NUMBER = "customer-number:"
_COUNTRY = re.compile("[A-Za-z]{2}")


def show_identity(ws: Workspace) -> Identity:
    """The identity, all fields empty where none was given."""
    return files.load(ws.places)


def set_identity(ws: Workspace, fields: Mapping[str, str]) -> Identity:
    r"""Set fields by name (an empty value clears one; `\n` parts postal lines); raises UsageError naming the field."""
    named = {_stored_name(field): clean(value.replace("\\n", "\n")).strip() for field, value in fields.items()}
    if not named:
        raise UsageError(f"nothing to set; fields are: {', '.join(FIELDS)}, {_NUMBER}DOMAIN")
    for field, value in named.items():
        _check(field, value)
    found = files.load(ws.places)
    for field, value in named.items():
        found = files.set_field(ws.places, field, value)
    return found


def clear_identity(ws: Workspace) -> bool:
    """Remove the identity file; False where there was none."""
    return files.clear(ws.places)


def _check(field: str, value: str) -> None:
    """Refuse what no letter could use; an empty value is always right."""
    if field == "email" and value:
        try:
            address.parse(value)
        except BadInput as error:
            raise UsageError(f"email: {error.message}") from error
    if field == "country" and value and not _COUNTRY.fullmatch(value):
        raise UsageError(f"country takes two letters such as DE or US, not {value!r}")


def _stored_name(field: str) -> str:
    if field in FIELDS:
        return field
    if field.startswith(_NUMBER) and len(field) > len(_NUMBER):
        return f"customer_numbers.{field.removeprefix(_NUMBER)}"
    raise UsageError(f"the identity has no field {field!r}; fields are: {', '.join(FIELDS)}, {_NUMBER}DOMAIN")
