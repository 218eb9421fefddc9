"""English sentences and words: the only door of sentencex and of the Snowball stemmer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from digest.language.data import word_list
from digest.language.pieces import LONGEST_WORD, Piece, pieces, without_space
from digest.language.words import Analysed, AnalysedSentence, Word, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULES = "1"
"""Raised whenever the rules of this module change what they answer."""

_WORD = re.compile(
    r"(?P<model>[^\W\d_]+(?:-[^\W\d_]*\d[\w]*(?:\.\d+)*)+)"  # DeepSeek-R1, COVID-19, GPT-4.5
    r"|(?P<number>\d+(?:[.,]\d+)*)(?![^\W\d_])"
    r"|(?P<word>(?:[^\W_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*)"  # U.S., it's, 5G
)
_POSSESSIVE = re.compile(r"['’]s?$")


def version_of_analyser() -> str:
    """What determines sentences and stems: the two libraries, the rules here."""
    from importlib.metadata import version  # who only asks for words need not load it

    return f"sentencex {version('sentencex')}, pystemmer {version('PyStemmer')}, rules {RULES}"


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def stem(word: str) -> str:
    """The Snowball stem of a lower-case English word."""
    return str(_stemmer().stemWord(word))


def analyse(texts: Sequence[str], *, stems: bool = True) -> list[Analysed]:
    """The sentences of each text with their words and numbers; all offsets are code points into the text given.

    Args:
        texts: any texts; a line feed always ends a sentence.
        stems: reduce words to their stems and leave out stop words; False for texts that are not English.
    """
    return [
        tuple(sentence for piece in pieces(text) for sentence in _sentences(text, piece, stems=stems))
        for text in texts
    ]


def _sentences(text: str, piece: Piece, *, stems: bool) -> Iterator[AnalysedSentence]:
    from sentencex import get_sentence_boundaries

    for found in get_sentence_boundaries("en", piece.shown):
        start, end = found["start_index"], found["end_index"]
        left, right = without_space(text, piece.place(start), piece.place(end))
        if left < right:
            yield AnalysedSentence(left, right, Words.of(_words(piece, start, end, stems=stems)))


def _words(piece: Piece, start: int, end: int, *, stems: bool) -> Iterator[Word]:
    stop = word_list("en-stop-words.txt") if stems else frozenset[str]()
    shouted = piece.shown[start:end].isupper()
    for match in _WORD.finditer(piece.shown, start, end):
        first, last = match.span()
        form = match.group().lower().replace("’", "'")
        where = (piece.place(first), piece.place(last - 1) + 1)
        if match.lastgroup == "number":
            yield Word(form.replace(",", ""), "number", *where)
        elif match.lastgroup == "model":
            yield Word(form, "name", *where)
        elif last - first < LONGEST_WORD:
            bare = _POSSESSIVE.sub("", form)
            plain = bare.replace(".", "")
            acronym = plain != bare or (match.group().isupper() and not shouted)  # U.S., WHO
            if len(plain) > 1 and (acronym or not {form, plain} & stop):
                yield Word(stem(plain) if stems else plain, "word", *where)
