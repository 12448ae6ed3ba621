"""What a person knows better is kept apart from other people's records, marked as theirs, and can be given away."""

from collections.abc import Mapping
from pathlib import Path

from cookietui.actions.catalogue import CatalogueRow, find
from cookietui.actions.workspace import Workspace
from cookietui.core.corrections import COOKIE_FIELDS, ORGANISATION_FIELDS, SIDES, Value, checked
from cookietui.core.errors import CannotSave, MissingInput, UsageError
from cookietui.core.site import host
from cookietui.core.text import one_line
from cookietui.storage import atomic, catalogue, journal

FIELDS = (*COOKIE_FIELDS, *ORGANISATION_FIELDS)
_SHARED_MODE = 0o644
"""An export is there to be given away: others on this computer may read it."""


def correct(ws: Workspace, word: str, fields: Mapping[str, str]) -> CatalogueRow:
    """Write what the person knows better about a cookie or an organisation; an empty value takes a field back.

    The fields say which of the two is meant. Raises UsageError for a field or value that does not fit.
    """
    side = _side(fields)
    name = word if side == "cookies" else _identifier(ws, word)
    values: dict[str, Value | None] = {
        key: _known(ws, key, checked(side, key, value)) if value.strip() else None for key, value in fields.items()
    }
    with journal.change(ws.places, f"correct {name} in the catalogue") as change:
        catalogue.correct(change, side, name, values, ws.today)
    ws.forget_catalogue()
    found = [row for row in find(ws, name) if (row.cookie is not None) == (side == "cookies")]
    return found[0] if found else CatalogueRow(organisation=name if side == "organisations" else None)


def _side(fields: Mapping[str, str]) -> str:
    """`cookies` or `organisations`, by the fields that are given."""
    if not fields:
        raise UsageError(f"say what is right: FIELD=VALUE, of {', '.join(FIELDS)}")
    for key in fields:
        if key not in FIELDS:
            raise UsageError(f"there is no field {one_line(key, 40)!r}; there are: {', '.join(FIELDS)}")
    sides = {SIDES[0] if key in COOKIE_FIELDS else SIDES[1] for key in fields}
    if len(sides) > 1:
        raise UsageError("fields of a cookie and fields of an organisation do not go together; correct them in turn")
    return sides.pop()


def _known(ws: Workspace, field: str, value: Value) -> Value:
    """An organisation is named by its id, whatever domain of it the person gave."""
    if field != "organisation" or not isinstance(value, str):
        return value
    return ws.catalogue.directory.identifier(value) or value


def _identifier(ws: Workspace, word: str) -> str:
    """The id of the organisation that a person names; a domain that nobody knows is a new one."""
    found = ws.catalogue.organisation(word)
    if found is not None:
        return found.id
    name = host(word)
    if name is None or "." not in name:
        raise UsageError(f"no organisation is known as {one_line(word, 80)!r}; name it by its main domain")
    return ws.catalogue.directory.joiner.domain(name) or name


def export(ws: Workspace, output: Path | None = None, *, replace: bool = False) -> str:
    """The person's corrections as a file to give away; raises MissingInput where there are none, CannotSave."""
    found = catalogue.corrections(ws.places)
    if not found:
        raise MissingInput("nothing was corrected yet; see: cookietui catalog correct --help")
    text = catalogue.written(found)
    if output is not None:
        if output.exists() and not replace:
            raise CannotSave("is there already; --replace writes over it", input=str(output))
        atomic.write(output, text.encode(), mode=_SHARED_MODE)
    return text
