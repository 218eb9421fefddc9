"""Characters with places → runs: stretches of one line in one style, without a wide gap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDE = 0.7
"""Ems: a gap so wide parts runs; whether it is a space, a cell's edge or a column's is seen later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Char:
    """A character; `made` are spaces and line ends that the reader of the PDF put in, without a place."""

    text: str
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    top: float = 0.0
    size: float = 0.0
    bold: bool = False
    url: str = ""
    made: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text on one line in one style.

    Attributes:
        text: without spaces around it.
        left: where it begins.
        right: where it ends.
        base: its baseline, from the page's top.
        size: of its font, in points.
        bold: whether its font is.
        url: the link that lies on it.
        spaced: whether the file has a space after it: at a line's end this tells that the line broke between words.
        apart: whether a space follows it on its line.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    url: str = ""
    spaced: bool = False
    apart: bool = False


@dataclass(slots=True)
class _Open:
    chars: list[str] = field(default_factory=list)
    first: Char | None = None
    right: float = 0.0
    real: bool = False


def runs_of(chars: Iterable[Char]) -> tuple[Run, ...]:
    """The runs of a page's characters, in their order; those without visible text are left out."""
    runs: list[Run] = []
    now = _Open()
    for char in chars:
        if char.made and char.text == " ":
            if now.chars:
                now.chars.append(" ")
            continue
        if char.made:
            now = _close(now, runs)
            continue
        if now.first is not None and not _goes_on(now, char):
            now = _close(now, runs)
        if char.text.isspace():
            if now.first is not None:
                now.chars.append(" ")
                now.real = True
            continue
        if now.first is None:
            now.first = char
        now.chars.append(char.text)
        now.right = max(now.right, char.right)
        now.real = False
    _close(now, runs)
    return tuple(runs)


def _goes_on(now: _Open, char: Char) -> bool:
    first = now.first
    if first is None:
        return True
    if char.text.isspace():
        return abs(char.base - first.base) <= 0.3 * first.size
    return (
        abs(char.base - first.base) <= 0.1 * first.size
        and abs(char.size - first.size) <= 0.05 * first.size
        and char.bold == first.bold
        and char.url == first.url
        and -0.5 * first.size <= char.left - now.right <= WIDE * first.size
    )


def _close(now: _Open, runs: list[Run]) -> _Open:
    raw = "".join(now.chars).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = raw.strip()
    if text and now.first is not None:
        first = now.first
        runs.append(
            Run(
                text=text,
                left=first.left,
                right=max(now.right, first.left),
                base=first.base,
                size=first.size,
                bold=first.bold,
                url=first.url,
                spaced=now.real,
                apart=raw[-1:].isspace(),
            )
        )
    return _Open()
