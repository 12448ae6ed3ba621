"""A file with a cookie in each line is read line by line; what is malformed is counted, and the first is named."""

from collections.abc import Callable
from typing import Any

from cookietui.core.observation import Observation, ObservedSource
from cookietui.core.tally import Tally
from cookietui.sources.cookie_json import cookies_of
from cookietui.sources.sample import Sample


def observed(
    sample: Sample,
    reader: str,
    cookie: Callable[[str], dict[str, Any] | None],
    *,
    passed: Callable[[str], bool],
    malformed: str,
) -> Observation:
    """The cookies of the lines: `cookie` gives one under the names of JSON exports, None where the line is malformed.

    Empty lines and those that are `passed` hold none. Raises BadInput.
    """
    tally = Tally()
    found: list[dict[str, Any]] = []
    for number, line in enumerate(sample.long_text.splitlines(), 1):
        if not line.strip() or passed(line):
            continue
        entry = cookie(line)
        if entry is None:
            tally.add(malformed, line=number)
        else:
            found.append(entry)
    cookies = cookies_of(found, tally, values=sample.values)
    source = ObservedSource(reader=reader, path=sample.path, sha256=sample.sha256)
    return Observation(source=source, cookies=tuple(cookies), problems=tally.problems())
