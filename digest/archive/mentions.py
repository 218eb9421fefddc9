"""In which items a name stands: as a word, in Korean also with a particle behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from digest.archive.slugs import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.archive.card import CardItem

PARTICLES = (
    "이|가|은|는|을|를|의|에|와|과|도|로|으로|만|나|이나|랑|이랑|에서|에게|에는|에도|에선|엔|에서는|께|께서|까지|부터|보다|처럼"
    "|마다|조차|밖에|이라|라|이며|며|이고|이다|라는|이라는|라고|이라고|인|측|측은|측이|로부터|으로부터|와의|과의|로의|으로의|에의"
    "|만의|만이|만은|과는|와는|로는|으로는|뿐|들|들이|들은|들의|들을|s"
)
"""What may stand behind a name in the same word."""
_BEHIND = re.compile(f"(?:{PARTICLES})?")
_SIGNS: dict[int, str] = {
    **{ord(sign): " " for sign in "()[]{}<>·…,;:!?~/|=+*•◆▲△■□"},
    **{ord(sign): "" for sign in "\"'“”‘’「」『』《》〈〉"},  # a particle follows what stands between them
}


def text_of(*told: str) -> str:
    """All that an item says, in small letters and without signs."""
    return " ".join(told).translate(_SIGNS).lower()


def first_of(name: str) -> str:
    """What a text that tells of the name must hold: the first word of it."""
    return key(name.translate(_SIGNS)).partition(" ")[0]


class Mentions:
    """The words of some items, to look names up in."""

    def __init__(self, items: Sequence[CardItem]) -> None:
        self._texts = [item.text for item in items]
        self._where: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            for word in set(text.split()):
                self._where.setdefault(word, []).append(place)
        self._words = sorted(self._where)

    def of(self, name: str) -> set[int]:
        """The places of the items that tell of a name."""
        wanted = key(name.translate(_SIGNS))
        first, _, rest = wanted.partition(" ")
        if not rest:
            return {place for word in self._beginning(first) for place in self._where[word]}
        pattern = re.compile(rf"(?<!\S){re.escape(wanted)}(?:{PARTICLES})?[.]*(?!\S)")
        return {place for place in self._where.get(first, ()) if pattern.search(self._texts[place])}

    def _beginning(self, name: str) -> Iterator[str]:
        if not name:
            return
        for place in range(bisect_left(self._words, name), len(self._words)):
            word = self._words[place]
            if not word.startswith(name):
                return
            if _BEHIND.fullmatch(word[len(name) :].rstrip(".-–—")):
                yield word
