"""The values of single settings, each with a message that says what to write instead."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from digest.config import expressions
from digest.config.domains import domain
from digest.config.patterns import regular

EditionLanguage = Literal["ko", "en"]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f'"{name}" is not a time zone; write an IANA name such as "Asia/Seoul"') from None
    return name


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_CRON_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
_CRON_PART = re.compile(
    r"(?:\*|(?P<first>[a-z]+|\d{1,2})(?:-(?P<last>[a-z]+|\d{1,2}))?)(?:/(?P<step>\d{1,2}))?", re.ASCII
)


def _cron(text: str) -> str:
    fields = text.lower().split()
    if fields and len(fields) != len(_CRON_FIELDS):
        raise ValueError(
            f'"{text}" is not a cron expression of five fields; Monday at seven is "0 7 * * mon"'
        )
    for field, (name, low, high) in zip(fields, _CRON_FIELDS, strict=False):
        for part in field.split(","):
            if not _cron_part(part, name, low, high):
                span = f"{low} to {high}"
                raise ValueError(
                    f'"{part}" is no {name} of a cron expression; write *, or numbers from {span}, such as'
                    f" {low}, {low}-{high}, {low},{high} or */2"
                )
    return text.strip()


def _cron_part(part: str, name: str, low: int, high: int) -> bool:
    found = _CRON_PART.fullmatch(part)
    if not found:
        return False
    written = [end for end in (found["first"], found["last"]) if end]
    ends = [_cron_number(end, name) for end in written]
    if not all(low <= end <= high for end in ends):
        return False
    # A week goes on from Saturday to Sunday; no other field wraps.
    if name != "weekday" and ends != sorted(ends):
        return False
    step = found["step"]
    named = [not end.isdecimal() for end in written]
    if name == "month" and any(named) and (step or not all(named)):
        return False  # names of months go neither with numbers nor with a step
    first, last = (*ends, high)[:2] if ends else (low, high)
    return step is None or 1 <= int(step) <= (high - low if name == "weekday" else last - first)


def _cron_number(text: str, name: str) -> int:
    """The number that a field's value stands for; -1 where it is none."""
    if text.isdecimal():
        return int(text)
    if name == "month" and text in MONTHS:
        return MONTHS.index(text) + 1
    if name == "weekday" and len(text) >= len("mon"):
        return next((place for place, day in enumerate(DAYS) if day.startswith(text)), -1)
    return -1


_DURATION = re.compile(r"(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m(?:in)?)?\s*(?:(\d+)s)?")


def _duration(value: Any) -> Any:
    if isinstance(value, str):
        found = _DURATION.fullmatch(value.strip())
        if not found or not any(found.groups()):
            raise ValueError(f'"{value}" is not a length of time; write "6h", "30m", "2d" or "90s"')
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return value


def _pattern(text: str) -> str:
    regular(text)
    return unicodedata.normalize("NFC", text)  # as the texts are in which it is searched; macOS may write NFD


def _filter(text: str) -> str:
    expressions.parse(text)
    return unicodedata.normalize("NFC", text)


def _section_key(key: str) -> str:
    if key == "other":
        raise ValueError('"other" is the key of what fits no section: give the section another key')
    return key


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text)  # as the texts are that it is compared with


def _examples(value: Any) -> tuple[str, ...] | Path:
    if isinstance(value, str) and value.strip():
        return Path(value)
    if isinstance(value, list | tuple) and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(unicodedata.normalize("NFC", one) for one in value)
    raise ValueError('give headlines or short texts, ["…", "…"], or the path of a folder or JSON Lines file')


def _published(text: str) -> str:
    """A month, a day or a moment."""
    try:
        datetime.fromisoformat(f"{text}-01" if len(text) == len("2025-02") else text or "2025-02-01")
    except ValueError:
        raise ValueError(f'"{text}" is not a date; write 2025-02, 2025-02-01 or an ISO moment') from None
    return text


def _branch(text: str) -> str:
    if text and not re.fullmatch(r"[\w.][\w.-]*/[\w.][\w./-]*", text):
        raise ValueError(f'"{text}" is no remote and branch of git; write them as in "origin/gh-pages"')
    return text


def _address(text: str) -> str:
    if text and not re.fullmatch(r"[^@\s<>\",;]+@[^@\s<>\",;]+", text):
        raise ValueError(f'"{text}" is not an e-mail address; write one such as "name@example.org"')
    return text


def _domain(text: str) -> str:
    try:
        return domain(text) if text else text
    except ValueError:
        raise ValueError(f'"{text}" is not a domain; write one such as "naver.com"') from None


def _mailbox(text: str) -> str:
    """An address that mail is sent to: its domain in ASCII, as a header and a mail server take it."""
    if not _address(text):
        return text
    local, _, of = text.rpartition("@")
    if not (local.isascii() and local.isprintable()):
        raise ValueError(f'"{text}": most mail servers refuse a name part that is not plain ASCII')
    return f"{local}@{_domain(of)}"


Zone = Annotated[str, AfterValidator(_zone)]
Domain = Annotated[str, AfterValidator(_domain)]
Cron = Annotated[str, AfterValidator(_cron)]
Branch = Annotated[str, AfterValidator(_branch)]
Address = Annotated[str, AfterValidator(_address)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Duration = Annotated[timedelta, BeforeValidator(_duration), Field(ge=timedelta(0))]
Wait = Annotated[timedelta, BeforeValidator(_duration), Field(gt=timedelta(0))]
KEY = r"^[\w][\w .·-]*$"
SLUG = r"^[a-z0-9][a-z0-9-]*$"
Key = Annotated[str, Field(pattern=KEY, max_length=80)]
Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
SectionKey = Annotated[Slug, AfterValidator(_section_key)]

Text = Annotated[str, AfterValidator(_text)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Filter = Annotated[str, AfterValidator(_filter)]
Examples = Annotated[tuple[str, ...] | Path, BeforeValidator(_examples)]
Published = Annotated[str, AfterValidator(_published)]
ELSEWHERE = 'give { env = "NAME" } or { file = "PATH" }, never the secret itself'
