"""The JSON of an observation is one object, whatever its pieces are cut out of."""

import json
from typing import Any

import msgspec
import pytest

from cookietui.core.cookie_columns import CookieColumns, Same
from cookietui.core.declaration import Problem
from cookietui.core.observation import Observation, ObservedCookie, ObservedSource, SeenRequest, StoredItem, iso
from cookietui.core.observation_json import as_json, pieces

ODD = ('"', "\\", "\n", "\x00", '"cookies":[]', ',"cookies":[]}', "\u2028", "näme", "\x7f", "")


def observation(cookies: Any, **more: Any) -> Observation:
    return Observation(source=ObservedSource(reader="jar", path='"cookies":[]'), cookies=cookies, **more)


def expected(cookie: ObservedCookie, *, values: bool) -> dict[str, Any]:
    """A cookie by contract, made another way."""
    row: dict[str, Any] = msgspec.to_builtins(cookie)
    for field in ("created", "expires", "updated"):
        row[field] = iso(row[field])
    if not values:
        del row["value"]
    return row


@pytest.mark.parametrize("values", [False, True])
@pytest.mark.parametrize("count", [0, 1, 999, 1000, 1001, 2500])
def test_any_number_of_cookies_is_one_object(count: int, *, values: bool) -> None:
    cookies = tuple(
        ObservedCookie(f"{ODD[i % len(ODD)]}{i}", "a.example", expires=i * 86_400_000, value=ODD[-i % len(ODD)])
        for i in range(count)
    )
    found = json.loads(b"".join(pieces(observation(cookies), values=values)))
    assert found["cookies"] == [expected(cookie, values=values) for cookie in cookies]
    assert next(iter(found.items())) == ("schema", "cookietui.observation/1")
    assert found["source"]["path"] == '"cookies":[]'


@pytest.mark.parametrize("name", ODD)
def test_no_text_is_taken_for_the_place_of_the_cookies(name: str) -> None:
    cookie = ObservedCookie(name, name, path=name, container=name, value=name)
    given = observation(
        (cookie,),
        requests=(SeenRequest(host=name, domain=None, count=1),),
        storage=(StoredItem(name=name, origin=name),),
        problems=(Problem(kind="note", message=name),),
    )
    found = json.loads(b"".join(pieces(given, values=True)))
    assert found["cookies"] == [expected(cookie, values=True)]
    assert found["requests"] == [{"host": name, "domain": None, "count": 1}]
    assert found["storage"][0]["name"] == name
    assert found["problems"][0]["message"] == name
    assert as_json(given, values=True) == found


def test_values_are_left_out_unless_they_are_asked_for() -> None:
    given = observation((ObservedCookie("a", "b", value="secret"),))
    assert b"secret" not in b"".join(pieces(given))
    assert b"secret" in b"".join(pieces(given, values=True))


def test_columns_give_the_same_bytes_as_plain_cookies() -> None:
    plain = tuple(ObservedCookie(f"n{i}", "a.example", expires=i) for i in range(1500))
    held = CookieColumns(
        1500,
        {"name": lambda: [f"n{i}" for i in range(1500)], "domain": Same("a.example", 1500), "expires": range(1500)},
    )
    assert b"".join(pieces(observation(held))) == b"".join(pieces(observation(plain)))


def test_a_large_jar_comes_in_many_pieces_and_the_first_at_once() -> None:
    made: list[int] = []

    def names() -> Any:
        made.append(1)
        return [f"n{i}" for i in range(5000)]

    some = pieces(observation(CookieColumns(5000, {"name": names, "domain": Same("a.example", 5000)})))
    assert next(some).endswith(b'"cookies":[')
    assert made == []
    rest = list(some)
    assert len(rest) == 6
    assert max(map(len, rest)) < 2 * sum(map(len, rest)) / 5


@pytest.mark.parametrize("time", [-(2**62), 2**62, 253_402_300_800_000])
def test_a_time_that_no_calendar_holds_is_none(time: int) -> None:
    given = observation((ObservedCookie("a", "b", expires=time, created=time, updated=time),))
    (row,) = as_json(given)["cookies"]
    assert (row["expires"], row["created"], row["updated"]) == (None, None, None)


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(253_402_300_799_999, "9999-12-31T23:59:59Z"), (253_402_300_800_000, None), (0, "1970-01-01T00:00:00Z")],
)
def test_the_last_moment_that_has_a_name(milliseconds: int, said: str | None) -> None:
    assert iso(milliseconds) == said
