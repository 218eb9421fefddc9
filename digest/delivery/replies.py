"""What a mail server's reply means (RFC 5321, 4.2; RFC 3463): code and text → answer."""

from __future__ import annotations

import re
from typing import Literal

from digest.delivery.transport import Answer

_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
READY, CLOSING = 354, 421
PERMANENT, _TOO_LARGE = 500, 552
About = Literal["sender", "recipient", "message"]


def taken(code: int) -> bool:
    """Whether the server said yes."""
    return 200 <= code < 300  # noqa: PLR2004 - RFC 5321, 4.2.1


def refusal(code: int, reply: bytes, about: About) -> Answer:
    """The answer that a reply other than yes gives."""
    words = text(reply)
    found = _ENHANCED.match(words)
    kind: Literal["closed", "refused", "deferred"]
    if code in (CLOSING, -1):
        kind = "closed"
    elif code >= PERMANENT:
        kind = "refused"
    else:
        kind = "deferred"
    if about == "sender" and code == _TOO_LARGE:
        about = "message"  # it speaks of the size that was announced, not of us
    return Answer(kind=kind, about=about, code=max(code, 0), enhanced=found[1] if found else "", text=words)


def text(reply: bytes | str) -> str:
    """What a server said, in one line."""
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(words.split())[:300]
