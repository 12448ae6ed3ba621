"""Many ways to say that a technology is used, denied or only explained, in every language with rules for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cookietui.catalog.owners import knowledge
from cookietui.readers.policy import technologies
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample
from tests.readers.policy.test_technologies import stances

FILE = Path(__file__).with_name("wordings") / "technologies.txt"


def rows() -> Iterator[tuple[str, dict[str, str], str]]:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, said, text = line.split(" | ", 2)
            yield language, dict(kind.split("=") for kind in said.split(", ")), text


@pytest.mark.parametrize(("language", "said", "text"), list(rows()))
def test_wording(language: str, said: dict[str, str], text: str) -> None:
    found = stances(f"<p>{text}</p>", language)
    for kind, stance in said.items():
        if stance in ("used", "not-used"):
            assert found.get(kind) == stance
        else:
            assert found.get(kind, "mentioned") == "mentioned"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We use cookies. Visits are counted by Matomo. It sets no cookies.", {"used"}),
        ("en", "This shop has a counter of its own. It sets no cookies.", {"not-used"}),
        ("de", "Visits zählen wir mit Matomo; das kommt ohne Cookies aus.", set()),
        ("en", "We gave up the Facebook Pixel last year.", set()),
    ],
)
def test_what_is_denied_of_a_product_says_nothing_of_the_site(language: str, text: str, expected: set[str]) -> None:
    sample = Sample("x.html", f"<p>{text}</p>".encode(), knowledge=knowledge())
    reading = Reading(sample.page, sample)
    reading.language = language
    technologies.add(reading)
    assert {technology.stance for technology in reading.technologies} - {"mentioned"} == expected
