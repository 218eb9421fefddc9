"""An mbox as its messages: by what its postmarks (`From …` lines) look like, for writers disagree how to guard them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from digest.sources.formats.mime import line_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = b"\xef\xbb\xbf"
_POSTMARK = re.compile(
    rb"^From (?P<rest>[^\r\n]{0,300})\r{0,2}\n(?=(?P<next>>?[!-9;-~]{1,80}[ \t]*[: ]|\r?\n))", re.MULTILINE
)
_DATED = re.compile(
    rb"\b\d{1,2}:\d\d(?::\d\d)?\b.{0,40}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.{0,40}\b\d{1,2}:\d\d"
)
_GUARDED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_SLACK = 3


def split(content: bytes) -> Iterator[bytes]:
    """The messages, in order, without their postmarks and with `>From` undone; one message where there is no postmark.

    A Content-Length is believed where it leads to the next postmark or to the end, and nowhere else.
    """
    content = content.removeprefix(_BOM)
    if b"\n" not in content:
        content = line_feeds(content)
    top = len(content) - len(content.lstrip())
    marks = [
        (found.start(), found.end())
        for found in _POSTMARK.finditer(content)
        if found.start() <= top or _parts(content, found)
    ]
    if not marks:
        yield content
        return
    starts = [start for start, _ in marks]
    number = 0
    while number < len(marks):
        begin = marks[number][1]
        number = _next(content, starts, number)
        end = starts[number] if number < len(marks) else len(content)
        yield _GUARDED.sub(rb"\1", content[begin:end])


def _parts(content: bytes, found: re.Match[bytes]) -> bool:
    """Whether a `From ` line parts messages: it is dated, or an address below an empty line, and headers follow."""
    if not found["next"].endswith(b":"):
        return False
    before = content[max(0, found.start() - 4) : found.start()].replace(b"\r", b"")
    address = b"@" in found["rest"].partition(b" ")[0]
    return _DATED.search(found["rest"]) is not None or (address and before.endswith(b"\n\n"))


def _next(content: bytes, starts: list[int], number: int) -> int:
    """The postmark after a message: the one its Content-Length leads to, else simply the next."""
    end = starts[number + 1] if number + 1 < len(starts) else len(content)
    headers = _HEADERS_END.search(content, starts[number], end)
    told = _LENGTH.search(content, starts[number], headers.end()) if headers else None
    if headers is None or told is None:
        return number + 1
    ends = headers.end() + int(told.group(1))
    later = bisect_left(starts, ends, number + 1)
    if later < len(starts):
        return later if starts[later] - ends <= _SLACK else number + 1
    return later if 0 <= len(content) - ends <= _SLACK else number + 1
