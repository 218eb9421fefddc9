"""A store, a clock that stands still until it is told, and a campaign to send."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from digest import codec
from digest.config import Config
from digest.delivery import campaign as campaigns
from digest.delivery import configured
from digest.delivery.message import Writer
from digest.delivery.rules import Rules, Time
from digest.delivery.worker import Worker
from digest.events import Event, Failed
from digest.model import Delivery, Issue, Period, Provenance, Publisher, Rendition
from digest.storage import issues, ledger
from digest.subscribers import roster, tokens
from tests import stores

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digest.delivery.dkim import Signer
    from digest.delivery.transport import Transport

NOW = datetime(2025, 11, 23, 22, 0, tzinfo=UTC)
ISSUE = "small-weekly-2025-11-17"
RENDITION = Rendition(
    issue=ISSUE,
    language="ko",
    subject="노바칩, 구미에 공장",
    preheader="",
    html="<p>본문</p>",
    text=".본문\n",
)


@dataclass
class Clock:
    """A clock that stands still."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Told:
    """An observer that remembers."""

    events: list[Event] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    def failures(self) -> list[str]:
        return [str(event.error) for event in self.events if isinstance(event, Failed)]


def issue() -> Issue:
    """The least that is an issue."""
    return Issue(
        id=ISSUE,
        number=1,
        publication="small",
        title="작은 소식",
        genre="weekly",
        language="ko",
        timezone="Asia/Seoul",
        period=Period(start=date(2025, 11, 17), end=date(2025, 11, 24)),
        sections=(),
        items=(),
        publisher=Publisher(name="작은 소식", address="news@example.org"),
        provenance=Provenance(
            documents="",
            configuration="",
            overrides="",
            memory="",
            moment=NOW,
            program="",
            analyser="",
            lexicon="",
        ),
    )


class Post:
    """A small publication that can send."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = stores.opened(folder / "digest.sqlite3")
        self.clock = Clock()
        self.told = Told()
        self.slept: list[float] = []
        self.seconds = 0.0
        self.stop: threading.Event | None = None
        self.rendered = 0

    def config(self, *, approval: str = "automatic", **delivery: object) -> Config:
        return Config.model_validate(
            {
                "publication": {
                    "id": "small",
                    "name": "작은 소식",
                    "sender": {"name": "작은 소식", "address": "news@example.org"},
                },
                "schedule": {"approval": approval},
                "output": {"outbox": "outbox", "archive": "archive"},
                "delivery": delivery,
                "folder": self.folder,
            }
        )

    def render(self) -> Rendition:
        self.rendered += 1
        return RENDITION

    def subscribe(self, *addresses: str) -> None:
        for address in addresses:
            consent = roster.Consent(source="test", at=NOW)
            roster.add(self.store, address, consent=consent, now=NOW, name="김민지")

    def edition(self, language: str) -> Issue:
        """An edition of an issue of two, Korean first, in the store."""
        made = replace(issue(), id=f"{ISSUE}-{language}", language=language, editions=("ko", "en"))  # type: ignore[arg-type]
        with self.store.write() as connection:
            issues.save(connection, made, (), now=NOW)
        return made

    def rendition(self, edition: Issue) -> Rendition:
        return replace(RENDITION, issue=edition.id, language=edition.language)

    def build(self, *, approved: bool = False, page: bool = False) -> Issue:
        with self.store.write() as connection:
            issues.save(connection, issue(), (), now=NOW)
            if approved:
                issues.approve(connection, ISSUE, now=NOW)
        if page:
            path = self.folder / "archive" / "issues" / ISSUE / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text("<p>", encoding="utf-8")
            path.with_name("issue.json").write_bytes(codec.dump(issue()).encode())
        return issue()

    def begin(self, *, stop_after: int | None = None, lists: tuple[str, ...] = ()) -> None:
        head = configured.letterhead(self.config(), date=NOW)
        campaigns.start(
            self.store,
            campaigns.Beginning(
                rendition=RENDITION, letterhead=head, readers=campaigns.readership(issue(), lists)
            ),
            now=self.clock(),
            stop_after=stop_after,
        )

    def work(
        self,
        transport: Transport,
        *,
        body: str = "uncertain",
        marker: Any = None,
        signers: Sequence[Signer] = (),
        **rules: object,
    ) -> None:
        taken = campaigns.take_up(self.store, ISSUE, now=self.clock(), body=body)  # type: ignore[arg-type]
        Worker(
            store=self.store,
            campaign=taken,
            transport=transport,
            token=tokens.signer(self.store),
            rules=Rules(**{"connections": 1, **rules}),  # type: ignore[arg-type]
            time=self.time(),
            stop=self.stop,
            observer=self.told,
            marker=marker,
            writer=Writer(taken.rendition, taken.letterhead, signers),
        ).run()

    def time(self) -> Time:
        """A clock that stands still, and a timer that only sleeping moves."""
        return Time(clock=self.clock, timer=lambda: self.seconds, sleep=self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)  # others have their turn

    def states(self) -> dict[str, str]:
        with self.store.read() as connection:
            return {row.address: row.state for row in ledger.rows(connection, ISSUE)}

    def row(self, address: str = "a@example.org") -> Delivery:
        with self.store.read() as connection:
            return next(row for row in ledger.rows(connection, ISSUE) if row.address == address)

    def later(self, delay: timedelta) -> None:
        self.clock.now += delay


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    made = Post(tmp_path)
    yield made
    made.store.close()
