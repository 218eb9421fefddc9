"""The terms that a story explains: in its sentences, and in notes to words that carry a mark (`FLOPS*`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.language.explained import LENT, explained
from digest.language.glosses import leads
from digest.language.names import foreignness
from digest.language.shortened import Explained

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Block, Span

LONGEST = 400
"""Characters of a sentence that is read for explanations."""
NOTE = (8, 160)
"""Characters of a note that explains a word."""
_REACH = 600
"""Characters before a note among which its word stands."""
_MOST_WORDS = 3

_NOTES = re.compile(r"(?:^|(?<=\s))(\*{1,3}|※)\s*")
_MARKED = re.compile(r"(?<=[^\s*])(\*{1,3})(?!\*)")
_QUOTED = re.compile(r"[‘“'\"「『]([^‘’“”'\"「」『』\n]{2,40})[’”'\"」』]$")
_BRACKET = re.compile(r"\s?[(（]([^()（）]{2,60})[)）]$")
_IN_BRACKET = re.compile(r"[(（,]\s?([A-Za-z][\w-]{1,20})$")
_LATIN = re.compile(r"(?<![A-Za-z가-힣])[A-Z][A-Za-z]*[\w-]*$")
_ABBREVIATION = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z][\w-]{1,11}")
_WORDS = re.compile(r"(?:[가-힣A-Za-z0-9-]+ ){0,4}[가-힣A-Za-z0-9-]+$")
_NUMBERED = re.compile(r"^\d[\d,.]*(?=[가-힣]{3})")
_HANGUL = re.compile(r"[가-힣]")
_NO_MEANING = re.compile(
    r"https?:|www\.|대상$|기준$|출처|참[고조]|자료|별도|포함$|제외$|\d{4}년 .*(?:기간|조사)"
)
_GIVEN = re.compile(r"(?:\*{1,3}|※)?\s*(?P<term>[\w-]{2,12})\s?[:：]\s?(?P<means>\S[^\n]*\S)")
_HANGUL_WORD = re.compile(r"[가-힣]{3,8}")
_LISTED = 3
"""Commas from which a note is a list."""


def explanations(text: str, sentences: Sequence[Span], blocks: Sequence[Block]) -> tuple[Explained, ...]:
    """The terms that a story explains, in the order of its text; the places are those in it.

    Args:
        text: the story's.
        sentences: where its sentences stand.
        blocks: what its lines are for.
    """
    found = list(_noted(text, blocks))
    for span in sentences:
        if span.end - span.start <= LONGEST:
            found += [_moved(one, span.start) for one in explained(text[span.start : span.end])]
    return tuple(sorted(found, key=lambda one: (one.start, one.begins)))


def _moved(one: Explained, by: int) -> Explained:
    return replace(one, start=one.start + by, end=one.end + by, begins=one.begins + by, ends=one.ends + by)


def _noted(text: str, blocks: Sequence[Block]) -> Iterator[Explained]:
    floor = 0
    for block in blocks:
        if block.kind != "note":
            continue
        named = _named(text, floor, block)
        if named:
            yield named
            floor = block.span.end
            continue
        for mark, begins, ends in _parts(text, block):
            marked = [
                one
                for one in _MARKED.finditer(text, max(floor, block.span.start - _REACH), block.span.start)
                if one[1] == mark
            ]
            place = _marked(text, marked[-1].start(), floor) if marked else None
            if place and _explains(text[begins:ends]):
                yield Explained(
                    term=text[slice(*place)],
                    means=text[begins:ends],
                    how="note",
                    start=place[0],
                    end=place[1],
                    begins=begins,
                    ends=ends,
                )
        floor = block.span.end


def _named(text: str, floor: int, block: Block) -> Explained | None:
    """What a note explains that gives its word itself: `* LED: 빛을 내는 반도체`.

    The word must stand above it, and be an abbreviation or borrowed: `* 장소: 시민회관` explains no word.
    """
    found = _GIVEN.fullmatch(text, block.span.start, block.span.end)
    if not found or not _explains(found["means"]):
        return None
    term = found["term"]
    if not (_ABBREVIATION.fullmatch(term) or (_HANGUL_WORD.fullmatch(term) and foreignness(term) > LENT)):
        return None
    place = re.compile(rf"(?<![A-Za-z가-힣0-9]){re.escape(term)}(?![A-Za-z0-9])").search(
        text, max(floor, block.span.start - _REACH), block.span.start
    )
    if place is None:
        return None
    begins, ends = found.span("means")
    return Explained(
        term=term,
        means=found["means"],
        how="note",
        start=place.start(),
        end=place.end(),
        begins=begins,
        ends=ends,
    )


def _parts(text: str, block: Block) -> Iterator[tuple[str, int, int]]:
    """The notes of a line, with the mark of each: `* 올림피아드 예선 문제  ** 능력을 평가하는 벤치마크`."""
    start, end = block.span.start, block.span.end
    marks = [(found[1], found.start(), found.end()) for found in _NOTES.finditer(text, start, end)]
    if block.label and not (marks and marks[0][1] == start):
        marks.insert(0, (block.label, start, start))
    for place, (mark, _, begins) in enumerate(marks):
        ends = marks[place + 1][1] if place + 1 < len(marks) else end
        told = text[begins:ends].lstrip()
        yield mark, ends - len(told), ends - len(told) + len(told.rstrip())


def _explains(note: str) -> bool:
    """Whether a note says what something is: no address, no list, no title in another language, no remark on method."""
    if not NOTE[0] <= len(note) <= NOTE[1] or _NO_MEANING.search(note):
        return False
    hangul = len(_HANGUL.findall(note))
    pieces = [piece for piece in note.split(",") if len(piece.strip()) < 10]  # noqa: PLR2004 - a name's length
    return hangul > len(note) // 4 and len(pieces) <= _LISTED


def _marked(text: str, at: int, floor: int) -> tuple[int, int] | None:
    """The place of the term that a mark stands behind; None where it cannot be told where it begins."""
    line = max(floor, text.rfind("\n", 0, at) + 1)
    inside = _IN_BRACKET.search(text, line, at)
    if inside:
        return inside.span(1)
    quoted = _QUOTED.search(text[line:at])
    if quoted:
        start, end = line + quoted.start(1), line + quoted.end(1)
        bracket = _BRACKET.search(text[start:end])
        return (start, start + bracket.start()) if bracket else (start, end)
    bracket = _BRACKET.search(text[line:at])
    if bracket:
        return _bracketed(text, line, line + bracket.start(), line + bracket.start(1), bracket[1])
    latin = _LATIN.search(text[line:at])
    if latin:
        return line + latin.start(), at
    return _phrase(text, line, at)


def _bracketed(text: str, line: int, end: int, inside: int, told: str) -> tuple[int, int] | None:
    """야마나카 인자(Yamanaka Factor)*, 전문가 혼합(MoE)*: as many words as the bracket has, or its abbreviation."""
    if _ABBREVIATION.fullmatch(told):
        return inside, inside + len(told)
    count = len(told.split())
    words = list(re.finditer(r"\S+", text[line:end]))[-count:]
    same = (
        len(words) == count
        and told.isascii()
        and all(re.fullmatch(r"[가-힣A-Za-z0-9-]+", word[0]) for word in words)
    )
    return (line + words[0].start(), end) if same else None


def _phrase(text: str, line: int, at: int) -> tuple[int, int] | None:
    """한계 위험*: the words back to where a phrase must begin."""
    run = _WORDS.search(text[line:at])
    if run is None:
        return None
    words = list(re.finditer(r"\S+", run[0]))
    start = line + run.start()
    for taken, word in enumerate(reversed(words)):
        number = _NUMBERED.match(word[0])
        if taken and (leads(word[0]) or word[0][-1].isdigit()):
            return start + words[-taken].start(), at
        if number:
            return start + word.start() + number.end(), at
        if taken == _MOST_WORDS or word[0][0].isdigit():
            return None
    whole = run.start() == 0 or text[start - 1] in "(‘“'\"·,"
    return (start, at) if whole and len(words) <= _MOST_WORDS else None
