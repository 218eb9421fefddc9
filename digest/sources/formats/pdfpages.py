"""PDF bytes → runs of text with their places. pypdfium2's only door.

PDFium is not thread-safe: one lock stands around every use of it, and what it opened is closed before the lock is
given back. Places are in points (1/72 inch) from the top left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import math
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as api

from digest.errors import InputError
from digest.sources.formats.pdfink import has_names, heavy_letters
from digest.sources.formats.pdfpacket import packet
from digest.sources.formats.pdfruns import Char, Run, runs_of
from digest.sources.formats.pdfsize import too_large
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_PAGES = 1_000
MOST_CHARACTERS = 3_000_000
MOST_ON_PAGE = 60_000
MOST_TEXTS = 20_000
"""Pieces of text of a page: one that places each letter by itself has a third of that."""
MOST_SECONDS = 60.0
MOST_OBJECTS = 5_000
"""Drawings of a page that are looked at for bullets."""
_LOCK = threading.Lock()
_BULLET = (1.5, 9.0)
_THIN, _LONG = 2.0, 8.0
"""Points: how thick and how long a rule is."""
_QUARTER = 90
_URI_LENGTH = 4_096
_BOLD = 600
_FORCED_BOLD = 1 << 18

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its runs in the order of the file, and the small drawings that mark list items.

    Attributes:
        width: in points.
        height: in points.
        runs: its text.
        bullets: places (x, y) of drawn bullets: PDF printers draw the marks of lists.
        rules: straight lines drawn on it: those of tables, among others.
        pictures: whether it shows an image.
    """

    width: float
    height: float
    runs: tuple[Run, ...] = ()
    bullets: tuple[tuple[float, float], ...] = ()
    rules: tuple[Box, ...] = ()
    pictures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A PDF's pages and what it says of itself (`Title`, `Author`, `CreationDate`, …)."""

    pages: tuple[Page, ...]
    told: dict[str, str]


def read_pages(content: bytes, *, subject: str) -> Paper:
    """The pages of a PDF.

    Raises:
        InputError: it is locked or broken, or larger than a newsletter ever is.
    """
    if too_large(content):
        raise _large(subject)
    with _LOCK:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise _refused(error, subject) from None
        try:
            fields = dict(_fields(document))
            told = {**packet(content), **{key: value for key, value in fields.items() if value.strip()}}
            return Paper(pages=tuple(_pages(document, subject)), told=told)
        finally:
            document.close()


def _fields(document: Any) -> Iterator[tuple[str, str]]:
    """What the PDF says of itself, but for what is no text."""
    for key in document.METADATA_KEYS:
        try:
            yield str(key), str(document.get_metadata_value(key))
        except UnicodeDecodeError:
            continue


def _large(subject: str) -> InputError:
    return InputError(subject, "the PDF is too large to read", "split it, or save it as text")


def _refused(error: Any, subject: str) -> InputError:
    if getattr(error, "err_code", None) in {api.FPDF_ERR_PASSWORD, api.FPDF_ERR_SECURITY}:
        return InputError(subject, "the PDF is locked with a password", "save a copy without the password")
    return InputError(
        subject, "the PDF is broken", "open it in a PDF viewer; fetch it again if that fails too"
    )


def _pages(document: Any, subject: str) -> Iterator[Page]:
    if len(document) > MOST_PAGES:
        raise InputError(
            subject,
            f"{len(document):,} pages; no more than {MOST_PAGES:,} are read",
            "split it, or give only the pages that matter",
        )
    left, until = MOST_CHARACTERS, time.monotonic() + MOST_SECONDS
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            continue  # one broken page does not take the others with it
        try:
            if _has_too_many_texts(page):
                raise _large(subject)
            text = page.get_textpage()
            try:
                count = text.count_chars()
                left -= count
                if left < 0 or count > MOST_ON_PAGE or time.monotonic() > until:
                    raise _large(subject)
                yield _page(document, page, text)
            finally:
                text.close()
        except pdfium.PdfiumError:
            continue
        finally:
            page.close()


def _has_too_many_texts(page: Any) -> bool:
    """Whether the text is in so many pieces that asking for it, which takes the square of their number, never ends."""
    count: int = api.FPDFPage_CountObjects(page)
    if count <= MOST_TEXTS:
        return False
    kinds = (api.FPDFPageObj_GetType(api.FPDFPage_GetObject(page, index)) for index in range(count))
    return sum(1 for kind in kinds if kind == api.FPDF_PAGEOBJ_TEXT) > MOST_TEXTS


def _page(document: Any, page: Any, text: Any) -> Page:
    width, height = page.get_size()
    place = _placer(page)
    links = tuple(_links(document, page, place))
    bullets: list[tuple[float, float]] = []
    rules: list[Box] = []
    pictures = False
    for kind, box in _drawings(page, place):
        left, top, right, bottom = box
        if kind == api.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        elif _BULLET[0] <= right - left <= _BULLET[1] and 0.5 <= (right - left) / max(bottom - top, 0.1) <= 2:  # noqa: PLR2004 - about as high as wide
            bullets.append(((left + right) / 2, (top + bottom) / 2))
        elif min(right - left, bottom - top) <= _THIN and max(right - left, bottom - top) >= _LONG:
            rules.append(box)
    return Page(
        width=width,
        height=height,
        runs=runs_of(_chars(text, place, links, None if has_names(text) else heavy_letters(page, text))),
        bullets=tuple(bullets),
        rules=tuple(rules),
        pictures=pictures,
    )


