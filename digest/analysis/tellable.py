"""The sentences of an affair that an issue which looks back may tell: each stands alone, and has its day.

What an editor objects to is no candidate here, however good it is otherwise: a passage of a dated line is one sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from digest.analysis.ahead import plans
from digest.analysis.alone import names_its_subject
from digest.analysis.candidates import Candidate, look
from digest.analysis.headline import opinionated
from digest.analysis.prepared import Prepared
from digest.analysis.remembered import rarity
from digest.analysis.repeated import repeats
from digest.analysis.summary_settings import WEIGHTS, SummarySettings
from digest.analysis.terms import terms
from digest.language.familiar import FAMILIAR, rate
from digest.language.weighing import happened, leans, lies_back, told_whole, unsettled
from digest.language.words import codes
from digest.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from digest.analysis.pool import Pool
    from digest.language.words import Words
    from digest.model import Story


_NOUNS = codes(("noun", "name", "latin", "hanja", "word"))
FOCUS = 10
"""Terms that an affair is about: a sentence that tells none of them is not about it."""
_SUBJECT = re.compile(r"([가-힣]{2,})(?:은|는|이|가)\s")
_SETTINGS = SummarySettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellable:
    """A sentence that stands alone.

    Args:
        candidate: the sentence.
        member: its story.
        day: the local day on which its readers got it; the first of the month where `precision` is no finer.
        precision: of `day`.
        score: what speaks for it among all sentences of the affair, in standard deviations.
        anchors: its names and numbers.
        focal: the terms in it that the affair is about.
        settled: whether it tells what is, and not what is expected.
        recent: whether it tells of no days well before its own.
        over: whether it tells what has happened, and no rule, habit or plan.
    """

    candidate: Candidate
    member: Prepared
    day: date
    precision: Precision
    score: float
    anchors: frozenset[str]
    focal: frozenset[str]
    settled: bool
    recent: bool
    over: bool

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.candidate.sentence.text

    @property
    def central(self) -> bool:
        """Whether it tells of what the affair is about."""
        return bool(self.focal)

    @property
    def outlet(self) -> str:
        """Who tells it."""
        return self.member.story.outlet or self.member.story.source


def day_of(member: Prepared, zone: tzinfo) -> date | None:
    """The local day of a story; the first of the month where no more is known."""
    return local_day(member.story, zone)


def local_day(story: Story, zone: tzinfo) -> date | None:
    """The same of a story whose text need not be at hand."""
    published = story.published
    if published is None:
        return None
    return (
        published.date().replace(day=1) if story.precision == "month" else published.astimezone(zone).date()
    )


def tellable(members: Sequence[Prepared], zone: tzinfo, headline: str = "") -> tuple[Tellable, ...]:
    """The sentences of dated stories that stand alone, in the order of days, then of stories and of their texts.

    Below a headline stands alone what is about somebody that it names: `노조는` below that of a strike.
    """
    from digest.analysis.pool import (
        Pool,  # numpy is read where something is chosen: what is built again unchanged needs none
    )

    ordered = sorted(members, key=lambda member: member.story.id)
    pool = Pool(ordered)
    if not len(pool):
        return ()
    of = {member.story.id: member for member in ordered}
    scores = _scores(pool, ordered)
    core = _core(ordered)
    planned = {
        member.story.id: frozenset(plan.sentence.start for plan in plans(member.story, zone=zone))
        for member in ordered
    }
    found = [
        made
        for one, score in zip(map(pool.candidate, range(len(pool))), scores, strict=True)
        if (
            made := _made(
                one, of[one.story], score, zone, core=core, planned=planned[one.story], headline=headline
            )
        )
        is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.candidate.story, one.candidate.row)))


def said_again(one: Tellable, told: Iterable[Tellable]) -> bool:
    """Whether a sentence says what one of these says already."""
    return any(
        repeats(one.candidate, other.candidate, (one.anchors, other.anchors), _SETTINGS)
        or repeats(other.candidate, one.candidate, (other.anchors, one.anchors), _SETTINGS)
        for other in told
    )


def _made(
    one: Candidate,
    member: Prepared,
    score: float,
    zone: tzinfo,
    *,
    core: frozenset[str],
    planned: frozenset[int],
    headline: str,
) -> Tellable | None:
    day = day_of(member, zone)
    if day is None or opinionated(member.story.title):
        return None
    seen = look(one)
    text, language = one.sentence.text, one.language
    small = (
        text.casefold()
    )  # analysis takes an unknown name apart in one sentence, and leaves it whole in another
    if (
        seen.objections
        or seen.strangers
        or (one.short is not None and one.short not in headline)
        or seen.undated
        or leans(text, language)
        or not (names_its_subject(text) or _named(text, headline))
        or not told_whole(text, language)
    ):
        return None
    return Tellable(
        candidate=one,
        member=member,
        day=day,
        precision=member.story.precision,
        score=score,
        anchors=seen.anchors,
        focal=core.intersection(one.unique) | {term for term in core if term in small},
        settled=not (unsettled(text, language) or one.sentence.start in planned),
        recent=not lies_back(text, language, day),
        over=happened(text, language),
    )


def _named(text: str, headline: str) -> bool:
    """Whether a Korean sentence begins with a word of the headline and the particle of a subject."""
    found = _SUBJECT.match(text)
    return found is not None and found[1] in headline


def _scores(pool: Pool, members: Sequence[Prepared]) -> list[float]:
    from digest.analysis.features import Features, standardise

    parts = Features(pool).raw([terms(member.title) for member in members])
    weighed = zip(parts, standardise(list(parts.values())), strict=True)
    columns = zip(*[(WEIGHTS.get(name, 0.0) * values).tolist() for name, values in weighed], strict=True)
    return [math.fsum(column) for column in columns]


def _core(members: Sequence[Prepared]) -> frozenset[str]:
    """The nouns that most stories tell, by how rare they are; those of their titles count twice."""
    held: Counter[str] = Counter()
    for member in members:
        held.update({term for words in member.sentences for term in _nouns(words.words)})
        held.update(set(_nouns(member.title)))
    several = {
        term: n * rarity(term)
        for term, n in held.items()
        if n > 1 and len(term) > 1 and rate(term) < FAMILIAR and not term[0].isdigit()
    }
    return frozenset(sorted(several, key=lambda term: (-several[term], term))[:FOCUS])


def _nouns(words: Words) -> tuple[str, ...]:
    return terms(words, _NOUNS)
