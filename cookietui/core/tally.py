"""What was skipped or odd is counted by kind, so that a thousand bad rows are one problem with their number."""

from cookietui.core.declaration import Problem
from cookietui.core.words import ProblemKind


class Tally:
    """Counts by sentence; a sentence says what was found and what was done about it."""

    def __init__(self) -> None:
        self._counts: dict[tuple[ProblemKind, str], int] = {}
        self._lines: dict[tuple[ProblemKind, str], int] = {}

    def add(self, message: str, *, kind: ProblemKind = "cut", line: int | None = None, count: int = 1) -> None:
        """Count one more; `line` is 1-based, the first one given is shown."""
        if not count:
            return
        key = (kind, message)
        self._counts[key] = self._counts.get(key, 0) + count
        if line is not None:
            self._lines.setdefault(key, line)

    def count(self, message: str) -> int:
        """How many of that sentence."""
        return sum(count for (_, text), count in self._counts.items() if text == message)

    def problems(self) -> tuple[Problem, ...]:
        """One problem a sentence, in the order in which they came up."""
        return tuple(
            Problem(kind=kind, line=self._lines.get((kind, message)), message=f"{message}: {count}")
            for (kind, message), count in self._counts.items()
        )
