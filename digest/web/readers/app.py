"""The readers' pages as an app: `/u/TOKEN` to leave and to come back, `/p/TOKEN` to choose.

A GET changes nothing: mail scanners follow every link. A POST to `/u/TOKEN` unsubscribes at once whatever it says (RFC
8058), but for the wish to come back; whoever wants out meets no login, no cookie, no redirect, and no limit of rate.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from digest.errors import DigestError
from digest.subscribers import tokens, wishes
from digest.web.readers import forms, turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime

    from starlette.requests import Request

    from digest.config import Config
    from digest.config.values import EditionLanguage
    from digest.model import Language
    from digest.storage.store import Store
    from digest.subscribers.wishes import Subscription
    from digest.web.readers.clients import Clients, Limits
    from digest.web.readers.pages import Pages, Trouble

AGAIN = 120
"""Seconds after which somebody is asked to come again whose wish had to wait too long."""
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
        patience: float = turns.PATIENCE,
    ) -> None:
        self._config, self._pages = config, pages
        self._clients, self._limits, self._clock, self._tell = clients, limits, clock, tell
        with store.write() as connection:
            self._key = tokens.key(connection)
        self._counts: Counter[str] = Counter()
        self._turns = turns.Turns(
            store, waited=lambda: self._counts.update(["had to wait too long"]), patience=patience
        )
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
            subscription = await self._subscription(asked)
            return self._page(
                self._pages.left if subscription.person is None else self._pages.ask,
                request,
                asked,
                subscription,
            )
        fields = await forms.fields(request)
        now = self._clock()
        if fields.get("wish") == ["back"]:
            self._limit(asked.id)
            subscription = await self._turns.write(wishes.come_back, asked.id, source="web page", now=now)
            if subscription.person is None:
                return self._page(self._pages.left, request, asked, subscription)
            self._counts["came back"] += 1
            return self._page(partial(self._pages.back, at=now), request, asked, subscription)
        source = "web page" if "wish" in fields else "one-click"
        subscription = await self._turns.write(turns.leave, asked.id, source=source, now=now)
        self._counts["left"] += subscription.left == now
        return self._page(self._pages.left, request, asked, subscription)

    async def _choosing(self, request: Request) -> Response:
        asked = self._asked(request)
        self._limit(asked.id)
        fields = await forms.fields(request) if request.method == "POST" else {}
        saved = fields.get("wish") == ["choose"]
        if saved:
            subscription = await self._turns.write(
                wishes.choose, asked.id, now=self._clock(), **self._chosen(fields)
            )
            self._counts["changed"] += 1
        else:
            subscription = await self._subscription(asked)
        if subscription.person is None:
            return self._page(self._pages.left, request, asked, subscription)
        return self._page(partial(self._pages.choose, saved=saved), request, asked, subscription)

    def _chosen(self, fields: Mapping[str, list[str]]) -> dict[str, Any]:
        language = fields.get("language", [""])[0]
        chosen: dict[str, Any] = {"name": fields["name"][0] if "name" in fields else None}
        if language in self._config.publication.several:
            chosen["language"] = cast("Language", language)
        if self._config.lists:
            chosen |= {"lists": fields.get("list", []), "offered": tuple(self._config.lists)}
        return chosen

    async def _health(self, _request: Request) -> Response:
        await self._turns.read(wishes.subscription, "", now=self._clock())
        return PlainTextResponse("ok\n")

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

    async def _subscription(self, asked: Asked) -> Subscription:
        self._counts["pages"] += 1
        return await self._turns.read(wishes.subscription, asked.id, now=self._clock())

    def _page(
        self,
        page: Callable[[Subscription, str, EditionLanguage], str],
        request: Request,
        asked: Asked,
        subscription: Subscription,
    ) -> Response:
        language = self._language(request, subscription.language)
        try:
            return self._html(page(subscription, asked.token, language))
        except DigestError as error:  # a template broke since the start; what was wished for is done
            self._tell(str(error))
            return PlainTextResponse(DONE if subscription.person is None else BROKEN)

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
            await self._turns.end()
            self._say()

    async def _tick(self) -> None:
        while True:
            with suppress(HTTPException):  # the next one will do
                await self._turns.write(wishes.sweep, now=self._clock())
            for _ in range(SWEEP):
                await asyncio.sleep(TELL)
                self._say()

    def _say(self) -> None:
        counted = [f"{n} {what}" for what, n in self._counts.items() if n]
        self._counts.clear()
        if counted:
            self._tell(", ".join(counted))
