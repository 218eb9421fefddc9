"""Terms as a story writes them, and what kind of words they are there."""

from __future__ import annotations

import re
from itertools import chain, compress, count
from typing import TYPE_CHECKING

from digest.analysis.wording import without_possessive
from digest.language.heads import HEADED, SIGNS, headed
from digest.language.readable import DATES, is_figure, readable
from digest.language.words import KINDS, Words, codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import TermKind

_BEGINNING = frozenset({0})
_NAMES, _NUMBERS, _WORDS = codes(("name", "latin", "hanja")), codes(("number",)), codes(("word",))
_HEADED = codes(HEADED)


def shown_by(story: Prepared, terms: Iterable[str]) -> list[str]:
    """Terms as a story writes them first, one that it does not write as it is; figures as they are read, whole numbers as it writes them."""
    passages = [(story.title, story.story.title), *((words, story.story.text) for words in _body(story))]
    language = story.story.language
    return [
        (_digits(term, story) or readable(term, language)) if is_figure(term) else _first(term, passages)
        for term in terms
    ]


def kinds_of(story: Prepared, terms: Collection[str]) -> dict[str, TermKind]:
    """What each term is: by how it stands first below the title, or else there; a word where a story does not write it.

    English words carry no kind: a capital inside a sentence (in a headline all may have one) stands for a name.
    """
    starts = frozenset(one.start for one in story.sentences)
    found: dict[str, TermKind] = {
        term: "date" if term[0] in DATES else "number" for term in terms if is_figure(term)
    }
    below = _kinds([(words, story.story.text, starts) for words in _body(story)], terms)
    above = _kinds([(story.title, story.story.title, _BEGINNING)], terms)
    return {**dict.fromkeys(terms, "word"), **above, **below, **found}


def _body(story: Prepared) -> Sequence[Words]:
    return Words.side_by_side([one.words for one in story.sentences])


def _digits(figure: str, story: Prepared) -> str:
    """A whole number that a story writes in bare digits, as years are: 1979; else empty."""
    bare = figure.removeprefix("n:")
    written = bare.isdecimal() and (bare in story.story.text or bare in story.story.title)
    if not written:
        return ""
    alone = re.compile(rf"(?<![\d.,]){bare}(?!,?\d|\.\d)")
    return bare if alone.search(story.story.title) or alone.search(story.story.text) else ""


def _first(term: str, passages: Iterable[tuple[Words, str]]) -> str:
    for words, text in passages:
        place = words.find(term)
        if term in SIGNS:
            place = min((at for at in (place, _sign(SIGNS[term], words)) if at >= 0), default=-1)
        if place >= 0:
            word = words[place]
            return without_possessive(text[word.start : word.end])
    return term


def _sign(signs: Collection[str], words: Words) -> int:
    """The place of the first of some signs that stands for a name; -1 where none does."""
    told = enumerate(zip(words.forms, words.kinds, strict=True))
    return next((at for at, (form, kind) in told if form in signs and kind in _HEADED), -1)


def _kinds(
    passages: Iterable[tuple[Words, str, Collection[int]]], terms: Collection[str]
) -> dict[str, TermKind]:
    """What those terms are that stand in passages, each told with its text and where sentences begin."""
    sought = {*terms, *chain.from_iterable(SIGNS.get(term, ()) for term in terms)}
    found: dict[str, TermKind] = {}
    for words, text, begun in passages:
        forms, kinds, places = words.forms, words.kinds, words.places
        for at in compress(count(), map(sought.__contains__, forms)):
            form, kind, begin = forms[at], kinds[at], places[2 * at]
            term = form if len(form) > 1 else headed(form, KINDS[kind])
            if term not in terms:
                continue  # the sign of a name that is no such sign here
            told = found.setdefault(term, _kind(kind))
            if told == "word" and kind in _WORDS and begin not in begun and text[begin].isupper():
                found[term] = "name"
    return found


def _kind(code: int) -> TermKind:
    if code in _NUMBERS:
        return "number"
    return "name" if code in _NAMES else "word"
