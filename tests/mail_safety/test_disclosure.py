"""The least of a person goes out, nothing of her anywhere but in letters, and what is kept is hers alone to read."""

import email
import email.policy
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cookietui.core.identity import Identity
from tests.cli.conftest import run, tea_kept

__all__ = ["tea_kept"]

CANARIES = {
    "name": "Zelda Quillcanary",
    "email": "zq.canary@quill.example",
    "address": "77 Canary Wharfside",
    "phone": "+44 7700 900123",
}
NUMBER = "KD-553311-canary"
SAID = (*CANARIES.values(), NUMBER)
REASON = "because of my secret reason"
NOT_LETTERS = (
    ("sites",), ("sites", "--json"), ("show", "tea.example"), ("show", "tea.example", "--json"), ("history", "tea.example"),
    ("explain", "tea.example"), ("doctor",), ("doctor", "--json"), ("due",), ("due", "--ics"), ("due", "--csv"), ("requests",),
    ("profile", "list"), ("profile", "show", "mine"), ("profile", "export", "mine"), ("profile", "export", "mine", "--json"),
    ("catalog", "stats"), ("catalog", "find", "tea"), ("catalog", "export"), ("laws", "eu"), ("jars",), ("recheck",), ("compare", "tea.example"),
    ("draft", "tea.example", "--right", "delete"), ("draft", "tea.example", "--right", "object", "--law", "xx"),
    ("request", "ck-000000", "sent"), ("undo",), ("redo",),
)  # fmt: skip
"""Commands whose output is no letter; some of them fail, and say so."""


@pytest.fixture
def person(tea_kept: str) -> Iterator[str]:
    """Somebody with every field filled in, a profile of her own and a draft; all made under a umask of nothing."""
    before = os.umask(0)
    try:
        fields = [f"{name}={value}" for name, value in CANARIES.items()]
        assert run("identity", "set", *fields, "country=IE", f"customer-number:tea.example={NUMBER}").code == 0
        assert run("profile", "new", "mine").code == 0
        assert run("profile", "use", "mine").code == 0
        assert run("set", tea_kept, "analytics=deny").code == 0
        done = run("draft", tea_kept, "--right", "object", "--reason", REASON)
        assert done.code == 0, done.err
        yield done.out.strip()
    finally:
        os.umask(before)


def test_every_field_of_an_identity_has_a_canary_and_none_is_of_the_state() -> None:
    """No national number and no date of birth can even be kept."""
    named = {field.name for field in msgspec.structs.fields(Identity)}
    assert named == {*CANARIES, "country", "region", "language", "customer_numbers"}


def test_the_usual_letter_tells_name_and_email_alone(person: str) -> None:
    text = _letter(person)
    assert (CANARIES["name"] in text, CANARIES["email"] in text) == (True, True)
    for private in (CANARIES["address"], CANARIES["phone"], NUMBER):
        assert private not in text


def test_by_post_the_address_is_added_and_no_more(person: str) -> None:
    done = run("draft", "tea.example", "--right", "access")
    text = Path(done.out.splitlines()[0]).read_text()
    assert CANARIES["address"] in text
    assert CANARIES["phone"] not in text
    assert NUMBER not in text


def test_nothing_at_all_where_she_says_so(person: str) -> None:
    done = run("draft", "tea.example", "--right", "object", "--share", "nothing")
    raw = Path(done.out.strip()).read_text()
    assert not [each for each in SAID if each in raw + _letter(done.out.strip())]
    assert "\nFrom:" not in raw


@pytest.mark.parametrize("words", NOT_LETTERS, ids=" ".join)
def test_no_other_output_tells_of_her(person: str, words: tuple[str, ...]) -> None:
    done = run(*words)
    found = [each for each in (*SAID, REASON) if each in done.out + done.err]
    assert not found, done


def test_what_is_exported_is_the_profile_alone(person: str, tmp_path: Path) -> None:
    out = tmp_path / "shared.toml"
    assert run("profile", "export", "mine", "-o", str(out)).code == 0
    text = out.read_text()
    assert not [each for each in (*SAID, REASON, "ck-", str(tmp_path.parent)) if each in text]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_files_are_hers_alone_whatever_the_umask(person: str, home: Path) -> None:
    run("draft", "tea.example", "--right", "access")
    root = home / "cookietui"
    kept = [path for path in root.rglob("*") if not path.is_symlink()]
    assert len(kept) > 8
    for path in kept:
        mode = path.stat().st_mode & 0o777
        assert mode == (0o700 if path.is_dir() else 0o600), (path.relative_to(root), oct(mode))


def test_she_stands_only_in_her_identity_her_requests_and_their_way_back(person: str, home: Path) -> None:
    """No log and no cache; the journal keeps what undo needs."""
    root = home / "cookietui"
    places = {
        path.relative_to(root).parts[:2]
        for path in root.rglob("*")
        if path.is_file() and any(each.encode() in path.read_bytes() for each in SAID)
    }
    assert places <= {
        ("config", "identity.toml"),
        ("data", "drafts"),
        ("data", "requests"),
        ("state", "journal"),
        ("state", "backups"),
    }
    assert ("config", "identity.toml") in places or any("identity.toml" in part for part in places)


def _letter(path: str) -> str:
    message: Any = email.message_from_bytes(Path(path).read_bytes(), policy=email.policy.default)
    return f"{message['From']}\n{message.get_content()}"
