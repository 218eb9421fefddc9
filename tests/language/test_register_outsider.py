"""Endings that someone wrote down who had not seen the rules of register: none is rewritten wrongly, none is missed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.language.register import TARGETS
from digest.language.register.texts import put_together, rewritten, sentences_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "register_outsider.jsonl").read_text(encoding="utf-8").splitlines()
]


def judged(target):
    """(text, what became of it, what may become of it); some sentences are judged in one register alone."""
    cases = [case for case in CASES if target in case]
    texts = [case["text"] for case in cases]
    found = rewritten(texts, sentences_of(texts), target)
    for case, pieces in zip(cases, found, strict=True):
        made = put_together(case["text"], pieces)
        allowed = [case[target], *case.get("accept", {}).get(target, [])]
        yield case["text"], made.shown if made else None, allowed


@pytest.mark.parametrize("target", TARGETS)
def test_no_ending_is_rewritten_otherwise_than_the_outsider_allows(target):
    wrong = [one for one in judged(target) if one[1] is not None and one[1] not in one[2]]
    assert wrong == []


@pytest.mark.parametrize("target", TARGETS)
def test_no_ending_stays_that_the_outsider_would_rewrite(target):
    missed = [one for one in judged(target) if one[1] is None and None not in one[2]]
    assert missed == []


def test_the_set_holds_six_hundred_endings():
    assert len({case["text"] for case in CASES}) == len(CASES) >= 600
