"""The values of single settings, each with a message that says what to write instead."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

EditionLanguage = Literal["ko", "en"]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f'"{name}" is not a time zone; write an IANA name such as "Asia/Seoul"') from None
    return name


_CRON_FIELD = r"[\d*/,\-A-Za-z]+"


def _cron(text: str) -> str:
    if text and not re.fullmatch(rf"{_CRON_FIELD}(\s+{_CRON_FIELD}){{4}}", text.strip()):
        raise ValueError(
            f'"{text}" is not a cron expression of five fields; Monday at seven is "0 7 * * mon"'
        )
    return text.strip()


_DURATION = re.compile(r"(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m(?:in)?)?\s*(?:(\d+)s)?")


def _duration(value: Any) -> Any:
    if isinstance(value, str):
        found = _DURATION.fullmatch(value.strip())
        if not found or not any(found.groups()):
            raise ValueError(f'"{value}" is not a length of time; write "6h", "30m", "2d" or "90s"')
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return value


def regular(pattern: str) -> None:
    """Raise ValueError where `pattern` is not a regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f'"{pattern}" is not a regular expression: {error}') from None


def _published(text: str) -> str:
    """A month, a day or a moment."""
    try:
        datetime.fromisoformat(f"{text}-01" if len(text) == len("2025-02") else text or "2025-02-01")
    except ValueError:
        raise ValueError(f'"{text}" is not a date; write 2025-02, 2025-02-01 or an ISO moment') from None
    return text


def _address(text: str) -> str:
    if text and not re.fullmatch(r"[^@\s<>\",;]+@[^@\s<>\",;]+", text):
        raise ValueError(f'"{text}" is not an e-mail address')
    return text


Zone = Annotated[str, AfterValidator(_zone)]
Cron = Annotated[str, AfterValidator(_cron)]
Address = Annotated[str, AfterValidator(_address)]
Duration = Annotated[timedelta, BeforeValidator(_duration), Field(ge=timedelta(0))]
Wait = Annotated[timedelta, BeforeValidator(_duration), Field(gt=timedelta(0))]
Key = Annotated[str, Field(pattern=r"^[\w][\w .·-]*$", max_length=80)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]

Published = Annotated[str, AfterValidator(_published)]
ELSEWHERE = 'give { env = "NAME" } or { file = "PATH" }, never the secret itself'
