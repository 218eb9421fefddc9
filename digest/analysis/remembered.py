"""What is remembered of a cluster that was told: enough to know its affair again without its texts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.analysis.capitals import capitalised
from digest.analysis.casualties import casualties
from digest.analysis.freshness import fresh
from digest.analysis.headline import choose
from digest.analysis.standing import standing
from digest.analysis.weights import telling, term_weights, weighed
from digest.analysis.wholes import broken_names, compounds
from digest.analysis.wording import spelled
from digest.language.data import word_list
from digest.language.familiar import FAMILIAR, rate
from digest.language.numbers import figures
from digest.language.tags import untagged
from digest.language.words import codes
from digest.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from digest.analysis.capitals import Name
    from digest.analysis.prepared import Prepared
    from digest.model import Language

TERMS, NAMES, FIGURES = 64, 16, 60
"""How many terms of each language, Latin names and figures of a cluster are kept."""
AT_LARGE = 250
"""Stories of news at large that a term's rarity is told by."""

Day = date  # the codec reads the fields' types when the program runs
Weights = tuple[tuple[str, float], ...]

_NAMES = codes(("name", "latin", "hanja"))
_SPOKEN = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A cluster as the next issues know it.

    Args:
        id: of the cluster.
        storyline: of the affair it belongs to; its own id until another is known.
        headline: the best title of its stories.
        first: the day of its earliest story, None where all are undated; `last` that of its latest.
        korean: the terms of its Korean stories that tell it from others, the weightiest first, with their weights.
        english: the stems of its English stories, in the same way.
        names: those of its terms, of both languages, that are names.
        latin: names that its English stories write, in lower case and without spaces, each with its stem.
        figures: the figures it tells, as `language.numbers.figures` writes them.
        outlets: who told it.
        documents: ids of those that told it.
        headline_names: the names in its headlines.
        headline_terms: all terms of its headlines.
        fresh: whether one of its stories tells at once of a day of these days, as news does.
        precision: of its days: `month` where no story tells more.
        written: names that its texts write otherwise than their terms (mixtur, deepseek), each with how they do (Mixture,
            DeepSeek), and names and words of its headlines with the longer word that they stand in (해솔, 해솔은행): for people alone. Empty in what former versions remembered, as `tolls`.
        tolls: those of its figures that count the dead or missing.
        copied_by: outlets that printed a text of these alone: no sources, and nothing new later.
    """

    id: str
    storyline: str
    headline: str = ""
    first: Day | None = None
    last: Day | None = None
    korean: Weights = ()
    english: Weights = ()
    names: tuple[str, ...] = ()
    latin: tuple[tuple[str, str], ...] = ()
    figures: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    headline_names: tuple[str, ...] = ()
    headline_terms: tuple[str, ...] = ()
    fresh: bool = True
    precision: Precision = "day"
    written: tuple[tuple[str, str], ...] = ()
    tolls: tuple[str, ...] = ()
    copied_by: tuple[str, ...] = ()

    def told_names(self) -> frozenset[str]:
        """Its Korean terms and its names, as texts write them."""
        return frozenset(term for term, _ in self.korean).union(shown for _, shown in self.written)


def remember(
    cluster: str,
    members: Sequence[Prepared],
    *,
    zone: tzinfo | None = None,
    copies: Sequence[Prepared] = (),
) -> Remembered:
    """What stays of a cluster, as a storyline of its own; the order of its stories changes nothing.

    Args:
        cluster: its id.
        members: its stories, copies left out.
        zone: in which days are counted; that of each story where there is none.
        copies: its other stories.
    """
    ordered = sorted(members, key=lambda member: member.story.id)
    days = sorted(_days(ordered, zone))
    title = choose(ordered)
    korean, english = _best(ordered, "ko"), _best(ordered, "en")
    capitals_of = {
        member.story.id: tuple(capitalised(member)) for member in ordered if member.story.language == "en"
    }
    latin = _latin(capitals_of)
    named = _named(ordered) | {one for _, one in latin}
    names = tuple(term for term, _ in (*korean, *english) if term in named)
    headed = tuple(sorted({term for member in ordered for term in _titled(member)}))
    written = spelled(names, ordered) | standing({*names, *headed}, ordered)
    return Remembered(
        id=cluster,
        storyline=cluster,
        headline=title.text if title else "",
        first=days[0] if days else None,
        last=days[-1] if days else None,
        korean=korean,
        english=english,
        names=names,
        latin=latin,
        figures=_figures(ordered),
        outlets=_outlets(ordered),
        copied_by=tuple(one for one in _outlets(copies) if one not in _outlets(ordered)),
        documents=tuple(sorted({member.story.document for member in ordered})),
        headline_names=_headline_names(ordered, capitals_of),
        headline_terms=headed,
        fresh=any(fresh(member.story, zone) for member in ordered),
        precision="month" if days and _vague(ordered) else "day",
        written=tuple(
            (term, shown)
            for term in dict.fromkeys((*names, *headed))
            if (shown := written.get(term, term)) != term
        ),
        tolls=tuple(dict.fromkeys(figure for member in ordered for figure, _ in casualties(member))),
    )


def _outlets(members: Sequence[Prepared]) -> tuple[str, ...]:
    return tuple(sorted({member.story.outlet for member in members if member.story.outlet}))


def _days(members: Sequence[Prepared], zone: tzinfo | None) -> Iterator[date]:
    for member in members:
        published = member.story.published
        if published:
            # A month is a month in every zone.
            local = zone and member.story.precision != "month"
            yield (published.astimezone(zone) if local else published).date()


def _vague(members: Sequence[Prepared]) -> bool:
    return all(member.story.precision == "month" for member in members if member.story.published)


def _titled(member: Prepared) -> Iterator[str]:
    """The terms of a title without an outlet's tag: [날씨] stands over each forecast."""
    shown = untagged(member.story.title)
    start = member.story.title.find(shown)
    yield from telling(member.title.within(start, start + len(shown)))


