"""Links of clusters to storylines, and what has not moved, over invented stories of six issues.

    python benchmarks/storylines.py          figures of the sets, with gold clusters and with the program's own
    python benchmarks/storylines.py --errors what is wrong and what is missed
    python benchmarks/storylines.py --json   the figures for a machine
    python benchmarks/storylines.py --fit    the weights that the sets teach, and how each set does with those of the others

The issues are walked in time, each with what is remembered of those before. A cluster goes on an affair if an earlier
cluster (of an earlier issue, or of the same in the order of time) belongs to it. Its link is right if the cluster that
the storyline began with is of its own affair; the affair of a cluster is that of most of its stories. Precision: right
links among those made. Recall: right links among the clusters that go on an affair. So one who begins a second line for
an affair misses one link; one who begins a line with another affair's cluster makes all that follow wrong.

A cluster is still if most of its stories are marked so. What the program calls still is judged over the clusters that
go on an affair: precision and recall of the mark; a cluster without a link is called new.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from digest.analysis.bags import Bags
from digest.analysis.clusters import group
from digest.analysis.moved import added
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.remembered import Remembered, remember
from digest.analysis.storylines import DEFAULT, Lines, StorylineSettings, follow, in_time
from digest.cli.rows import parse
from digest.language.analyser import Analyser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.analysis.affairs import Measures

SETS = Path(__file__).parent.parent / "tests" / "quality" / "storylines"
NAMES = ("business", "public", "technology", "policy")
JUDGED = (*NAMES, "steps")
"""The sets that are measured; those of NAMES alone teach."""
LEAST = (0.5, 0.6, 0.65, 0.7, 0.75)
"""Chances from which a cluster may go on an affair, to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story with what is true of it."""

    story: Prepared
    issue: int
    cluster: str
    affair: str
    still: bool


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts of right, made and wanted links, and the same of what is still; `wrong` and `missed` for the eye."""

    right: int = 0
    made: int = 0
    wanted: int = 0
    still_right: int = 0
    still_made: int = 0
    still_wanted: int = 0
    errors: tuple[str, ...] = ()

    def line(self) -> str:
        """Precision and recall of both."""
        return (
            f"links P {ratio(self.right, self.made):.3f} R {ratio(self.right, self.wanted):.3f}"
            f" ({self.right}/{self.made}/{self.wanted})"
            f"   still P {ratio(self.still_right, self.still_made):.3f} R {ratio(self.still_right, self.still_wanted):.3f}"
            f" ({self.still_right}/{self.still_made}/{self.still_wanted})"
        )


def ratio(part: int, whole: int) -> float:
    """1 where there is nothing to be wrong about."""
    return part / whole if whole else 1.0


def load(name: str, analyser: Analyser) -> list[Told]:
    """A set with its stories prepared."""
    data = (SETS / f"{name}.jsonl").read_bytes()
    stories = prepare(parse(data, name).stories, analyser)
    rows = [json.loads(line) for line in data.splitlines()]
    return [
        Told(
            story=story,
            issue=row["issue"],
            cluster=row["cluster"],
            affair=row["affair"],
            still=bool(row.get("still")),
        )
        for story, row in zip(stories, rows, strict=True)
    ]


def clusters(stories: Sequence[Told], *, gold: bool) -> list[list[Told]]:
    """The clusters of one issue: the true ones, or those that the program makes."""
    if gold:
        found: dict[str, list[Told]] = defaultdict(list)
        for one in stories:
            found[one.cluster].append(one)
        return list(found.values())
    by_id = {one.story.story.id: one for one in stories}
    return [[by_id[story] for story in one.stories] for one in group([one.story for one in stories])]


def issues(
    told: Sequence[Told], *, gold: bool
) -> Iterator[list[tuple[Remembered, str, bool, tuple[Remembered, ...]]]]:
    """The issues in time: what is remembered of each cluster, its affair, whether it is still, its stories alone."""
    for issue in sorted({one.issue for one in told}):
        found = []
        for members in clusters([one for one in told if one.issue == issue], gold=gold):
            affair = Counter(one.affair for one in members).most_common(1)[0][0]
            still = 2 * sum(one.still for one in members) > len(members)
            stories = [one.story for one in members]
            alone = tuple(remember(one.story.id, [one]) for one in stories)
            found.append((remember(min(one.story.id for one in stories), stories), affair, still, alone))
        yield found


