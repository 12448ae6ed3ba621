"""A whole page to a declaration against trafilatura.extract on the same pages; figures are printed, never judged."""

import importlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cookietui.actions.read import read_sample
from cookietui.catalog.owners import knowledge
from cookietui.sources.sample import Sample
from tests.benchmarks.anchors import growth, ratio, show

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
    extract = extractor()
    data = pages()
    texts = [d.decode("utf-8", "replace") for d in data]
    known = knowledge()

    def ours() -> None:
        for page in data:
            read_sample(Sample("page.html", page, knowledge=known))

    def anchor() -> None:
        for text in texts:
            extract(text)

    show(f"page to declaration / trafilatura.extract ({len(data)} pages)", ratio(ours, anchor), ">= 6x")


def test_growth_is_linear() -> None:
    known = knowledge()

    def work(paragraphs: int) -> object:
        page = ("<html><body>" + PARAGRAPH * paragraphs + "</body></html>").encode()
        return read_sample(Sample("page.html", page, knowledge=known))

    figure = growth(work, 40)
    print(f"\npage ten times as long takes {figure:.1f} times as long (linear: 10)")
    assert figure < 100, "quadratic growth"
