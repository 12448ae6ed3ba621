"""Times are only compared within one run: A and B take turns, and the median of their ratios is the figure."""

import statistics
from collections.abc import Callable

from tests.timing import Work, seconds


def ratio(ours: Work, anchor: Work, pairs: int = 7) -> tuple[float, float, float]:
    """How many times faster `ours` is than `anchor`: the lowest, median and highest of interleaved pairs."""
    ours()
    anchor()
    found = []
    for _ in range(pairs):
        a, b = seconds(ours), seconds(anchor)
        found.append(b / max(a, 1e-9))
    return min(found), statistics.median(found), max(found)


def growth(work: Callable[[int], object], small: int, times: int = 10) -> float:
    """time(times * small) / time(small), the best of three each; linear growth gives about `times`."""
    short = min(seconds(lambda: work(small)) for _ in range(3))
    long = min(seconds(lambda: work(small * times)) for _ in range(3))
    return long / max(short, 1e-9)


def show(title: str, figures: tuple[float, float, float], target: str) -> None:
    """One row of the report."""
    low, middle, high = figures
    print(f"\n{title:58}{middle:8.1f}x   [{low:.1f}-{high:.1f}]   target {target}")
