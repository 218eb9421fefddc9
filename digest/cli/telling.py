"""Telling the editors by mail what happened, at the end of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from digest import events
    from digest.config import Config
    from digest.storage.store import Store


def editors(settings: Config, store: Store, observer: events.Observer, *, now: datetime) -> bool:
    """Send the editors what they are to be told; False where the way out is closed, and it is kept for later."""
    if not settings.notices.to:
        return True
    from digest.delivery import news, notices

    news.look(settings, store, now=now)
    return notices.flush(settings, store, observer=observer)
