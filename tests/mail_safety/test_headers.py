"""Values of headers are refused, never repaired, and a message has exactly the headers and the one To intended."""

import email
import email.policy
import random
import re
import urllib.parse
from collections.abc import Iterator
from email.utils import getaddresses
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cookietui.actions import draft as drafting
from cookietui.actions.order import Order
from cookietui.actions.workspace import Workspace
from cookietui.core.address import mailto, parse
from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput, UsageError
from cookietui.core.mail import BODY_LIMIT, Draft, as_eml, subject_with
from cookietui.core.text import clean
from cookietui.deliveries import eml, imap, maildir, sendmail
from cookietui.deliveries import mailto as linking
from tests.actions.conftest import TEXT, keep, tea, ws
from tests.mail_safety.noise import FIELDS, HOSTILE, hostile, random_draft

__all__ = ["keep", "ws"]
draft: Any = drafting.draft

SEEDS = 10
FIELDS_A_SEED = 10_000
"""Ten seeds of 10,000 make 100,000 random fields."""
HEADERS = ["From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "Content-Type",
           "Content-Transfer-Encoding", "MIME-Version"]  # fmt: skip
GOOD = Draft(
    reference="ck-7f3a2c",
    to="p@shop.example",
    subject="Objection [ck-7f3a2c]",
    body="Stop.\n",
    message_id="<ck.1@home.example>",
)


def by_hand(data: bytes, end: bytes = b"\r\n") -> list[tuple[str, str]]:
    """The headers as RFC 5322 section 2.2 reads them, without any library: names and unfolded values."""
    head, _, _ = data.partition(end + end)
    rows: list[tuple[str, str]] = []
    for line in head.split(end):
        assert line.isascii()
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), line
        if line[:1] in {b" ", b"\t"}:
            name, value = rows.pop()
            rows.append((name, value + line.decode()))
        else:
            name, colon, value = line.decode().partition(":")
            assert colon
            assert re.fullmatch(r"[A-Za-z-]+", name)
            rows.append((name, value))
    return rows


def check_message(data: bytes, made: Draft, extra: tuple[str, ...] = ()) -> None:
    """One message, read by hand and by both parsers of the standard library: what is in it is what was previewed."""
    wanted = [*HEADERS[:6], *extra, *HEADERS[6:]]
    read = by_hand(data)
    modern = email.message_from_bytes(data, policy=email.policy.default)
    old = email.message_from_bytes(data, policy=email.policy.compat32)
    assert [name for name, _ in read] == list(modern.keys()) == list(old.keys()) == wanted
    spec = parse(made.to).spec
    assert [value for name, value in read if name == "To"] == [f" {spec}"]
    assert [each.addr_spec for each in modern["To"].addresses] == [spec]
    assert getaddresses([str(old["To"])]) == [("", spec)]
    assert modern["Subject"] == made.subject
    assert [each.addr_spec for each in modern["From"].addresses] == [parse(made.sender_email).spec]
    assert modern["In-Reply-To"] == made.in_reply_to
    assert modern["References"].split() == list(made.references)
    assert modern.get_content().replace("\r\n", "\n") == clean(made.body).rstrip("\n") + "\n"
    assert modern.get_content_type() == "text/plain"
    assert not modern.is_multipart()
    assert max(map(len, data.split(b"\r\n"))) <= 998


def check_link(made: Draft) -> None:
    """A mailto link has the address, a subject and a body, and no other field however it is read."""
    try:
        link = mailto(made.to, made.subject, made.body)
    except BadInput:
        return
    path, _, query = link.removeprefix("mailto:").partition("?")
    assert path == parse(made.to).spec
    assert [part.partition("=")[0] for part in query.split("&")] == ["subject", "body"]
    fields = urllib.parse.parse_qs(query, keep_blank_values=True, errors="surrogatepass")
    assert sorted(fields) == ["body", "subject"]
    assert link.isascii()
    assert link.isprintable()
    assert " " not in link


