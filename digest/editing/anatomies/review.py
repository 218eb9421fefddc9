"""The review: each affair as a dated line. What happened, why it matters, its effect in figures, what came after.

All of it is chosen by words and structure, and left out where these are not sure; no sentence stands for another's day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis.freshness import fresh
from digest.analysis.objections import quotes
from digest.analysis.tellable import day_of
from digest.analysis.told_figures import told
from digest.editing.anatomies.line import Line, passage
from digest.language.weighing import consequence, matters, present, soft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from digest.analysis.prepared import Prepared
    from digest.analysis.tellable import Tellable
    from digest.editing.material import IssueSettings
    from digest.model import Item, Passage, PassageKind

AFTER = 4
"""Later turns of an affair that its line tells, at most."""
EFFECTS, MATTERS = 2, 2
APART = 2
"""Days after which what a cluster tells is another turn of its affair."""
WEEK = 7
LEAD = 4
"""Sentences of a story in which it tells what happened."""
LEAST = 2
"""Passages that make a line; below it the item is told as in any issue."""
PRESENT, SOFT = 1.0, 1.0
"""What a later sentence has ahead that tells how things stand, and what one loses that tells how they are seen."""
_ORDER: tuple[PassageKind, ...] = ("happened", "matters", "effect", "after")


def line(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
    """The item as a dated line in place of its sentences; as it was where its stories give none."""
    made = Line(item, members, settings)
    days = _turns(item, members, settings)
    if not made.pool or not days or _at_once(item, made):
        return item
    found = list(_passages(made, days))
    if len(found) < LEAST or found[0][0] != "happened":
        return item
    passages = [passage(kind, [one]) for kind, one in found]
    passages.sort(key=lambda one: (one.day is not None and one.day, _ORDER.index(one.kind)))
    return replace(item, picks=(), passages=(*item.passages, *_joined(passages)))


def _at_once(item: Item, made: Line) -> bool:
    """Whether all is told of one event and within a week: that has no line."""
    return len(item.clusters) == 1 and (made.pool[-1].day - made.pool[0].day).days < WEEK


def _passages(made: Line, turns: Sequence[frozenset[str]]) -> Iterator[tuple[PassageKind, Tellable]]:
    """What is told of the affair, each with its kind; what happened comes first, where anything is told of that."""
    happened, rest = None, list(turns)
    while happened is None and rest:
        first = rest.pop(0)
        facts = [one for one in made.pool if one.candidate.story in first and _fact(one)]
        begun = min((one.day for one in facts), default=None)
        happened = made.best([one for one in facts if one.day == begun], _lead) or made.best(facts, _lead)
    if happened is None:
        return
    yield "happened", happened
    figured = _figured(made)
    for _ in range(EFFECTS):
        one = made.best(one for one in made.pool if _effect(one, figured) and one.day >= happened.day)
        if one is not None:
            yield "effect", one
    for _ in range(MATTERS):
        one = made.best(one for one in made.pool if _matters(one) and one.day >= happened.day)
        if one is not None:
            yield "matters", one
    for stories in _later(rest):
        later = (one for one in made.pool if one.candidate.story in stories and _since(one, happened))
        one = made.best((one for one in later if _news(one)), _turn)
        if one is not None:
            yield "after", one


def _turns(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> list[frozenset[str]]:
    """The turns of an affair, each by its stories, in the order of their days: of a cluster, what was told within some days.

    Undated stories are of no turn.
    """
    zone = ZoneInfo(settings.timezone)
    of = {member.story.id: day_of(member, zone) for member in members}
    found: list[tuple[date, str, set[str]]] = []
    for cluster in item.clusters:
        dated = sorted((day, story) for story in cluster.stories if (day := of.get(story)) is not None)
        for place, (day, story) in enumerate(dated):
            if not place or (day - found[-1][0]).days >= APART:
                found.append((day, cluster.id, set()))
            found[-1][2].add(story)
    return [frozenset(stories) for _, _, stories in sorted(found, key=lambda one: one[:2])]


def _later(turns: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The turns that the line tells after what happened: the last, and of the others those that most stories tell."""
    rest = list(turns)
    if len(rest) <= AFTER:
        return rest
    largest = sorted(range(len(rest) - 1), key=lambda place: (-len(rest[place]), -place))[: AFTER - 1]
    return [*(rest[place] for place in sorted(largest)), rest[-1]]


def _since(one: Tellable, other: Tellable) -> bool:
    """Whether it was told later for certain: of two in one month, of which one has no day, nobody knows."""
    if "month" in (one.precision, other.precision):
        return (one.day.year, one.day.month) > (other.day.year, other.day.month)
    return one.day > other.day


def _news(one: Tellable) -> bool:
    """Whether a sentence tells what happened: of the affair, of its own days, no wish and no forecast."""
    return one.central and one.settled and one.recent and (one.over or one.candidate.row == 0)


def _fact(one: Tellable) -> bool:
    return _news(one) and not soft(one.text, one.candidate.language) and not quotes(one.text)


def _lead(one: Tellable) -> float:
    """What a sentence has ahead that its story begins with."""
    return 1.0 if one.candidate.row == 0 else 0.0 if one.candidate.row < LEAD else -1.0


def _turn(one: Tellable) -> float:
    """The same of what came later; and that it says of itself how things stand by now.

    Who looks back begins with what was: only of news of its day the beginning is the news.
    """
    told = one.text, one.candidate.language
    return (
        (_lead(one) if fresh(one.member.story) else 0.0)
        + PRESENT * present(*told)
        - SOFT * (soft(*told) or quotes(one.text))
    )


def _matters(one: Tellable) -> bool:
    return one.central and one.recent and matters(one.text, one.candidate.language)


def _effect(one: Tellable, figured: frozenset[tuple[str, int]]) -> bool:
    key = (one.candidate.story, one.candidate.sentence.start)
    return key in figured and _news(one) and consequence(one.text, one.candidate.language)


def _figured(made: Line) -> frozenset[tuple[str, int]]:
    """Where sentences begin that tell a figure of weight, by story."""
    stories = {one.candidate.story: one.member for one in made.pool}
    found = told([stories[story] for story in sorted(stories)])
    return frozenset(
        (one.story.story.id, one.sentence.start) for one in found if one.weighs and one.counted() is not None
    )


def _joined(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Passages of one kind and day as one."""
    kept: list[Passage] = []
    for one in passages:
        if kept and (kept[-1].kind, kept[-1].day, kept[-1].precision) == (one.kind, one.day, one.precision):
            kept[-1] = replace(kept[-1], picks=(*kept[-1].picks, *one.picks))
        else:
            kept.append(one)
    yield from kept
