"""Whether letters are bold where their font has no name: by how thick they are drawn.

Some printers draw Korean letters as pictures (fonts of type 3, which name no face): then a page is drawn, and the
thickness of a letter's strokes is its ink over its edges.
"""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as api

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SCALE = 3
"""Pixels to a point: a stroke of usual letters is then about two pixels thick."""
_LARGEST = 6_000_000
"""Pixels of a page that is drawn for this: an A4 sheet has 4.5 million."""
_SAMPLES = 8
_HEAVIER = 1.45
"""Times the strokes of most letters: the bold faces met have 1.5 times or more, a plain sans beside a plain serif has 1.35."""
_ALSO = 1.2
"""The same for a letter beside one that is bold: letters differ."""
_AROUND = 2
_FEW = 3
_CLOSING = frozenset(".,!?…:)]”’』」》〉")
_ENDS = frozenset(map(ord, "\r\n"))
_DARK = bytes(1 if value < 128 else 0 for value in range(256))  # noqa: PLR2004 - half of white


def has_names(text: Any) -> bool:
    """Whether the fonts of a page's text say their names."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int(0)
    count = text.count_chars()
    asked = range(0, count, max(1, count // 16))
    named = sum(api.FPDFText_GetFontInfo(text.raw, index, buffer, 128, flags) > 1 for index in asked)
    return bool(2 * named >= len(asked))


def heavy_letters(page: Any, text: Any) -> frozenset[int]:
    """The letters (their places in the page's text) that are drawn in bold; none on a page that is turned or huge."""
    width, height = page.get_size()
    if page.get_rotation() or width * height * _SCALE * _SCALE > _LARGEST:
        return frozenset()
    letters = list(_letters(text))
    thick = _thickness(page, text, letters)
    told = [(index, thick[key] / key[1]) for index, key in letters if thick.get(key)]
    if not told:
        return frozenset()
    size = Counter(key[1] for _, key in letters).most_common(1)[0][0]
    usual = median([thick[key] / size for _, key in letters if key[1] == size and thick.get(key)] or [0.0])
    values = [value for _, value in told]
    near = [
        median(values[max(0, place - _AROUND) : place + _AROUND + 1]) / (usual or 1.0)
        for place in range(len(values))
    ]
    heavy = [value >= _HEAVIER for value in near]
    for way in (range(1, len(heavy)), range(len(heavy) - 2, -1, -1)):
        for place in way:
            heavy[place] = heavy[place] or (heavy[place - way.step] and near[place] >= _ALSO)
    return frozenset(_with_signs(text, [index for index, _ in told], heavy))


def _with_signs(text: Any, places: Sequence[int], heavy: Sequence[bool]) -> Iterator[int]:
    """The heavy letters, and the signs inside and right after them; not one or two letters in the middle of a line."""
    for is_heavy, group in groupby(range(len(places)), key=heavy.__getitem__):
        run = list(group)
        first, last = run[0], run[-1]
        after = places[last + 1] if last + 1 < len(places) else text.count_chars()
        if not is_heavy:
            continue
        inside = first and last + 1 < len(places) and not _breaks(text, places[first - 1], places[first])
        if inside and len(run) < _FEW and not _breaks(text, places[last], after):
            continue
        yield from range(places[first], places[last] + 1)
        for index in range(places[last] + 1, after):
            if chr(api.FPDFText_GetUnicode(text.raw, index)) not in _CLOSING:
                break
            yield index


def _breaks(text: Any, one: int, other: int) -> bool:
    """Whether a line ends between two letters."""
    return any(api.FPDFText_GetUnicode(text.raw, index) in _ENDS for index in range(one + 1, other))


def _letters(text: Any) -> Iterator[tuple[int, tuple[int, float]]]:
    """Each letter's place with its font and size."""
    handle = text.raw
    for index in range(text.count_chars()):
        if not chr(min(api.FPDFText_GetUnicode(handle, index), 0x10FFFF)).isalnum():
            continue
        found = api.FPDFText_GetTextObject(handle, index)
        font = ctypes.cast(api.FPDFTextObj_GetFont(found), ctypes.c_void_p).value if found else None
        if font:
            yield index, (font, round(api.FPDFText_GetFontSize(handle, index), 1))


def _thickness(
    page: Any, text: Any, letters: Sequence[tuple[int, tuple[int, float]]]
) -> dict[tuple[int, float], float]:
    """The strokes of each font and size, in pixels: the mean of a few letters."""
    bitmap = page.render(scale=_SCALE, grayscale=True)
    drawn = bytes(bitmap.buffer)
    edges = tuple(ctypes.c_double() for _ in range(4))
    x, y = page.get_bbox()[0], page.get_bbox()[3]
    found: dict[tuple[int, float], list[float]] = defaultdict(list)
    for index, key in letters:
        if len(found[key]) >= _SAMPLES or not api.FPDFText_GetCharBox(text.raw, index, *edges):
            continue
        left, right, bottom, top = (edge.value for edge in edges)
        columns = slice(max(0, int((left - x) * _SCALE)), max(0, int((right - x) * _SCALE) + 1))
        rows = range(max(0, int((y - top) * _SCALE)), min(bitmap.height, int((y - bottom) * _SCALE) + 1))
        lines = [
            drawn[row * bitmap.stride : row * bitmap.stride + bitmap.width][columns].translate(_DARK)
            for row in rows
        ]
        thickness = _stroke(lines)
        if thickness:
            found[key].append(thickness)
    bitmap.close()
    return {key: sum(values) / len(values) for key, values in found.items() if values}


def _stroke(lines: Sequence[bytes]) -> float:
    """The thickness of what is drawn, in pixels: the dark ones over the places where dark begins, across and down."""
    ink = sum(line.count(1) for line in lines)
    begun = sum((b"\0" + line).count(b"\0\1") for line in lines)
    whole = b"".join(lines)
    wide = len(lines[0]) if lines else 0
    begun += sum((b"\0" + whole[column::wide]).count(b"\0\1") for column in range(wide))
    return ink / begun if begun else 0.0
