"""The sentences of a story that may be told, and what is objected to each.

Looking for objections costs more than all the rest, so it is done only for those that come into question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.joined import pieces
from digest.analysis.objections import SEAMS, Objection, fragments, objections, quotes
from digest.analysis.screening import barred
from digest.analysis.surnames import strangers
from digest.analysis.terms import pairs, terms
from digest.language.english_figures import MONTHS
from digest.language.words import Word
from digest.model import BlockKind, Language, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Story

_NEVER: frozenset[BlockKind] = frozenset({"subhead", "note", "heading", "caption", "rule", "row"})
_BULLETS: frozenset[BlockKind] = frozenset({"lead", "point", "detail", "item"})
_ANCHORS = frozenset({"name", "latin", "hanja", "number", "numeral"})
_DAY = re.compile(rf"\d{{1,2}}일|(?:{'|'.join(MONTHS)}) \d")
_THAT_DAY = re.compile(r"(?:이날|그날|이튿날|같은 날)(?![가-힣]*기념)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be chosen: `place` is its place (from 0) among the `of` candidates of its story.

    `row` is its place among all sentences of the story, those that ran together parted; `objections` are those that its
    neighbours make plain, `brought` says that the sentence came with the story as it stands.
    """

    sentence: Sentence
    story: str
    language: Language
    place: int
    of: int
    row: int
    words: tuple[Word, ...]
    terms: tuple[str, ...]
    unique: tuple[str, ...]
    pairs: tuple[str, ...]
    objections: tuple[Objection, ...]
    brought: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a candidate's own text shows.

    `strangers` are surnames of persons it does not introduce, `anchors` its names and numbers; it is `dated` where it
    gives a day, `undated` where it only points at one (`이날`).
    """

    objections: tuple[Objection, ...]
    strangers: tuple[str, ...]
    anchors: frozenset[str]
    quotes: bool
    dated: bool
    undated: bool


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
    made = []
    for place, row in enumerate(kept):
        piece = found[row]
        told = terms(piece.words)
        made.append(
            Candidate(
                sentence=piece.sentence,
                story=piece.sentence.story,
                language=member.story.language,
                place=place,
                of=len(kept),
                row=row,
                words=piece.words,
                terms=told,
                unique=tuple(dict.fromkeys(told)),
                pairs=tuple(dict.fromkeys(pairs(told))),
                objections=("fragment",) if ragged[row] and piece.kind not in _BULLETS else (),
                brought=member.brought,
            )
        )
    return tuple(made)


def sentences(member: Prepared, *, lenient: bool = False) -> tuple[Sentence, ...]:
    """The sentences of its candidates, alone."""
    found = _pieces(member)
    return tuple(found[row].sentence for row in _news(found, lenient=lenient))


def look(one: Candidate) -> Looked:
    """What speaks against a candidate, by its own text."""
    text = one.sentence.text
    dated = _DAY.search(text) is not None
    own = (found for found in objections(text) if not (one.brought and found in SEAMS))
    return Looked(
        objections=tuple(dict.fromkeys((*own, *one.objections))),
        strangers=strangers(text),
        anchors=frozenset(word.form for word in one.words if _names(word, one.sentence)),
        quotes=quotes(text),
        dated=dated,
        undated=not dated and _THAT_DAY.search(text) is not None,
    )


def told(member: Prepared) -> list[tuple[str, ...]]:
    """The distinct terms of the sentences that are part of the news."""
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
