"""Vendors of a signal are named by the vendor list that the person added; each version is opened once."""

from cookietui.actions.vendor_lists import vendor_list
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import CookietuiError
from cookietui.core.observation import Observation
from cookietui.core.signal import Signal
from cookietui.core.vendor_list import VendorList
from cookietui.sources import consent


class VendorNames:
    """The names of vendors, by the version of the list that a signal rests on."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._lists: dict[int, VendorList | None] = {}

    def told(self, found: Signal) -> Signal:
        """The signal said again with names, where a list is at hand."""
        agreed = found.consent
        if agreed is None or not any(each.ids for each in agreed.holders if each.register == "iab"):
            return found
        known = self._list(agreed.vendor_list or 0)
        return consent.said(found, known.vendors) if known else found

    def _list(self, version: int) -> VendorList | None:
        """The list of that version, else the newest: a number is never given to another vendor."""
        if version not in self._lists:
            try:
                self._lists[version] = vendor_list(self._ws, version)
            except CookietuiError as error:
                self._ws.tell([str(error)])
                self._lists[version] = None
        return self._lists[version]


def named(ws: Workspace, found: Observation) -> tuple[Signal, ...]:
    """The signals of an observation with the names of their vendors."""
    names = VendorNames(ws)
    return tuple(names.told(each) for each in found.signals)
