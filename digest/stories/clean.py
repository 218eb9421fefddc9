"""Hygiene: the characters a text may hold, and where its lines end."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\\s\u00a0\u2000-\u200a\u202f\u205f\u3000\u3164\u115f\u1160\uffa0]+")
_GONE = re.compile(
    "[\u00ad\u034f\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f\u061c\ufeff"
    "\ufff9-\uffff\ud800-\udfff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\U000e0000-\U000e007f]"
)
_EDGE = re.compile(r"\s+\d{1,4}$|^\d{1,4}\s+(?!.*\s\d{1,4}$)")
_JOINER = re.compile(
    "(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)


def tidy(text: str) -> str:
    """One line's text: NFC, without invisible and control characters, each run of white space one space, none around.

    The joiner between two pictures of one emoji stays.
    """
    kept = unicodedata.normalize("NFC", _JOINER.sub("", _GONE.sub("", text)))
    return _SPACES.sub(" ", kept).strip(" ")


def tidy_lines(text: str) -> list[str]:
    """The lines of a text, each tidy; an empty line is "".

    A line that ended in white space keeps one space at its end: in text taken from PDFs this tells that it was
    broken between words, and its absence that it was broken inside one.
    """
    lines = []
    for line in _NEWLINES.split(text):
        clean = tidy(line)
        ended = clean and _SPACES.match(_GONE.sub("", line)[-1:])
        lines.append(f"{clean} " if ended else clean)
    return lines


def without_page(text: str) -> str:
    """A line without the page number at its end, or else at its begin: what a running head has in common on all pages."""
    return _EDGE.sub("", text, count=1)


def width(text: str) -> int:
    """Columns the text takes in a fixed-width font: East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
