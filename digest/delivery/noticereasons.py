"""Reasons as the store and `digest schedule --past` tell them (English, like all messages of the program), in the words of a Korean notice.

What is not known here, a server's words above all, stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Language

_KNOWN = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (
            r"missed by (\d+) hours, more than the grace allows: build and send by hand",
            r"예정보다 \1시간 늦어 grace를 넘겼습니다. 직접 만들고 보내 주세요",
        ),
        (r"missed; the grace is over: build and send by hand", "grace가 지났습니다. 직접 만들고 보내 주세요"),
        (r"; the grace is over: build and send by hand", " (grace가 지났습니다. 직접 만들고 보내 주세요)"),
        (r"skipped by the editor", "편집자가 건너뜀"),
        (r'issue "([^"]+)": ', r"\1: "),
        (
            r"there is no subscriber to send it to who reads (\w+)",
            r"이 판(\1)을 받을 구독자가 없습니다",
        ),
        (r"there is no subscriber to send it to", "받을 구독자가 없습니다"),
        (r"run `digest subscribers add ADDRESS`", "구독자를 더하려면 `digest subscribers add ADDRESS`"),
        (r"it is not approved: ", "승인되지 않았습니다: "),
        (r"is not approved: look at it, then run ", "승인되지 않았습니다. 살펴본 뒤 "),
        (r"since it was read ", "읽은 뒤로 달라진 것: "),
        (r"(\d+) changed\b", r"바뀜 \1"),
        (r"(\d+) gone\b", r"없어짐 \1"),
        (r"(\d+) on dead pages", r"사라진 페이지 \1"),
        (r"(\d+) items moved on", r"이야기가 나아간 꼭지 \1"),
        (r"; first: ", ". 처음 것: "),
        (r"sentence changed: ", "문장이 바뀜: "),
        (r"headline changed: ", "제목이 바뀜: "),
        (r"page gone: ", "페이지가 없음: "),
        (r"sentence gone\b", "문장이 없음"),
        (r"headline gone\b", "제목이 없음"),
        (r": look at it, then (?=`digest approve)", ". 살펴본 뒤 "),
        (r"waits for a person: ", "사람을 기다립니다: "),
        (r"another process is sending now: .*$", "다른 프로그램이 보내고 있습니다"),
        (r"by hand$", "사람이 멈춤"),
        (r"the first ([\d,]+) have had their turn", r"처음 \1명까지 보냈습니다"),
        (r"its campaign is paused \((.*?)\)", r"발송이 멈춰 있습니다(\1)"),
        (r"\b(\d+) errors?\b", r"오류 \1"),
        (r"mend it and try again \(docs/how-to/lint\.md\)", "고친 뒤 다시 해 주세요 (docs/how-to/lint.md)"),
    )
)


def told(reason: str, language: Language) -> str:
    """A reason in the language of a notice."""
    if language != "ko":
        return reason
    for pattern, words in _KNOWN:
        reason = pattern.sub(words, reason)
    return reason