def walk(told: Sequence[Told], *, gold: bool, settings: StorylineSettings = DEFAULT) -> Score:
    """One issue after the other, remembering what the program itself made of each."""
    memory: list[Remembered] = []
    affairs: dict[str, str] = {}
    score = Score()
    errors = []
    for issue in issues(told, gold=gold):
        truth = {one.id: (one, affair, still, alone) for one, affair, still, alone in issue}
        before = tuple(memory)  # what an issue tells twice is no reason to leave it out
        for followed in follow([one for one, *_ in issue], memory, settings):
            cluster, affair, still, alone = truth[followed.cluster]
            goes_on = affair in affairs.values()
            score.wanted += goes_on
            score.made += bool(followed.storyline)
            line = [one for one in memory if one.storyline == followed.storyline]
            right = bool(line) and affairs[followed.storyline] == affair
            score.right += right
            kind = "wrong" if followed.storyline and not right else "missed"
            if kind == "wrong" or (goes_on and not followed.storyline):
                errors.append(f"{kind} {followed.chance} {cluster.headline} | {' '.join(followed.shared)}")
            if goes_on:
                sent = [one for one in before if one.storyline == followed.storyline]
                says = bool(followed.storyline and sent) and added(cluster, sent, alone).still
                score.still_made += says
                score.still_wanted += still
                score.still_right += says and still
            affairs[cluster.id] = affair
            memory.append(replace(cluster, storyline=followed.storyline or cluster.id))
    score.errors = tuple(errors)
    return score


def pairs(told: Sequence[Told], *, gold: bool) -> tuple[list[Measures], list[bool]]:
    """Each cluster with each affair before it that shares a term: what is measured, and whether it goes on it."""
    ordered = [
        (one, affair)
        for issue in issues(told, gold=gold)
        for one, affair, *_ in sorted(issue, key=lambda row: in_time(row[0]))
    ]
    bags, lines = Bags([one for one, _ in ordered]), Lines()
    measured: list[Measures] = []
    true: list[bool] = []
    for one, affair in ordered:
        bag = bags(one)
        for known, likeness in lines.likenesses(bag):
            measured.append(likeness.values())
            true.append(known.id == affair)
        lines.add(bag, affair)
    return measured, true


def fitted(sets: Iterable[Sequence[Told]]) -> StorylineSettings:
    """Weights by logistic regression over true clusters and those of the program."""
    from sklearn.linear_model import LogisticRegression

    found = [pairs(told, gold=gold) for told in sets for gold in (True, False)]
    measured = [row for rows, _ in found for row in rows]
    true = [one for _, ones in found for one in ones]
    model = LogisticRegression(C=10, max_iter=2000).fit(measured, true)
    return replace(
        DEFAULT,
        weights=cast("Measures", tuple(round(float(weight), 2) for weight in model.coef_[0])),
        start=round(float(model.intercept_[0]), 2),
    )


def crossed(told: Mapping[str, Sequence[Told]]) -> None:
    """Print how each set does with what the others teach, by the least chance."""
    learned = {name: fitted([told[other] for other in told if other != name]) for name in told}
    for least in LEAST:
        scores = [
            walk(told[name], gold=gold, settings=replace(learned[name], least=least))
            for name in told
            for gold in (True, False)
        ]
        right, made, wanted = (
            sum(getattr(one, part) for one in scores) for part in ("right", "made", "wanted")
        )
        parts = " ".join(f"{one.right}/{one.made}/{one.wanted}" for one in scores)
        print(f"not seen, from {least}: P {ratio(right, made):.3f} R {ratio(right, wanted):.3f}  {parts}")
    print("learned on all:", fitted(told.values()))


def main() -> None:
    """Print the figures."""
    analyser = Analyser()
    told = {name: load(name, analyser) for name in JUDGED}
    if "--fit" in sys.argv:
        crossed({name: told[name] for name in NAMES})
    for name in JUDGED:
        for gold in (True, False):
            score = walk(told[name], gold=gold)
            kind = "gold" if gold else "own"
            if "--json" in sys.argv:
                print(json.dumps({"set": name, "clusters": kind, **asdict(score)}, ensure_ascii=False))
                continue
            print(f"{name:10} {kind:4} clusters", score.line())
            if "--errors" in sys.argv:
                print(*(f"    {error}" for error in score.errors), sep="\n")


if __name__ == "__main__":
    main()
