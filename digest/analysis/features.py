"""What speaks for each sentence of a cluster: raw features, comparable only within the cluster.

The features are those of a linear extractive summariser (after Edmundson 1969 for place and cue, Radev's MEAD 2004 for
the centroid); all are read from the cluster alone, so nothing is trained and nothing is downloaded.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.joined import pieces
from digest.analysis.objections import SEAMS, Objection, fragments, objections, quotes
from digest.analysis.screening import barred
from digest.analysis.surnames import strangers
from digest.analysis.terms import pairs, terms
from digest.language.words import Word
from digest.model import BlockKind, Language, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Story

USUAL_LENGTH: Mapping[Language, int] = {"ko": 45, "en": 110, "und": 110}
"""Characters of an ordinary sentence."""
_ANCHORS = frozenset({"name", "latin", "hanja", "number", "numeral"})
_DAY = re.compile(
    r"\d{1,2}일|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"
)
_THAT_DAY = re.compile(r"(?:이날|그날|이튿날|같은 날)(?![가-힣]*기념)")
_FADING = 0.8
_FEW = 4
"""Terms below which a sentence gains nothing by being short."""
_NEVER: frozenset[BlockKind] = frozenset({"subhead", "note", "heading", "caption", "rule", "row"})
_BULLETS: frozenset[BlockKind] = frozenset({"lead", "point", "detail", "item"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be chosen: `place` is its place (from 0) among the `of` candidates of its story.

    `row` is its place among all sentences of the story, those that ran together parted; `strangers` are surnames of persons it does not introduce.
    `anchors` are its names and numbers; it is `dated` where it gives a day, `undated` where it only points at one (`이날`).
    """

    sentence: Sentence
    story: str
    language: Language
    place: int
    of: int
    row: int
    terms: tuple[str, ...]
    unique: tuple[str, ...]
    pairs: tuple[str, ...]
    anchors: frozenset[str]
    objections: tuple[Objection, ...]
    strangers: tuple[str, ...]
    quotes: bool
    dated: bool
    undated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """In how many sentences and documents of the cluster each term and pair stands, and how rare a term is there."""

    documents: int
    sentences: Mapping[str, int]
    spread: Mapping[str, int]
    rarity: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a story, or one of several that ran together, with its words and the kind of its block."""

    sentence: Sentence
    words: tuple[Word, ...]
    kind: BlockKind


def candidates(member: Prepared, *, lenient: bool = False) -> tuple[Candidate, ...]:
    """The sentences of a story that are part of the news, in order.

    `lenient` keeps what is barred only by its words, for a cluster of which nothing else is left.
    """
    found = _pieces(member)
    ragged = fragments([one.sentence.text for one in found])
    kept = list(_news(found, lenient=lenient))
    return tuple(
        _candidate(
            found[row],
            member.story.language,
            row,
            place,
            len(kept),
            fragment=ragged[row] and found[row].kind not in _BULLETS,
            brought=member.brought,
        )
        for place, row in enumerate(kept)
    )


def told(member: Prepared) -> list[tuple[str, ...]]:
    """The distinct terms of the same sentences."""
    found = _pieces(member)
    return [tuple(dict.fromkeys(terms(found[row].words))) for row in _news(found, lenient=False)]


def _pieces(member: Prepared) -> list[_Piece]:
    found = []
    for sentence, analysed, kind in zip(
        member.story.sentences, member.sentences, _kinds(member.story), strict=True
    ):
        places = () if member.brought else pieces(sentence.text)
        if not places or places == ((0, len(sentence.text)),):
            found.append(_Piece(sentence, analysed.words, kind))
            continue
        for start, end in places:
            begin, stop = sentence.start + start, sentence.start + end
            words = tuple(word for word in analysed.words if begin <= word.start < stop)
            part = Sentence(story=sentence.story, start=begin, end=stop, text=sentence.text[start:end])
            found.append(_Piece(part, words, kind))
    return found


def _news(found: Sequence[_Piece], *, lenient: bool) -> Iterator[int]:
    for row, one in enumerate(found):
        text = one.sentence.text
        if one.kind not in _NEVER and (lenient or not barred(text)) and text.strip():
            yield row


def _candidate(
    piece: _Piece, language: Language, row: int, place: int, of: int, *, fragment: bool, brought: bool
) -> Candidate:
    sentence = piece.sentence
    found = terms(piece.words)
    against = tuple(one for one in objections(sentence.text) if not (brought and one in SEAMS))
    return Candidate(
        sentence=sentence,
        story=sentence.story,
        language=language,
        place=place,
        of=of,
        row=row,
        terms=found,
        unique=tuple(dict.fromkeys(found)),
        pairs=tuple(dict.fromkeys(pairs(found))),
        objections=(*against, "fragment") if fragment else against,
        strangers=strangers(sentence.text),
        anchors=frozenset(word.form for word in piece.words if _names(word, sentence)),
        quotes=quotes(sentence.text),
        dated=(dated := _DAY.search(sentence.text) is not None),
        undated=not dated and _THAT_DAY.search(sentence.text) is not None,
    )


def _names(word: Word, sentence: Sentence) -> bool:
    """Whether a word is a name or a number: an English name is a capital letter within the sentence."""
    if word.kind == "word":
        return word.start > sentence.start and sentence.text[word.start - sentence.start].isupper()
    return word.kind in _ANCHORS


def _kinds(story: Story) -> list[BlockKind]:
    """The kind of the innermost block that each sentence begins in; a paragraph where none does."""
    found: list[BlockKind] = []
    for sentence in story.sentences:
        holding = [b for b in story.blocks if b.span.start <= sentence.start < b.span.end]
        narrow = min(holding, key=lambda b: b.span.end - b.span.start, default=None)
        found.append(narrow.kind if narrow else "paragraph")
    return found


def count(pool: Sequence[Candidate]) -> Counts:
    """Count terms and pairs over the candidates of a cluster."""
    sentences: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    for one in pool:
        told = (*one.unique, *one.pairs)
        sentences.update(told)
        documents.setdefault(one.story, set()).update(told)
    spread: Counter[str] = Counter()
    for terms_of in documents.values():
        spread.update(terms_of)
    total = 1 + len(pool)
    return Counts(
        documents=len(documents),
        sentences=sentences,
        spread=spread,
        rarity={term: math.log(total / (1 + n)) + 1 for term, n in sentences.items()},
    )


def vector(one: Candidate, counts: Counts) -> dict[str, float]:
    """The candidate's terms weighted by frequency and rarity, at unit length."""
    return _unit({term: n * counts.rarity[term] for term, n in Counter(one.terms).items()})


