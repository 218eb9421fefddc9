"""What is remembered of a cluster that was told: enough to know its affair again without its texts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from digest.analysis.headline import choose
from digest.analysis.weights import KINDS, term_weights, weighed
from digest.language.familiar import rate
from digest.language.names import ordinary_terms
from digest.language.numbers import figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.words import Word
    from digest.model import Language

TERMS, NAMES, FIGURES = 48, 16, 30
"""How many terms of each language, Latin names and figures of a cluster are kept."""
AT_LARGE = 250
"""Stories of news at large that a term's rarity is told by."""
LONGEST = 4
"""Words of a compound that counts as a term of its own."""

Day = date  # the codec reads the fields' types when the program runs
Weights = tuple[tuple[str, float], ...]

_NAMES = frozenset({"name", "latin", "hanja"})
_SPOKEN = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A cluster as the next issues know it.

    Args:
        id: of the cluster.
        storyline: of the affair it belongs to; its own id until another is known.
        headline: what it was told under.
        first: the day of its earliest story, None where all are undated; `last` that of its latest.
        korean: the terms of its Korean stories that tell it from others, the weightiest first, with their weights.
        english: the stems of its English stories, in the same way.
        names: those of its terms, of both languages, that are names.
        latin: names that its English stories write, in lower case and without spaces, each with its stem.
        figures: the figures it tells, as `language.numbers.figures` writes them.
        outlets: who told it.
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


def remember(
    cluster: str, members: Sequence[Prepared], *, storyline: str = "", headline: str = ""
) -> Remembered:
    """What stays of a cluster; the order of its stories changes nothing.

    Args:
        cluster: its id.
        members: its stories, copies left out.
        storyline: the affair that it belongs to, its own id where it is empty.
        headline: what it was told under; the best title of its stories where it is empty.
    """
    ordered = sorted(members, key=lambda member: member.story.id)
    days = sorted(member.story.published.date() for member in ordered if member.story.published)
    title = choose(ordered) if not headline else None
    korean, english = _best(ordered, "ko"), _best(ordered, "en")
    latin = _latin(ordered)
    named = _named(ordered) | {one for _, one in latin}
    return Remembered(
        id=cluster,
        storyline=storyline or cluster,
        headline=headline or (title.text if title else ""),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        korean=korean,
        english=english,
        names=tuple(term for term, _ in (*korean, *english) if term in named),
        latin=latin,
        figures=_figures(ordered),
        outlets=tuple(sorted({member.story.outlet for member in ordered if member.story.outlet})),
    )


def rarity(term: str, held: int = 0, among: int = 0) -> float:
    """How rare a term is, as a logarithm: in news at large, with what is remembered counted in (`held` of `among` affairs)."""
    wanting = max(0, AT_LARGE - among)
    return math.log((1 + among + wanting) / (1 + held + wanting * rate(term)))


def _best(members: Sequence[Prepared], language: Language) -> Weights:
    """The terms that weigh most by how often the stories tell them and how rare they are."""
    spoken = [member for member in members if member.story.language == language]
    sums: dict[str, float] = {}
    for member in spoken:
        for term, weight in (term_weights(member) | _compounds(member)).items():
            sums[term] = sums.get(term, 0.0) + weight
    found = {term: math.log1p(weight / math.sqrt(len(spoken))) for term, weight in sums.items()}
    kept = sorted(found, key=lambda term: (-found[term] * rarity(term), term))[:TERMS]
    return tuple((term, round(found[term], 2)) for term in kept)


def _compounds(member: Prepared) -> dict[str, float]:
    """Nouns that stand together without a space, as one term: unknown names come apart in analysis."""
    found: dict[str, float] = {}
    if member.story.language != "ko":
        return found
    for words, weight in weighed(member):
        for run in _runs(words):
            term = "".join(word.form for word in run)
            found[term] = found.get(term, 0.0) + weight
    return found


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in (*words, None):
        joins = word is not None and word.kind in KINDS and bool(_SPOKEN.search(word.form))
        if run and not (joins and word is not None and word.start == run[-1].end):
            if 1 < len(run) <= LONGEST:
                yield run
            run = []
        if joins and word is not None:
            run.append(word)


def _named(members: Sequence[Prepared]) -> set[str]:
    """Korean terms that analysis takes for names at least as often as not."""
    counts: dict[str, int] = {}
    for member in members:
        if member.story.language == "ko":
            for words, _ in weighed(member):
                for word in words:
                    counts[word.form] = counts.get(word.form, 0) + (1 if word.kind in _NAMES else -1)
    return {term for term, often in counts.items() if often >= 0} - ordinary_terms().keys()


def _latin(members: Sequence[Prepared]) -> tuple[tuple[str, str], ...]:
    """Rare words that English sentences write with a capital, and with the word behind as one; the most frequent first.

    As one, for 두람케미칼 sounds like Duram Chemical.
    """
    counts: dict[tuple[str, str], int] = {}
    for member in members:
        if member.story.language == "en":
            for name in _capitalised(member):
                counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:NAMES])


def _capitalised(member: Prepared) -> Iterator[tuple[str, str]]:
    for sentence in member.sentences:
        before: Word | None = None
        for word in sentence.words:
            surface = _surface(member, word)
            capital = word.kind == "word" and surface[:1].isupper()
            named = capital and rate(word.form) == 0.0
            if named and word.start > sentence.start:
                yield surface.lower(), word.form
            if before is not None and capital and word.start == before.end + 1:
                yield (_surface(member, before) + surface).lower(), before.form
            before = word if named else None


def _surface(member: Prepared, word: Word) -> str:
    return member.story.text[word.start : word.end].partition("'")[0].partition("’")[0]


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
