"""A second source stands beside a figure only if it tells the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.analysis.key_figures import key_figures
from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.model import Story

FIRST = "A fire in Haeon destroyed 400 homes on Monday."


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def agreeing(text, analyser):
    told = [
        Story(
            id=name,
            document=name,
            source=name,
            outlet=name,
            title="",
            text=each,
            language="en",
            published=datetime(2025, 1, 6, tzinfo=UTC),
        )
        for name, each in (("first", FIRST), ("second", text))
    ]
    (key, *_) = key_figures(prepare(told, analyser))
    return len(key.agreed)


def test_the_same_told_in_other_words_agrees(analyser):
    """Same thing, same number."""
    assert agreeing("The Haeon fire has destroyed 400 homes, officials said.", analyser) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In January, another fire in Haeon destroyed 400 homes.",
        "The Haeon fire has destroyed more than 400 homes, officials said.",
    ],
)
def test_what_happened_at_another_time_or_passes_the_number_does_not(text, analyser):
    """A count of another month, or one that is passed, is another count."""
    assert agreeing(text, analyser) == 0
