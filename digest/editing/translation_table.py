"""Translations as a table for a spreadsheet, out and in: CSV that Excel opens as it is, and as it saves it in Korea.

What begins like a formula is written with an apostrophe before it, which is taken off again; ids and fingerprints begin with
letters, so that no spreadsheet takes one for a number.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.editing.translations import OF_ISSUE, WHATS, Translation, print_of
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.editing.translations import Translated, Wanted, What
    from digest.model import Language

COLUMNS = ("id", "what", "from", "source", "to", "translation", "fingerprint", "earlier")
NEEDED = ("id", "what", "to", "translation", "fingerprint")
LONGEST = 10_000
"""Characters of a translation."""
_KINDS = {**dict.fromkeys(OF_ISSUE, "issue"), "section": "section"}
_IN_PARAGRAPHS = ("note", *(what for what in OF_ISSUE if what != "sponsor-name"))
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_PRINT = "of-"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a table holds: its translations, how many of its cells are empty, and every mistake, with its line."""

    found: tuple[tuple[int, Translation], ...]
    empty: int
    mistakes: tuple[str, ...]


def write(rows: Iterable[tuple[Wanted, Translated]]) -> str:
    """The table of these texts, each with its translation; one of an earlier text stands in a column of its own."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one, kept in rows:
        cells = (
            f"{_KINDS.get(one.what, 'item')}:{one.of}",
            one.what,
            one.language,
            one.source,
            one.to,
            kept.of(one),
            f"{_PRINT}{print_of(one.source)}",
            kept.stale(one),
        )
        table.writerow([escaped(cell) for cell in cells])
    return _BOM + out.getvalue()


def escaped(cell: str) -> str:
    """A cell that no spreadsheet reckons with."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """A cell as it was before it was escaped; one that never was stays as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read(data: bytes, *, subject: str) -> Read:
    """The translations of a table.

    Raises:
        InputError: it is no such table; nothing of it can be read.
    """
    text = _text(data, subject)
    rows = _rows(text, subject)
    number, header = next(rows, (0, []))
    if not number:
        raise InputError(subject, "is empty", "write one with `digest translations export`")
    places = _places(header, subject)
    found: list[tuple[int, Translation]] = []
    mistakes: list[str] = []
    empty = 0
    for line, cells in rows:
        cell = {name: plain(cells[place]) if place < len(cells) else "" for name, place in places.items()}
        if len(cells) > len(header) and any(cells[len(header) :]):
            mistakes.append(f"line {line}: has more cells than the first line (is a comma not in quotes?)")
            continue
        if not cell["translation"].strip():
            empty += 1
            continue
        wrong = tuple(_faults(cell))
        mistakes += [f"line {line}: {fault}" for fault in wrong]
        if not wrong:
            found.append((line, _translation(cell)))
    mistakes += _twice(found)
    return Read(found=tuple(found), empty=empty, mistakes=tuple(mistakes))


def _text(data: bytes, subject: str) -> str:
    """UTF-8, UTF-16 with its mark (Excel's "Unicode text"), or CP949 as Excel saves it in Korea."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif data.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp949"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(subject, "is neither UTF-8 nor CP949 text", 'save it as "CSV UTF-8"')


def _rows(text: str, subject: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line on which it begins."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    begins = 1
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = table.line_num + 1
    except csv.Error as error:
        raise InputError(
            subject, f"is not CSV (line {table.line_num}: {error})", "save it as CSV, UTF-8"
        ) from None


def _places(header: Sequence[str], subject: str) -> dict[str, int]:
    named = [cell.strip().casefold() for cell in header]
    twice = sorted({name for name in named if name in COLUMNS and named.count(name) > 1})
    missing = [name for name in NEEDED if name not in named]
    if twice or missing:
        told = (
            f'the column "{twice[0]}" stands there twice' if twice else f"has no column {', '.join(missing)}"
        )
        raise InputError(
            subject,
            f"{told} (its first line is: {', '.join(header)[:120]})",
            f"the first line names the columns: {','.join(COLUMNS)}",
        )
    return {name: named.index(name) for name in NEEDED}


def _faults(cell: dict[str, str]) -> Iterator[str]:
    what, to = cell["what"].strip(), cell["to"].strip()
    kind, mark, name = cell["id"].strip().partition(":")
    if what not in WHATS:
        yield f'what: "{what}" is none of {", ".join(WHATS)}'
    elif not mark or not name or kind != _KINDS.get(what, "item"):
        yield f'id: "{cell["id"].strip()}" is not the id of a {what}: it begins with {_KINDS.get(what, "item")}:'
    if to not in ("ko", "en"):
        yield f'to: "{to}" is neither ko nor en'
    if not re.fullmatch(rf"{_PRINT}[0-9a-f]{{16}}", cell["fingerprint"].strip()):
        yield f'fingerprint: "{cell["fingerprint"].strip()[:40]}" is none: leave that column as it was written'
    if len(cell["translation"]) > LONGEST:
        yield f"translation: {len(cell['translation']):,} characters are too many (at most {LONGEST:,})"


def _translation(cell: dict[str, str]) -> Translation:
    what: What = next(one for one in WHATS if one == cell["what"].strip())
    to: Language = "en" if cell["to"].strip() == "en" else "ko"
    text = cell["translation"].replace("\r\n", "\n").replace("\r", "\n").strip()
    return Translation(
        what=what,
        of=cell["id"].strip().partition(":")[2],
        to=to,
        text=text if what in _IN_PARAGRAPHS else " ".join(text.split()),
        source=cell["fingerprint"].strip().removeprefix(_PRINT),
    )


def _twice(found: Sequence[tuple[int, Translation]]) -> Iterator[str]:
    seen: dict[tuple[str, str, str], int] = {}
    for line, one in found:
        key = (one.what, one.of, one.to)
        if key in seen:
            yield f"line {line}: the {one.what} of {one.of} stands on line {seen[key]} already: keep one"
        seen.setdefault(key, line)
