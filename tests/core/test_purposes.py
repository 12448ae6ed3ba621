"""Words of others become categories by data alone."""

import pytest

from cookietui.core.purposes import category_of, vocabulary, weightiest


@pytest.mark.parametrize(
    ("name", "word", "category"),
    [
        ("tcf", "2", "marketing"),
        ("tcf", "1", None),
        ("tcf", "9", "analytics"),
        ("onetrust", " C0003 ", "functional"),
        ("onetrust", "Strictly  Necessary Cookies", "necessary"),
        ("cookiebot", "Advertising", "marketing"),
        ("klaro", "livechat", "functional"),
        ("tarteaucitron", "analytic", "analytics"),
        ("open-cookie-database", "Security", "necessary"),
        ("purpose", "personalization", "functional"),
        ("nobody", "marketing", None),
    ],
)
def test_a_word_and_its_category(name: str, word: str, category: str | None) -> None:
    assert category_of(name, word) == category


def test_the_weightiest_speaks_for_several() -> None:
    assert weightiest(["necessary", None, "analytics", "functional"]) == "analytics"
    assert weightiest([None]) is None
    assert len(vocabulary("tcf")) == 10
