"""Proof of the boxes of an item: each quotation and figure is what its sentence says, and that stands in its story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from digest.analysis.disagreement import differ
from digest.analysis.joined import pieces
from digest.codec import fingerprint
from digest.editing.derivedsaid import measured, one_measure, quoted_again

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.editing.verify import Frozen
    from digest.model import Figured, Item, KeyFigure, Quotation, Reference, Sentence, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that a box says; `message` says what is wrong with it, `gone` names a story that is no longer kept.

    `otherwise` says what today's rules do not find in words that all stand where the box says.
    """

    what: Literal["quotation", "figure", "date"]
    text: str
    message: str = ""
    otherwise: str = ""
    gone: str = ""


def claims(item: Item, frozen: Mapping[str, Frozen], cited: Mapping[str, Reference]) -> Iterator[Claim]:
    """One for each source of a quotation and of a figure that the boxes of an item name."""
    for quotation in item.quotations:
        for sentence in quotation.sources:
            yield _quotation(quotation, sentence, frozen, cited)
    for differing in item.disagreements:
        for place, figure in enumerate(differing.figures):
            counted = None if place else differing.counted
            yield _figure(figure, frozen, cited, counted=counted, alone=not differ(differing.figures))
    for change in item.changes:
        alone = not differ((change.was, change.now))
        yield _figure(change.was, frozen, cited, counted=change.counted, alone=alone)
        yield _figure(change.now, frozen, cited, alone=alone)
    for key in item.key_figures:
        yield _figure(key.figure, frozen, cited, counted=key.counted, qualified=True)
        for figure in key.agreed:
            yield _figure(figure, frozen, cited, like=key)


def standing(sentence: Sentence, source: Frozen, text: str, cited: Reference | None) -> str:
    """What keeps a sentence from being one of its story, letter by letter, that may be shown; empty where nothing does."""
    hidden = hiding(source, text, cited)
    if hidden:
        return hidden
    stands = text[sentence.start : sentence.end]
    if stands != sentence.text:
        return f'at {sentence.start}–{sentence.end} the story says "{stands}"'
    if not _whole(sentence.start, sentence.end, source, text):
        return "it is a part of a sentence, not a whole one"
    return ""


def hiding(source: Frozen, text: str, cited: Reference | None) -> str:
    """What keeps words of a story from being shown at all; empty where nothing does."""
    story = source.story.id
    if cited is None:
        return f"story {story} is not among the item's references"
    if cited.rights in ("link-only", "private"):
        return f"of story {story} no more than a link may be shown"
    if fingerprint(text) != source.fingerprint:
        return f"the text of story {story} in the store is not the one that was frozen"
    return ""


def _whole(start: int, end: int, source: Frozen, text: str) -> bool:
    """Whether a sentence stands there, as it is or as one of several that ran together."""
    if (start, end) in source.spans or (start, end) in source.parts:
        return True
    # A former version kept no parts: there only today's rules can tell.
    around = [span for span in source.spans if span[0] <= start and end <= span[1]]
    return any((start - a, end - a) in pieces(text[a:b]) for a, b in around)


def _quotation(
    quotation: Quotation,
    sentence: Sentence,
    frozen: Mapping[str, Frozen],
    cited: Mapping[str, Reference],
) -> Claim:
    text = f"{quotation.speaker.name}: {quotation.text}"
    missing = _missing((sentence.story, quotation.speaker.story), frozen)
    if missing:
        return Claim(what="quotation", text=text, gone=missing)
    wrong = _stands(sentence, frozen, cited) or _named(quotation.speaker, frozen, cited)
    source = frozen[sentence.story]
    if not wrong and not quoted_again(quotation, sentence, source, source.text or ""):
        told = f"story {sentence.story} does not quote it there"
        return _unlike(Claim(what="quotation", text=text), told, stands=_has_words(quotation, sentence))
    return Claim(what="quotation", text=text, message=wrong)


def _has_words(quotation: Quotation, sentence: Sentence) -> bool:
    """Whether a sentence has the words of a quotation: the first source to the letter, others but for signs and spaces."""
    if sentence != quotation.sources[0]:
        return bool(quotation.text) and _letters(quotation.text) in _letters(sentence.text)
    own = quotation.speaker.story == sentence.story
    return own and bool(quotation.text) and quotation.text in sentence.text


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _unlike(claim: Claim, told: str, *, stands: bool) -> Claim:
    """A claim that today's rules do not make: is it wrong, or do its words stand there?"""
    return replace(claim, otherwise=told) if stands else replace(claim, message=told)


def _named(speaker: Speaker, frozen: Mapping[str, Frozen], cited: Mapping[str, Reference]) -> str:
    text = frozen[speaker.story].text or ""
    office = speaker.office_span
    stands = text[speaker.span.start : speaker.span.end] == speaker.name and (
        text[office.start : office.end] == speaker.office if office else not speaker.office
    )
    if not stands or not speaker.name:
        return f'story {speaker.story} does not name "{speaker.name}" there'
    return hiding(frozen[speaker.story], text, cited.get(speaker.story))


def _figure(
    figure: Figured,
    frozen: Mapping[str, Frozen],
    cited: Mapping[str, Reference],
    *,
    counted: str | None = None,
    qualified: bool = False,
    alone: bool = False,
    like: KeyFigure | None = None,
) -> Claim:
    """A figure's claim; `alone` where nothing differs from it, `like` the figure of another source that it agrees with."""
    text = f"{figure.text} {counted or ''}".rstrip()
    missing = _missing((figure.sentence.story, *((like.figure.sentence.story,) if like else ())), frozen)
    if missing:
        return Claim(what="figure", text=text, gone=missing)
    wrong = _stands(figure.sentence, frozen, cited)
    if wrong:
        return Claim(what="figure", text=text, message=wrong)
    found = measured(figure, frozen[figure.sentence.story], counted=counted, qualified=qualified)
    told = "" if found else f"the sentence of story {figure.sentence.story} does not say so"
    if not told and alone:
        told = "no other figure beside it differs from it"
    if not told and like:
        other = frozen[like.figure.sentence.story]
        agrees = one_measure(found, measured(like.figure, other, counted=like.counted, qualified=True))
        told = "" if agrees else f"it is not the figure {like.figure.text}"
    stands = all(words in figure.sentence.text for words in (figure.text, counted or "")) and figure.text
    return _unlike(Claim(what="figure", text=text), told, stands=bool(stands))


def _stands(sentence: Sentence, frozen: Mapping[str, Frozen], cited: Mapping[str, Reference]) -> str:
    source = frozen[sentence.story]
    return standing(sentence, source, source.text or "", cited.get(sentence.story))


def _missing(stories: tuple[str, ...], frozen: Mapping[str, Frozen]) -> str:
    """The first story whose text is no longer kept."""
    return next((story for story in stories if story not in frozen or frozen[story].text is None), "")
