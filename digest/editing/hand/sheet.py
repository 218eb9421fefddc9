"""The text of an edit file, line by line: whose each line is, and to which item it belongs.

Lines that begin with `#:` are the program's. All others are the editor's and are never touched. What stands inside a
string of several lines is never taken for anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.editing.hand.values import NO_NUMBERS, Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "#:"
_HEADER = re.compile(r"\s*\[\[\s*(?P<quote>[\"']?)(?P<kind>items|own)(?P=quote)\s*\]\]")
_ID = re.compile(r"\s*(?:id|\"id\"|'id')\s*=")
_KEY = re.compile(r"\s*[\"']?(?P<key>[\w-]+)[\"']?\s*=")
_SOURCE = re.compile(r"#:[ *x]*\((?P<number>\d{1,6})\) (?P<key>[0-9a-f]{10})\b *(?P<text>.*)")
_SENTENCE = re.compile(r"#:[ *x]*\[(?P<number>\d{1,6})\] (?P<key>[0-9a-f]{10})\b *(?P<text>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line without its line feed; `number` from 1. `inside` says that it begins in a string, `deep` in a list that goes on."""

    text: str
    number: int
    inside: bool = False
    deep: bool = False

    @property
    def ours(self) -> bool:
        """Whether the program wrote it."""
        return not self.inside and self.text.lstrip().startswith(MARK)

    @property
    def comment(self) -> bool:
        """Whether it is a comment of the editor's."""
        return not self.inside and not self.ours and self.text.lstrip().startswith("#")

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.inside and not self.text.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """An `[[items]]` or `[[own]]` with what stands below it: `above` are comments right over it, `lines` are the editor's.

    `header` and `name` are the lines with its brackets and (of an item) its id, as they stand.
    """

    kind: Literal["items", "own"]
    line: int
    header: str
    name: str = ""
    above: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    numbers: Numbering = NO_NUMBERS
    keys: tuple[tuple[str, int], ...] = ()

    @property
    def written(self) -> bool:
        """Whether the editor wrote anything here."""
        return any(line.strip() for line in (*self.above, *self.lines))

    def at(self, key: str) -> int:
        """The line of a key; of the block where it has none."""
        return dict(self.keys).get(key, self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole file: the editor's lines before the first block, and the blocks."""

    head: tuple[str, ...] = ()
    keys: tuple[tuple[str, int], ...] = ()
    blocks: tuple[Block, ...] = ()

    def at(self, key: str) -> int:
        """The line of a key of the issue itself; 0 where it has none."""
        return dict(self.keys).get(key, 0)


def read(text: str) -> Sheet:
    """The sheet of a text that is TOML."""
    parts: list[list[Line]] = [[]]
    for line in lines(text):
        if not line.inside and not line.deep and _HEADER.match(line.text):
            above = _above(parts[-1])
            del parts[-1][len(parts[-1]) - len(above) :]
            parts.append([*above, line])
        else:
            parts[-1].append(line)
    head, *blocks = parts
    return Sheet(head=_own(head), keys=_keys(head), blocks=tuple(map(_block, blocks)))


def lines(text: str) -> Iterator[Line]:
    """The lines of a text, each with where it begins."""
    state = _State()
    for number, line in enumerate(text.split("\n"), 1):
        yield Line(text=line, number=number, inside=bool(state.quote), deep=state.depth > 0)
        state.over(line)


def _above(before: list[Line]) -> list[Line]:
    """The comments that stand right over a header; the program's own among them go on with them."""
    count = 0
    for line in reversed(before):
        if line.deep or not (line.comment or line.ours):
            break
        count += 1
    return before[len(before) - count :]


def _block(found: list[Line]) -> Block:
    place = next(place for place, line in enumerate(found) if _is_header(line))
    header, below = found[place], found[place + 1 :]
    kind: Literal["items", "own"] = "own" if _kind(header.text) == "own" else "items"
    name = next((line for line in below if kind == "items" and _top(line) and _ID.match(line.text)), None)
    return Block(
        kind=kind,
        line=header.number,
        header=header.text,
        name=name.text if name else "",
        above=_own(found[:place]),
        lines=_own([line for line in below if line is not name]),
        numbers=_numbering(found),
        keys=_keys(below),
    )


def _is_header(line: Line) -> bool:
    return _top(line) and _HEADER.match(line.text) is not None


def _kind(text: str) -> str:
    found = _HEADER.match(text)
    return found["kind"] if found else ""


def _top(line: Line) -> bool:
    return not line.inside and not line.deep


def _own(found: list[Line]) -> tuple[str, ...]:
    """The editor's lines, without the blank ones around them."""
    kept = [line for line in found if not line.ours]
    while kept and kept[0].blank:
        kept.pop(0)
    while kept and kept[-1].blank:
        kept.pop()
    return tuple(line.text for line in kept)


def _keys(found: list[Line]) -> tuple[tuple[str, int], ...]:
    """The keys that begin a line, and their lines; of those that stand there twice the first."""
    keys: dict[str, int] = {}
    for line in found:
        if _top(line) and (begun := _KEY.match(line.text)):
            keys.setdefault(begun["key"], line.number)
    return tuple(keys.items())


def _numbering(found: list[Line]) -> Numbering:
    """What the program's lines number; of a number that stands there twice the first."""
    made: tuple[dict[int, str], dict[int, str]] = ({}, {})
    texts: dict[str, str] = {}
    for kind, pattern in zip(made, (_SOURCE, _SENTENCE), strict=True):
        for line in found:
            if line.ours and (told := pattern.match(line.text.strip())):
                kind.setdefault(int(told["number"]), told["key"])
                texts.setdefault(told["key"], told["text"])
    return Numbering(sources=made[0], sentences=made[1], texts=texts)


class _State:
    """What a line of TOML begins in: a string that goes on (its quotes), brackets that are open."""

    def __init__(self) -> None:
        self.quote = ""
        self.depth = 0

    def over(self, line: str) -> None:
        """Go on to the end of a line."""
        place = 0
        while place < len(line):
            place = self._within(line, place) if self.quote else self._outside(line, place)

    def _within(self, line: str, place: int) -> int:
        """Behind the end of the string, or the end of the line."""
        while place < len(line):
            if self.quote == '"""' and line[place] == "\\":
                place += 2
            elif line.startswith(self.quote, place):
                place += 3
                while place < len(line) and line[place] == self.quote[0]:  # it may end in its own quotes
                    place += 1
                self.quote = ""
                return place
            else:
                place += 1
        return place

    def _outside(self, line: str, place: int) -> int:
        letter = line[place]
        if letter == "#":
            return len(line)
        if letter in "\"'":
            if line.startswith(letter * 3, place):
                self.quote = letter * 3
                return place + 3
            return self._behind(line, place)
        self.depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(letter, 0)
        return place + 1

    @staticmethod
    def _behind(line: str, place: int) -> int:
        """Behind a string of one line that begins at a place."""
        quote, place = line[place], place + 1
        while place < len(line) and line[place] != quote:
            place += 2 if quote == '"' and line[place] == "\\" else 1
        return place + 1