def _placer(page: Any) -> Callable[[float, float], tuple[float, float]]:
    """From the page's own coordinates to those of this module: its box may lie anywhere, and it may be turned."""
    left, bottom, right, top = page.get_bbox()
    turns = {
        0: lambda x, y: (x - left, top - y),
        _QUARTER: lambda x, y: (y - bottom, x - left),
        2 * _QUARTER: lambda x, y: (right - x, y - bottom),
        3 * _QUARTER: lambda x, y: (top - y, right - x),
    }
    return turns[page.get_rotation() % 360]


def _drawings(page: Any, place: Callable[[float, float], tuple[float, float]]) -> Iterator[tuple[int, Box]]:
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(api.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        found = api.FPDFPage_GetObject(page, index)
        kind = api.FPDFPageObj_GetType(found)
        if kind in {api.FPDF_PAGEOBJ_PATH, api.FPDF_PAGEOBJ_IMAGE} and api.FPDFPageObj_GetBounds(
            found, *edges
        ):
            left, bottom, right, top = (edge.value for edge in edges)
            yield kind, _box(place, left, bottom, right, top)


def _box(
    place: Callable[[float, float], tuple[float, float]], left: float, bottom: float, right: float, top: float
) -> Box:
    (x, y), (x2, y2) = place(left, top), place(right, bottom)
    return min(x, x2), min(y, y2), max(x, x2), max(y, y2)


def _links(
    document: Any, page: Any, place: Callable[[float, float], tuple[float, float]]
) -> Iterator[tuple[Box, str]]:
    at, link, rect = ctypes.c_int(0), api.FPDF_LINK(), api.FS_RECTF()
    for _ in range(MOST_OBJECTS):
        if not api.FPDFLink_Enumerate(page, at, link):
            return
        action = api.FPDFLink_GetAction(link)
        size = api.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if not 1 < size <= _URI_LENGTH or not api.FPDFLink_GetAnnotRect(link, rect):
            continue
        buffer = ctypes.create_string_buffer(size)
        api.FPDFAction_GetURIPath(document, action, buffer, size)
        url = canonical(buffer.value.decode("utf-8", "replace"))
        if url.startswith(("http://", "https://")):
            yield _box(place, rect.left, rect.bottom, rect.right, rect.top), url


def _chars(
    text: Any,
    place: Callable[[float, float], tuple[float, float]],
    links: tuple[tuple[Box, str], ...],
    heavy_ones: frozenset[int] | None,
) -> Iterator[Char]:
    """The letters of a page; `heavy_ones` are those in bold where no font says so, None = the fonts say."""
    handle = text.raw
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), api.FS_RECTF(), api.FS_MATRIX()
    raw_size, weight, size, bold, turned = -1.0, -2, 0.0, False, False
    for index in range(text.count_chars()):
        code = api.FPDFText_GetUnicode(handle, index)
        if api.FPDFText_IsGenerated(handle, index) == 1:
            raw_size = raw_size if code == 32 else -1.0  # noqa: PLR2004 - U+0020; else a new line: look again
            yield Char(text=" " if code == 32 else "\n", made=True)  # noqa: PLR2004 - U+0020
            continue
        now, heavy = api.FPDFText_GetFontSize(handle, index), api.FPDFText_GetFontWeight(handle, index)
        if now != raw_size or heavy != weight:
            raw_size, weight = now, heavy
            api.FPDFText_GetMatrix(handle, index, matrix)
            size = max(1.0, now * math.hypot(matrix.c, matrix.d))
            bold = _is_bold(handle, index, heavy)
            turned = math.dist(place(0, 0), place(matrix.a, matrix.b)) > 0 and not _level(place, matrix)
        if turned or not api.FPDFText_GetCharOrigin(handle, index, x, y):
            continue
        api.FPDFText_GetLooseCharBox(handle, index, box)
        left, top, right, _ = _box(place, box.left, box.bottom, box.right, box.top)
        start, base = place(x.value, y.value)
        url = next((u for b, u in links if b[0] <= start + 1 <= b[2] and b[1] <= base - size / 4 <= b[3]), "")
        yield Char(
            text=_character(code),
            left=min(start, left) if abs(start - left) < size else left,
            right=max(right, left),
            base=base,
            top=top,
            size=size,
            bold=bold if heavy_ones is None else index in heavy_ones,
            url=url,
        )


def _character(code: int) -> str:
    if code == 2:  # noqa: PLR2004 - PDFium's sign for a hyphen at a line's end
        return "-"
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - Unicode's last


def _level(place: Callable[[float, float], tuple[float, float]], matrix: Any) -> bool:
    """Whether text runs from left to right as the page is shown: a stamp across the page does not."""
    (x, y), (x2, y2) = place(0, 0), place(matrix.a, matrix.b)
    return x2 > x and abs(y2 - y) < 0.1 * (x2 - x)


def _is_bold(handle: Any, index: int, weight: int) -> bool:
    flags = ctypes.c_int(0)
    buffer = ctypes.create_string_buffer(128)
    size = api.FPDFText_GetFontInfo(handle, index, buffer, 128, flags)
    name = buffer.value.decode("latin-1").lower() if 0 < size <= 128 else ""  # noqa: PLR2004 - the buffer's
    return (
        "bold" in name
        or "black" in name
        or "heavy" in name
        or weight >= _BOLD
        or bool(flags.value & _FORCED_BOLD)
    )
