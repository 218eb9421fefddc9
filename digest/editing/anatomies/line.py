"""What the passages of an issue that looks back are chosen with: sentences that may be told, each once, within the rights."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis.tellable import said_again, tellable
from digest.editing import independence, untitled
from digest.editing.quoting import Quota
from digest.model import Passage, Pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.tellable import Tellable
    from digest.editing.material import IssueSettings
    from digest.model import Item, PassageKind


class Line:
    """The sentences of an item's stories, and those that were taken of them.

    Args:
        item: without its picks: what is taken counts against the rights together with its headline alone.
        members: its stories.
        settings: of the issue.
    """

    def __init__(self, item: Item, members: Sequence[Prepared], settings: IssueSettings) -> None:
        own = independence.independent(members, item.clusters)
        spoken = [one for one in own if one.story.language == settings.language] or list(own)
        self.pool = tellable(spoken, ZoneInfo(settings.timezone), item.headline.text)
        headed = untitled.quoted_by(item.headline, {member.story.id: member for member in members})
        self.quota = Quota(members, settings.rights, headed)
        self.taken: list[Tellable] = []

    def best(
        self,
        among: Iterable[Tellable],
        worth: Callable[[Tellable], float] | None = None,
    ) -> Tellable | None:
        """Take the best of these that says nothing told already, is of another outlet where equal, and may be quoted."""
        outlets = {one.outlet for one in self.taken}
        ranked = sorted(
            among,
            key=lambda one: (
                -(one.score + (worth(one) if worth else 0.0) + (0.0 if one.outlet in outlets else ELSEWHERE)),
                one.day,
                one.candidate.story,
                one.candidate.row,
            ),
        )
        for one in ranked:
            if not said_again(one, self.taken) and self.quota.take(one.candidate.sentence):
                self.taken.append(one)
                return one
        return None


ELSEWHERE = 0.5
"""What a sentence of an outlet has ahead that nothing was taken from, in standard deviations."""


def passage(kind: PassageKind, told: Sequence[Tellable]) -> Passage:
    """Sentences of one day as a passage."""
    first = told[0]
    return Passage(
        kind=kind,
        day=first.day,
        precision=first.precision,
        picks=tuple(Pick(sentence=one.candidate.sentence) for one in told),
    )
