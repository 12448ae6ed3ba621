"""A server may hang, drip, refuse or talk nonsense: each is one line, in bounded time, without the password in it."""

import contextlib
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from cookietui.core.delivery import Settings
from cookietui.core.errors import BadInput, NotDelivered
from cookietui.core.mail import Draft
from cookietui.deliveries import _imap_session, _mailbox, imap

SECRET = "s3cret-pass"
BOXES = b'* LIST (\\HasNoChildren) "/" INBOX\r\n* LIST (\\HasNoChildren \\Drafts) "/" "Entw&APw-rfe"\r\n'
Answer = Callable[[str, list[str]], bytes | None]


class Server:
    """Answers each command with a script; counts the messages it was given."""

    def __init__(self, answer: Answer, greeting: bytes = b"* OK [CAPABILITY IMAP4rev1] hello\r\n") -> None:
        self.answer = answer
        self.greeting = greeting
        self.appended: list[bytes] = []
        self.commands: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), connection.makefile("rwb") as stream:
            stream.write(self.greeting)
            stream.flush()
            for raw in stream:
                tag, verb, *words = raw.decode("latin-1").split()
                self.commands.append(raw.decode("latin-1").strip())
                given = self.answer(verb.upper(), words)
                if given is None:
                    given = self.usual(verb.upper(), words, stream)
                if given is not None:
                    stream.write(given.replace(b"TAG", tag.encode()))
                    stream.flush()

    def usual(self, verb: str, words: list[str], stream: Any) -> bytes:
        if verb == "CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n"
        if verb == "LIST":
            return BOXES + b"TAG OK done\r\n"
        if verb == "UID":
            found = b" 7" if self.appended else b""
            return b"* SEARCH" + found + b"\r\nTAG OK done\r\n"
        if verb == "APPEND":
            stream.write(b"+ go on\r\n")
            stream.flush()
            self.appended.append(stream.read(int(words[-1].strip("{}"))))
            stream.readline()
            return b"TAG OK [APPENDUID 1 7] done\r\n"
        if verb == "LOGOUT":
            return b"* BYE\r\nTAG OK done\r\n"
        return b"TAG OK done\r\n"

    def close(self) -> None:
        for each in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


