"""A quotation and the words that name a person, as places in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a speaker at text[start:end]; `office` is a place too, apart from the name.

    `name` is the person's (or organisation's) own name without offices, `key` the part of it that the text may use
    for the whole later on (a surname; in Korean with its title: `title`). `full` where the name is complete.
    """

    start: int
    end: int
    key: str
    full: bool
    name: str
    title: str = ""
    office: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said, at text[start:end] without its marks, and who said it."""

    start: int
    end: int
    speaker: Named


_OPEN = {"“": "”", '"': '"', "``": "''"}
_MARK = re.compile(r"“|”|\"|``|''")


def quotes(text: str, start: int, end: int) -> tuple[tuple[int, int], ...] | None:
    """The places of the quotations of text[start:end], marks included; None where a mark lacks its partner."""
    found: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    for mark in _MARK.finditer(text, start, end):
        sign = mark[0]
        if opened is None:
            if sign not in _OPEN:
                return None
            opened = (_OPEN[sign], mark.start())
        elif sign == opened[0] or (opened[0] == "''" and sign == '"'):
            found.append((opened[1], mark.end()))
            opened = None
        else:
            return None
    return None if opened else tuple(found)


def inner(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """A quotation without its marks and the white space inside them."""
    start, end = place
    size = 2 if text.startswith("``", start) else 1
    start, end = start + size, end - (2 if text[end - 2 : end] == "''" else 1)
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - (len(said) - len(said.rstrip()))
