"""Beginning campaigns: where the way out is open and a test mail has left, recipients and bytes are frozen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from digest.delivery import admission, configured, trial
from digest.delivery import campaign as campaigns
from digest.delivery.transport import PostponedError
from digest.model.why import Why
from digest.storage import campaigns as rows
from digest.storage.lock import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.rules import Clock
    from digest.model import Issue, Rendition
    from digest.storage.store import Connection, Store

PATIENCE = 5.0  # seconds that we wait for another process that sends


@contextmanager
def sole(store: Store) -> Iterator[None]:
    """Be the only process that sends.

    Raises:
        PostponedError: another one does.
    """
    with alone(store, "send", wait=PATIENCE) as free:
        if not free:
            raise PostponedError(
                "send",
                "another process is sending now",
                "wait for it, or see `digest campaign list`",
                why=Why("busy"),
            )
        yield


def begin(
    config: Config,
    store: Store,
    editions: Sequence[Issue],
    *,
    render: Callable[[Issue], Rendition],
    clock: Clock,
) -> None:
    """Begin the campaigns of several editions at one moment, `check` has let them go; `send` goes on with each.

    Were one begun after another had been sent, whoever changes their language meanwhile would stand in none of them.

    Raises:
        PostponedError: nothing was begun, because the way out is closed now, or another process is sending.
        ResultError: nothing was begun: the test mail was refused, or a mail is too large.
        UsageError: the configuration of delivery is wrong.
    """
    with sole(store):
        with store.read() as connection:
            begun = rows.begun(connection, (issue.id for issue in editions))
        if not begun:
            freeze(config, store, [(issue, render(issue)) for issue in editions], now=clock())


def freeze(config: Config, store: Store, mails: Sequence[tuple[Issue, Rendition]], *, now: datetime) -> None:
    """Begin campaigns that have not begun; the caller is the `sole` process that sends.

    Raises:
        PostponedError: nothing was begun, because the way out is closed now.
        ResultError: nothing was begun: the test mail was refused, a mail is too large, or it may not be sent any more.
        UsageError: the configuration of delivery is wrong.
    """
    begun = [
        campaigns.Beginning(
            rendition=admission.fitting(rendition, issue),
            letterhead=configured.letterhead(config, date=now, language=issue.language, genre=issue.genre),
            readers=admission.readers(config, issue),
        )
        for issue, rendition in mails
    ]
    # Nothing is frozen before there is a way out: an issue that could not leave can still be changed.
    configured.signers(config)
    transport = configured.transport(config)
    transport.open()
    transport.close()
    for one in begun:
        trial.before(config, one.rendition, now=now)

    def may_not(connection: Connection) -> None:
        """Somebody may have withdrawn, skipped or built it anew while the mails were made and tried."""
        for issue, _ in mails:
            admission.refuse(connection, config, issue)

    campaigns.start(store, *begun, now=now, stop_after=config.delivery.first or None, unless=may_not)
