"""Runs of words as numbers are the runs that a text has when it is cut into words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from digest.analysis.duplicates import fold
from digest.analysis.prepared import Prepared
from digest.analysis.shingles import RUN, _powers, shingled
from digest.language.words import NO_WORDS
from digest.model import Story

SIGNS = "가나다 aßBÉ12_-.\n'’ΣσİÅ𠀀😀"
TEXTS = st.lists(st.tuples(st.text(SIGNS, max_size=60), st.sampled_from(["ko", "en"])), max_size=6)


def runs(text: str, language: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return {(language, *words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, min(1, len(words))))}


@given(TEXTS)
def test_two_texts_share_as_many_numbers_as_runs(told: list[tuple[str, str]]):
    texts, languages = [text for text, _ in told], [language for _, language in told]
    found, ends, sizes = shingled(texts, languages)
    numbers = [found[ends[at] : ends[at + 1]].tolist() for at in range(len(texts))]
    plain = [runs(*one) for one in told]
    assert sizes.tolist() == [len(re.findall(r"[^\W_]+", text.lower())) for text in texts]
    assert [sorted(set(one)) for one in numbers] == numbers
    assert [len(one) for one in numbers] == [len(one) for one in plain]
    for at, mine in enumerate(numbers):
        for other, theirs in enumerate(numbers):
            assert len({*mine} & {*theirs}) == len(plain[at] & plain[other])


def test_the_number_of_a_run_does_not_depend_on_where_it_stands():
    alone, _, _ = shingled(["해온시 버스 요금"], ["ko"])
    among, _, _ = shingled(["첫 줄입니다.", "오늘부터 (해온시) 버스-요금 인하", "𠀀 😀"], ["en", "ko", "ko"])
    other, _, _ = shingled(["해온시 버스 요금"], ["en"])
    assert alone[0] in among
    assert other[0] != alone[0]


def test_a_text_without_words_has_no_runs():
    found, ends, sizes = shingled(["", " .\n😀", "\ud800"], ["ko", "ko", "ko"])
    assert (len(found), ends.tolist(), sizes.tolist()) == (0, [0, 0, 0, 0], [0, 0, 0])


def test_no_powers_are_kept_when_copies_have_been_found():
    told = [
        Story(
            id=f"s{n}",
            document=f"d{n}",
            source="s",
            title="해온시",
            text="버스 요금이 오른다.",
            language="ko",
        )
        for n in range(2)
    ]
    fold([Prepared(story=one, title=NO_WORDS, sentences=()) for one in told], window_days=7)
    assert not _powers.cache_info().currsize
