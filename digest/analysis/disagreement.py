"""Different numbers that sources give for one and the same thing: named only where nothing else explains them.

Two figures disagree if the same unit counts the same thing, told on the same day, in sentences that are otherwise alike or that tell
one act (`one_act.py`); neither is a bound, a forecast, a stage or a rounding of the other, and no source has both numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.acted import Acted, acted
from digest.analysis.one_act import one_act
from digest.analysis.told_figures import told
from digest.language.english import stem
from digest.language.english_figures import MONTHS
from digest.language.measures import measures, same
from digest.model import Disagreement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, tzinfo

    from digest.analysis.prepared import Prepared
    from digest.analysis.told_figures import Told
    from digest.language.measures import Measure
    from digest.model import Figured

SHARED = 3
"""Words, at least, of the clauses, numbers aside."""
MANY = 100
"""Numbers from which one is hardly told twice by chance."""
FAR = 20
"""How many times the other no figure is: that is another thing."""

_CERTAIN = re.compile(r"\bwill (?=buy|acquire|recall|close|invest|pay|cut)|\bMay\b")
"""What is as good as done, and a month."""

_UNSETTLED = re.compile(
    # forecasts and plans; stages of a count; corrections; parts, averages and comparisons
    r"전망|예상|예측|추정|추산|가능성|만약|경우|계획|예정|목표|방침|현재|기준|지금까지|이날까지|까지|잠정|중간|추가|당초|애초|기존|원래|정정|바로잡|이전|"
    r"가운데|이 중|이중|그중|나머지|절반|일부|각각|평균|최대|최소|하루|매일|매달|매년|연간|월평균|누적|당일|보다|대비|씩|첫날|이틀|사흘|먼저|우선|"
    r"\b(?:forecast|expect|predict|project|estimat|hop|seek)(?:s|ed|ing)?\b|\b(?:plan(?:s|ned|ning)?|aim(?:s|ed|ing)?) to\b|\b(?:will|would|could|may|might|if|should|goal|"
    r"so far|as of|now|still|preliminary|revised|original|originally|initial|initially|previously|earlier|corrected|among|including|half|"
    r"each|average|daily|per day|per year|every|total|at the time|than|another|other|others|remaining|rest|later|since|until|by the time)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"늘었|늘어|늘면|줄었|줄어|증가|감소|\b(?:rose|risen|rises?|climbed|fell|fallen|increased|decreased|grew|dropped)\b",
    re.IGNORECASE,
)
# Whom these mean stands elsewhere.
_MEANT = re.compile(
    r"(?:^|\s)(?:이|그|해당|같은) (?:회사|업체|기업|기관|단체|사고|병원|학교)|(?:^|\s)(?:회사|업체|그|그녀|이들|그들|양측)(?:는|은|가|이)\s|"
    r"\b(?:it|they|he|she|its|their|his|her|the (?:company|firm|group|agency|city|state|country))\b",
    re.IGNORECASE,
)
_ASCRIBED = re.compile(
    r"(?:[가-힣A-Za-z]+(?<![고며])\s){0,2}[가-힣A-Za-z]+(?:이|가|은|는|측은|측이)\s(?:밝혔|말했|전했|집계했|발표했|설명했)[가-힣]*|(?:[가-힣A-Za-z]+\s){0,2}\S+에 따르면|고 (?:밝혔|말했|전했|발표했|설명했)[가-힣]*|"
    r"(?:^|,)\s?(?:the\s)?(?:[A-Za-z'-]+\s){1,4}(?:said|says)\b(?=[\s.]|$)|\baccording to [^,.]+|\b(?:said|says)\b"
)
_CLAUSE = re.compile(r"[,;:()—]\s?|(?<=[가-힣])(?:며|지만|는데|으나)\s")
_DAY = re.compile(
    r"\d{1,2}일|오전|오후|새벽|어제|오늘|전날|\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today)\b"
)
_SPAN = re.compile(
    r"(?<!\d)\d{1,2}월|(?<![\d.,])(?:19|20)\d\d(?![\d만억조]|[.,]\d|\s?(?:명|개|원|대|건|곳|달러))|[상하]반기|\d\s?분기|지난해|올해|작년|내년|지난달|이달|지난주|이번 주|"
    rf"\b(?:{'|'.join(MONTHS)}|"
    r"(?:last|this|next) (?:year|month|week|season|quarter)|(?:first|second|third|fourth)[- ]quarter)\b"
)
_WORD = re.compile(r"[a-z]+")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'-]+")


def disagreements(members: Sequence[Prepared], zone: tzinfo) -> tuple[Disagreement, ...]:
    """The disagreements of independent texts, in the order of their first sentence.

    Args:
        members: the stories of one cluster that repeat no other's text.
        zone: whose days count: a later report supersedes an earlier one.
    """
    exact = [one for one in told(members) if _exact(one)] if len(members) > 1 else []
    acts = {_key(one): known for one in exact if _told_as_done(one) and (known := acted(one))}
    settled = {_key(one) for one in exact if _settled(one)}
    made: list[Disagreement] = []
    used: set[tuple[str, int]] = set()
    for one in exact:
        if _key(one) in used:
            continue
        same_thing = _first_of_each(
            [
                other
                for other in exact
                if _comparable(one, other, zone)
                and (
                    ({_key(one), _key(other)} <= settled and _alike(one, other))
                    or _act_alike(one, other, acts)
                )
            ]
        )
        figures = [one, *same_thing]
        if not _differ(figures) or _known_elsewhere(figures, members):
            continue
        used |= {_key(other) for other in figures}
        made.append(Disagreement(counted=_label(one, acts), figures=tuple(other.shown for other in figures)))
    return tuple(made)


def _label(one: Told, acts: Mapping[tuple[str, int], Acted]) -> str:
    """The words of its sentence for what the first figure counts."""
    counted, known = one.counted(), acts.get(_key(one))
    if counted:
        return one.text[slice(*counted[1])]
    return one.text[known.act.start : known.act.end] if known else ""


def _key(one: Told) -> tuple[str, int]:
    return one.story.story.id, one.measure.start


def _all(member: Prepared) -> tuple[tuple[Measure, str], ...]:
    """Every measure of a story and its sentence, its headline's and what it quotes included."""
    story = member.story
    texts = (story.title, *(sentence.text for sentence in story.sentences))
    return tuple((one, text) for text in texts for one in measures(text, story.language))


