"""starlette's only door: the page, the mail in its frame, the stream of what changes, and the test mail."""

from __future__ import annotations

import asyncio
import html
import json
import re
import secrets
from collections import Counter
from contextlib import aclosing, asynccontextmanager
from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from digest.delivery.trial import try_out
from digest.errors import DigestError
from digest.subscribers.address import normal
from digest.web.preview import seen
from digest.web.preview.state import said, state
from digest.web.preview.watching import watch
from digest.web.preview.words import words
from digest.web.worker import Worker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from starlette.requests import Request

    from digest.web.preview.press import Press, Showing
    from digest.web.preview.proof import Proof

QUIET = 15
"""Seconds after which a stream that has nothing to tell says that it is alive."""
SETTLED = 0.5
"""Seconds after a page is open until what its issue is made of is gathered: the page comes first."""
AGAIN = 0.1
"""Seconds before the disk is watched again."""
_ADDRESS = re.compile(r"[^\s,;<>]+@[^\s,;<>]+")
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MAIL_POLICY = (
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
    " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class Desk:
    """The preview as an app. The press works in one thread of its own; here only what it made is handed out.

    Args:
        press: what renders.
        first: the id of the issue that is shown first.
        key: of this session; what acts must bring it.
        clock: tells the moment at which a test mail is sent.
    """

    def __init__(self, press: Press, first: str, *, key: str, clock: Callable[[], datetime]) -> None:
        self._press = press
        self._first = first
        self._key = key
        self._session = secrets.token_hex(4)  # a page sees by it that the server is another one
        self._clock = clock
        self._worker = Worker("press")
        self._in_thread = self._worker.call
        self._shown: dict[str, Showing | None] = {}
        self._open: Counter[str] = Counter()
        self._ready: set[str] = set()
        self._ending = False
        self._turn = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.app = Starlette(
            routes=[
                Route("/", self._page),
                Route("/page.css", self._static),
                Route("/page.js", self._static),
                Route("/events", self._events),
                Route("/mail/{issue}/{version}", self._mail),
                Route("/test/{issue}", self._test, methods=["POST"]),
            ],
            lifespan=self._life,
        )

    def end(self) -> None:
        """Let every stream come to its end."""
        self._ending = True
        self._turn.set()

    @asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self.end()
            watching.cancel()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(watching, *self._tasks, return_exceptions=True)
            self._worker.close()

    async def _watch(self) -> None:
        while not self._ending:
            folders = self._press.watched()
            async with aclosing(watch(folders, self._press.settings_folder)) as batches:
                async for batch in batches:
                    await self._in_thread(self._press.changed, batch, tuple(self._open))
                    self._shown.clear()
                    turn, self._turn = self._turn, asyncio.Event()
                    turn.set()
                    if self._press.watched() != folders:
                        break  # a folder is new, or gone: watch again
            await asyncio.sleep(AGAIN)

    async def _showing(self, issue: str) -> Showing | None:
        if issue not in self._shown:
            self._shown[issue] = await self._in_thread(self._press.showing, issue)
        return self._shown[issue]

    async def _page(self, _request: Request) -> Response:
        config = self._press.config
        language = self._language(await self._showing(self._first))
        told = words(language)
        values = {
            **{key: html.escape(text) for key, text in told.items()},
            "language": language,
            "key": self._key,
            "session": self._session,
            "title": html.escape(config.publication.name if config else self._first),
            "address": html.escape(self._contact(), quote=True),
            "words": json.dumps(told, ensure_ascii=False).replace("<", "\\u003c"),
        }
        page = Template(_resource("page.html")).substitute(values)
        return Response(page, media_type="text/html", headers={"Content-Security-Policy": _PAGE_POLICY})

    async def _static(self, request: Request) -> Response:
        name = request.url.path.removeprefix("/")
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        return Response(_resource(name), media_type=kind)

    async def _events(self, request: Request) -> Response:
        issue = request.query_params.get("issue") or self._first
        return StreamingResponse(self._told(issue), media_type="text/event-stream")

    async def _told(self, issue: str) -> AsyncIterator[str]:
        self._open[issue] += 1
        try:
            yield "retry: 500\n\n"
            last = ""
            while not self._ending:
                turn = self._turn
                showing = await self._showing(issue)
                entries, language = self._press.shelf.entries(), self._language(showing)
                now = state(self._session, entries, issue, showing, language=language)
                yield f"event: state\ndata: {now}\n\n" if now != last else ": still here\n\n"
                last = now
                self._make_ready(issue)
                try:
                    async with asyncio.timeout(QUIET):
                        await turn.wait()
                except TimeoutError:
                    continue
        finally:
            self._open[issue] -= 1
            self._open += Counter()

    def _make_ready(self, issue: str) -> None:
        if issue in self._ready:
            return
        self._ready.add(issue)

        async def ready() -> None:
            await asyncio.sleep(SETTLED)
            await self._in_thread(self._press.ready, issue)

        task = asyncio.create_task(ready())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _mail(self, request: Request) -> Response:
        proof = await self._proof(request.path_params["issue"])
        light, shown = request.query_params.get("light"), request.query_params.get("shown")
        if proof is None or light not in seen.LIGHTS or shown not in seen.SHOWN:
            return PlainTextResponse("There is no such mail.\n", status_code=404)
        page = seen.as_seen(proof.html, proof.text, light=light, shown=shown, language=proof.language)
        return Response(page, media_type="text/html", headers={"Content-Security-Policy": _MAIL_POLICY})

    async def _proof(self, issue: str) -> Proof | None:
        showing = await self._showing(issue)
        return showing.proof if showing else None

    async def _test(self, request: Request) -> Response:
        config, proof = self._press.config, await self._proof(request.path_params["issue"])
        if config is None or proof is None:
            return JSONResponse(
                {"error": words("en" if config is None else config.publication.language)["test_none"]},
                status_code=409,
            )
        told = words(config.publication.language)
        try:
            given = json.loads(await request.body())
            address = normal(str(given["address"]))
            done = await self._in_thread(
                try_out,
                config,
                proof.rendition,
                address,
                now=self._clock(),
            )
        except DigestError as error:
            told_of = said(str(error), config.publication.language)
            return JSONResponse({"error": told_of}, status_code=409)
        except (ValueError, KeyError, TypeError):
            return JSONResponse({"error": told["test_address"]}, status_code=400)
        file = str(done.file) if done.file else ""
        return JSONResponse({"address": address, "transport": done.transport, "file": file})

    def _language(self, showing: Showing | None) -> str:
        """The language of the page: the publication's, else that of the issue that is looked at."""
        config, proof = self._press.config, showing.proof if showing else None
        return config.publication.language if config else proof.language if proof else "en"

    def _contact(self) -> str:
        if self._press.config is None:
            return ""
        sender = self._press.config.publication.sender
        found = _ADDRESS.search(sender.contact)
        return found[0] if found else sender.address


def _resource(name: str) -> str:
    return (resources.files("digest.web.preview") / name).read_text(encoding="utf-8")
