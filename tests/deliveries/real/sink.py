"""A mail server on this machine that takes every message and delivers none; it remembers what it was told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Taken(NamedTuple):
    """One message as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes


class Sink(socketserver.ThreadingTCPServer):
    """Listens on 127.0.0.1, on a port that was free."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[Taken] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as mail programs need."""

    server: Sink
    timeout = 30

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 sink.example")
        sender = ""
        recipients: list[str] = []
        for raw in iter(self.rfile.readline, b""):
            line = raw.decode("utf-8", "replace").strip()
            verb = line.upper()
            if verb.startswith(("EHLO", "HELO")):
                self.wfile.write(b"250-sink.example\r\n250 8BITMIME\r\n")
                continue
            if verb.startswith("MAIL FROM:"):
                sender, recipients = line[10:].split()[0], []
            elif verb.startswith("RCPT TO:"):
                recipients.append(line[8:].split()[0].strip("<>"))
            elif verb == "DATA":
                self.say("354 go on")
                self.server.taken.append(Taken(sender.strip("<>"), tuple(recipients), self.message()))
            elif verb == "QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")

    def message(self) -> bytes:
        lines = []
        for raw in iter(self.rfile.readline, b""):
            if raw == b".\r\n":
                break
            lines.append(raw.removeprefix(b".") if raw.startswith(b"..") else raw)
        return b"".join(lines)


@contextmanager
def sink() -> Iterator[Sink]:
    with Sink() as server:
        threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.05}).start()
        yield server
        server.shutdown()
