"""The clause of a sentence that a figure stands in, and the times that its sentence names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.english_figures import MONTHS

if TYPE_CHECKING:
    from digest.analysis.told_figures import Told

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


def same_times(one: Told, other: Told) -> bool:
    """Whether two sentences name the same months, years and seasons, and no day against another."""
    texts = [told_.sentence.text for told_ in (one, other)]
    days = [set(_DAY.findall(text)) for text in texts]
    spans = [{found.replace("-", " ") for found in _SPAN.findall(text)} for text in texts]
    return spans[0] == spans[1] and (days[0] <= days[1] or days[1] <= days[0])


def clause(one: Told) -> frozenset[str]:
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
