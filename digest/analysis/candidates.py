"""The sentences of a story that may be told, and what is objected to each.

Looking for objections costs more than all the rest, so it is done only for those that come into question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from digest.analysis.aliases import aliases
from digest.analysis.objections import SEAMS, Objection, objections, quotes
from digest.analysis.surnames import short_form, strangers
from digest.analysis.told import Told, told
from digest.analysis.unsaid import muses
from digest.language.english_figures import MONTHS
from digest.language.words import Words, codes
from digest.model import Language, Sentence

if TYPE_CHECKING:
    from digest.analysis.prepared import Prepared

_ANCHORS = codes(("name", "latin", "hanja", "number", "numeral"))
_LATIN = codes(("word",))
_DAY = re.compile(rf"\d{{1,2}}일|(?:{'|'.join(MONTHS)}) \d")
_THAT_DAY = re.compile(r"(?:이날|그날|이튿날|같은 날)(?![가-힣]*기념)")
_NUMBERED = re.compile(r"\d")
_FAR = 1000
"""Sentences at the beginning of a text in which a fuller name is looked for: the time of a text without end grows with its length only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be chosen: `place` is its place (from 0) among the `of` candidates of its story.

    `row` is its place among all sentences of the story, those that ran together parted, `lead` how many whole sentences stand before it;
    `objections` are those that its neighbours make plain, `brought` says that the sentence came with the story as it stands, `short` is the part of a name
    that it begins with, where the story gave the whole before.
    """

    sentence: Sentence
    story: str
    language: Language
    place: int
    of: int
    row: int
    lead: int
    words: Words
    terms: tuple[str, ...]
    unique: tuple[str, ...]
    objections: tuple[Objection, ...]
    brought: bool
    short: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a candidate's own text shows.

    `strangers` are surnames of persons it does not introduce, `aliases` letters that stand for persons, `anchors` its names and numbers; it is `dated` where it
    gives a day, `undated` where it points at one (`이날`) before it gives any.
    """

    objections: tuple[Objection, ...]
    strangers: tuple[str, ...]
    aliases: frozenset[tuple[str, str]]
    anchors: frozenset[str]
    quotes: bool
    dated: bool
    undated: bool


def candidates(member: Prepared, *, lenient: bool = False) -> tuple[Candidate, ...]:
    """The sentences of a story that are part of the news, in order.

    `lenient` keeps what is barred only by its words, for a cluster of which nothing else is left.
    """
    of = len(told(member).news(lenient=lenient))
    return tuple(candidate(member, place, lenient=lenient) for place in range(of))


def candidate(member: Prepared, place: int, *, lenient: bool = False) -> Candidate:
    """One of them."""
    found = told(member)
    rows = found.news(lenient=lenient)
    row = rows[place]
    own = found.terms(row)
    return Candidate(
        sentence=found.sentences[row],
        story=found.sentences[row].story,
        language=member.story.language,
        place=place,
        of=len(rows),
        row=row,
        lead=found.lead(row),
        words=found.words[row],
        terms=own,
        unique=tuple(dict.fromkeys(own)),
        objections=_among(found, row, brought=member.brought),
        brought=member.brought,
        short=None
        if member.story.language == "und"
        else short_form(
            found.sentences[row].text, (one.text for one in islice(found.sentences, min(row, _FAR)))
        ),
    )


def _among(found: Told, row: int, *, brought: bool) -> tuple[Objection, ...]:
    """What the words and the neighbours of a sentence make plain."""
    seen: list[Objection] = ["fragment"] if found.is_fragment(row) else []
    if found.is_verbless(row):
        seen.append("caption")
    if not brought and found.is_glued(row):
        seen.append("glued")
    if found.lead(row) and muses(found.sentences[row].text):
        seen.append("musing")
    if found.joins(row):
        seen.append("opener")
    return tuple(seen)


def sentences(member: Prepared, *, lenient: bool = False) -> tuple[Sentence, ...]:
    """The sentences of its candidates, alone."""
    found = told(member)
    return tuple(found.sentences[row] for row in found.news(lenient=lenient))


def look(one: Candidate) -> Looked:
    """What speaks against a candidate, by its own text."""
    text = one.sentence.text
    day = _DAY.search(text) if _NUMBERED.search(text) else None
    that = _THAT_DAY.search(text) if "날" in text else None
    own = (found for found in objections(text) if not (one.brought and found in SEAMS))
    return Looked(
        objections=tuple(dict.fromkeys((*own, *one.objections))),
        strangers=strangers(text),
        aliases=aliases(text),
        anchors=anchors(one),
        quotes=quotes(text),
        dated=day is not None,
        undated=that is not None and (day is None or that.start() < day.start()),
    )


def anchors(one: Candidate) -> frozenset[str]:
    """The names and numbers of a candidate: an English name is a capital letter within the sentence."""
    text, start = one.sentence.text, one.sentence.start
    return frozenset(
        [
            form
            for form, kind, begin, _ in one.words.columns()
            if (begin > start and text[begin - start].isupper() if kind in _LATIN else kind in _ANCHORS)
        ]
    )
