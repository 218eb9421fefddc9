"""A figure of an act with what could tell it from another one: places, names, courts and polls, parts and wholes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.analysis.told_figures import Told
from digest.language.acts import Act, act
from digest.language.apart import (
    COURT,
    DAYS,
    LIMITS,
    MEANT,
    NAME,
    NO_NAMES,
    NO_PLACE,
    PARTICLE,
    POLL,
    SAYS,
    TO,
    TOPIC,
    TOWNS,
    WHERE_EN,
    WHERE_KO,
)
from digest.language.korean_before import nouns, stops
from digest.language.measures import is_money, measures


@dataclass(frozen=True, slots=True)
class Acted:
    """A figure of an act; `where`, `names` and `topics` are those of its sentence."""

    told: Told
    act: Act
    modifiers: tuple[str, ...]
    limits: frozenset[str]
    judges: frozenset[str]
    where: frozenset[str]
    to: frozenset[str]
    names: frozenset[str]
    whole_names: frozenset[str]
    topics: frozenset[str]


def acted(told: Told) -> Acted | None:
    """The act that a figure is told of, with what could tell it from another; None where there is none, or nothing is sure."""
    story, sentence = told.story.story, told.sentence
    if MEANT.search(sentence.text) or _converted(told):
        return None
    found = act(story.text, sentence.start, sentence.end, told.measure, story.language)
    if found is None:
        return None
    korean, text = story.language == "ko", sentence.text
    start, end = told.measure.start - sentence.start, told.measure.end - sentence.start
    return Acted(
        told=told,
        act=found,
        modifiers=_modifiers(told, found) if korean and found.thing and found.name != "deal" else (),
        limits=frozenset(limit.lower() for limit in LIMITS.findall(f"{text[:start]}#{text[end:]}")),
        judges=_judges(told),
        where=frozenset(WHERE_KO.findall(text) if korean else map(str.strip, WHERE_EN.findall(text)))
        - NO_PLACE,
        to=frozenset(TO.findall(text[:start])) if is_money(told.measure.unit) else frozenset(),
        names=_names(told, korean=korean),
        whole_names=_whole_names(told) if korean else _names(told, korean=False),
        topics=frozenset(TOPIC.findall(text)) if korean else frozenset(),
    )


def _names(told: Told, *, korean: bool) -> frozenset[str]:
    if not korean:
        found = NAME.findall(told.sentence.text)
        return frozenset(name for name in found if name not in NO_NAMES and not DAYS.fullmatch(name))
    words = told.story.sentences[told.place].words
    speakers = " ".join(SAYS.findall(told.sentence.text))
    named = {word.form for word in words if word.kind in ("name", "latin")} | set(
        TOWNS.findall(told.sentence.text)
    )
    return frozenset(name for name in named if name not in speakers)


def _whole_names(told: Told) -> frozenset[str]:
    """The Korean words that names are part of, as written: `나래은행` and `나래카드` are two."""
    start, text = told.sentence.start, told.sentence.text
    at = [
        word.start - start
        for word in told.story.sentences[told.place].words
        if word.kind in ("name", "latin")
    ]
    tokens = [
        one for one in re.finditer(r"\S+", text) if any(one.start() <= place < one.end() for place in at)
    ]
    return frozenset(PARTICLE.sub("", one[0]) for one in tokens)


def _judges(told: Told) -> frozenset[str]:
    """Who asked the people, or judged what a sum is: two of them may come to two figures."""
    text = told.sentence.text
    polls = {one or other for one, other in POLL.findall(text)}
    return frozenset(polls | set(COURT.findall(text)) if is_money(told.measure.unit) else polls)


def _modifiers(told: Told, found: Act) -> tuple[str, ...]:
    """The nouns right before the thing: `누리차` of `결함이 있는 누리차 전기차`."""
    sentence = told.story.sentences[told.place]
    kept: list[str] = []
    at = found.start
    for token in reversed(list(re.finditer(r"\S+", told.text[told.sentence.start : found.start]))):
        start, end = told.sentence.start + token.start(), told.sentence.start + token.end()
        owner = token[0].removesuffix("의")
        size = start + len(owner)
        if (
            told.text[end:at].strip()
            or owner in stops()
            or len(owner) == 1
            or not nouns(sentence, start, size)
        ):
            break
        kept.append(owner)
        at = start
    return tuple(kept)


def _converted(told: Told) -> bool:
    """Whether a sum of money may be another one turned into this currency: the text tells sums in two."""
    unit = told.measure.unit
    if not is_money(unit):
        return False
    before = told.text[told.sentence.start : told.measure.start]
    if before.count("(") > before.count(")"):
        return True
    if told.story.story.language == "ko":
        return False
    others = {one.unit for one in measures(told.text, told.story.story.language)}
    return any(is_money(other) and other != unit for other in others)
