"""An mbox as its messages: by what its postmarks (`From …` lines) look like, for writers disagree how to guard them."""

from __future__ import annotations

import re
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
    marks = [(found.start(), found.end()) for found in _POSTMARK.finditer(content) if _parts(content, found)]
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
    """Whether a `From ` line parts messages: it is dated and headers follow, or it stands at the top."""
    before = content[max(0, found.start() - 2) : found.start()]
    if not content[: found.start()].strip():
        return True
    dated = _DATED.search(found["rest"]) is not None and b":" in found["next"] + found["next"]
    blank = before.endswith((b"\n\n", b"\r\n")) and content[
        max(0, found.start() - 4) : found.start()
    ].replace(b"\r", b"").endswith(b"\n\n")
    return dated or (blank and b"@" in found["rest"].split(b" ")[0] and found["next"].endswith(b":"))


def _next(content: bytes, starts: list[int], number: int) -> int:
    """The postmark after a message: the one its Content-Length leads to, else simply the next."""
    end = starts[number + 1] if number + 1 < len(starts) else len(content)
    headers = _HEADERS_END.search(content, starts[number], end)
    told = _LENGTH.search(content, starts[number], headers.end()) if headers else None
    if headers is None or told is None:
        return number + 1
    ends = headers.end() + int(told.group(1))
    for later in range(number + 1, len(starts)):
        if 0 <= starts[later] - ends <= _SLACK:
            return later
        if starts[later] > ends:
            return number + 1
    return len(starts) if 0 <= len(content) - ends <= _SLACK else number + 1
