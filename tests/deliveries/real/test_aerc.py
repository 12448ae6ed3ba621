"""aerc lists the draft, recalls it, and sends it with our Message-ID."""

import email
import email.policy
from collections.abc import Callable
from pathlib import Path

from cookietui.core.delivery import Settings
from cookietui.core.mail import Draft
from cookietui.deliveries import maildir
from tests.deliveries.real.terminal import running


def test_the_draft_is_recalled_and_sent(
    draft: Draft, into_maildir: Settings, program: Callable[[str], str], mail: Path, surroundings: dict[str, str]
) -> None:
    aerc = program("aerc")
    maildir.deliver(draft, into_maildir)
    sent = mail.parent / "sent.eml"
    outgoing = mail.parent / "outgoing"
    outgoing.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {sent}.to\ncat > {sent}.part\nmv {sent}.part {sent}\n')
    outgoing.chmod(0o755)
    config = mail.parent / ".config" / "aerc"
    config.mkdir(parents=True)
    accounts = config / "accounts.conf"
    accounts.write_text(
        f"[home]\nsource = maildir://{mail}\noutgoing = {outgoing}\ndefault = Drafts\npostpone = Drafts\n"
        "from = Ann Example <ann@home.example>\ncopy-to = Sent\n"
    )
    accounts.chmod(0o600)
    (config / "aerc.conf").write_text("[general]\nunsafe-accounts-conf=true\n")
    with running([aerc], surroundings) as terminal:
        terminal.wait_for("Accès")
        terminal.forget()
        terminal.type(":recall\r")
        terminal.wait_for("Send this email?", "Send?", "yes")
        terminal.forget()
        terminal.type("y")
        terminal.until(sent.exists)
        terminal.type(":quit\r")
    message = email.message_from_bytes(sent.read_bytes(), policy=email.policy.default)
    assert message["Message-ID"] == draft.message_id
    assert message["To"].addresses[0].addr_spec == draft.to
    assert message["Subject"] == draft.subject
    assert "Bcc" not in message
    recipients = Path(f"{sent}.to").read_text().split()
    assert recipients == ["privacy@harbour.example"]
