"""Ids of items are given once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.editing.identity import assign, natural

STORIES = st.lists(st.integers(0, 30).map(str), unique=True, min_size=1, max_size=20)


@st.composite
def parted(draw):
    """Stories, each in one item."""
    stories = draw(STORIES)
    cuts = draw(st.lists(st.booleans(), min_size=len(stories), max_size=len(stories)))
    items = [[stories[0]]]
    for story, cut in zip(stories[1:], cuts[1:], strict=True):
        if cut:
            items.append([story])
        else:
            items[-1].append(story)
    return items


@given(parted(), parted())
def test_no_two_items_share_an_id(before, now):
    known = {story: name for members, name in zip(before, natural(before), strict=True) for story in members}
    names = assign(now, known)
    assert len(set(names)) == len(now)


@given(parted())
def test_the_same_items_keep_their_ids(items):
    names = natural(items)
    known = {story: name for members, name in zip(items, names, strict=True) for story in members}
    assert assign(items, known) == names


def test_after_a_split_the_id_goes_with_most_of_the_stories():
    known = {"a": "X", "b": "X", "c": "X"}
    one, most = assign([["a"], ["b", "c"]], known)
    assert most == "X"
    assert one != "X"


def test_after_a_merge_the_older_id_stays_where_the_shares_are_equal():
    assert assign([["a", "b"]], {"b": "old", "a": "new"}) == ("old",)
