"""`digest send --dry-run`: to whom an issue would go; addresses as data, the largest domains as talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.cli import show
from digest.config import domains as names

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.rehearsal import Rehearsal
    from digest.model import Issue, Rendition
    from digest.storage.store import Store

AT_ONCE = 1000  # addresses that are written at once
LARGEST = 12  # domains that are named


def rehearse(
    config: Config,
    store: Store,
    issue: Issue,
    mail: Rendition,
    *,
    now: datetime,
    without_archive: bool,
    alone: bool,
) -> None:
    """Tell what a send of an issue would do; `alone` says that no other edition is told of beside it.

    Raises:
        ResultError: it may not be sent.
    """
    from digest.delivery import rehearsal
    from digest.delivery.transport import NobodyError
    from digest.subscribers import tokens

    told: list[str] = []

    def each(address: str) -> None:
        told.append(address)
        if len(told) == AT_ONCE:
            show.line("\n".join(told))
            told.clear()

    try:
        planned = rehearsal.rehearse(
            config,
            store,
            issue,
            mail,
            token=tokens.signer(store),
            now=now,
            without_archive=without_archive,
            each=each,
        )
    except NobodyError:
        if not issue.editions:
            raise
        show.say(f"{issue.id} would go to nobody")
        return
    if told:
        show.line("\n".join(told))
    _tell(config, planned)
    if planned.others and alone:
        show.say(
            f"readers of another edition than {issue.language}, to whom this one would not go: {planned.others}"
        )


def _tell(config: Config, planned: Rehearsal) -> None:
    for domain, mails in planned.domains[:LARGEST]:
        show.say(f"{mails:>9,}  {names.shown(domain)}")
    if rest := planned.domains[LARGEST:]:
        show.say(f"{sum(mails for _, mails in rest):>9,}  at {len(rest):,} other domains")
    show.say(
        f"{planned.issue} would go to {planned.recipients:,} {'subscriber' if planned.recipients == 1 else 'subscribers'} by {planned.transport}:"
        f' "{planned.subject}", {planned.bytes:,} bytes each; nothing was sent'
    )
    if config.delivery.test_to:
        show.say(f"before them a test mail to {config.delivery.test_to}")
    if 0 < config.delivery.first < planned.recipients:
        show.say(f"after the first {config.delivery.first:,} it would wait for `digest campaign resume`")
