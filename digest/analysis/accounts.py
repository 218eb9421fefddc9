"""Clusters as values: their stories, which of them are copies, why each stands there, and what almost did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.analysis.duplicates import Folded
from digest.analysis.evidence import companions, link, linked
from digest.analysis.links import Links
from digest.analysis.nearness import Missed, missed
from digest.analysis.opposition import against
from digest.analysis.prepared import Prepared
from digest.model import Against, Cluster, Copy, Evidence, NearMiss

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.clusters import GroupingSettings
    from digest.analysis.constraints import Constraints

NEAR_SHOWN = 2
"""Near misses that a cluster tells; what the editor keeps apart is told besides."""

Row = tuple[Evidence, tuple[int, int] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """A batch, its copies, its links (a row for each story that stands for itself), and the rows of each cluster."""

    stories: tuple[Prepared, ...]
    folded: Folded
    links: Links
    members: list[list[int]]
    together: list[list[int]]
    apart: list[tuple[int, int]]


def clusters(
    grouped: Grouped, settings: GroupingSettings, constraints: Constraints, *, explained: bool
) -> tuple[Cluster, ...]:
    """The clusters in the order of their first story, each story but the first with its evidence."""
    made = _Made(grouped, constraints, explained=explained)
    found = [made.cluster(members) for members in grouped.members]
    if explained:
        near = missed(
            grouped.links, grouped.members, settings, together=grouped.together, apart=grouped.apart
        )
        pairs = {rows for _, told in found for _, rows in told if rows} | {
            rows for one in near for rows in (one.rows, one.rows[::-1])
        }
        objections = against(grouped.links, sorted(pairs), settings.window_days)
        done = [_with_objections(cluster, told, objections) for cluster, told in found]
        done = _with_near(done, near, grouped.links, objections)
    else:
        done = [replace(cluster, evidence=tuple(one for one, _ in told)) for cluster, told in found]
    return tuple(sorted(done, key=lambda cluster: made.place[cluster.id]))


class _Made:
    """Makes the cluster of some rows."""

    def __init__(self, grouped: Grouped, constraints: Constraints, *, explained: bool) -> None:
        self.grouped = grouped
        self.explained = explained
        self.place = {story.story.id: number for number, story in enumerate(grouped.stories)}
        self.leaders = list(grouped.folded.copies)
        self.partners: dict[str, list[str]] = {}
        for left, right in constraints.together:
            self.partners.setdefault(left, []).append(right)
            self.partners.setdefault(right, []).append(left)
        self.beside: dict[int, int] = {}
        for members in grouped.members:
            if len(members) > 1:
                self.beside |= companions(grouped.links, self._first(members), sorted(members))
        self.links = linked(grouped.links, list(self.beside.items()), explained=explained)

    def _first(self, members: Sequence[int]) -> int:
        """The row of the first story of a cluster."""
        leaders, copies = self.leaders, self.grouped.folded.copies

        def first(row: int) -> int:
            return min([leaders[row], *(one.place for one in copies[leaders[row]])])

        return min(members, key=first)

    def cluster(self, members: Sequence[int]) -> tuple[Cluster, tuple[Row, ...]]:
        row_of: dict[str, int] = {}
        copies: dict[str, float] = {}
        for row in members:
            leader = self.leaders[row]
            row_of[self._id(leader)] = row
            for one in self.grouped.folded.copies[leader]:
                row_of[self._id(one.place)] = row
                copies[self._id(one.place)] = one.resemblance
        ids = sorted(row_of, key=self.place.__getitem__)
        found = Cluster(
            id=ids[0],
            stories=tuple(ids),
            copies=tuple(
                Copy(story=story, of=self._leader(row_of[story])) for story in ids if story in copies
            ),
        )
        return found, tuple(self._rows(ids, row_of, copies))

    def _rows(self, ids: Sequence[str], row_of: dict[str, int], copies: dict[str, float]) -> Iterator[Row]:
        """The evidence of each story but the first, and the rows that it compares, where it compares any."""
        told: set[str] = {ids[0]}
        for story in ids[1:]:
            row = row_of[story]
            partner = next((other for other in self.partners.get(story, ()) if other in told), None)
            told.add(story)
            if partner is not None:
                yield self._by_editor(story, partner, row, row_of[partner])
            elif story in copies:
                yield _repeats(story, self._leader(row), copies[story]), None
            elif ids[0] in copies and row_of[ids[0]] == row:
                yield _repeats(story, ids[0], copies[ids[0]]), None  # its own copy opens the cluster
            elif row not in self.beside:
                copy = next(other for other in ids if other in copies)
                yield _repeats(story, copy, copies[copy]), None
            else:
                pair = row, self.beside[row]
                yield self.links[pair], pair

    def _by_editor(self, story: str, partner: str, row: int, other: int) -> Row:
        if row == other:
            return replace(_repeats(story, partner, 1.0), by="editor"), None
        found = link(self.grouped.links, row, other, explained=self.explained)
        return replace(found, left=story, right=partner, by="editor"), (row, other)

    def _id(self, place: int) -> str:
        return self.grouped.stories[place].story.id

    def _leader(self, row: int) -> str:
        return self._id(self.leaders[row])


def _repeats(story: str, other: str, resemblance: float) -> Evidence:
    return Evidence(left=story, right=other, similarity=round(resemblance, 3), by="copy")


def _with_objections(
    cluster: Cluster, told: tuple[Row, ...], objections: dict[tuple[int, int], tuple[Against, ...]]
) -> Cluster:
    return replace(
        cluster,
        evidence=tuple(replace(one, against=objections[rows]) if rows else one for one, rows in told),
    )


def _with_near(
    found: list[Cluster],
    near: Sequence[Missed],
    links: Links,
    objections: dict[tuple[int, int], tuple[Against, ...]],
) -> list[Cluster]:
    """Each cluster with its nearest misses: both of two clusters tell that they almost joined."""
    told: list[list[NearMiss]] = [[] for _ in found]
    shown = [0] * len(found)
    for one in near:
        for mine, other, rows in (
            (*one.clusters, one.rows),
            (*one.clusters[::-1], one.rows[::-1]),
        ):
            if one.because != "editor":
                if shown[mine] == NEAR_SHOWN:
                    continue
                shown[mine] += 1
            because = replace(link(links, *rows, explained=True), against=objections[rows])
            told[mine].append(
                NearMiss(
                    cluster=found[other].id,
                    because=one.because,
                    measured=round(one.measured, 3),
                    needed=round(one.needed, 3),
                    link=because,
                )
            )
    return [replace(cluster, near=tuple(misses)) for cluster, misses in zip(found, told, strict=True)]
