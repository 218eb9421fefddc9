"""Headlines and sentences of items, found where they are asked for: most items of a large issue find no room on its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.analysis import headline, summary
from digest.editing import independence, quoting, untitled
from digest.editing.anatomies import filling
from digest.editing.references import references
from digest.model import Headline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.hand.desk import Desk
    from digest.editing.material import IssueSettings
    from digest.model import Cluster, DatedBy, Item, Pick

UNTOLD = Headline(text="", story="", language="und")
"""That of an item which was not told yet."""


class Teller:
    """Tells the items of an issue, each at most once.

    Args:
        settings: of the issue.
        dated_by: what the dates of documents are known by.
        desk: what the editor wants of the items.
    """

    def __init__(self, settings: IssueSettings, dated_by: Mapping[str, DatedBy], desk: Desk) -> None:
        self._settings = settings
        self._dated_by = dated_by
        self._desk = desk
        self._told: dict[str, Item] = {}

    def by_sources(self, item: Item, members: Sequence[Prepared]) -> Item:
        """An item in the words of its sources."""
        shown, picks = headed_and_told(members, self._settings, item.clusters)
        cited = [pick.sentence.story for pick in picks]
        listed = references(members, cited, self._settings.rights, self._dated_by)
        return replace(item, headline=shown, picks=picks, references=listed)

    def told(self, item: Item, members: Sequence[Prepared]) -> Item:
        """An item as it is told: as the editor wants it."""
        if item.id not in self._told:
            self._told[item.id] = self._desk.told(self.by_sources(item, members), members)
        return self._told[item.id]


def headed_and_told(
    members: Sequence[Prepared], settings: IssueSettings, clusters: Sequence[Cluster]
) -> tuple[Headline, tuple[Pick, ...]]:
    """Headline and sentences of an item, from stories in the language of the edition where there are any."""
    genre = filling(settings.anatomy)
    head = headline.choose(members, language=settings.language, settings=genre.heading)
    picks = summary.summarize(
        genre.prose(members),
        sentences=settings.sentences,
        characters=settings.max_characters,
        limits=quoting.limits(members, settings.rights),
        language=settings.language,
        headline=head,
        repeating=independence.repeating(members, clusters, settings.rights),
    )
    shown = head or untitled.first_words(members, settings.rights)
    headed = untitled.quoted_by(shown, {member.story.id: member for member in members})
    return shown, quoting.within(picks, members, settings.rights, headed)
