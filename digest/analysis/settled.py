"""Whether a figure is of something that is over and told as done: no forecast, plan, stage or part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.analysis.told_figures import Told

_CERTAIN = re.compile(r"\bwill (?=cost [\d,]+ jobs|buy|acquire|recall|close|invest|pay|cut)|\bMay\b")
"""What is as good as done, and a month."""

_UNSETTLED = re.compile(
    # forecasts and plans; stages of a count; corrections; parts, averages and comparisons
    r"전망|예상|예측|추정|추산|가능성|만약|경우|계획|예정|목표|방침|현재|기준|지금까지|이날까지|까지|잠정|중간|추가|당초|애초|기존|원래|정정|바로잡|이전|"
    r"가운데|이 중|이중|그중|나머지|절반|일부|각각|평균|최대|최소|하루|매일|매달|매년|연간|월평균|누적|당일|보다|대비|씩|첫날|이틀|사흘|먼저|우선|"
    r"\b(?:forecast|expect|predict|project|estimat|hop|seek)(?:s|ed|ing)?\b|\b(?:plan(?:s|ned|ning)?|aim(?:s|ed|ing)?) to\b|\b(?:will|would|could|may|might|if|should|goal|"
    r"so far|as of|now|still|preliminary|revised|original|originally|initial|initially|previously|earlier(?! (?:in the day|on \w+day|today|this (?:morning|week)))|corrected|among|including|half|"
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


def exact(one: Told) -> bool:
    """Whether a figure is neither a bound nor next to nothing."""
    return not one.measure.bound and one.measure.value > 1


def told_as_done(one: Told) -> bool:
    """Whether nothing in the sentence makes a forecast, a plan, a stage or a part of what it tells."""
    return not _UNSETTLED.search(_CERTAIN.sub("", one.sentence.text))


def settled(one: Told) -> bool:
    """Whether a figure is of something that is over, and the only one of its unit in its sentence."""
    if not one.alone:
        return False
    text = one.sentence.text
    moving = one.measure.unit != "%" and _MOVED.search(text)
    if moving or _UNSETTLED.search(text) or _MEANT.search(text):
        return False
    return one.counted() is not None
