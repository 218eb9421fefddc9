"""An analysis kept as bytes comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language.analyser import Analyser
from digest.language.packing import pack, unpack

ANALYSER = Analyser()
ALPHABET = "가나다라습니다했다. \n\t\"“”'‘’?!,AbZ09-%𝒳😀\u200b\ufeff\ud800é中İſ"
ARTICLE = (
    "노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다.\n"
    "노바칩은 새 공장에서 일할 사람 1200명을 뽑기로 했다. 구미시는 공업용수와 도로를 지원하고 NovaChip-R1 시제품을 사들인다.\n"
) * 6


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(alphabet=ALPHABET, max_size=60), max_size=4), st.sampled_from(["ko", "en", "und"]))
def test_what_is_unpacked_is_what_was_packed(texts, language):
    """Every sentence, word, kind, form and place of any texts, lone surrogates and letters of odd case among them."""
    found = ANALYSER.analyse(texts, [language] * len(texts))
    assert unpack(texts, pack(texts, found)) == (found, b"")
    assert unpack(texts, pack(texts, found) + b"more") == (found, b"more")


def test_an_article_takes_less_than_a_kilobyte():
    found = ANALYSER.analyse([ARTICLE], ["ko"])
    assert len(pack([ARTICLE], found)) < min(1000, len(ARTICLE.encode()) / 2)


@pytest.mark.parametrize("damage", [b"", b"not packed", b"x\x9c", None])
def test_what_is_no_analysis_of_the_texts_is_told(damage):
    """Broken bytes, and an analysis of fewer texts, are a ValueError and never a wrong answer."""
    packed = pack([ARTICLE], ANALYSER.analyse([ARTICLE], ["ko"])) if damage is None else damage
    with pytest.raises(ValueError, match="no analysis"):
        unpack([ARTICLE, ARTICLE], packed)


def test_an_analysis_that_is_cut_off_is_told():
    packed = pack([ARTICLE], ANALYSER.analyse([ARTICLE], ["ko"]))
    for end in range(len(packed) - 8, len(packed)):
        with pytest.raises(ValueError, match="no analysis"):
            unpack([ARTICLE], packed[:end])
