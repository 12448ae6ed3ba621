"""A real IMAP server takes the draft once and only once, and only where its certificate is trusted."""

import email
import email.policy
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import NotDelivered
from cookietui.core.mail import Draft, as_eml
from cookietui.deliveries import imap, maildir
from cookietui.storage import atomic
from tests.deliveries.real.dovecot import DRAFTS, WIRE, Dovecot, running

PASSWORD = "p-ass.w0rd+/="


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    dovecot = shutil.which("dovecot", path=os.environ["PATH"] + ":/usr/sbin")
    openssl = shutil.which("openssl")
    for name, path in (("dovecot", dovecot), ("openssl", openssl)):
        if path is None:
            pytest.skip(f"{name} is not installed here")
    with running(str(dovecot), str(openssl), PASSWORD) as started:
        yield started


@pytest.fixture
def account(server: Dovecot, home: Path) -> Callable[..., Settings]:
    secret = home / "secret"
    secret.write_text(PASSWORD + "\nnever this line\n")
    show = [sys.executable, "-c", "import sys; print(open(sys.argv[1]).read())", str(secret)]

    def made(**changes: Any) -> Settings:
        table = {
            "host": "127.0.0.1", "port": server.tls, "user": server.user, "cafile": str(server.certificate),
            "password_command": show, "timeout": 20.0, **changes,
        }  # fmt: skip
        return Settings(
            folder=home / "drafts", save=atomic.write, table={k: v for k, v in table.items() if v is not None},
            environment=os.environ,
        )  # fmt: skip

    return made


@pytest.fixture(autouse=True)
def empty(server: Dovecot) -> None:
    for file in server.drafts():
        file.unlink()


def test_the_draft_lies_in_the_drafts_box_once_and_byte_for_byte(
    draft: Draft, account: Callable[..., Settings], server: Dovecot
) -> None:
    settings = account()
    assert imap.ready(settings).ok
    receipt = imap.deliver(draft, settings)
    assert receipt.uri == f"mid:{draft.message_id.strip('<>')}"
    assert imap.carry(draft, settings).warnings == (f"the draft lies in {DRAFTS} at 127.0.0.1 now",)
    again = imap.carry(draft, settings)
    assert again.warnings == (f"the draft was in {DRAFTS} already and was not added again",)
    (file,) = server.drafts()
    assert set(file.name.partition(":2,")[2]) == {"D", "S"}
    assert file.read_bytes().replace(b"\r\n", b"\n") == as_eml(draft).replace(b"\r\n", b"\n")
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert message["Subject"] == draft.subject
    assert "X-Unsent" not in message


def test_another_version_is_added_and_the_earlier_one_is_told(
    draft: Draft, account: Callable[..., Settings], server: Dovecot
) -> None:
    imap.carry(draft, account())
    changed = msgspec.structs.replace(
        draft, body="another\n", message_id="<ck-7f3a2c.99@home.example>", supersedes=draft.message_id
    )
    assert "earlier version" in imap.carry(changed, account()).warnings[0]
    assert len(server.drafts()) == 2


@pytest.mark.parametrize("mailbox", [DRAFTS, WIRE])
def test_a_mailbox_is_named_as_a_person_or_as_the_server_writes_it(
    draft: Draft, account: Callable[..., Settings], server: Dovecot, mailbox: str
) -> None:
    imap.carry(draft, account(mailbox=mailbox))
    assert len(server.drafts()) == 1


def test_starttls_reaches_the_same_box(draft: Draft, account: Callable[..., Settings], server: Dovecot) -> None:
    imap.carry(draft, account(security="starttls", port=server.starttls))
    assert len(server.drafts()) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_is_not_verified_is_refused(
    draft: Draft, account: Callable[..., Settings], server: Dovecot, security: str
) -> None:
    port = server.tls if security == "tls" else server.starttls
    with pytest.raises(NotDelivered, match=r"certificate is not to be trusted .*self-signed.*cafile"):
        imap.carry(draft, account(cafile=None, security=security, port=port))
    assert not server.drafts()
    assert PASSWORD not in (server.place / "log").read_text()


def test_a_wrong_password_is_one_line_without_it(draft: Draft, account: Callable[..., Settings]) -> None:
    wrong = [sys.executable, "-c", "print('guess-123')"]
    with pytest.raises(NotDelivered) as refused:
        imap.carry(draft, account(password_command=wrong))
    assert "AUTHENTICATIONFAILED" in str(refused.value)
    assert "guess-123" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_mailbox_that_is_not_there_is_never_made(
    draft: Draft, account: Callable[..., Settings], server: Dovecot
) -> None:
    with pytest.raises(NotDelivered, match=f"no mailbox 'Brouillons'; there are: .*{DRAFTS}"):
        imap.carry(draft, account(mailbox="Brouillons"))
    assert not (server.place / "mail" / ".Brouillons").exists()


@pytest.fixture
def mbsync(
    program: Callable[[str], str], mail: Path, server: Dovecot, surroundings: dict[str, str]
) -> Callable[[], None]:
    path = program("mbsync")
    config = mail.parent / "mbsyncrc"
    config.write_text(
        f"IMAPAccount home\nHost localhost\nPort {server.tls}\nUser {server.user}\nPass {PASSWORD}\nSSLType IMAPS\n"
        f"CertificateFile {server.certificate}\n\nIMAPStore far\nAccount home\n\n"
        f"MaildirStore near\nPath {mail}/\nInbox {mail}/Inbox\n\n"
        f'Channel drafts\nFar ":far:{WIRE}"\nNear :near:Drafts\nSync All\nSyncState *\n'
    )
    config.chmod(0o600)

    def sync() -> None:
        command = [path, "-c", str(config), "drafts"]
        done = subprocess.run(command, env=surroundings, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode()

    return sync


def test_mbsync_carries_the_draft_of_the_maildir_there(
    draft: Draft, into_maildir: Settings, mbsync: Callable[[], None], server: Dovecot
) -> None:
    maildir.deliver(draft, into_maildir)
    mbsync()
    mbsync()
    (file,) = server.drafts()
    assert set(file.name.partition(":2,")[2]) == {"D", "S"}
    assert email.message_from_bytes(file.read_bytes())["Message-ID"] == draft.message_id
    assert into_maildir.folder is not None
    (near,) = (into_maildir.folder / "cur").iterdir()
    assert near.name.startswith(draft.reference)
    receipt = maildir.deliver(draft, into_maildir)
    assert "taken over" in receipt.warnings[0], "what mbsync renamed is found again and left alone"
