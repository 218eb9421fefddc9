"""Whether the rules of the boxes yield a quotation or a figure again from the story that it cites.

An English story is read anew. The rules for Korean need its words analysed, which the store does not keep: of them holds
here what the letters tell, that is where quotations, figures and words begin and end.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.analysis.objections import half_quotation
from digest.analysis.quoted import alike, heard
from digest.analysis.screening import barred
from digest.language import english_counted, korean_counted
from digest.language.acts import act
from digest.language.measures import measures, same
from digest.language.speech import LONGEST
from digest.language.spoken import inner, quotes
from digest.language.words import NO_WORDS, AnalysedSentence
from digest.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.editing.verify import Frozen
    from digest.language.measures import Measure
    from digest.model import Figured, Language, Quotation, Speaker

_PARTICLE = re.compile(r"[은는이가을를의에도]?(?![가-힣A-Za-z0-9])")


def quoted_again(quotation: Quotation, sentence: Sentence, source: Frozen, text: str) -> bool:
    """Whether a sentence quotes the very words (of a further source: the same but for signs), and their speaker says them."""
    first = sentence == quotation.sources[0]
    said = quotation.speaker
    if not quotation.text or (first and said.story != sentence.story):
        return False
    if source.story.language == "en":
        return any(
            place == sentence
            and (words == quotation.text if first else alike(words, quotation.text))
            and (who == said if first else who.name.split()[0] == said.name.split()[0])
            for words, who, place in _heard(source, text)
        )
    if source.story.language != "ko" or len(sentence.text) > LONGEST or barred(sentence.text):
        return False
    every = [
        slice(*inner(sentence.text, place)) for place in quotes(sentence.text, 0, len(sentence.text)) or ()
    ]
    return any(
        sentence.text[one] == quotation.text if first else alike(sentence.text[one], quotation.text)
        for one in every
    )


def _heard(source: Frozen, text: str) -> Iterator[tuple[str, Speaker, Sentence]]:
    spans = sorted(source.spans)
    story = replace(
        source.story,
        text=text,
        sentences=tuple(Sentence(story=source.story.id, start=a, end=b, text=text[a:b]) for a, b in spans),
    )
    return heard(story, tuple(AnalysedSentence(start, end, NO_WORDS) for start, end in spans))


def measured(
    figure: Figured, source: Frozen, *, counted: str | None = None, qualified: bool = False
) -> tuple[Measure, ...]:
    """The measures of a sentence, outside its quotations, that are shown just so; with `counted`, those that count that.

    `qualified` where what qualifies a figure is shown with it: `약 3만 명`.
    """
    text, language = figure.sentence.text, source.story.language
    if language == "und" or len(text) > LONGEST or barred(text) or half_quotation(text):
        return ()
    speech = quotes(text, 0, len(text))
    if speech is None:
        return ()
    return tuple(
        one
        for one in measures(text, language)
        if not any(start <= one.start < end for start, end in speech)
        and _is_shown(figure.text, text, one, language, counted=counted, qualified=qualified)
    )


def one_measure(left: Sequence[Measure], right: Sequence[Measure]) -> bool:
    """Whether two figures can be the same to the digit."""
    return any(a.unit == b.unit and a.step == b.step and same(a, b) for a in left for b in right)


def _is_shown(
    shown: str, text: str, one: Measure, language: Language, *, counted: str | None, qualified: bool
) -> bool:
    sentence = AnalysedSentence(0, len(text), NO_WORDS)
    place = (one.start, one.end)
    if counted is None:
        return text[slice(*place)] == shown
    if language == "en":
        found = english_counted.counted(text, sentence, one)
        done = act(text, 0, len(text), one, language)
        right = counted == (
            text[slice(*found[1])] if found else text[done.start : done.end] if done else None
        )
        place = found[0] if found and qualified else place
    else:
        place = korean_counted.extent(text, sentence, one) if qualified else place
        right = _is_word(text, counted, one.start)
    return right and text[slice(*place)] == shown


def _is_word(text: str, counted: str, figure: int) -> bool:
    """Whether the words for what a Korean figure counts begin with a word, and before the figure end with one."""
    if not counted:
        return False
    for found in re.finditer(rf"(?<!\S){re.escape(counted)}", text):
        if found.end() > figure or _PARTICLE.match(text, found.end()):
            return True
    return False
