"""Which section of the issue a cluster belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared

OTHER = "other"
TITLE_WEIGHT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSettings:
    """A section and what leads a story into it: categories that a text names, and words that it uses."""

    key: str
    title: str
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def choose(members: Sequence[Prepared], sections: Sequence[SectionSettings]) -> str:
    """The key of the section whose categories or words the members name most; `OTHER` where none is named.

    A category that a text gives for itself decides before any word. Words count in titles twice.
    """
    named = Counter(
        section.key
        for member in members
        for section in sections
        if member.story.category and member.story.category in section.categories
    )
    if not named:
        for section in sections:
            named[section.key] = sum(_mentions(member, section.words) for member in members)
    order = {section.key: place for place, section in enumerate(sections)}
    best = max(named, key=lambda key: (named[key], -order[key]), default=OTHER)
    return best if named[best] > 0 else OTHER


def _mentions(member: Prepared, words: Sequence[str]) -> int:
    title, text = member.story.title.casefold(), member.story.text.casefold()
    forms = {word.form for sentence in member.sentences for word in sentence.words}
    count = 0
    for word in (word.casefold() for word in words):
        # Short Latin words ("AI") are looked for among the words, never inside others ("said").
        short = word.isascii() and len(word) < 4  # noqa: PLR2004 - a length of words
        count += TITLE_WEIGHT * (word in title) + (word in forms if short else word in text)
    return count
