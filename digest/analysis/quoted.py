"""The quotations of a cluster's stories whose speaker is sure, those that say most first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.screening import barred
from digest.language.leaning import leans
from digest.language.speech import in_full, spoken
from digest.model import Quotation, Sentence, Span, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.analysis.prepared import Prepared
    from digest.language.spoken import Named
    from digest.language.words import AnalysedSentence
    from digest.model import Story

LONGEST = 240
"""Characters beyond which a quotation is a speech."""
GOOD = (30, 140)
"""Characters that are easily read, and say something."""

_CREDITED = re.compile(r"(?:연합뉴스|뉴시스|뉴스1|로이터|AFP|AP|EPA)(?=[가-힣]{2})(?!통신|기자|TV)")
"""The credit of a photograph that runs into who speaks."""
_SIGNS = re.compile(r"[^\w]+")


def quotations(members: Sequence[Prepared]) -> tuple[Quotation, ...]:
    """Each quotation once that can stand alone, with the sentences of all members that have it, letter by letter.

    First what several tell, then the speaker with a name before an organisation, then what is well read; ties as the
    members stand. A speaker named in short is told by the first full form of the same text where there is one alone.
    """
    found: dict[str, list[tuple[str, Speaker, Sentence]]] = {}
    for member in members:
        for text, speaker, sentence in heard(member.story, member.sentences):
            if not leans(text):
                found.setdefault(_folded(text), []).append((text, speaker, sentence))
    made = [_one(told) for told in found.values()]
    alone = [one for one in made if one and not _within(one, made)]
    return tuple(sorted(alone, key=_rank))


def _folded(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _within(one: Quotation, others: Sequence[Quotation | None]) -> bool:
    """Whether a longer quotation says the same."""
    own = _folded(one.text)
    return any(other and len(other.text) > len(one.text) and own in _folded(other.text) for other in others)


def _one(told: Sequence[tuple[str, Speaker, Sentence]]) -> Quotation | None:
    """The quotation as most have it; None where two sources ascribe it to different persons."""
    text, speaker, _ = told[0]
    if len({_person(who) for _, who, _ in told}) > 1:
        return None
    by_story = {sentence.story: sentence for said, _, sentence in reversed(told) if text in sentence.text}
    stories = dict.fromkeys(sentence.story for _, _, sentence in told if sentence.story in by_story)
    return Quotation(text=text, speaker=speaker, sources=tuple(by_story[story] for story in stories))


def _person(speaker: Speaker) -> str:
    return speaker.name.split()[0]


def _rank(one: Quotation) -> tuple[int, bool, bool]:
    short, long = GOOD
    return -len(one.sources), " " not in one.speaker.name, not short <= len(one.text) <= long


def alike(left: str, right: str) -> bool:
    """Whether two quotations are one, whatever their signs and capitals."""
    return _folded(left) == _folded(right)


def heard(story: Story, sentences: Sequence[AnalysedSentence]) -> Iterator[tuple[str, Speaker, Sentence]]:
    """The quotations of one story, with their speaker and sentence; `sentences` are those of the story, analysed."""
    for place, said in spoken(story.text, sentences, story.language):
        sentence = story.sentences[place]
        if said.end - said.start > LONGEST or barred(sentence.text):
            continue
        full = (place, said.speaker)
        if not said.speaker.full:
            full = in_full(story.text, sentences, story.language, said.speaker) or full
        named = full[1]
        if named.full and not _CREDITED.match(story.text, named.start):
            yield story.text[said.start : said.end], _speaker(story, named), sentence


def _speaker(story: Story, named: Named) -> Speaker:
    office = Span(start=named.office[0], end=named.office[1]) if named.office else None
    return Speaker(
        name=story.text[named.start : named.end],
        story=story.id,
        span=Span(start=named.start, end=named.end),
        office=story.text[office.start : office.end] if office else "",
        office_span=office,
    )
