"""Each command on a kept site: data on stdout, talk on stderr, JSON Lines by contract."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import run, spawn


def test_sites_and_show(tea_kept):
    rows = run("sites", "--json").rows
    assert [(row["schema"], row["domain"], row["status"]) for row in rows] == [
        ("cookietui.site/1", "tea.example", "ok")
    ]
    assert {"name", "readings", "findings", "requests"} <= set(rows[0])
    shown = run("show", "www.tea.example")
    assert shown.code == 0
    assert "Tea House (tea.example)" in shown.out
    assert "2 | We use cookies to count visits." in shown.out
    assert "privacy@tea.example" in shown.out
    (view,) = run("show", "tea.example", "--json").rows
    assert view["declaration"]["schema"] == "cookietui.declaration/1"
    assert view["decisions"][0]["schema"] == "cookietui.decision/1"


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_nothing_is_wider_than_the_terminal(tea_kept, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    run("draft", "tea.example", "--right", "object")
    for words in (("show", "tea.example", "--ids"), ("sites",), ("requests",), ("explain", "tea.example"), ("doctor",)):
        done = run(*words)
        assert done.out
        longest = max(done.out.splitlines(), key=len)
        assert len(longest) <= max(int(width), 24) or "/" in longest, longest


def test_set_explain_unset_undo_redo(tea_kept):
    done = run("set", "tea.example", "deny", "marketing=allow", "--cookie", "sid=session", "--tag", "shop")
    assert done.code == 0
    assert done.out == ""
    assert 'sites."tea.example".marketing: not set -> allow' in done.err
    rows = {row["category"]: row for row in run("explain", "tea.example", "--json").rows}
    assert rows["marketing"]["choice"] == "allow"
    assert rows["analytics"]["won"] == "site"
    assert {"scope", "pattern", "choice", "from"} == set(rows["analytics"]["scopes"][0])
    (cookie,) = run("explain", "tea.example", "sid", "--json").rows
    assert (cookie["cookie"], cookie["choice"]) == ("sid", "session")
    assert run("unset", "tea.example", "marketing").code == 0
    assert {row["category"]: row["choice"] for row in run("explain", "tea.example", "--json").rows}[
        "marketing"
    ] == "deny"
    assert run("undo").err.startswith("undone: unset")
    assert run("redo", "--json").rows[0]["schema"] == "cookietui.step/1"
    assert run("unset", "tea.example").code == 0
    assert "tea.example" not in run("profile", "show").out


def test_anywhere(tea_kept):
    run("set", "--anywhere", "analytics=allow", "--organisation", "google.com=deny", "--cookie", "_ga*=ask")
    run("set", "--anywhere", "--tag", "shop", "marketing=session")
    text = run("profile", "show").out
    for line in ('analytics = "allow"', '"_ga*" = "ask"', '[organisations."google.com"]', "[tags.shop]"):
        assert line in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tea.example", "dney"), "did you mean deny?"),
        (("tea.example", "marketting=deny"), "did you mean marketing?"),
        (("tea.example", "deny", "allow"), "two choices"),
        (("tea.example",), "nothing to set"),
        ((), "name a site"),
        (("tea.example", "--cookie", "sid"), "NAME=CHOICE"),
        (("--anywhere", "tea.example", "deny"), "no choice"),
        (("not a host", "deny"), "no site"),
    ],
)
def test_a_wrong_set_says_what_is_right(tea_kept, words, said):
    done = run("set", *words)
    assert done.code == 2
    assert said in done.err


def test_mark_with_an_id_that_show_prints(tea_kept):
    line = next(line for line in run("show", "tea.example", "--ids").out.splitlines() if "technology-" in line)
    fact = line.split()[-1]
    assert run("mark", "tea.example", fact, "wrong").code == 0
    assert "marked wrong" in run("show", "tea.example").out
    assert run("mark", "tea.example", fact, "right", "--json").rows[0]["fact"]["wrong"] is False
    assert run("mark", "tea.example", "xx", "wrong").code == 2


def test_draft_prints_the_path_and_says_the_rest(tea_kept):
    done = run("draft", "tea.example", "--right", "object")
    assert done.code == 0
    path = Path(done.out.strip())
    assert path.suffix == ".eml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "nothing was sent" in done.err
    (row,) = run("draft", "tea.example", "--right", "object", "--json").rows
    assert row["schema"] == "cookietui.request/1"
    assert row["path"] == str(path)
    assert row["message_id"].startswith("<")
    assert row["due"] is None
    wanted = "reference site organisation rights law articles language channel to subject body state due remind latest"
    assert {*wanted.split(), "message_id", "path", "uri", "events", "warnings"} <= set(row)


def test_draft_without_a_right_takes_the_first_that_is_offered(tea_kept):
    (row,) = run("draft", "tea.example", "--json").rows
    assert row["rights"] == ["object"]


def test_draft_by_post_and_under_a_law(tea_kept):
    (row,) = run("draft", "tea.example", "--right", "access", "--json").rows
    assert (row["channel"], row["path"].endswith(".txt")) == ("post", True)
    assert any("by post only" in warning for warning in row["warnings"])
    (row,) = run("draft", "tea.example", "--right", "delete,correct", "--law", "eu", "--json").rows
    assert row["rights"] == ["delete", "correct"]
    assert row["due"] == "2026-12-21"
    assert row["articles"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--right", "delete"), "does not offer delete; it offers: object, access"),
        (("--right", "erase"), "no right"),
        (("--right", "object", "--law", "xx"), "there are: "),
        (("--right", "object", "--to", "pigeon"), "no way 'pigeon'"),
        (("--right", "object", "--language", "xx"), "no letters in 'xx'"),
        (("--right", "object", "--share", "diary"), "no item"),
        (("--right", "object", "--recipient", "nobody@"), "name another one"),
    ],
)
def test_a_wrong_draft_is_two(tea_kept, words, said):
    done = run("draft", "tea.example", *words)
    assert done.code == 2
    assert said in done.err
    assert run("requests", "--json").rows == []


def test_draft_to_stdout_and_dry_run_keep_nothing(tea_kept):
    assert (
        "To: privacy@tea.example\nSubject: " in run("draft", "tea.example", "--right", "object", "--to", "stdout").out
    )
    assert "Subject: " in run("draft", "tea.example", "--right", "object", "--dry-run").out
    assert run("requests", "--json").rows == []


def test_requests_and_request(tea_kept):
    (row,) = run("draft", "tea.example", "--right", "delete", "--law", "eu", "--json").rows
    reference = row["reference"]
    assert reference in run("requests").out
    assert run("request", reference, "sent", "--on", "2026-11-20").code == 0
    (row,) = run("request", reference, "--json").rows
    assert (row["state"], row["due"]) == ("sent", "2026-12-21")
    assert row["events"][0]["on"] == "2026-11-20"
    refused = run("draft", "tea.example", "--right", "delete", "--law", "eu")
    assert refused.code == 2
    assert reference in refused.err
    assert run("request", reference, "draft").code == 2
    assert run("request", reference, "sennt").code == 2
    assert "Subject: " in run("request", reference[:6]).out
    assert run("request", "ck-none").code == 66


def test_identity(home):
    assert run("identity", "set", "name=Ann", "email=ann@mail.example", "address=1 Street\\nTown").code == 0
    shown = run("identity", "show").out
    assert "name: Ann" in shown
    assert "1 Street, Town" in shown
    (row,) = run("identity", "show", "--json").rows
    assert row["schema"] == "cookietui.identity/1"
    assert run("identity", "set", "shoe=44").code == 2
    assert run("identity", "set", "name").code == 2
    assert run("identity", "clear", "--json").rows[0]["cleared"] is True


def test_profiles_are_handed_to_a_friend(tea_kept, tmp_path):
    run("set", "tea.example", "deny")
    file = tmp_path / "mine.toml"
    done = run("profile", "export", "-o", str(file))
    assert done.code == 0
    assert "exported balanced" in done.err
    assert run("profile", "export", "-o", str(file)).code == 73
    assert run("profile", "export").out == file.read_text()
    run("undo")
    looked = run("profile", "import", str(file))
    assert looked.code == 0
    assert "[x] " in looked.out
    assert "nothing was changed" in looked.err
    assert run("profile", "import", str(file), "--yes").code == 0
    assert 'choice = "deny"' in run("profile", "show").out
    assert "says all of it already" in run("profile", "import", str(file), "--yes").err
    piped = run(
        "profile", "import", "-", "--dry-run", "--json", stdin='schema=1\nname="x"\n[defaults]\nmarketing="allow"\n'
    )
    assert [(row["kind"], row["ticked"]) for row in piped.rows] == [("loosens", False)]
    assert run("profile", "new", "other", "--like", "strict").code == 0
    assert run("profile", "use", "other", "--json").rows[0]["active"] is True
    assert any(row["name"] == "other" and row["active"] for row in run("profile", "list", "--json").rows)
    assert run("profile", "use", "nobody").code == 66


def test_demo_is_listed_without_a_terminal(home):
    rows = run("demo", "--json").rows
    assert len(rows) >= 6
    assert {row["schema"] for row in rows} == {"cookietui.demo/1"}
    assert rows[0]["domain"] in run("demo").out
    assert not list(home.iterdir())


def test_doctor(home):
    done = run("doctor")
    assert done.code == 0
    assert "identity set" in done.out
    assert {row["schema"] for row in run("doctor", "--json").rows} == {"cookietui.check/1"}


def test_remove_and_history(tea_kept):
    assert run("history", "tea.example", "--json").rows[0]["change"] == "first"
    assert run("remove", "tea.example").code == 0
    assert run("show", "tea.example").code == 66
    run("undo")
    assert run("show", "tea.example").code == 0
    assert run("history", "unknown.example").code == 66


def test_a_broken_profile_is_told_once_and_the_work_goes_on(tea_kept):
    run("set", "tea.example", "deny")
    run("set", "tea.example", "allow")
    file = Path(os.environ["COOKIETUI_HOME"]) / "config" / "profiles" / "balanced.toml"
    file.write_text("name = [broken")
    first = run("explain", "tea.example")
    assert first.code == 0
    assert "note: " in first.err
    assert "note: " not in run("explain", "tea.example").err
    assert list(file.parent.glob("*.broken-*"))


def test_a_folder_that_can_not_be_written_is_73(tea_kept, tmp_path):
    target = tmp_path / "file"
    target.write_text("in the way")
    done = run("draft", "tea.example", "--right", "object", "--folder", str(target / "below"))
    assert done.code == 73
    assert done.err.count("\n") == 1
    assert run("requests", "--json").rows == []


def test_a_real_process_prompts_for_nothing(tea_kept, tmp_path):
    file = tmp_path / "p.toml"
    file.write_text('schema = 1\nname = "x"\n[defaults]\nmarketing = "allow"\n')
    assert spawn("profile", "import", str(file)).code == 0
    assert spawn().code == 2
    assert spawn("--plain").code == 2
