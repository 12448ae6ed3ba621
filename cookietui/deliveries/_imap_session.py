"""One session with an IMAP server: bounded in time, TLS checked, every refusal one line without a secret."""

import contextlib
import imaplib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from cookietui.core.errors import NotDelivered
from cookietui.core.text import one_line
from cookietui.deliveries import _mailbox
from cookietui.deliveries._mailbox import Account, Mailbox

WHOLE = 90.0
"""Seconds that a session may take altogether, however slowly the server talks."""
_PORTS = {"tls": 993, "starttls": 143, "none": 143}
_SUGGESTED = 8
_FAULTS = (imaplib.IMAP4.error, OSError, ValueError, UnicodeError)
"""What imaplib raises; an SSL error is an OSError."""


class Session:
    """A logged-in connection."""

    def __init__(self, connection: imaplib.IMAP4, account: Account) -> None:
        self._connection = connection
        self._account = account

    def drafts(self, name: str) -> Mailbox:
        """The mailbox of that name, else the one marked for drafts; raises NotDelivered that names those there are."""
        kind, rows = self._connection.list()
        if kind != "OK":
            self._refused("the list of mailboxes", rows)
        boxes = _mailbox.listed(rows)
        found = _mailbox.named(boxes, name) if name else _mailbox.drafts(boxes) or _mailbox.drafts(self._marked())
        if found:
            return found
        likely = sorted(boxes, key=lambda box: ("draft" not in box.shown.lower(), box.shown))[:_SUGGESTED]
        there = ", ".join(box.shown for box in likely) or "none"
        what = f"there is no mailbox {name!r}" if name else "no mailbox is marked for drafts; set [imap] mailbox"
        raise NotDelivered(f"{self._account.host}: {what}; there are: {there}")

    def _marked(self) -> tuple[Mailbox, ...]:
        """The mailboxes with a special use (RFC 6154); imaplib has no word for LIST with a selection."""
        one = self._connection
        if "SPECIAL-USE" not in one.capabilities:
            return ()
        kind, answer = one._simple_command("LIST", "(SPECIAL-USE)", '""', "*")  # noqa: SLF001 - see above
        if kind != "OK":
            return ()
        return _mailbox.listed(one._untagged_response(kind, answer, "LIST")[1])  # noqa: SLF001 - same

    def holds(self, box: Mailbox, message_id: str) -> bool:
        """Whether a message with that Message-ID lies in the mailbox, which is only looked into."""
        kind, answer = self._connection.select(box.quoted, readonly=True)
        if kind != "OK":
            self._refused(f"opening {box.shown}", answer)
        kind, answer = self._connection.uid("SEARCH", "HEADER", "Message-ID", f'"{message_id}"')
        if kind != "OK":
            self._refused(f"searching {box.shown}", answer)
        return any(row for row in answer)

    def append(self, box: Mailbox, message: bytes) -> None:
        """Add the message with the flags of a draft; the mailbox is never made."""
        now = imaplib.Time2Internaldate(time.time())
        kind, answer = self._connection.append(box.quoted, r"(\Draft \Seen)", now, message)
        if kind != "OK":
            self._refused(f"the draft for {box.shown}", answer)

    def _refused(self, what: str, answer: object) -> NoReturn:
        said = _words(answer)
        hint = "; that mailbox is not there, and none is made: make it in your mail program" if _missing(said) else ""
        raise NotDelivered(f"{self._account.host} refused {what}: {said or 'without a reason'}{hint}")


def _missing(said: str) -> bool:
    return re.search(r"\[(TRYCREATE|NONEXISTENT)\]", said, re.IGNORECASE) is not None


def _words(answer: object) -> str:
    rows = answer if isinstance(answer, (list, tuple)) else [answer]
    parts = [row.decode("utf-8", "replace") if isinstance(row, bytes) else str(row) for row in rows if row]
    return one_line(" ".join(parts), 200)


