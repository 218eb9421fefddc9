"""Which of the publication's sections a text belongs to, and how sure that is.

Each section has words that a person gave it and words of stories that a person gave as examples. What a text says of
them is evidence: more in the title, less the further down, less for a word that many stories of the batch use or that
several sections claim. The share of the evidence that a section has, raised to a power, is its probability; a constant
stands for "none of these". Power and constant were fitted on written stories (tests/quality/placing).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.analysis.mentions import Readable, readable
from digest.analysis.prepared import Prepared
from digest.analysis.sought import sought
from digest.analysis.terms import terms
from digest.analysis.weights import weighed
from digest.language.data import word_list
from digest.language.meant import meant
from digest.language.words import KINDS, WordKind, codes
from digest.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.language.called import Called

SHARPNESS = 2.5
"""The power of a section's evidence."""
DOUBT = 0.35
"""Evidence for "none of these" that every text brings."""
EXAMPLE = 0.4
"""What a word of an example weighs beside one that a person gave."""
FAMILIAR = 0.3
"""What a word that all news uses weighs beside another, where only an example brings it."""
USUAL = 10
"""Stories, of which one has the word, that are imagined beside those of the batch."""
MOST = 400
"""Stories of a batch that are asked, spread evenly, how rare a word is."""
Kind = Literal["korean", "english", "meant"]
"""A term of a Korean story, of an English one, or what a Korean one means in English."""
_SPEAKS_TO: Mapping[Kind, tuple[Kind, ...]] = {
    "korean": ("korean",),
    "english": ("english", "meant"),
    "meant": ("english",),
}
Told = tuple[str, str, float]
"""What speaks for a section: `word` or `example`, which, and how much."""
VERBS: frozenset[WordKind] = frozenset({"verb", "adjective"})
_NO_VERBS = codes(KINDS) - codes(VERBS)
TITLE_ONLY = math.log1p(2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A section by its key, with its words, and stories that belong there."""

    key: str
    words: tuple[str, ...] = ()
    examples: tuple[Prepared, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How likely a text belongs to a section, and what says so, the strongest first."""

    key: str
    chance: float
    reasons: tuple[Reason, ...] = ()


class Topics:
    """The sections of a publication, ready to judge the texts of one batch.

    Args:
        topics: in their order, which decides between equals.
        batch: the stories among which a word is rare or common.
        names: known in both scripts.
    """

    def __init__(self, topics: Sequence[Topic], batch: Sequence[Prepared], names: Called) -> None:
        self._topics = tuple(topics)
        self._names = names
        self._read: dict[str, Readable] = {}
        self._bags: dict[str, Mapping[tuple[Kind, str], float]] = {}
        given = [word for topic in topics for word in dict.fromkeys(topic.words)]
        self._claims = Counter(word.lower() for word in given)
        self._examples = _vocabulary(topics, names)
        self._rarity: dict[str, float] = {}
        self._listed = {topic.key: _listed(topic, names) for topic in topics}
        step = -(-len(batch) // MOST) or 1
        self._batch = {member.story.id: member for member in batch[::step]}

    def chances(self, members: Sequence[Prepared]) -> tuple[Chance, ...]:
        """Every section, the likeliest first; what is left of 1 is the chance that it is none of them."""
        found = [self._evidence(topic, members) for topic in self._topics]
        raised = [sum(weight for _, _, weight in one) ** SHARPNESS for one in found]
        whole = math.fsum(raised) + DOUBT**SHARPNESS
        chances = [
            Chance(key=topic.key, chance=round(one / whole, 3), reasons=_reasons(told))
            for topic, one, told in zip(self._topics, raised, found, strict=True)
        ]
        return tuple(sorted(chances, key=lambda one: -one.chance))

    def _evidence(self, topic: Topic, members: Sequence[Prepared]) -> list[Told]:
        """What speaks for a section: kind, word, weight; a mean over the texts."""
        told: dict[tuple[str, str], float] = {}
        for member in members:
            for kind, word, weight in (*self._by_words(topic, member), *self._by_examples(topic, member)):
                told[kind, word] = told.get((kind, word), 0.0) + weight / len(members)
        return [(kind, word, weight) for (kind, word), weight in told.items()]

    def _by_words(self, topic: Topic, member: Prepared) -> Iterator[Told]:
        """The words of a section; what two of them rest on (정부 in 행정부, 칩 and 반도체 in chip) counts once."""
        read = self._readable(member)
        found = [(word, told) for word in dict.fromkeys(topic.words) if (told := read.mentions(word))]
        found.sort(key=lambda one: -sum(mention.weight for mention in one[1]))
        used: set[tuple[int, int | str]] = set()
        for word, told in found:
            weight = sum(one.weight * len(one.covered - used) / len(one.covered) for one in told)
            used.update(place for one in told for place in one.covered)
            if weight:
                yield "word", word, _strength(weight) * self._rare(word) / self._claims[word.lower()]

    def _by_examples(self, topic: Topic, member: Prepared) -> Iterator[Told]:
        """The words of a section's examples that it does not list itself."""
        for (kind, term), mentioned in self._bag(member).items():
            share = self._share(kind, term, topic.key)
            if share and term not in self._listed[topic.key]:
                yield "example", term, EXAMPLE * _strength(mentioned) * share * self._rare_term(kind, term)

    def _share(self, kind: Kind, term: str, key: str) -> float:
        """How much the examples claim a term for a section: those of the other language by what the term means there."""
        found = (self._examples.get(one, {}).get(term, {}) for one in _SPEAKS_TO[kind])
        return next((shares.get(key, 0.0) for shares in found if shares), 0.0)

    def _readable(self, member: Prepared) -> Readable:
        if member.story.id not in self._read:
            self._read[member.story.id] = readable(member, self._names)
        return self._read[member.story.id]

    def _bag(self, member: Prepared) -> Mapping[tuple[Kind, str], float]:
        if member.story.id not in self._bags:
            self._bags[member.story.id] = _bag(member, self._readable(member)) if self._examples else {}
        return self._bags[member.story.id]

    def _rare(self, word: str) -> float:
        key = f"word {word}"
        if key not in self._rarity:
            self._rarity[key] = self._rarity_of(
                bool(self._readable(one).mentions(word)) for one in self._batch.values()
            )
        return self._rarity[key]

    def _rare_term(self, kind: Kind, term: str) -> float:
        key = f"{kind} {term}"
        if key not in self._rarity:
            self._rarity[key] = self._rarity_of(
                (kind, term) in self._bag(one) for one in self._batch.values()
            )
        return self._rarity[key] * (FAMILIAR if term in word_list("familiar-words.txt") else 1.0)

    def _rarity_of(self, found: Iterable[bool]) -> float:
        """1 for a word that one story in ten has, or fewer; towards 0 for one that all have."""
        share = (1 + sum(found)) / (USUAL + len(self._batch))
        return min(1.0, -math.log10(share))


def _strength(mentioned: float) -> float:
    """1 for a word that stands in the title alone."""
    return math.log1p(mentioned) / TITLE_ONLY


def _reasons(told: Iterable[Told]) -> tuple[Reason, ...]:
    ranked = sorted(told, key=lambda one: (-one[2], one[0], one[1]))
    made = (Reason(feature=kind, weight=round(weight, 3), detail=word) for kind, word, weight in ranked)
    return tuple(one for one in made if one.weight)


def _vocabulary(topics: Iterable[Topic], names: Called) -> dict[Kind, dict[str, dict[str, float]]]:
    """Kind → term → section → its share of the examples that have the term; each section's examples count as one."""
    found: dict[Kind, dict[str, dict[str, float]]] = {}
    for topic in topics:
        for one in topic.examples:
            for kind, term in _bag(one, readable(one, names)):
                shares = found.setdefault(kind, {}).setdefault(term, {})
                shares[topic.key] = shares.get(topic.key, 0.0) + 1 / len(topic.examples)
    for vocabulary in found.values():
        for shares in vocabulary.values():
            whole = math.fsum(shares.values())
            shares.update((key, share / whole) for key, share in shares.items())
    return found


def _bag(member: Prepared, read: Readable) -> dict[tuple[Kind, str], float]:
    """The terms of a story by the weight of their mentions; a Korean one has what they mean in English, too."""
    bag: dict[tuple[Kind, str], float] = {}
    own: Kind = "korean" if member.story.language == "ko" else "english"
    for (words, weight), passage in zip(weighed(member), read.passages, strict=True):
        told = dict.fromkeys((own, term) for term in terms(words, _NO_VERBS))
        told |= dict.fromkeys(("meant", term) for term in passage.meant)
        for kind, term in told:
            if len(term) > 1 and not term[0].isdigit():
                bag[kind, term] = bag.get((kind, term), 0.0) + weight
    return bag


def _listed(topic: Topic, names: Called) -> frozenset[str]:
    """The words of a section as terms, in both languages."""
    wanted = [sought(word) for word in topic.words]
    stems = (name for one in wanted for name, _ in meant(one.joined, names))
    return frozenset(
        (*stems, *(one.joined for one in wanted), *(name for one in wanted for name in one.stems))
    )
