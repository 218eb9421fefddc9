"""Rights in the boxes: what they show of a story counts together with what its item quotes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.editing.quoting import QUOTED_SENTENCES, QUOTED_SHARE
from digest.editing.saidbox import sentences
from digest.editing.untitled import quoted_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.analysis.prepared import Prepared
    from digest.model import Item, Rights, Sentence, Span


class Allowance:
    """What may still be shown of each story: of one that may be quoted, two sentences and a fifth of it in all.

    What an item shows already is free; one sentence is always a quotation (docs/decisions/0005-quoting.md).
    """

    def __init__(
        self, items: Iterable[Item], stories: Mapping[str, Prepared], rights: Mapping[str, Rights]
    ) -> None:
        self._stories = stories
        self._rights = rights
        self._shown: dict[str, list[tuple[int, int]]] = {}
        for item in items:
            for sentence in quoted_by(item.headline, stories):
                self._see(sentence)
            for pick in item.picks:
                if pick.provenance != "editor":
                    self._see(pick.sentence)
            for sentence in dict.fromkeys(sentences(item)):
                self._see(sentence)

    def _see(self, sentence: Sentence) -> None:
        self._shown.setdefault(sentence.story, []).append((sentence.start, sentence.end))

    def take(self, story: str, place: Span) -> bool:
        """Whether `text[place]` of a story may be shown too; what is allowed counts from now on."""
        right = self._rights.get(self._stories[story].story.source, "quote")
        if right in ("link-only", "private"):
            return False
        shown = self._shown.setdefault(story, [])
        if any(start <= place.start and place.end <= end for start, end in shown):
            return True
        if right == "quote" and shown:
            taken = sum(end - start for start, end in shown) + place.end - place.start
            if len(shown) >= QUOTED_SENTENCES or taken > QUOTED_SHARE * len(self._stories[story].story.text):
                return False
        shown.append((place.start, place.end))
        return True
