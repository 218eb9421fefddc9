"""What can be told of each line by itself, as numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from digest.stories.bylines import is_byline
from digest.stories.facts import Facts, names_no_story
from digest.stories.vocabulary import greets, sells, takes_leave

if TYPE_CHECKING:
    import numpy.typing as npt

    from digest.stories.lines import Line

ROLES = ("text", "rule", "source", "further", "fixed", "contents", "furniture", "advertisement")
# In the order of their columns, as the tagger was trained (a rule is told by its role).
_KINDS = ("paragraph", "heading", "item", "row", "quote", "caption", "code")
_FAMILIES = {
    **dict.fromkeys("-*·∙•–—◦▪▸‣", 1),
    **dict.fromkeys("○ㅇ", 2),
    **dict.fromkeys("◆■【◇", 3),
    **dict.fromkeys("▶▲●◎▷", 4),
    "□": 5,
    "※": 6,
    "[": 7,
    "emoji": 8,
}
_OTHER, _NUMBERED = 9, 10
_HANGUL = re.compile("[가-힣]")
_POLITE = re.compile(r"(?:다|요|죠)\.?$")
_DIGIT = re.compile(r"\d")
_ENGLISH = re.compile(r"[A-Za-z]{3,}")
_LONG = 160


def traits(facts: Facts) -> npt.NDArray[np.float32]:
    """Lines × traits."""
    lines = facts.lines
    levels = [line.level for line in lines if line.kind == "heading"]
    ranks = {level: place for place, level in enumerate(sorted(set(levels)))}
    often = {level: levels.count(level) for level in ranks}
    listed = facts.listed
    known = sorted(line.gap for line in lines[1:])
    usual = known[len(known) // 2] if known else 0
    rows: list[tuple[float, ...]] = []
    for line, role in zip(lines, facts.roles, strict=True):
        index = line.index
        heads = line.kind == "heading"
        family = _NUMBERED if line.number else _FAMILIES.get(line.family, _OTHER if line.family else 0)
        linked = sum(len(link.text) for link in line.links)
        rows.append(
            (
                *(role == name for name in ROLES),
                *(line.kind == name for name in _KINDS),
                *(family == place for place in range(1, _NUMBERED + 1)),
                line.level,
                ranks[line.level] if heads else -1,
                often[line.level] if heads else 0,
                line.number,
                line.rank,
                len(line.text),
                line.is_sentence,
                line.is_bare,
                line.stressed.end - line.stressed.start if line.stressed else 0,
                line.end - line.stressed.end if line.stressed else 0,
                line.gap,
                line.gap > usual,
                line.gap < usual,
                len(line.links),
                linked / max(1, len(line.text)),
                facts.newsiness[index],
                facts.generic[index],
                facts.asks[index],
                facts.outlets[index],
                index in listed,
                *_of_text(line.text),
                *_of_line(line),
            )
        )
    return np.array(rows, dtype=np.float32)


@lru_cache(maxsize=8192)
def _of_text(text: str) -> tuple[float, ...]:
    last = text[-1:]
    return (
        text.count(" "),
        names_no_story(text),
        text.isupper(),
        last in ".。",
        last in "?!",
        last == ":",
        ":" in text,
        _DIGIT.search(text) is not None,
        _HANGUL.search(text) is not None,
        _POLITE.search(text) is not None,
        text[:1].islower(),
        text[:1] in "“\"‘'「『",
        "|" in text,
        len(text) <= _LONG and greets(text),
        len(text) <= _LONG and takes_leave(text),
        len(text) <= _LONG and sells(text),
        _titled(text),
        text.count(","),
        text[-1:] in ")]）",
        _DIGIT.match(text) is not None,
    )


def _titled(text: str) -> float:
    """The share of English words that begin in a capital."""
    words = _ENGLISH.findall(text)
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _of_line(line: Line) -> tuple[float, ...]:
    shown = line.shown
    return (len(shown) <= _LONG and is_byline(shown), "http" in shown, "@" in shown)
