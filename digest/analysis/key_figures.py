"""The figures of a cluster that weigh, each with what it counts; those that several sources tell come first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.told_figures import one_figure, told
from digest.language.english_figures import MONTHS
from digest.language.measures import PEOPLE, same
from digest.language.plans import AHEAD_OF
from digest.model import KeyFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.told_figures import Place, Told

LEAD = 6
"""Sentences of a story whose figures are its news; further down stand those of its background."""

_UNSURE = re.compile(
    r"전망|예상|예측|추정|추산|가능성|만약|경우|수도 있|의혹|혐의|주장|진술|알려[졌진]|전해[졌진]|목표|요구|제안|검토|주최|해마다|지적|비판|반박|의심|방안|추진|계획|예정|방침|내다[본봤보]|판단하고 있|보고 있|것으로 (?:본다|봤다|보고|보인다|판단)|(?:다|라)고 (?:한다|본다|봤다)|대로라면|[되하]면\s|취지|대상으로|설문|다는 것|려고|려 하|구속영장|것으로 조사|바 있|원심|당시|추가로|추가 (?:도입|지급|지원|투입|배치|투자)|하루 ?(?:동안|새|만에)|24시간|"
    rf"[{AHEAD_OF}] 것(?:이|입)|"
    r"\b(?:forecast|expect|predict|project|estimat|claim|accus|believ|demand|ask|seek|propos|offer|link|rumou?r|promis|suspect|want|hop)(?:s|d|e|es|ed|ing)?\b|"
    r"\b(?:would|could|may|might|if|should|target|goal|aim|sought|enough|whether|unless|alleg\w+|den(?:y|ies|ied|ying)|reject\w*|organi[sz]ers?|punishable|maximum (?:fine|penalty|sentence)|fac(?:es?|ing)|"
    r"(?:over|in|within|during) (?:the )?(?:past |last |previous |preceding )?(?:24|48|twenty-four) hours|in (?:a single|one) day)\b",
    re.IGNORECASE,
)
"""Forecasts, wishes, what is only said of somebody or might be, counts that the other side makes otherwise, earlier judgments,
what comes on top of something, and counts of a day, whose time is not shown."""
_NOBODY = re.compile(
    r"\W*(?:It|They|This|That|These|Those|He|She)\b|(?:이|그) (?:사고|지진|화재|공격|사건)(?:로|는|은|에서)\s"
)
"""What did it stands in another sentence, and may be another event than the item's."""
_OF_SOME = re.compile(r"[은는]\s.*(?:이다|이었다|였다|입니다|이었습니다)\.?$")
"""Behind a count of persons: some of them, told apart by what they are."""
_MONTH = re.compile(rf"(?<!\d)\d{{1,2}}월|\b(?:{'|'.join(MONTHS)})\b")
_ANYBODYS = re.compile(r"직원|관계자|인력|대원|요원|staff|employees|workers|members|officials")
"""Persons of whom many have some: without another word in common two counts are of two bodies."""
_ROW = " / "
"""Between headlines in one line, which say half of what is counted."""
_MORE_THAN = re.compile(r"\b(?:more than|over|in excess of|upwards of)\s$", re.IGNORECASE)
_PASSED = re.compile(r"\s?(?:을|를|이|가)?\s?(?:넘|웃돌|초과)")
_HEDGED = re.compile(r"여|가량")


def key_figures(members: Sequence[Prepared]) -> tuple[KeyFigure, ...]:
    """The figures of the members, each once, the weightiest first."""
    every = told(members)
    made: list[tuple[tuple[int, int, int], KeyFigure]] = []
    seen: list[Told] = []
    for order, one in enumerate(every):
        if not one.weighs or any(_told_by(one, other) for other in seen):
            continue
        unsure = _UNSURE.search(one.sentence.text) or _ROW in one.sentence.text
        found = None if unsure or _aside(one) or _of_others(one) else one.counted()
        if found is None or _as_if_exact(one, found[0]):
            continue
        figure, counted = found
        agreed = _agreed(one, every, one.words(*counted))
        if one.place >= LEAD and not agreed:
            continue
        seen.append(one)
        key = KeyFigure(
            figure=one.figured(figure),
            counted=one.text[slice(*counted)],
            agreed=tuple(other.shown for other in agreed),
        )
        made.append(((-len(agreed), one.place, order), key))
    return tuple(key for _, key in sorted(made, key=lambda pair: pair[0]))


def _aside(one: Told) -> bool:
    """Whether a figure stands in brackets."""
    before = one.text[one.sentence.start : one.measure.start]
    return before.count("(") > before.count(")")


def _of_others(one: Told) -> bool:
    """Whether a count is of another event, for all that its sentence says, or of some of those that it names."""
    behind = one.text[one.measure.end : one.sentence.end]
    if one.measure.unit == PEOPLE and _OF_SOME.match(behind):
        return True
    return one.measure.unit in ("", PEOPLE) and _NOBODY.match(one.sentence.text) is not None


def _told_by(one: Told, other: Told) -> bool:
    """Whether one number would stand there twice."""
    return one.measure.unit == other.measure.unit and same(one.measure, other.measure)


def _as_if_exact(one: Told, figure: Place) -> bool:
    """Whether a bound would be shown as if it were exact; and a figure in words weighs little."""
    shown = one.text[slice(*figure)]
    bare = figure == (one.measure.start, one.measure.end) and not _HEDGED.search(shown)
    return (one.measure.bound and bare) or not re.search(r"\d", shown)


def _times(one: Told) -> set[str]:
    """The months that a sentence names: what it tells of another one is another thing."""
    return set(_MONTH.findall(one.sentence.text))


def _exceeds(one: Told) -> bool:
    """Whether a figure is said to be passed: `more than 200` are not `about 200`."""
    before = one.text[one.sentence.start : one.measure.start]
    behind = one.text[one.measure.end : one.sentence.end]
    return bool(_MORE_THAN.search(before) or _PASSED.match(behind))


def _of_two(one: Told, other: Told, thing: frozenset[str]) -> bool:
    """Whether what is counted is anybody's, and the words around two figures tell nobody in common."""
    generic = any(map(_ANYBODYS.fullmatch, thing))
    return generic and not (one.near() & other.near()) - thing


def _agreed(one: Told, every: Sequence[Told], thing: frozenset[str]) -> list[Told]:
    """The first figure of each other story that is the same to the digit, beside a word for the same thing."""
    found: dict[str, Told] = {}
    for other in every:
        story = other.story.story
        alike = one_figure(one, other) and _times(other) <= _times(one) and _exceeds(one) == _exceeds(other)
        if (
            story.id != one.story.story.id
            and alike
            and thing & other.near()
            and not _of_two(one, other, thing)
        ):
            found.setdefault(story.id, other)
    return list(found.values())
