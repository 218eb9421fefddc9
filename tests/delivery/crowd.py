"""Very many subscribers, put into a store directly, and what sending to them takes in time and memory.

    python -m tests.delivery.crowd fill STORE COUNT
    python -m tests.delivery.crowd send FOLDER STORE FIRST

`send` begins the campaign of an issue for all of them and lets the first FIRST have their mail, as files; it prints the seconds and
the peak of its resident memory in megabytes, as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from digest.config import Config
from digest.delivery import send
from digest.model import Rendition
from digest.storage import issues, seals, subscribers
from digest.storage.store import Store
from digest.subscribers import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.delivery.campaign import CampaignReport

ADDED = "2025-11-01 00:00:00.000000"
DOMAINS = 200


def fill(path: Path, count: int) -> None:
    """A store with so many subscribers: half of them at a large provider, the others at many small ones; most have a name."""
    store = Store.open(path)
    with store.write() as connection:
        key = subscribers.secret(connection, seals.KEY)
    store.close()
    rows = _people(key, count)
    with sqlite3.connect(path) as connection:
        while batch := list(islice(rows, 10_000)):
            connection.executemany(
                "INSERT INTO subscribers (id, address, name, language, consented, consent_source, added, seal)"
                " VALUES (?, ?, ?, 'ko', ?, 'test', ?, ?)",
                batch,
            )


def _people(key: bytes, count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        domain = "large.example.com" if number % 2 else f"small{number // 2 % DOMAINS}.example.org"
        address = f"reader{number}@{domain}"
        name = "" if number % 5 == 0 else f"독자 {number}"
        yield f"s{number:015d}", address, name, ADDED, ADDED, seals.seal(key, address)


def configuration(folder: Path, **delivery: object) -> Config:
    """A publication whose issues need no approval."""
    return Config.model_validate(
        {
            "publication": {
                "id": "small",
                "name": "작은 소식",
                "sender": {"name": "작은 소식", "address": "news@example.org"},
            },
            "schedule": {"approval": "automatic"},
            "output": {"outbox": "outbox"},
            "delivery": delivery,
            "folder": folder,
        }
    )


def campaign(config: Config, store: Store, rendition: Rendition) -> CampaignReport:
    """Send an issue whose mail is this, from the beginning of its campaign to the end."""
    from dataclasses import replace

    from tests.delivery.conftest import issue

    made = replace(issue(), id=rendition.issue)
    now = datetime.now(UTC)
    with store.write() as connection:
        issues.save(connection, made, (), now=now)
    return send.send(
        config,
        store,
        made,
        render=lambda: rendition,
        token=tokens.signer(store),
        clock=lambda: datetime.now(UTC),
        without_archive=True,
    )


def most_memory() -> int:
    """The most memory that this process has had, in kB: `ru_maxrss` counts that of whoever started it, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def measured(folder: Path, path: Path, first: int) -> dict[str, float]:
    """What beginning a campaign takes."""
    text = "노바칩이 구미에 공장을 세운다. " * 200
    mail = Rendition(
        issue="large-1", language="ko", subject="노바칩", preheader="", html=f"<p>{text}</p>", text=text
    )
    store = Store.open(path)
    begun = time.perf_counter()
    done = campaign(configuration(folder, first=first), store, mail)
    taken = time.perf_counter() - begun
    store.close()
    return {
        "seconds": round(taken, 1),
        "megabytes": round(most_memory() / 1024, 1),
        "people": sum(done.counts.values()),
        "sent": done.sent,
    }


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        print(json.dumps(measured(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))))
