"""What the archive's search finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from digest.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An item of an issue, as it can be found.

    Args:
        id: of the item in the archive, the same in every build.
        year: whose shard of the index it belongs to.
        url: the page's path in the site, with the item's anchor.
        label: of its issue, for the reader.
        day: that its issue ends with, or its own.
        read: gives the sentences that the page shows, in order; excerpts are taken from them.
        mark: a digest of all that it says, where that is known without reading it.
    """

    id: str
    year: int
    url: str
    title: str
    label: str
    language: Language
    day: date
    read: Callable[[], tuple[str, ...]]
    mark: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that the page shows."""
        return self.read()

    @property
    def inputs(self) -> tuple[str, ...]:
        """All that files with this item depend on."""
        if self.mark:
            return (self.mark,)
        return (self.url, self.title, self.label, str(self.day), self.language, *self.sentences, "")
