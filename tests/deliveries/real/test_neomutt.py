"""neomutt recalls the draft, sends it with our Message-ID, and gains no recipient from any subject."""

import email
import email.policy
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.mail import Draft, subject_with
from cookietui.deliveries import eml, maildir, mailto
from tests.deliveries.real.conftest import BODY, SUBJECT
from tests.deliveries.real.sink import Sink
from tests.deliveries.real.terminal import Terminal, running

HOSTILE = (
    "x\r\nBcc: evil@attack.example",
    "x%0D%0ABcc:%20evil@attack.example",
    "=?utf-8?q?x=0D=0ABcc:_evil=40attack.example?=",
    "x\u2028Bcc: evil@attack.example\u2029To: evil@attack.example",
    "x\x0bBcc: evil@attack.example\x85Cc: evil@attack.example",
    "x&bcc=evil@attack.example&attach=/etc/hostname",
    "\x1b[31mx\x00\nBcc:evil@attack.example",
)

COMPOSING = "Security: "
"""Stands in the compose menu and nowhere else."""


def rc(home: Path, mail: Path, port: int, *more: str) -> str:
    lines = [
        f"set folder={mail}", f"set spoolfile={mail}/Inbox", f"set postponed={mail}/Drafts", f"set record={mail}/Sent",
        f"set smtp_url=smtp://127.0.0.1:{port}", "set ssl_starttls=no", "set ssl_force_tls=no",
        "set editor=true", "set abort_unmodified=no", "set abort_nosubject=no", "set from=ann@home.example",
        "set send_charset=utf-8", "set mbox_type=Maildir", "set confirm_append=no", "set copy=yes", *more,
    ]  # fmt: skip
    path = home / "neomuttrc"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def to_the_end(terminal: Terminal, smtp: Sink) -> None:
    """Take every prompt as it stands, then send."""
    for _ in range(12):
        found = terminal.wait_for(COMPOSING, "To: ", "Subject: ")
        terminal.forget()
        if found == COMPOSING:
            break
        terminal.type("\r")
    terminal.type("y")
    assert terminal.wait() == 0
    assert len(smtp.taken) == 1


class Neomutt:
    """The program with a config of its own, sending to the sink."""

    def __init__(self, path: str, mail: Path, smtp: Sink, surroundings: dict[str, str]) -> None:
        self.path, self.mail, self.smtp, self.surroundings = path, mail, smtp, surroundings

    def send(self, *words: str, more: str = "") -> None:
        """Open the draft that the words name, and send it as it stands."""
        config = rc(self.mail.parent, self.mail, self.smtp.port, more)
        with running([self.path, "-n", "-F", config, *words], self.surroundings) as terminal:
            to_the_end(terminal, self.smtp)


@pytest.fixture
def neomutt(program: Callable[[str], str], mail: Path, smtp: Sink, surroundings: dict[str, str]) -> Neomutt:
    return Neomutt(program("neomutt"), mail, smtp, surroundings)


def test_the_draft_of_the_maildir_is_recalled_and_keeps_its_message_id(
    draft: Draft, into_maildir: Settings, neomutt: Neomutt
) -> None:
    mail = neomutt.mail
    maildir.deliver(draft, into_maildir)
    neomutt.send("-f", str(mail / "Inbox"), "-p")
    (taken,) = neomutt.smtp.taken
    assert taken.recipients == ("privacy@harbour.example",)
    sent = email.message_from_bytes(taken.data, policy=email.policy.default)
    assert sent["Message-ID"] == draft.message_id
    assert sent["Subject"] == SUBJECT
    assert sent.get_content().replace("\r\n", "\n").rstrip() == BODY.rstrip()
    assert "X-Unsent" not in sent
    assert "Bcc" not in sent
    (copy,) = (file for part in ("cur", "new") for file in (mail / "Sent" / part).iterdir())
    assert email.message_from_bytes(copy.read_bytes())["Message-ID"] == draft.message_id
    assert not list((mail / "Drafts" / "cur").iterdir()), "neomutt took its draft away"


@pytest.mark.parametrize(
    ("hostile", "edit_headers"), [*((each, "yes") for each in HOSTILE), *((each, "no") for each in HOSTILE[:2])]
)
def test_no_subject_becomes_a_recipient(
    draft: Draft, settings: Settings, neomutt: Neomutt, hostile: str, edit_headers: str
) -> None:
    written = msgspec.structs.replace(draft, subject=subject_with(hostile, draft.reference))
    link = str(mailto.deliver(written, settings).uri)
    file = str(eml.deliver(written, settings).path)
    for words in ([link], ["-H", file]):
        neomutt.smtp.taken.clear()
        neomutt.send(*words, more=f"set edit_headers={edit_headers}")
        (taken,) = neomutt.smtp.taken
        assert taken.recipients == ("privacy@harbour.example",)
        sent = email.message_from_bytes(taken.data, policy=email.policy.default)
        assert not {"bcc", "cc"} & {name.lower() for name in sent}
        assert not sent.is_multipart(), "nothing was attached"
        assert sent["Subject"] == written.subject
        assert sent.get_content().replace("\r\n", "\n").rstrip() == BODY.rstrip(), "the link is exact"
