"""Sentence boundaries mended at quotations: a quotation is never cut, and stays with who is quoted."""

from __future__ import annotations

import re

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_KIND = {
    **dict.fromkeys('“”"＂', '"'),
    **dict.fromkeys("‘’'", "'"),
    **{sign: opener for opener, closer in _PAIRS.items() if opener not in "“‘" for sign in (opener, closer)},
}
"""Of which kind a mark is: all double ones are of one, and so are all single ones."""
_ALIKE = frozenset("\"'")
_LEADING = frozenset("([{（［【〈《「『“‘")
_FOLLOWING = frozenset(".,!?;:…)]}）］】〉》」』”’·")
_SAID = re.compile(r"(?:이?라(?:고|며|면서|는|던)|고|며|면서|는)(?![가-힣])")
_ATTRIBUTED = re.compile(r"\s*(?:이?라고|이?라며|이?라면서|이?라는|하고|하며|고|며|면서|는|등)(?![가-힣])")
_CLOSED = re.compile(r"[\"“”‘’'＂」』]\s*$")
_ENDED = re.compile(r"(?<=[가-힣])[.?!]+(?!\d{1,3}\))(?=[가-힣A-Za-z0-9\"“‘「『《〈'\[(<▲△▼▽◆◇●○■□▶▷☞※]|\s)")
_FARTHEST = 800
"""Characters within which an opened quotation must close to hold its sentences together."""
_NEAR = 300
"""The same of a straight single mark, which may be an apostrophe, and of brackets."""
_DEEPEST = 16
"""Quotations within one another that are followed; a line of nothing but marks shall cost no more."""
_BRACKETS = re.compile(rf"\([^()]{{1,{_NEAR}}}\)|（[^（）]{{1,{_NEAR}}}）")
_ASKED = re.compile(r"[?!]\s*$")
_THOUGHT = re.compile(r"\s*(?:이?라(?:고|며|면서|는)|하고|하며|하면)(?![가-힣])|\s*싶")
_TOLD = re.compile(r"\s*이?라(?:고|며|면서|는)(?![가-힣])")
_TRAILING = re.compile(r"(?:\.{3,}|…+)\s*$")
_SIGNS = re.compile(r"[-–—▶▷▸►●○◦■□◆◇★☆※•∙▲△▼▽\s]+")
_EMOJI = re.compile(r"[\u2600-\u26ff\u2700-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+[ㄱ-ㅣ]*")

Range = tuple[int, int]


def quoted(text: str) -> bytearray:
    """A mark for each character: 1 where it stands inside a quotation that closes soon (its closing mark included).

    Marks that are turned round (”왔다“고) or of two kinds ("왔다”고) open and close by what stands beside them.
    """
    inside = bytearray(len(text))
    opened: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        kind = _KIND.get(sign)
        if kind is None:
            continue
        if kind not in _ALIKE:
            opens: bool | None = sign in _PAIRS
        else:
            opens = _opens(text, place, is_open=any(one == kind for one, _ in opened))
        if opens is None:
            continue
        if opens:
            if kind in _ALIKE and sign not in _PAIRS:
                _close(kind, opened)  # one that never closed
            opened.append((kind, place))
            del opened[:-_DEEPEST]
            continue
        start = _close(kind, opened)
        if start is not None and place - start <= (_NEAR if kind == "'" else _FARTHEST):
            inside[start : place + 1] = b"\x01" * (place + 1 - start)
    return inside


def _opens(text: str, place: int, *, is_open: bool) -> bool | None:
    """Whether a mark opens a quotation or closes one; None of an apostrophe."""
    sign, before, behind = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if sign in "'’" and _is_apostrophe(text, place):
        return None
    said = _SAID.match(text, place + 1) is not None
    if not before.strip() or before in _LEADING:
        if not behind.strip():
            return not is_open
        return sign in _PAIRS or not (said and (is_open or sign in _CLOSERS))
    if not behind.strip() or behind in _FOLLOWING or said or sign in _CLOSERS:
        return False
    return sign in _PAIRS or not is_open


def _is_apostrophe(text: str, place: int) -> bool:
    """Whether a single mark stands within a Latin word (Harbor's), or before the last figures of a year ('24)."""
    before, behind = text[place - 1 : place], text[place + 1 : place + 4]
    within = before.isascii() and before.isalpha() and behind[:1].isascii() and behind[:1].isalpha()
    return within or (not before.isalnum() and behind[:2].isdigit() and not behind[2:].isdigit())


def _close(kind: str, opened: list[tuple[str, int]]) -> int | None:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == kind:
            start = opened[depth][1]
            del opened[depth:]
            return start
    return None


def mend(
    text: str, found: list[Range], ends: frozenset[int], going: frozenset[int] = frozenset()
) -> list[Range]:
    """Join sentences cut inside a quotation or a bracket or before its attribution, and cut those that ended unnoticed.

    Args:
        text: the piece.
        found: its sentences, in order.
        ends: offsets behind a final verb ending: only there does a full stop end a sentence.
        going: offsets behind what a sentence goes on after: 올랐지만... 거래는 줄었다.
    """
    inside = quoted(text)
    for bracket in _BRACKETS.finditer(text):
        inside[bracket.start() : bracket.end()] = b"\x01" * (bracket.end() - bracket.start())
    joined: list[Range] = []
    for start, end in found:
        if joined and (_belongs(text, inside, joined[-1], start) or _goes_on(text, joined[-1], start, going)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return _with_signs(text, [part for whole in joined for part in _parts(text, inside, whole, ends)])


def _goes_on(text: str, before: Range, start: int, going: frozenset[int]) -> bool:
    """Whether a sentence was cut behind dots, or behind what was asked or thought: 오를까? 하고 물었다."""
    dots = _TRAILING.search(text, *before)
    if dots:
        return dots.start() in going and text[start] not in "\"“‘'"
    return bool(_ASKED.search(text, *before) and _THOUGHT.match(text, start))


def _with_signs(text: str, found: list[Range]) -> list[Range]:
    """Signs of a list stand before what they list, and a face stands behind what it is made at."""
    placed: list[Range] = []
    kept: int | None = None
    for start, end in found:
        if _SIGNS.fullmatch(text, start, end):
            kept = start if kept is None else kept
            continue
        begin = start if kept is None else kept
        kept = None
        face = _EMOJI.match(text, begin, end)
        if face and placed and placed[-1][1] == begin:
            placed[-1] = (placed[-1][0], face.end())
            begin = face.end()
        if text[begin:end].strip():
            placed.append((begin, end))
    if kept is not None:
        placed.append((kept, found[-1][1]))
    return placed


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
        said = (_TOLD if stop[0][-1] == "." else _THOUGHT).match(text, at)
        if stop.start() in ends and not inside[stop.start()] and not said and text[at:end].strip():
            parts.append((start, at))
            start = at
    return [*parts, (start, end)]
