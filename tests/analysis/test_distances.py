"""Edit distances of many pairs at once are those of each pair."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis import sounding
from digest.analysis.distances import LONGEST, Written, distances
from digest.analysis.sounding import LatinNames
from digest.language.transliteration import SIGNS, distance

FIRST = st.lists(st.text(SIGNS, min_size=1, max_size=LONGEST), min_size=1, max_size=6)
SECOND = st.lists(st.text(SIGNS, max_size=LONGEST + 20), min_size=1, max_size=6)


@given(FIRST, SECOND)
def test_many_at_once_are_as_far_apart_as_one_by_one(left: list[str], right: list[str]):
    """Whatever the lengths, the second's beyond the bits of a number too."""
    one, other = (where.ravel() for where in np.mgrid[: len(left), : len(right)])
    found = distances(Written(left, SIGNS), Written(right, SIGNS), one, other)
    assert found.tolist() == [distance(left[a], right[b]) for a, b in zip(one, other, strict=True)]


def test_no_pairs_have_no_distances():
    nothing = np.zeros(0, dtype=np.int64)
    assert distances(Written([], SIGNS), Written([], SIGNS), nothing, nothing).tolist() == []


@pytest.mark.parametrize("pairs", [1, 3, sounding.AT_ONCE])
def test_names_looked_for_together_are_those_found_alone(pairs: int):
    """In any company, in parts of any size, and asked for again."""
    words = {
        word: word
        for word in [
            "trump",
            "trumpe",
            "troompy",
            "truman",
            "putin",
            "carter",
            "duterte",
            "merkel",
            "johnson",
            "jonas",
            "jonsen",
            "joanas",
        ]
    }
    asked = ["트럼프", "푸틴", "카터", "두테르테", "메르켈", "존슨", "해온", "아이오와", "존"]
    together = LatinNames(words)
    with mock.patch.object(sounding, "AT_ONCE", pairs):
        together.find(asked)
    found = [together.alike(name) for name in asked]
    assert found == [LatinNames(words).alike(name) for name in asked]
    together.find(reversed(asked))
    assert found == [together.alike(name) for name in asked]
    assert sum(map(bool, found)) >= 6


def test_a_name_longer_than_any_is_none():
    """A noun of a thousand syllables is looked for and not found."""
    assert LatinNames({"trump": "trump"}).alike("트럼프" * 400) == ()
