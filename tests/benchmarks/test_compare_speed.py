"""`compare --all` over 200,000 cookies and 2,000 sites, as one process from start to end; figures are printed."""

import os
import random
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from cookietui import readers
from cookietui.core.declaration import Cookie, Declaration, Embedded, EvidenceBook, SiteName, Source, Vendor
from cookietui.storage import journal, library
from cookietui.storage.places import find_places
from tests.actions.conftest import TODAY
from tests.readers import jars

BYTECODE = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As an installed program runs: its modules are compiled once."""
SITES, COOKIES = 2000, 200_000
KNOWN = ("_ga", "_gid", "_fbp", "IDE", "PHPSESSID", "_hjid", "fr", "NID", "_gat", "__cf_bm", "_uetsid", "csrftoken")


def kept_sites(home: Path, count: int) -> None:
    """A library in which every site declares thirty cookies, five companies and three embedded hosts."""
    places = find_places({"COOKIETUI_HOME": str(home)})
    made_by_site: dict[str, tuple[str, Declaration]] = {}
    sentence = "We use cookies and similar technologies to remember what you chose and to count visits. "
    for number in range(count):
        site = f"site{number}.example"
        rows = [*KNOWN, *(f"own_{number}_{i}" for i in range(18))]
        text = sentence * 50 + "\n" + "\n".join(f"{name}\tone year" for name in rows)
        book = EvidenceBook(text)
        at = {name: book.span(text.index(f"\n{name}\t") + 1, text.index(f"\n{name}\t") + 10) for name in rows}
        made = Declaration(
            site=SiteName(site, f"Shop {number}"),
            source=Source(reader="policy", path=f"{site}.html", language="en"),
            cookies=tuple(
                Cookie(name=name, lifetime_seconds=31_536_000, lifetime_text="one year", evidence=(at[name],))
                for name in rows
            ),
            vendors=tuple(Vendor(name=f"V{i}", domain=f"vendor{i}.example", evidence=(0,)) for i in range(5)),
            embedded=tuple(
                Embedded(host=f"cdn.host{i}.example", domain=f"host{i}.example", declared=i > 0, evidence=(0,))
                for i in range(3)
            ),
            evidence=book.rows,
        )
        made_by_site[site] = (text, made)
    with journal.change(places, "add") as change:
        for site, (text, made) in made_by_site.items():
            library.add(
                change, site, data=site.encode(), text=text, declaration=made, version=readers.VERSION, day=TODAY
            )


def jar(file: Path, sites: int, cookies: int) -> Path:
    """A Firefox jar: of each site's cookies two thirds are declared, a third is not, some live too long."""
    draw = random.Random(7)
    each = cookies // sites
    rows: list[dict[str, Any]] = []
    for number in range(sites):
        for i in range(each):
            own = f"own_{number}_{i % 18}" if i % 3 == 1 else f"x{i}_{number % 50}"
            name = KNOWN[i % len(KNOWN)] if i % 3 == 0 else own
            host = (f".site{number}.example", f"www.site{number}.example", f"shop.site{number}.example")[i % 3]
            days = 800 if draw.random() < 0.1 else 200
            expiry = (1_795_305_600 + days * 86_400) * 1000
            created = 1_795_000_000_000_000 + i
            rows.append(
                {
                    "name": name,
                    "value": "v" * 20,
                    "host": host,
                    "path": f"/{i}",
                    "expiry": expiry,
                    "creationTime": created,
                }
            )
    return jars.database(file, "moz_cookies", jars.FIREFOX_NEW, rows, version=16)


def seconds(home: Path, file: Path, *options: str) -> tuple[float, int]:
    """CPU seconds of the whole process, interpreter and reading of the jar included, and lines of output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "cookietui", "compare", "--all", "--jar", str(file), *options],
        env={**BYTECODE, "COOKIETUI_HOME": str(home), "COOKIETUI_TODAY": "2026-11-22"},
        capture_output=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 1, done.stderr.decode()[:500]
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.count(b"\n")


def test_compare_all(tmp_path: Path) -> None:
    kept_sites(tmp_path / "home", SITES)
    file = jar(tmp_path / "cookies.sqlite", SITES, COOKIES)
    for options in ((), ("--json",)):
        found = [seconds(tmp_path / "home", file, *options) for _ in range(3)]
        low, lines = min(found)
        title = f"compare --all {' '.join(options)} ({COOKIES:,} cookies, {SITES:,} sites, {lines:,} lines)"
        print(f"\n{title:72}{low:8.2f} s   target < 3")


def test_growth_is_linear(tmp_path: Path) -> None:
    kept_sites(tmp_path / "home", 200)
    small = jar(tmp_path / "small.sqlite", 200, 2000)
    large = jar(tmp_path / "large.sqlite", 200, 40_000)
    (short, _), (long, _) = (
        min(seconds(tmp_path / "home", file, "--json") for _ in range(2)) for file in (small, large)
    )
    print(f"\ntwenty times as many cookies take {long / short:.1f} times as long")
    assert long / short < 60, "quadratic growth"
