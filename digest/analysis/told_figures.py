"""The figures of stories that are told by the source itself, each with its sentence, its words and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.analysis.objections import half_quotation
from digest.analysis.prepared import Prepared
from digest.analysis.screening import barred
from digest.language import english_counted, korean_counted
from digest.language.measures import Measure, is_money, measures, same
from digest.language.speech import LONGEST
from digest.language.spoken import quotes
from digest.model import Figured, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


SMALL = 10
"""Counts below are seldom worth a place of their own."""
PRICE = 1000
"""Amounts of money below, in any currency, are the price of one thing."""
NEAR = 20
"""Characters around a figure whose words are beside it."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A measure of a story's sentence, with the number of the sentence; the measure's places are in the story's text.

    `alone` where its sentence has no other of its unit.
    """

    story: Prepared
    place: int
    measure: Measure
    alone: bool

    @property
    def sentence(self) -> Sentence:
        """The sentence that tells it."""
        return self.story.story.sentences[self.place]

    @property
    def text(self) -> str:
        """The text of its story."""
        return self.story.story.text

    @property
    def shown(self) -> Figured:
        """The figure with its unit, and no word more."""
        return self.figured((self.measure.start, self.measure.end))

    @property
    def weighs(self) -> bool:
        """Whether the figure is worth a place of its own."""
        if self.measure.unit == "%":
            return True
        return self.measure.value >= (PRICE if is_money(self.measure.unit) else SMALL)

    def figured(self, place: Place) -> Figured:
        """The figure as a place of the text."""
        return Figured(text=self.text[slice(*place)], sentence=self.sentence)

    def counted(self) -> tuple[Place, Place] | None:
        """Where the figure stands with what qualifies it, and the words for what it counts; None where that is not sure."""
        sentence = self.story.sentences[self.place]
        if self.story.story.language == "ko":
            return korean_counted.counted(self.text, sentence, self.measure)
        return english_counted.counted(self.text, sentence, self.measure)

    def words(self, start: int, end: int) -> frozenset[str]:
        """The words of its sentence that begin in text[start:end]; no numbers, and nothing of the figure."""
        figure = range(self.measure.start, self.measure.end)
        return frozenset(
            word.form
            for word in self.story.sentences[self.place].words
            if start <= word.start < end and word.kind != "number" and word.start not in figure
        )

    def near(self) -> frozenset[str]:
        """The words around the figure."""
        start, end = self.measure.start, self.measure.end
        return self.words(start - NEAR, end + NEAR)


def told(members: Sequence[Prepared]) -> tuple[Told, ...]:
    """The measures of all sentences that are news and no speech, in the order of members and sentences."""
    return tuple(one for member in members for one in _of(member))


def _of(member: Prepared) -> Iterator[Told]:
    story = member.story
    if story.language == "und":
        return
    for place, sentence in enumerate(story.sentences):
        if len(sentence.text) > LONGEST:
            continue
        found = tuple(measures(sentence.text, story.language))
        if not found or barred(sentence.text) or half_quotation(sentence.text):
            continue
        speech = quotes(sentence.text, 0, len(sentence.text))
        for one in found:
            if speech is not None and not any(start <= one.start < end for start, end in speech):
                alone = sum(other.unit == one.unit for other in found) == 1
                yield Told(member, place, one.moved(sentence.start), alone)


def one_figure(one: Told, other: Told) -> bool:
    """Whether two stories tell the same figure, to the digit, as far as the words beside it say."""
    left, right = one.measure, other.measure
    return (
        one.story.story.language == other.story.story.language
        and left.unit == right.unit
        and left.step == right.step
        and same(left, right)
        and bool(one.near() & other.near())
    )
