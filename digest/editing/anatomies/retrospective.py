"""The retrospective: one affair, then beside now, figures that changed, and forecasts whose day has passed.

It draws no conclusion: what came of a forecast is for the editor to find out.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis.ahead import plans
from digest.analysis.changed import changes
from digest.analysis.remembered import rarity
from digest.analysis.tellable import day_of, said_again
from digest.editing import independence, saidbox, untitled
from digest.editing.anatomies.line import Line, passage
from digest.editing.quoting import Quota
from digest.language.weighing import present, soft
from digest.model import Passage, Pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from digest.analysis.prepared import Prepared
    from digest.analysis.tellable import Tellable
    from digest.editing.material import IssueSettings
    from digest.language.coming import Coming
    from digest.model import Issue, Item

REACH, PART = 14, 4
"""Days that are `then`, and `now`, at most; and the part of the whole time that they are at most."""
PAIRS, LISTED, FORECASTS, CHANGES = 3, 3, 6, 6
"""How many pairs, sentences of then and of now beside them, forecasts and figures are told at most."""
QUOTED = 8
"""Speakers whose words are told, at most."""
SHARED, SHARE = 3, 0.3
"""Terms that two sentences of one thing share at least, and their share in the shorter of the two."""


def then_and_now(item: Item, members: Sequence[Prepared], settings: IssueSettings) -> Item:
    """The item with what was told of its affair first beside what was told last, and the figures that changed."""
    made = Line(item, members, settings)
    zone = ZoneInfo(settings.timezone)
    own = independence.independent(members, item.clusters)
    if not made.pool:
        return item
    first, last = made.pool[0].day, made.pool[-1].day
    reach = timedelta(days=min(REACH, (last - first).days // PART))
    then = [one for one in made.pool if one.day <= first + reach and _told(one) and one.over]
    now = [one for one in made.pool if one.day >= last - reach and _told(one) and _stands(one)]
    if first == last or not then or not now:
        return item
    passages = [*_pairs(made, then, now)]
    passages += [*_listed(made, then, "then"), *_listed(made, now, "now")]
    if {one.kind for one in passages} != {"then", "now"}:
        return item
    found = tuple(one for one in changes(own, zone) if made.quota.take(one.was.sentence, one.now.sentence))
    return replace(item, picks=(), passages=(*item.passages, *passages), changes=found[:CHANGES])


def forecasts(issue: Issue, stories: Mapping[str, Prepared], settings: IssueSettings) -> Issue:
    """The issue with what its stories said would happen by a day that is over now."""
    zone = ZoneInfo(settings.timezone)
    today = issue.provenance.moment.astimezone(zone).date()
    return replace(issue, items=tuple(_forecast(item, stories, settings, today) for item in issue.items))


def _forecast(item: Item, stories: Mapping[str, Prepared], settings: IssueSettings, today: date) -> Item:
    members = [stories[one.story] for one in item.references if one.story in stories]
    own = independence.independent(members, item.clusters)
    spoken = [one for one in own if one.story.language == settings.language] or list(own)
    headed = untitled.quoted_by(item.headline, {member.story.id: member for member in members})
    shown = [*headed, *(pick.sentence for pick in item.told), *saidbox.sentences(item)]
    quota = Quota(members, settings.rights, shown)
    dated_by = {one.story: one.dated_by for one in item.references}
    told = {(pick.sentence.story, pick.sentence.start) for pick in item.told}
    zone = ZoneInfo(settings.timezone)
    found: list[tuple[Coming, Passage]] = []
    for member in sorted(spoken, key=lambda one: (str(day_of(one, zone)), one.story.id)):
        day = day_of(member, zone)
        dated = dated_by[member.story.id] != "fetched"
        for plan in plans(member.story, zone=zone, dated=dated) if day else ():
            known = (plan.sentence.story, plan.sentence.start) in told
            again = any(one.first == plan.day.first and one.last == plan.day.last for one, _ in found)
            if plan.day.last < today and not known and not again and quota.take(plan.sentence):
                made = Passage(
                    kind="forecast",
                    day=day,
                    precision=member.story.precision,
                    picks=(Pick(sentence=plan.sentence),),
                )
                found.append((plan.day, made))
    return replace(item, passages=(*item.passages, *(made for _, made in found[:FORECASTS])))


def _told(one: Tellable) -> bool:
    return one.central and one.settled and one.recent


def _stands(one: Tellable) -> bool:
    """Whether a sentence tells what has happened, or says of itself that it tells how things stand; no definition does."""
    return one.over or present(one.text, one.candidate.language)


def _now(one: Tellable) -> float:
    told = one.text, one.candidate.language
    return float(present(*told)) - float(soft(*told))


def _then(one: Tellable) -> float:
    return -float(soft(one.text, one.candidate.language))


def _pairs(made: Line, then: Sequence[Tellable], now: Sequence[Tellable]) -> Iterator[Passage]:
    """Sentences of then, each with one of now that tells of the same thing; those that share most first."""
    shared = [(worth, one, other) for one in then for other in now if (worth := _worth(one, other)) > 0]
    shared.sort(key=lambda pair: (-pair[0], pair[1].day, pair[1].candidate.sentence.start, pair[2].text))
    count = 0
    for _, one, other in shared:
        if count == PAIRS:
            return
        if said_again(one, made.taken) or said_again(other, made.taken):
            continue
        if made.quota.take(one.candidate.sentence, other.candidate.sentence):
            made.taken += [one, other]
            count += 1
            yield passage("then", [one])
            yield passage("now", [other])


def _worth(one: Tellable, other: Tellable) -> float:
    """How much two sentences have in common, by how rare it is; nothing where they hardly tell of one thing."""
    common = set(one.candidate.unique) & set(other.candidate.unique)
    least = SHARE * min(len(one.candidate.unique), len(other.candidate.unique))
    apart = one.candidate.story != other.candidate.story and not said_again(one, [other])
    if (
        len(common) < max(SHARED, least)
        or not (apart and one.focal & other.focal)
        or soft(one.text, one.candidate.language)
    ):
        return 0.0
    return math.fsum(sorted(rarity(term) for term in common)) + (one.score + other.score) / 4


def _listed(made: Line, among: Iterable[Tellable], kind: str) -> Iterator[Passage]:
    pool = list(among)
    taken = [made.best(pool, _now if kind == "now" else _then) for _ in range(LISTED)]
    found = sorted(
        (one for one in taken if one), key=lambda one: (one.day, one.candidate.story, one.candidate.row)
    )
    for one in found:
        yield passage("now" if kind == "now" else "then", [one])
