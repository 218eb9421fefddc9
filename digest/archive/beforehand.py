"""What the archive will ask of an issue that has just been built, found while all that finds it is loaded anyhow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.archive import cache as caching
from digest.archive import carding
from digest.archive.held import Desk, hold
from digest.archive.search import pages, remembered
from digest.rendering.templates import Kept, Templates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from digest.model import Issue


def prepare(issues: Iterable[Issue], *, folder: Path, cache: Path) -> None:
    """Leave the cards and the search terms of these issues in the archive's cache; without them it would find the same.

    The card of an issue that the editor's notes change is another, which the archive makes itself.

    Args:
        issues: of any language.
        folder: the publication's, for its looks.
        cache: the archive's.

    Raises:
        ResultError: an id is no file name, or a template is wrong.
    """
    made = caching.making(folder)
    desk = Desk(folder, {})
    templates = Templates(folder, kept=Kept(folder=cache / "templates", made=made))
    cards = caching.Cards(cache, made)
    for issue in issues:
        held = hold(issue)
        card = carding.card(desk.bound(held), templates)
        cards.keep(held, card)
        found = [
            pages.record(item, issue=issue.id, year=card.year, path=card.path, label="")
            for item in card.items
        ]
        remembered.prepare(cache / "search", issue.id, found)
