"""How many mails a second leave, ours beside plain smtplib; and what beginning a campaign of a million takes.

    python benchmarks/sending.py [--only near | far | million] [--mails N] [--times N] [--connections N] [--alone] [--to taker | smtp-sink]

- near: to a server on this machine that takes everything: `taker` (`benchmarks/taker.py`), which does as little as can be, or Postfix's
  `smtp-sink` (Debian package postfix), which looks at each octet and takes .6 ms of the same processors for it. Ours signs with RSA (2048 bits) and Ed25519, keeps its ledger on
  the disk (SQLite, synchronous=FULL), and the time is that of the whole campaign with its beginning. Beside it smtplib on one connection
  with an EmailMessage(policy=SMTP) for each reader, without a ledger: unsigned, and signed twice with dkimpy (its Ed25519 is pynacl's).
- far: the same over a line with 20 ms a round trip (`tests/delivery/delay.py`, a process of its own), ours with 32 connections and with 4.
- million: the campaign of 1,000,000 subscribers begun, in a process of its own.

Runs are interleaved; each of ours has a store of its own. The processor's time is that of the sending process and of those that sign for it, from the
campaign's beginning to its end, and beside it that of the server; then so many mails a second as the processors could make of both if they had nothing else to do.
`--alone` keeps the processes that sign from being started.
"""

from __future__ import annotations

import argparse
import base64
import os
import platform
import resource
import shutil
import smtplib
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import dkim
from mail import issue as sample

from digest.delivery import ahead, keys
from digest.rendering import marks
from digest.rendering.mail import render_mail
from digest.storage.store import Store
from tests.delivery import crowd
from tests.delivery.far import ROOT, Delayed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.model import Rendition

ITEMS = 8
ROUND_TRIP = 20  # ms
MILLION = 1_000_000


def rendition() -> Rendition:
    """A mail of the usual size: the sample issue's items, told again until there are eight."""
    made = sample()
    made = replace(made, id="bench-1", items=made.items[:ITEMS])
    return render_mail(made, folder=None, web_url="https://letter.example.org/archive/issues/x/")


class Taken(NamedTuple):
    """Seconds: on the clock, and of the processors by this process and those of its children that have ended."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> Taken:
        """What both show."""
        used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return cls(time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used))

    def since(self) -> Taken:
        """What has passed."""
        now = Taken.now()
        return Taken(now.clock - self.clock, now.processor - self.processor)


class Contest:
    """What is sent, to how many, and by whom."""

    def __init__(self, folder: Path, mail: Rendition) -> None:
        self.folder, self.mail, self.runs = folder, mail, 0
        self.keys = {}
        for kind in ("rsa", "ed25519"):
            self.keys[kind] = keys.new(kind)
            (folder / f"{kind}.pem").write_bytes(self.keys[kind])
        rsa = subprocess.run(  # dkimpy wants the older form
            ["openssl", "rsa", "-traditional"], input=self.keys["rsa"], capture_output=True, check=True
        )
        self.classic = rsa.stdout
        pem = b"".join(self.keys["ed25519"].splitlines()[1:-1])
        self.seed = base64.b64encode(base64.b64decode(pem)[-32:])  # RFC 8410, 7: the key is the last of it

    def ours(self, port: int, mails: int, connections: int) -> Taken:
        """What the whole campaign takes."""
        self.runs += 1
        path = self.folder / f"{self.runs}" / "digest.sqlite3"
        crowd.fill(path, mails)
        signed = [{"selector": kind, "key": {"file": str(self.folder / f"{kind}.pem")}} for kind in self.keys]
        config = crowd.configuration(
            path.parent, kind="smtp", host="127.0.0.1", port=port, security="none", connections=connections, dkim=signed
        )  # fmt: skip
        store = Store.open(path)
        begun = Taken.now()
        done = crowd.campaign(config, store, self.mail)
        taken = begun.since()
        assert done.counts == {"sent": mails}, done.counts
        store.close()
        with sqlite3.connect(path) as check:
            assert check.execute("SELECT count(*) FROM deliveries WHERE state = 'sent'").fetchone() == (
                mails,
            )
        shutil.rmtree(path.parent)
        return taken

    def theirs(self, port: int, mails: int, *, signed: bool) -> Taken:
        """What smtplib takes on one connection."""
        begun = Taken.now()
        with smtplib.SMTP("127.0.0.1", port) as line:
            assert line.sock
            line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for number in range(mails):
                message = self.message(number)
                if not signed:
                    line.send_message(message)
                    continue
                data = message.as_bytes()
                heads = [self.signature(data, kind) for kind in self.keys]
                line.sendmail("news@example.org", f"reader{number}@example.org", b"".join(heads) + data)
        return begun.since()

    def signature(self, data: bytes, kind: str) -> bytes:
        """A field that dkimpy signs with."""
        held, algorithm = (self.classic, b"rsa-sha256") if kind == "rsa" else (self.seed, b"ed25519-sha256")
        forms = (b"relaxed", b"relaxed")
        signed: bytes = dkim.sign(
            data, kind.encode(), b"example.org", held, canonicalize=forms, signature_algorithm=algorithm
        )
        return signed

    def message(self, number: int) -> EmailMessage:
        """One mail, as one writes it with the standard library."""
        link = f"mailto:news@example.org?subject=unsubscribe%20s{number:015d}.{'x' * 43}"
        message = EmailMessage(policy=SMTP)
        message["From"] = "작은 소식 <news@example.org>"
        message["To"] = f"독자 {number} <reader{number}@example.org>"
        message["Subject"] = self.mail.subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = make_msgid(domain="example.org")
        message["List-Unsubscribe"] = f"<{link}>"
        message.set_content(marks.filled(self.mail.text, unsubscribe=link, name=f"독자 {number}"))
        page = marks.filled(self.mail.html, unsubscribe=link, name=f"독자 {number}")
        message.add_alternative(page, subtype="html")
        return message


@contextmanager
def server(kind: str) -> Iterator[tuple[int, int]]:
    """A server that takes everything; answers its port and its process."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    if kind == "smtp-sink":
        program = shutil.which(kind, path=os.environ.get("PATH", "") + ":/usr/sbin")
        if program is None:
            sys.exit("no smtp-sink here: it is in Debian's package postfix")
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        command = [program, *user, f"127.0.0.1:{port}", "200"]
    else:
        command = [sys.executable, str(ROOT / "benchmarks" / "taker.py"), str(port)]
    process = subprocess.Popen(command)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


