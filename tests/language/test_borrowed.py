"""What is borrowed, and what is sought by its sound."""

from __future__ import annotations

import pytest

from digest.analysis.sounding import LatinNames
from digest.analysis.translating import Translator, foreign
from digest.language.borrowed import LIST, borrowed, sounding
from digest.language.called import NO_NAMES
from digest.language.data import word_list


def test_the_list_holds_what_sounds_as_its_english_does():
    """To renew it, write what `sounding` gives."""
    assert word_list(LIST) == frozenset(sounding())


def test_ordinary_words_do_not_look_borrowed():
    names = ["트럼프", "누그로호", "테일러", "벨라리스", "오르텔라"]
    words = ["사람", "처리", "중요", "차단", "초안", "서류", "기본", "다음", "당부", "엄수"]
    assert min(map(borrowed, names)) > max(map(borrowed, words))


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("사람", "Seoram"),
        ("필요", "Fire"),
        ("다음", "Thom"),
        ("처리", "July"),
        ("차단", "Jordan"),
        ("사랑", "Syrian"),
    ],
)
def test_an_ordinary_word_is_no_name_that_sounds_like_it(korean: str, latin: str):
    translate = Translator(LatinNames({latin.lower(): latin.lower()}), NO_NAMES)
    translate.expect(foreign([(korean,)]))
    assert latin.lower() not in {stem for stems, _ in translate((korean,)) for stem, _ in stems}


def test_a_name_is_not_heard_in_words_that_sound_less_like_it_than_another():
    """루이스 is Louis and, less so, Lewis; it is not Russia beside them."""
    names = LatinNames({name: name for name in ("louis", "russia")})
    assert [stem for stem, _ in names.alike("루이스")] == ["louis"]


def test_a_short_name_must_sound_much_the_same():
    """Of two or three syllables much else is alike by chance: 포볼 (four-ball) is not Paul."""
    names = LatinNames({name: name for name in ("paul", "holt", "bruce")})
    assert names.alike("포볼") == names.alike("블래시") == ()
    assert [stem for stem, _ in names.alike("홀트")] == ["holt"]


def test_an_ordinary_english_word_is_no_name_of_what_sounds_a_little_like_it():
    names = LatinNames({name: name for name in ("police", "flight")})
    assert names.alike("플리트우드") == ()
