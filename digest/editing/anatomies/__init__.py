"""How each built-in genre puts an issue together: one module a genre, and here which is which.

An anatomy fills in what its genre shows beside headline and sentences: the passages of an item, what is chosen before all
others. The weekly adds nothing: it is what `compose` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from digest.analysis.headline import HeadlineSettings
from digest.analysis.prepared import Prepared
from digest.analysis.short_facts import prose
from digest.editing.anatomies import brief, report, retrospective, review
from digest.editing.saidbox import QUOTATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.editing.material import IssueSettings
    from digest.model import Anatomy, Issue, Item


class OfItem(Protocol):
    """Fills in one item that is told, from its stories; it is not yet in its register and has no boxes."""

    def __call__(self, item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
        """The item with its passages."""
        ...


class OfIssue(Protocol):
    """Fills in the whole issue, from the stories (by id) that its items cite."""

    def __call__(self, issue: Issue, stories: Mapping[str, Prepared], settings: IssueSettings) -> Issue:
        """The issue, its items in their order."""
        ...


def same_item(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:  # noqa: ARG001 - an OfItem
    """The item as it is."""
    return item


def same_issue(issue: Issue, stories: Mapping[str, Prepared], settings: IssueSettings) -> Issue:  # noqa: ARG001 - an OfIssue
    """The issue as it is."""
    return issue


def same_members(members: Sequence[Prepared]) -> Sequence[Prepared]:
    """The stories as they are."""
    return members


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What a genre adds to its items, and then to the issue.

    `heading` says which titles it prefers for headlines, `prose` of what its sentences are chosen, `quotations` how many
    speakers an item quotes in its box, at most.
    """

    heading: HeadlineSettings = field(default_factory=HeadlineSettings)
    prose: Callable[[Sequence[Prepared]], Sequence[Prepared]] = same_members
    item: OfItem = same_item
    issue: OfIssue = same_issue
    quotations: int = QUOTATIONS


FILLINGS: dict[Anatomy, Filling] = {
    "brief": Filling(item=brief.of_item),
    "report": Filling(heading=report.HEADING, prose=prose, item=report.of_item, issue=report.of_issue),
    "review": Filling(item=review.line),
    "retrospective": Filling(
        item=retrospective.then_and_now, issue=retrospective.forecasts, quotations=retrospective.QUOTED
    ),
}
"""The genres that add something."""


def filling(anatomy: Anatomy) -> Filling:
    """What a genre adds."""
    return FILLINGS.get(anatomy, Filling())