def rarity(term: str, held: int = 0, among: int = 0, *, least: float = 0.0) -> float:
    """How rare a term is, as a logarithm: in news at large, with what is remembered counted in (`held` of `among` affairs).

    `least` is the share of news that uses it at least.
    """
    wanting = max(0, AT_LARGE - among)
    return math.log((1 + among + wanting) / (1 + held + wanting * max(least, rate(term))))


@lru_cache(maxsize=200_000)
def _at_large(term: str) -> float:
    """How rare a term is in news at large."""
    return rarity(term)


def _best(members: Sequence[Prepared], language: Language) -> Weights:
    """The terms that weigh most by how often the stories tell them and how rare they are."""
    spoken = [member for member in members if member.story.language == language]
    # English analysis leaves them out; in a Korean text `at` and `of` of an English title are rare words, and so names
    empty = word_list("en-stop-words.txt") if language == "ko" else frozenset()
    sums: dict[str, float] = {}
    for member in spoken:
        for term, weight in (term_weights(member) | compounds(member)).items():
            if term not in empty:
                sums[term] = sums.get(term, 0.0) + weight
    found = {term: math.log1p(weight / math.sqrt(len(spoken))) for term, weight in sums.items()}
    kept = sorted(found, key=lambda term: (-found[term] * _at_large(term), term))[:TERMS]
    return tuple((term, round(found[term], 2)) for term in kept)


def _named(members: Sequence[Prepared]) -> set[str]:
    """Korean terms that analysis takes for names at least as often as not, and names that it breaks."""
    counts: dict[str, int] = {}
    for member in members:
        if member.story.language == "ko":
            for whole in broken_names(member):
                counts[whole] = counts.get(whole, 0) + 1
            for words, _ in weighed(member):
                for form, kind in zip(words.forms, words.kinds, strict=True):
                    counts[form] = counts.get(form, 0) + (1 if kind in _NAMES else -1)
    return {term for term, often in counts.items() if often >= 0 and rate(term) < FAMILIAR}


def _latin(capitals_of: Mapping[str, Sequence[Name]]) -> tuple[tuple[str, str], ...]:
    """Rare names of the English stories, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for names in capitals_of.values():
        for name in names:
            if name.rare:
                counts[name.letters, name.term] = counts.get((name.letters, name.term), 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:NAMES])


def _headline_names(
    members: Sequence[Prepared], capitals_of: Mapping[str, Sequence[Name]]
) -> tuple[str, ...]:
    """The names in the headlines: Korean ones by analysis, of English ones what sentences write with a capital."""
    capitals = {name.term for names in capitals_of.values() for name in names}
    found = {
        form
        for member in members
        for form, kind in zip(member.title.forms, member.title.kinds, strict=True)
        if (form in capitals if member.story.language == "en" else kind in _NAMES) and rate(form) < FAMILIAR
    }
    return tuple(sorted(found))


def _figures(members: Sequence[Prepared]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for member in members:
        if member.story.language == "und":
            continue
        for figure in dict.fromkeys(
            figures(f"{member.story.title}. {member.story.text}", member.story.language)
        ):
            counts[figure] = counts.get(figure, 0) + 1
    return tuple(sorted(counts, key=lambda one: (-counts[one], rate(one), one))[:FIGURES])
