"""A filter is words that must all fit: plain ones anywhere, `status:`, `choice:` and `due<` in their column."""

import datetime
import re
from collections.abc import Callable, Sequence

from cookietui.actions.sites import SiteRow

FIELDS = ("status:", "choice:", "due<")
"""What a word can begin with."""
_DUE = re.compile(r"due<(\d{1,4})$")
Test = Callable[[SiteRow], bool]


def haystacks(rows: Sequence[SiteRow]) -> list[str]:
    """What plain words are looked for in, row by row; made once for a list."""
    return [f"{row.domain} {row.name or ''} {row.status}".casefold() for row in rows]


def fitting(rows: Sequence[SiteRow], stacks: Sequence[str], words: str, today: datetime.date) -> list[SiteRow]:
    """The rows that fit every word, in their order."""
    plain: list[str] = []
    tests: list[Test] = []
    for word in words.casefold().split():
        test = _test(word, today)
        if test is None:
            plain.append(word)
        else:
            tests.append(test)
    found = [row for row, stack in zip(rows, stacks, strict=True) if all(word in stack for word in plain)]
    return [row for row in found if all(test(row) for test in tests)] if tests else found


def _test(word: str, today: datetime.date) -> Test | None:
    if word.startswith("status:"):
        status = word.removeprefix("status:")
        return lambda row: row.status.startswith(status)
    if word.startswith("choice:"):
        choice = word.removeprefix("choice:")
        return lambda row: (row.choice or "inherit").startswith(choice)
    if due := _DUE.match(word):
        until = today + datetime.timedelta(days=int(due[1]))
        return lambda row: row.due is not None and row.due < until
    return None
