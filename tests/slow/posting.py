"""A publication with many readers, sent by the real program to a sink that keeps its own record; and what must hold of both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.acceptance.small import CONFIG, NOW, ROOT, STORIES, Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.delivery.far import Sink

SEND = ("send", "--without-archive")
STORE = ("var", "digest.sqlite3")


def addresses(count: int) -> list[str]:
    """Readers at a few domains."""
    return [f"reader{number}@d{number % 7}.example.org" for number in range(count)]


def settings(port: int, **delivery: object) -> str:
    """The configuration of a publication that sends to a port of this machine."""
    given = {"kind": "smtp", "host": "127.0.0.1", "port": port, "security": "none", **delivery}
    return f"{CONFIG}\n[delivery]\n" + "".join(
        f"{key} = {json.dumps(value)}\n" for key, value in given.items()
    )


def publication(folder: Path, port: int, readers: list[str], **delivery: object) -> Publication:
    """An approved issue, and its readers."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Publication(folder)
    folder.joinpath("notes").mkdir()
    for name, text in STORIES.items():
        folder.joinpath("notes", name).write_text(text, encoding="utf-8")
    made.configure(settings(port, **delivery))
    folder.joinpath("readers.csv").write_text("\n".join(["email", *readers, ""]), encoding="utf-8")
    made.good("subscribers", "import", "readers.csv")
    made.good("build", "--now", NOW)
    made.good("approve")
    return made


def start(
    made: Publication,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> subprocess.Popen[str]:
    """`digest send` as a process of its own; `before` runs in it first."""
    return subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", *(arguments or SEND)],
        cwd=made.folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DIGEST_CONFIG": "",
            "COLUMNS": "200",
            **(environment or {}),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509 - limits of the child, before it has any thread
    )


def ended(process: subprocess.Popen[str], seconds: float = 240) -> str:
    """What it said, once it has ended; never a traceback."""
    _, told = process.communicate(timeout=seconds)
    assert "Traceback" not in told, told
    return told


def reach(process: subprocess.Popen[str], sink: Sink, count: int, seconds: float = 120) -> bool:
    """Wait until the sink's record has so many lines; False where the process ended before."""
    end = time.monotonic() + seconds
    while sink.count() < count:
        if process.poll() is not None:
            return False
        assert time.monotonic() < end, f"{sink.count()} of {count} after {seconds:.0f} s"
        time.sleep(0.002)
    return True


def report(made: Publication) -> dict:
    """How the campaign stands, as the program tells it."""
    return json.loads(made.good("campaign", "show", "--json"))


def uncertain(told: dict) -> set[str]:
    """Whom it lists as uncertain."""
    return {row["address"] for row in told["uncertain"]}


def got(sink: Sink) -> list[str]:
    """Who got a mail, once for each that the sink took."""
    return [row.recipient for row in sink.taken()]


def once(sink: Sink) -> set[str]:
    """Who got a mail; nobody got two."""
    received = got(sink)
    twice = (
        sorted({address for address in received if received.count(address) > 1})
        if len(set(received)) < len(received)
        else []
    )
    assert not twice, f"{len(twice)} got two: {twice[:5]}"
    return set(received)
