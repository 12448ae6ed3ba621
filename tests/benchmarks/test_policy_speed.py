"""A whole page to a declaration against trafilatura.extract on the same pages; figures are printed, never judged."""

import importlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.read import read_sample
from cookietui.catalog.owners import knowledge
from cookietui.sources.sample import Sample
from tests.benchmarks.anchors import growth, ratio, show
from tests.timing import seconds

PARAGRAPH = (
    "<p>We use cookies to remember your preferences. You can write to privacy@shop.example to object. "
    "We do not sell your personal information, but we may share it with service providers who work for us. "
    "Log files are kept for 30 days. Our shop is not meant for children under 13.</p>\n"
)


def pages() -> Sequence[bytes]:
    """Real pages where they are at hand, else pages of our own of several sizes."""
    shared = os.environ.get("COOKIETUI_SHARED")
    if shared:
        found = sorted(Path(shared, "corpora").glob("*/*.html"))
        return [p.read_bytes() for p in found]
    body = "<html><body><h1>Privacy policy</h1>{}</body></html>"
    return [body.format("".join(f"<h2>Part {i}</h2>{PARAGRAPH}" for i in range(n))).encode() for n in (5, 20, 60)]


def extractor() -> Callable[[str], Any]:
    """trafilatura.extract, the named anchor; it comes with the extra `bench`."""
    try:
        module = importlib.import_module("trafilatura")
    except ImportError:
        pytest.skip("the anchor trafilatura is not installed (pip install 'cookietui[bench]')")
    extract: Callable[[str], Any] = module.extract
    return extract


@pytest.mark.filterwarnings("default")
def test_page_to_declaration_against_trafilatura() -> None:
    """Pages read before and pages read for the first time: the rules are at hand, the steps through them are not."""
    extract = extractor()
    data = pages()
    texts = [d.decode("utf-8", "replace") for d in data]
    known = knowledge()

    def read(part: Sequence[bytes]) -> None:
        for page in part:
            read_sample(Sample("page.html", page, knowledge=known))

    def ours() -> None:
        read(data)

    def anchor() -> None:
        for text in texts:
            extract(text)

    read(data[::2])
    first = seconds(lambda: read(data[1::2]))
    again = min(seconds(lambda: read(data[1::2])) for _ in range(3))
    print(f"\npages never read before take {first / again:.1f} times as long as when they are read again")
    show(f"page to declaration / trafilatura.extract ({len(data)} pages)", ratio(ours, anchor), ">= 6x")


def test_growth_is_linear() -> None:
    known = knowledge()

    def work(paragraphs: int) -> object:
        page = ("<html><body>" + PARAGRAPH * paragraphs + "</body></html>").encode()
        return read_sample(Sample("page.html", page, knowledge=known))

    figure = growth(work, 40)
    print(f"\npage ten times as long takes {figure:.1f} times as long (linear: 10)")
    assert figure < 100, "quadratic growth"


SHAPES = ("we may share your data with ", "not ", "cookies, ", "<p>we sell data", "<div>", "a@b.example ", "e.g. ")


@pytest.mark.parametrize("shape", SHAPES)
def test_growth_is_linear_on_pages_without_end(shape: str) -> None:
    """One line, one sentence or one nest of tags, of 20 and 200 kB."""
    known = knowledge()

    def work(size: int) -> object:
        return read_sample(Sample("page.html", (shape * (size // len(shape))).encode(), knowledge=known))

    figure = growth(work, 20_000)
    print(f"\nten times {shape!r} takes {figure:.1f} times as long (linear: 10)")
    assert figure < 60, "quadratic growth"


def test_the_first_page_of_a_process(tmp_path: Path) -> None:
    """Rules are read and compiled when the first page needs them: what `cookietui read` costs a person."""
    page = f"<html><body><h1>Privacy policy</h1>{PARAGRAPH * 5}</body></html>".encode()
    # Compiled modules are at hand, as after pip install.
    here = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"COOKIETUI_HOME": str(tmp_path)}

    def run(*command: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], input=page, check=True, env=here, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    read = ("-m", "cookietui", "read", "--json", "-")
    run(*read)
    first, nothing = min(run(*read) for _ in range(3)), min(run("-c", "pass") for _ in range(3))
    print(f"\nthe first page of a process takes {first:.2f} s of CPU, {first / nothing:.0f} times `python -c pass`")
