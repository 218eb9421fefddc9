"""Sentence boundaries mended at quotations: a quotation is never cut, and stays with who is quoted."""

from __future__ import annotations

import re

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_ATTRIBUTED = re.compile(r"\s*(?:이?라고|이?라며|이?라면서|이?라는|하고|하며|고|며|면서|는|등)(?![가-힣])")
_CLOSED = re.compile(r"[\"”’'」』]\s*$")
_ENDED = re.compile(r"(?<=[가-힣])[.?!]+(?!\d{1,3}\))(?=[가-힣A-Za-z0-9\"“‘「『《〈'\[(<▲△▼▽◆◇●○■□▶▷☞※]|\s)")
_FARTHEST = 800
"""Characters within which an opened quotation must close to hold its sentences together."""

Range = tuple[int, int]


def quoted(text: str) -> bytearray:
    """A mark for each character: 1 where it stands inside a quotation that closes soon (its closing mark included)."""
    inside = bytearray(len(text))
    opened: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign == '"':
            start = _close('"', opened)
            if start is None:
                opened.append((sign, place))
                continue
        elif sign in _PAIRS:
            opened.append((sign, place))
            continue
        elif sign in _CLOSERS:
            start = _close(_CLOSERS[sign], opened)
        else:
            continue
        if start is not None and place - start <= _FARTHEST:
            inside[start : place + 1] = b"\x01" * (place + 1 - start)
    return inside


def _close(opener: str, opened: list[tuple[str, int]]) -> int | None:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == opener:
            start = opened[depth][1]
            del opened[depth:]
            return start
    return None


def mend(text: str, found: list[Range], ends: frozenset[int]) -> list[Range]:
    """Join sentences cut inside a quotation or before its attribution, and cut those that ended unnoticed.

    Args:
        text: the piece.
        found: its sentences, in order.
        ends: offsets behind a final verb ending: only there does a full stop end a sentence.
    """
    inside = quoted(text)
    joined: list[Range] = []
    for start, end in found:
        if joined and _belongs(text, inside, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [part for whole in joined for part in _parts(text, inside, whole, ends)]


def _belongs(text: str, inside: bytearray, before: Range, start: int) -> bool:
    if inside[start] and inside[before[1] - 1]:
        # two quotations side by side are two; one with a gap in it is one
        return all(inside[before[1] - 1 : start + 1]) and not _CLOSED.search(text, before[0], before[1])
    return bool(_CLOSED.search(text, before[0], before[1]) and _ATTRIBUTED.match(text, start))


def _parts(text: str, inside: bytearray, whole: Range, ends: frozenset[int]) -> list[Range]:
    start, end = whole
    parts: list[Range] = []
    for stop in _ENDED.finditer(text, start, end):
        at = stop.end()
        if stop.start() in ends and not inside[stop.start()] and text[at:end].strip():
            parts.append((start, at))
            start = at
    return [*parts, (start, end)]
