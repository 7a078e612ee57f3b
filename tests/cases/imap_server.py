"""A mailbox server of others' making (dovecot), with mailboxes of its own in a temporary folder."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SECRET = "hemligt"
MAIL_USER = 5000
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
mail_location = maildir:{home}/mail/%u
mail_uid = {uid}
mail_gid = {uid}
first_valid_uid = 1
mail_fsync = never
mail_max_userip_connections = 50
passdb {{
  driver = static
  args = password={secret}
}}
userdb {{
  driver = static
  args = uid={uid} gid={uid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


class Server:
    """Its mailboxes, what a setting calls them, and a way to have mail delivered."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port, self.certificate = home, port, home / "cert.pem"
        self._delivered = 0

    def box(self, name: str) -> str:
        return f"{name}=imaps://{name}:{SECRET}@127.0.0.1:{self.port}/INBOX"

    def said(self) -> list[str]:
        """The last it wrote of what troubled it."""
        lines = (self.home / "log").read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "Error" in line or "Warning" in line][-5:]

    def deliver(self, name: str, raw: bytes, at: datetime, *, read: bool = False) -> None:
        """Put a mail where a mail server puts it: written beside, then moved in; its file's time is its arrival.

        One that is `read` somebody has looked at already, in a mail program of their own.
        """
        place = self.home / "mail" / name
        for folder in ("tmp", "new", "cur"):
            (place / folder).mkdir(parents=True, exist_ok=True)
        self._delivered += 1
        written = place / "tmp" / f"{self._delivered:09}.M1.test"
        written.write_bytes(raw)
        os.utime(written, (at.timestamp(), at.timestamp()))
        written.rename(place / "cur" / f"{written.name}:2,S" if read else place / "new" / written.name)


def _prove(home: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)  # the machine's own: the handshake asks it
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).add_extension(names, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = made.not_valid_before(today - timedelta(days=400)).not_valid_after(today + timedelta(days=400))
    (home / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    (home / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@contextmanager
def running() -> Iterator[Server]:
    """Start the server and stop it afterwards; fails where there is none, for what is not tried is not shown."""
    dovecot = shutil.which("dovecot") or "/usr/sbin/dovecot"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # A socket's whole path has room for a hundred letters, so the folder's is short; its keeper must get into it.
    home = Path(tempfile.mkdtemp(prefix="imap"))
    home.chmod(0o755)
    _prove(home)
    uid = MAIL_USER if os.geteuid() == 0 else os.geteuid()
    (home / "dovecot.conf").write_text(CONFIG.format(home=home, port=port, secret=SECRET, uid=uid), encoding="utf-8")
    server = Server(home, port)
    process = subprocess.Popen([dovecot, "-F", "-c", str(home / "dovecot.conf")])
    try:
        _wait(port)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(home, ignore_errors=True)


def own(server: Server) -> None:
    """Give the mailboxes to the user that the server reads them as."""
    if os.geteuid() == 0:
        for path in (server.home / "mail").rglob("*"):
            os.chown(path, MAIL_USER, MAIL_USER)
        os.chown(server.home / "mail", MAIL_USER, MAIL_USER)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the mailbox server did not start")
