"""Who wrote a story, and when: told as its metadata, never as its text."""

from __future__ import annotations

import pytest
from reading import document_from

from digest.stories.bylines import author_of, is_byline, signed_spans
from digest.stories.unbundle import unbundle

FIRST = "강변 산책로의 가로수 천 그루가 뿌리째 흔들리고 있다고 시가 밝혔다. 지난해 장마 뒤 흙이 쓸려 나가면서 뿌리가 드러났다."
SECOND = "시는 나무 둘레에 그물망을 두르고 흙을 채우는 공사를 시작했다. 공사에는 열네 달이 걸린다."


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("강내음 기자", "강내음"),
        ("강내음 선임기자 naeum@example.com", "강내음"),
        ("글 강내음", "강내음"),
        ("글·사진 = 강내음", "강내음"),
        ("작성자: 강내음 | 조회 120", "강내음"),
        ("강내음 기자, 문바다 기자", "강내음, 문바다"),
        ("By Ada Brook", "Ada Brook"),
        ("Words by Ada Brook and Tom Reed", "Ada Brook and Tom Reed"),
        ("Ada Brook, Staff Writer", "Ada Brook"),
        ("/ 편집부", ""),
    ],
)
def test_a_byline_names_its_author(line: str, author: str) -> None:
    assert is_byline(line)
    assert author_of(line) == author


@pytest.mark.parametrize(
    "line",
    [
        "기자 간담회를 열었다",
        "글 쓰는 사람들의 모임이 열린다",
        "사진 한 장이 세상을 바꿨다",
        "By Thursday the river had fallen",
        "강변 산책로 다시 열려",
        "Editor wanted for the town paper",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("before", "after", "author"),
    [
        ("(한들=강변신문) 강내음 기자 = ", "", "강내음"),
        ("[강변신문 강내음 기자] ", "", "강내음"),
        ("강내음 기자 naeum@example.com = ", "", "강내음"),
        ("", " 강내음 기자 naeum@example.com", "강내음"),
        ("", " /강내음 기자", "강내음"),
        ("(한들=강변신문) ", "", ""),
    ],
)
def test_a_signature_glued_to_a_sentence_is_no_part_of_it(before: str, after: str, author: str) -> None:
    text = f"{before}{FIRST}{after}"
    span, name = signed_spans(text)
    assert text[span.start : span.end] == FIRST
    assert name == author


def test_each_story_of_a_round_up_has_its_own_author_and_day() -> None:
    text = (
        "# 강변 주간 소식\n\n2026.03.09\n\n"
        f"## 뿌리 드러난 가로수, 그물망으로 붙든다\n\n강내음 기자 | 2026.03.05\n\n{FIRST}\n\n"
        f"## 나루터 뱃삯 오르고 막배는 당겨진다\n\n{SECOND}\n\n문바다 기자 bada@example.com\n"
    )
    document = document_from(text, name="a.md")
    first, second = unbundle(document).stories
    assert (first.text, first.author, str(first.published)[:10]) == (FIRST, "강내음", "2026-03-05")
    assert (second.text, second.author, str(second.published)[:10]) == (SECOND, "문바다", "2026-03-09")


def test_a_stamp_from_after_the_document_is_not_believed() -> None:
    text = (
        "# 강변 주간 소식\n\n2026.03.09\n\n"
        f"## 뿌리 드러난 가로수, 그물망으로 붙든다\n\n2026.08.30\n\n{FIRST}\n\n"
        f"## 나루터 뱃삯 오르고 막배는 당겨진다\n\n{SECOND}\n"
    )
    first, _ = unbundle(document_from(text, name="a.md")).stories
    assert str(first.published)[:10] == "2026-03-09"
