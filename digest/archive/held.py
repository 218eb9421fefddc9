"""Issues that are read only when a page needs them: what makes an archive of hundreds quick to bring up to date."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest import codec
from digest.archive.bound import Bound
from digest.errors import ResultError
from digest.model import Issue
from digest.rendering import looks, strings
from digest.rendering.arrange import arrange
from digest.rendering.limits import limits

if TYPE_CHECKING:
    from pathlib import Path


AT_HAND = 8
"""Issues that are kept in memory with their views: one that has just got its card is about to get its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An issue by a digest of what it says, and what reads it."""

    digest: str
    read: Callable[[], Issue]


def hold(issue: Issue) -> Held:
    """An issue that has been read."""
    return Held(digest=codec.fingerprint(codec.dump(issue)), read=lambda: issue)


class Desk:
    """Reads issues and lays them out, keeping the last few at hand."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
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
            words = strings.load(self._folder, issue.language)
            found = Bound(issue=issue, view=arrange(issue, words, limits=self._limits), words=words)
            self._at_hand[held.digest] = found
            if len(self._at_hand) > AT_HAND:
                self._at_hand.popitem(last=False)
        return found
