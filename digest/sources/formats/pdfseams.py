"""What stood between two lines of a paragraph: a space, nothing, or a hyphen that only its break needed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Glue = Literal["", " ", "-"]
"""`-`: the hyphen at the line's end goes, and nothing takes its place."""
Seam = tuple[str, str, bool]
"""The line before, the line after, and whether the file has a space between them."""

_HANGUL = re.compile("[가-힣]")
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_CLOSING = frozenset("%.,;:!?)]}’”」』》〉…")
_OPENING = frozenset("([{‘“「『《〈")
_STOP = re.compile(r"[.,!?;:…]$")
_HYPHEN = re.compile(r"(?P<stem>[A-Za-z]+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[A-Za-z]+(?:[-\u2010][A-Za-z]+)*")
_URL_END = re.compile(r"(?:https?://|www\.)\S*$")
_URL_REST = re.compile(r"[\w.~/?#=&%\-]*[/._=][\w.~/?#=&%\-]*")
_TOLD = (0.1, 0.98)
_NEVER_CUT = 0.75
"""Share of breaks between words from which a text is held to break nowhere else."""
_ASKED = 300
"""Breaks that are looked at one by one before that share is believed."""
_AROUND = 24
_LONGEST_WORD = 8
"""Characters."""
_MOST_ASKED = 3_000
"""Breaks: a book has more, and takes too long."""
_ENOUGH = 12
"""Breaks: fewer say nothing about a habit."""


def glues(seams: Sequence[Seam], *, text: Iterable[str]) -> list[Glue]:
    """What stood at each seam.

    Where the file keeps a space at the ends of some lines and none at others, that is the rule for Korean; else
    morphology tells whether a word was broken.

    Args:
        seams: in the document's order.
        text: the document's lines: its words tell whether a hyphen belongs to a word.
    """
    text = list(text)
    words = Counter(word.lower() for line in text for word in _WORD.findall(line))
    found: list[Glue | None] = [_plain(before, after, words) for before, after, _ in seams]
    open_ = [index for index, glue in enumerate(found) if glue is None]
    spaced = sum(seams[index][2] for index in open_)
    if open_ and _TOLD[0] <= spaced / len(open_) <= _TOLD[1]:
        told = [seams[index][2] for index in open_]
    elif open_ and spaced:
        told = [True] * len(open_)
    else:
        told = _by_morphology([seams[index] for index in open_], _Words(text))
    for index, space in zip(open_, told, strict=True):
        found[index] = " " if space else ""
    return [glue if glue is not None else " " for glue in found]


class _Words:
    """How this text writes elsewhere what a line's end parts: `10월` or `10 월`, `데이터센터` or `데이터 센터`."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = "\n".join(text)
        self._together = Counter(re.findall(r"\d([가-힣])", self._text))
        self._apart = Counter(re.findall(r"\d ([가-힣])", self._text))

    def apart(self, before: str, after: str, *, otherwise: bool) -> bool:
        """The answer for a seam; `otherwise` where the text does not tell."""
        tail = before.rpartition(" ")[2][-_LONGEST_WORD:]
        if tail[-1:].isdigit():
            together, parted = self._together[after[:1]], self._apart[after[:1]]
        elif len(tail) > 1:
            together, parted = (self._text.count(f"{tail}{space}{after[:2]}") for space in ("", " "))
        else:
            return otherwise
        return otherwise if together == parted else parted > together


def _plain(before: str, after: str, words: Counter[str]) -> Glue | None:
    """The glue where no Hangul stands at the seam, or a full stop does; None where a word or number may be broken."""
    hyphen = _HYPHEN.search(before)
    if hyphen and after[:1].islower():
        rest = (_WORD.match(after) or hyphen).group()
        whole, double = f"{hyphen['stem']}{rest}".lower(), f"{hyphen['stem']}-{rest}".lower()
        return "" if words[double] > words[whole] else "-"
    if (
        _URL_END.search(before)
        and _URL_REST.match(after)
        and not after[:1].isupper()
        and before[-1] in "/-_.=&?"
    ):
        return ""
    if before[-1:] in "-\u2010" and before[-2:-1].isalnum() and after[:1].isalnum():
        return ""
    if after[:1] in _CLOSING or before[-1:] in _OPENING:
        return ""
    seam = before[-1:] + after[:1]
    if _HANGUL.search(seam) or (before[-1:].isdigit() and after[:1].isdigit()):
        return " " if _STOP.search(before) else None
    return "" if len(_NO_SPACES.findall(seam)) == 2 else " "  # noqa: PLR2004 - both sides


def _by_morphology(seams: Sequence[Seam], words: _Words) -> list[bool]:
    if not seams:
        return []
    from digest.language.korean import parted

    def ask(some: Sequence[Seam]) -> list[bool]:
        answers = parted([(before[-_AROUND:], after[:_AROUND]) for before, after, _ in some])
        return [
            words.apart(before, after, otherwise=answer or (before[-1:] + after[:1]).isdigit())
            for answer, (before, after, _) in zip(answers, some, strict=True)
        ]

    first = ask(seams[:_ASKED])
    if len(first) >= _ENOUGH and sum(first) >= _NEVER_CUT * len(first):
        return [True] * len(seams)
    answers = first + ask(seams[_ASKED:_MOST_ASKED])
    return answers + [True] * (len(seams) - len(answers))
