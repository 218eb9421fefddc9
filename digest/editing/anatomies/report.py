"""The report of a month: trends with a list of short facts each, the pick of the month, and what the sources expect.

It writes no conclusion: that is the editor's slot.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.analysis import ranking
from digest.analysis.headline import HeadlineSettings, opinionated
from digest.analysis.short_facts import FEWEST, MOST, short_facts
from digest.analysis.terms import terms
from digest.editing import independence
from digest.editing.anatomies.outlook import outlook, shown
from digest.editing.quoting import Quota
from digest.language.register import rewrite, stands_in
from digest.model import Passage, Pick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.candidates import Candidate
    from digest.analysis.prepared import Prepared
    from digest.editing.material import IssueSettings
    from digest.model import Issue, Item

HEADING = HeadlineSettings(verbal=2.0)
"""A heading is a noun phrase where the sources have a good one."""


def of_item(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
    """The item with a list of short facts, where its sources have two that are sure."""
    by_id = {member.story.id: member for member in members}
    repeating = independence.repeating(members, item.clusters, settings.rights)
    spoken = [
        member
        for member in (by_id[one.story] for one in item.references if one.story in by_id)
        if member.story.id not in repeating
        and member.story.language == item.headline.language
        and not opinionated(member.story.title)
    ]
    named = terms(by_id[item.headline.story].title) if item.headline.story in by_id else ()
    found = short_facts(spoken, [pick.sentence for pick in item.told], named)
    if found is None:
        return item
    quota = Quota(members, settings.rights, shown(item, by_id))
    kept = [fact for fact in found.found if quota.take(fact.sentence)][:MOST]
    if len(kept) < FEWEST:
        return item
    order = {reference.story: place for place, reference in enumerate(item.references)}
    kept.sort(key=lambda fact: (order[fact.story], fact.sentence.start))
    return replace(item, passages=(*item.passages, Passage(kind=found.kind, picks=_listed(kept))))


def of_issue(issue: Issue, stories: Mapping[str, Prepared], settings: IssueSettings) -> Issue:
    """The issue with its outlook and its pick of the month; its references are numbered through."""
    chosen = pick_of_the_month(issue)
    ahead = outlook(issue, stories, settings)
    told = tuple(
        replace(one, passages=(*one.passages, Passage(kind="outlook", picks=ahead[one.id])))
        if one.id in ahead
        else one
        for one in issue.items
    )
    return replace(issue, items=told, choice=chosen, numbering="issue")


def pick_of_the_month(whole: Issue) -> str:
    """The item that ranks first, in the issue's language before others; none where nothing sets it apart.

    It is set apart where several texts tell it, and there is another item beside it.
    """
    told = [one for one in whole.items if one.size != "line" and one.picks]
    first = min(
        told,
        key=lambda one: (
            one.headline.language != whole.language,
            ranking.muted(one.reasons),
            -one.score,
            -len(one.outlets),
        ),
        default=None,
    )
    several = first is not None and len(first.references) - first.copies > 1
    return first.id if first is not None and several and len(told) > 1 else ""


def _listed(facts: Sequence[Candidate]) -> tuple[Pick, ...]:
    """The facts, in nouns where all of them can be: a list that mixes -다 with nouns looks careless."""
    texts = [fact.sentence.text for fact in facts]
    picks = tuple(Pick(sentence=fact.sentence) for fact in facts)
    if any(fact.language != "ko" for fact in facts):
        return picks
    made = rewrite(texts, "noun")
    if not all(new or stands == "noun" for new, stands in zip(made, stands_in(texts), strict=True)):
        return picks
    return tuple(
        replace(pick, shown=new.shown, rule=new.rule, provenance="register") if new else pick
        for pick, new in zip(picks, made, strict=True)
    )
