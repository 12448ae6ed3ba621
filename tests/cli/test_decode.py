"""`decode` on the command line: sentences, JSON Lines, standard input, errors."""

import json
from pathlib import Path

from tests.cli.conftest import run, spawn
from tests.core.signals.test_kinds import BASE, COOKIEBOT, ONETRUST

LIST = {
    "gvlSpecificationVersion": 3, "vendorListVersion": 120, "tcfPolicyVersion": 5,
    "purposes": {"1": {"id": 1, "name": "Store"}},
    "vendors": {"4": {"id": 4, "name": "Four & Sons"}, "700": {"id": 700, "name": "\u001b[1mSeven"}},
}  # fmt: skip


def test_sentences() -> None:
    found = run("decode", ONETRUST, COOKIEBOT)
    assert found.code == 0
    assert found.out.startswith("OneTrust consent\n  Given on 2026-01-06.\n")
    assert "\n\nCookiebot consent\n" in found.out
    assert "stamp identifies you and is not shown" in found.out
    assert "my" not in found.out.replace("my-", "")


def test_json_has_the_documented_fields() -> None:
    found = run("decode", BASE["core"], "--json")
    (row,) = found.rows
    assert (row["schema"], row["kind"]) == ("cookietui.signal/1", "tcf")
    assert row["fields"]["purposeConsents"] == [1, 2, 3]
    assert row["since"] == "2026-01-06T09:05:00Z"
    assert row["answers"][0]["allowed"] is True


def test_standard_input_gives_one_row_a_line() -> None:
    found = run("decode", "-", "--json", stdin=f"1YNN\n\n{BASE['core']}\n  DBAA \nbroken\n")
    assert found.code == 65
    assert [row.get("kind") for row in found.rows] == ["usp", None, "tcf", "gpp", None]
    assert [row.get("line") for row in found.rows] == [None, 2, None, None, 5]
    assert found.rows[1]["schema"] == "cookietui.error/1"
    assert run("decode", "-", stdin="").code == 65


def test_strings_that_look_like_options() -> None:
    assert run("decode", "-1", "--json").rows[0]["kind"] == "cookiebot"
    assert run("decode", "--jsn", "1YNN").code == 2
    assert run("decode").code == 2
    assert run("decode", "1YNN", "--kind", "nothing").code == 2
    assert run("decode", "0", "--kind", "cookiebot").code == 0


def test_a_bad_string_is_one_line_without_controls() -> None:
    found = spawn("decode", "CO!\x1b]52;c;x\x07\u202e")
    assert found.code == 65
    assert found.err.count("\n") == 1
    assert "\x1b" not in found.err
    assert "Traceback" not in found.err
    assert run("decode", "C" * 1_000_000).err.count("\n") == 1


def test_vendors_have_names_once_a_list_was_added(tmp_path: Path) -> None:
    file = tmp_path / "vendor-list.json"
    file.write_text(json.dumps(LIST))
    assert run("add", str(file)).code == 0
    (row,) = run("decode", BASE["core"], "--json").rows
    assert row["vendors"] == {"4": "Four & Sons", "700": "[1mSeven"}
    out = run("decode", BASE["core"]).out
    assert "Four & Sons" in out
    assert "\x1b" not in out


def test_reading_a_file_of_strings(tmp_path: Path) -> None:
    file = tmp_path / "strings.txt"
    file.write_text(f"1YNN\nbroken\n{BASE['core']}\n")
    found = run("read", str(file), "--json")
    assert found.code == 65
    assert [row["schema"].split(".")[1] for row in found.rows] == ["signal/1", "error/1", "signal/1"]
    assert found.rows[1]["line"] == 2
    assert run("add", str(file)).code == 65
