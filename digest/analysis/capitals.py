"""The names of English texts: words with a capital inside a sentence."""

from __future__ import annotations

from itertools import compress, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from digest.analysis.numbered import marked
from digest.language.familiar import rate
from digest.language.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.analysis.numbered import Numbered
    from digest.analysis.prepared import Prepared
    from digest.analysis.times import Flags

Signs = np.ndarray[Any, np.dtype[np.uint32]]
"""Signs of texts, by their codes."""
_WORDS, _KINDS = codes(("word", "name")), marked(frozenset({"word", "name"}))
NOWHERE = -2
"""No word begins behind it."""


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
        words = sentence.words
        capital = map(str.isupper, map(text.__getitem__, words.places[::2]))
        told = compress(words.columns(), capital)
        yield from _names(
            ((form, start, end) for form, kind, start, end in told if kind in _WORDS), text, sentence.start
        )


def names_of(numbered: Numbered) -> Iterator[Name]:
    """The same of many English stories."""
    forms = numbered.forms
    for part in numbered.parts:
        texts = [story.story.text for story in part.stories]
        offsets = np.concatenate([[0], np.cumsum([len(text) for text in texts])])
        signs = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        begins, ends = part.places()
        passage = part.passage()
        story = np.repeat(np.arange(len(texts)), part.passages)[passage]
        titles = np.cumsum(part.passages) - part.passages
        told = np.flatnonzero(_KINDS[part.kinds] & ~np.isin(passage, titles))
        told = told[_capital(signs[begins[told] + offsets[story[told]]])]
        starts = [
            start for one in part.stories for start in (0, *(sentence.start for sentence in one.sentences))
        ]
        bounds = np.flatnonzero(np.diff(passage[told], prepend=-1)).tolist()
        words = [forms[form] for form in part.forms[told].tolist()]
        columns = list(zip(words, begins[told].tolist(), ends[told].tolist(), strict=True))
        for first, last in pairwise([*bounds, len(told)]):
            at = told[first]
            yield from _names(columns[first:last], texts[story[at]], starts[passage[at]])


def _names(capitals: Iterable[tuple[str, int, int]], text: str, begun: int) -> Iterator[Name]:
    """The names among the words of a sentence that have a capital: form, begin and end of each."""
    before, behind, first = "", NOWHERE, ""
    for form, start, end in capitals:
        surface = text[start:end]
        if not surface.isalnum():
            surface = surface.partition("'")[0].partition("’")[0]
        rare = rate(form) == 0.0
        if start > begun:
            yield Name(surface.lower(), form, rare)
        if start == behind + 1:
            yield Name((before + surface).lower(), first, True)
        before, behind, first = (surface, end, form) if rare else ("", NOWHERE, "")


def _capital(codes: Signs) -> Flags:
    """Which signs are capital letters."""
    distinct, where = np.unique(codes, return_inverse=True)
    found: Flags = np.array([chr(code).isupper() for code in distinct.tolist()], dtype=np.bool_)[where]
    return found
