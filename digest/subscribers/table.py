"""Reading a table of subscribers, line by line: CSV as Korean and English programs write it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from digest.errors import ResultError, UsageError
from digest.subscribers import columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

BLOCK = 1 << 20
_HIDDEN = re.compile(r"'+[=+\-@\t\r]")  # what `export.safe` writes
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: where it begins in the file (from 1, the header included), and its cells by meaning."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, meaning: str) -> str:
        return self.cells.get(meaning, "")


class Table:
    """A table that is read once, from its first line to its last; use it as a context.

    Args:
        source: the file, or its bytes.
        subject: what it is called in errors.
        given: what the editor says of its columns: meaning → name (`digest.subscribers.columns`).

    Raises:
        UsageError: the file cannot be read, or has no such column.
        ResultError: it is not text, is empty, or has no column with addresses.
    """

    def __init__(self, source: bytes | Path, *, subject: str, given: Mapping[str, str] | None = None) -> None:
        self.subject = subject
        self._file = _open(source, subject)
        try:
            encoding = _encoding(self._file, subject)
            text = io.TextIOWrapper(self._file, encoding, newline="")
            self._rows = csv.reader(text, delimiter=_delimiter(text))
            self.header = self._first()
            self.places = columns.places(self.header, given or {}, subject=Path(subject).name)
        except BaseException:
            self._file.close()
            raise
        self.service = columns.service(self.header)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Line]:
        """Its lines; empty ones are passed over.

        Raises:
            ResultError: a line is not CSV.
        """
        for number, cells in self._cells():
            yield Line(
                number,
                {name: _cell(cells[place]) for name, place in self.places.items() if place < len(cells)},
            )

    def _first(self) -> list[str]:
        for _, cells in self._cells():
            if len(cells) <= 2 and cells[0].casefold().startswith("sep="):  # noqa: PLR2004 - Excel's own line: `sep=;`
                continue
            return [cell.strip(" \t\ufeff") for cell in cells]
        raise ResultError(self.subject, "is empty", "its first line names the columns: email,name,language")

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            number = self._rows.line_num + 1
            try:
                cells = next(self._rows)
            except StopIteration:
                return
            except csv.Error as error:
                raise ResultError(
                    self.subject,
                    f"is not CSV (line {number}: {error})",
                    "correct that line, and import it again",
                ) from None
            if any(cell.strip() for cell in cells):
                yield number, cells


def _cell(text: str) -> str:
    """A cell without what kept a spreadsheet from taking it for a formula."""
    plain = text.strip(" \t")
    return plain[1:] if _HIDDEN.match(plain) else plain


def _open(source: bytes | Path, subject: str) -> IO[bytes]:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        return source.open("rb")
    except OSError as error:
        raise UsageError(subject, f"cannot be read ({error.strerror or error})", "name a CSV file") from None


def _encoding(file: IO[bytes], subject: str) -> str:
    """The encoding of the whole file: what its mark says, else UTF-8, else CP949."""
    start = file.read(4)
    marked = next((encoding for mark, encoding in _MARKS.items() if start.startswith(mark)), None)
    if start.startswith(b"PK\x03\x04"):
        raise ResultError(
            subject, "is a workbook or an archive, not CSV", "unpack it, or save it as CSV (UTF-8)"
        )
    for encoding in (marked,) if marked else ("utf-8", "cp949"):
        file.seek(0)
        if _decodes(file, encoding):
            file.seek(0)
            return encoding
    raise ResultError(subject, "is neither UTF-8, UTF-16 nor CP949 text", "save it as CSV, UTF-8")


def _decodes(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: io.TextIOWrapper) -> str:
    """The mark between cells: what the first line has most of."""
    first = ""
    while not first.strip() or first.casefold().startswith(("sep=", '"sep=')):
        first = text.readline()
        if not first:
            break
    text.seek(0)
    return max(",;\t", key=re.sub(r'"[^"]*"', "", first).count)
