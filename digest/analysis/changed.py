"""Figures that changed: one quantity of one thing, told at different dates; named only where nothing else explains them.

Like a disagreement (`disagreement.py`), but of different days: the same unit counts the same thing, no name speaks against it,
and neither figure is a part, an average, a step of a count, a forecast or a rounding of the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.disagreement import counted_words, names_beside
from digest.analysis.tellable import day_of
from digest.analysis.told_figures import told
from digest.language.measures import same
from digest.language.weighing import lies_back, unsettled
from digest.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, tzinfo

    from digest.analysis.prepared import Prepared
    from digest.analysis.told_figures import Told

_PART = re.compile(
    r"가운데|(?<=[가-힣]) 중(?=[\s,])|이중|그중|나머지|절반|일부|각각|평균|최대|최소|하루|매일|매달|매년|연간|씩|추가|첫날|당초|애초|기존|원래|종전|이전|보다|대비|당일|합쳐|합하면|포함|제외|더 |새로|"
    r"\b(?:among|including|excluding|half|each|average|daily|per|another|other|others|additional|extra|more|remaining|rest|than|of which|originally|initially|previously|earlier|from)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"늘|줄|증가|감소|올랐|올라|오른|내렸|내려|떨어|상승|하락|\b(?:rose|risen|rises?|climbed|fell|fallen|increas\w+|decreas\w+|grew|grown|dropped|cut|raised|up|down)\b",
    re.IGNORECASE,
)
_SAID_KO = re.compile(
    r"^([^,]{2,40}?)(?:은|는|이|가) .*고 (?:\d+일 )?(?:보고|밝혔|밝힌|말했|전했|발표했|설명했|집계했|추산했|덧붙였)[가-힣]*\.?$"
)
_SAID_EN = re.compile(r"(?:^|, )((?:\S+ ){1,5})(?:said|says|reported|announced)\b")
_TO_KO, _TO_EN = re.compile(r"\s?(?:으로|로)\s"), re.compile(r"\bto\s(?:a |an |the |about )?[$€£₩]?$")


def changes(members: Sequence[Prepared], zone: tzinfo) -> tuple[Change, ...]:
    """What was told first and last of each quantity that changed, in the order of its first telling.

    Args:
        members: stories of one affair that repeat no other's text.
        zone: whose days count.
    """
    dated = sorted(
        _dated(members, zone), key=lambda one: (one[0], one[1].story.story.id, one[1].measure.start)
    )
    made: list[Change] = []
    used: set[tuple[str, frozenset[str]]] = set()
    for day, one in dated:
        key = (one.measure.unit, counted_words(one))
        if key in used or not key[1]:
            continue
        alike = [(other_day, other) for other_day, other in dated if other is one or _one_thing(one, other)]
        used.add(key)
        last_day, last = alike[-1]
        if last_day == day or not _agreed(alike) or same(one.measure, last.measure):
            continue
        made.append(_change(one, day, last, last_day))
    return tuple(made)


def _change(one: Told, day: date, last: Told, last_day: date) -> Change:
    found = one.counted()
    return Change(
        counted=one.text[slice(*found[1])] if found else "",
        was=one.shown,
        now=last.shown,
        was_day=day,
        now_day=last_day,
        was_precision=one.story.story.precision,
        now_precision=last.story.story.precision,
    )


def _dated(members: Sequence[Prepared], zone: tzinfo) -> Iterator[tuple[date, Told]]:
    for one in told(members):
        day = day_of(one.story, zone)
        if day is not None and _plain(one, day):
            yield day, one


def _plain(one: Told, day: date) -> bool:
    """Whether a figure is exact, whole, of its own days, and the only one of its unit in its sentence."""
    text, language = one.sentence.text, one.story.story.language
    if one.measure.bound or not one.alone or one.measure.value <= 1 or not one.weighs:
        return False
    if unsettled(text, language) or lies_back(text, language, day) or _PART.search(text):
        return False
    if _MOVED.search(text) and (one.measure.unit == "%" or not _comes_to(one)):
        return False
    return one.counted() is not None


def _comes_to(one: Told) -> bool:
    """Whether a figure is what something rose or fell to, and not by how much."""
    if one.story.story.language == "ko":
        return _TO_KO.match(one.text, one.measure.end) is not None
    return _TO_EN.search(one.text[one.sentence.start : one.measure.start]) is not None


def _one_thing(one: Told, other: Told) -> bool:
    """Whether two figures are of one quantity: by the names beside them, or because the later one says that it moved there."""
    mine, theirs = _names(one), _names(other)
    moved = _MOVED.search(other.sentence.text) is not None  # to there: `_plain` leaves no other such figure
    return (
        one.story.story.language == other.story.story.language
        and one.measure.unit == other.measure.unit
        and counted_words(one) == counted_words(other)
        and (moved or bool(mine & theirs))
        and not (mine - theirs and theirs - mine)
    )


def _names(one: Told) -> set[str]:
    """The names of a figure's sentence, but for those of who is said to say so."""
    start, text = one.sentence.start, one.sentence.text
    said = _SAID_KO.search(text) or _SAID_EN.search(text)
    return (
        names_beside(one) - one.words(start + said.start(1), start + said.end(1))
        if said
        else names_beside(one)
    )


def _agreed(alike: Sequence[tuple[date, Told]]) -> bool:
    """Whether all that is told of one day is one number."""
    return all(
        same(one.measure, other.measure)
        for day, one in alike
        for other_day, other in alike
        if day == other_day
    )
