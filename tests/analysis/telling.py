"""Stories made by hand, of which every word is a content word."""

from __future__ import annotations

from digest.analysis.prepared import Prepared
from digest.language.words import AnalysedSentence, Word, Words
from digest.model import Block, Language, Sentence, Story

WORDS = [
    "river",
    "dam",
    "flood",
    "minister",
    "budget",
    "city",
    "bridge",
    "rain",
    "crew",
    "rescue",
    "42",
    "night",
]


def story(
    name: str, *sentences: str, title: str = "", language: Language = "en", blocks: tuple[Block, ...] = ()
) -> Prepared:
    """A story of which every word is a content word."""
    text = "\n".join(sentences)
    places, at = [], 0
    for sentence in sentences:
        places.append((at, at + len(sentence)))
        at += len(sentence) + 1
    return Prepared(
        story=Story(
            id=name,
            document=name,
            source="s",
            title=title,
            text=text,
            language=language,
            blocks=blocks,
            sentences=tuple(Sentence(story=name, start=a, end=b, text=text[a:b]) for a, b in places),
        ),
        title=words(title, 0),
        sentences=tuple(AnalysedSentence(a, b, words(text[a:b], a)) for a, b in places),
    )


def words(text: str, at: int) -> Words:
    """The words of a text that stands at `at`."""
    found, place = [], 0
    for word in text.split():
        start = text.index(word, place)
        place = start + len(word)
        found.append(Word(word.lower().strip('.,?!“”"'), "word", at + start, at + place))
    return Words.of(found)
