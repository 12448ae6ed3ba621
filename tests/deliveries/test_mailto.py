"""A mailto link holds the whole draft, and long ones are told."""

import re
import urllib.parse
from pathlib import Path

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
    with pytest.raises(BadInput, match="use eml"):
        mailto.deliver(msgspec.structs.replace(draft, body="漢" * 20_000), Settings())


def test_fields_are_checked_like_those_of_a_message(draft: Draft) -> None:
    for changes in ({"subject": "a\r\nBcc: e@e.example"}, {"to": "a@b.example?bcc=c@d.example"}):
        with pytest.raises(BadInput):
            mailto.deliver(msgspec.structs.replace(draft, **changes), Settings())


def here(folder: Path, *programs: str, **table: object) -> Settings:
    for name in programs:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return Settings(table=table, environment={"PATH": str(folder), "DISPLAY": ":0"})


def test_every_byte_that_is_not_unreserved_is_encoded(draft: Draft) -> None:
    hard = "Opt-out – réf & co. 100% + 反對 #7? 'a', b=c;\t\"x\""
    receipt = mailto.deliver(msgspec.structs.replace(draft, subject=hard.replace("\t", " "), body=hard), Settings())
    assert receipt.uri is not None
    head, _, query = receipt.uri.partition("?")
    assert head == "mailto:privacy@harbour.example"
    assert re.fullmatch(r"subject=[A-Za-z0-9_.~%-]+&body=[A-Za-z0-9_.~%-]+", query)
    assert "+" not in query
    assert query.endswith("%22x%22")


def test_a_plus_in_the_address_stays_as_it_is(draft: Draft) -> None:
    receipt = mailto.deliver(msgspec.structs.replace(draft, to="privacy+gdpr@harbour.example"), Settings())
    assert str(receipt.uri).startswith("mailto:privacy+gdpr@harbour.example?")


@pytest.mark.parametrize(
    ("program", "first", "terminal"),
    [
        ("xdg-email", ("xdg-email",), False),
        ("claws-mail", ("claws-mail", "--compose"), False),
        ("aerc", ("aerc",), True),
        ("neomutt", ("neomutt",), True),
    ],
)
def test_programs_get_the_link_as_one_word(
    draft: Draft, folder: Path, program: str, first: tuple[str, ...], terminal: bool
) -> None:
    receipt = mailto.deliver(draft, here(folder, program))
    assert receipt.launch is not None
    assert receipt.launch.command == (*first, receipt.uri)
    assert receipt.launch.terminal is terminal


def test_thunderbird_gets_fields_in_which_nothing_can_part_them(draft: Draft, folder: Path) -> None:
    hostile = msgspec.structs.replace(
        draft, subject="It's, x=1,body=evil,attachment='/etc/hostname'", body="a,attachment=/etc/passwd\n"
    )
    receipt = mailto.deliver(hostile, here(folder, "thunderbird"))
    assert receipt.launch is not None
    program, option, fields = receipt.launch.command
    assert (program, option) == ("thunderbird", "-compose")
    assert [field.partition("=")[0] for field in fields.split(",")] == ["to", "subject", "body", "format"]
    assert not set("'\"") & set(fields)


def test_without_a_program_the_link_is_there_to_be_copied(draft: Draft, folder: Path) -> None:
    receipt = mailto.deliver(draft, here(folder))
    assert receipt.launch is None
    assert receipt.uri
    assert "copy it" in mailto.ready(here(folder)).note
    assert "not found" in mailto.deliver(draft, here(folder, program="neomutt")).warnings[0]


def test_braces_of_the_letter_are_no_places(draft: Draft, folder: Path) -> None:
    receipt = mailto.deliver(
        msgspec.structs.replace(draft, body="{uri} {to} {file}\n"), here(folder, command=["mine", "{uri}", "--x={to}"])
    )
    assert receipt.launch is not None
    assert receipt.launch.command == ("mine", receipt.uri, "--x=privacy%40harbour.example")


def test_an_answer_says_that_a_link_leaves_the_thread(draft: Draft) -> None:
    answer = msgspec.structs.replace(draft, in_reply_to="<a.b@c.example>")
    assert "thread" in mailto.deliver(answer, Settings()).warnings[0]
