"""What each line of a document is to its stories, by the gold answer: what the tagger is taught."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from digest.stories.tagging.tagger import BEGIN, INSIDE, OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from digest.stories.lines import Line

_FAR, _AGAIN, _NEAR = 50, 30, 12
_NAMED, _MOST = 4, 0.6
_FEWEST = 2
"""Words that still say where a text begins or ends."""


def labels(lines: Sequence[Line], gold: dict[str, Any], score: ModuleType) -> list[int]:
    """The tag of each line: of a story's headline, of those up to its last words, of all others."""
    texts = [score.norm(line.text) for line in lines]
    whole = "".join(texts)
    starts = list(accumulate((len(text) for text in texts), initial=0))[:-1]
    tags = [OUTSIDE] * len(lines)
    passed = 0
    heads: list[int] = []
    for story in gold["stories"]:
        titled = _titled(lines, texts, story, score)
        found = _place(whole, starts, titled, _told(story["first_words"], whole, score), passed)
        if found is None:
            continue
        at, head = found
        last = _told(story["last_words"], whole[at:], score)
        end = whole.find(last, at) if last else -1
        passed = max(at, end)
        until = bisect_right(starts, min(passed + max(len(last), 1), len(whole)) - 1) - 1
        for index in range(head, max(head, until) + 1):
            tags[index] = INSIDE
        heads.append(head)
    apart = {
        text
        for part in gold.get("not_stories", [])
        for line in part["text"].split("\n")
        if len(text := score.norm(line)) >= _NAMED
    }
    tags = [OUTSIDE if text in apart else tag for tag, text in zip(tags, texts, strict=True)]
    for head in heads:
        tags[head] = BEGIN
    return tags


def _told(words: str, whole: str, score: ModuleType) -> str:
    """Letters of the words, without the first ones where these are a list's number that no line's text holds."""
    told: str = score.norm(words)
    given = words.split()
    while told not in whole and len(given) > _FEWEST:
        given = given[1:]
        told = score.norm(" ".join(given))
    return told if told in whole else ""


def _titled(
    lines: Sequence[Line], texts: Sequence[str], story: dict[str, Any], score: ModuleType
) -> list[int]:
    """The lines that show a story's headline, or begin with it."""
    titles = [score.ntitle(title) for title in (story["title"], *story.get("title_alt", []))]
    found = []
    broken = {title: _over_two(texts, title) for title in titles if len(title) >= _NAMED}
    for line, text in zip(lines, texts, strict=True):
        own = score.ntitle(line.text)
        if line.index in broken.values():
            found.append(line.index)
            continue
        for title in filter(None, titles):
            begins = len(title) >= _NAMED and own.startswith(title)
            if own == title or begins or (title in text and len(title) > _MOST * len(text)):
                found.append(line.index)
                break
    return found


def _over_two(texts: Sequence[str], title: str) -> int:
    """The line in which a headline begins that is broken over two; -1 where there is none."""
    return next((i for i, (one, two) in enumerate(pairwise(texts)) if one and two and one + two == title), -1)


def _place(
    whole: str, starts: Sequence[int], titled: Sequence[int], first: str, passed: int
) -> tuple[int, int] | None:
    """Where a story's text begins, and the line of its headline: the nearest above, after what was found already."""
    best: tuple[int, int, int] | None = None
    for match in re.finditer(re.escape(first), whole) if first else ():
        line = bisect_right(starts, match.start()) - 1
        above = [index for index in titled if index <= line <= index + _NEAR]
        away = (line - above[-1] if above else _FAR) + (_AGAIN if match.start() < passed else 0)
        if best is None or away < best[0]:
            best = (away, match.start(), above[-1] if above else line)
    if best:
        return best[1:]
    return (starts[titled[-1]], titled[-1]) if titled else None
