"""JSON opened level by level: pointers, quotes, and questions that do not fit."""

import pytest

from cookietui.core.errors import BadInput
from cookietui.core.json_place import keys_of, open_json

TEXT = '\ufeff {"a/b": [1, {"x~": "\\u00e9", "n": "12", "big": 1e300}], "t": true, "none": null }'


def test_a_place_points_at_its_characters() -> None:
    place = open_json(TEXT, "x").fields()["a/b"].rows()[1].fields()["x~"]
    assert (place.pointer, place.quote, place.text) == ("/a~1b/1/x~0", '"\\u00e9"', "\u00e9")


def test_what_does_not_fit_gives_nothing() -> None:
    top = open_json(TEXT, "x").fields()
    one, inner = top["a/b"].rows()
    assert (one.number, one.text, one.rows(), one.items(), one.flag) == (1, None, (), (), None)
    assert inner.fields()["n"].number == 12
    assert inner.fields()["big"].number is None
    assert (top["t"].flag, top["t"].number, top["none"].number) == (True, None, None)


@pytest.mark.parametrize("text", ["", "{", "[1,]", '{"a": NaN}', '"\\ud800"', "[" * 100_000])
def test_what_is_no_json_is_one_line(text: str) -> None:
    with pytest.raises(BadInput, match="x: is no valid JSON"):
        open_json(text, "x")


def test_keys_of_the_top() -> None:
    assert keys_of(b'{"a": {"b": 1}, "c": 2}') == {"a", "c"}
    assert keys_of(b"[1]") == keys_of(b'{"a"') == frozenset()
