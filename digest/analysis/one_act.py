"""Whether figures of two sources are told of one act, though in other words: of one thing, at one place and time.

The acts are known by lists (`language/acts.py`). What else the sentences say may differ, but for what tells things apart: who or
what is counted, names that stand against each other, places, times, courts, rounds, parts and wholes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.figure_clauses import clause
from digest.language.acts import EVENTS
from digest.language.apart import PART_EN, PARTICLE, REASON, SAYS
from digest.language.familiar import PLAIN, rate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.analysis.acted import Acted

SETTING = 2
"""Words, at least, that both sentences have beside the act and its thing: where it was, whose it is."""
BEGINS = 4
"""Letters by which two words of one stem begin: fault, faulty."""
AFTER = 16
"""Characters behind a thing or an act in which its verb stands."""
FAR, FAR_CROWD = 3, 10
"""How many times one figure may be the other; the size of a crowd is told most unlike."""

_SHARED_OUT = frozenset(("rescued", "arrested", "evacuated"))
"""Acts that several may do, each to some."""
_HANDS = re.compile(r"\b([A-Za-z]+)\s(?:(?:have|has|had|also)\s){0,2}$")
"""The word right before an English act: who does it."""


def one_act(one: Acted, other: Acted) -> bool:
    """Whether two figures of one unit are told of one act, as far as the words around them tell."""
    if one.act.name != other.act.name or one.act.thing != other.act.thing or one.limits != other.limits:
        return False
    low, high = sorted((one.told.measure.value, other.told.measure.value))
    if high > low * (FAR_CROWD if one.act.name in ("gathered", "visited") else FAR):
        return False
    if _other_hands(one, other):
        return False
    return _one_thing(one, other) and _one_setting(one, other) and _one_place(one, other)


def _other_hands(one: Acted, other: Acted) -> bool:
    """Whether two English sentences tell a thing done by others: what lifeboats rescued are not all, nor what helicopters did."""
    hands = [_HANDS.search(side.told.text, side.told.sentence.start, side.act.start) for side in (one, other)]
    return one.act.name in _SHARED_OUT and all(hands) and len({hand[1].lower() for hand in hands if hand}) > 1


def _one_thing(one: Acted, other: Acted) -> bool:
    """Whether each word before the thing stands in the other sentence, too."""
    return all(
        word in right.told.sentence.text
        for left, right in ((one, other), (other, one))
        for word in left.modifiers
    )


def _one_setting(one: Acted, other: Acted) -> bool:
    """Whether the sentences have enough in common beside the act, and no names that stand against each other."""
    if one.act.name == "deal" and _is_named(one):
        return True  # who sells and who buys are two
    little = _shared(one, other) < SETTING and not (_known_there(one, other) and _known_there(other, one))
    if little or _other_reason(one, other):
        return False
    if _apart(one, other) and _apart(other, one):
        return False
    if one.topics and other.topics and not (_within(one.topics, other) or _within(other.topics, one)):
        return False
    return not _against("whole_names", one, other) and not _against("judges", one, other)


def _known_there(one: Acted, other: Acted) -> bool:
    """Whether a clause says nothing beside its act and who says so that the other's story does not have."""
    told, story = one.told, other.told.story.story
    whole = f"{story.title} {story.text}".lower()
    aside = told.words(one.act.start, one.act.end + AFTER * (told.story.story.language == "ko"))
    return all(word.lower() in whole for word in clause(told) - aside if len(word) > 1)


def _apart(one: Acted, other: Acted) -> bool:
    """Whether a Korean sentence has a noun that the other's story has nowhere."""
    if one.told.story.story.language != "ko":
        return False
    told, story = one.told, other.told.story.story
    speakers = " ".join(SAYS.findall(told.sentence.text))
    whole = f"{story.title} {story.text}"
    aside = told.words(one.act.start, one.act.end + AFTER)
    return any(
        len(word.form) > 1 and word.form not in whole and word.form not in aside and word.form not in speakers
        for word in told.story.sentences[told.place].words
        if word.kind in ("noun", "name", "latin", "hanja")
    )


def _is_named(one: Acted) -> bool:
    """Whether what is bought has a name of its own, which the story's title tells."""
    story = one.told.story.story
    return len(one.act.thing) > 2 and rate(one.act.thing) == PLAIN and one.act.thing in story.title.lower()  # noqa: PLR2004


def _other_reason(one: Acted, other: Acted) -> bool:
    """Whether two English sentences give two reasons: brakes and airbags. Words are compared by how they begin."""
    reasons: list[set[str]] = []
    for side in (one, other):
        told = side.told
        found = REASON.search(told.text, told.sentence.start, told.sentence.end)
        if told.story.story.language != "en" or not found:
            return False
        reasons.append({word[:BEGINS] for word in told.words(found.end(), told.sentence.end)})
    return bool(reasons[0] - reasons[1] and reasons[1] - reasons[0])


def _within(words: Iterable[str], other: Acted) -> bool:
    """Whether a sentence has one of some words."""
    return any(word in other.told.sentence.text for word in words)


def _against(kind: str, one: Acted, other: Acted) -> bool:
    """Whether each sentence has names of a kind that the other does not have."""
    mine, theirs = getattr(one, kind), getattr(other, kind)
    left, right = one.told.sentence.text, other.told.sentence.text
    return any(name not in right for name in mine) and any(name not in left for name in theirs)


def _shared(one: Acted, other: Acted) -> int:
    """How many words two sentences share beside the act; Korean ones as written, too, as rare names are taken apart in many ways."""
    words = len(_beside(one) & _beside(other))
    if one.told.story.story.language != "ko":
        return words
    stems = [{PARTICLE.sub("", token) for token in _written(side).split()} for side in (one, other)]
    return max(words, len({stem for stem in stems[0] & stems[1] if len(stem) > 1}))


def _written(one: Acted) -> str:
    """A sentence without the words of its act and its figure."""
    told, found = one.told, one.act
    cut = sorted(((found.start, found.end), (told.measure.start, told.measure.end)))
    return " ".join(
        (
            told.text[told.sentence.start : cut[0][0]],
            told.text[cut[0][1] : cut[1][0]],
            told.text[cut[1][1] : told.sentence.end],
        )
    )


def _beside(one: Acted) -> frozenset[str]:
    told, found = one.told, one.act
    aside = told.words(found.start, found.end)
    return told.words(told.sentence.start, told.sentence.end) - aside


def _one_place(one: Acted, other: Acted) -> bool:
    """Whether what is done by a company, which may be done elsewhere as well, is done at the same places."""
    mine, theirs = one.where - other.where, other.where - one.where
    if one.act.name in EVENTS:
        apart = _lacking(mine, other) and _lacking(theirs, one)
        return not (apart or _lacking(one.names, other) or _lacking(other.names, one))
    parts = [frozenset(PART_EN.findall(side.told.sentence.text)) for side in (one, other)]
    return all(
        place in right.told.sentence.text
        for places, right in ((mine | one.to | parts[0], other), (theirs | other.to | parts[1], one))
        for place in places
    )


def _lacking(places: Iterable[str], other: Acted) -> bool:
    """Whether a story does not name one of some places."""
    whole = f"{other.told.story.story.title} {other.told.text}".lower()
    return any(place.lower() not in whole for place in places)
