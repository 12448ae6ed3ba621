"""Columns of a jar: what repeats is looked at once."""

from cookietui.core.cookie_columns import Same
from cookietui.sources.jar_columns import Once, Parts


def test_a_value_is_made_at_its_first_question() -> None:
    made: list[int] = []

    def double(number: int) -> int:
        made.append(number)
        return 2 * number

    assert list(Once(double).all([1, 2, 1, 1])) == [2, 4, 2, 2]
    assert made == [1, 2]


def test_a_field_that_is_the_same_in_all_takes_no_room() -> None:
    parts = Parts(lambda pair: (pair[0], pair[1:], 7), lambda: ["ab", "ac", "ab"])
    first, second = parts.field(0), parts.field(1)
    assert isinstance(first, Same)
    assert (list(first), second) == (["a"] * 3, ["b", "c", "b"])
    assert parts.rows == [("a", "b", 7), ("a", "c", 7), ("a", "b", 7)]


def test_of_no_rows_there_is_no_field() -> None:
    assert list(Parts(lambda _value: (1, 2), list).field(1)) == []
