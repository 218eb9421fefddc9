"""A sending is paused from another process: it stops at once, and what is left goes out once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.small import CONFIG, NOW, STORIES, Publication
from tests.delivery.servers import ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow
MAILS, RATE, CONNECTIONS = 600, 50, 4
TO = re.compile(rb"^To: <?(\S+?)>?\r$", re.MULTILINE)


def publication(folder: Path, port: int, **delivery: int) -> Publication:
    """An approved issue, and readers of three domains."""
    made = Publication(folder)
    folder.joinpath("notes").mkdir()
    for name, text in STORIES.items():
        folder.joinpath("notes", name).write_text(text, encoding="utf-8")
    configure(made, port, **delivery)
    readers = "".join(f"reader{number}@d{number % 3}.example\n" for number in range(MAILS))
    folder.joinpath("readers.csv").write_text(f"email\n{readers}", encoding="utf-8")
    made.good("subscribers", "import", "readers.csv")
    made.good("build", "--now", NOW)
    made.good("approve")
    return made


def configure(made: Publication, port: int, **delivery: int) -> None:
    more = "".join(f"{key} = {value}\n" for key, value in delivery.items())
    made.configure(
        f'{CONFIG}\n[delivery]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        f"connections = {CONNECTIONS}\n{more}"
    )


def begin(made: Publication, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", *arguments],
        cwd=made.folder,
        env={**os.environ, "DIGEST_CONFIG": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(condition: Callable[[], object], process: subprocess.Popen[str], seconds: float = 150) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < end
        time.sleep(0.02)


def counts(made: Publication) -> dict[str, int]:
    return json.loads(made.good("campaign", "list", "--json"))["counts"]


def test_paused_from_another_process_it_stops_and_the_rest_goes_out_once(tmp_path: Path):
    with ScriptedServer() as server:
        made = publication(tmp_path, server.port, per_second=RATE)
        sender = begin(made, "send", "--without-archive")
        until(lambda: len(server.taken) >= RATE, sender)
        told = made("campaign", "pause", "--reason", "a wrong link")
        seen = len(server.taken)
        assert told.returncode == 0, told.stderr
        _, said = sender.communicate(timeout=60)
        # Counted, not clocked: of a second's mails at most, and those that each connection was carrying.
        assert len(server.taken) - seen <= RATE + CONNECTIONS
        assert len(server.taken) < MAILS
        assert (sender.returncode, "paused" in said) == (3, True), said
        assert counts(made) == {"pending": MAILS - len(server.taken), "sent": len(server.taken)}

        refused = made("send", "--without-archive")
        assert refused.returncode == 1
        assert "a wrong link" in refused.stderr
        assert "digest campaign resume" in refused.stderr
        configure(made, server.port)
        made.good("campaign", "resume")
        assert counts(made) == {"sent": MAILS}
        reached = [TO.search(mail)[1] for mail in server.taken]
        assert len(reached) == len(set(reached)) == MAILS


def test_the_first_go_and_then_it_waits(tmp_path: Path):
    with ScriptedServer() as server:
        made = publication(tmp_path, server.port)
        made.good("send", "--without-archive", "--first", "50", "--test-to", "editor@example.org")
        assert len(server.taken) == 51
        assert counts(made) == {"pending": MAILS - 50, "sent": 50}
        assert made("send", "--without-archive").returncode == 1
        assert len(server.taken) == 51
        made.good("campaign", "resume")
        assert len(server.taken) == 1 + MAILS
        assert counts(made) == {"sent": MAILS}
