"""Decoding says what a consent string means; nothing is kept, and what identifies a person is left out."""

from collections.abc import Iterator, Sequence

from cookietui.actions.read import Failure, Outcome, failure
from cookietui.actions.vendor_names import VendorNames
from cookietui.actions.workspace import Workspace
from cookietui.core.errors import BadInput, CookietuiError, UsageError
from cookietui.core.text import one_line
from cookietui.sources import consent
from cookietui.sources.sample import open_sample

_SHOWN = 40
"""Characters of a string that an error names it by."""


def decode(ws: Workspace, strings: Sequence[str], kind: str | None = None) -> Iterator[Outcome]:
    """One outcome a string, in order; `-` stands for the lines of standard input, an empty line counts too.

    Raises UsageError at once for a kind there is none of.
    """
    if kind is not None and kind not in consent.modules():
        raise UsageError(f"there is no kind {kind!r}; there are: {', '.join(consent.modules())}")
    names = VendorNames(ws)
    for given in strings:
        if given == "-":
            yield from _lines(names, kind)
        else:
            yield _outcome(names, given, kind, one_line(given, _SHOWN) or "''")


def kinds() -> dict[str, str]:
    """The kinds of signals and their titles."""
    return {name: module.TITLE for name, module in consent.modules().items()}


def _lines(names: VendorNames, kind: str | None) -> Iterator[Outcome]:
    try:
        text = open_sample("-").long_text
    except CookietuiError as error:
        yield Outcome(input="-", failure=failure(error, "-"))
        return
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if not lines:
        yield Outcome(input="-", failure=failure(BadInput("is empty"), "-"))
    for number, line in enumerate(lines, 1):
        yield _outcome(names, line, kind, "-", number)


def _outcome(names: VendorNames, text: str, kind: str | None, shown: str, line: int | None = None) -> Outcome:
    try:
        return Outcome(input=shown, signal=names.told(consent.decode(text, kind)))
    except CookietuiError as error:
        code = error.exit_code
        return Outcome(input=shown, failure=Failure(input=shown, line=line, message=error.message, exit_code=code))
