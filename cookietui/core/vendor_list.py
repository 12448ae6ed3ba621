"""A Global Vendor List is decoded into what a consent string needs to be read: who a number is, what a purpose means.

Versions 2 and 3 (IAB Tech Lab, "Consent string and vendor list formats v2"), and the lists of TCF 1, whose entries
stand in arrays. Only what is used is decoded; the texts for people are passed over.
"""

from typing import TypeAlias

import msgspec

from cookietui.core.errors import BadInput
from cookietui.core.text import one_line

_NAME = 300
"""Characters of a name."""
_SPECIFICATIONS, _VERSIONS = 99, 1_000_000
_Numbers: TypeAlias = tuple[int, ...]


class _Url(msgspec.Struct, frozen=True):
    privacy: str | None = None
    lang: str | None = msgspec.field(default=None, name="langId")


class _Named(msgspec.Struct, frozen=True):
    """A purpose, special purpose, feature or special feature."""

    id: int
    name: str


class VendorEntry(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor as the list has it; the numbers are those of the list's purposes and features."""

    id: int
    name: msgspec.Raw
    """As it stands in the source; `VendorList.vendors` has it as text."""
    purposes: _Numbers = ()
    """On the person's consent."""
    purpose_ids: _Numbers = ()
    """The same in TCF 1."""
    leg_int_purposes: _Numbers = ()
    """On a legitimate interest, unless the person objects."""
    leg_int_purpose_ids: _Numbers = ()
    """The same in TCF 1."""
    flexible_purposes: _Numbers = ()
    special_purposes: _Numbers = ()
    features: _Numbers = ()
    special_features: _Numbers = ()
    policy_url: str | None = None
    """Version 2."""
    urls: tuple[_Url, ...] = ()
    """Version 3, one a language."""
    deleted_date: str | None = None
    """Set where the vendor is to be treated as gone."""
    uses_cookies: bool | None = None
    cookie_max_age_seconds: float | None = None
    """Of its longest cookie; 0 or less is a session."""


class _File(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    vendor_list_version: int
    gvl_specification_version: int = 1
    tcf_policy_version: int | None = None
    last_updated: str | None = None
    purposes: dict[str, _Named] | tuple[_Named, ...] = ()
    special_purposes: dict[str, _Named] | tuple[_Named, ...] = ()
    features: dict[str, _Named] | tuple[_Named, ...] = ()
    special_features: dict[str, _Named] | tuple[_Named, ...] = ()
    vendors: dict[str, VendorEntry] | tuple[VendorEntry, ...] = ()


class VendorList(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the list; every mapping goes from the number in consent strings to a name."""

    specification: int
    """1, 2 or 3; consent strings of TCF 2.x go with 2 and 3."""
    version: int
    """`vendorListVersion`: the same number exists in both specifications with other content."""
    policy: int | None
    """`tcfPolicyVersion`."""
    updated: str | None
    """`lastUpdated`, as written."""
    vendors: dict[int, str]
    purposes: dict[int, str]
    special_purposes: dict[int, str]
    features: dict[int, str]
    special_features: dict[int, str]
    deleted: frozenset[int]
    """Vendors that are to be treated as gone."""
    entries: tuple[VendorEntry, ...]
    keys: tuple[str, ...]
    """Where each entry stands under `vendors`: its key there, or its place in the array."""


def parse_vendor_list(data: bytes, path: str = "") -> VendorList:
    """The list in UTF-8 JSON; raises BadInput for anything else, and for a version that no list has."""
    try:
        file = msgspec.json.decode(data, type=_File, strict=False)
        by_key = file.vendors if isinstance(file.vendors, dict) else {str(n): e for n, e in enumerate(file.vendors)}
        entries = tuple(by_key.values())
        vendors = {entry.id: _text_of(entry.name) for entry in entries}
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadInput(f"is no vendor list that can be read ({one_line(str(error), 200)})", input=path) from error
    if not (0 < file.gvl_specification_version <= _SPECIFICATIONS and 0 <= file.vendor_list_version <= _VERSIONS):
        raise BadInput("has a version that no vendor list has", input=path)
    return VendorList(
        specification=file.gvl_specification_version,
        version=file.vendor_list_version,
        policy=file.tcf_policy_version,
        updated=one_line(file.last_updated, 40) if file.last_updated else None,
        vendors=vendors,
        purposes=_names(file.purposes),
        special_purposes=_names(file.special_purposes),
        features=_names(file.features),
        special_features=_names(file.special_features),
        deleted=frozenset(entry.id for entry in entries if entry.deleted_date),
        entries=entries,
        keys=tuple(by_key),
    )


def _text_of(raw: msgspec.Raw) -> str:
    """The text of a value kept as it stands in the source, on one line; raises msgspec.DecodeError for no text."""
    return one_line(msgspec.json.decode(raw, type=str), _NAME)


def _names(given: dict[str, _Named] | tuple[_Named, ...]) -> dict[int, str]:
    rows = given.values() if isinstance(given, dict) else given
    return {row.id: one_line(row.name, _NAME) for row in rows}
