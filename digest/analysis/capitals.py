"""The names of English texts: words with a capital inside a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digest.language.familiar import rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.analysis.prepared import Prepared
    from digest.language.words import Word


class Name(NamedTuple):
    """A name in lower case and without spaces; `term` is what stands for it among a story's terms, `rare` if news at large hardly has it."""

    letters: str
    term: str
    rare: bool


def capitalised(story: Prepared) -> Iterator[Name]:
    """The words of an English story with a capital, and after a rare one the two words as one: 두람케미칼 sounds like Duram Chemical.

    The first word of a sentence counts only before another.
    """
    text = story.story.text
    for sentence in story.sentences:
        before: Word | None = None
        for word in sentence.words:
            if not (text[word.start : word.start + 1].isupper() and word.kind in ("word", "name")):
                before = None
                continue
            surface = _surface(story, word)
            rare = rate(word.form) == 0.0
            if word.start > sentence.start:
                yield Name(letters=surface.lower(), term=word.form, rare=rare)
            if before is not None and word.start == before.end + 1:
                both = _surface(story, before) + surface
                yield Name(letters=both.lower(), term=before.form, rare=True)
            before = word if rare else None


def _surface(story: Prepared, word: Word) -> str:
    return story.story.text[word.start : word.end].partition("'")[0].partition("’")[0]
