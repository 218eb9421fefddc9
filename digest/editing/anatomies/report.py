"""The report of a month: trends with a list of short facts each, the pick of the month, and what the sources expect.

It writes no conclusion: that is the editor's slot.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis import ranking
from digest.analysis.expected import expected
from digest.analysis.headline import HeadlineSettings, opinionated
from digest.analysis.short_facts import FEWEST, MOST, short_facts
from digest.analysis.terms import terms
from digest.editing.quoting import Quota
from digest.editing.saidbox import sentences
from digest.editing.untitled import quoted_by
from digest.language.outlook import foretells
from digest.language.register import rewrite, stands_in
from digest.model import Passage, Pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.analysis.candidates import Candidate
    from digest.analysis.prepared import Prepared
    from digest.editing.material import IssueSettings
    from digest.model import Issue, Item, Reference, Sentence

HEADING = HeadlineSettings(verbal=2.0)
"""A heading is a noun phrase where the sources have a good one."""
EXPECTED = 5
"""Sentences of the outlook."""
LATELY = timedelta(days=3)
"""How far back from the newest text of an item its outlook reaches."""
FEW = 3
"""Below so many, an item may say a second thing of what is to come."""


def of_item(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
    """The item with a list of short facts, where its sources have two that are sure."""
    by_id = {member.story.id: member for member in members}
    spoken = [
        member
        for member in (by_id[reference.story] for reference in item.references)
        if member.story.language == item.headline.language and not opinionated(member.story.title)
    ]
    named = terms(by_id[item.headline.story].title) if item.headline.story in by_id else ()
    found = short_facts(spoken, [pick.sentence for pick in item.told], named)
    if found is None:
        return item
    quota = Quota(members, settings.rights, _shown(item, by_id))
    kept = [fact for fact in found.found if quota.take(fact.sentence)][:MOST]
    if len(kept) < FEWEST:
        return item
    order = {reference.story: place for place, reference in enumerate(item.references)}
    kept.sort(key=lambda fact: (order[fact.story], fact.sentence.start))
    return replace(item, passages=(*item.passages, Passage(kind=found.kind, picks=_listed(kept))))


def of_issue(issue: Issue, stories: Mapping[str, Prepared], settings: IssueSettings) -> Issue:
    """The issue with its outlook and its pick of the month; its references are numbered through."""
    chosen = pick_of_the_month(issue)
    ahead = _outlook(issue, stories, settings)
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


def _shown(one: Item, by_id: Mapping[str, Prepared]) -> Iterator[Sentence]:
    yield from quoted_by(one.headline, by_id)
    yield from (pick.sentence for pick in one.told if pick.provenance != "editor")
    yield from sentences(one)


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


def _outlook(
    whole: Issue, stories: Mapping[str, Prepared], settings: IssueSettings
) -> dict[str, tuple[Pick, ...]]:
    """Item id → its sentences of the outlook: one of each item, then a second of each where there are few."""
    told = sorted((one for one in whole.items if one.size != "line"), key=lambda one: -one.score)
    pools = {one.id: _expected(one, whole, stories, settings) for one in told}
    kept: dict[str, list[Pick]] = {}
    for most in (1, 2):
        if most > 1 and sum(map(len, kept.values())) >= FEW:
            break
        for name, pool in pools.items():
            fresh = next(pool, None) if sum(map(len, kept.values())) < EXPECTED else None
            if fresh is not None:
                kept.setdefault(name, []).append(Pick(sentence=fresh.sentence))
    return {name: tuple(sorted(picks, key=_place)) for name, picks in kept.items()}


def _latest(item: Item) -> Iterator[Reference]:
    """The references of the last days of an item: what its sources expected before, they have told since."""
    known = [one.published for one in item.references if one.published]
    since = max(known) - LATELY if known else None
    for one in item.references:
        if since is None or one.published is None or one.published >= since:
            yield one


def _place(pick: Pick) -> tuple[str, int]:
    return pick.sentence.story, pick.sentence.start


def _expected(
    one: Item, whole: Issue, stories: Mapping[str, Prepared], settings: IssueSettings
) -> Iterator[Candidate]:
    """What an item's sources expect and may still be quoted, what has most to do with its headline first."""
    zone = ZoneInfo(settings.timezone)
    moment = whole.provenance.moment.astimezone(zone).date()
    members = {reference.story: stories[reference.story] for reference in one.references}
    quota = Quota(list(members.values()), settings.rights, _shown(one, members))
    told = {pick.sentence for pick in one.told}
    headed = set(terms(members[one.headline.story].title)) if one.headline.story in members else set()
    found = [
        fresh
        for reference in _latest(one)
        if reference.language == whole.language and not opinionated(reference.title)
        for fresh in expected(
            members[reference.story],
            after=moment,
            zone=zone,
            dated=reference.dated_by != "fetched",
            planned="ahead" not in settings.boxes,
        )
        if fresh.sentence not in told
    ]
    found.sort(key=lambda one: (not foretells(one.sentence.text), -len(headed.intersection(one.unique))))
    for candidate in found:
        if quota.take(candidate.sentence):
            yield candidate
