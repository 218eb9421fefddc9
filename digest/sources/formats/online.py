"""The address of a letter on the web, as it tells it itself: "view this in your browser"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.stories.links import canonical

if TYPE_CHECKING:
    from digest.sources.formats.content import Content

_ONLINE = re.compile(
    r"\b(?:view|read|see|open)\b.{0,40}\b(?:in|on|with) (?:your |a |the |my )?(?:web ?)?(?:browser|web|website)\b|\b(?:view|read|see|open) (?:it |this |the )?.{0,25}\bonline\b|\b(?:web|online|browser) version\b"
    r"|(?:having )?trouble (?:viewing|reading|seeing)|(?:can(?:no|')t|unable to) (?:see|view|read) this"
    r"|(?:웹|브라우저|온라인|홈페이지|웹사이트|웹페이지).{0,12}(?:보기|보러 ?가기|읽기|확인)|웹 ?버전|(?:메일|이메일|레터|내용|이미지|그림)[이가]? ?(?:.{0,12})(?:보이지 않|안 보이|깨져|깨질|깨지)",
    re.IGNORECASE,
)
_LONGEST = 160
_EDGE = 12
"""Lines at either end of a letter where it may say so."""
_UNSUBSCRIBES = re.compile(r"unsubscri|수신 ?거부|구독 ?(?:해지|취소)|opt[- ]?out", re.IGNORECASE)


def address_online(content: Content) -> str:
    """The canonical address of the letter's own page, empty where it names none; a redirect stays as it is."""
    lines = content.text.split("\n")
    edges = {*range(_EDGE), *range(max(0, len(lines) - _EDGE), len(lines))}
    ranges = [
        (at, at + len(lines[number]), lines[number]) for number, at in _begins(lines) if number in edges
    ]
    for link in content.links:
        if link.span is None or _UNSUBSCRIBES.search(link.text):
            continue
        at = link.span.start
        line = next((text for start, end, text in ranges if start <= at < end), "")
        said = _ONLINE.search(link.text) or (
            len(line) <= _LONGEST and _ONLINE.search(line.replace(link.url, ""))
        )
        if line and said:
            return canonical(link.url)
    return ""


def _begins(lines: list[str]) -> list[tuple[int, int]]:
    found, at = [], 0
    for number, line in enumerate(lines):
        found.append((number, at))
        at += len(line) + 1
    return found
