"""What stood between two lines of a paragraph: a space, nothing, or a hyphen that only its break needed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Glue = Literal["", " ", "-"]
"""`-`: the hyphen at the line's end goes, and nothing takes its place."""

_HANGUL = re.compile("[가-힣]")
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_CLOSING = frozenset("%.,;:!?)]}’”」』》〉…")
_OPENING = frozenset("([{‘“「『《〈")
_STOP = re.compile(r"[.,!?;:…]$")
_HYPHEN = re.compile(r"(?P<stem>[A-Za-z]+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[A-Za-z]+(?:[-\u2010][A-Za-z]+)*")
_URL_END = re.compile(r"(?:https?://|www\.)\S*$")
_URL_REST = re.compile(r"[\w.~/?#=&%\-]*[/._=][\w.~/?#=&%\-]*")
_THOUSAND = re.compile(r"\d,\d{0,2}$")
_YEAR = re.compile(r"(?:19|20)\d\d\.(?:\s?\d{1,2}\.)?$")
_LATIN = re.compile("[A-Za-z][a-z]")
_FOREIGN = re.compile("[A-Za-z%’”」』》)]$")
_LEANING = re.compile(
    r"(?:[을를은는의와과로에가도만인]|으로|에서|에게|까지|부터|보다|처럼|이다|이며|이?란)(?=[\s.,!?)]|$)|이?라[고는며면]|이?였|이었"
)
"""Particles that a share, a word in Latin letters or in quotation marks takes: none begins a line of its own."""
_ENDING = re.compile(
    r"(?:[를의]|[은는을]|에서|으로|까지|부터|에게|라고|라며|지만|면서|니다|[였었았겠]다|습니다)(?=[\s.,!?)]|$)"
)
"""With these a word ends, and none begins: what stands before them is the rest of it."""
_TOLD = (0.1, 0.6, 0.98)
"""Shares of lines that end in a space: in between, its absence tells that a word was broken; then, that one may be."""
_NEVER_CUT = 0.75
"""Share of breaks between words from which a text is held to break nowhere else."""
_SHORT, _LEFT_OVER = 0.3, 0.6
"""Share of lines with room for more, and how much room in ems: such a text breaks only between words."""
_CUT = 0.4
"""Share of breaks inside words from which a text is held to break anywhere."""
_ASKED = 300
"""Breaks that are looked at one by one before that share is believed."""
_AROUND = 14
"""Characters on each side that morphology is shown: more cost time and tell no more."""
_LONGEST_WORD = 8
"""Characters."""
_MOST_ASKED = 3_000
"""Breaks: a book has more, and takes too long."""
_ENOUGH, _SOME = 12, 4
"""Breaks: fewer say nothing about a habit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """A line's end inside a paragraph.

    Attributes:
        before: the line.
        after: the one it goes on in.
        spaced: whether the file has a space between them.
        room: ems that were left on the line if the next letter had been set there.
    """

    before: str
    after: str
    spaced: bool = False
    room: float = 0.0

    @property
    def letters(self) -> str:
        """The characters on both sides."""
        return self.before[-1:] + self.after[:1]


def glues(seams: Sequence[Seam], *, text: Iterable[str]) -> list[Glue]:
    """What stood at each seam.

    Where the file keeps a space at the ends of some lines and none at others, that is the rule for Korean; else lines
    that had room for more tell that no word was broken; else morphology tells.

    Args:
        seams: in the document's order.
        text: the document's lines: its words tell whether a hyphen belongs to a word.
    """
    text = list(text)
    habits = _Words(text)
    words = Counter(word.lower() for line in text for word in _WORD.findall(line))
    found: list[Glue | None] = [_plain(seam, words) for seam in seams]
    open_ = [index for index, glue in enumerate(found) if glue is None]
    asked = [seams[index] for index in open_]
    spaced = sum(seam.spaced for seam in asked) / max(1, len(asked))
    if _TOLD[0] <= spaced <= _TOLD[1]:
        told = [seam.spaced for seam in asked]
    elif spaced > _TOLD[2] or _has_room(asked):
        told = [not _is_counted(seam, habits) for seam in asked]
    else:
        told = _by_words(asked, habits)
    for index, space in zip(open_, told, strict=True):
        found[index] = " " if space else ""
    if len(told) >= _SOME and told.count(False) >= _CUT * len(told):
        found = ["" if _is_inside_latin(seam) else glue for seam, glue in zip(seams, found, strict=True)]
    return [glue if glue is not None else " " for glue in found]


def _has_room(seams: Sequence[Seam]) -> bool:
    return len(seams) >= _SOME and sum(seam.room > _LEFT_OVER for seam in seams) >= _SHORT * len(seams)


def _is_counted(seam: Seam, words: _Words) -> bool:
    """Whether a figure and its counter (`12|대`) were parted: some printers do so who break no word."""
    parted = seam.before[-1:].isdigit() and _HANGUL.match(seam.after) is not None
    return (
        parted
        and not seam.spaced
        and seam.room <= _LEFT_OVER
        and words.apart(seam.before, seam.after) is False
    )


def _is_inside_latin(seam: Seam) -> bool:
    """Whether small Latin letters stand on both sides, amid Korean: where its words are broken, so are these."""
    return (
        not seam.spaced
        and seam.room <= _LEFT_OVER
        and _LATIN.fullmatch(seam.letters) is not None
        and _HANGUL.search(seam.before) is not None
        and _HANGUL.search(seam.after) is not None
    )


class _Words:
    """How this text writes elsewhere what a line's end parts: `10월` or `10 월`, `데이터센터` or `데이터 센터`."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = "\n".join(text)
        self._together = Counter(re.findall(r"\d([가-힣])", self._text))
        self._apart = Counter(re.findall(r"\d ([가-힣])", self._text))

    def apart(self, before: str, after: str) -> bool | None:
        """The answer for a seam; None where the text does not tell."""
        tail = before.rpartition(" ")[2][-_LONGEST_WORD:]
        if tail[-1:].isdigit():
            together, parted = self._together[after[:1]], self._apart[after[:1]]
            if together == parted:
                together, parted = self._together.total(), self._apart.total()
        elif after[:1].isdigit():
            return tail != "제" and re.search(rf"{re.escape(tail)}\d", self._text) is None
        elif len(tail) > 1:
            together, parted = (self._text.count(f"{tail}{space}{after[:2]}") for space in ("", " "))
        else:
            return None
        return None if together == parted else parted > together


