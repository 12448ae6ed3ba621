"""A row is filed with where it comes from, so that whatever is made of it can say so."""

import msgspec

from cookietui.core.catalogue import OrganisationRow, Source


class Filed(msgspec.Struct, frozen=True, eq=False):
    """A row of the directory."""

    row: OrganisationRow
    source: Source
    own: bool
    """The person's own correction."""
    order: int
    """Of coming in: batches added first count more among equals."""

    @property
    def corrects(self) -> bool:
        """Whether it is no record of its own but a correction: the person's, or one that somebody gave her."""
        return self.own or not (self.row.name or self.row.domains)

    def weight(self, identifier: str) -> tuple[bool, bool, bool, bool, int, int]:
        """Sort key among the rows of one organisation: who speaks for the whole of it comes first."""
        row = self.row
        branch = identifier not in row.domains
        return (not self.own, bool(row.gone), not row.reachable, branch, -len(row.names), self.order)
