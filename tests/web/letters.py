"""A publication with one reader, and its readers' pages on a port of the loopback."""

from __future__ import annotations

import asyncio
import http.client
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from digest.config import Config
from digest.storage import subscribers as rows
from digest.storage.store import Store
from digest.subscribers import roster, tokens
from digest.web import loopback
from digest.web.readers import serve
from tests import stores
from tests.web.listening import LONGEST, Answer, listening

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from digest.model import ConsentRecord, Subscriber, Suppression

NOW = datetime(2025, 11, 24, 9, 30, tzinfo=UTC)
URL = "https://letter.example.org/letters"
ADDRESS = "minji.kim@example.org"
FORM = "application/x-www-form-urlencoded"
ONE_CLICK = b"List-Unsubscribe=One-Click"


@dataclass
class Seconds:
    """A clock that stands still."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def configured(folder: Path, **tables: Any) -> Config:
    """The publication: two editions, two lists."""
    table: dict[str, Any] = {
        "publication": {
            "id": "sample",
            "name": "맥락",
            "names": {"en": "Context"},
            "editions": ["ko", "en"],
            "sender": {"name": "맥락 편집부", "address": "letter@example.org", "contact": "02-0000-0000"},
        },
        "lists": {
            "weekly": {"name": "주간 소식", "names": {"en": "Weekly"}, "genres": ["weekly"]},
            "report": {"name": "월간 보고서", "names": {"en": "Monthly report"}, "genres": ["report"]},
        },
        "web": {"url": URL},
        "folder": folder,
    }
    table["web"] |= tables.pop("web", {})
    return Config.model_validate({**table, **tables})


@dataclass
class Letters:
    """Readers' pages that answer, as a context."""

    config: Config
    store: Store
    patience: float | None = None
    seconds: Seconds = field(default_factory=Seconds)
    told: list[str] = field(default_factory=list)
    now: datetime = NOW
    _signer: Callable[[str], str] | None = None

    def __enter__(self) -> Self:
        made = serve.app(
            self.config,
            self.store,
            clock=lambda: self.now,
            tell=self.told.append,
            seconds=self.seconds,
            patience=self.patience,
        )
        server = loopback.Server(made, ending=lambda: None)
        self._listening = listening(server, loopback.listen_at("127.0.0.1", 0))
        self.port = self._listening.__enter__()
        self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()
        self._listening.__exit__(None, None, None)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask as a proxy does that keeps name and path; names of headers in lower case."""
        named = {"Host": "letter.example.org"} | {k.replace("_", "-"): v for k, v in headers.items()}
        if body is not None:
            named.setdefault("Content-Type", FORM)
        try:
            self._line.request(method, path, body, named)
            answer = self._line.getresponse()
            text = answer.read().decode()
        except (ConnectionError, http.client.HTTPException):
            self._line.close()
            raise
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, text)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: bytes = ONE_CLICK, **headers: str) -> Answer:
        return self.ask("POST", path, body, **headers)

    def token(self, address: str = ADDRESS) -> str:
        if self._signer is None:
            self._signer = tokens.signer(self.store)
        return self._signer(roster.identity(address))

    def leave(self, address: str = ADDRESS) -> str:
        """The path by which somebody leaves."""
        return f"/letters/u/{self.token(address)}"

    def choose(self, address: str = ADDRESS) -> str:
        return f"/letters/p/{self.token(address)}"

    def person(self, address: str = ADDRESS) -> Subscriber | None:
        with self.store.read() as connection:
            return rows.find(connection, roster.identity(address))

    def suppressed(self, address: str = ADDRESS) -> Suppression | None:
        with self.store.read() as connection:
            return rows.suppressed(connection, address)

    def consents(self, address: str = ADDRESS) -> tuple[ConsentRecord, ...]:
        with self.store.read() as connection:
            return rows.consents(connection, roster.identity(address))


def subscribe(store: Store, address: str = ADDRESS, *lists: str) -> None:
    """Somebody who reads it, on these lists."""
    consent = roster.Consent(source="sign-up form", at=NOW)
    roster.add(store, address, consent=consent, now=NOW, name="김민지")
    with store.write() as connection:
        rows.set_lists(connection, roster.identity(address), lists)


def opened(folder: Path) -> Store:
    """A store with one reader."""
    store = stores.opened(folder / "digest.sqlite3")
    subscribe(store, ADDRESS, "weekly")
    return store


def asked(config: Config, store: Store, path: str, methods: Iterable[str]) -> Counter[int]:
    """How often each status is answered where the app is asked directly: much, in little time."""
    made = serve.app(config, store, clock=lambda: NOW, tell=lambda _line: None)
    found: Counter[int] = Counter()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            found[message["status"]] += 1

    async def every() -> None:
        for method in methods:
            scope = {
                "type": "http",
                "asgi": {"version": "3.0"},
                "http_version": "1.1",
                "method": method,
                "scheme": "http",
                "path": path,
                "raw_path": path.encode(),
                "query_string": b"",
                "root_path": "",
                "headers": [(b"host", b"letter.example.org")],
                "client": ("127.0.0.1", 4711),
                "server": ("127.0.0.1", 80),
            }
            await made(scope, receive, send)

    asyncio.run(every())
    return found
