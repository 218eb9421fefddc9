"""Words kept in columns are what single words would be."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language.words import KINDS, NO_WORDS, Word, Words, codes, marks

WORD = st.builds(Word, st.text(max_size=5), st.sampled_from(KINDS), st.integers(0, 9), st.integers(10, 2**31))
SOME = st.lists(WORD, max_size=8).map(lambda found: sorted(found, key=lambda word: word.start))


@given(SOME, st.integers(-9, 9), st.integers(-9, 9))
def test_they_are_the_words_given(found, first, last):
    """In order, one by one, in parts, as columns, and after a journey to another process."""
    words = Words.of(iter(found))
    assert list(words) == found
    assert len(words) == len(found)
    assert list(words[first:last]) == found[first:last]
    assert [words[place] for place in range(-len(found), len(found))] == [*found, *found]
    assert [(form, KINDS[kind], start, end) for form, kind, start, end in words.columns()] == found
    assert (words.starts, words.ends) == ([word.start for word in found], [word.end for word in found])
    forms = [word.form for word in words[first:last]]
    assert [words[first:last].find(form) for form in (*forms, "no such")] == [*map(forms.index, forms), -1]
    assert pickle.loads(pickle.dumps(words)) == words


@given(SOME, st.integers(0, 10), st.integers(0, 10))
def test_those_within_a_stretch_begin_there(found, start, end):
    assert list(Words.of(found).within(start, end)) == [word for word in found if start <= word.start < end]


@given(st.lists(SOME, max_size=4), st.integers(0, 99))
def test_joined_and_moved(some, by):
    joined = Words.joined([Words.of(found) for found in some])
    assert list(joined) == [word for found in some for word in found]
    assert list(joined.moved(by)) == [
        Word(word.form, word.kind, word.start + by, word.end + by) for word in joined
    ]


@given(st.lists(SOME, max_size=4), st.integers(0, 4), st.integers(0, 8))
def test_with_one_set_of_columns_for_all_they_are_the_same(some, first, last):
    """Parts of them too, and what is made of these."""
    shared = Words.sharing([Words.of(found) for found in some])
    assert [list(words) for words in shared] == some
    for words, found in zip(shared, some, strict=True):
        part = words[first:last]
        assert list(part) == found[first:last]
        assert list(part[1:]) == found[first:last][1:]
        assert part == Words.of(found[first:last])
        assert hash(part) == hash(Words.of(found[first:last]))
        assert list(Words.joined([part, part])) == [*found[first:last], *found[first:last]]
        assert part.starts == [word.start for word in found[first:last]]
        with pytest.raises(IndexError):
            part[len(part)]
    assert Words.sharing(shared) == shared


@given(st.lists(SOME, max_size=4), st.permutations(range(4)), st.integers(0, 3))
def test_side_by_side_they_are_one_and_otherwise_as_they_were(some, order, left_out):
    shared = Words.sharing([Words.of(found) for found in some])
    told = Words.side_by_side(shared)
    assert len(told) == min(1, len(some))
    for parts in (
        told,
        Words.side_by_side([Words.of(found) for found in some]),
        Words.side_by_side([shared[place] for place in sorted(order) if place < len(shared)]),
    ):
        assert [word for part in parts for word in part] == [word for found in some for word in found]
    chosen = [place for place in order if place < len(shared) and place != left_out]
    some_parts = Words.side_by_side([shared[place] for place in chosen])
    assert [word for part in some_parts for word in part] == [
        word for place in chosen for word in some[place]
    ], "in the order asked for, and without what was left out"


@given(SOME, SOME, st.sets(st.sampled_from(KINDS)))
def test_equal_where_all_is_and_told_by_kind(left, right, kinds):
    one, other = Words.of(left), Words.of(right)
    assert (one == other) == (left == right)
    assert one != left
    assert Words.of(list(one)) == one
    assert hash(Words.of(list(one))) == hash(one)
    assert list(one.only(marks(kinds))) == [word.form for word in left if word.kind in kinds]
    assert [kind in codes(kinds) for kind in one.kinds] == [word.kind in kinds for word in left]


def test_there_is_one_copy_of_a_form():
    """A batch writes most words thousands of times."""
    one, other = (Words.of([Word("BATTERY".lower(), "word", 0, 7)]) for _ in range(2))
    assert one.forms[0] is other.forms[0]


def test_places_that_are_none():
    words = Words.of([Word("dam", "word", 0, 3)])
    with pytest.raises(IndexError):
        words[1]
    with pytest.raises(IndexError):
        NO_WORDS[0]
    with pytest.raises(ValueError, match="in their order"):
        words[::-1]
    assert repr(words) == "Words.of([Word(form='dam', kind='word', start=0, end=3)])"
