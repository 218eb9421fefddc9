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
        told = _by_morphology([seams[index] for index in open_])
    counted = _Counted(text)
    for index, space in zip(open_, told, strict=True):
        found[index] = " " if counted.apart(*seams[index][:2], otherwise=space) else ""
    return [glue if glue is not None else " " for glue in found]


class _Counted:
    """Whether this text writes a figure and the syllable after it together (`10월`) or apart (`3 곳`)."""

    def __init__(self, text: Iterable[str]) -> None:
        whole = "\n".join(text)
        self._together = Counter(re.findall(r"\d([가-힣])", whole))
        self._apart = Counter(re.findall(r"\d ([가-힣])", whole))

    def apart(self, before: str, after: str, *, otherwise: bool) -> bool:
        """The answer for a seam; `otherwise` where no figure stands before it, or the text does not tell."""
        first = after[:1]
        if not before[-1:].isdigit() or self._together[first] == self._apart[first]:
            return otherwise
        return self._apart[first] > self._together[first]


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


def _by_morphology(seams: Sequence[Seam]) -> list[bool]:
    if not seams:
        return []
    from digest.language.korean import parted

    def ask(some: Sequence[Seam]) -> list[bool]:
        answers = parted([(before[-_AROUND:], after[:_AROUND]) for before, after, _ in some])
        return [
            answer or (before[-1:].isdigit() and after[:1].isdigit())
            for answer, (before, after, _) in zip(answers, some, strict=True)
        ]

    first = ask(seams[:_ASKED])
    if sum(first) >= _NEVER_CUT * len(first):
        return [True] * len(seams)
    return first + ask(seams[_ASKED:])