Serve = Callable[..., Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    started: list[Server] = []

    def start(answer: Answer = lambda _verb, _words: None, **more: Any) -> Server:
        started.append(Server(answer, **more))
        return started[-1]

    yield start
    for each in started:
        each.close()


def account(port: int, folder: Path, **changes: Any) -> Settings:
    table = {
        "host": "127.0.0.1", "port": port, "user": "ann", "security": "none", "timeout": 1.0,
        "password_command": [sys.executable, "-c", f"print('{SECRET}')"], **changes,
    }  # fmt: skip
    return Settings(folder=folder, table=table, environment=os.environ)


def refused(draft: Draft, settings: Settings) -> str:
    with pytest.raises(NotDelivered) as told:
        imap.carry(draft, settings)
    line = str(told.value)
    assert "\n" not in line
    assert "\x1b" not in line
    assert SECRET not in line
    assert len(line) < 500
    return line


def test_the_draft_is_appended_once_with_the_name_the_server_wrote(draft: Draft, folder: Path, serve: Serve) -> None:
    server = serve()
    for _ in range(2):
        imap.carry(draft, account(server.port, folder))
    assert len(server.appended) == 1
    (append,) = (line for line in server.commands if " APPEND " in line)
    assert '"Entw&APw-rfe" (\\Draft \\Seen)' in append
    assert b"\r\nMessage-ID: " + draft.message_id.encode() in server.appended[0]
    assert not [line for line in server.commands if " SELECT " in line], "the box is looked into with EXAMINE"


def test_a_mailbox_that_is_gone_is_said_and_not_made(draft: Draft, folder: Path, serve: Serve) -> None:
    server = serve(lambda verb, _: b"TAG NO [TRYCREATE] no such mailbox\r\n" if verb == "APPEND" else None)
    line = refused(draft, account(server.port, folder))
    assert "[TRYCREATE] no such mailbox" in line
    assert "none is made" in line
    assert not [each for each in server.commands if " CREATE" in each]


@pytest.mark.parametrize("verb", ["CAPABILITY", "LOGIN", "LIST", "EXAMINE", "UID", "APPEND"])
def test_a_server_that_falls_silent_is_given_up(draft: Draft, folder: Path, serve: Serve, verb: str) -> None:
    server = serve(lambda now, _: b"" if now == verb else None)
    begun = time.monotonic()
    assert "did not answer within 1 seconds" in refused(draft, account(server.port, folder))
    assert time.monotonic() - begun < 20


def test_a_server_that_never_greets_is_given_up(draft: Draft, folder: Path, serve: Serve) -> None:
    server = serve(greeting=b"")
    assert "did not answer" in refused(draft, account(server.port, folder))


def test_a_server_that_drips_is_given_up_altogether(
    draft: Draft, folder: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drip(verb: str, _words: list[str]) -> bytes | None:
        if verb == "LIST":
            time.sleep(0.3)
            return b'* LIST () "/" one\r\n' * 3
        return None

    monkeypatch.setattr(_imap_session, "WHOLE", 1.0)
    slow = serve(drip)
    slow.greeting = b"* OK hello\r\n"
    begun = time.monotonic()
    line = refused(draft, account(slow.port, folder, timeout=30.0))
    assert "took longer than 1 seconds" in line
    assert time.monotonic() - begun < 25


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ({"LOGIN": b"TAG NO [AUTHENTICATIONFAILED] not you\r\n"}, "AUTHENTICATIONFAILED"),
        ({"LOGIN": b"TAG NO wrong: ann s3cret-pass\r\n"}, "***"),
        ({"LOGIN": b"* BYE go away\r\n"}, "go away"),
        ({"LIST": b"TAG NO \x1b[31mnot\x07 now\r\n"}, "not now"),
        ({"LIST": b"TAG OK done\r\n"}, "no mailbox is marked for drafts"),
        ({"LIST": b'* LIST (\\Drafts) "/" A\r\n* LIST (\\Drafts) "/" B\r\nTAG OK done\r\n'}, "there are: A, B"),
        ({"EXAMINE": b"TAG NO [NONEXISTENT] gone\r\n"}, "none is made"),
        ({"UID": b"TAG BAD what\r\n"}, "what"),
        ({"APPEND": b"TAG NO [OVERQUOTA] full\r\n"}, "OVERQUOTA"),
        ({"CAPABILITY": b"gibberish\r\n"}, "127.0.0.1 refused"),
    ],
)
def test_every_refusal_is_one_line(
    draft: Draft, folder: Path, serve: Serve, script: dict[str, bytes], said: str
) -> None:
    server = serve(lambda verb, _: script.get(verb))
    assert said in refused(draft, account(server.port, folder))
    assert not server.appended


def test_a_closed_port_and_a_server_that_hangs_up(draft: Draft, folder: Path, serve: Serve) -> None:
    server = serve()
    server.close()
    assert "127.0.0.1 cannot be reached" in refused(draft, account(server.port, folder))
    cut = serve(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n")
    assert "127.0.0.1" in refused(draft, account(cut.port, folder))


def test_tls_is_the_rule_and_plain_text_stays_on_this_machine(folder: Path) -> None:
    assert imap.Options().security == "tls"
    plain = account(143, folder, host="mail.example")
    assert "only made to this machine" in imap.ready(plain).missing[0]
    assert imap.ready(account(143, folder)).ok
    with pytest.raises(BadInput, match=r"\[imap\].*timeout"):
        imap.ready(account(143, folder, timeout="long"))


def test_what_is_missing_is_said_without_touching_the_network(folder: Path) -> None:
    assert "no account is set" in imap.ready(Settings(folder=folder)).missing[0]
    assert "no password can be had" in imap.ready(account(1, folder, password_command=[])).missing[0]
    absent = account(1, folder, password_command=["no-such-program-here"])
    assert imap.ready(absent).missing == ("the password command no-such-program-here was not found",)
    assert "user and mailbox are printable" in imap.ready(account(1, folder, user="a\r\nb")).missing[0]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise SystemExit(4)", "ended with 4"),
        ("pass", "printed nothing"),
        ("import sys; sys.stderr.write('s3cret-pass'); raise SystemExit(1)", "ended with 1"),
    ],
)
def test_a_password_command_that_fails_is_told_without_what_it_said(
    draft: Draft, folder: Path, code: str, said: str
) -> None:
    assert said in refused(draft, account(1, folder, password_command=[sys.executable, "-c", code]))


