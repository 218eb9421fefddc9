"""Expressions that people write: read as they are meant, written as they were read, refused with a reason."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config.expressions import parse, written
from digest.model import Either, Every, Not, Pattern, Phrase

WORDS = st.text("가나다법AIx7 -", min_size=1, max_size=8).map(lambda text: " ".join(text.split()))
LEAVES = st.one_of(
    WORDS.filter(lambda text: any(map(str.isalnum, text))).map(lambda text: Phrase(text=text)),
    st.sampled_from([r"제\d+차", r"a/b".replace("/", r"\/"), "[ab]c"]).map(lambda text: Pattern(text=text)),
)


def joined(inner):
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        inner.map(lambda one: Not(of=one)),
        several.map(lambda some: Every(of=some)),
        several.map(lambda some: Either(of=some)),
    )


@given(st.recursive(LEAVES, joined, max_leaves=8))
def test_what_is_written_reads_as_the_same(expression):
    assert parse(written(expression)) == expression


@pytest.mark.parametrize("pattern", [r"/\w*\w*\w*=/", r"/.*.*.*=/", r"/^.*.*.*.*=/"])
def test_a_filter_has_less_room_for_repeats_than_a_correction(pattern):
    """Filters are searched in every sentence of every story: a search that costs a high power of its length is refused."""
    with pytest.raises(ValueError, match="too many repeats"):
        parse(pattern)
    assert parse(r"/\w+ .*\d/")
    assert parse(r"/^.*a.*b.*c/")


@given(st.text('가법 ANDORT()"/\\[+*“”', max_size=30))
def test_any_text_is_read_or_refused(text):
    """Nothing but a ValueError comes of it, and what is read can be written."""
    with suppress(ValueError):
        found = parse(text)
        assert parse(written(found)) == found


def test_not_binds_closer_than_and_which_binds_closer_than_or():
    ad, rule, bill = (Phrase(text=text) for text in ("광고", "규제", "법안"))
    assert parse("광고 AND NOT 규제 OR 법안") == Either(of=(Every(of=(ad, Not(of=rule))), bill))
    assert parse("광고 AND NOT (규제 OR 법안)") == Every(of=(ad, Not(of=Either(of=(rule, bill)))))


def test_words_beside_each_other_are_one_phrase_and_small_letters_are_words():
    """A keyword that a publication gave before there were operators means what it meant."""
    assert parse("인공지능  반도체") == Phrase(text="인공지능 반도체")
    assert parse("research and development") == Phrase(text="research and development")
    assert parse("TCP/IP") == Phrase(text="TCP/IP")
    assert parse('"게임 (AND 콘솔)"') == Phrase(text="게임 (AND 콘솔)")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "nothing stands here"),
        ("광고 AND", "after AND"),
        ("OR 광고", "before OR"),
        ("(광고", r"\) is missing"),
        ("광고) AND 규제", "character 3.*without its"),
        ('광고 "규제"', "character 4.*is missing before"),
        ('"광고', "quotation mark at character 1"),
        ("/[/", "not a regular expression"),
        ("/(ab|AB)*c/", "search for ever"),
        ("/광고", "between two /"),
        ("!!!", "no letter"),
        ("(" * 30 + "광고" + ")" * 30, "parentheses"),
    ],
)
def test_a_mistake_is_told_with_its_place(text, told):
    with pytest.raises(ValueError, match=told):
        parse(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("기후 or 날씨", "write OR in capitals"),
        ("(기후 And 날씨) OR 비", "write AND in capitals"),
        ("not 기후", "write NOT in capitals"),
        ("기후 | 날씨", "write OR for |"),
        ("climate || weather", "write OR for ||"),
        ("기후 && 날씨", "write AND for &&"),
        ("기후*", "leave the * of 기후* out"),
        ("climat*", "leave the * of climat* out"),
    ],
)
def test_what_is_meant_for_an_operator_is_refused_with_what_to_write(text, told):
    """It was looked for as it stands, and found in no text; in quotation marks it still is."""
    with pytest.raises(ValueError, match="quotation marks") as refused:
        parse(text)
    assert told in str(refused.value)
    assert parse(f'"{text}"') == Phrase(text=text)


def test_english_phrases_keep_their_small_words():
    for text in ("Marks and Spencer", "trial or error", "R&D 예산", "AT&T", "패션 & 뷰티", "*표", "A and B"):
        assert parse(text) == Phrase(text=text)
