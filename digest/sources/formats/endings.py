"""Whether a feed came whole: a parser that bears broken XML does not tell."""

from __future__ import annotations

import re

HEAD = 4_000
"""Bytes within which a feed's first element opens."""
_OPENED = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|rdf|channel)[\s>]", re.IGNORECASE)


def cut_off(content: bytes) -> bool:
    """Whether a feed in XML opens and is never closed."""
    opened = _OPENED.search(content[:HEAD].replace(b"\0", b""))
    if opened is None:
        return False
    closing = rb"</(?:[\w.-]+:)?" + opened[1] + rb"\s*>"
    return re.search(closing, content.replace(b"\0", b""), re.IGNORECASE) is None