class _Deadline:
    """Cuts a connection that takes longer altogether than is patient, at whatever point it is."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connected: socket.socket) -> None:
        self._socket = connected

    def _cut(self) -> None:
        self.passed = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def cancel(self) -> None:
        self._timer.cancel()


class _Wire(imaplib.IMAP4):
    """A connection whose socket is watched from its first byte on: a server may drip while TLS is still agreed on."""

    def __init__(self, account: Account, deadline: _Deadline) -> None:
        self._account = account
        self._deadline = deadline
        super().__init__(account.host, account.port or _PORTS[account.security], timeout=account.timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain: socket.socket = super()._create_socket(timeout)  # type: ignore[misc]  # not in the stubs
        self._deadline.watch(plain)
        if self._account.security != "tls":
            return plain
        made = context(self._account).wrap_socket(
            plain, server_hostname=self._account.host, do_handshake_on_connect=False
        )
        self._deadline.watch(made)
        try:
            made.do_handshake()
        except BaseException:
            made.close()
            raise
        return made

    def secure(self) -> None:
        """Turn to TLS where the account says so; nothing else was said before."""
        if self._account.security == "starttls":
            self.starttls(ssl_context=context(self._account))
            self._deadline.watch(self.socket())


@contextlib.contextmanager
def session(account: Account, secret: str) -> Iterator[Session]:
    """A session that is logged in and out again; every fault of server, network or certificate is NotDelivered."""
    deadline = _Deadline(WHOLE)
    try:
        wire = _Wire(account, deadline)
        try:
            wire.secure()
            _log_in(wire, account, secret)
            yield Session(wire, account)
            with contextlib.suppress(*_FAULTS):
                wire.logout()
        finally:
            with contextlib.suppress(*_FAULTS):
                wire.shutdown()
    except _FAULTS as error:
        raise NotDelivered(_said(account, error, secret, given_up=deadline.passed)) from None
    finally:
        deadline.cancel()


def context(account: Account) -> ssl.SSLContext:
    """What is trusted: the person's own file, else the system's authorities; the host name is checked."""
    cafile = str(Path(account.cafile).expanduser()) if account.cafile else None
    return ssl.create_default_context(cafile=cafile)


def _log_in(connection: imaplib.IMAP4, account: Account, secret: str) -> None:
    """AUTHENTICATE where the server has it, since it takes every character; else LOGIN, which is quoted."""
    offered = connection.capabilities
    if account.auth == "xoauth2":
        token = f"user={account.user}\x01auth=Bearer {secret}\x01\x01".encode()
        connection.authenticate("XOAUTH2", lambda challenge: b"" if challenge else token)
    elif "AUTH=PLAIN" in offered:
        connection.authenticate("PLAIN", lambda _challenge: f"\0{account.user}\0{secret}".encode())
    else:
        user = '"' + account.user.replace("\\", "\\\\").replace('"', '\\"') + '"'
        connection.login(user, secret)
    # what is offered after the log-in is another list (RFC 3501, 6.2.3)
    kind, answer = connection.capability()
    if kind == "OK" and answer and isinstance(answer[-1], bytes):
        connection.capabilities = tuple(answer[-1].decode("ascii", "replace").upper().split())


def _said(account: Account, error: BaseException, secret: str, *, given_up: bool) -> str:
    """The fault in one line; a secret that a server echoes is blotted out."""
    if given_up:
        return f"{account.host} took longer than {WHOLE:.0f} seconds and was given up"
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = one_line(error.verify_message, 120)
        return f"{account.host}: its certificate is not to be trusted ({reason}); if it is yours, name it as cafile"
    if isinstance(error, TimeoutError):
        return f"{account.host} did not answer within {account.timeout:g} seconds"
    if isinstance(error, UnicodeError):
        return f"{account.host}: name or password has characters that this server does not take"
    if isinstance(error, OSError) and error.strerror:
        return f"{account.host} cannot be reached or used: {one_line(error.strerror, 120)}"
    text = error.args[0] if error.args else ""
    words = _words(text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text))
    return f"{account.host} refused: {words.replace(secret, '***') if secret else words}"
