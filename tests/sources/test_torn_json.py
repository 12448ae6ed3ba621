"""JSON that ends too early gives what stood whole before; whatever else is wrong with it is refused."""

import contextlib
import json
from typing import Any

import pytest

from cookietui.core.errors import BadInput
from cookietui.sources import json_text
from cookietui.sources.torn_json import whole_items
from tests.timing import Work, assert_growth

DOCUMENT: dict[str, Any] = {
    "a": [1, 2.5e-7, -3, True, False, None, 'x\\"[{é😀\n', [], {}, [[1], [2, {"k": "v"}]]],
    "b": {"c": "]}", "d": -0.5, "e": {"f": [{"g": 123456}, {"h": "}"}]}},
    "z": "last",
}


def assert_within(part: Any, whole: Any) -> None:
    """Every value of the part stands in the whole as it is there, in the same place."""
    if isinstance(part, dict):
        for key, value in part.items():
            assert_within(value, whole[key])
    elif isinstance(part, list):
        assert len(part) <= len(whole)
        for one, other in zip(part, whole, strict=False):
            assert_within(one, other)
    else:
        assert part == whole
        assert type(part) is type(whole)


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("indent", [None, 2])
def test_every_beginning_of_a_text_gives_what_is_whole_in_it(ascii_only, indent):
    text = json.dumps(DOCUMENT, ensure_ascii=ascii_only, indent=indent)
    for end in range(1, len(text)):
        found = json_text.parse_torn(text[:end], "x.json")
        assert found.broken is not None
        assert found.broken.line == text[:end].rstrip().count("\n") + 1
        assert_within(found.value, DOCUMENT)
    assert json_text.parse_torn(text, "x.json") == (DOCUMENT, (), None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[1, 2", [1]),  # may have been 20
        ("[1, 2 ", [1, 2]),
        ("[1, 2,", [1, 2]),
        ('["a", "b"', ["a", "b"]),
        ("[true, tru", [True]),
        ("[-", []),
        ("[1.5e-", []),
        ('{"a": 1, "b"', {"a": 1}),
        ('{"a": "x", "b":', {"a": "x"}),
        ('{"a": "x", "b": "y', {"a": "x"}),
        ('["\\u00', []),
        ('["a\\', []),
        ('\ufeff[{"a": 1}, {', [{"a": 1}, {}]),
    ],
)
def test_a_value_that_may_have_been_longer_is_left_out(text, value):
    found = json_text.parse_torn(text, "x.json")
    assert found.value == value
    assert found.broken is not None
    with pytest.raises(BadInput, match=r"is no valid JSON") as raised:
        json_text.parse(text, "x.json")
    assert raised.value.line == 1


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "tru", '"a', "-", "1x", "[x", "[1 2", "[1,,", "[,", "[ , 1", "[1}", "[1]]", "[1] x", "[01", "[1.e5"),
        *("{,", '{"a" "b', '{"a":1 "b', '{"a":,', '{"a":1]', '{"a":1,}', '{"a":tru1', '{"a":"b\nc', "{1:", "{'a"),
        *('["a\\x', '["\\u12G', '["a" "b', '["k": ', "[1,\x0b2", '{"k":"v" : ', '{"a\\x": 1', '{"a\\x": '),
        *('[{"a":1} {"b":', '[{"a":1}x', '[1, x, "a', '{"a":{"b":1},,"c":', '{"a":1}\n{"b":', '[nonsense, {"a": 1}, {'),
    ],
)
def test_what_is_wrong_before_its_end_is_refused_with_its_line(text):
    with pytest.raises(BadInput) as raised:
        json_text.parse_torn(text, "x.json")
    assert raised.value.line is not None


def test_the_bounds_hold_for_a_text_that_breaks_off():
    with pytest.raises(BadInput, match="deeper than 200") as raised:
        json_text.parse_torn("[\n" * 201 + '"x', "x.json")
    assert raised.value.line == 201
    found = json_text.parse_torn('[{"n": 1' + "0" * 5000 + ', "k": 1, "k": NaN}, {"k": 1, "m": 2, "k": {"x": 1}, ', "x")
    assert found.value[0] == {"n": None, "k": None}
    assert [each.message for each in found.odd] == [
        "a number of 5001 digits was read as nothing",
        "NaN is no JSON number and was read as nothing",
        "2 keys stand twice in one object; the last was taken",
    ]


def test_an_item_that_was_cut_in_two_is_left_out_and_told():
    text = '{"log": {\n"entries": [{"a": 1},\n{"a": 2, "b": [{"c": 3}, '
    found = json_text.parse_torn(text, "x.har")
    assert found.broken is not None
    value, told = whole_items(found.value, found.broken, ("log/pages/[]", "log/entries/[]"), "x.har")
    assert value == {"log": {"entries": [{"a": 1}]}}
    assert found.value["log"]["entries"][1] == {"a": 2, "b": [{"c": 3}]}
    assert (told.kind, told.line) == ("cut", 3)
    assert told.message.endswith(
        "line 3; what comes after is missing, and the entry that was cut in two is left out: 1"
    )


def test_between_two_items_nothing_is_left_out():
    found = json_text.parse_torn('[{"a": 1}, {"a": 2},', "x.json")
    assert found.broken is not None
    value, told = whole_items(found.value, found.broken, ("[]",), "x.json")
    assert value == [{"a": 1}, {"a": 2}]
    assert told.message == "the file breaks off in line 1; what comes after is missing"


@pytest.mark.parametrize(
    "text", ["{", '{"log"', '{"log": {"entries": [', '{"log": {"entries": [{"a": 1', '{"x": [1, 2']
)
def test_where_no_item_is_whole_the_file_is_refused(text):
    found = json_text.parse_torn(f"\n{text}", "x.har")
    assert found.broken is not None
    with pytest.raises(BadInput, match="before anything in it is whole") as raised:
        whole_items(found.value, found.broken, ("log/entries/[]",), "x.har")
    assert raised.value.line == 2


def test_a_key_that_stands_twice_does_not_hide_where_the_text_breaks_off():
    found = json_text.parse_torn('{"cookies": [], "x": 1, "cookies": [{"n": 1}, {"n": 2, ', "x.json")
    assert found.broken is not None
    value, _ = whole_items(found.value, found.broken, ("cookies/[]",), "x.json")
    assert value["cookies"] == [{"n": 1}]


TORN = {
    "a string": lambda size: '["' + "x" * size,
    "escapes": lambda size: '["' + '\\"' * (size // 2),
    "strings": lambda size: "[" + '"a",' * (size // 4),
    "numbers": lambda size: "[" + "1," * (size // 2),
    "digits": lambda size: "[" + "1" * size,
    "blanks": lambda size: "[1," + " " * size,
    "lists": lambda size: "[[]," + "[]," * (size // 3),
    "pairs": lambda size: "{" + '"a":1,' * (size // 6),
    "quotes": lambda size: "[" + '"' * size,
    "brackets in strings": lambda size: "[" + '"[",' * (size // 4) + '"',
}


@pytest.mark.parametrize("name", TORN)
def test_the_time_is_linear_in_the_length(name):
    wrong = (
        pytest.raises(BadInput) if name == "quotes" else contextlib.nullcontext()
    )  # strings side by side are no JSON

    def parsing(size: int) -> Work:
        text = TORN[name](size)

        def work() -> None:
            with wrong:
                json_text.parse_torn(text, "x.json")

        return work

    assert_growth(parsing, 200_000, 1_600_000, most=24)
