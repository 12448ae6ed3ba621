"""One plain message to one recipient, asked once, handed over as a list of words; records hold no letter but their own."""

import ast
import email
import email.policy
import re
from pathlib import Path
from typing import Any

import pytest

import cookietui
from cookietui.actions import draft as drafting
from cookietui.actions.order import Order
from cookietui.actions.requests import list_requests, record_state
from cookietui.actions.workspace import Workspace
from cookietui.core.address import parse
from cookietui.core.errors import BadInput, UsageError
from cookietui.core.mail import Draft, as_eml
from tests.actions.conftest import keep, ws

__all__ = ["keep", "ws"]
draft: Any = drafting.draft
SOURCES = sorted(Path(cookietui.__file__).parent.rglob("*.py"))
UNWANTED = (
    "Bcc", "Cc", "Reply-To", "Disposition-Notification-To", "Return-Receipt-To", "X-Confirm-Reading-To", "Read-Receipt-To",
    "Content-Disposition", "Sender", "Errors-To", "User-Agent", "X-Mailer",
)  # fmt: skip


def order(*rights: Any, **more: Any) -> Order:
    return Order(target="tea.example", rights=rights, **more)


def test_a_message_is_one_part_of_plain_text_and_asks_for_no_receipt() -> None:
    made = Draft(
        reference="ck-7f3a2c",
        to="p@shop.example",
        subject="s",
        body="<b>no</b> <img src=https://t.example/x.gif>\n",
        message_id="<a@b.example>",
    )
    for unsent in (False, True):
        message = email.message_from_bytes(as_eml(made, unsent=unsent), policy=email.policy.default)
        assert message.get_content_type() == "text/plain"
        assert list(message.walk()) == [message]
        assert not list(message.iter_attachments())
        assert not [name for name in UNWANTED if name in message]


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ((("object",), None), (("object",), None), True),
        ((("access", "delete"), "eu"), (("access",), "eu"), True),
        ((("access",), "eu"), (("access", "delete"), "eu"), True),
        ((("access",), "eu"), (("delete",), "eu"), False),
        ((("access",), "eu"), (("access",), "gb"), False),
    ],
)
def test_a_right_that_is_open_there_under_that_law_is_not_asked_again(
    ws: Workspace, keep: Any, first: Any, second: Any, refused: bool
) -> None:
    keep()
    reference = draft(ws, order(*first[0], law=first[1], reason="r"), way="eml").request.reference
    record_state(ws, reference, "sent")
    again = order(*second[0], law=second[1], reason="r")
    if refused:
        with pytest.raises(UsageError, match=reference):
            draft(ws, again, way="eml")
        assert len(list_requests(ws)) == 1
        record_state(ws, reference, "fulfilled")
    assert draft(ws, again, way="eml").request.reference != reference


def test_a_draft_goes_to_one_recipient_and_two_drafts_are_two_messages(ws: Workspace, keep: Any) -> None:
    keep()
    one, two = (draft(ws, order(right, law="eu", reason="r"), way="eml") for right in ("access", "delete"))
    assert one.path != two.path
    for done in (one, two):
        message = email.message_from_bytes(done.path.read_bytes(), policy=email.policy.default)
        assert len(message.get_all("To", [])) == len(message["To"].addresses) == 1


@pytest.mark.parametrize("text", ["-oQ/tmp@shop.example", "-@shop.example", "--to=x@shop.example", "p@-shop.example"])
def test_an_address_never_begins_like_an_option(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text)


def test_programs_are_started_in_one_place_and_never_by_a_shell() -> None:
    """No `shell=`, no os.system and the like anywhere; subprocess is known to few modules, which are named here."""
    users = set()
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert not any(word.arg == "shell" for word in node.keywords), path
                assert called not in {
                    "os.system",
                    "os.popen",
                    "subprocess.getoutput",
                    "subprocess.getstatusoutput",
                    "eval",
                    "exec",
                }, path
                assert not called.startswith(("os.exec", "os.spawn", "pty.")), (path, called)
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if "subprocess" in names or (isinstance(node, ast.ImportFrom) and node.module == "subprocess"):
                users.add(path.relative_to(Path(cookietui.__file__).parent).as_posix())
    assert "deliveries/_running.py" in users
    for user in users:
        source = (Path(cookietui.__file__).parent / user).read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("subprocess."):
                assert not isinstance(node.args[0] if node.args else None, ast.Constant | ast.JoinedStr), (
                    user,
                    "a list of words",
                )


def test_nothing_is_logged() -> None:
    """There is no log but the ledger and the journal: nothing is written to the logging of the system either."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert not {"logging", "syslog"} & {*names, module} or path.name == "_paper.py", path
    paper = next(path for path in SOURCES if path.name == "_paper.py").read_text("utf-8")
    assert set(re.findall(r"logging\.\w+", paper)) == {"logging.getLogger", "logging.CRITICAL"}, "it keeps fonts quiet"


def test_an_event_of_the_ledger_holds_digest_message_id_and_day(ws: Workspace, keep: Any) -> None:
    keep()
    reference = draft(ws, order("object")).request.reference
    record_state(ws, reference, "sent")
    (request,) = list_requests(ws)
    (event,) = request.events
    assert (event.state, event.on) == ("sent", ws.today)
    assert request.body not in repr(event)
