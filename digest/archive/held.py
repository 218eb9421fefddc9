"""Issues that are read only when a page needs them: what makes an archive of hundreds quick to bring up to date."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest import codec
from digest.archive import noted
from digest.archive.bound import Bound
from digest.editing.published import published
from digest.errors import ResultError
from digest.model import Issue, Notes
from digest.rendering import ics, looks, strings
from digest.rendering.arrange import arrange
from digest.rendering.limits import limits

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import NoteBook
    from digest.rendering.strings import Strings


AT_HAND = 8
"""Issues that are kept in memory with their views: one that has just got its card is about to get its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An issue by a digest of what it says, and what reads it; `issue` is its id, where that is known without reading it."""

    digest: str
    read: Callable[[], Issue]
    issue: str = ""

    def noted(self, notes: NoteBook) -> Held:
        """The issue with a digest that tells the editor's notes, too: its own, and what is withdrawn of others."""
        if not notes:
            return self
        own = notes.get(self.issue) if self.issue else notes
        gone = sorted((name, note.item) for name, one in notes.items() for note in one.withdrawals)
        return (
            replace(self, digest=codec.fingerprint(self.digest, repr(own), repr(gone)))
            if own or gone
            else self
        )


def hold(issue: Issue) -> Held:
    """An issue that has been read."""
    return Held(digest=codec.fingerprint(codec.dump(issue)), read=lambda: issue, issue=issue.id)


class Desk:
    """Reads issues and lays them out, keeping the last few at hand."""

    def __init__(self, folder: Path | None, notes: NoteBook) -> None:
        self._folder = folder
        self._notes = notes
        self._limits = limits(looks.table(folder, "tokens.toml"))
        self._at_hand: OrderedDict[str, Bound] = OrderedDict()

    def bound(self, held: Held) -> Bound:
        """The issue with its view.

        Raises:
            ResultError: its id is no file name.
        """
        found = self._at_hand.get(held.digest)
        if found is None:
            issue = held.read()
            if not re.fullmatch(r"\w[\w.-]*", issue.id):
                raise ResultError(f'issue "{issue.id}"', "its id is no file name", "build it again")
            found = self._bound(issue, strings.load(self._folder, issue.language))
            self._at_hand[held.digest] = found
            if len(self._at_hand) > AT_HAND:
                self._at_hand.popitem(last=False)
        return found

    def _bound(self, issue: Issue, words: Strings) -> Bound:
        own = self._notes.get(issue.id, Notes())
        public = published(issue, self._notes)
        cancelled = ics.cancelled(issue, words("withdrawn_issue"))
        return Bound(
            issue=public,
            view=arrange(public, words, limits=self._limits),
            words=words,
            notes=own,
            noted=noted.noted(public, own, words),
            calendar=ics.calendar(public) or cancelled,
        )
