import fnmatch
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cookietui.core.names import declared, literal_prefix, matches, overlaps, pattern_of, perhaps, specificity


@pytest.mark.parametrize(
    ("text", "match", "yes", "no"),
    [
        ("_ga", "exact", "_ga", "_gab"),
        ("_ga_*", "prefix", "_ga_X1", "_ga"),
        ("_gat_UA-#", "prefix", "_gat_UA-123-1", "_gat_"),
        ("KRTBCOOKIE_[DSPID]", "prefix", "KRTBCOOKIE_22", "KRTB"),
        ("<SITEID>", "glob", "anything", ""),
        ("id_<RANDOM", "prefix", "id_9", "id"),
        ("s_xxxx", "prefix", "s_1f", "sx"),
        ("_gat_UA-XXXXX-Y", "prefix", "_gat_UA-1-2", "_gat"),
        ("_gat_UA-nnnnnnn-nn", "prefix", "_gat_UA-1234567-12", "_gat_"),
        ("nnnn", "exact", "nnnn", "1234"),
        ("wp-settings-{user}", "prefix", "wp-settings-4", "wp"),
        ("sb-*-auth-token", "glob", "sb-a-auth-token", "sb-auth-token"),
        ("*_session", "glob", "my_session", "session"),
        ("_hjSession_%s", "prefix", "_hjSession_1", "_hj"),
        ("token...", "prefix", "token9", "tok"),
        ("^_pk_id.*", "prefix", "_pk_id.1", "pk_id"),
        ("/^_ga$/", "exact", "_ga", "_ga_1"),
        ("sixxx", "exact", "sixxx", "si"),
        (".AspNetCore.Antiforgery.*", "prefix", ".AspNetCore.Antiforgery.x1", "AspNetCore.Antiforgery.x1"),
        ("ab.storage.userId.*", "prefix", "ab.storage.userId.1", "abXstorage.userId.1"),
        ("AMCV_###@AdobeOrg", "glob", "AMCV_12%40AdobeOrg", "AMCV_12"),
        ("AMCV_12@AdobeOrg", "glob", "AMCV_12%40AdobeOrg", "AMCV_13%40AdobeOrg"),
    ],
)
def test_patterns_of_real_lists(text: str, match: str, yes: str, no: str) -> None:
    name, found = pattern_of(text)
    assert found == match
    assert matches(name, found, yes) or (yes == "anything" and matches(name, found, yes))
    if no:
        assert not matches(name, found, no)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("wp-settings-", "prefix"),
        ("Hm_lvt_", "prefix"),
        ("_pk_id.", "prefix"),
        ("__exponea_etc__", "exact"),
        ("_", "exact"),
        ("sid", "exact"),
        ("_ga_*", "prefix"),
    ],
)
def test_a_declared_name_that_ends_open_is_what_names_begin_with(text: str, match: str) -> None:
    name, found = declared(text)
    assert (name, found) == (text, match)
    assert matches(name, found, f"{text.rstrip('*')}1") is (match == "prefix")


@pytest.mark.parametrize("text", [r"/^_ga(_\w+)?$/", "^(a+)+$", r"_gat_\d+", "[a-z]+_id", r"x\.y", ".*", "a..*"])
def test_a_regex_of_others_is_kept_as_text_and_never_run(text: str) -> None:
    name, match = pattern_of(text)
    assert (name, match) == (text, "regex-text")
    assert not matches(name, match, "aaaaaaaaaaaaaaaaaaaaaaaaaaaa!")
    assert literal_prefix(name, match) == ""


def test_case_counts() -> None:
    assert not matches("NID", "exact", "nid")


def test_most_specific_first() -> None:
    patterns = [pattern_of(t) for t in ("*", "_ga*", "_ga", "_ga_*", "*_ga_*", "_*_ga")]
    ordered = sorted(patterns, key=lambda p: specificity(*p))
    assert [name for name, _ in ordered] == ["_ga", "_ga_*", "_ga*", "_*_ga", "*_ga_*", "*"]


def test_patterns_may_overlap() -> None:
    assert overlaps("_ga*", "prefix", "_ga_*", "prefix")
    assert overlaps("_ga*", "prefix", "_ga", "exact")
    assert not overlaps("_ga*", "prefix", "_fb*", "prefix")
    assert not overlaps("_ga", "exact", "_gid", "exact")


@given(st.text("ab*", max_size=12), st.text("ab", max_size=16))
def test_agrees_with_fnmatch(pattern: str, name: str) -> None:
    assert matches(pattern, "glob", name) == fnmatch.fnmatchcase(name, pattern)


def test_a_hostile_glob_is_linear() -> None:
    begin = time.process_time()
    assert not matches("*a" * 5000 + "*b", "glob", "a" * 100_000)
    pattern_of("[" * 100_000)
    pattern_of("x_" + "x" * 100_000)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("regex", "name", "may"),
    [
        (r"/^_pk_(id|ses)\..*$/", "_pk_id.1", True),
        (r"/^_pk_(id|ses)\..*$/", "_pkid", False),
        (r"^intercom-(session|id)-[a-z0-9]+$", "intercom-id-x", True),
        (r"/^SESS[a-f0-9]{32}$/i", "sessabc", True),
        (r"^(a|b)$", "a", False),
        (r"[a-z]{32}", "zz", False),
        (r"^foo|^bar", "bar_1", True),
    ],
)
def test_what_a_regular_expression_could_mean(regex: str, name: str, may: bool) -> None:
    assert perhaps(regex, name) is may


def test_a_hostile_regular_expression_costs_no_time() -> None:
    begin = time.process_time()
    perhaps("(" * 50_000, "a")
    perhaps("[" * 50_000 + "{" * 50_000, "a")
    perhaps("(a+)+$" * 20_000, "a" * 4096)
    assert time.process_time() - begin < 2
