"""Where names stand is the same, whatever was remembered of the builds before."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.archive import met
from digest.archive.mentions import Mentions, text_of
from tests.archive.test_names import card, item

WORDS = (
    "딥시크",
    "딥시크가",
    "딥시크릿",
    "은행",
    "은행은",
    "한국",
    "한국은행",
    "Bank",
    "of",
    "Korea",
    "Koreans",
)
NAMES = ("딥시크", "은행", "한국은행", "한국 은행", "Bank of Korea", "Bank", "Korea", "없는 이름", "")
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
issues = st.dictionaries(st.integers(1, 6), st.lists(texts, max_size=3), max_size=5)
builds = st.lists(st.tuples(issues, st.sets(st.sampled_from(NAMES))), min_size=1, max_size=4)


@settings(deadline=None, max_examples=150)
@given(builds=builds)
def test_it_is_as_when_all_is_looked_up_at_once(
    builds: list[tuple[dict[int, list[str]], set[str]]],
):
    with tempfile.TemporaryDirectory() as folder:
        for told, names in builds:
            cards = [
                replace(card(number), items=tuple(replace(item(text), text=text_of(text)) for text in said))
                for number, said in told.items()
            ]
            marks = {one.issue: repr([each.text for each in one.items]) for one in cards}
            found = met.places(cards, marks, names, memory=Path(folder, "names.json"))
            whole = Mentions([each for one in cards for each in one.items])
            assert {name: set(at) for name, at in found.items()} == {name: whole.of(name) for name in names}
            assert all(at == sorted(set(at)) for at in found.values())
