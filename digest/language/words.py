"""What analysis gives: sentences at their place in a text, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WordKind = Literal["noun", "name", "numeral", "root", "verb", "adjective", "latin", "hanja", "number", "word"]
"""Korean: noun NNG, name NNP, numeral NR, root XR, verb VV, adjective VA, latin SL, hanja SH, number SN.
English: word, number."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its normal form (a stem in English, lower case in Latin script) and its place in the text."""

    form: str
    kind: WordKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnalysedSentence:
    """A sentence, without the white space around it, at `text[start:end]`, and its content words in order."""

    start: int
    end: int
    words: tuple[Word, ...]


Analysed = tuple[AnalysedSentence, ...]
