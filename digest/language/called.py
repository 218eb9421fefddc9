"""What Korean names are called in Latin script, looked up by the words of a text; and what they are not called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.language.alike import aligned
from digest.language.glossary import key_of
from digest.language.names import Stems, ordinary_terms, weighed_stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.language.pairs import Pair

# As the English analyser cuts them: DeepSeek-R1 is a word, Berners-Lee two.
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]*\d\w*(?:\.\d+)*)+|[^\W_]+(?:\.\d+)*")
MOST = 3
"""Latin names that one Korean name may stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Names by the key of their Korean form.

    Args:
        words: the same name as one Latin word, lower-case: both are one term, in Korean texts too. Ordinary words of
            the word list are none, though a text may explain them: 모델(Model).
        given: the English stems of names in the glossary, `learned` those of names that texts give.
        sounding: the names of both that are called as they sound.
        refused: the stems that a Korean name must not be found by, however alike they sound.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Stems] = field(default_factory=dict)
    learned: Mapping[str, Stems] = field(default_factory=dict)
    sounding: frozenset[str] = frozenset()
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict)


NO_NAMES = Called()


def called(pairs: Iterable[Pair]) -> Called:
    """The names that grouping uses.

    Of several pairs of one name the one that most documents give decides. The words of longer names are names too:
    제프리 is all that 제프리 힌턴 and 제프리 엡스타인 make of it.
    """
    ranked = sorted(pairs, key=lambda pair: (-len(pair.documents), -pair.times))
    believed = [pair for pair in ranked if pair.believed]
    given = [pair for pair in believed if pair.origin == "glossary"]
    learned = [pair for pair in believed if pair.origin != "glossary"]
    refused: dict[str, frozenset[str]] = {}
    for pair in ranked:
        if pair.refused:
            key = key_of(pair.korean)
            refused[key] = refused.get(key, frozenset()) | {found for found, _ in _stems([pair.latin])}
    words: dict[str, str] = {}
    for pair in (*given, *learned):
        ordinary = pair.origin != "glossary" and key_of(pair.korean) in ordinary_terms()
        if pair.by == "sound" and " " not in pair.latin and not ordinary:
            words.setdefault(key_of(pair.korean), pair.latin.lower())
    heard = frozenset(key for pair in believed if pair.by == "sound" for key, _ in _keys(pair))
    told = frozenset(key for pair in believed if pair.by == "meaning" for key, _ in _keys(pair))
    return Called(
        words=words, given=_table(given), learned=_table(learned), sounding=heard - told, refused=refused
    )


def _table(pairs: Iterable[Pair]) -> dict[str, Stems]:
    """The stems of names and, where no pair gives them as a whole, of their words."""
    whole: dict[str, list[str]] = {}
    part: dict[str, list[str]] = {}
    for pair in pairs:
        key = key_of(pair.korean)
        for name, latin in _keys(pair):
            (whole if name == key else part).setdefault(name, []).append(latin)
    return {key: _stems(latin[:MOST]) for key, latin in (part | whole).items()}


def _keys(pair: Pair) -> Iterator[tuple[str, str]]:
    """The name itself and, where it sounds alike, each of its words that is long enough to be known by it."""
    yield key_of(pair.korean), pair.latin
    parts = aligned(pair.korean, pair.latin) if pair.by == "sound" else ()
    for korean, latin in parts if len(parts) > 1 else ():
        if len(key_of(korean)) > 1:
            yield key_of(korean), latin


def _stems(names: Iterable[str]) -> Stems:
    """The English stems of names, each with its highest weight."""
    found: dict[str, float] = {}
    for name in names:
        for one, weight in weighed_stems(_WORDS.findall(name)):
            found[one] = max(weight, found.get(one, 0.0))
    return tuple(found.items())
