"""The tagger: two networks over a document's lines, the second of which knows what the first says of the others.

So lines that look alike are tagged alike (stacked sequential learning: Cohen and Carvalho 2005). What they weigh was
learned from the documents of tests/stories, see `benchmarks/tagging.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from digest.stories.tagging.network import Network
from digest.stories.tagging.surroundings import (
    next_read,
    of_document,
    of_proposals,
    of_styles,
    of_tags,
    of_words,
    shifted,
    styles,
)
from digest.stories.tagging.terms import Lexicon
from digest.stories.tagging.traits import traits
from digest.stories.tags import Tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from digest.stories.facts import Facts
    from digest.stories.proposal import Proposal

    Numbers = npt.NDArray[np.float32]

OUTSIDE, INSIDE, BEGIN = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is seen of a document's lines before any tag is known.

    Attributes:
        layout: lines × inputs of the first network, but for what the lines' words say.
        near: lines × inputs of the second, but for the words and the first one's tags.
        style: a number for each line; lines of one number look alike.
        shown: the lines as they are read.
    """

    layout: Numbers
    near: Numbers
    style: list[int]
    shown: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagger:
    """What was learned: words, and the two networks."""

    lexicon: Lexicon
    first: Network
    second: Network

    def tags(self, seen: Seen) -> Tags:
        """The tags of the lines."""
        said = self.lexicon.said(seen.shown)
        guess = self.first.shares(first_inputs(seen, said))
        shares = self.second.shares(second_inputs(seen, said, guess))
        return Tags(begin=tuple(map(float, shares[:, BEGIN])), outside=tuple(map(float, shares[:, OUTSIDE])))


def seen(facts: Facts, proposals: Sequence[Proposal]) -> Seen:
    """Look at the lines of a document, of which there must be one or more."""
    own = traits(facts)
    style = styles(facts)
    words = of_words(facts)
    layout = np.hstack(
        (
            shifted(own, (0, -1, 1)),
            next_read(facts, own),
            of_styles(facts, style),
            words,
            of_proposals(len(own), proposals),
            of_document(facts),
        )
    )
    near = np.hstack((shifted(own, (0, -1, 1)), words))
    return Seen(layout=layout, near=near, style=style, shown=[line.shown for line in facts.lines])


def first_inputs(seen: Seen, said: Numbers) -> Numbers:
    """Lines × inputs of the first network."""
    return np.hstack((seen.layout, shifted(said, (0, -1, 1, -2, 2))))


def second_inputs(seen: Seen, said: Numbers, guess: Numbers) -> Numbers:
    """Lines × inputs of the second network."""
    told = of_tags(seen.style, guess[:, BEGIN], guess[:, OUTSIDE])
    return np.hstack((seen.near, shifted(said, (0, -1, 1)), shifted(told, (0, -1, 1, -2, 2, -3, 3))))


@cache
def tagger() -> Tagger:
    """The tagger as it was trained, read once."""
    with (files(__package__) / "data" / "tagger.npz").open("rb") as file, np.load(file) as kept:
        arrays = {name: kept[name] for name in kept.files}
    words = bytes(arrays["words"]).decode().split("\n")
    wide = {name: values.astype(np.float32) for name, values in arrays.items() if name != "words"}

    def network(name: str) -> Network:
        parts = ("mean", "scale", "hidden", "hidden_bias", "out", "out_bias")
        return Network(**{part: wide[f"{name}.{part}"] for part in parts})

    return Tagger(
        lexicon=Lexicon(words, wide["says"], wide["bias"]), first=network("first"), second=network("second")
    )
