"""Which new facts of an affair the readers of a language can read as its sources write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from digest.model import Fact, Language

_ENGLISH = re.compile(r"[A-Za-z][a-z]{2}")
_HANGUL = re.compile(r"[가-힣]")


def readable(fact: Fact, language: Language, speaking: Collection[str]) -> bool:
    """Whether a fact has no words of another language: 24 librarians, Jan. 27 in a Korean issue, 1200명 in an English one.

    Names in Latin script are usual in both.

    Args:
        fact: as its story writes it.
        language: of the issue.
        speaking: the stories (ids) in that language: what they write is readable.
    """
    if fact.kind == "outlet" or fact.story in speaking:
        return True
    if language == "ko":
        return fact.kind == "name" or not _ENGLISH.search(fact.text)
    return not _HANGUL.search(fact.text)
