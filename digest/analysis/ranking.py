"""How much a cluster matters: a sum of named parts, each of which says what it rests on.

Outlets weigh most. Freshness and novelty are smaller than the difference that a second outlet makes: they order what
would else be equal.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from digest.analysis.finding import holds
from digest.analysis.mentions import readable
from digest.language.called import NO_NAMES
from digest.model import Reason, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.mentions import Readable
    from digest.analysis.prepared import Prepared
    from digest.language.called import Called
    from digest.model import Story

REPORTS = 0.25
"""What further reports of the same outlets weigh beside reports of other ones."""
INTEREST = 0.5
FRESHNESS = 0.2
"""What a text of the period's last day weighs; one of its first weighs nothing."""
NOVELTY = -0.3
"""What an item weighs of which everything has been told."""
NEWS = 3
"""New facts from which an affair that was told is as new as any."""
IN_TEXT = 0.5
"""What an interest weighs that the title does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingSettings:
    """`weights` by source key (1 = normal); `more` and `less` are what raises or lowers."""

    weights: Mapping[str, float] = field(default_factory=dict)
    more: tuple[Wanted, ...] = ()
    less: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a cluster stands in time.

    Args:
        first: the first day of the period, `last` its last, counted in `zone`.
        undated: documents (ids) of which no better date is known than when they were fetched.
        told: stories (ids) that an earlier issue told.
        issues: how many earlier issues told of the affair.
        facts: how many figures, names, days and outlets are new since.
        named: these, as texts write them; an edition shows those alone that its readers can read.
    """

    first: date
    last: date
    zone: tzinfo
    undated: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    issues: int = 0
    facts: int = 0
    named: tuple[str, ...] = ()


def rank(
    independent: Sequence[Prepared],
    settings: RankingSettings,
    standing: Standing | None = None,
    names: Called = NO_NAMES,
) -> tuple[float, tuple[Reason, ...]]:
    """The score (three equal outlets weigh about 1.4) and the parts that it is the sum of.

    What sources of weight 0 alone tell has no score but that of what is said against it; see `muted`.
    """
    weights = [settings.weights.get(one.story.source, 1.0) for one in independent]
    reasons = [*_outlets(independent, weights)]
    if standing and any(weights):
        reasons += _freshness(
            [one for one, weight in zip(independent, weights, strict=True) if weight], standing
        )
    if standing:
        reasons += _novelty(independent, standing)
    if settings.more or settings.less:
        reasons += _interests([readable(one, names) for one in independent], settings, muted=not any(weights))
    rounded = tuple(
        Reason(feature=one.feature, weight=round(one.weight, 3), detail=one.detail) for one in reasons
    )
    return round(math.fsum(one.weight for one in rounded), 3), rounded


def muted(reasons: Sequence[Reason]) -> bool:
    """Whether sources of weight 0 alone tell it: it ranks below everything else, whatever its score."""
    return not any(one.weight for one in reasons if one.feature == "outlets")


def _outlets(independent: Sequence[Prepared], weights: Sequence[float]) -> Iterator[Reason]:
    by_outlet: dict[str, float] = {}
    for member, weight in zip(independent, weights, strict=True):
        outlet = member.story.outlet or member.story.source
        by_outlet[outlet] = max(by_outlet.get(outlet, 0.0), weight)
    count = len(by_outlet)
    told = "1 outlet tells it" if count == 1 else f"{count} outlets tell it independently"
    if any(weight != 1 for weight in by_outlet.values()):
        told += f", of weight {' + '.join(f'{weight:g} ({outlet})' for outlet, weight in by_outlet.items())}"
    heard = math.fsum(by_outlet.values())
    yield Reason(feature="outlets", weight=math.log1p(heard), detail=told)
    further = math.fsum(weights) - heard
    if further > 0:
        more = len(independent) - count
        told = f"{more} further {'report' if more == 1 else 'reports'} of theirs"
        weight = REPORTS * (math.log1p(heard + further) - math.log1p(heard))
        yield Reason(feature="reports", weight=weight, detail=told)


def _freshness(heard: Sequence[Prepared], standing: Standing) -> Iterator[Reason]:
    """By the day of the newest text; one whose day is not known stands in the middle."""
    days = [_day(one.story, standing) for one in heard]
    newest = max((day for day in days if day), default=None)
    share = max(_freshly(day, standing) for day in days)
    if newest is None:
        told = "the day of its text is not known"
    elif share > _freshly(newest, standing):
        told = f"the newest text of a known day is of {newest}; one whose day is not known counts for more"
    else:
        told = f"the newest text is of {newest}"
    yield Reason(feature="freshness", weight=FRESHNESS * share, detail=told)


def _freshly(day: date | None, standing: Standing) -> float:
    """0 for a text of the period's first day, 1 for one of its last."""
    if day is None:
        return 0.5
    share = (day - standing.first).days / ((standing.last - standing.first).days or 1)
    return min(1.0, max(0.0, share))


def _day(story: Story, standing: Standing) -> date | None:
    """The day on which a text came out, where that is known."""
    known = story.published and story.precision != "month" and story.document not in standing.undated
    return story.published.astimezone(standing.zone).date() if story.published and known else None


def _novelty(independent: Sequence[Prepared], standing: Standing) -> Iterator[Reason]:
    """Against what earlier issues told: by the share of texts that they told, or by how little is new in the affair."""
    told = sum(one.story.id in standing.told for one in independent)
    known = max(0.0, 1 - standing.facts / NEWS) if standing.issues else 0.0
    share = max(told / len(independent), known)
    if share:
        issues = f"{standing.issues} earlier {'issue' if standing.issues == 1 else 'issues'} told of it"
        new = f"{standing.facts} new {'fact' if standing.facts == 1 else 'facts'}"
        new += f" ({', '.join(standing.named)})" if standing.named else ""
        texts = f"{told} of its texts {'was' if told == 1 else 'were'} told before"
        parts = [issues, new] if standing.issues else []
        yield Reason(
            feature="novelty", weight=NOVELTY * share, detail=", ".join([*parts, texts] if told else parts)
        )


def _interests(stories: Sequence[Readable], settings: RankingSettings, *, muted: bool) -> Iterator[Reason]:
    """What one of the texts says is enough to raise; to lower, the texts count by their share."""
    raising = {one.written: max(_named(one, story) for story in stories) for one in settings.more}
    lowering = {
        one.written: math.fsum(_named(one, story) for story in stories) / len(stories)
        for one in settings.less
    }
    for feature, found, sign in (("interests", {} if muted else raising, 1), ("less", lowering, -1)):
        whole = math.fsum(found.values())
        if whole:
            told = ", ".join(_counted(written, named) for written, named in found.items() if named)
            yield Reason(feature=feature, weight=sign * INTEREST * math.log1p(whole), detail=told)


def _counted(written: str, named: float) -> str:
    """An entry, and how far it counts where its title does not name it, or not every text does."""
    return written if named == 1 else f"{written} (counts {named:.0%})"


def _named(wanted: Wanted, story: Readable) -> float:
    """1 where the title is what is wanted, less where only the whole text is."""
    if holds(wanted.of, story.title()):
        return 1.0 if holds(wanted.of, story) else 0.0
    return IN_TEXT if holds(wanted.of, story) else 0.0
