"""Values as TOML, and texts as comments of it."""

from __future__ import annotations

import json
import re

_NO_COMMENT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def quoted(text: str) -> str:
    """A text as a string of one line."""
    return json.dumps(plain(text), ensure_ascii=False)


def plain(text: str) -> str:
    """A text on one line, without what no comment may hold or what would turn its direction."""
    return _NO_COMMENT.sub("", " ".join(text.split()))


def listed(values: list[str]) -> str:
    """A list of values that are TOML."""
    return f"[{', '.join(values)}]"
