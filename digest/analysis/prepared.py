"""A story made ready for grouping and summarising: its words, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from digest.analysis.analysed import NOTHING, analyse, name
from digest.analysis.behind import packed, recall
from digest.language.words import AnalysedSentence, Words
from digest.model import Sentence, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.language.analyser import Analyser
    from digest.language.words import Analysed


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A story with `story.sentences` filled in, the words of its title, and its sentences with their words.

    `sentences[i]` is the analysis of `story.sentences[i]`; `brought` says that these came with the story, and stand as they
    were given. `kept` holds what others found out about the story, by what they are, and need not find again.
    """

    story: Story
    title: Words
    sentences: tuple[AnalysedSentence, ...]
    brought: bool = False
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


def prepare(stories: Sequence[Story], analyser: Analyser) -> tuple[Prepared, ...]:
    """Analyse titles and texts in one batch.

    A story that already brings `sentences` keeps their boundaries: each is analysed as it stands.
    """
    return prepare_anew(stories, analyser)[0]


def prepare_anew(
    stories: Sequence[Story], analyser: Analyser, known: Mapping[str, bytes] = NOTHING, rules: str = ""
) -> tuple[tuple[Prepared, ...], dict[str, bytes]]:
    """The same, where the analysis of some stories is known: and what was not, to be kept for the next time.

    Args:
        stories: any.
        analyser: asked for what is not known only.
        known: packed analyses by `analysed.name`, of the same `analysed.version`; behind them stands what the stories tell.
        rules: the fingerprint of the rules by which that is read.
    """
    names = [name(story) for story in stories]
    kept = analyse(dict(zip(names, stories, strict=True)), analyser, known)
    prepared = tuple(_prepared(story, kept[own].analysed) for own, story in zip(names, stories, strict=True))
    strange, taken = [], set()
    for own, one in zip(names, prepared, strict=True):
        if recall(one, kept[own].behind, rules):
            taken.add(own)
        else:
            strange.append((own, one))
    anew: dict[str, Prepared] = {}
    for own, one in strange:
        # two that differ around the sentences that they bring would renew each other for ever
        if own not in taken:
            anew.setdefault(own, one)
    if anew:
        from digest.analysis.sampling import sample  # this brings numpy

        sample(anew.values())
    behind = {own: packed(one, rules) for own, one in anew.items()}
    for own, one in strange:
        if own in anew and one is not anew[own]:
            recall(one, behind[own], rules)
    return prepared, {own: kept[own].packed + told for own, told in behind.items()}


def _prepared(story: Story, found: Sequence[Analysed]) -> Prepared:
    title, *bodies = found
    if story.sentences:
        analysed = tuple(_as_one(*pair) for pair in zip(story.sentences, bodies, strict=True))
    else:
        analysed = _unnumbered(story, bodies[0])
    return Prepared(
        story=replace(story, sentences=tuple(_sentence(story, one) for one in analysed)),
        title=Words.joined([sentence.words for sentence in title]),
        sentences=sharing(analysed),
        brought=bool(story.sentences),
    )


def sharing(sentences: Analysed) -> Analysed:
    """Sentences with one set of columns for the words of all."""
    words = Words.sharing([sentence.words for sentence in sentences])
    return tuple(
        sentence if own is sentence.words else AnalysedSentence(sentence.start, sentence.end, own)
        for sentence, own in zip(sentences, words, strict=True)
    )


def _unnumbered(story: Story, found: Iterable[AnalysedSentence]) -> tuple[AnalysedSentence, ...]:
    """The sentences without the numbers of a list's items, which are text and belong to no sentence."""
    after = {
        block.span.start: block.span.start + len(block.label)
        for block in story.blocks
        if block.label and story.text.startswith(block.label, block.span.start)
    }
    if not after:
        return tuple(found)
    kept = []
    label = 0
    for sentence in found:
        label = after.get(sentence.start, label)
        start = max(sentence.start, label)
        start += len(story.text[start : sentence.end]) - len(story.text[start : sentence.end].lstrip())
        if start < sentence.end:
            kept.append(AnalysedSentence(start, sentence.end, sentence.words.within(start, sentence.end)))
    return tuple(kept)


def _sentence(story: Story, found: AnalysedSentence) -> Sentence:
    return Sentence(
        story=story.id, start=found.start, end=found.end, text=story.text[found.start : found.end]
    )


def _as_one(sentence: Sentence, found: tuple[AnalysedSentence, ...]) -> AnalysedSentence:
    words = Words.joined([piece.words for piece in found])
    return AnalysedSentence(sentence.start, sentence.end, words.moved(sentence.start))
