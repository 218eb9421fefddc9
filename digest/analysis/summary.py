"""Choosing the sentences of an item: a linear score, a greedy choice, and what an editor objects to.

Each sentence's features become z-scores within the cluster and are summed; sentences are then taken one by one, each
time the one that is best and tells something new (maximal marginal relevance, Carbonell and Goldstein 1998). Sentences
stand verbatim, in the order in which a text would bring them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from digest.analysis.headline import opinionated
from digest.analysis.overtaken import overtaken
from digest.analysis.summary_settings import USUAL_COUNT, SummarySettings
from digest.analysis.terms import terms
from digest.language.words import NO_WORDS
from digest.model import Pick, Reason

__all__ = ["SummarySettings", "summarize"]

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from digest.analysis.pool import Pool
    from digest.analysis.prepared import Prepared
    from digest.analysis.room import Chosen, Heading, Room
    from digest.model import Headline, Language


def summarize(
    members: Sequence[Prepared],
    *,
    sentences: int | None = None,
    characters: int | None = None,
    limits: Mapping[str, int] | None = None,
    language: Language | None = None,
    headline: Headline | None = None,
    repeating: Collection[str] = (),
    settings: SummarySettings | None = None,
) -> tuple[Pick, ...]:
    """Choose sentences of the members, in the order in which they should be read.

    Args:
        members: the stories of one cluster, in any order.
        sentences: how many at most (3 where neither this nor `characters` is given).
        characters: how long at most, joined by single spaces; only whole sentences.
        limits: how many sentences at most may come from a story (by id).
        language: take only stories in this language where there are any.
        headline: what stands above the sentences.
        repeating: stories (by id) that repeat another's text: nothing is taken of them, and they speak for nothing.
        settings: the weights.
    """
    from digest.analysis.pool import (
        Pool,  # numpy is read where something is chosen: what is built again unchanged needs none
    )
    from digest.analysis.room import Room

    if sentences is None and characters is None:
        sentences = USUAL_COUNT
    own = [m for m in members if m.story.id not in repeating] or list(members)
    spoken = [m for m in own if language is None or m.story.language == language] or own
    # float sums depend on their order: the choice must not depend on that of the members
    ordered = sorted(spoken, key=lambda member: member.story.id)
    pool = Pool(ordered)
    if not len(pool):
        pool = Pool(ordered, lenient=True)
    if not len(pool):
        return ()
    room = Room(sentences=sentences, characters=characters, of_story=limits or {})
    heading = _heading(members, headline)
    chosen = _choose(pool, ordered, settings or SummarySettings(), room, heading)
    return _in_order(chosen, heading)


def _choose(
    pool: Pool, members: Sequence[Prepared], settings: SummarySettings, room: Room, heading: Heading
) -> tuple[Chosen, ...]:
    import numpy as np

    from digest.analysis.choice import Choice
    from digest.analysis.features import Features, standardise

    found = Features(pool)
    raw = found.raw([terms(member.title) for member in members])
    weights = np.array([[settings.weights.get(name, 0.0)] for name in raw])
    merits = dict(zip(raw, weights * standardise(list(raw.values())), strict=True))
    opinion = _opinions(members)
    return Choice(
        pool,
        merits,
        found,
        settings,
        room=room,
        opinion=opinion,
        overtaken=overtaken(members),
        heading=heading,
    ).run()


def _opinions(members: Sequence[Prepared]) -> Callable[[str], bool]:
    """Whether a story is an opinion beside reports: its sentences are objected to."""
    titles = {member.story.id: member.story.title for member in members}

    @cache
    def is_opinion(story: str) -> bool:
        return opinionated(titles[story])

    return lambda story: is_opinion(story) and not all(map(is_opinion, titles))


def _heading(members: Sequence[Prepared], headline: Headline | None) -> Heading:
    from digest.analysis.room import Heading

    if headline is None:
        return Heading()
    words = next((member.title for member in members if member.story.id == headline.story), NO_WORDS)
    return Heading(
        text=headline.text,
        terms=terms(words),
        promised=frozenset(word.form for word in words if word.kind in ("number", "numeral")),
    )


def _in_order(chosen: Sequence[Chosen], heading: Heading) -> tuple[Pick, ...]:
    """By place in their stories, then by what they share with the headline, then the best first, as they were chosen.

    A sentence that points back stays behind the one it points to. One that points at nothing told does not stand first where another can.
    """
    at = {(one.candidate.story, one.candidate.row): one for one in chosen}
    named = frozenset(heading.terms)
    first = sorted(
        chosen,
        key=lambda one: (
            one.candidate.place,
            -len(named.intersection(one.candidate.unique)),
        ),
    )
    opening = next((one for one in first if not one.points_back), None)
    if opening is not None and first[0].points_back:
        first = [opening, *(one for one in first if one is not opening)]
    picks: list[Pick] = []
    for one in first:
        if _led(one, at):
            continue
        follower: Chosen | None = one
        while follower is not None:
            picks.append(_pick(follower))
            after = at.get((follower.candidate.story, follower.candidate.row + 1))
            follower = after if after is not None and _led(after, at) else None
    return tuple(picks)


def _led(one: Chosen, at: Mapping[tuple[str, int], Chosen]) -> bool:
    return one.points_back and (one.candidate.story, one.candidate.row - 1) in at


def _pick(one: Chosen) -> Pick:
    reasons = tuple(Reason(feature=name, weight=round(value, 4)) for name, value in one.reasons if value)
    return Pick(sentence=one.candidate.sentence, reasons=reasons)
