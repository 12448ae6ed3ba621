"""Cookies held column by column are to everybody a sequence of the plain structs."""

import pickle
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from cookietui.core.cookie_columns import FIELDS, CookieColumns, Same, column_of, only
from cookietui.core.observation import ObservedCookie

PLAIN: tuple[ObservedCookie, ...] = (
    ObservedCookie("sid", "shop.example", host_only=True, expires=5, secure=True),
    ObservedCookie("", "ads.example", host_only=False, path="/a", session=True, value='"\n\x00'),
    ObservedCookie("na\x1bme", "bücher.example", partition="shop.example", party="third", updated=7),
)


def columns(cookies: Sequence[ObservedCookie] = PLAIN) -> CookieColumns:
    """The same by columns, every other one made when it is asked for."""
    found: dict[str, Any] = {}
    for number, field in enumerate(FIELDS):
        column = [getattr(cookie, field) for cookie in cookies]
        found[field] = column if number % 2 else (lambda column=column: column)
    return CookieColumns(len(cookies), found)


def test_it_is_the_plain_cookies() -> None:
    held = columns()
    assert len(held) == 3
    assert tuple(held) == PLAIN
    assert held == PLAIN
    assert held == columns()
    assert hash(held) == hash(columns())
    assert (held[0], held[1], held[-1]) == PLAIN
    assert PLAIN[1] in held
    assert list(reversed(held)) == list(reversed(PLAIN))


@pytest.mark.parametrize("other", [PLAIN[:2], (*PLAIN, PLAIN[0]), PLAIN[::-1], (), "abc", 3])
def test_it_is_no_other_cookies(other: Any) -> None:
    assert columns() != other


@pytest.mark.parametrize("part", [slice(1, 2), slice(None), slice(2, None), slice(None, None, -1), slice(5, 9)])
def test_a_slice_is_a_tuple_of_the_same(part: slice) -> None:
    assert columns()[part] == PLAIN[part]


@pytest.mark.parametrize("place", [3, -4])
def test_beyond_its_end_is_nothing(place: int) -> None:
    with pytest.raises(IndexError):
        columns()[place]
    with pytest.raises(IndexError):
        CookieColumns(3, {"name": Same("a", 3), "domain": Same("b", 3)})[place]


def test_fields_that_are_not_given_have_their_default() -> None:
    held = CookieColumns(2, {"name": ["a", "b"], "domain": ["x", "y"]})
    assert tuple(held) == (ObservedCookie("a", "x"), ObservedCookie("b", "y"))
    assert held[1:] == (ObservedCookie("b", "y"),)
    assert list(held.column("path")) == ["/", "/"]
    with pytest.raises(KeyError):
        held.column("flavour")


def test_a_column_is_made_once_and_only_when_it_is_asked_for() -> None:
    made: list[str] = []

    def paths() -> list[str]:
        made.append("path")
        return ["/a", "/b"]

    held = CookieColumns(2, {"name": ["a", "b"], "domain": ["x", "y"], "path": paths})
    assert list(held.column("name")) == ["a", "b"]
    assert made == []
    assert list(held.column("path")) == ["/a", "/b"]
    assert [each.path for each in held] == ["/a", "/b"]
    assert held[0].path == "/a"
    assert made == ["path"]


def test_it_can_be_pickled_with_columns_that_were_not_made_yet() -> None:
    again = pickle.loads(pickle.dumps(columns()))
    assert isinstance(again, CookieColumns)
    assert again == PLAIN


def test_one_field_of_all_however_they_are_held() -> None:
    for field in FIELDS:
        expected = [getattr(cookie, field) for cookie in PLAIN]
        assert list(column_of(columns(), field)) == list(column_of(PLAIN, field)) == expected


def test_a_jar_without_cookies() -> None:
    held = CookieColumns(0, {"name": [], "domain": []})
    assert not held
    assert held == ()
    assert held[:] == ()


def test_a_column_in_which_all_are_alike() -> None:
    same = Same("x", 4)
    assert list(same) == ["x"] * 4
    assert (len(same), same[0], same[-1], same.value) == (4, "x", "x", "x")
    part = same[1:3]
    assert isinstance(part, Same)
    assert list(part) == ["x", "x"]
    with pytest.raises(IndexError):
        same[4]
    assert msgspec.structs.replace(PLAIN[0], path=same[2]).path == "x"


@pytest.mark.parametrize("rows", [[0], [2, 0], [1, 1, 2], [], range(3)])
def test_some_of_them_are_held_as_all_are(rows: Sequence[int]) -> None:
    expected = tuple(PLAIN[row] for row in rows)
    for held in (
        only(columns(), rows),
        only(PLAIN, rows),
        only(only(columns(), (2, 0, 1)), [(1, 2, 0)[n] for n in rows]),
    ):
        assert tuple(held) == expected
        assert len(held) == len(expected)
        assert [held[place] for place in range(len(expected))] == list(expected)
        assert pickle.loads(pickle.dumps(held)) == expected
        for field in FIELDS:
            assert list(column_of(held, field)) == [getattr(cookie, field) for cookie in expected]
    assert isinstance(only(columns(), rows), CookieColumns)


def test_of_a_column_that_is_all_alike_some_are_too() -> None:
    held = only(CookieColumns(3, {"name": ["a", "b", "c"], "domain": Same("x", 3)}), [2, 0])
    assert isinstance(column_of(held, "domain"), Same)
    assert [(each.name, each.domain) for each in held] == [("c", "x"), ("a", "x")]
