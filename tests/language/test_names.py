"""Names and figures across scripts."""

from __future__ import annotations

import pytest

from digest.analysis.sounding import LatinNames
from digest.language.names import foreignness, lexicon, places
from digest.language.numbers import figures
from digest.language.transliteration import skeleton, sound


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("트럼프", "trump"),
        ("푸틴", "putin"),
        ("카터", "carter"),
        ("두테르테", "duterte"),
        ("메르켈", "merkel"),
        ("페이스북", "facebook"),
        ("캐버노", "kavanaugh"),
        ("존슨", "johnson"),
        ("스위프트", "swift"),
    ],
)
def test_a_transliterated_name_is_found_among_latin_ones(hangul: str, latin: str):
    known = [
        "trump",
        "putin",
        "carter",
        "duterte",
        "merkel",
        "facebook",
        "kavanaugh",
        "johnson",
        "swift",
        "paris",
    ]
    found = dict(LatinNames({name: name for name in known}).alike(hangul))
    assert max(found, key=lambda name: found[name]) == latin
    assert all(0.4 < weight <= 1 for weight in found.values())


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("세빛", "saebit"),
        ("한결", "hangyeol"),
        ("여울", "yeoul"),
        ("온새미로", "onsaemiro"),
        ("도하림", "doharim"),
    ],
)
def test_a_korean_name_is_found_in_latin_letters(hangul: str, latin: str):
    """What no ear takes for foreign is found as Korean names are written, among other names."""
    others = ("street", "hanover", "saturn", "onset", "durham", "harim")
    names = LatinNames({word: f"stem {word}" for word in (*others, latin)})
    assert names.romanised(hangul) == ((f"stem {latin}", 1.0),)
    assert LatinNames({word: word for word in others}).romanised(hangul) == ()


def test_common_nouns_do_not_look_foreign():
    names = ["푸틴", "라이트하이저", "두테르테", "마케도니아"]
    nouns = ["정부", "대통령", "회의", "경찰", "관계자", "시위대"]
    assert min(map(foreignness, names)) > max(map(foreignness, nouns))


def test_sounds_have_nothing_but_classes():
    assert sound("") == ""
    assert skeleton("아이오와") == ""
    assert skeleton("Kim") == skeleton("킴") == "KM"


def test_places_and_lexicon_translate():
    assert dict(places()["프랑스"]).keys() == {"franc"}
    assert dict(lexicon()["대통령"]).keys() == {"presid", "presidenti"}
    assert len(places()) > 1000


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("30억 5000만 원", "3.05 billion won"),
        ("1만2000명", "12,000 people"),
        ("9월 30일", "Sept. 30"),
        ("9월 30일", "30 September"),
        ("2.5%", "2.5 percent"),
        ("두 명", "two people"),
        ("2018년", "in 2018"),
        ("120만 대", "1.2 million cars"),
    ],
)
def test_figures_meet_in_both_languages(korean: str, english: str):
    assert list(figures(korean, "ko")) == list(figures(english, "en"))