def test_keyring_is_an_extra_and_an_empty_one_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    asked = account(1, folder, password_command=[], keyring=True)
    assert "cookietui[keyring]" in imap.ready(asked).missing[0]


def test_names_are_kept_as_they_came_and_shown_as_they_are_meant() -> None:
    rows = [
        b'(\\HasNoChildren \\Drafts) "/" Entw&APw-rfe',
        b'(\\Noselect) "/" "[Gmail]"',
        (b'(\\Marked) "." {9}', b'a "b" \\ c'),
        b")",
        b'(\\Drafts) "/" "evil\r\nA1 DELETE INBOX"',
        None,
        b'() NIL "with \\"quotes\\""',
        b'() "/" "&AAo-"',
        b'() "/" "&broken"',
    ]
    boxes = _mailbox.listed(rows)
    assert [box.quoted for box in boxes] == [
        '"Entw&APw-rfe"', '"a \\"b\\" \\\\ c"', '"with \\"quotes\\""', '"&AAo-"', '"&broken"',
    ]  # fmt: skip
    assert boxes[0].shown == "Entwürfe"
    assert _mailbox.named(boxes, "Entwürfe") == _mailbox.named(boxes, "Entw&APw-rfe") == boxes[0]
    assert _mailbox.drafts(boxes) == boxes[0]
    assert "\n" not in boxes[3].shown


def test_the_draft_is_a_file_whatever_the_server_says(draft: Draft, settings: Settings) -> None:
    own = msgspec.structs.replace(account(1, settings.folder or Path()), save=settings.save)
    receipt = imap.deliver(draft, own)
    assert receipt.path is not None
    assert receipt.path.exists()
    assert receipt.uri == "mid:ck-7f3a2c.0011223344556677@home.example"


class Keyring:
    """What the package `keyring` offers, with one password."""

    def __init__(self, password: str | None, *, failing: bool = False) -> None:
        fail = type("Keyring", (), {})
        self.backends = SimpleNamespace(fail=SimpleNamespace(Keyring=fail))
        self.errors = SimpleNamespace(KeyringError=RuntimeError)
        self._failing = fail() if failing else object()
        self._password = password

    def get_keyring(self) -> object:
        return self._failing

    def get_password(self, service: str, user: str) -> str | None:
        return self._password if (service, user) == ("127.0.0.1", "ann") else None

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, module in (
            ("keyring", self), ("keyring.backends", self.backends), ("keyring.backends.fail", self.backends.fail),
            ("keyring.errors", self.errors),
        ):  # fmt: skip
            monkeypatch.setitem(sys.modules, name, module)


def test_the_keyring_gives_the_password(
    draft: Draft, folder: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    Keyring(SECRET).install(monkeypatch)
    server = serve()
    asked = account(server.port, folder, password_command=[], keyring=True)
    assert imap.ready(asked).ok
    imap.carry(draft, asked)
    assert len(server.appended) == 1
    assert any(f'LOGIN "ann" "{SECRET}"' in line for line in server.commands)


def test_a_keyring_that_is_closed_or_empty_is_told(draft: Draft, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = account(1, folder, password_command=[], keyring=True)
    Keyring(None, failing=True).install(monkeypatch)
    assert "no keyring of this system is open" in imap.ready(asked).missing[0]
    Keyring(None).install(monkeypatch)
    assert "keyring set 127.0.0.1 ann" in refused(draft, asked)
