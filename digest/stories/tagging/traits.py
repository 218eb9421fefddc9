"""What can be told of each line by itself, as numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from digest.stories.bylines import is_byline
from digest.stories.facts import Facts, names_no_story

if TYPE_CHECKING:
    import numpy.typing as npt

    from digest.stories.lines import Line

ROLES = ("text", "rule", "source", "further", "fixed", "contents", "furniture", "advertisement")
# In the order of their columns, as the tagger was trained (a rule is told by its role).
_KINDS = ("paragraph", "heading", "item", "row", "quote", "caption")
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
_ROLE = {role: place for place, role in enumerate(ROLES)}
_KIND = {kind: place for place, kind in enumerate(_KINDS)}
# Rows of yes (1) and no (0); the last of kinds is for a rule, the first of families for none.
_ONE_OF_KINDS = np.eye(len(_KINDS) + 1, len(_KINDS), dtype=np.float32)
_ONE_OF_FAMILIES = np.eye(_NUMBERED + 1, dtype=np.float32)[:, 1:]
_HANGUL = re.compile("[가-힣]")
_POLITE = tuple(f"{ending}{stop}" for ending in "다요죠" for stop in ("", "."))
_DIGIT = re.compile(r"\d")
_ENGLISH = re.compile(r"[A-Za-z]{3,}")
_LONG = 160


def traits(facts: Facts) -> npt.NDArray[np.float32]:
    """Lines × traits."""
    lines = facts.lines
    levels = [line.level for line in lines if line.kind == "heading"]
    ranks = {level: place for place, level in enumerate(sorted(set(levels)))}
    often = {level: levels.count(level) for level in ranks}
    known = sorted(line.gap for line in lines[1:])
    usual = known[len(known) // 2] if known else 0
    listed = np.zeros(len(lines), dtype=np.float32)
    listed[list(facts.listed)] = 1
    kinds, numbers = [], []
    for line in lines:
        length, heads, stressed = len(line.text), line.kind == "heading", line.stressed
        linked = sum(len(link.text) for link in line.links) if line.links else 0
        kinds.append((_KIND.get(line.kind, -1), _family(line)))
        numbers.append(
            (
                line.level,
                ranks[line.level] if heads else -1,
                often[line.level] if heads else 0,
                line.number,
                line.rank,
                length,
                line.is_sentence,
                line.is_bare,
                stressed.end - stressed.start if stressed else 0,
                line.end - stressed.end if stressed else 0,
                line.gap,
                line.gap > usual,
                line.gap < usual,
                len(line.links),
                linked / max(1, length),
            )
        )
    roles = np.array([_ROLE[role] for role in facts.roles], dtype=np.intp)
    kind, family = np.array(kinds, dtype=np.intp).T
    table = np.hstack(
        (
            np.eye(len(ROLES), dtype=np.float32)[roles],
            _ONE_OF_KINDS[kind],
            _ONE_OF_FAMILIES[family],
            np.array(numbers, dtype=np.float32),
            np.column_stack((facts.newsiness, facts.generic, facts.asks, facts.outlets, listed)),
            np.array([_of_text(line.text) for line in lines], dtype=np.float32),
            np.array([_of_line(line) for line in lines], dtype=np.float32),
            np.column_stack((facts.run_ins, facts.labels)),
        )
    )
    return table.astype(np.float32)


def _family(line: Line) -> int:
    if line.number:
        return _NUMBERED
    return _FAMILIES.get(line.family, _OTHER) if line.family else 0


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
        text.endswith(_POLITE),
        text[:1].islower(),
        text[:1] in "“\"‘'「『",
        "|" in text,
        _titled(text),
        text.count(","),
        last in ")]）",
        text[:1].isdigit(),
    )


def _titled(text: str) -> float:
    """The share of English words that begin in a capital."""
    words = _ENGLISH.findall(text)
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def _of_line(line: Line) -> tuple[float, ...]:
    shown = line.shown
    return (len(shown) <= _LONG and is_byline(shown), "http" in shown, "@" in shown)
