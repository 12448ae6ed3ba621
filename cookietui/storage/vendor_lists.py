"""Vendor lists are kept as they were given, one file a specification and version; the newest answers by default."""

import re

from cookietui.core.vendor_list import VendorList, parse_vendor_list
from cookietui.storage import atomic
from cookietui.storage.journal import Change
from cookietui.storage.places import Places

_FILE = re.compile(r"v(\d{1,3})-(\d{1,7})\.json")


def add(change: Change, found: VendorList, data: bytes) -> bool:
    """Keep a list as part of a change; False when the same bytes are kept already."""
    path = change.places.vendor_lists / f"v{found.specification}-{found.version}.json"
    if change.read(path) == data:
        return False
    change.write(path, data)
    return True


def versions(places: Places) -> tuple[tuple[int, int], ...]:
    """Specification and version of every list that is kept, the oldest first."""
    try:
        names = [_FILE.fullmatch(entry.name) for entry in places.vendor_lists.iterdir()]
    except OSError:
        return ()
    return tuple(sorted((int(name[1]), int(name[2])) for name in names if name))


def load(places: Places, version: int | None = None, specification: int | None = None) -> VendorList | None:
    """The list of that version, of several the newest specification; else the newest; None where none is kept.

    With `specification` lists of others are passed over. Raises BadInput for a damaged file.
    """
    kept = [row for row in versions(places) if specification in {None, row[0]}]
    chosen = [row for row in kept if row[1] == version] or kept
    if not chosen:
        return None
    path = places.vendor_lists / "v{}-{}.json".format(*chosen[-1])
    data = atomic.read(path)
    return parse_vendor_list(data, str(path)) if data is not None else None
