"""What is really there: a table of cookies, values only when asked for, foreign text harmless."""

import json
from typing import Any

import pytest

from cookietui.cli import layout, report
from cookietui.cli.jar_view import show_observation
from cookietui.core.observation import Observation, ObservedCookie, ObservedSource, SeenRequest, StoredItem
from cookietui.core.text import visible

FOUND = Observation(
    source=ObservedSource(reader="jar", path="cookies.txt"),
    cookies=(
        ObservedCookie("sid", "shop.example", session=True, value="secret"),
        ObservedCookie("_ga\x1b[31m", "shop.example", expires=1_893_456_000_000),
    ),
    requests=(SeenRequest(host="ads.example", domain="ads.example", count=3),),
    storage=(StoredItem(name="key", origin="https://shop.example"),),
)


@pytest.mark.parametrize("width", ["40", "80"])
def test_a_table_without_values(capsys: Any, monkeypatch: Any, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    show_observation(FOUND, values=False)
    said = capsys.readouterr().out
    assert "sid" in said
    assert "session" in said
    assert "2030-01-01" in said
    assert "asked " in said
    assert "stored key" in said
    assert "secret" not in said
    assert "\x1b" not in said
    assert max(map(len, said.splitlines())) <= int(width)


def test_a_day_is_whole_and_a_private_window_shows(capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    cookies = (
        ObservedCookie("a" * 60, "a.shop.example", expires=1_893_456_000_000, partition="https://news.example"),
        ObservedCookie("b", "b.shop.example", session=True, private=True, container="Work"),
    )
    show_observation(Observation(source=ObservedSource(reader="jar"), cookies=cookies), values=False)
    head, first, second = capsys.readouterr().out.splitlines()[1:]
    assert head.split()[-1] == "Window"
    assert " 2030-01-01 " in first
    assert second.split()[-1] == "private"


def test_values_when_asked_for(capsys: Any) -> None:
    show_observation(FOUND, values=True)
    assert "secret" in capsys.readouterr().out


def test_json_by_contract(capsys: Any) -> None:
    with report.json_mode(wanted=True):
        show_observation(FOUND, values=False)
    row = json.loads(capsys.readouterr().out)
    assert row["schema"] == "cookietui.observation/1"
    assert "value" not in row["cookies"][0]
    assert row["cookies"][1]["expires"] == "2030-01-01T00:00:00Z"


def test_an_empty_jar_says_so(capsys: Any) -> None:
    show_observation(Observation(source=ObservedSource(reader="jar")), values=False)
    assert "nothing is in it" in capsys.readouterr().err


def test_containers_partitions_and_a_cookie_without_a_name(capsys: Any) -> None:
    cookies = (
        ObservedCookie("", "shop.example", session=True),
        ObservedCookie("a", "ads.example", session=True, partition="https://shop.example", container="Work"),
    )
    show_observation(Observation(source=FOUND.source, cookies=cookies), values=False)
    said = capsys.readouterr().out
    for words in ("(no name)", "Only under", "https://shop.example", "Container", "Work"):
        assert words in said
    show_observation(FOUND, values=False)
    assert "Container" not in capsys.readouterr().out


@pytest.mark.parametrize("width", ["20", "80"])
def test_a_long_table_is_written_in_pieces_and_looks_as_if_it_were_made_at_once(
    capsys: Any, monkeypatch: Any, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    names = [f"n{i}" for i in range(2500)]
    names[2400] = "a name much longer than all before it, and wide: \u4e2d\x1b[31m"
    hosts = [f"host{i % 7}.example" for i in range(2500)]
    wanted: list[tuple[int, int]] = []

    def cells(some: slice) -> list[str]:
        wanted.append((some.start, some.stop))
        return names[some]

    report.show_columns({"Cookie": cells, "Host": hosts.__getitem__}, 2500)
    said = capsys.readouterr().out
    pieces = sorted(set(wanted))
    assert [start for start, _ in pieces] == [0, *(stop for _, stop in pieces[:-1])]
    assert pieces[-1][1] == 2500
    assert max(stop - start for start, stop in pieces) <= 1000
    clean = [visible(name) for name in names]
    rows = list(zip(clean, hosts, strict=True))
    assert said.splitlines() == layout.table(("Cookie", "Host"), rows, report.width())


def test_a_table_without_rows_is_its_head(capsys: Any) -> None:
    report.show_table(("Cookie", "Host"), ())
    assert capsys.readouterr().out == "Cookie  Host\n"