def _exact(one: Told) -> bool:
    """Whether a figure is neither a bound nor next to nothing."""
    return not one.measure.bound and one.measure.value > 1


def _told_as_done(one: Told) -> bool:
    """Whether nothing in the sentence makes a forecast, a plan, a stage or a part of what it tells."""
    return not _UNSETTLED.search(_CERTAIN.sub("", one.sentence.text))


def _settled(one: Told) -> bool:
    """Whether a figure is of something that is over, and the only one of its unit in its sentence."""
    if not one.alone:
        return False
    text = one.sentence.text
    moving = one.measure.unit != "%" and _MOVED.search(text)
    if moving or _UNSETTLED.search(text) or _MEANT.search(text):
        return False
    return one.counted() is not None


def _comparable(one: Told, other: Told, zone: tzinfo) -> bool:
    """Whether two figures of one unit are told by different sources on one day."""
    left, right = one.story.story, other.story.story
    return (
        left.language == right.language
        and (left.outlet or left.source) != (right.outlet or right.source)
        and one.measure.unit == other.measure.unit
        and _day(one, zone) is not None
        and _day(one, zone) == _day(other, zone)
        and max(one.measure.value, other.measure.value) < FAR * min(one.measure.value, other.measure.value)
    )


def _day(one: Told, zone: tzinfo) -> date | None:
    story = one.story.story
    known = story.published is not None and story.precision != "month"
    return story.published.astimezone(zone).date() if known and story.published else None


def counted_words(one: Told) -> frozenset[str]:
    """The words for what is counted."""
    found = one.counted()
    return one.words(*found[1]) if found else frozenset()


def _act_alike(one: Told, other: Told, acts: Mapping[tuple[str, int], Acted]) -> bool:
    """Whether two sentences tell one act at the same times."""
    left, right = acts.get(_key(one)), acts.get(_key(other))
    return left is not None and right is not None and one_act(left, right) and _same_times(one, other)


def _alike(one: Told, other: Told) -> bool:
    """Whether two sentences say the same but for the figure: same times, no name that only one of both has against one."""
    left, right = _clause(one), _clause(other)
    if left != right or len(left) < SHARED or counted_words(one) != counted_words(other):
        return False
    mine, theirs = names_beside(one), names_beside(other)
    return _same_times(one, other) and not (mine - theirs and theirs - mine)


def _same_times(one: Told, other: Told) -> bool:
    texts = [told_.sentence.text for told_ in (one, other)]
    days = [set(_DAY.findall(text)) for text in texts]
    spans = [{found.replace("-", " ") for found in _SPAN.findall(text)} for text in texts]
    return spans[0] == spans[1] and (days[0] <= days[1] or days[1] <= days[0])


def _clause(one: Told) -> frozenset[str]:
    """The words of the clause that a figure stands in, but for who is said to say so."""
    base, text = one.sentence.start, one.sentence.text
    start, end = 0, len(text)
    for cut in _CLAUSE.finditer(text):
        if base + cut.end() <= one.measure.start:
            start = cut.end()
        elif base + cut.start() >= one.measure.end:
            end = cut.start()
            break
    told: frozenset[str] = frozenset()
    for said in _ASCRIBED.finditer(text, start, end):
        told |= one.words(base + start, base + said.start())
        start = said.end()
    return told | one.words(base + start, base + end)


def names_beside(one: Told) -> set[str]:
    """The names of a figure's sentence."""
    if one.story.story.language == "en":
        return set(_NAME.findall(one.sentence.text))
    found = one.story.sentences[one.place].words
    return {word.form for word in found if word.kind in ("name", "latin")}


def _first_of_each(found: Sequence[Told]) -> list[Told]:
    """One figure of each outlet."""
    first: dict[str, Told] = {}
    for one in found:
        first.setdefault(one.story.story.outlet or one.story.story.source, one)
    return list(first.values())


def _differ(figures: Sequence[Told]) -> bool:
    """Whether the figures fall into groups of which none rounds another."""
    values = [one.measure for one in figures]
    different = any(not same(left, right) for left in values for right in values)
    rounded = any(same(left, right) and left.value != right.value for left in values for right in values)
    return different and not rounded


def differ(figures: Sequence[Figured]) -> bool:
    """Whether figures that were found to disagree still do, some of them left out."""
    return len({"".join(figure.text.split()) for figure in figures}) > 1


def _known_elsewhere(figures: Sequence[Told], members: Sequence[Prepared]) -> bool:
    """Whether any story tells two of the numbers: it knows what sets them apart."""
    distinct = {one.measure.value: one for one in figures}.values()
    return any(
        sum(any(_told_there(one, other, text) for other, text in known) for one in distinct) > 1
        for known in map(_all, members)
    )


def _told_there(one: Told, other: Measure, text: str) -> bool:
    """Whether a number stands elsewhere, too. A small English one, which has no unit, must be beside a word of its thing."""
    if other.unit != one.measure.unit or not same(one.measure, other):
        return False
    if other.unit or other.value >= MANY:
        return True
    return bool(one.near() & set(map(stem, _WORD.findall(text.lower()))))
