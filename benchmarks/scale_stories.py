"""Large batches of prepared stories, made from the words of a few hundred real ones. Nothing of them is kept.

An event takes sentences of some stories of one language and gives part of their words names and words of its own, so
that events, and words, grow with the number of stories as they do in news; a story tells part of its event's sentences
and brings words of others; two of thirty lines that stand below many stories end it. Dates are spread over ten windows, an event's over two days.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from digest.analysis.prepared import Prepared, sharing
from digest.analysis.readings import reading
from digest.analysis.sampling import AT_ONCE, sample
from digest.language.words import AnalysedSentence, Word, Words
from digest.model import Sentence, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.language.words import WordKind
    from digest.model import Language

Bit = tuple[str, "WordKind", str, int]
"""A word's form and kind, the text from it to the next, and how much of that is the word."""

PARENTS = 3
"""Stories that an event's sentences come from."""
NAMES, OWN, FOREIGN = 0.03, 0.25, 0.15
"""Share of an event's words that are names no other event has, that are its own, and of a story's that come from anywhere."""
STORIES = (1, 1, 1, 1, 2, 2, 3, 4, 6, 9)
"""How many stories tell an event: most one, few many."""
COMMON, EACH = 30, 2
"""Lines that outlets of a language print below their stories, and how many of them a story has."""
HANGUL = "가나다라마바사아자차카타파하강남동상성신영우원정준진태한현호화희"
LATIN = "bcdfghklmnprstvw"
VOWELS = "aeiou"


@dataclass(frozen=True)
class Told:
    """A real story as bits: its title, and its sentences."""

    title: tuple[Bit, ...]
    sentences: tuple[tuple[Bit, ...], ...]


def taken(stories: Sequence[Prepared]) -> dict[Language, list[Told]]:
    """The stories as bits, by language."""
    found: dict[Language, list[Told]] = {"ko": [], "en": []}
    for story in stories:
        text = story.story.text
        sentences = [_bits(text, one.words, one.end) for one in story.sentences]
        title = _bits(story.story.title, story.title, len(story.story.title))
        if story.story.language in found and any(sentences):
            found[story.story.language].append(Told(title, tuple(filter(None, sentences))))
    return found


def _bits(text: str, words: Sequence[Word], end: int) -> tuple[Bit, ...]:
    ends = [*(word.start for word in words[1:]), end][: len(words)]
    return tuple(
        (word.form, word.kind, text[word.start : max(upto, word.end)], word.end - word.start)
        for word, upto in zip(words, ends, strict=True)
    )


def made(told: dict[Language, list[Told]], count: int, days: float, seed: int = 1) -> Iterator[Prepared]:
    """`count` stories of Korean and English events in equal shares, spread over so many days; each as analysis leaves it."""
    stories = _made(told, count, days, seed)
    while some := list(islice(stories, AT_ONCE)):
        sample(some)
        yield from some


def _made(told: dict[Language, list[Told]], count: int, days: float, seed: int) -> Iterator[Prepared]:
    choose = random.Random(seed)
    pools = {
        language: [bit for one in stories for sentence in one.sentences for bit in sentence]
        for language, stories in told.items()
    }
    lines = {language: _lines(stories, choose) for language, stories in told.items()}
    number = 0
    for event in range(count):
        language: Language = "ko" if event % 2 else "en"
        sentences = _event(told[language], pools[language], language, choose)
        begun = choose.random() * max(0.0, days - 2)
        for _ in range(choose.choice(STORIES)):
            if number == count:
                return
            day = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=begun + choose.random() * 2)
            below = choose.sample(lines[language], EACH)
            yield _story(number, language, (sentences, below), pool=pools[language], day=day, choose=choose)
            number += 1


def _lines(told: Sequence[Told], choose: random.Random) -> list[tuple[Bit, ...]]:
    """Lines that many stories have: no line stands in more than a tenth of them, so none is dropped as too common."""
    return choose.sample([sentence for one in told for sentence in one.sentences], COMMON)


def _event(
    told: Sequence[Told], pool: Sequence[Bit], language: Language, choose: random.Random
) -> list[tuple[Bit, ...]]:
    """The sentences of an event, its headline first."""
    parents = choose.sample(told, PARENTS)
    body = [sentence for one in parents for sentence in one.sentences[:8]]
    body = choose.sample(body, min(len(body), 14))
    title = parents[0].title or body[0]
    changed: dict[str, Bit] = {}
    for sentence in (title, *body):
        for bit in sentence:
            if bit[0] not in changed:
                lot = choose.random()
                own = _named(bit, language, choose) if lot < NAMES else choose.choice(pool)
                changed[bit[0]] = own if lot < OWN else bit
    return [tuple(changed[bit[0]] for bit in sentence) for sentence in (title, *body)]


def _named(bit: Bit, language: Language, choose: random.Random) -> Bit:
    """A name that no other event has, most likely, in the place of a word."""
    tail = bit[2][bit[3] :]
    if language == "ko":
        name = "".join(choose.choice(HANGUL) for _ in range(3))
        return (name, "name", name + tail, 3)
    name = "".join(choose.choice(LATIN) + choose.choice(VOWELS) for _ in range(3)) + choose.choice(LATIN)
    return (name, "word", name.capitalize() + tail, len(name))


def _story(
    number: int,
    language: Language,
    sentences: tuple[list[tuple[Bit, ...]], list[tuple[Bit, ...]]],
    *,
    pool: Sequence[Bit],
    day: datetime,
    choose: random.Random,
) -> Prepared:
    (title, *body), below = sentences
    told = [body[place] for place in sorted(choose.sample(range(len(body)), max(1, len(body) * 2 // 3)))]
    heading, words = _written(title, pool, choose)
    name, text = f"s{number:06}", ""
    analysed, found = [], []
    for place, sentence in enumerate([*told, *below]):
        shown, placed = _written(sentence, pool, choose, foreign=FOREIGN if place < len(told) else 0.0)
        start = len(text) + 1 if text else 0
        text = f"{text}\n{shown}" if text else shown
        analysed.append(AnalysedSentence(start, len(text), placed.moved(start)))
        found.append(Sentence(story=name, start=start, end=len(text), text=shown))
    story = Story(
        id=name, document=name, source="made", title=heading, text=text, language=language, published=day,
        sentences=tuple(found),
    )  # fmt: skip
    prepared = Prepared(story=story, title=words, sentences=sharing(tuple(analysed)))
    reading(prepared)
    return prepared


def _written(
    sentence: Sequence[Bit], pool: Sequence[Bit], choose: random.Random, foreign: float = FOREIGN
) -> tuple[str, Words]:
    text, words = "", []
    for known in sentence:
        form, kind, shown, size = choose.choice(pool) if choose.random() < foreign else known
        words.append(Word(form, kind, len(text), len(text) + size))
        text += shown
    return text, Words.of(words)
