"""What an item may quote of a story: counted by place, so that a piece of a sentence does not free the whole."""

from __future__ import annotations

import pytest

from digest.analysis.prepared import prepare
from digest.editing.quoting import Quota
from digest.model import Sentence, Story

FIRST = "해온시는 밤사이 무너진 강둑을 다시 쌓는 데 300억 원을 들인다."
TEXT = f"{FIRST}공사는 이듬해 봄에 시작해 가을에 끝난다고 시장이 말했다. 주민은 기다린다. 비는 그쳤다."


@pytest.fixture
def member(analyser):
    story = Story(id="q", document="q", source="한빛일보", title="강둑", text=TEXT, language="ko")
    (one,) = prepare([story], analyser)
    return one


def place(start: int, end: int) -> Sentence:
    return Sentence(story="q", start=start, end=end, text=TEXT[start:end])


def test_a_piece_that_is_shown_does_not_free_the_sentence_it_was_cut_from(member):
    """The piece begins where the whole begins; the whole is longer than a fifth of the text."""
    piece, whole = place(0, len(FIRST)), place(0, TEXT.index(" 주민"))
    assert not Quota([member], {"한빛일보": "quote"}, [piece]).take(whole)


def test_what_lies_inside_a_sentence_that_is_shown_is_free(member):
    piece, whole = place(len(FIRST), TEXT.index(" 주민")), place(0, TEXT.index(" 주민"))
    quota = Quota([member], {"한빛일보": "quote"}, [whole])
    assert quota.take(piece)
    assert quota.take(place(0, len(FIRST)))
    assert not quota.take(place(TEXT.index("주민"), TEXT.index(" 비는")))