def spent(process: int) -> float:
    """Seconds of the processors that a process has had (proc(5): utime and stime)."""
    words = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def contest(
    name: str, entrants: dict[str, tuple[int, Callable[[int], Taken]]], times: int, process: int
) -> None:
    """Let each entrant send its mails so many times, in turn, and print what they reach."""
    rates: dict[str, list[float]] = {entrant: [] for entrant in entrants}
    computed: dict[str, list[float]] = {entrant: [] for entrant in entrants}
    served: dict[str, list[float]] = {entrant: [] for entrant in entrants}
    for _ in range(times):
        for entrant, (mails, run) in entrants.items():
            before = spent(process)
            taken = run(mails)
            served[entrant].append(1000 * (spent(process) - before) / mails)
            rates[entrant].append(mails / taken.clock)
            computed[entrant].append(1000 * taken.processor / mails)
    print(
        f"\n| {name} | mails | mails a second: median | least | most | processor, ms a mail | the server's | that would be, a second |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for entrant, (mails, _) in entrants.items():
        found, cost, theirs = (
            rates[entrant],
            statistics.median(computed[entrant]),
            statistics.median(served[entrant]),
        )
        most = 1000 * (os.cpu_count() or 1) / (cost + theirs)
        figures = f"{statistics.median(found):,.0f} | {min(found):,.0f} | {max(found):,.0f} | {cost:.2f} | {theirs:.2f} | {most:,.0f}"
        print(f"| {entrant} | {mails:,} | {figures} |", flush=True)


def near(made: Contest, port: int, mails: int, times: int, *, connections: int, process: int) -> None:
    contest(
        "this machine",
        {
            f"ours, signed twice, {connections} connections": (
                mails,
                lambda n: made.ours(port, n, connections),
            ),
            "smtplib, unsigned": (mails // 10, lambda n: made.theirs(port, n, signed=False)),
            "smtplib, signed twice by dkimpy": (mails // 25, lambda n: made.theirs(port, n, signed=True)),
        },
        times,
        process,
    )


def far(made: Contest, port: int, mails: int, times: int, process: int) -> None:
    with Delayed(port, ROUND_TRIP / 2) as line:
        contest(
            f"{ROUND_TRIP} ms a round trip",
            {
                "ours, signed twice, 32 connections": (mails, lambda n: made.ours(line.port, n, 32)),
                "ours, signed twice, 4 connections": (mails // 5, lambda n: made.ours(line.port, n, 4)),
                "smtplib, unsigned": (
                    max(20, mails // 100),
                    lambda n: made.theirs(line.port, n, signed=False),
                ),
            },
            times,
            process,
        )


def million(folder: Path) -> None:
    store = folder / "var" / "digest.sqlite3"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for arguments in (("fill", store, MILLION), ("send", folder, store, 300)):
        command = [sys.executable, "-m", "tests.delivery.crowd", *map(str, arguments)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    print(
        f"\n{MILLION:,} subscribers, campaign begun and 300 mails written: {done.stdout.strip()}; store {store.stat().st_size >> 20} MB"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--only", choices=("near", "far", "million"))
    asked.add_argument("--mails", type=int, default=5000)
    asked.add_argument("--times", type=int, default=5)
    asked.add_argument("--connections", type=int, default=4)
    asked.add_argument("--to", choices=("taker", "smtp-sink"), default="taker")
    asked.add_argument("--alone", action="store_true")
    given = asked.parse_args()
    if given.alone:
        ahead.MANY = sys.maxsize
    mail = rendition()
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = Contest(folder, mail)
        print(
            f"HTML {len(mail.html.encode()):,} bytes, text {len(mail.text.encode()):,}, a mail {len(made.message(1).as_bytes()):,} by smtplib"
        )
        with server(given.to) as (port, process):
            made.ours(port, 100, 4)  # what is imported and compiled once is no part of any run
            if given.only in (None, "near"):
                near(made, port, given.mails, given.times, connections=given.connections, process=process)
            if given.only in (None, "far"):
                far(made, port, given.mails, given.times, process)
        if given.only in (None, "million"):
            million(folder)


if __name__ == "__main__":
    main()
