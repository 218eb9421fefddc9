"""Which edition a subscriber gets: that of their language, else the primary one; and never two."""

from __future__ import annotations

from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING

from digest import events
from digest.delivery.admission import ready
from digest.delivery.beginning import begin
from digest.delivery.campaign import pause, stopped_at_first
from digest.delivery.send import send
from digest.delivery.transport import NobodyError
from digest.storage import campaigns

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence

    from digest.config import Config
    from digest.delivery.campaign import CampaignReport
    from digest.delivery.rules import Clock
    from digest.delivery.send import Token
    from digest.model import Issue, Rendition
    from digest.storage.store import Store


def send_each(
    config: Config,
    store: Store,
    editions: Sequence[Issue],
    *,
    render: Callable[[Issue], Rendition],
    token: Token,
    clock: Clock,
    stop: threading.Event | None = None,
    without_archive: bool = False,
    observer: events.Observer = events.ignore,
) -> tuple[CampaignReport, ...]:
    """Send each edition of an issue to its readers, one after the other; one that nobody reads is passed over.

    The first mail of any edition ends the mending of all. So none leaves while one of them may not be sent, and all
    begin at one moment. Where one is paused while it is sent, those after it are paused as well. `stop`, when set, ends it: what is under
    way is settled.

    Raises:
        PostponedError: nothing has left: of the first edition that could not be sent, as `send` does.
        ResultError: one may not be sent; then none has been that had not begun before.
        UsageError: the configuration of delivery is wrong.
    """
    reports: list[CampaignReport] = []
    nobody: NobodyError | None = None
    mails = {issue.id: cache(partial(render, issue)) for issue in editions}
    if len(editions) > 1 and not _begun(store, editions):
        read = []
        for issue in editions:
            with suppress(NobodyError):  # told when its turn comes
                ready(config, store, issue, render=mails[issue.id], without_archive=without_archive)
                read.append(issue)
        if read:
            begin(config, store, read, render=lambda one: mails[one.id](), clock=clock)
    for issue in editions:
        if reports and stop is not None and stop.is_set():
            break  # its campaign has begun with the others: it is taken up with them
        if reports and reports[-1].state == "paused" and not stopped_at_first(reports[-1]):
            # Whoever pauses an issue means all of it; and a server that does not want us wants no other edition.
            pause(store, issue.id, reason=reports[-1].reason)
            told = f"waits: {reports[-1].issue} is paused ({reports[-1].reason})"
            observer(events.Noted(stage="send", subject=f'issue "{issue.id}"', message=told))
            continue
        try:
            reports.append(
                send(
                    config,
                    store,
                    issue,
                    render=mails[issue.id],
                    token=token,
                    clock=clock,
                    stop=stop,
                    without_archive=without_archive,
                    alone_goes=len(editions) == 1,
                    observer=observer,
                )
            )
        except NobodyError as error:
            nobody = nobody or error
            if len(editions) > 1:
                observer(
                    events.Noted(stage="send", subject=error.subject, message="nobody reads this edition yet")
                )
    if nobody and not reports:
        raise nobody
    return tuple(reports)


def _begun(store: Store, editions: Sequence[Issue]) -> bool:
    """Whether an edition has been sent to somebody already."""
    with store.read() as connection:
        return campaigns.begun(connection, (issue.id for issue in editions))
