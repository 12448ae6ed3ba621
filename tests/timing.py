"""Time is judged by the quickest of several runs, and more are made before a limit counts as passed: others use the machine too."""

import gc
import time
from collections.abc import Callable

ROUNDS = 12
"""Runs before a limit counts as passed; noise only ever adds time."""

Work = Callable[[], object]


def seconds(work: Work) -> float:
    """CPU seconds of one run, the garbage collector at rest as in timeit: what it walks is all that other tests left."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()


def assert_growth(prepare: Callable[[int], Work], small: int, large: int, most: float) -> None:
    """The prepared work on `large` takes at most `most` times that on `small`; each run is prepared anew, uncounted."""
    assert most < (large / small) ** 2 / 2, "a square law would pass"
    prepare(small)()  # what is read once, such as word lists, is no growth
    little, much = float("inf"), float("inf")
    for _ in range(ROUNDS):
        little, much = min(little, seconds(prepare(small))), min(much, seconds(prepare(large)))
        if much <= most * little:
            return
    raise AssertionError(
        f"{large / small:g} times the size took {much / little:.1f} times as long ({little} s, {much} s)"
    )


def assert_quick(prepare: Callable[[], Work], most: float) -> None:
    """The prepared work takes at most `most` CPU seconds; each run is prepared anew, uncounted."""
    best = float("inf")
    for _ in range(ROUNDS):
        best = min(best, seconds(prepare()))
        if best <= most:
            return
    raise AssertionError(f"took {best} s, at most {most} s are allowed")
