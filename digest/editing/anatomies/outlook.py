"""What the sources of an issue expect, quoted as theirs: one sentence of each item, a second only where there are few."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis.expected import expected
from digest.analysis.headline import opinionated
from digest.analysis.terms import terms
from digest.editing.quoting import Quota
from digest.editing.saidbox import sentences
from digest.editing.untitled import quoted_by
from digest.language.outlook import foretells
from digest.model import Pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.analysis.candidates import Candidate
    from digest.analysis.prepared import Prepared
    from digest.editing.material import IssueSettings
    from digest.model import Issue, Item, Reference, Sentence

ALIKE = 0.5
"""Share of the words of the shorter of two sentences, above which they say the same."""
EXPECTED = 5
"""Sentences of the outlook."""
LATELY = timedelta(days=3)
"""How far back from the newest text of an item its outlook reaches."""
FEW = 3
"""Below so many, an item may say a second thing of what is to come."""


def outlook(
    whole: Issue, stories: Mapping[str, Prepared], settings: IssueSettings
) -> dict[str, tuple[Pick, ...]]:
    """Item id → its sentences of the outlook: one of each item, then a second of each where there are few."""
    told = sorted((one for one in whole.items if one.size != "line"), key=lambda one: -one.score)
    pools = {one.id: _expected(one, whole, stories, settings) for one in told}
    kept: dict[str, list[Pick]] = {}
    said: list[Candidate] = []
    for most in (1, 2):
        if most > 1 and len(said) >= FEW:
            break
        for name, pool in pools.items():
            fresh = (one for one in pool if not any(_alike(one, other) for other in said))
            found = next(fresh, None) if len(said) < EXPECTED else None
            if found is not None:
                said.append(found)
                kept.setdefault(name, []).append(Pick(sentence=found.sentence))
    return {name: tuple(sorted(picks, key=_place)) for name, picks in kept.items()}


def _alike(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences expect the same thing, as far as their words tell."""
    least = min(len(one.unique), len(other.unique))
    return len(set(one.unique) & set(other.unique)) > ALIKE * least


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
    members = {name: stories[name] for name in (ref.story for ref in one.references) if name in stories}
    quota = Quota(list(members.values()), settings.rights, shown(one, members))
    told = {pick.sentence for pick in one.told}
    headed = set(terms(members[one.headline.story].title)) if one.headline.story in members else set()
    found = [
        fresh
        for reference in _latest(one)
        if reference.story in members
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


def shown(one: Item, by_id: Mapping[str, Prepared]) -> Iterator[Sentence]:
    """Every sentence of which an item shows something so far; `by_id` are its stories."""
    yield from quoted_by(one.headline, by_id)
    yield from (pick.sentence for pick in one.told if pick.provenance != "editor")
    yield from sentences(one)
