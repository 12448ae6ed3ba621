"""notmuch takes the file in with a tag, and finds it by tag and by Message-ID."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cookietui.core.delivery import Settings
from cookietui.core.mail import Draft
from cookietui.deliveries import eml, maildir


@pytest.fixture
def notmuch(program: Callable[[str], str], mail: Path, surroundings: dict[str, str]) -> Callable[..., str]:
    path = program("notmuch")
    config = mail.parent / "notmuch-config"
    config.write_text(
        f"[database]\npath={mail}\n[user]\nname=Ann Example\nprimary_email=ann@home.example\n"
        "[new]\ntags=new\n[maildir]\nsynchronize_flags=true\n"
    )

    def run(*words: str, given: bytes = b"") -> str:
        environment = {**surroundings, "NOTMUCH_CONFIG": str(config)}
        done = subprocess.run([path, *words], input=given, env=environment, capture_output=True, timeout=60, check=True)
        return done.stdout.decode().strip()

    return run


def test_a_draft_file_is_inserted_and_found_by_tag(
    draft: Draft, settings: Settings, notmuch: Callable[..., str], mail: Path
) -> None:
    path = eml.deliver(draft, settings).path
    assert path is not None
    notmuch("new", "--quiet")
    notmuch("insert", "--folder=Drafts", "+draft", "-new", given=path.read_bytes())
    assert notmuch("search", "--output=messages", "tag:draft") == f"id:{draft.message_id.strip('<>')}"
    (file,) = (mail / "Drafts" / "cur").iterdir()
    assert "D" in file.name.partition(":2,")[2]


def test_our_draft_in_the_maildir_is_found_as_a_draft(
    draft: Draft, into_maildir: Settings, notmuch: Callable[..., str]
) -> None:
    maildir.deliver(draft, into_maildir)
    notmuch("new", "--quiet")
    assert (
        notmuch("search", "--output=messages", "tag:draft and not tag:unread") == f"id:{draft.message_id.strip('<>')}"
    )
    assert "réf & co. 100% + 反對 #7?" in notmuch("search", f"id:{draft.message_id.strip('<>')}")
