"""One fact is one line: whatever else stands in the file stays as it is, byte for byte."""

import difflib
import itertools
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.errors import BadInput, UsageError
from cookietui.core.fact import Edit, Value
from cookietui.storage import toml
from cookietui.storage.toml_patch import patch
from tests.storage.toml_texts import CATEGORIES, CHOICES, COOKIES, Maker
from tests.timing import Work, assert_quick, seconds

PROFILES = range(500)


def changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """Lines gone and lines come; a last line without an end is given one first, as an added line must."""
    if not old.endswith("\n") and new.endswith("\n"):
        old += "\r\n" if "\r\n" in old else "\n"
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    rows = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone = [line for tag, start, end, _, _ in rows if tag != "equal" for line in before[start:end]]
    come = [line for tag, _, _, start, end in rows if tag != "equal" for line in after[start:end]]
    return gone, come


def some(made: Maker) -> list[tuple[tuple[str, ...], object]]:
    """Three facts of a profile, others for every seed."""
    return made.random.sample(sorted(made.facts.items(), key=str), min(3, len(made.facts)))


def done(tables: dict[str, Any], path: tuple[str, ...], value: Any) -> Any:
    """The edit by the book: deep, slow, on dicts; empty tables do not count."""
    import copy

    result = copy.deepcopy(tables)
    table = result
    for key in path[:-1]:
        table = table.setdefault(key, {})
    if value is None:
        table.pop(path[-1], None)
    else:
        table[path[-1]] = list(value) if isinstance(value, tuple) else value
    return filled(result)


def filled(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: filled(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each != {}}
    return [filled(each) for each in value] if isinstance(value, list) else value


def check(text: str, path: tuple[str, ...], value: Value | None) -> str:
    """Patch, and prove against tomllib that nothing else was changed."""
    new = patch(text.encode(), [Edit(path, value)], "p.toml")[0].decode()
    assert filled(tomllib.loads(new)) == done(tomllib.loads(text), path, value)
    return new


@pytest.mark.parametrize("seed", PROFILES)
def test_a_replaced_choice_changes_its_own_line_alone(seed: int) -> None:
    made = Maker(seed)
    assert filled(tomllib.loads(made.text)) == filled(toml.parse(made.text.encode(), "p"))
    for path, old in some(made):
        if not isinstance(old, str):
            continue
        value = next(choice for choice in CHOICES if choice != old)
        gone, come = changed(made.text, check(made.text, path, value))
        assert len(gone) == len(come) == 1


@pytest.mark.parametrize("seed", PROFILES)
def test_a_new_fact_adds_lines_and_takes_none(seed: int) -> None:
    made = Maker(seed)
    paths: list[tuple[str, ...]] = [("defaults", "marketing"), ("cookies", "new*"), ("sites", "new.example", "choice")]
    paths += [("sites", "new.example", "cookies", "a.b"), ("tags", "news", "analytics"), ("description",)]
    sites = {path[1] for path in made.facts if path[0] == "sites"}
    paths = made.random.sample(paths, 2)
    sites = set(made.random.sample(sorted(sites), min(2, len(sites))))
    paths += [("sites", site, made.random.choice(CATEGORIES)) for site in sites]
    paths += [("sites", site, "cookies", made.random.choice((*COOKIES, "new"))) for site in sites]
    for path in paths:
        new = check(made.text, path, "session")
        gone, come = changed(made.text, new)
        if path in made.facts:
            assert len(gone) == len(come) <= 1
        elif "{" in "".join(gone):  # the fact belongs to a site on one line: that line grows
            assert len(gone) == len(come) == 1
        else:
            assert not gone
            assert sum(1 for line in come if line.strip()) <= 2


@pytest.mark.parametrize("seed", PROFILES)
def test_a_fact_taken_away_takes_only_what_held_it(seed: int) -> None:
    made = Maker(seed)
    comments = sum("# " in line for line in made.text.splitlines())
    for path, _ in some(made):
        new = check(made.text, path, None)
        gone, come = changed(made.text, new)
        inline = "{" in "".join(come)
        assert len(come) == (1 if inline else 0)
        kept = sum("# " in line for line in new.splitlines())
        own = sum("# " in line for line in gone) - sum("# " in line for line in come)
        assert kept == comments - own
        assert not any(line.lstrip().startswith("#") for line in gone)


@pytest.mark.parametrize("seed", range(0, 500, 5))
def test_setting_and_unsetting_a_new_fact_gives_the_old_file_again(seed: int) -> None:
    made = Maker(seed)
    if not made.text.endswith("\n"):
        made.text += made.newline
    for path in (("sites", "zz.example", "choice"), ("cookies", "zz"), ("defaults", "zz-later")):
        if path in made.facts:
            continue
        there, _ = patch(made.text.encode(), [Edit(path, "deny")], "p")
        back, _ = patch(there, [Edit(path)], "p")
        assert back.decode().rstrip("\r\n") == made.text.rstrip("\r\n")


def test_what_is_said_already_keeps_its_spelling() -> None:
    text = "[defaults]\nchoice = 'de\u006ey' # x\nrights = [ 'access' ]\nanalytics = 1\n"
    assert check(text, ("defaults", "choice"), "deny") == text
    assert check(text, ("defaults", "rights"), ("access",)) == text
    assert check(text, ("defaults", "marketing"), None) == text
    assert check(text, ("defaults", "analytics"), True) != text  # noqa: FBT003 - a value, not an option


def test_new_keys_and_tables_go_in_sorted() -> None:
    text = b"schema = 1\n"
    for path in (
        ("sites", "m.example", "marketing"), ("sites", "m.example", "analytics"), ("sites", "a.example", "choice"),
        ("sites", "m.example", "cookies", "b"), ("sites", "m.example", "cookies", "a"), ("defaults", "choice"),
        ("sites", "z.example", "choice"), ("sites", "m.example", "choice"), ("cookies", "x"),
    ):  # fmt: skip
        text, _ = patch(text, [Edit(path, "deny")], "p")
    lines = text.decode().splitlines()
    headers = [line for line in lines if line.startswith("[")]
    assert headers == [
        "[cookies]", "[defaults]", '[sites."a.example"]', '[sites."m.example"]', '[sites."m.example".cookies]',
        '[sites."z.example"]',
    ]  # fmt: skip
    inside = lines[lines.index('[sites."m.example"]') + 1 :][:3]
    assert [line.split(" ")[0] for line in inside] == ["analytics", "choice", "marketing"]


def test_a_table_with_comments_outlives_its_last_key() -> None:
    text = "[tags.a]\n# why this group\nchoice = 'deny'\n\n# about b\n[tags.b]\nchoice = 'deny'\n\n[tags.c]\nchoice = 'deny'\n"
    assert "[tags.a]" in check(text, ("tags", "a", "choice"), None)
    assert "[tags.b]" in check(text, ("tags", "b", "choice"), None)
    assert "[tags.c]" not in check(text, ("tags", "c", "choice"), None)


def test_a_comment_keeps_its_column() -> None:
    text = '[defaults]\nanalytics = "deny"      # a\nmarketing = "deny"      # b\n'
    assert 'analytics = "session"   # a\n' in check(text, ("defaults", "analytics"), "session")


def test_lists_of_several_lines_keep_the_comments_of_what_stays() -> None:
    text = '[defaults]\nrights = [\n  "access",  # because\n  "delete",\n  "object",  # of ads\n]\n'
    new = check(text, ("defaults", "rights"), ("access", "object", "port"))
    assert '"access",  # because' in new
    assert "# of ads" in new
    assert '"delete"' not in new
    assert check(text, ("defaults", "rights"), ("port",)).count("\n") == 2


def test_a_byte_order_mark_and_line_ends_survive() -> None:
    data = '\ufeffschema = 1\r\n[defaults]\r\nchoice = "ask"\r\n'.encode()
    new, _ = patch(data, [Edit(("defaults", "analytics"), "deny")], "p")
    assert new == '\ufeffschema = 1\r\n[defaults]\r\nanalytics = "deny"\r\nchoice = "ask"\r\n'.encode()


def test_the_head_comment_stays_at_the_head() -> None:
    text = '# My profile\n# second line\n\n[defaults]\nchoice = "ask"\n'
    assert check(text, ("cookies", "a"), "deny").startswith("# My profile\n# second line\n\n[cookies]\na = ")
    assert check(text, ("name",), "x").startswith("# My profile\n# second line\n\nname = ")


def test_what_is_no_table_or_a_list_of_tables_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="sites"):
        patch(b'sites = "none"\n', [Edit(("sites", "a.example", "choice"), "deny")], "p")
    with pytest.raises(UsageError, match=r"\[\[sites\]\]"):
        patch(b"[[sites]]\nhost = 'a'\n", [Edit(("sites", "a.example", "choice"), "deny")], "p")
    with pytest.raises(BadInput):
        patch(b"[defaults\nchoice = 1", [Edit(("defaults", "choice"), "deny")], "p")


