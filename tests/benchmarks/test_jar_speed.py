"""200,000 cookies read whole, against the readers that people use now; figures are printed, never judged."""

import http.cookiejar
import importlib
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.read import readers_of
from cookietui.sources.sample import open_sample
from tests.benchmarks.anchors import growth, show
from tests.readers import jars
from tests.timing import Work

COUNT = 200_000


def rows(count: int) -> list[tuple[Any, ...]]:
    """Made-up cookies on 5,000 sites: name, value, host, path, seconds, secure, HttpOnly."""
    return [
        (
            f"n{i}",
            f"v{i * 7919}.{i * 104_729}",
            f".site{i % 5000}.example" if i % 2 else f"www.site{i % 5000}.example",
            "/" if i % 3 else f"/p{i % 50}",
            1_790_000_000 + i,
            i % 2,
            int(i % 3 == 0),
        )
        for i in range(count)
    ]


def database(file: Path, count: int) -> Path:
    """A Firefox jar of schema 16."""
    names = ("name", "value", "host", "path", "expiry", "isSecure", "isHttpOnly")
    made = (dict(zip(names, row, strict=True)) for row in rows(count))
    full = ({**row, "expiry": row["expiry"] * 1000, "creationTime": row["expiry"] * 10**6} for row in made)
    return jars.database(file, "moz_cookies", jars.FIREFOX_NEW, full, version=16)


def text(file: Path, count: int) -> Path:
    """The same as cookies.txt."""
    lines = ["# Netscape HTTP Cookie File", ""]
    for name, value, host, path, expiry, secure, http_only in rows(count):
        below, safe = str(host.startswith(".")).upper(), str(bool(secure)).upper()
        lines.append(f"{'#HttpOnly_' if http_only else ''}{host}\t{below}\t{path}\t{safe}\t{expiry}\t{name}\t{value}")
    file.write_text("\n".join(lines) + "\n")
    return file


def ours(file: Path) -> int:
    """Open, find the reader, read."""
    sample = open_sample(str(file))
    (reader,) = readers_of(sample)
    return len(reader.read(sample).cookies)


def as_people_run_it(mine: Work, anchor: Work, pairs: int = 5) -> tuple[float, float, float]:
    """The lowest, median and highest ratio of interleaved pairs, the collector left as it is in a program."""
    mine()
    found = []
    for _ in range(pairs):
        seconds = []
        for work in (mine, anchor):
            start = time.process_time()
            work()
            seconds.append(time.process_time() - start)
        found.append(seconds[1] / max(seconds[0], 1e-9))
    return min(found), statistics.median(found), max(found)


@pytest.mark.filterwarnings("default")
def test_cookies_sqlite_against_browser_cookie3(tmp_path: Path) -> None:
    try:
        firefox: Callable[..., Any] = importlib.import_module("browser_cookie3").firefox
    except ImportError:
        pytest.skip("the anchor browser_cookie3 is not installed (pip install browser-cookie3)")
    file = database(tmp_path / "cookies.sqlite", COUNT)
    assert ours(file) == COUNT
    assert len(firefox(cookie_file=str(file))) == COUNT
    figures = as_people_run_it(lambda: ours(file), lambda: firefox(cookie_file=str(file)))
    show(f"cookies.sqlite / browser_cookie3 ({COUNT:,} cookies)", figures, ">= 4x")


def test_cookies_txt_against_the_standard_library(tmp_path: Path) -> None:
    file = text(tmp_path / "cookies.txt", COUNT)
    assert ours(file) == COUNT

    def anchor() -> int:
        jar = http.cookiejar.MozillaCookieJar()
        jar.load(str(file), ignore_discard=True, ignore_expires=True)
        return len(jar)

    assert anchor() == COUNT
    show(f"cookies.txt / MozillaCookieJar ({COUNT:,} cookies)", as_people_run_it(lambda: ours(file), anchor), ">= 5x")


@pytest.mark.parametrize("make", [database, text])
def test_growth_is_linear(tmp_path: Path, make: Callable[[Path, int], Path]) -> None:
    files = {count: make(tmp_path / f"{count}.txt", count) for count in (10_000, 100_000)}
    figure = growth(lambda count: ours(files[count]), 10_000)
    print(f"\n{make.__name__}: ten times as many cookies take {figure:.1f} times as long (linear: 10)")
    assert figure < 100, "quadratic growth"
