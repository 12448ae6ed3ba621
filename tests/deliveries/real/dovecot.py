"""dovecot on 127.0.0.1 with a certificate of its own, run by whoever runs the tests, gone when the test ends."""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

DRAFTS = "Entw\u00fcrfe"
"""The drafts box has a name with an umlaut: its wire form is modified UTF-7."""
WIRE = "Entw&APw-rfe"
CONFIG = """\
protocols = imap
base_dir = {place}/run
log_path = {place}/log
listen = 127.0.0.1
ssl = required
ssl_cert = <{place}/cert.pem
ssl_key = <{place}/key.pem
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
auth_mechanisms = plain login
disable_plaintext_auth = yes
mail_location = maildir:{place}/mail
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {uid}
mail_gid = {gid}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={place}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "{drafts}" {{
    special_use = \\Drafts
    auto = create
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Dovecot(NamedTuple):
    """A running server."""

    place: Path
    tls: int
    starttls: int
    user: str = "ann"
    password: str = ""

    @property
    def certificate(self) -> Path:
        return self.place / "cert.pem"

    def drafts(self) -> list[Path]:
        """The messages in the drafts box."""
        box = self.place / "mail" / f".{WIRE}"
        return [file for part in ("cur", "new") if (box / part).is_dir() for file in (box / part).iterdir()]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@contextmanager
def running(program: str, openssl: str, password: str) -> Iterator[Dovecot]:
    # a short path of its own: sockets have short names, and another user must be able to walk there
    place = Path(tempfile.mkdtemp(prefix="ck-dovecot-", dir="/tmp"))
    place.chmod(0o755)
    server = Dovecot(place, _free_port(), _free_port(), password=password)
    process = None
    try:
        _write(server, openssl)
        process = subprocess.Popen([program, "-F", "-c", str(place / "conf")], stderr=subprocess.PIPE)
        end = time.monotonic() + 45
        while not _answers(server.tls):
            if process.poll() is not None or time.monotonic() > end:
                log = (place / "log").read_text() if (place / "log").exists() else ""
                raise AssertionError(f"dovecot did not start: {log[-2000:]}")
            time.sleep(0.05)
        yield server
    finally:
        if process is not None:
            process.terminate()
            process.communicate(timeout=20)
        shutil.rmtree(place, ignore_errors=True)


def _write(server: Dovecot, openssl: str) -> None:
    place = server.place
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(place / "key.pem"), "-out", str(place / "cert.pem")],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    root = os.getuid() == 0
    mine = getpass.getuser()
    owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    (place / "mail").mkdir()
    if root:
        os.chown(place / "mail", owner.pw_uid, owner.pw_gid)
    group = subprocess.run(["id", "-gn"], check=True, capture_output=True, text=True).stdout.strip()
    (place / "conf").write_text(
        CONFIG.format(
            place=place,
            internal="dovecot" if root else mine,
            internal_group="dovecot" if root else group,
            login="dovenull" if root else mine,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            password=server.password,
            drafts=DRAFTS,
            tls=server.tls,
            starttls=server.starttls,
        ),
        encoding="utf-8",
    )
