"""The readers' pages as an app: `/u/TOKEN` to leave and to come back, `/p/TOKEN` to choose.

A GET changes nothing: mail scanners follow every link. A POST to `/u/TOKEN` unsubscribes at once whatever it says (RFC
8058), but for the wish to come back; whoever wants out meets no login, no cookie, no redirect, and no limit of rate.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from digest.errors import DigestError, ResultError
from digest.subscribers import tokens, wishes
from digest.web.worker import Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime

    from digest.config import Config
    from digest.config.values import EditionLanguage
    from digest.model import Language
    from digest.storage.store import Store
    from digest.subscribers.wishes import Standing
    from digest.web.readers.clients import Clients, Limits
    from digest.web.readers.pages import Pages, Trouble

LARGEST = 16 * 1024
"""Bytes of what is sent to us, at most."""
FIELDS = 200
PATIENCE = 30.0
"""Seconds that a wish waits for the store, where another process writes."""
TRIES = 20
"""How often the wish to leave is tried, also after its reader was asked to come again: it must not be lost."""
SLOW = 10.0
"""Seconds within which what is sent to us must have come."""
AGAIN = 120
"""Seconds after which somebody is asked to come again whose wish had to wait too long."""
MOST = 2000
"""Wishes that wait for the store at a time."""
TELL = 60.0
"""Seconds between two lines that tell what was asked, where anything was."""
SWEEP = 24 * 60
"""Such times between two sweeps."""
DONE = "수신 거부가 처리되었습니다. You are unsubscribed.\n"
BROKEN = "지금은 이 페이지를 보여 드릴 수 없습니다. This page cannot be shown now.\n"
STATUSES: Mapping[int, Trouble] = {
    404: "lost",
    405: "method",
    408: "busy",
    413: "large",
    429: "often",
    503: "busy",
}


class Asked(NamedTuple):
    """What a request brings: its token as it stands, and whose it is."""

    token: str
    id: str


class Readers:
    """The pages as an app.

    Args:
        config: the publication's configuration.
        store: its store.
        pages: what renders.
        path: of `web.url`, before the paths of the pages.
        clients: tells who asks.
        limits: how often they may.
        clock: tells the moment.
        tell: is given a line now and then: what was asked how often, never by whom.
        patience: seconds that a wish waits for the store before its reader is asked to come again.
    """

    def __init__(
        self,
        config: Config,
        store: Store,
        *,
        pages: Pages,
        path: str,
        clients: Clients,
        limits: Limits,
        clock: Callable[[], datetime],
        tell: Callable[[str], None],
        patience: float = PATIENCE,
    ) -> None:
        self._config, self._store, self._pages = config, store, pages
        self._clients, self._limits, self._clock, self._tell = clients, limits, clock, tell
        self._patience = patience
        with store.write() as connection:
            self._key = tokens.key(connection)
        self._reading, self._writing = Worker("reading"), Worker("writing")
        self._waiting: set[asyncio.Task[Any]] = set()
        self._counts: Counter[str] = Counter()
        self.app = Starlette(
            routes=[
                Route(f"{path}/u/{{token}}", self._leaving, methods=["GET", "POST"]),
                Route(f"{path}/p/{{token}}", self._choosing, methods=["GET", "POST"]),
                Route(f"{path}/health", self._health),
            ],
            exception_handlers={HTTPException: self._trouble},
            lifespan=self._life,
        )
        self.app.router.redirect_slashes = False

    async def _leaving(self, request: Request) -> Response:
        asked = self._asked(request)
        if request.method != "POST":
            self._limit(asked.id)
            standing = await self._standing(asked)
            return self._page(
                self._pages.left if standing.person is None else self._pages.ask, request, asked, standing
            )
        fields = await self._fields(request)
        now = self._clock()
        if fields.get("wish") == ["back"]:
            self._limit(asked.id)
            standing = await self._write(wishes.come_back, asked.id, source="web page", now=now)
            if standing.person is None:
                return self._page(self._pages.left, request, asked, standing)
            self._counts["came back"] += 1
            return self._page(partial(self._pages.back, at=now), request, asked, standing)
        source = "web page" if "wish" in fields else "one-click"
        standing = await self._write(_insisted, asked.id, source=source, now=now)
        self._counts["left"] += standing.left == now
        return self._page(self._pages.left, request, asked, standing)

    async def _choosing(self, request: Request) -> Response:
        asked = self._asked(request)
        self._limit(asked.id)
        fields = await self._fields(request) if request.method == "POST" else {}
        saved = fields.get("wish") == ["choose"]
        if saved:
            standing = await self._write(wishes.choose, asked.id, now=self._clock(), **self._chosen(fields))
            self._counts["changed"] += 1
        else:
            standing = await self._standing(asked)
        if standing.person is None:
            return self._page(self._pages.left, request, asked, standing)
        return self._page(partial(self._pages.choose, saved=saved), request, asked, standing)

    def _chosen(self, fields: Mapping[str, list[str]]) -> dict[str, Any]:
        language = fields.get("language", [""])[0]
        chosen: dict[str, Any] = {"name": fields["name"][0] if "name" in fields else None}
        if language in self._config.publication.several:
            chosen["language"] = cast("Language", language)
        if self._config.lists:
            chosen |= {"lists": fields.get("list", []), "offered": tuple(self._config.lists)}
        return chosen

    async def _health(self, _request: Request) -> Response:
        await self._reading.call(self._touch)
        return PlainTextResponse("ok\n")

    def _touch(self) -> None:
        wishes.standing(self._store, "", now=self._clock())

    def _asked(self, request: Request) -> Asked:
        """Whose token it is; one that is nobody's is told no more than any wrong address."""
        token = request.path_params["token"]
        found = tokens.check(self._key, token)
        if found is None:
            raise HTTPException(404)
        return Asked(token, found)

    def _limit(self, key: str) -> None:
        if not self._limits.allow(key):
            raise HTTPException(429)

    async def _fields(self, request: Request) -> dict[str, list[str]]:
        """What a form says; empty where it cannot be read: the address alone says who wants what."""
        size = 0
        whole = bytearray()
        try:
            async with asyncio.timeout(SLOW):
                async for part in request.stream():
                    size += len(part)
                    if size > LARGEST:
                        raise HTTPException(413)
                    whole += part
        except TimeoutError:
            raise HTTPException(408) from None
        except ClientDisconnect:  # what came of it may be enough
            pass

        async def again() -> dict[str, object]:
            return {"type": "http.request", "body": bytes(whole), "more_body": False}

        fields: dict[str, list[str]] = {}
        try:
            read = Request(request.scope, again)
            async with read.form(max_files=0, max_fields=FIELDS, max_part_size=LARGEST) as form:
                for name, value in form.multi_items():
                    if isinstance(value, str):
                        fields.setdefault(name, []).append(value)
        except (MultiPartException, HTTPException, ValueError, LookupError):
            return {}
        return fields

    async def _standing(self, asked: Asked) -> Standing:
        self._counts["pages"] += 1
        return await self._read(wishes.standing, self._store, asked.id, now=self._clock())

    async def _read(self, work: Callable[..., Standing], *args: Any, **kwargs: Any) -> Standing:
        try:
            return await self._reading.call(work, *args, **kwargs)
        except ResultError:
            self._counts["could not be shown"] += 1
            raise HTTPException(503) from None

    async def _write(self, work: Callable[..., Standing], *args: Any, **kwargs: Any) -> Standing:
        """What a wish gives; whoever waits too long is told to come again, and the wish stays in the queue."""
        if len(self._waiting) >= MOST:
            self._counts["had to wait too long"] += 1
            raise HTTPException(503)
        task = asyncio.create_task(self._writing.call(work, self._store, *args, **kwargs))
        self._waiting.add(task)
        task.add_done_callback(self._done)
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(task)
        except (TimeoutError, ResultError):
            self._counts["had to wait too long"] += 1
            raise HTTPException(503) from None

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._waiting.discard(task)
        if not task.cancelled():
            task.exception()  # whoever asked was told; where nobody waits any more, nobody is

    def _page(
        self,
        page: Callable[[Standing, str, EditionLanguage], str],
        request: Request,
        asked: Asked,
        standing: Standing,
    ) -> Response:
        language = self._language(request, standing.language)
        try:
            return self._html(page(standing, asked.token, language))
        except DigestError as error:  # a template broke since the start; what was wished for is done
            self._tell(str(error))
            return PlainTextResponse(DONE if standing.person is None else BROKEN)

    async def _trouble(self, request: Request, error: Exception) -> Response:
        """A page instead: what is wrong, in plain words. Who asks for what is not there too often is told only that."""
        assert isinstance(error, HTTPException)
        status, headers = error.status_code, dict(error.headers or {})
        if status in (404, 405):
            peer = request.client.host if request.client else ""
            self._counts["refused"] += 1
            if not self._limits.allow(self._clients.of(peer, request.headers.getlist("x-forwarded-for"))):
                status, headers = 429, {}
        if status in (429, 503):
            headers["Retry-After"] = str(self._limits.wait if status == 429 else AGAIN)  # noqa: PLR2004
        page = self._pages.trouble(STATUSES.get(status, "lost"), self._language(request, None))
        return self._html(page, status, headers)

    def _html(self, page: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
        policy = {"Content-Security-Policy": self._pages.policy}
        return HTMLResponse(page, status, {**policy, **(headers or {})})

    def _language(self, request: Request, of_reader: str | None) -> EditionLanguage:
        return self._pages.language(
            request.query_params.get("lang", ""), of_reader, request.headers.get("accept-language", "")
        )

    @asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        ticking = asyncio.create_task(self._tick())
        try:
            yield
        finally:
            ticking.cancel()
            await asyncio.gather(ticking, return_exceptions=True)
            if self._waiting:
                await asyncio.wait(self._waiting, timeout=self._patience)
            self._say()
            self._reading.close()
            self._writing.close()

    async def _tick(self) -> None:
        while True:
            try:
                await self._writing.call(wishes.sweep, self._store, now=self._clock())
            except DigestError as error:
                self._tell(str(error))
            for _ in range(SWEEP):
                await asyncio.sleep(TELL)
                self._say()

    def _say(self) -> None:
        counted = [f"{n} {what}" for what, n in self._counts.items() if n]
        self._counts.clear()
        if counted:
            self._tell(", ".join(counted))


def _insisted(store: Store, subscriber_id: str, *, source: str, now: datetime) -> Standing:
    """Unsubscribe, and try again where the store cannot be had: each try waits as long as the store itself waits."""
    for _ in range(TRIES - 1):
        try:
            return wishes.leave(store, subscriber_id, source=source, now=now)
        except ResultError:
            time.sleep(1)
    return wishes.leave(store, subscriber_id, source=source, now=now)