def test_half_a_character_pair_cannot_be_saved() -> None:
    with pytest.raises(UsageError):
        patch(b"", [Edit(("name",), "\ud800")], "p")


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.text(st.characters(codec="utf-8"), max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_key_and_text_can_be_written_and_read_back(key: str, value: str) -> None:
    data, _ = patch(b"schema = 1\n", [Edit(("tags", key, "x"), value)], "p")
    assert tomllib.loads(data.decode())["tags"][key]["x"] == value
    assert data.decode().replace("\n", "").isprintable()
    assert data.count(b"\n") <= 4
    back, _ = patch(data, [Edit(("tags", key, "x"))], "p")
    assert tomllib.loads(back.decode()) == {"schema": 1}


def test_hundreds_of_sites_are_edited_far_faster_than_by_tomlkit() -> None:
    tomlkit = pytest.importorskip("tomlkit", reason="the anchor is a development tool")
    site = '\n[sites."s{0}.example"]\nanalytics = "deny"\nchoice = "session"\ntags = ["a", "b"]\n[sites."s{0}.example".cookies]\n"_ga*" = "deny"\n'
    text = "schema = 1\n" + "".join(site.format(number) for number in range(300))

    def theirs() -> None:
        document = tomlkit.parse(text)
        document["sites"]["s200.example"]["choice"] = "deny"
        tomlkit.dumps(document)

    allowed = 0.25 * min(seconds(theirs) for _ in range(3))
    choices = itertools.cycle(("deny", "allow", "ask"))  # another each time: the last texts are remembered

    def ours() -> Work:
        toml.tables.cache_clear()
        edit = Edit(("sites", "s200.example", "choice"), next(choices))
        return lambda: patch(text.encode(), [edit], "p")

    assert_quick(ours, allowed)
