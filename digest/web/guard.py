"""Who may ask what: this machine's browser alone, and whatever acts only from our own page.

A page of another site can make a browser send requests to 127.0.0.1, under a name of its own that it lets point there
(DNS rebinding). So the Host must be a loopback address with our port, and what acts must bring the session's key, which
only our page knows.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "[::1]", "localhost")
KEY_HEADER = "x-digest-key"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""On every answer; an answer that states one of them for itself keeps it."""


class Guard:
    """An app that answers only what may be asked; `key` is the session's."""

    def __init__(self, app: ASGIApp, *, port: int, key: str) -> None:
        self._app = app
        self._key = key
        self._hosts = {f"{name}:{port}" for name in NAMES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope["method"], Headers(scope=scope))
        await (refused or self._app)(scope, receive, guarded)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse(
                "This preview answers to 127.0.0.1 and localhost only.\n", status_code=421
            )
        if method in ("GET", "HEAD"):
            return None
        origin = headers.get("origin", "")
        own = not origin or origin.removeprefix("http://") in self._hosts
        key = headers.get(KEY_HEADER, "")
        if own and secrets.compare_digest(key.encode(), self._key.encode()):
            return None
        return PlainTextResponse("The key of this session is missing: reload the page.\n", status_code=403)
