"""Sending, killed at random: nobody is lost, nobody gets two, and what cannot be known is listed."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.small import CONFIG, NOW, STORIES, Publication
from tests.delivery.servers import ScriptedServer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
MAILS, KILLS, CONNECTIONS = 1500, 8, 4
TO = re.compile(rb"^To: <(\S+)>\r$", re.MULTILINE)


def publication(folder: Path, port: int, uncertain: str) -> Publication:
    """An approved issue, and many subscribers."""
    made = Publication(folder)
    folder.joinpath("notes").mkdir()
    for name, text in STORIES.items():
        folder.joinpath("notes", name).write_text(text, encoding="utf-8")
    made.configure(
        f'{CONFIG}\n[delivery]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        f'uncertain = "{uncertain}"\n'
    )
    addresses = "".join(f"reader{number}@example.org\n" for number in range(MAILS))
    folder.joinpath("readers.csv").write_text(f"email\n{addresses}", encoding="utf-8")
    made.good("subscribers", "import", "readers.csv")
    made.good("build", "--now", NOW)
    made.good("approve")
    return made


def start(made: Publication) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", "send", "--without-archive"],
        cwd=made.folder,
        env={**os.environ, "DIGEST_CONFIG": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def send_with_kills(made: Publication, server: ScriptedServer, chance: random.Random) -> None:
    """Send; kill the process at a random moment of its sending, again and again; then let it end."""
    for _ in range(KILLS):
        process = start(made)
        goal = len(server.taken) + chance.randrange(1, MAILS // (2 * KILLS))
        while len(server.taken) < goal and process.poll() is None:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.01)
        process.kill()
        process.wait()
    before, begun = len(server.taken), time.monotonic()
    process = start(made)
    process.communicate(timeout=300)
    seconds = time.monotonic() - begun
    print(f"\n{len(server.taken) - before} mails in {seconds:.1f} s, start of the program counted")


def receivers(server: ScriptedServer) -> list[str]:
    return [address.decode() for message in server.accepted for address in TO.findall(message)]


def test_under_hold_nobody_is_lost_and_nobody_gets_two(tmp_path: Path):
    with ScriptedServer() as server:
        made = publication(tmp_path, server.port, "hold")
        send_with_kills(made, server, random.Random(7))
        report = json.loads(made.good("campaign", "show", "--json"))
        uncertain = {row["address"] for row in report["uncertain"]}
        got = receivers(server)
        assert len(got) == len(set(got)), "nobody gets two"
        assert set(got) | uncertain == {f"reader{number}@example.org" for number in range(MAILS)}
        assert len(uncertain) <= CONNECTIONS * KILLS, "at most one a connection for a kill"
        assert report["state"] == "ended"
        assert sum(report["counts"].values()) == MAILS


def test_under_resend_whoever_gets_two_gets_the_same_bytes(tmp_path: Path):
    with ScriptedServer() as server:
        made = publication(tmp_path, server.port, "resend")
        send_with_kills(made, server, random.Random(8))
        got = receivers(server)
        assert set(got) == {f"reader{number}@example.org" for number in range(MAILS)}, "nobody is lost"
        assert len(got) - MAILS <= CONNECTIONS * KILLS
        assert len(set(server.accepted)) == MAILS, "a second mail is the first, byte for byte"


def test_an_interrupt_is_130_and_what_is_left_is_sent_later(tmp_path: Path):
    with ScriptedServer() as server:
        made = publication(tmp_path, server.port, "hold")
        process = start(made)
        while len(server.taken) < 5:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 130, told.decode()
        assert b"Traceback" not in told
        made("send", "--without-archive")
        got = receivers(server)
        assert len(got) == len(set(got))
        assert len(got) >= MAILS - 1
