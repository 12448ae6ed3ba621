"""Thunderbird opens the letter with our subject and body, and gains neither an attachment nor a recipient from them."""

import email
import email.policy
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.mail import Draft
from cookietui.deliveries import mailto

PREFERENCES = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.identity.id1.fullName": "Ann Example",
    "mail.identity.id1.useremail": "ann@home.example",
    "mail.identity.id1.valid": True,
    "mail.identity.id1.draft_folder": "mailbox://nobody@Local%20Folders/Drafts",
    "mail.identity.id1.drafts_folder_picker_mode": "1",
    "mail.identity.id1.compose_html": False,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.server.server1.type": "pop3",
    "mail.server.server1.hostname": "127.0.0.1",
    "mail.server.server1.port": 9,
    "mail.server.server1.userName": "ann",
    "mail.server.server1.check_new_mail": False,
    "mail.server.server1.login_at_startup": False,
    "mail.server.server2.type": "none",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.userName": "nobody",
    "mail.smtpservers": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.port": 9,
    "mail.shell.checkDefaultClient": False,
    "datareporting.policy.bypassPolicyAcceptance": True,
    "app.update.enabled": False,
    "mailnews.start_page.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
"""An account that cannot reach anything: every connection ends at a closed port of this machine."""
HOSTILE = "It's, x=1,body=evil,attachment='/etc/hostname',bcc=evil@attack.example é [ck-7f3a2c]"
BODY = "Guten Tag,\n\n„Zitat\" 'x',attachment=/etc/hostname & + # 反對\n50 €\n"
PATIENCE = 60


def written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int) else f'"{value}"'


@pytest.fixture
def screen(program: Callable[[str], str], home: Path, surroundings: dict[str, str]) -> Iterator[dict[str, str]]:
    """Variables for a screen that nobody sees; skips where the programs for it are not here."""
    for name in ("thunderbird", "xdotool"):
        program(name)
    reader, writer = os.pipe()
    server = subprocess.Popen(
        [program("Xvfb"), "-displayfd", str(writer), "-screen", "0", "1024x768x24"],
        pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    with os.fdopen(reader) as number:
        display = number.readline().strip()
    profile = home / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(
        "".join(f'user_pref("{key}", {written(value)});\n' for key, value in PREFERENCES.items())
    )
    try:
        yield {**surroundings, "DISPLAY": f":{display}", "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
    finally:
        server.terminate()
        server.wait(timeout=10)


def window(named: str, screen: dict[str, str]) -> str:
    """The window whose title begins so, or the test is skipped: what is tried is the letter, not the desktop."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = subprocess.run(
            ["xdotool", "search", "--name", f"^{named}"], env=screen, capture_output=True, check=False
        )
        if found.stdout.split():
            return str(found.stdout.split()[0].decode())
        time.sleep(0.3)
    pytest.skip(f"Thunderbird showed no window {named!r} within {PATIENCE} seconds on this machine")


def saved(folder: Path, key: str, screen: dict[str, str]) -> bytes:
    """The draft after Ctrl-S in that window."""
    for _ in range(10):
        subprocess.run(["xdotool", "windowfocus", key, "sleep", "0.5", "key", "ctrl+s"], env=screen, check=False)
        time.sleep(2)
        if folder.exists() and folder.stat().st_size:
            return folder.read_bytes()
    pytest.skip("Thunderbird did not save the draft on this machine")


def test_compose_gains_no_attachment_and_no_recipient(draft: Draft, screen: dict[str, str], home: Path) -> None:
    letter = msgspec.structs.replace(draft, subject=HOSTILE, body=BODY)
    settings = Settings(table={"program": "thunderbird"}, environment=screen)
    launch = mailto.deliver(letter, settings).launch
    assert launch is not None
    name, *words = launch.command
    process = subprocess.Popen(
        [name, "--profile", str(home / "profile"), *words],
        env=screen, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        data = saved(home / "profile" / "Mail" / "Local Folders" / "Drafts", window("Write: It's", screen), screen)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
    message = email.message_from_bytes(data.partition(b"\n")[2], policy=email.policy.default)
    assert not message.is_multipart(), "nothing is attached"
    assert message["To"] == draft.to
    assert not {"Bcc", "Cc"} & set(message.keys())
    assert message["Subject"] == HOSTILE
    assert message.get_content().split() == BODY.split()
