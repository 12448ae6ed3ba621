"""The person is a handful of optional fields that go out only when ticked, item by item."""

import msgspec


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who the person is; every field may be empty, and an empty one is never guessed."""

    name: str = ""
    email: str = ""
    """Sender address, and the address known to the organisation unless told otherwise."""
    address: str = ""
    """Postal lines joined by LF."""
    phone: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2 of residence, for proposing laws."""
    region: str = ""
    """State or province code, e.g. `ca` in the US."""
    language: str = ""
    customer_numbers: dict[str, str] = {}
    """Organisation domain to the number it knows the person by."""
