"""What is new of an affair, as its stories write it: of all that was added, what says something by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.either_script import told_before
from digest.model import Fact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from digest.analysis.moved import Added
    from digest.analysis.wording import Wording

MOST = 5
"""Facts of a kind that are told."""
SHORTEST = 2
"""Letters of a name."""
_YEAR = re.compile(r"(?:19|20)\d\d년?")
_DAY_OF_MONTH = re.compile(r"(?:[12]?\d|3[01])일")
_SAYS = re.compile(r"[^\W\d_]|[%％$€£¥￥₩]")
_BARE = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|dozens?)", re.IGNORECASE
)
"""A number in words that counts nothing: seven of ten."""


def facts(added: Added, wording: Wording, told: Collection[str] = ()) -> Iterator[Fact]:
    """Days, tolls and other figures, names and outlets, each at most MOST; no words twice.

    A bare number that counts nothing, a day without its month, a month and a part of a name that was told say nothing.

    Args:
        added: what is new by its normal form.
        wording: of the stories that tell it.
        told: terms and names of the affair before, as texts write them.
    """
    seen: list[str] = []
    days = (figure for figure in added.dates if figure[0] != "m")
    found = (
        *(Fact(kind="date", text=one.text, story=one.story) for one in map(wording.figure, days) if one),
        *(one for one in map(wording.toll, added.tolls) if one),
        *(one for one in map(wording.figure, added.figures) if one and _says(one.text)),
        *_names(added, wording, told),
        *(Fact(kind="outlet", text=outlet) for outlet in added.outlets),
    )
    counts: dict[str, int] = {}
    for fact in found:
        twice = fact.kind != "outlet" and any(
            _within(fact.text, one) or _within(one, fact.text) for one in seen
        )
        if not twice and counts.get(fact.kind, 0) < MOST:
            counts[fact.kind] = counts.get(fact.kind, 0) + 1
            seen.append(fact.text)
            yield fact


def _says(text: str) -> bool:
    bare = _DAY_OF_MONTH.fullmatch(text) or _BARE.fullmatch(text)
    return bool(_YEAR.fullmatch(text)) or (bool(_SAYS.search(text)) and not bare)


def _plain(name: str) -> bool:
    """Whether a name is a Latin word in small letters, as of markup: img, onerror."""
    return name.isascii() and name.islower()


def _names(added: Added, wording: Wording, told: Collection[str]) -> Iterator[Fact]:
    """The names that were told in neither script, each in the first in which it is told."""
    known = set(told)
    for fact in map(wording.term, added.names):
        if (
            fact
            and len(fact.text) >= SHORTEST
            and not _plain(fact.text)
            and not told_before(fact.text, known)
            and not wording.names_nobody(fact.text)
        ):
            yield fact
            known.add(fact.text)


def _within(part: str, whole: str) -> bool:
    """Whether some words stand in others, and not as a piece of a longer number: 5% is not in 15%."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(part)}(?!\d)", whole))
