"""Wrapped lines become paragraphs again."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from digest.stories.clean import tidy_lines
from digest.stories.wrapping import rejoin

ENGLISH = "The ferry company has ordered two electric boats from a yard in the north, and each of them will carry a hundred and eighty passengers across the bay in eleven minutes without a drop of oil."


def test_english_text_wrapped_at_seventy_columns() -> None:
    """Paragraphs parted by empty lines come back whole, with a space where a line ended."""
    words = ENGLISH.split()
    whole = [" ".join(words[start:] + words[:start]) for start in (0, 7, 13)]
    text = "\n\n".join("\n".join(textwrap.wrap(paragraph, 70)) for paragraph in whole)
    assert rejoin(tidy_lines(text)) == whole


def test_the_trailing_space_tells_where_a_word_was_broken() -> None:
    """No space at a line's end: the word goes on; a space: a new word begins. Every line is followed by an empty one."""
    broken = [
        "○ 강마루연구소가 전국 하천 이백열 곳의 수질을 한눈에 보는 지도를 내놓고 누구나 내려받",
        "을 수 있게 했으며 앞으로 해마다 두 차례씩 새로 잰 값을 더하고 지역 주민의 의견도 함께 ",
        "싣기로 했다고 설명",
        "○ 지도에는 열 해 동안 잰 값 삼천만 건이 들어 있으며 지역마다 다른 방식으로 적던 값을 한 ",
        "가지 방식으로 바꾸어 견줄 수 있게 했고 오래된 값의 잘못도 하나하나 찾아서 바로잡았다고 밝",
        "힘",
    ]
    assert rejoin(tidy_lines("\n\n".join(broken))) == [
        "○ 강마루연구소가 전국 하천 이백열 곳의 수질을 한눈에 보는 지도를 내놓고 누구나 내려받을 수 있게 했으며 앞으로 해마다 두 차례씩 새로 잰 값을 더하고 지역 주민의 의견도 함께 싣기로 했다고 설명",
        "○ 지도에는 열 해 동안 잰 값 삼천만 건이 들어 있으며 지역마다 다른 방식으로 적던 값을 한 가지 방식으로 바꾸어 견줄 수 있게 했고 오래된 값의 잘못도 하나하나 찾아서 바로잡았다고 밝힘",
    ]


def test_a_list_of_headlines_is_not_joined() -> None:
    lines = [
        "북쪽 다리 다시 열려",
        "시장, 세 곳의 학교에 나무 심어",
        "오늘 밤 별똥별 많이 떨어져",
        "새 도서관 이름 짓기 대회",
        "버스 노선 두 개 늘어나",
        "수영장 공사 끝나",
        "축제 사흘 앞으로",
    ]
    assert rejoin(lines) == lines


@given(st.lists(st.text(max_size=80).map(lambda text: " ".join(text.split())), max_size=40))
def test_no_character_is_lost_but_spaces(lines: list[str]) -> None:
    """Whatever is joined, the letters and their order stay."""
    tidy = tidy_lines("\n".join(lines))
    joined = "".join(rejoin(tidy)).replace(" ", "").replace("-", "")
    assert joined == "".join(tidy).replace(" ", "").replace("-", "")
