"""`digest send --dry-run`: to whom an issue would go; addresses as data, the largest domains as talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.cli import show
from digest.config import domains as names

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.rehearsal import Rehearsal
    from digest.errors import DigestError
    from digest.model import Issue, Rendition
    from digest.storage.store import Store

AT_ONCE = 1000  # addresses that are written at once
LARGEST = 12  # domains that are named


def rehearse(
    config: Config,
    store: Store,
    issue: Issue,
    *,
    now: datetime,
    without_archive: bool,
    despite_lint: bool,
    despite_live: bool,
    alone: bool,
) -> bool:
    """Tell what a send of an issue would do, then all that is missing; answers whether nothing is.

    `alone` says that no other edition is told of beside it.

    Raises:
        ResultError: the way out is not configured as it must be.
    """
    from digest.delivery import rehearsal
    from digest.delivery.transport import NobodyError
    from digest.subscribers import tokens

    mail, found = _checked(config, issue, despite_lint)
    told: list[str] = []

    def each(address: str) -> None:
        told.append(address)
        if len(told) == AT_ONCE:
            show.line("\n".join(told))
            told.clear()

    planned = rehearsal.rehearse(
        config,
        store,
        issue,
        mail,
        token=tokens.signer(store),
        now=now,
        without_archive=without_archive,
        despite_live=despite_live,
        each=each,
    )
    if told:
        show.line("\n".join(told))
    _tell(config, planned)
    if planned.others and alone:
        show.say(
            f"readers of another edition than {issue.language}, to whom this one would not go: {planned.others}"
        )
    missing = [*planned.missing, *found]
    if issue.editions:  # one that nobody reads keeps none of the others back
        missing = [one for one in missing if not isinstance(one, NobodyError)]
    if missing:
        show.say(f"{issue.id} does not leave before this is done:", style="yellow")
    for one in missing:
        show.fault(one)
    return not missing


def _tell(config: Config, planned: Rehearsal) -> None:
    for domain, mails in planned.domains[:LARGEST]:
        show.say(f"{mails:>9,}  {names.shown(domain)}")
    if rest := planned.domains[LARGEST:]:
        show.say(f"{sum(mails for _, mails in rest):>9,}  at {len(rest):,} other domains")
    if not planned.recipients:
        show.say(f'{planned.issue} would go to nobody: "{planned.subject}"; nothing was sent')
        return
    show.say(
        f"{planned.issue} would go to {planned.recipients:,} {'subscriber' if planned.recipients == 1 else 'subscribers'} by {planned.transport}:"
        f' "{planned.subject}", {planned.bytes:,} bytes each; nothing was sent'
    )
    if config.delivery.test_to:
        show.say(f"before them a test mail to {config.delivery.test_to}")
    if 0 < config.delivery.first < planned.recipients:
        show.say(f"after the first {config.delivery.first:,} it would wait for `digest campaign resume`")


def _checked(config: Config, issue: Issue, despite: bool) -> tuple[Rendition, tuple[DigestError, ...]]:
    """The mail of an issue, and what the checks of its contents keep it back for."""
    from digest import pipeline
    from digest.pipeline import linting

    try:
        return linting.passed(config, issue, despite=despite, observer=show.Watch()), ()
    except linting.LintError as error:
        return pipeline.render(config, issue), (error,)
