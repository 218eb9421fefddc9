"""Whether a sentence looks ahead: it says what somebody expects, plans or has decided, with or without a day.

What was expected once, what holds only under a condition, what ought to be, and what somebody feels does not. The rules are
narrow: a sentence that they miss is not shown, one that they take wrongly would be.
"""

from __future__ import annotations

import re

from digest.language import english_outlook, korean_outlook

_FORETOLD = re.compile(
    r"전망|예상|예측|관측|기대|보인다|보입니다|보고 있|내다[보봤본]|것(?:이다|입니다)?[.]?$|\b(?:expect|project|forecast|predict|tipped|likely|poised)",
    re.IGNORECASE,
)


def looks_ahead(text: str) -> bool:
    """Whether a sentence, Korean or English, says what is to come."""
    korean = sum("가" <= char <= "힣" for char in text) > len(text) // 4
    return korean_outlook.looks_ahead(text) if korean else english_outlook.looks_ahead(text)


def foretells(text: str) -> bool:
    """Whether a sentence that looks ahead says what somebody expects to come, rather than what somebody means to do."""
    return _FORETOLD.search(text) is not None
