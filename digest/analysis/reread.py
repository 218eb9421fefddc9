"""Whether a sentence that was read once still stands on its page, and what became of it where it does not.

Compared are letters, digits and the signs that belong to a figure: spaces, quotation marks, dashes between words, capitals
and compatibility forms (NFKC) change nothing; a decimal point, a minus, a per cent or a currency does. A sentence stands
where nothing goes on before or behind it within the same sentence: "it will close" is not found in "they deny that it will
close".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST = 0.55
"""How like (0 to 1) a sentence must be to be taken for the old one, edited; set on the pairs of tests/quality/reread."""
SHORTEST = 6
"""Letters from which a sentence is looked for by likeness."""
LONGER = 3
"""How many times as long an edited sentence may be."""
AROUND = 12
"""Letters before and behind a sentence that tell that it stands where it stood."""
SHOWN = 6
"""Differences that are told."""
NEAREST = 8
"""Sentences that are compared letter by letter."""

_DASHES = frozenset("-‐‑‒–—―−~∼〜")
_MINUS = frozenset("-−–")
_WITHIN = frozenset(".:/⁄")
_SELECTORS = range(0xFE00, 0xFE10)
_OPENING = " \t\"'“”„‟‘’‚‛«»‹›「『《〈([{<*_#"
_CLOSING = " \t\"'“”„‟‘’‚‛«»‹›」』》〉*_"
_ENDS = frozenset(".!?…。！？\n")
_BEFORE = _ENDS | frozenset(")]}」』》〉>=:|;-–—―•·ㆍ∙▲△▶■□◆◇○●※☞/＝▷")
_BEHIND = _ENDS | frozenset("([{<|▶▷☞■◆※©ⓒ")
_TITLE_ENDS = _BEHIND | frozenset("-–—―:·ㆍ")
_LABEL = re.compile(r"(?:\b(?:광고|ads?|advertisement|sponsored)|[▶▷■☞]\s?[^.!?\n]{1,20})\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…。])[\"'”’」』)\]]*\s+|(?<=[다요죠][.!?])(?=[^\s\d\"'”’)\]])")
_CUT = re.compile(r"(?:…|\.{2,}|\[…\]|\[\.{2,}\])[\s\"'”’)\]]*$")
_UNIT = (
    r"(?:\s?(?:percent|per cent|million|billion|trillion|thousand|dollars|euros|won|people|years?|days?|months?|weeks?|hours?|points?|km|kg|m)\b"
    r"|\s?%p?|\s?퍼센트(?:포인트)?"
    r"|\s?(?:[십백천만억조]+\s?(?:\d[\d,]*[천만억]*)?)*\s?(?:원|달러|유로|엔|위안|명|개|곳|건|월|년|일|시간|시|분|초|회|배|대|톤|점|위|표|석|차|가구|세|살|도|㎞|㎡)?)"
)
_FIGURE = re.compile(rf"(?<![A-Za-z\d])[+\-−△]?[$€£¥₩]?\d[\d,]*(?:[.:/]\d+)*{_UNIT}", re.IGNORECASE)
_FIGURE_BEGUN = re.compile(r"\d[.,:/]?$")
_FIGURE_GOES_ON = re.compile(r"[.,:/]?\d")
_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of a sentence.

    Args:
        standing: it stands there (`same`), one near enough to it does (`changed`), or none does (`gone`).
        now: the sentence that stands there instead.
        figures: figures that changed, (before, now); one of the two is empty where it came or went.
        words: what else changed, in the same way.
    """

    standing: Literal["same", "changed", "gone"]
    now: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and what of it counts: `form[i]` is made of `plain[places[i]]`."""

    plain: str
    form: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """A text with the form by which it is compared."""
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf")
    )
    form: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(plain):
        kept = sign.casefold() if sign.isalnum() else _sign(plain, at, sign)
        for one in kept:
            form.append(one)
            places.append(at)
    return Folded(plain, "".join(form), tuple(places))


def _sign(plain: str, at: int, sign: str) -> str:
    """What stays of a sign that is neither letter nor digit."""
    before, behind = plain[at - 1 : at], plain[at + 1 : at + 2]
    counts = behind.isdigit()
    kind = unicodedata.category(sign)
    if before.isdigit() and counts and sign not in "%‰":
        return "-" if sign in _DASHES else sign if sign in _WITHIN else ""
    if counts and sign in _MINUS and (not before or before.isspace() or before in "([{"):
        return "-"
    of_figure = sign in "%‰" or kind == "Sc" or (counts and sign in "+△")
    of_letter = kind in ("Mn", "Mc") and ord(sign) not in _SELECTORS
    return sign if of_figure or of_letter else ""


class Page:
    """A page as it is read again.

    Args:
        texts: what stands there, in lines, the main text first (a title, the whole page): a sentence may stand in any.
        known: what was read there before: what stood beside the old sentence then is no edited form of it.
    """

    def __init__(self, texts: Sequence[str], known: str = "") -> None:
        self._texts = [fold(text) for text in texts if text]
        self._known = frozenset(fold(part).form for part in _parts(known))
        self._parts: list[tuple[str, str]] | None = None
        self._units: dict[int, list[tuple[Folded, Counter[str]]]] = {}

    def __bool__(self) -> bool:
        return any(one.form for one in self._texts)

    def holds(self, sentence: str) -> bool:
        """Whether a sentence stands there, whatever stands around it."""
        form = fold(sentence).form
        return bool(form) and any(form in one.form for one in self._texts)

    def judge(self, sentence: str, *, before: str = "", behind: str = "", title: bool = False) -> Judged:
        """What became of a sentence.

        Args:
            sentence: as it was read.
            before: the text that stood before it, as much as is known.
            behind: the text that stood behind it.
            title: whether it was a headline: a page adds its own name to that.
        """
        old = fold(sentence)
        if not old.form:
            return Judged(standing="same")
        around = (fold(before).form[-AROUND:], fold(behind).form[:AROUND])
        ends = _TITLE_ENDS if title else _BEHIND
        cut = bool(_CUT.search(sentence))
        if any(_stands(old, one, around, ends, cut=cut) for one in self._texts):
            return Judged(standing="same")
        now = self._within(old) or self._nearest(old)
        if now is None:
            return Judged(standing="gone")
        return _compared(sentence, now)

    def _within(self, old: Folded) -> str | None:
        """The sentence that says all of the old one, and more."""
        if len(old.form) < SHORTEST:
            return None
        if self._parts is None:
            self._parts = [(part, fold(part).form) for text in self._texts for part in _parts(text.plain)]
        found = [part for part, form in self._parts if old.form in form]
        return min(found, key=len).strip() if found else None

    def _nearest(self, old: Folded) -> str | None:
        """The sentence of the main text that is the old one edited, if any is."""
        if len(old.form) < SHORTEST or not self._texts:
            return None
        size = sum(1 for _ in _parts(old.plain))
        if size not in self._units:
            found = _units(self._texts[0].plain, self._known, size)
            self._units[size] = [(unit, _grams(unit.form)) for unit in found]
        units = self._units[size]
        grams = _grams(old.form)
        near = sorted(
            ((_overlap(grams, own), place) for place, (_, own) in enumerate(units)),
            key=lambda one: (-one[0], one[1]),
        )
        best, most = None, 0.0
        for _, place in near[:NEAREST]:
            unit = units[place][0]
            if len(unit.form) <= LONGER * len(old.form):
                like = likeness(old, unit)
                if like > most:
                    best, most = unit, like
        return best.plain.strip() if best is not None and most >= LEAST else None


def likeness(old: Folded, new: Folded) -> float:
    """How much (0 to 1) of two sentences is the same: of both, or of the shorter where the other only says more.

    Figures are no words: two sentences that differ in these alone are as like as can be.
    """
    left, right = _unfigured(old), _unfigured(new)
    if not left or not right:
        return 0.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1)
    both = 2 * common / (len(left) + len(right))
    shorter = min(len(left), len(right))
    part = common / shorter if shorter >= 2 * SHORTEST else 0.0
    return max(both, part * 0.75 if 2.5 * shorter >= max(len(left), len(right)) else 0.0)


def figures(sentence: str) -> list[str]:
    """The figures of a sentence with their units, as it writes them."""
    return [found[0].strip() for found in _FIGURE.finditer(unicodedata.normalize("NFKC", sentence))]


def _unfigured(text: Folded) -> str:
    return "".join(one for one in text.form if not one.isdigit() and one not in ".,%+-:/")


def _stands(old: Folded, text: Folded, around: tuple[str, str], ends: frozenset[str], *, cut: bool) -> bool:
    """Whether the old sentence stands in a text as a sentence of its own, or as it stood."""
    lead, rest = old.plain[: old.places[0]], old.plain[old.places[-1] + 1 :]
    at = text.form.find(old.form)
    while at >= 0:
        end = at + len(old.form)
        head, tail = text.plain[: text.places[at]], text.plain[text.places[end - 1] + 1 :]
        before, behind = around
        begun = (
            _begins(head, old.form[0])
            or _begins(head.removesuffix(lead), old.form[0])
            or (len(before) == AROUND and text.form[max(0, at - AROUND) : at] == before)
        )
        ended = (
            _ends(tail, ends, old.form[-1])
            or _ends(tail.removeprefix(rest), ends, old.form[-1])
            or cut
            or (len(behind) == AROUND and text.form[end : end + AROUND] == behind)
        )
        if begun and ended:
            return True
        at = text.form.find(old.form, at + 1)
    return False


def _begins(head: str, first: str) -> bool:
    """Whether a sentence may begin behind a text."""
    if first.isdigit() and _FIGURE_BEGUN.search(head[-4:]):
        return False
    left = _LABEL.sub("", head[-80:].rstrip(_OPENING)).rstrip(_OPENING)
    return not left or left[-1] in _BEFORE


def _ends(tail: str, ends: frozenset[str], last: str) -> bool:
    """Whether a sentence may end before a text."""
    if last.isdigit() and _FIGURE_GOES_ON.match(tail):
        return False
    left = tail[:80].lstrip(_CLOSING)
    return not left or left[0] in ends or bool(re.match(r"(?:광고|advertisement)\b", left, re.IGNORECASE))


def _parts(plain: str) -> Iterator[str]:
    """The sentences of a text."""
    for line in plain.split("\n"):
        yield from (part for part in _SENTENCE.split(line) if part.strip())


def _units(plain: str, known: frozenset[str], size: int) -> Iterator[Folded]:
    """The sentences of a text, and each two that follow each other in a line; not those that were there before.

    Where the old one is of several sentences (`size`, a speech), each so many of which not all were.
    """
    for line in plain.split("\n"):
        parts = [unit for part in _parts(line) if (unit := fold(part)).form]
        anew = [unit.form not in known for unit in parts]
        for many in sorted({1, 2, size}):
            for at in range(len(parts) - many + 1):
                new = anew[at : at + many]
                if all(new) or (many == size > 1 and any(new)):
                    yield fold(" ".join(unit.plain for unit in parts[at : at + many]))


def _grams(form: str) -> Counter[str]:
    size = 2 if _HANGUL.search(form) else 3
    return Counter(form[at : at + size] for at in range(len(form) - size + 1))


def _overlap(left: Counter[str], right: Counter[str]) -> float:
    common = (left & right).total()
    return common / max(1, min(left.total(), right.total())) + common / max(1, left.total() + right.total())


def _compared(old: str, now: str) -> Judged:
    """What differs between two sentences: figures, and words that are none."""
    counted = tuple(_differences(figures(old), figures(now)))
    words = [
        pair
        for pair in _differences(old.split(), now.split())
        if not (counted and all(any(map(str.isdigit, part)) for part in pair if part))
    ]
    return Judged(standing="changed", now=now, figures=counted[:SHOWN], words=tuple(words[:SHOWN]))


def _differences(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    before, now = [fold(one).form for one in left], [fold(one).form for one in right]
    for what, start, end, begin, stop in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        if end - start == stop - begin and what == "replace" and left and _FIGURE.match(left[start]):
            yield from zip(left[start:end], right[begin:stop], strict=True)
        else:
            yield " ".join(left[start:end]), " ".join(right[begin:stop])
