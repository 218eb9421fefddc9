"""How much of a source's text is shown: a title of a megabyte must not make a mail of one. issue.json keeps everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Mapping

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Characters that are shown of a title, of a sentence, and of a name (an outlet, a keyword)."""

    title: int = 200
    sentence: int = 1200
    name: int = 80


LIMITS = Limits()


def limits(tokens: Mapping[str, Any]) -> Limits:
    """The limits of a publication.

    Raises:
        ResultError: one is no whole number, or too small to show anything.
    """
    told = {name: tokens.get("limit", {}).get(name, getattr(LIMITS, name)) for name in Limits.__slots__}
    for name, value in told.items():
        if not isinstance(value, int) or value < 1:
            raise ResultError("tokens.toml", f"limit.{name} is {value!r}", "set it to a number of characters")
    return Limits(**told)


def cut(text: str, length: int) -> str:
    """The text, or its beginning and an ellipsis: at most `length` characters, whole words where they are short."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    space = head.rfind(" ")
    return (head[:space] if space > length // 2 else head).rstrip(" ,·") + ELLIPSIS