def _plain(seam: Seam, words: Counter[str]) -> Glue | None:
    """The glue where no Hangul stands at the seam, or a full stop does; None where a word or number may be broken."""
    before, after = seam.before, seam.after
    hyphen = _HYPHEN.search(before)
    if hyphen and after[:1].islower():
        rest = (_WORD.match(after) or hyphen).group()
        whole, double = f"{hyphen['stem']}{rest}".lower(), f"{hyphen['stem']}-{rest}".lower()
        return "" if words[double] > words[whole] else "-"
    if _is_whole(before, after):
        return ""
    if after[:1].isdigit() and (_HANGUL.search(before) or _HANGUL.search(after)):
        return _number(before, after)
    if _HANGUL.search(seam.letters):
        if _FOREIGN.search(before) and _LEANING.match(after):
            return ""
        return " " if _STOP.search(before) else None
    return "" if len(_NO_SPACES.findall(seam.letters)) == 2 else " "  # noqa: PLR2004 - both sides


def _is_whole(before: str, after: str) -> bool:
    """Whether an address, a word with a hyphen, or a word and its punctuation go on."""
    address = _URL_END.search(before) is not None and _URL_REST.match(after) is not None
    return (
        (address and before[-1] in "/-_.=&?" and not after[:1].isupper())
        or (before[-1:] in "-\u2010" and before[-2:-1].isalnum() and after[:1].isalnum())
        or after[:1] in _CLOSING
        or before[-1:] in _OPENING
    )


def _number(before: str, after: str) -> Glue | None:
    """The glue before a figure in Korean text, where lines may break inside numbers."""
    if _THOUSAND.search(before):
        left = 3 - len(before.rpartition(",")[2])
        return "" if re.match(rf"\d{{{left}}}(?!\d)", after) else None
    if before[-1:] == "." and before[-2:-1].isdigit():
        return " " if _YEAR.search(before) else ""
    return None if before[-1:].isdigit() or _HANGUL.search(before[-1:]) else " "


def _by_words(seams: Sequence[Seam], words: _Words) -> list[bool]:
    """Whether a space stood at each seam, by what is written there."""
    told = [_by_letters(seam, words) for seam in seams]
    asked = [index for index, answer in enumerate(told) if answer is None]
    answers = _by_morphology([seams[index] for index in asked])
    for index, answer in zip(asked, answers, strict=True):
        told[index] = answer
    sure = [answer is not False for answer in told]
    if len(sure) >= _ENOUGH and sum(sure) >= _NEVER_CUT * len(sure):
        return [not _is_counted(seam, words) for seam in seams]
    return sure


def _by_letters(seam: Seam, words: _Words) -> bool | None:
    if seam.spaced or seam.room > _LEFT_OVER:
        return True
    if seam.letters.isdigit() or (_HANGUL.match(seam.before[-1:]) and _ENDING.match(seam.after)):
        return False
    if seam.before[-1:] == "를":
        return True
    return words.apart(seam.before, seam.after)


def _by_morphology(seams: Sequence[Seam]) -> list[bool]:
    if not seams:
        return []
    from digest.language.korean import parted

    def ask(some: Sequence[Seam]) -> list[bool]:
        return parted([(seam.before[-_AROUND:], seam.after[:_AROUND]) for seam in some])

    first = ask(seams[:_ASKED])
    if len(first) >= _ENOUGH and sum(first) >= _NEVER_CUT * len(first):
        return [True] * len(seams)
    answers = first + ask(seams[_ASKED:_MOST_ASKED])
    return answers + [True] * (len(seams) - len(answers))