def as_kept(made: Draft, box: Path) -> Iterator[bytes]:
    """The message as each way that keeps one keeps it, with CRLF."""
    kept: list[bytes] = []
    plain = Settings(folder=box, save=lambda _path, data: kept.append(data))
    account = {"host": "mail.home.example", "user": "ann", "password_command": ["pass"]}
    for way, table in ((eml, {}), (maildir, {}), (imap, account), (sendmail, {"command": ["send", "{to}"]})):
        receipt = way.deliver(made, msgspec.structs.replace(plain, table=table))
        data = kept.pop()
        assert not kept
        if way is maildir:
            assert b"\r" not in data
            assert [name for name, _ in by_hand(data, b"\n")] == HEADERS
            data = data.replace(b"\n", b"\r\n")
        if receipt.launch is not None:
            assert receipt.launch.feed == data
            assert receipt.launch.command == ("send", parse(made.to).spec)
        yield data


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A Maildir."""
    for part in ("cur", "new", "tmp"):
        (tmp_path / part).mkdir()
    return tmp_path


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_fields_never_add_a_header_or_a_recipient(seed: int, box: Path) -> None:
    rng = random.Random(f"fields {seed}")
    drafts = FIELDS_A_SEED // len(FIELDS)
    built = refused = 0
    said: list[str] = []
    for number in range(drafts):
        made = random_draft(rng)
        try:
            data = as_eml(made)
        except BadInput as error:
            refused += 1
            said.append(str(error))
            continue
        built += 1
        check_message(data, made)
        check_link(made)
        if number % 20 == 0 and re.fullmatch(r"[a-z0-9][a-z0-9-]{2,40}", made.reference):
            assert set(as_kept(made, box)) == {data}
    assert all(map(str.isprintable, said))
    assert built > drafts / 5, "harmless fields are written"
    assert refused > drafts / 5, "hostile ones are met"


@pytest.mark.parametrize("name", ["subject", "sender_name", "to", "sender_email", "message_id", "in_reply_to"])
@pytest.mark.parametrize("piece", [each for each in HOSTILE if not each.isprintable() or "=?" in each])
def test_each_is_refused_and_not_repaired(name: str, piece: str) -> None:
    """Wherever it stands: alone, before, within, after; a trailing line feed, NUL and lone surrogates among them."""
    usual = {
        "subject": "Objection",
        "sender_name": "Ann",
        "message_id": "<a@b.example>",
        "in_reply_to": "<a@b.example>",
    }
    value = usual.get(name, "p@shop.example")
    full = msgspec.structs.replace(GOOD, sender_email="ann@home.example", sender_name="Ann")
    for bad in (piece, piece + value, value[:3] + piece + value[3:], value + piece):
        with pytest.raises(BadInput):
            as_eml(msgspec.structs.replace(full, **{name: bad}))


@pytest.mark.parametrize(
    "to",
    [
        "p@shop.example, evil@e.example",
        "p@shop.example,evil@e.example",
        "p@shop.example;evil@e.example",
        "p@shop.example evil@e.example",
        "p@shop.example\tevil@e.example",
        "p@shop.example <evil@e.example>",
        "<p@shop.example>",
        "g: p@shop.example, evil@e.example;",
        "p@shop.example (evil@e.example)",
        "p@e.example@shop.example",
        "p@shop.example\r\n evil@e.example",
        "p@shop.example\u2028evil@e.example",
    ],
)
def test_two_recipients_in_one_field_are_refused_by_every_way(to: str, box: Path) -> None:
    made = msgspec.structs.replace(GOOD, to=to)
    for way in (eml, maildir, sendmail, linking):
        with pytest.raises(BadInput):
            way.deliver(
                made, Settings(folder=box, save=lambda *_: None, table={"command": ["send"]} if way is sendmail else {})
            )


@pytest.mark.parametrize(
    "piece", ["\r\nBcc: e@e.example", "&bcc=e@e.example", "&cc=e@e.example", "&attach=/etc/passwd", "?to=e@e.example"]
)
def test_a_link_never_has_bcc_cc_or_attachments(piece: str) -> None:
    link = mailto("p@shop.example", f"s{piece.strip()}".replace("\r\n", " "), f"b{piece}")
    names = [part.partition("=")[0].lower() for part in link.partition("?")[2].split("&")]
    assert names == ["subject", "body"]
    with pytest.raises(BadInput):
        mailto(f"p@shop.example{piece}", "s", "b")


def test_a_long_body_is_refused_and_one_at_the_limit_is_written() -> None:
    as_eml(msgspec.structs.replace(GOOD, body="x" * BODY_LIMIT))
    with pytest.raises(BadInput):
        as_eml(msgspec.structs.replace(GOOD, body="x" * (BODY_LIMIT + 1)))


@pytest.mark.parametrize("seed", range(3))
def test_what_a_policy_says_never_leaves_its_place_in_a_letter(ws: Workspace, keep: Any, seed: int) -> None:
    """Site names, quotes and reasons that are hostile, through the whole of drafting, to the file."""
    rng = random.Random(f"policy {seed}")
    for _ in range(15):
        found = tea()
        quote = kept(hostile(rng, 30))
        rows = [msgspec.structs.replace(each, quote=quote) for each in found.evidence]
        name = msgspec.structs.replace(found.site, name=kept(hostile(rng, 20)))
        keep(msgspec.structs.replace(found, site=name, evidence=tuple(rows)), text=TEXT + str(rng.random()))
        done = draft(ws, Order(target="tea.example", rights=("object",), reason=hostile(rng, 30), share=()))
        data = done.path.read_bytes()
        assert [name for name, _ in by_hand(data)] == ["To", "Subject", "Date", *HEADERS[3:4], *HEADERS[6:]]
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert [each.addr_spec for each in message["To"].addresses] == ["privacy@tea.example"] == [done.request.to]
        assert message["Subject"] == done.request.subject
        assert "\x1b" not in message.get_content()


@pytest.mark.parametrize("seed", range(3))
def test_an_address_of_a_policy_that_is_more_than_one_address_stops_the_draft(
    ws: Workspace, keep: Any, seed: int
) -> None:
    rng = random.Random(f"address {seed}")
    for _ in range(40):
        bad = rng.choice(["privacy@tea.example{}", "{}privacy@tea.example", "privacy{}@tea.example"]).format(
            hostile(rng)
        )
        try:
            spec = parse(bad.strip()).spec
        except BadInput:
            with pytest.raises((UsageError, BadInput)):
                draft(
                    ws_with(keep, ws), Order(target="tea.example", rights=("object",), recipient=bad, channel="email")
                )
            continue
        assert spec.rpartition("@")[0].isascii()


def kept(text: str) -> str:
    """As a library keeps it, in UTF-8, which has no lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def ws_with(keep: Any, ws: Workspace) -> Workspace:
    keep()
    return ws


def test_the_subject_of_any_site_name_fits_a_header() -> None:
    rng = random.Random(2047)
    for _ in range(400):
        subject = subject_with(hostile(rng, 60), "ck-7f3a2c")
        assert subject.endswith("[ck-7f3a2c]")
        data = as_eml(msgspec.structs.replace(GOOD, subject=subject))
        assert email.message_from_bytes(data, policy=email.policy.default)["Subject"] == subject
