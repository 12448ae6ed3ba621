"""A mailto link holds the whole draft, and long ones are told."""

import urllib.parse

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput
from cookietui.core.mail import Draft
from cookietui.deliveries import mailto


def test_the_link_reads_back(draft: Draft) -> None:
    receipt = mailto.deliver(draft, Settings())
    assert receipt.uri is not None
    query = urllib.parse.parse_qs(receipt.uri.partition("?")[2], strict_parsing=True)
    assert query == {"subject": [draft.subject], "body": [draft.body.replace("\n", "\r\n")]}
    assert receipt.text == receipt.uri + "\n"
    assert receipt.warnings == ()
    assert receipt.path is None


def test_a_long_link_warns_and_a_huge_one_is_refused(draft: Draft) -> None:
    long = mailto.deliver(msgspec.structs.replace(draft, body="x " * 1000), Settings())
    assert "cut" in long.warnings[0]
    with pytest.raises(BadInput, match="write a file"):
        mailto.deliver(msgspec.structs.replace(draft, body="漢" * 20_000), Settings())


def test_fields_are_checked_like_those_of_a_message(draft: Draft) -> None:
    for changes in ({"subject": "a\r\nBcc: e@e.example"}, {"to": "a@b.example?bcc=c@d.example"}):
        with pytest.raises(BadInput):
            mailto.deliver(msgspec.structs.replace(draft, **changes), Settings())
