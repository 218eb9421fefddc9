"""Readers are told why stories are not told: in their language, without settings and addresses."""

from __future__ import annotations

import re

import pytest

from digest.editing.hand import desk
from digest.pipeline import livedrop
from digest.rendering import leftout, strings

HANGUL = re.compile(r"[가-힣]")
REASONS = (
    "other items rank above it",
    "told in small-weekly-2025-11-10, and nothing has moved since",
    "told in small-weekly-2025-11-10, and has not moved: it tells of no new day, 92% of what it is about was told before",
    'interests.drop: title ~ "운세"',
    "interests.only: it fits none of them",
    'sources["한빛"].cap: no more than 3 items that it alone tells',
    "its source allows no more than a link, and it has no headline",
    "it is not of the storyline 0a1b2c3d4e5f6a7b",
    desk.DROPPED,
    desk.HELD,
    *(f"left out before sending: {told} (https://example.org/a)" for told in livedrop.REASONS.values()),
)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_worded_for_readers_in_both_languages(reason: str):
    korean, english = (leftout.worded(reason, strings.load(None, one)) for one in ("ko", "en"))
    assert HANGUL.search(korean)
    assert not re.search(r"[A-Za-z]|\d", korean)
    assert not HANGUL.search(english)
    for inner in ("interests", "sources[", "weekly", "http", "0a1b"):
        assert inner not in korean + english


def test_words_of_ones_own_stay_as_they_are():
    assert leftout.worded("중복", strings.load(None, "ko")) == "중복"
