"""Printed drafts are plain text that a terminal can not be driven with."""

import re

import msgspec

from cookietui.core.delivery import Settings
from cookietui.core.mail import Draft
from cookietui.deliveries import stdout


def test_recipient_subject_and_letter_are_printed(draft: Draft) -> None:
    receipt = stdout.deliver(draft, Settings())
    assert receipt.text == f"To: {draft.to}\nSubject: {draft.subject}\n\n{draft.body}"
    assert (receipt.path, receipt.uri) == (None, None)


def test_postal_lines_become_one(draft: Draft) -> None:
    text = stdout.deliver(msgspec.structs.replace(draft, to="A Ltd\n\n1 Street\n"), Settings()).text
    assert text.startswith("To: A Ltd, 1 Street\n")


def test_no_control_character_is_printed(draft: Draft) -> None:
    nasty = "x\x1b]52;c;QUJD\x07\x9b2J\u202e\r\ny"
    text = stdout.deliver(msgspec.structs.replace(draft, to=nasty, subject=nasty, body=nasty), Settings()).text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
