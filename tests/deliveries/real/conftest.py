"""Real mail programs in a home of their own; every address is made up and every server is on 127.0.0.1."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cookietui.core.delivery import Settings
from cookietui.core.mail import Draft
from cookietui.storage import atomic
from tests.deliveries.real.sink import Sink, sink

collect_ignore_glob = [] if os.name == "posix" else ["test_*.py"]
"""Mail programs of the terminal are tried where there is a POSIX terminal."""
SUBJECT = "Accès à mes données – réf & co. 100% + 反對 #7? [ck-7f3a2c]"
BODY = 'Guten Tag,\n\n  „Zitat" mit & und + und #\n\nFrom here on\n.\n-- \nAnn Example, 50 €\n'


@pytest.fixture
def program() -> Callable[[str], str]:
    """The path of a program, or the test is skipped with its name."""

    def find(name: str) -> str:
        path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
        if path is None:
            pytest.skip(f"{name} is not installed here")
        return path

    return find


@pytest.fixture
def draft() -> Draft:
    return Draft(
        reference="ck-7f3a2c",
        to="privacy@harbour.example",
        subject=SUBJECT,
        body=BODY,
        message_id="<ck-7f3a2c.0011223344556677@home.example>",
        sender_name="Ann Example",
        sender_email="ann@home.example",
    )


@pytest.fixture
def mail(home: Path) -> Path:
    """A folder of Maildirs."""
    for box in ("Inbox", "Drafts", "Sent"):
        for part in ("cur", "new", "tmp"):
            (home / "Mail" / box / part).mkdir(parents=True)
    return home / "Mail"


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(folder=home / "drafts", save=atomic.write, environment=os.environ)


@pytest.fixture
def into_maildir(mail: Path) -> Settings:
    return Settings(folder=mail / "Drafts", save=atomic.write, environment=os.environ)


@pytest.fixture
def smtp() -> Iterator[Sink]:
    with sink() as server:
        yield server


@pytest.fixture
def surroundings(home: Path) -> dict[str, str]:
    """Variables of a program: a home of its own, nothing of the person who runs the tests."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "EDITOR": "true",
        "XDG_RUNTIME_DIR": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
    }
