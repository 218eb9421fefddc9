"""The readers' pages from start to end."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.errors import UsageError
from digest.model import Subscriber
from digest.subscribers.wishes import Subscription
from digest.web import loopback
from digest.web.readers.app import Readers
from digest.web.readers.clients import Clients, Limits
from digest.web.readers.gate import Gate
from digest.web.readers.pages import TROUBLES, Pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.config import Config
    from digest.storage.store import Store

CONNECTIONS = 512
"""At a time; a proxy keeps few."""
LAST = 35
"""Seconds that wishes under way are given when the server ends: longer than they wait for the store."""


def serve(
    config: Config,
    store: Store,
    *,
    host: str,
    port: int,
    clock: Callable[[], datetime],
    ready: Callable[[str], None],
    tell: Callable[[str], None],
) -> None:
    """Answer readers until interrupted.

    Args:
        config: the publication's configuration.
        store: its store; others may use it at the same time.
        host: the address to listen on.
        port: the port; 0 for any that is free.
        clock: tells the moment.
        ready: is told the address, as host and port, as soon as it answers.
        tell: is given lines for the log; no token and no address stands in them.

    Raises:
        UsageError: `web.url` is not set, the address cannot be had, or nothing stands before it.
        ResultError: a template is wrong.
        KeyboardInterrupt: it was interrupted, and everything is closed.
    """
    checked(config, host)
    made = app(config, store, clock=clock, tell=tell)
    sockets = loopback.listen_at(host, port)
    shown = f"[{host}]" if ":" in host else host
    at = f"{shown}:{loopback.port_of(sockets)}"
    server = loopback.Server(
        made, ending=lambda: None, started=lambda: ready(at), last=LAST, most=CONNECTIONS
    )
    try:
        server.run(sockets=sockets)
    finally:
        for one in sockets:
            one.close()


def checked(config: Config, host: str) -> None:
    """See that the pages may be served at this address.

    Raises:
        UsageError: they may not.
    """
    if not config.web.url:
        raise UsageError(
            "web.url",
            "is not set: no mail would lead to these pages",
            'set it to where readers reach them: `[web]`, `url = "https://letter.example.org"` (docs/how-to/unsubscribe.md)',
        )
    if not _loopback(host) and not config.web.proxies:
        raise UsageError(
            f'host "{host}"',
            "is reached by others, and what is spoken there is not encrypted",
            "listen on 127.0.0.1 behind a proxy, or name the proxy's address in `web.proxies` (docs/how-to/unsubscribe.md)",
        )


def app(
    config: Config,
    store: Store,
    *,
    clock: Callable[[], datetime],
    tell: Callable[[str], None],
    seconds: Callable[[], float] = time.monotonic,
    patience: float | None = None,
) -> Gate:
    """The pages with all that stands before them.

    Raises:
        ResultError: a template is wrong.
    """
    path = urlsplit(config.web.url).path
    pages = Pages(config, path=path)
    _tried(pages, config)
    kept = {} if patience is None else {"patience": patience}
    readers = Readers(
        config,
        store,
        pages=pages,
        path=path,
        clients=Clients(config.web.proxies),
        limits=Limits(config.web.per_minute, seconds),
        clock=clock,
        tell=tell,
        **kept,
    )
    return Gate(readers.app, url=config.web.url, health=f"{path}/health", failed=tell)


def _tried(pages: Pages, config: Config) -> None:
    """Render each page once: a template that breaks is told now, not to a reader."""
    at = datetime(2025, 1, 6, tzinfo=UTC)
    language = config.publication.language
    here = Subscription(id="i", person=Subscriber(id="i", address="reader@example.org"), language=language)
    gone = Subscription(id="i", left=at, back=True, language=language)
    pages.ask(here, "token", language)
    pages.choose(here, "token", language, saved=True)
    pages.back(here, "token", language, at)
    pages.left(gone, "token", language)
    for kind in TROUBLES:
        pages.trouble(kind, language)


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
