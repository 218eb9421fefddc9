"""What makes it doubtful that the last ending of a sentence is the one that it seems, or that it may change alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.korean import are_stems
from digest.language.quotations import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.language.korean import Morpheme

_OF_WORDS = frozenset({"NNG", "NNP", "NNB", "NR", "XSN", "XPN", "XR", "MAG"})
_LEADING_TO_NOUNS = frozenset({"ETM", "MM", "SN", "NR", "NNB", "JKG"})
_NOUNS = frozenset({"NNG", "NNP", "XSN", "SL"})
_TIMES = frozenset({"오늘", "내일", "어제", "지금", "올해", "내년", "작년", "요즘", "최근", "매일", "매년"})
_OF_SUBJECTS = frozenset({"JKS", "JX"})
_PARTING = frozenset({"SP", "SF", "SE", "SO", "SW"})
_BEGINNING = frozenset({"MAJ", "MM", "NNG", "NNP", "NP", "SN", "SL", "IC"})
_SAID = re.compile(
    r"[\s.,!?…\"”’'>)）\]］]*(?:이?라(?:고|며|는|면서|던)|하고|하며)|[.,!?…\"”’'>)）\]］]+(?:고|며|면서|는|의)"
)
"""What follows a sentence that is told in another one: 이긴다” 라고, 이긴다…는."""


def may_be_verb(body: str, rest: Sequence[Morpheme], *, contracted: bool) -> bool:
    """Whether what was taken for a noun with 이다 may be a verb: 희망을 뿌리다, 길에서 배우다, 시대에 들어서다, 문이 삐걱입니다.

    Args:
        body: the sentence to its last syllable.
        rest: its morphemes up to 이.
        contracted: whether 이 is not written.
    """
    before, copula = rest[-2], rest[-1]
    if before.kind == "EC":
        word = body[rest[-3].start : copula.start] if len(rest) > 2 else ""  # noqa: PLR2004
        return contracted and bool(are_stems([word]))
    if before.kind not in _OF_WORDS:
        return False
    at = len(rest) - 2
    while at and rest[at - 1].kind in _OF_WORDS and rest[at - 1].end == rest[at].start:
        at -= 1
    word = body[rest[at].start : copula.start]
    lead = _lead(rest, at)
    if contracted and lead is not None and lead.kind == "JKO":
        return True
    if lead is not None and (
        lead.kind in _LEADING_TO_NOUNS
        or (lead.kind in _NOUNS and any(one.kind in _OF_SUBJECTS for one in rest[:at]))
    ):
        return False
    return bool(are_stems([word if contracted else f"{word}이"]))


def _lead(rest: Sequence[Morpheme], at: int) -> Morpheme | None:
    """What stands before a word, adverbs and words of time aside."""
    at -= 1
    while at >= 0 and (rest[at].kind == "MAG" or rest[at].form in _TIMES):
        at -= 1
    return rest[at] if at >= 0 else None


def is_mixed(body: str, rest: Sequence[Morpheme], closed: frozenset[str]) -> bool:
    """Whether another sentence ends inside, with one of the closed endings, and would stay as it is: 왔다, 그러나 갔다."""
    ends = [at for at, one in enumerate(rest[:-1]) if one.kind in {"EF", "EC"} and one.form in closed]
    if not ends:
        return False
    said = quoted(body)
    return any(not said[rest[at].start] and _parts(body, rest, at) for at in ends)


def _parts(body: str, rest: Sequence[Morpheme], at: int) -> bool:
    """Whether a sentence ends there, and does not go on as what is said."""
    before, ending, after = rest[at - 1], rest[at], rest[at + 1]
    if not at or _SAID.match(body, ending.end):
        return False
    if body[ending.end] in ")）]］":
        return not body[ending.end + 1 : ending.end + 2].isalnum()
    if after.kind in _PARTING:
        return True
    told = ending.form != "다" or before.kind in {"EP", "VA", "VCP", "VCN", "XSA"}  # 가져다 쓰다
    return told and ending.kind == "EF" and after.start > ending.end and after.kind in _BEGINNING
