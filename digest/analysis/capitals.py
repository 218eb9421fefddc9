"""The names of English texts: words with a capital inside a sentence."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from digest.analysis.numbered import marked
from digest.language.familiar import rate
from digest.language.words import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.analysis.numbered import Numbered, Part
    from digest.analysis.prepared import Prepared
    from digest.analysis.times import Flags
    from digest.analysis.vectors import Places

Signs = np.ndarray[Any, np.dtype[np.uint32]]
"""Signs of texts, by their codes."""
_WORDS, _KINDS = codes(("word", "name")), marked(frozenset({"word", "name"}))
_PLANE = 0x10000
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


def with_capitals(story: Prepared) -> Iterator[str]:
    """The forms that a story writes with a capital, in its headline and at the beginning of sentences too."""
    own = story.story
    passages = [(story.title, own.title), *((one.words, own.text) for one in story.sentences)]
    for words, text in passages:
        yield from (form for form, _, start, _ in words.columns() if text[start : start + 1].isupper())


def letters_of(numbered: Numbered) -> dict[str, str]:
    """The same of many English stories: the letters of each name, and the term of the first one that is written so."""
    forms = numbered.forms
    found: dict[str, str] = {}
    known: dict[tuple[int, str], tuple[str, str, bool]] = {}
    for part in numbered.parts:
        text, told, begins, ends, inside = _capitals(part)
        behind = _behind(part, told, begins, ends).tolist()
        before, first = "", ""  # a rare word that may be half of a name
        columns = zip(part.forms[told].tolist(), begins.tolist(), ends.tolist(), inside, behind, strict=True)
        for form, start, end, within, beside in columns:
            word = form, text[start:end]
            own = known.get(word)
            if own is None:
                name = _stripped(word[1])
                own = known[word] = name, name.lower(), rate(forms[form]) == 0.0
            name, letters, rare = own
            if within:
                found.setdefault(letters, forms[form])
            if beside and before:
                found.setdefault((before + name).lower(), first)
            before, first = (name, forms[form]) if rare else ("", "")
    return found


def _capitals(part: Part) -> tuple[str, Places, Places, Places, list[bool]]:
    """The texts of stories in a row; which of their words have a capital, where they begin and end, and whether within their sentence."""
    texts = [story.story.text for story in part.stories]
    text = "".join(texts)
    offsets = np.concatenate([[0], np.cumsum([len(text) for text in texts])])
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    begins, ends = part.places()
    passage = part.passage()
    titles = np.zeros(len(part.sizes), dtype=np.bool_)
    titles[np.cumsum(part.passages) - part.passages] = True
    told = np.flatnonzero(_KINDS[part.kinds] & ~titles[passage])
    passage, begins, ends = passage[told], begins[told], ends[told]
    offset = np.repeat(offsets[:-1], part.passages)[passage]
    capital = _capital(signs[begins + offset])
    starts = [start for one in part.stories for start in (0, *(sentence.start for sentence in one.sentences))]
    inside = begins > np.array(starts, dtype=np.int64)[passage]
    told, begins, ends = (some[capital] for some in (told, begins + offset, ends + offset))
    return text, told, begins, ends, inside[capital].tolist()


def _behind(part: Part, told: Places, begins: Places, ends: Places) -> Flags:
    """Which of these words stand one sign behind the one before, in the same sentence."""
    found = np.zeros(len(told), dtype=np.bool_)
    found[1:] = (begins[1:] == ends[:-1] + 1) & (np.diff(part.passage()[told]) == 0)
    return found


def _names(capitals: Iterable[tuple[str, int, int]], text: str, begun: int) -> Iterator[Name]:
    """The names among the words of a sentence that have a capital: form, begin and end of each."""
    before, behind, first = "", NOWHERE, ""
    for form, start, end in capitals:
        surface = _stripped(text[start:end])
        rare = rate(form) == 0.0
        if start > begun:
            yield Name(surface.lower(), form, rare)
        if start == behind + 1:
            yield Name((before + surface).lower(), first, True)
        before, behind, first = (surface, end, form) if rare else ("", NOWHERE, "")


def _stripped(word: str) -> str:
    """A word without what stands from an apostrophe on."""
    return word if word.isalnum() else word.partition("'")[0].partition("’")[0]


def _capital(codes: Signs) -> Flags:
    """Which signs are capital letters."""
    found: Flags = _capitals_of_plane()[np.minimum(codes, _PLANE - 1)]
    far = np.flatnonzero(codes >= _PLANE)
    if len(far):
        found[far] = [chr(code).isupper() for code in codes[far].tolist()]
    return found


@lru_cache(maxsize=1)
def _capitals_of_plane() -> Flags:
    return np.array([chr(code).isupper() for code in range(_PLANE)], dtype=np.bool_)
