"""What the archive will ask of an issue that has just been built, found while the analyser is loaded anyhow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.archive import carding
from digest.archive.held import Desk, hold
from digest.archive.search import pages, remembered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from digest.model import Issue


def prepare(issues: Iterable[Issue], *, folder: Path, cache: Path) -> None:
    """Leave the search terms of these issues in the archive's cache; without them it would find the same.

    Args:
        issues: of any language.
        folder: the publication's, for its looks.
        cache: the archive's.

    Raises:
        ResultError: an id is no file name.
    """
    desk = Desk(folder, {})
    for issue in issues:
        one = desk.bound(hold(issue))
        year = issue.period.start.year
        found = [
            pages.record(item, issue=issue.id, year=year, path=one.path, label="")
            for item in carding.items(one)
        ]
        remembered.prepare(cache / "search", issue.id, found)
