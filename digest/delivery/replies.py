"""A mail server's reply (RFC 5321, 4.2): read, and what it means (RFC 3463): code and text → answer."""

from __future__ import annotations

import re
from typing import IO, Literal

from digest.delivery.transport import Answer

_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
READY, CLOSING = 354, 421
_PERMANENT, _TOO_LARGE = 500, 552
_LONGEST, _MOST = 8192, 1000  # octets of a line; lines of a reply
About = Literal["sender", "recipient", "message"]


def read(lines: IO[bytes]) -> tuple[int, bytes]:
    """The next reply: its code (-1 where it has none) and its text, the lines of one that has several joined.

    What `smtplib.SMTP.getreply` does, in a third of the time: there are four replies to each mail.

    Raises:
        OSError: the line is broken, the server has closed it, or it goes on without an end.
    """
    texts: list[bytes] = []
    while True:
        line = lines.readline(_LONGEST + 1)
        if not line:
            raise ConnectionError("Connection unexpectedly closed")
        if len(line) > _LONGEST or len(texts) > _MOST:
            raise ConnectionError("a reply without an end")
        texts.append(line[4:].strip(b" \t\r\n"))
        code = line[:3]
        if not code.isdigit():
            return -1, b"\n".join(texts)
        if line[3:4] != b"-":
            return int(code), texts[0] if len(texts) == 1 else b"\n".join(texts)


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
    elif code >= _PERMANENT:
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
