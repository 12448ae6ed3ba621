"""Who the person is stands in one 0600 file that is never shared, never journalled and never backed up."""

from cookietui.core.identity import Identity
from cookietui.storage.places import Places


def load(places: Places) -> Identity:
    """The identity, empty when nothing was set; raises BadInput (file and line)."""
    raise NotImplementedError


def set_field(places: Places, field: str, value: str) -> Identity:
    """Set one field (`name`, `email`, ..., `customer_numbers.DOMAIN`), empty takes it away; raises UsageError."""
    raise NotImplementedError


def clear(places: Places) -> bool:
    """Remove the file; False when there was none."""
    raise NotImplementedError
