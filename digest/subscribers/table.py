"""Reading a table of subscribers: CSV as Korean and English programs write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator  # noqa: TC003 - a return type that is public
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.errors import InputError, ResultError

if TYPE_CHECKING:
    from digest.model import Language

COLUMNS = {
    "address": (
        "email",
        "e-mail",
        "email address",
        "address",
        "이메일",
        "이메일 주소",
        "이메일주소",
        "메일",
        "메일주소",
    ),
    "name": ("name", "full name", "이름", "성명"),
    "language": ("language", "lang", "언어"),
    "consented": (
        *(
            "consented",
            "consent date",
            "subscribed",
            "subscribed at",
            "signup date",
            "optin time",
            "created at",
        ),
        *(
            "동의일",
            "동의 일시",
            "동의일시",
            "수신동의일",
            "가입일",
            "가입 일시",
            "가입일시",
            "구독일",
            "구독 일시",
            "구독일시",
        ),
    ),
    "consent_source": ("consent source", "consent", "source", "동의 경로", "동의경로", "구독경로"),
}
LANGUAGES: dict[str, Language] = {
    "ko": "ko", "kr": "ko", "korean": "ko", "한국어": "ko", "국문": "ko",
    "en": "en", "english": "en", "영어": "en", "영문": "en",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a table, as it stands: `number` counts from 1 and includes the header."""

    number: int
    address: str = ""
    name: str = ""
    language: str = ""
    consented: str = ""
    consent_source: str = ""


def read(data: bytes, *, subject: str) -> Iterator[Line]:
    """The lines of a table; empty ones are passed over.

    Raises:
        ResultError: it is not text, or has no column with addresses.
    """
    text = _text(data, subject)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    places: dict[str, int] | None = None
    try:
        for cells in table:
            if not any(cell.strip() for cell in cells):
                continue
            if places is None:
                places = _places(cells, subject)
                continue
            yield Line(
                number=table.line_num,
                **{name: cells[place].strip(" \t") for name, place in places.items() if place < len(cells)},
            )
    except csv.Error as error:
        raise ResultError(subject, f"is not CSV (line {table.line_num}: {error})", "save it as CSV") from None
    if places is None:
        raise ResultError(subject, "is empty", "its first line names the columns: email,name,language")


def language(text: str) -> Language | None:
    """The language that a cell names; None where it is empty.

    Raises:
        InputError: it names none that there is an edition in.
    """
    if not text.strip():
        return None
    found = LANGUAGES.get(text.strip().casefold())
    if found is None:
        raise InputError("language", f'"{text}" is neither ko nor en')
    return found


def moment(text: str, otherwise: datetime) -> datetime:
    """The moment that a cell names, in the zone of `otherwise`, which stands for an empty cell.

    Raises:
        InputError: it is not a date.
    """
    if not text.strip():
        return otherwise
    try:
        found = datetime.fromisoformat(text.strip().replace(".", "-").replace("/", "-"))
    except ValueError:
        raise InputError("date of consent", f'"{text}" is not a date such as 2025-11-24') from None
    return found if found.tzinfo else found.replace(tzinfo=otherwise.tzinfo)


def _text(data: bytes, subject: str) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ResultError(subject, "is neither UTF-8 nor CP949 text", "save it as CSV, UTF-8")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _places(header: list[str], subject: str) -> dict[str, int]:
    named = [" ".join(cell.replace("_", " ").casefold().split()) for cell in header]
    places = {
        column: named.index(found)
        for column, names in COLUMNS.items()
        if (found := next((name for name in names if name in named), None)) is not None
    }
    if "address" not in places:
        raise ResultError(
            subject,
            f"no column holds addresses (the first line is: {', '.join(header)[:80]})",
            'name it "email" or "이메일" in the first line',
        )
    return places
