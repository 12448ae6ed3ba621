"""Who the person is stands in one 0600 file that is never shared, never journalled and never backed up."""

from typing import Any

from cookietui.core.errors import BadInput, UsageError
from cookietui.core.fact import Edit
from cookietui.core.identity import Identity
from cookietui.core.site import host
from cookietui.core.text import clean, one_line
from cookietui.storage import atomic, journal, toml
from cookietui.storage.places import Places
from cookietui.storage.toml_patch import patch

NUMBERS = "customer_numbers"
_FIELDS = tuple(field for field in Identity.__struct_fields__ if field != NUMBERS)
_LIMIT = 1000


def load(places: Places) -> Identity:
    """The identity, empty when nothing was set; raises BadInput (file and line)."""
    return _identity(atomic.read(places.identity), str(places.identity))


def _identity(data: bytes | None, source: str) -> Identity:
    if data is None:
        return Identity()
    tables: dict[str, Any] = toml.parse(data, source)
    numbers = tables.get(NUMBERS, {})
    texts: dict[tuple[str, ...], Any] = {(field,): tables[field] for field in _FIELDS if field in tables}
    texts |= {(NUMBERS, key): value for key, value in numbers.items()} if isinstance(numbers, dict) else {}
    for path, value in texts.items():
        if not isinstance(value, str):
            line = toml.line_of(data, path, source)
            raise BadInput(f"{'.'.join(path)} must be a text in quotes", input=source, line=line)
    fields = {path[0]: _cleaned(path[0], value) for path, value in texts.items() if len(path) == 1}
    known = {path[1]: one_line(value, _LIMIT) for path, value in texts.items() if len(path) > 1}
    return Identity(**fields, customer_numbers=known)


def _cleaned(field: str, value: str) -> str:
    """A field as it may stand in a letter: the address keeps its lines, all others are one line."""
    if field != "address":
        return one_line(value, _LIMIT)
    lines = (one_line(line, _LIMIT) for line in clean(value).split("\n"))
    return "\n".join(line for line in lines if line)


def set_field(places: Places, field: str, value: str) -> Identity:
    """Set one field (`name`, `email`, ..., `customer_numbers.DOMAIN`), empty takes it away; raises UsageError."""
    path = _path(field)
    text = _cleaned(field, value)
    with journal.change(places, f"identity {path[0]}", undoable=False) as change:
        old = change.read(places.identity)
        new, _ = patch(old or b"", [Edit(path, text or None)], str(places.identity))
        after = _identity(new, str(places.identity))
        if new != (old or b""):
            change.write(places.identity, new)
    return after


def _path(field: str) -> tuple[str, ...]:
    name, _, domain = field.partition(".")
    if name in _FIELDS and not domain:
        return (name,)
    known = host(domain) if name == NUMBERS else None
    if known is None:
        raise UsageError(f"the identity has no field {field!r}; it has: {', '.join(_FIELDS)}, {NUMBERS}.DOMAIN")
    return NUMBERS, known


def clear(places: Places) -> bool:
    """Remove the file; False when there was none."""
    with journal.change(places, "identity", undoable=False) as change:
        if change.read(places.identity) is None:
            return False
        change.remove(places.identity)
    return True
