"""What a cluster adds to its affair; and whether it adds anything, or tells again what was told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.analysis.affairs import ABOUT, CHANNELS, Affair, heaviest, share
from digest.analysis.bags import Bag, Bags
from digest.analysis.remembered import rarity
from digest.language.called import NO_NAMES
from digest.language.familiar import rate
from digest.language.numbers import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from digest.analysis.remembered import Remembered
    from digest.language.called import Called
    from digest.model import Language

TOLD = 0.5
"""Share of the terms that a cluster is about from which it tells what was told."""
MOSTLY = 0.7
"""The same where no more of its figures are new than were told: who sums up tells some that were left out before."""
WHOLLY = 0.95
"""The same of a short report, in which no figure, day or name is new either."""
HEADED = 0.45
"""Share of the headlines' terms that must have been told."""
PLAIN = 10
"""Numbers below are too common to be news, but in a headline."""
MONTH = 31
"""Days of a month, the longest."""

_HANGUL = re.compile(r"[가-힣]")
_YEAR = re.compile(r"n:((?:19|20)\d\d)")
_DAY = re.compile(r"d:(?:\d+-)?(\d+)-(\d+)")
_NUMBER = re.compile(r"[npx]:(\d[\d.]*(?:e[+-]?\d+)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a cluster tells that its affair had not told; in the order of its weight.

    Args:
        figures: as `language.numbers.figures` writes them, those of money and numbers that are one by the first; no tolls.
        tolls: counts of the dead or missing, however small.
        names: as analysis writes them (English ones as stems).
        dates: days and months.
        outlets: who told nothing of the affair before.
        told: the share of what it is about that was told before (0 to 1).
        still: whether it adds nothing of weight.
    """

    figures: tuple[str, ...] = ()
    tolls: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    told: float = 0.0
    still: bool = False

    @property
    def settled(self) -> bool:
        """Whether no figure of weight and no day is new."""
        return not self.figures and not self.tolls and not any(one[0] == "d" for one in self.dates)


def added(
    cluster: Remembered,
    earlier: Sequence[Remembered],
    parts: Iterable[Remembered] = (),
    *,
    names: Called = NO_NAMES,
) -> Added:
    """What a cluster adds to the earlier ones of its affair, of which there is at least one.

    Where it says nothing new as a whole, each of its stories is asked: a long review hides a short turn told beside it.

    Args:
        cluster: as a whole.
        earlier: the clusters of the affair that were told.
        parts: its stories, each remembered alone; asked for only where they are needed.
        names: names that are known in both scripts.
    """
    whole = _added(cluster, earlier, names)
    alone = tuple(parts) if whole.still else ()
    if len(alone) > 1 and any(_turns(one, earlier, names) for one in alone):
        return replace(whole, still=False)
    return whole


def _turns(part: Remembered, earlier: Sequence[Remembered], names: Called) -> bool:
    """Whether one story of a cluster tells a turn: a short one anything, a long one a figure or day in its headline."""
    news = _added(part, earlier, names)
    if not _long(part):
        return not news.still
    return not {*news.figures, *news.tolls, *(one for one in news.dates if one[0] == "d")}.isdisjoint(
        _heading(part)
    )


def _added(cluster: Remembered, earlier: Sequence[Remembered], names: Called) -> Added:
    bags = Bags((*earlier, cluster), names)
    affair = Affair(id=cluster.storyline)
    for one in earlier:
        affair.add(bags(one))
    bag = bags(cluster)
    told = {figure for one in earlier for figure in one.figures}
    last = max((one.last for one in earlier if one.last), default=None)
    new = [figure for figure in cluster.figures if figure not in told]
    tolls = tuple(_new_tolls(cluster, earlier, told))
    numbers = tuple(one for one in _of_weight(new, cluster, last) if one not in tolls)
    dates = tuple(figure for figure in new if figure[0] in "dmqh" and not _known_day(figure, told, last))
    retold = _told(bag, affair)
    days = tuple(one for one in dates if one[0] == "d")
    headed = {*numbers, *tolls, *days}.isdisjoint(_heading(cluster)) and _headed(
        bags, affair, cluster
    ) >= HEADED
    reviewed = retold >= MOSTLY and 2 * len(new) <= len(cluster.figures)
    again = reviewed or (retold >= TOLD and not (numbers or tolls or days))
    fresh_names = tuple(_new_names(cluster, affair, bags))
    # Of a short report who and where are most of the words: it repeats where there is nothing else in it.
    nothing = retold >= WHOLLY and not (numbers or tolls or dates or fresh_names)
    still = not cluster.fresh and headed and (again if _long(cluster) else nothing)
    before = {outlet for one in earlier for outlet in (*one.outlets, *one.copied_by)}
    return Added(
        figures=numbers,
        tolls=tolls,
        names=fresh_names,
        dates=dates,
        outlets=tuple(outlet for outlet in cluster.outlets if outlet not in before),
        told=round(retold, 3),
        still=still,
    )


def _new_tolls(cluster: Remembered, earlier: Sequence[Remembered], told: set[str]) -> Iterator[str]:
    """Tolls that the affair has not told; where it told none yet, no number that it told of something else either."""
    before = {figure for one in earlier for figure in one.tolls}
    for figure in cluster.tolls:
        if figure not in before and (before or figure not in told):
            yield figure


def _of_weight(new: Sequence[str], cluster: Remembered, last: date | None) -> Iterator[str]:
    """Figures that may be news: no small numbers below the headline, no years gone by; money once."""
    heading = set(_heading(cluster))
    money = {figure.rpartition(":")[2] for figure in new if figure.startswith("c:")}
    for figure in new:
        number = _NUMBER.fullmatch(figure)
        year = _YEAR.fullmatch(figure)
        if year and last and int(year[1]) <= last.year:
            continue
        if figure.startswith("n:") and figure[2:] in money:
            continue
        small = number is not None and float(number[1]) < PLAIN and not figure.startswith("p:")
        if figure[0] in "ncpx" and (not small or figure in heading):
            yield figure


def _heading(cluster: Remembered) -> Iterator[str]:
    """The figures of the headline."""
    language: Language = "ko" if _HANGUL.search(cluster.headline) else "en"
    return figures(cluster.headline, language)


def _long(cluster: Remembered) -> bool:
    """Whether it is about enough for shares of it to say anything."""
    return max(len(cluster.korean), len(cluster.english)) >= ABOUT


def _headed(bags: Bags, affair: Affair, cluster: Remembered) -> float:
    """The share of the headlines' terms that the affair tells in either language."""
    known = {term for terms in affair.sums.values() for term in terms}
    told = [term for term in cluster.headline_terms if bags.form(term) in known or bags.called(term) & known]
    return len(told) / len(cluster.headline_terms) if cluster.headline_terms else 1.0


def _known_day(figure: str, told: set[str], last: date | None) -> bool:
    """Whether a day was told, if only by its number, or was over when the affair was last told."""
    day = _DAY.fullmatch(figure)
    if not day:
        return False
    # Days tell no year: one of the last half year is over, a January told of in November is to come.
    ago = (last.month * MONTH + last.day - int(day[1]) * MONTH - int(day[2])) % (12 * MONTH) if last else None
    over = ago is not None and ago < 6 * MONTH
    return over or f"n:{int(day[2])}" in told


def _told(bag: Bag, affair: Affair) -> float:
    """The share of what a cluster is about that its affair knows, by the best way to compare their languages."""
    shares = [0.0]
    for mine, theirs in CHANNELS:
        weights = {term: weight * rarity(term) for term, weight in bag.terms[mine].items()}
        known = affair.sums.get(theirs)
        if known:
            shares.append(share(weights, heaviest(weights)[:ABOUT], known))
    return max(shares)


def _new_names(cluster: Remembered, affair: Affair, bags: Bags) -> Iterator[str]:
    """Names that the affair tells in neither language."""
    known = {term for terms in affair.sums.values() for term in terms}
    for name in cluster.names:
        if name not in known and rate(name) == 0.0 and not known.intersection(bags.called(name)):
            yield name
