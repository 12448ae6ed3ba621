"""Text that is shown: numbers with their nouns."""

import pytest

from cookietui.core.text import counted


@pytest.mark.parametrize(("number", "said"), [(0, "0 cookies"), (1, "1 cookie"), (2, "2 cookies")])
def test_a_number_has_its_noun(number: int, said: str) -> None:
    assert counted(number, "cookie") == said
