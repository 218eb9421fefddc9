"""Clusters → affairs: what goes on from earlier issues, what one issue tells of one affair, and what has not moved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from digest.analysis.either_script import told_before
from digest.analysis.moved import added
from digest.analysis.news import facts
from digest.analysis.prepared import Prepared
from digest.analysis.remembered import Remembered, remember
from digest.analysis.storylines import follow
from digest.analysis.wording import Wording
from digest.editing import calling, certain
from digest.editing.certain import By
from digest.editing.past import NO_PAST, Past, Told
from digest.model import Cluster, Fact, GoesOn, Language, NotTold, Telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.moved import Added
    from digest.analysis.storylines import Followed
    from digest.model import NotToldKind

SHOWN = 6
"""Terms that are named for a link."""
NEAR = 0.2
"""The chance from which it is told that a cluster almost goes on a storyline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair:
    """Clusters of an issue that tell one affair, in the order of their time, and what was told of it before.

    Args:
        clusters: at least one.
        storyline: its id; empty where no earlier issue told of it.
        name: of the storyline.
        earlier: where it was told.
        new: what it tells that was not told then.
        still: why it is not told again; None where it is.
        goes_on: why its clusters stand here.
    """

    clusters: tuple[Cluster, ...]
    storyline: str = ""
    name: str = ""
    earlier: tuple[Telling, ...] = ()
    new: tuple[Fact, ...] = ()
    still: NotTold | None = None
    goes_on: tuple[GoesOn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """The affairs of an issue, in the order of their first cluster; and what stays of each cluster (by its id)."""

    affairs: tuple[Affair, ...]
    remembered: Mapping[str, Remembered]


def trace(
    clusters: Sequence[Cluster],
    stories: Sequence[Prepared],
    past: Past = NO_PAST,
    language: Language = "und",
) -> Traced:
    """The affairs that the clusters of an issue tell; what an earlier issue told as it stands is one of its own.

    What stories of the issue's language write is told as these do, where any does.
    """
    known = {story.story.id: story for story in stories}
    copies = {copy.story for cluster in clusters for copy in cluster.copies}
    members = {
        cluster.id: tuple(known[story] for story in cluster.stories if story not in copies)
        for cluster in clusters
    }
    repeated = {
        cluster.id: tuple(known[story] for story in cluster.stories if story in copies)
        for cluster in clusters
    }
    remembered = {
        name: remember(name, of, zone=past.zone, copies=repeated[name]) for name, of in members.items()
    }
    bound = dict(certain.bound(clusters, past))
    found = follow(
        tuple(remembered.values()),
        tuple(one.cluster for one in past.told),
        names=past.names,
        decided={cluster: storyline for cluster, (storyline, _) in bound.items()},
        apart=certain.apart(clusters, past.decided),
    )
    lines: dict[str, list[Followed]] = {}
    for followed in found:
        lines.setdefault(followed.storyline or followed.cluster, []).append(followed)
    told: dict[str, list[Told]] = {}
    for one in past.told:
        told.setdefault(one.cluster.storyline, []).append(one)
    tracer = _Tracer(
        clusters={cluster.id: cluster for cluster in clusters},
        members=members,
        remembered=remembered,
        bound=bound,
        past=past,
        language=language,
        told=told,
        before={one.cluster.id: one for one in past.told},
    )
    place = {cluster.id: number for number, cluster in enumerate(clusters)}
    affairs = [affair for line, followed in lines.items() for affair in tracer.affairs(line, followed)]
    affairs.sort(key=lambda affair: min(place[cluster.id] for cluster in affair.clusters))
    return Traced(affairs=tuple(affairs), remembered=remembered)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tracer:
    clusters: Mapping[str, Cluster]
    members: Mapping[str, tuple[Prepared, ...]]
    remembered: Mapping[str, Remembered]
    bound: Mapping[str, tuple[str, By]]
    past: Past
    language: Language
    told: Mapping[str, list[Told]]  # by storyline
    before: Mapping[str, Told]  # by cluster

    def affairs(self, line: str, found: Sequence[Followed]) -> Iterator[Affair]:
        """What moves of a storyline as one affair; each cluster that does not for itself."""
        earlier = self.told.get(line, [])
        moving: list[tuple[Followed, Added | None]] = []
        for followed in found:
            cluster = self.clusters[followed.cluster]
            if all(story in self.past.items for story in cluster.stories):
                yield Affair(clusters=(cluster,))
                continue
            news = self._added(followed, earlier) if earlier else None
            if news and news.still:
                last = earlier[-1].telling
                values: dict[str, str | int] = {"issue": last.issue, "n": round(news.told * 100)}
                kind: NotToldKind = "same" if news.settled else "still"
                yield Affair(clusters=(cluster,), still=NotTold(kind=kind, values=values))
            else:
                moving.append((followed, news))
        if moving:
            looked_back = [told for one in self.past.archive if one.storyline == line for told in one.told]
            yield self._moving(line, moving, [*looked_back, *earlier])

    def _added(self, followed: Followed, earlier: Sequence[Told]) -> Added:
        known = [one.cluster for one in earlier]
        whole = self.remembered[followed.cluster]
        parts = (remember(one.story.id, [one], zone=self.past.zone) for one in self.members[whole.id])
        return added(whole, known, parts, names=self.past.names)

    def _moving(
        self, line: str, moving: Sequence[tuple[Followed, Added | None]], earlier: Sequence[Told]
    ) -> Affair:
        certain = earlier or any(line == self._bound(followed) for followed, _ in moving)
        wording = self._wording(followed.cluster for followed, _ in reversed(moving))
        before = {name for one in self.told.get(line, []) for name in one.cluster.told_names()}
        found = [fact for _, news in moving if news for fact in facts(news, wording, before)]
        tellings = [one.telling for one in earlier]
        called = next((one.name for one in reversed(self.told.get(line, [])) if one.name), "")
        return Affair(
            clusters=tuple(self.clusters[followed.cluster] for followed, _ in moving),
            storyline=line if certain else "",
            name=calling.BETWEEN.join(calling.named(moving[-1][0].names, wording, tellings, called))
            or (earlier[0].telling.headline if earlier else ""),
            earlier=calling.tellings(earlier),
            new=tuple({fact.text: fact for fact in reversed(found)}.values())[::-1],
            goes_on=tuple(self._goes_on(followed) for followed, _ in moving if self._of_note(followed)),
        )

    def _wording(self, clusters: Iterable[str]) -> Wording:
        members = [member for cluster in clusters for member in self.members[cluster]]
        shown = [member for member in members if member.story.source not in self.past.silent]
        return Wording(sorted(shown, key=lambda member: member.story.language != self.language))

    def _bound(self, followed: Followed) -> str:
        return self.bound.get(followed.cluster, ("", ""))[0]

    def _of_note(self, followed: Followed) -> bool:
        return bool(followed.storyline or followed.chance >= NEAR or self._by(followed) == "editor")

    def _by(self, followed: Followed) -> By:
        return self.bound[followed.cluster][1] if followed.cluster in self.bound else "words"

    def _goes_on(self, followed: Followed) -> GoesOn:
        nearest = next((self.before[one] for one in reversed(followed.earlier) if one in self.before), None)
        inside = next(
            (self.remembered[one] for one in reversed(followed.earlier) if one in self.remembered), None
        )
        headline = nearest.telling.headline if nearest else inside.headline if inside else ""
        wording = self._wording([followed.cluster])
        shared = _distinct(wording.readable(followed.shared))
        told = (*shared, *self._told_in(followed.earlier))
        own = self._told_in([followed.cluster])
        return GoesOn(
            cluster=followed.cluster,
            storyline=nearest.cluster.storyline if nearest else "",
            headline=headline,
            followed=bool(followed.storyline),
            by=self._by(followed),
            chance=followed.chance,
            needed=followed.needed,
            shared=shared[:SHOWN],
            strangers=tuple(
                one for one in wording.readable(followed.strangers) if not told_before(one, told)
            ),
            missing=()
            if self.past.silent
            else tuple(one for one in followed.missing if not told_before(one, own)),
        )

    def _told_in(self, clusters: Sequence[str]) -> set[str]:
        """The terms and names of some clusters, of this issue or before."""
        inside = (self.remembered[one] for one in clusters if one in self.remembered)
        before = (
            self.before[one].cluster for one in clusters if one in self.before and one not in self.remembered
        )
        return {name for one in chain(inside, before) for name in one.told_names()}


def _distinct(terms: Sequence[str]) -> tuple[str, ...]:
    """Without those that stand within another: 위치 in 위치확인, Maths in Core Maths."""
    return tuple(one for one in terms if not any(one != other and _within(one, other) for other in terms))


def _within(part: str, whole: str) -> bool:
    if part.lower() not in whole.lower():  # most are not, and a pattern is made anew for each
        return False
    return bool(re.search(rf"(?<![A-Za-z\d]){re.escape(part)}(?![A-Za-z\d])", whole, re.IGNORECASE))
