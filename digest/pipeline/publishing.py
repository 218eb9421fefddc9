"""The archive on the branch that a host of pages serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import events

if TYPE_CHECKING:
    from digest.archive.pushing import Pushed
    from digest.config import Config


def publish(config: Config, place: str) -> Pushed:
    """Push the archive's folder to `place` (`REMOTE/BRANCH`), known to the repository that holds the publication.

    Raises:
        UsageError: `place` is no remote and branch.
        ResultError: it cannot be pushed.
    """
    from digest.archive.pushing import push

    publication = config.publication
    return push(
        config.at(config.output.archive),
        place,
        repository=config.folder,
        author=(publication.sent_by(publication.language), publication.sender.address),
    )


def publish_as_set(config: Config, *, observer: events.Observer) -> None:
    """Push the archive where `output.push` names a branch, and say so.

    Raises:
        DigestError: it cannot be pushed.
    """
    if config.output.push:
        done = publish(config, config.output.push)
        told = f"published as {done.commit}" if done.commit else "is published as it is"
        observer(events.Noted(stage="archive", subject=done.place, message=told))
