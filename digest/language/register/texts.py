"""Whole texts in another register: cut into sentences, each rewritten where that is safe."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.language.analyser import Analyser
from digest.language.quotations import quoted
from digest.language.register import Rewritten, rewrite
from digest.language.register.tail import tail_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.language.register import Target

_HANGUL = re.compile("[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\S\n]*[“‘\"'「『(]?[A-Za-z가-힣0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence of a text, at `text[start:end]`; `made` is None where it stays."""

    start: int
    end: int
    made: Rewritten | None = None


def sentences_of(texts: Sequence[str]) -> list[tuple[Piece, ...]]:
    """The sentences of each text that has Hangul; a citation behind one belongs to it."""
    korean = [text for text in texts if _HANGUL.search(text)]
    found = iter(Analyser().analyse(korean, ["ko"] * len(korean)))
    return [
        _with_citations(text, [Piece(start=one.start, end=one.end) for one in next(found)])
        if _HANGUL.search(text)
        else ()
        for text in texts
    ]


def rewritten(
    texts: Sequence[str], pieces: Sequence[Sequence[Piece]], target: Target
) -> list[tuple[Piece, ...]]:
    """The pieces of each text with what became of them.

    One that stands in the midst of a quotation stays, and one that goes on without a mark: `안 된다 아이가.`
    """
    free = [
        [piece for piece in _unquoted(text, found) if not _goes_on(text, piece)]
        for text, found in zip(texts, pieces, strict=True)
    ]
    made = iter(
        rewrite(
            [text[one.start : one.end] for text, found in zip(texts, free, strict=True) for one in found],
            target,
        )
    )
    told = [{(one.start, one.end): next(made) for one in found} for found in free]
    return [
        tuple(replace(one, made=known.get((one.start, one.end))) for one in found)
        for found, known in zip(pieces, told, strict=True)
    ]


def put_together(text: str, pieces: Sequence[Piece]) -> Rewritten | None:
    """A text with its sentences rewritten, by the rules in the order of the text; None where none was.

    What ends in a noun has no full stop, but where another sentence follows on its line: nothing else would part them.
    """
    shown, at = [], 0
    for place, one in enumerate(pieces):
        if one.made is None:
            continue
        last = all("\n" in text[one.end : other.start] for other in pieces[place + 1 : place + 2])
        shown += [text[at : one.start], one.made.shown if last else _stopped(text, one, one.made)]
        at = one.end
    rules = dict.fromkeys(one.made.rule for one in pieces if one.made)
    return Rewritten(shown="".join([*shown, text[at:]]), rule=", ".join(rules)) if rules else None


def _stopped(text: str, piece: Piece, made: Rewritten) -> str:
    tail = tail_of(text[piece.start : piece.end])
    if tail is None or not made.rule.startswith("noun"):
        return made.shown
    end = len(made.shown) - len(tail.rest)
    return made.shown[:end] + tail.mark + tail.rest


def _with_citations(text: str, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    whole: list[Piece] = []
    for one in pieces:
        bare = not _LETTER.search(text[one.start : one.end])
        if whole and bare and "\n" not in text[whole[-1].end : one.start]:
            whole[-1] = replace(whole[-1], end=one.end)
        else:
            whole.append(one)
    return tuple(whole)


def _goes_on(text: str, piece: Piece) -> bool:
    """Whether a sentence ends without a mark, and words follow on its line, behind no sign of a list: they may be of it."""
    tail = tail_of(text[piece.start : piece.end])
    return bool(tail and not tail.mark and _WORD.match(text, piece.end))


def _unquoted(text: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The sentences that do not end within a quotation that goes on behind them.

    Marks are read once for each run of lines, however many sentences stand on it: a file may be one line.
    """
    breaks = [one.start() for one in re.finditer("\n", text)]
    read, start, inside = (-1, -1), 0, bytearray()
    for piece in pieces:
        first, last = bisect_left(breaks, piece.start), bisect_left(breaks, piece.end)
        if read != (first, last):
            start = breaks[first - 1] + 1 if first else 0
            inside = quoted(text[start : breaks[last] if last < len(breaks) else len(text)])
            read = (first, last)
        if not inside[piece.end - start - 1]:
            yield piece