def features(
    pool: Sequence[Candidate],
    titles: Sequence[tuple[str, ...]],
    counts: Counts,
    vectors: Sequence[Mapping[str, float]],
) -> dict[str, list[float]]:
    """Raw features by name, one value per candidate.

    Args:
        pool: the candidates.
        titles: the terms of the members' titles.
        counts: of the pool.
        vectors: of each candidate.
    """
    centre = _centre(pool, vectors)
    heading = {term: counts.rarity.get(term, 1.0) for title in titles for term in title}
    lengths = [math.log(len(one.sentence.text) / USUAL_LENGTH[one.language]) for one in pool]
    return {
        "common terms": _shared(pool, counts),
        "centrality": [cosine(found, centre) for found in vectors],
        "length": [min(value, math.log(1.2)) for value in lengths],
        "overlong": [max(0.0, value - math.log(2.2)) for value in lengths],
        "title": [_recall(one.unique, heading) for one in pool],
        "late": [-one.place / one.of for one in pool],
        "early": [1 / (1 + one.place) for one in pool],
        "early terms": _early_terms(pool, counts),
        "extent": lengths,
        "figures": [float(any(map(str.isdigit, one.sentence.text))) for one in pool],
    }


def standardise(values: Sequence[float], *, limit: float = 3.5) -> list[float]:
    """z-scores, clipped to ±limit; zeros where all values are the same."""
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
    if spread < 1e-9:  # noqa: PLR2004 - rounding, not a difference
        return [0.0] * len(values)
    return [max(-limit, min(limit, (value - mean) / spread)) for value in values]


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(math.fsum([w * w for w in weights.values()]))
    return {term: w / norm for term, w in weights.items()} if norm else {}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two unit vectors."""
    return math.fsum([w * right[term] for term, w in left.items() if term in right])


def _centre(pool: Sequence[Candidate], vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The direction of the cluster, each document counting once however long it is."""
    documents: dict[str, dict[str, float]] = {}
    for one, found in zip(pool, vectors, strict=True):
        sums = documents.setdefault(one.story, {})
        for term, w in found.items():
            sums[term] = sums.get(term, 0.0) + w
    centre: dict[str, float] = {}
    for sums in documents.values():
        for term, w in _unit(sums).items():
            centre[term] = centre.get(term, 0.0) + w
    return _unit(centre)


def _shared(pool: Sequence[Candidate], counts: Counts) -> list[float]:
    worth = {
        term: counts.spread[term] / counts.documents * math.log1p(counts.sentences[term])
        for term in {term for one in pool for term in one.unique}
    }
    return [
        math.fsum([worth[term] for term in one.unique]) / math.sqrt(max(len(one.terms), _FEW)) for one in pool
    ]


def _recall(have: Iterable[str], wanted: Mapping[str, float]) -> float:
    whole = math.fsum(wanted.values())
    return math.fsum([wanted[term] for term in have if term in wanted]) / whole if whole else 0.0


def _early_terms(pool: Sequence[Candidate], counts: Counts) -> list[float]:
    """How much each candidate tells of what the documents tell first: a term fades by a fifth a sentence."""
    worth: dict[str, float] = {}
    seen: set[tuple[str, str]] = set()
    for one in pool:  # the candidates of a story stand in order: the first to bring a term is the earliest
        for term in one.unique:
            if (one.story, term) not in seen:
                seen.add((one.story, term))
                worth[term] = worth.get(term, 0.0) + _FADING**one.place / counts.documents
    return [
        math.fsum([worth[term] for term in one.unique]) / math.sqrt(max(len(one.terms), _FEW)) for one in pool
    ]
