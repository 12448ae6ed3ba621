"""Scores the reading of made-up replies; run it to print precision and recall of each kind.

`held_out.toml` was written before the rules, and no rule was written or changed for a reply in it.
"""

import datetime
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cookietui.core.reply import Proposal
from cookietui.readers._replies import Asked, read_reply
from cookietui.sources.message import read_message

HERE = Path(__file__).parent
DAY = datetime.date(2026, 11, 25)
ASKED = Asked(rights=("delete",), due=datetime.date(2026, 12, 2), received=datetime.date(2026, 11, 2))


class Score(NamedTuple):
    """How well one kind is told."""

    number: int
    precision: float
    recall: float


def rows(name: str) -> list[dict[str, Any]]:
    """The replies of a file."""
    with (HERE / f"{name}.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["reply"]
    return found


def proposal(row: Mapping[str, Any]) -> Proposal:
    """What is made of one."""
    return read_reply(read_message(str(row["text"]).encode()), ASKED, DAY).proposal


def wrong(row: Mapping[str, Any], got: Proposal) -> str:
    """What is not as the row says, empty where all is."""
    wanted = (row["state"], row.get("reason", got.reason), row.get("evasion", ""), row.get("until", got.until))
    given = (got.kind or "", got.reason, got.evasion or "", got.until)
    return "" if wanted == given else f"wanted {wanted}, got {given}: {row['text']}"


def scores(replies: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """Precision and recall of each kind, `nothing` for none."""
    right, proposed, true = Counter[str](), Counter[str](), Counter[str]()
    for row in replies:
        wanted, given = row["state"] or "nothing", proposal(row).kind or "nothing"
        true[wanted] += 1
        proposed[given] += 1
        right[wanted] += wanted == given
    return {
        kind: Score(true[kind], right[kind] / (proposed[kind] or 1), right[kind] / (true[kind] or 1))
        for kind in sorted({*true, *proposed})
    }


if __name__ == "__main__":
    for name in ("en", "de", "fr", "es", "long", "held_out"):
        print(name)
        for kind, score in scores(rows(name)).items():
            print(f"  {kind:15} {score.number:3}  precision {score.precision:.2f}  recall {score.recall:.2f}")
