"""Names that texts give in both scripts: `딥시크(DeepSeek)` teaches that 딥시크 is DeepSeek."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from digest.language.transliteration import similarity, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GLOSS = re.compile(r"([가-힣]{2,})[’”'\"]?\(([A-Za-z][A-Za-z0-9.&-]{1,30})[),]")
ALIKE = 0.6
"""How alike the two must sound: an abbreviation (전문가 혼합(MoE)) or a translation is no name in two scripts."""


def glossed(texts: Iterable[str]) -> Mapping[str, str]:
    """Hangul name → the same name in Latin script, lower-case; the most frequent gloss of each, then by letters."""
    counts = Counter(
        (found[1], found[2].lower())
        for text in texts
        for found in GLOSS.finditer(text)
        if similarity(sound(found[1]), sound(found[2].lower())) >= ALIKE
    )
    ranked = sorted(counts, key=lambda pair: (counts[pair], pair))
    return dict(ranked)
