"""What stands before every page: the Host, the headers, the size of what is sent, and what is said where a page fails."""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",  # a page's address holds the reader's token
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), browsing-topics=()",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
"""On every answer; a page states a Content-Security-Policy of its own."""
YEAR = 365 * 24 * 60 * 60
_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")
_PORTS = {"https": ":443", "http": ":80"}


class Gate:
    """An app that answers only under its own name, with the headers of all answers.

    Args:
        app: what answers.
        url: where readers reach it (`web.url`).
        health: the path that answers under the loopback names too.
        failed: is told of a fault that no page foresaw, without what was asked.
    """

    def __init__(self, app: ASGIApp, *, url: str, health: str, failed: Callable[[str], None]) -> None:
        parts = urlsplit(url)
        self._app = app
        self._port = _PORTS[parts.scheme]
        self._host = self._plain(parts.netloc.rpartition("@")[2])
        self._health = health
        self._failed = failed
        self._headers = dict(HEADERS)
        if parts.scheme == "https":
            self._headers["Strict-Transport-Security"] = f"max-age={YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        if not self._known(Headers(scope=scope).get("host", ""), scope["path"]):
            refusal = PlainTextResponse("This name is not served here.\n", status_code=421)
            await refusal(scope, receive, guarded)
            return
        try:
            await self._app(scope, receive, guarded)
        except Exception as error:  # noqa: BLE001 - uvicorn would print it, with what was asked
            last = traceback.extract_tb(error.__traceback__)[-1]
            self._failed(f"{type(error).__name__} in {last.name}, line {last.lineno}")
            if not begun:
                told = PlainTextResponse("Something went wrong here. Please try again later.\n", 500)
                await told(scope, receive, guarded)

    def _known(self, host: str, path: str) -> bool:
        return self._plain(host) == self._host or (path == self._health and bool(_LOOPBACK.fullmatch(host)))

    def _plain(self, host: str) -> str:
        return host.lower().removesuffix(self._port)
