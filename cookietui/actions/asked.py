"""What stands in the ledger, and what one plan adds to it, is found by organisation without going through all of it."""

from collections.abc import Iterable, Iterator

from cookietui.core.request import Request


class Asked:
    """Requests in the order they were put in, found by organisation or reference."""

    def __init__(self, requests: Iterable[Request]) -> None:
        self.references: set[str] = set()
        self._of: dict[str, list[Request]] = {}
        for each in requests:
            self.add(each)

    def add(self, request: Request) -> None:
        """Put in one more."""
        self.references.add(request.reference)
        self._of.setdefault(request.organisation, []).append(request)

    def of(self, organisation: str) -> tuple[Request, ...]:
        """Those to one organisation, oldest first."""
        return tuple(self._of.get(organisation, ()))

    def __iter__(self) -> Iterator[Request]:
        return (each for rows in self._of.values() for each in rows)
