"""Postfix as a relay of its own, on this machine alone: its own folder, its own port, ended when the test ends.

It is run beside a Postfix that the machine may have, and touches nothing of it. It takes mail for any domain from the loopback, with
STARTTLS by a certificate made for the test, and hands all of it to one port.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.judged import tools

if TYPE_CHECKING:
    from types import TracebackType

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
command_directory = {commands}
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example.org
mydestination =
mynetworks = 127.0.0.1/32
alias_maps =
alias_database =
local_recipient_maps =
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{ {refused} }}, permit_mynetworks, reject
disable_dns_lookups = yes
smtp_host_lookup = native
relayhost = [127.0.0.1]:{onward}
smtp_tls_security_level = none
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {folder}/certificate.pem
smtpd_tls_key_file = {folder}/key.pem
smtpd_tls_session_cache_database =
smtp_tls_session_cache_database =
smtputf8_enable = no
biff = no
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """A relay that hands on to the port `onward`; these `refused` recipients it does not know."""

    def __init__(self, onward: int, *, refused: tuple[str, ...] = ()) -> None:
        search = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/lib/postfix/sbin"))
        paths = [shutil.which(name, path=search) for name in ("postfix", "master", "openssl")]
        if None in paths or os.geteuid() != 0:
            why = (
                "Postfix is started by root alone" if None not in paths else "no Postfix, or no openssl, here"
            )
            tools.missing(why, "a real relay")
        self.program, master, self.openssl = map(str, paths)
        self.daemons, self.commands = str(Path(master).parent), str(Path(self.program).parent)
        self.onward, self.refused = onward, refused
        self.port = 0

    def __enter__(self) -> Self:
        # Not below pytest's folder: the user `postfix` must be let in.
        self.folder = Path(tempfile.mkdtemp(prefix="ganchu-postfix-"))
        self.folder.chmod(0o755)
        self.certificate = self.folder / "certificate.pem"
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        for name in ("queue", "data"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix", "postfix")
        refused = ", ".join(f"{{ {address} = 550 5.1.1 no such user }}" for address in self.refused)
        main = MAIN.format(
            folder=self.folder, commands=self.commands, daemons=self.daemons, onward=self.onward,
            refused=refused or "{ nobody@invalid = DUNNO }",
        )  # fmt: skip
        (self.folder / "main.cf").write_text(main, encoding="ascii")
        (self.folder / "master.cf").write_text(MASTER.format(port=self.port), encoding="ascii")
        self._certify()
        try:
            self._run("start")
            self._wait()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        subprocess.run([self.program, "-c", str(self.folder), "stop"], capture_output=True, check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """What it has told so far."""
        path = self.folder / "log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def waiting(self) -> int:
        """How many mails it has taken and not handed on yet."""
        queue = self.folder / "queue"
        return sum(
            path.is_file()
            for name in ("incoming", "active", "deferred", "maildrop")
            for path in (queue / name).rglob("*")
        )

    def _run(self, order: str) -> None:
        done = subprocess.run(
            [self.program, "-c", str(self.folder), order],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"postfix {order}: {done.stdout}{done.stderr}{self.log()}"

    def _wait(self) -> None:
        end = time.monotonic() + 30
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
                    if line.recv(100).startswith(b"220"):
                        return
            except OSError:
                pass
            assert time.monotonic() < end, self.log()
            time.sleep(0.1)

    def _certify(self) -> None:
        names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
        kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        files = ["-keyout", str(self.folder / "key.pem"), "-out", str(self.certificate)]
        subprocess.run([self.openssl, "req", *kind, *files, *names], check=True, capture_output=True)
