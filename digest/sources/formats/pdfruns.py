"""Characters with places → runs: stretches of one line in one style, without a wide gap."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDE = 0.7
"""Ems: a gap so wide parts runs; whether it is a space, a cell's edge or a column's is seen later."""
_WRITTEN = 10
"""Characters for each space: pages with no more of them hold their spaces as characters."""
_SET_APART = 0.3
"""Ems: on such a page a gap that is no wider is not a space, but the air between two scripts."""
_LOOSE, _LOOSEST = 0.04, 1.5
"""Ems between the letters of spaced type."""
_WORD_GAP = 0.2
"""Ems by which a gap between words is wider than those between the letters of spaced type."""
_SLANT = -0.12
"""Ems by which the boxes of slanted Latin letters reach into the space between two words."""
_CLOSING = frozenset(".,;:!?)]}’”%")
_MOSTLY = 0.8
_FEW = 3


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
        cell: whether it is a whole cell of a ruled table.
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
    cell: bool = False


@dataclass(slots=True)
class _Stretch:
    """Visible characters of one line in one style, and before which of them a space is written or was guessed."""

    chars: list[Char] = field(default_factory=list)
    real: set[int] = field(default_factory=set)
    made: set[int] = field(default_factory=set)

    def part(self, start: int, end: int) -> _Stretch:
        """Some of its characters."""
        real, made = ({at - start for at in some if start < at <= end} for some in (self.real, self.made))
        return _Stretch(self.chars[start:end], real, made)


def runs_of(chars: Iterable[Char]) -> tuple[Run, ...]:
    """The runs of a page's characters, in their order; those without visible text are left out."""
    told = tuple(chars)
    spaces = sum(char.text == " " and not char.made for char in told)
    written = spaces * _WRITTEN >= sum(not char.made for char in told)
    runs = (_run(part, written=written) for stretch in _stretches(told) for part in _parts(stretch))
    return tuple(run for run in runs if run.text)


def _stretches(chars: Iterable[Char]) -> Iterator[_Stretch]:
    now = _Stretch()
    for char in chars:
        if now.chars and char.text.isspace() and _on_line(now, char):
            (now.made if char.made else now.real).add(len(now.chars))
            continue
        if now.chars and (char.made or not _goes_on(now, char)):
            yield now
            now = _Stretch()
        if not char.text.isspace():
            now.chars.append(char)
    if now.chars:
        yield now


def _parts(stretch: _Stretch) -> Iterator[_Stretch]:
    """A stretch, parted at wide gaps unless all its letters stand widely apart."""
    gaps = _gaps(stretch)
    start = 0
    if not _looseness(stretch, gaps) > _SET_APART:
        for place, gap in enumerate(gaps, 1):
            if gap > WIDE:
                yield stretch.part(start, place)
                start = place
    yield stretch.part(start, len(stretch.chars))


def _gaps(stretch: _Stretch) -> list[float]:
    """Ems between each character and the furthest end of those before it."""
    found, right = [], stretch.chars[0].right
    for char in stretch.chars[1:]:
        found.append((char.left - right) / char.size)
        right = max(right, char.right)
    return found


def _on_line(now: _Stretch, char: Char) -> bool:
    first = now.chars[0]
    return char.text == " " if char.made else abs(char.base - first.base) <= 0.3 * first.size


def _goes_on(now: _Stretch, char: Char) -> bool:
    first, last = now.chars[0], now.chars[-1]
    return (
        abs(char.base - first.base) <= 0.1 * first.size
        and abs(char.size - first.size) <= 0.05 * first.size
        and char.bold == first.bold
        and char.url == first.url
        and -0.5 * first.size <= char.left - last.right <= _LOOSEST * first.size
    )


def _run(part: _Stretch, *, written: bool) -> Run:
    first, end = part.chars[0], len(part.chars)
    return Run(
        text=_text(part, written=written),
        left=first.left,
        right=max(char.right for char in part.chars),
        base=first.base,
        size=first.size,
        bold=first.bold,
        url=first.url,
        spaced=end in part.real,
        apart=end in part.real,
    )


def _text(part: _Stretch, *, written: bool) -> str:
    """A run's text: with the spaces of the file, and with those guessed ones that the gaps bear out."""
    gaps = _gaps(part)
    loose = _looseness(part, gaps)
    found = [part.chars[0].text]
    for place, (char, gap) in enumerate(zip(part.chars[1:], gaps, strict=True), 1):
        slanted = _SLANT if char.text.isascii() and found[-1][-1].isascii() else 0
        least = (
            loose + _WORD_GAP
            if loose
            else _SET_APART
            if written and _mixed(found[-1][-1], char.text)
            else slanted
        )
        guessed = gap > least and (place in part.made or loose > 0) and char.text not in _CLOSING
        space = place in part.real or guessed
        found.append(f" {char.text}" if space else char.text)
    return "".join(found).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()


def _mixed(before: str, after: str) -> bool:
    """Whether two characters are of an Eastern and of the Latin script: type-setters put some air between these."""
    return before.isalnum() and after.isalnum() and before.isascii() != after.isascii()


def _looseness(part: _Stretch, gaps: Sequence[float]) -> float:
    """Ems that stand between the letters of spaced type; 0 = the type is not spaced."""
    inner = [gap for place, gap in enumerate(gaps, 1) if place not in part.real]
    letters = sum(char.text.isalpha() for char in part.chars)
    few = len(inner) < _FEW or letters < _MOSTLY * len(part.chars)
    if few or sum(gap > _LOOSE for gap in inner) < _MOSTLY * len(inner):
        return 0.0
    return median(inner)
