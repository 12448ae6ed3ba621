"""msmtp rehearses without sending and then sends to exactly one recipient, once, asked at a terminal."""

import email
import email.policy
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cookietui.actions.launching import rehearse, send
from cookietui.actions.requests import find_request
from cookietui.actions.workspace import open_workspace
from cookietui.core.delivery import Settings
from cookietui.core.mail import Draft
from cookietui.deliveries import sendmail
from tests.deliveries.real.sink import Sink
from tests.deliveries.real.terminal import running

POLICY = """<!DOCTYPE html><html lang="en"><head><title>Privacy policy</title></head><body>
<h1>Privacy policy of Harbour Books Ltd</h1>
<p>You may object at any time to our use of your data by e-mail to privacy@harbour-books.example.</p>
<p>We use cookies to remember your basket.</p></body></html>
"""


@pytest.fixture
def command(program: Callable[[str], str], home: Path, smtp: Sink) -> list[str]:
    config = home / "msmtprc"
    config.write_text(
        f"account sink\nhost 127.0.0.1\nport {smtp.port}\nfrom ann@home.example\nauth off\ntls off\n"
        "account default : sink\n"
    )
    config.chmod(0o600)
    return [program("msmtp"), "-C", str(config), "-t"]


def test_the_rehearsal_sends_nothing_and_one_recipient_gets_it(
    draft: Draft, settings: Settings, command: list[str], smtp: Sink
) -> None:
    from cookietui.deliveries import _running

    own = Settings(folder=settings.folder, save=settings.save, environment=os.environ, table={"command": command})
    assert sendmail.ready(own).ok
    launch = sendmail.deliver(draft, own).launch
    assert launch is not None
    assert launch.sends
    said = rehearse(launch)
    assert "127.0.0.1" in said
    assert not smtp.taken, "the rehearsal sends nothing"
    assert _running.run(launch.command, feed=launch.feed or b"").code == 0
    (taken,) = smtp.taken
    assert (taken.sender, taken.recipients) == ("ann@home.example", ("privacy@harbour.example",))
    message = email.message_from_bytes(taken.data, policy=email.policy.default)
    assert message["Message-ID"] == draft.message_id
    assert message["Subject"] == draft.subject
    assert not {"Bcc", "Cc", "X-Unsent"} & set(message.keys())
    assert message.get_content().replace("\r\n", "\n") == draft.body


@pytest.fixture
def written(home: Path, command: list[str]) -> Path:
    """A config with the command, and a policy to write to."""
    folder = home / "cookietui" / "config"
    folder.mkdir(parents=True)
    words = ", ".join(f'"{word}"' for word in command)
    (folder / "config.toml").write_text(f"[sendmail]\ncommand = [{words}]\n")
    policy = home / "harbour-books.html"
    policy.write_text(POLICY)
    return policy


@pytest.mark.parametrize(("answer", "state"), [("yes", "sent"), ("y", "draft"), ("", "draft")])
def test_a_typed_yes_sends_and_nothing_else_does(
    written: Path, smtp: Sink, surroundings: dict[str, str], answer: str, state: str
) -> None:
    words = [sys.executable, "-m", "cookietui", "draft", str(written), "--right", "object", "--to", "sendmail"]
    environment = {**surroundings, "COOKIETUI_HOME": os.environ["COOKIETUI_HOME"], "COOKIETUI_TODAY": "2026-11-21"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    with running(words, environment) as terminal:
        terminal.wait_for("Type yes to send it now", seconds=60)
        drawn = terminal.text
        assert drawn.index("rehearsal, nothing is sent: ") < drawn.index("will run: ")
        assert "--pretend" in drawn
        assert "privacy@harbour-books.example and to nobody else" in drawn
        assert not smtp.taken
        terminal.type(f"{answer}\r")
        assert terminal.wait() == 0
    assert len(smtp.taken) == (state == "sent")
    (ledger,) = (Path(os.environ["COOKIETUI_HOME"]) / "data" / "requests").iterdir()
    assert find_request(open_workspace(os.environ), ledger.stem).state == state


def test_what_was_sent_is_not_sent_again(written: Path, smtp: Sink) -> None:
    from cookietui.actions.draft import Order, draft
    from cookietui.core.errors import UsageError

    ws = open_workspace(os.environ)
    made = draft(ws, Order(target=str(written), rights=("object",)), way="sendmail")
    assert made.launch is not None
    assert send(ws, made.request, made.launch).state == "sent"
    with pytest.raises(UsageError, match="nothing was sent"):
        send(ws, made.request, made.launch)
    assert len(smtp.taken) == 1
