"""The vendor lists a person added turn the numbers of consent strings into names."""

from cookietui.actions.workspace import Workspace
from cookietui.core.vendor_list import VendorList
from cookietui.storage import vendor_lists


def vendor_list(ws: Workspace, version: int | None = None, specification: int | None = None) -> VendorList | None:
    """The kept list of that version, else the newest; None where the person added none; raises BadInput.

    `version` is a consent string's `vendorListVersion`; its `vendors` and `purposes` map numbers to names.
    """
    return vendor_lists.load(ws.places, version, specification)


def kept_versions(ws: Workspace) -> tuple[tuple[int, int], ...]:
    """Specification and version of every list that is kept, the oldest first."""
    return vendor_lists.versions(ws.places)
