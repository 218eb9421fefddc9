"""The preview from start to end."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from digest.web import loopback
from digest.web.guard import Guard
from digest.web.preview.app import Desk
from digest.web.preview.press import Press

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


def serve(
    settings: Path | None,
    single: Path | None,
    issue: str,
    *,
    port: int,
    clock: Callable[[], datetime],
    ready: Callable[[str], None],
) -> None:
    """Show issues in the browser until interrupted.

    Args:
        settings: the publication's configuration file; None where there is none.
        single: an issue.json that is not in the issues folder.
        issue: the id of the issue that is shown first.
        port: on the loopback addresses; 0 for any that is free.
        clock: the moment, for test mails.
        ready: is told the address as soon as it answers.

    Raises:
        UsageError: the port cannot be had.
        KeyboardInterrupt: it was interrupted, and everything is closed.
    """
    sockets = loopback.listen(port)
    key = secrets.token_urlsafe(24)
    desk = Desk(Press(settings, single), issue, key=key, clock=clock)
    at = loopback.port_of(sockets)
    server = loopback.Server(Guard(desk.app, port=at, key=key), ending=desk.end)
    ready(f"http://127.0.0.1:{at}/")
    try:
        server.run(sockets=sockets)
    finally:
        for one in sockets:
            one.close()
