"""The index of one year: its terms with a score for each item, and, in files of their own, what a found item shows.

A score is the part of BM25 that an item alone decides (Robertson and Zaragoza 2009, "The Probabilistic Relevance
Framework", k1 = 1.2, b = 0.6), in nine steps, against a fixed length, so that an issue more changes no other year. What
a term is worth, the browser reckons from the items that have it.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from digest.archive.search.record import Record
    from digest.archive.search.remembered import Told

SHOWN = 32
"""Items whose titles and sentences stand in one file."""
STEPS = "ABCDEFGHI"
_K1, _B, _LENGTH = 1.2, 0.6, 120
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def index(told: Sequence[Told], names: Collection[str] = ()) -> str:
    """The terms of a year's items, as JSON: `terms` a line each, in order, and `verbs` as written with their stems.

    A line holds the signs that it has in common with the one before (base 36), the rest, a space, and each item: how many
    items it lies behind the one before (base 36, nothing for the first of all or the next one) and its score (A to I).

    Args:
        told: of each item, in their order.
        names: joined spellings of several words that are terms where they stand.
    """
    known = {term for one in told for term in one.weights} | set(names)
    items: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(told):
        weights = Counter(one.weights)
        weights.update(one.joins & known)
        norm = _K1 * (1 - _B + _B * sum(one.weights.values()) / _LENGTH)
        for term, weight in weights.items():
            score = weight * (_K1 + 1) / (weight + norm)
            items.setdefault(term, []).append((number, min(8, int(score / (_K1 + 1) * 9))))
    lines = []
    for before, term in pairwise(["", *sorted(items)]):
        same = _same(before, term)
        lines.append(f"{_DIGITS[same]}{term[same:]} {_posted(items[term])}")
    verbs: dict[str, set[str]] = {}
    for one in told:
        for surface, lemma in one.verbs.items():
            verbs.setdefault(lemma, set()).add(surface)
    spelled = [f"{lemma} {' '.join(sorted(verbs[lemma]))}" for lemma in sorted(verbs)]
    return _json({"items": len(told), "terms": "\n".join(lines), "verbs": "\n".join(spelled)})


def vocabulary(text: str) -> set[str]:
    """The terms of an index."""
    found, before = set(), ""
    for line in json.loads(text)["terms"].split("\n"):
        if line:
            head = line.partition(" ")[0]
            before = before[: int(head[0], 36)] + head[1:]
            found.add(before)
    return found


def shown(records: Sequence[Record]) -> Iterable[str]:
    """Files of what found items show, `SHOWN` items each: address, title, label, day, language, sentences."""
    for start in range(0, len(records), SHOWN):
        yield _json(
            [
                [one.url, one.title, one.label, one.day.isoformat(), one.language, list(one.sentences)]
                for one in records[start : start + SHOWN]
            ]
        )


def _posted(items: Sequence[tuple[int, int]]) -> str:
    return "".join(
        (_base36(number - before - 1) if number - before > 1 else "") + STEPS[score]
        for (before, _), (number, score) in pairwise([(-1, 0), *items])
    )


def _same(one: str, other: str) -> int:
    """How many signs two terms have in common at their beginning, as far as one digit can say."""
    most = min(len(one), len(other), 35)
    return next((place for place in range(most) if one[place] != other[place]), most)


def _base36(number: int) -> str:
    signs = ""
    while number:
        number, rest = divmod(number, 36)
        signs = _DIGITS[rest] + signs
    return signs or "0"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
