"""The publication's own list of terms: what is not touched stays as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.language.termlist import read, with_entry, without_entry

LISTED = """# 우리 목록

FLOPS = 계산 속도의 단위   # 편집자
  MOU !=
"""
TERMS = (
    st.text("ABC가나 -", min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda term: any(map(str.isalpha, term)))
)


def entries(text: str) -> list[tuple[str, str]]:
    return [(one.term, one.means) for one in read(text)[0]]


def test_a_list_says_what_terms_mean_and_which_are_not_to_be_explained():
    assert entries(LISTED) == [("FLOPS", "계산 속도의 단위"), ("MOU", "")]
    assert read(LISTED)[1] == ()


def test_an_entry_takes_the_place_of_the_one_before_and_leaves_the_others():
    """Comments and other lines stay letter by letter."""
    changed = with_entry(LISTED, "FLOPS", "")
    assert entries(changed) == [("MOU", ""), ("FLOPS", "")]
    assert "# 우리 목록" in changed
    assert "  MOU !=\n" in changed
    assert entries(without_entry(changed, "MOU")) == [("FLOPS", "")]
    assert without_entry(LISTED, "없음") == LISTED


@given(st.lists(st.tuples(TERMS, st.sampled_from(["", "뜻", "a = b"])), max_size=6))
def test_what_was_written_last_holds(changes):
    """However often entries are written, each term stands once, as it was written last."""
    text = ""
    for term, means in changes:
        text = with_entry(text, term, means)
    assert dict(entries(text)) == dict(changes)
    assert read(text)[1] == ()


@pytest.mark.parametrize(
    "line",
    [
        "FLOPS",
        "= 뜻",
        "FLOPS =",
        "MOU != 뜻",
        "1 = 뜻",
        "A = 뜻\nA !=",
        f"{'가' * 61} = 뜻",
        f"A = {'가' * 301}",
    ],
)
def test_a_line_that_says_nothing_is_told(line):
    """With its number, and what to write instead."""
    (mistake,) = read(line)[1]
    assert mistake.line == line.count("\n") + 1
    assert mistake.hint
