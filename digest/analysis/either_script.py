"""Names that were told in the other script: Oh Se-rin is nobody new where texts told of 오세린."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.alike import resemblance
from digest.language.familiar import FAMILIAR, rate

if TYPE_CHECKING:
    from collections.abc import Collection

ONE = 0.82
"""Resemblance from which two names in two scripts are one: 한서윤 and Han Do-yun have .81, 서태경 and Seo Tae-kyung .85."""
SHORTEST = 2
"""Letters of a name that is looked for in others."""
_HANGUL = re.compile(r"[가-힣]")
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_PARTS = re.compile(r"[ -]")
_PERSON = 3


def told_before(name: str, told: Collection[str]) -> bool:
    """Whether a name, a longer one or a name that is part of it was told, in either script: 은행 does not tell of 새빛은행.

    Args:
        name: as a text writes it.
        told: names and terms as texts write them.
    """
    hangul = bool(_HANGUL.search(name))
    for one in told:
        if len(one) < SHORTEST:
            continue
        if name in one or (one in name and rate(one.lower()) < FAMILIAR):
            return True
        if hangul != bool(_HANGUL.search(one)) and _one_name(*((name, one) if hangul else (one, name))):
            return True
    return False


def _one_name(hangul: str, latin: str) -> bool:
    """Whether two names sound alike, or the Latin one as the Hangul one begins: Haeon and 해온도지사, Han and 한도윤."""
    if " " in hangul or not latin[:1].isupper():
        return False
    if _PARTS.search(latin):
        return resemblance(hangul, latin) >= ONE
    # a surname alone is a person's; what is longer may be followed by what he or it is
    shortest = 1 if len(hangul) == _PERSON and len(_VOWELS.findall(latin)) == 1 else SHORTEST
    begins = (hangul[:end] for end in range(shortest, len(hangul) + 1))
    return any(resemblance(begin, latin) >= ONE for begin in begins)
