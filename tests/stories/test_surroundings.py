"""What stands around stories is no part of them, wherever it stands."""

from __future__ import annotations

import pytest
from reading import document_from

from digest.stories.unbundle import unbundle

PROSE = "강변 산책로의 가로수 천 그루가 뿌리째 흔들리고 있다고 시가 밝혔다. 지난해 장마 뒤 흙이 쓸려 나가면서 뿌리가 드러났다."
MORE = "시는 나무 둘레에 그물망을 두르고 흙을 채우는 공사를 시작했다. 공사에는 열네 달이 걸린다."


@pytest.mark.parametrize("stamp", ["2025년 11월 21일", "2025-11-21", "입력 2025.11.21. 09:30"])
def test_a_date_on_the_first_line_is_the_date_and_not_the_headline(stamp: str) -> None:
    document = document_from(f"{stamp}\n\n뿌리 드러난 가로수, 그물망으로 붙든다\n\n{PROSE}\n\n{MORE}\n")
    (story,) = unbundle(document).stories
    assert story.title == "뿌리 드러난 가로수, 그물망으로 붙든다"
    assert story.text == f"{PROSE}\n{MORE}"
    assert document.published
    assert document.published.date().isoformat() == "2025-11-21"


def test_a_date_on_the_first_line_of_markdown_is_its_date() -> None:
    document = document_from(f"2026년 11월 20일\n\n# 가로수 이야기\n\n{PROSE}\n", name="a.md")
    assert document.published
    assert document.published.date().isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    "line",
    [
        "문의: 홍보팀 02-000-0000",
        "ⓒ 강변신문. 무단 전재 및 재배포 금지",
        "뉴스레터를 구독하시려면 여기를 눌러 주세요.",
        "강내음 기자 naeum@example.com",
        "이 보도자료는 출처를 밝히면 자유롭게 이용할 수 있습니다.",
    ],
)
def test_a_closing_line_leaks_into_no_story(line: str) -> None:
    (story,) = unbundle(document_from(f"가로수를 붙든다\n\n{PROSE}\n\n{MORE}\n\n{line}\n")).stories
    assert story.text == f"{PROSE}\n{MORE}"


@pytest.mark.parametrize("label", ["[광고] 이불 세탁 반값", "광고: 이불 세탁 반값", "SPONSORED: half price"])
def test_an_advertisement_inside_a_story_does_not_end_it(label: str) -> None:
    (story,) = unbundle(document_from(f"가로수를 붙든다\n\n{PROSE}\n\n{label}\n\n{MORE}\n")).stories
    assert story.text == f"{PROSE}\n{MORE}"


def test_a_sentence_about_advertising_is_text() -> None:
    about = "광고 시장이 삼 년 만에 줄었다고 협회가 밝혔다. 광고를 낸 회사는 오히려 늘었다."
    (story,) = unbundle(document_from(f"광고가 줄었다\n\n{PROSE}\n\n{about}\n\n{MORE}\n")).stories
    assert about in story.text


def test_run_in_heads_open_stories_and_leave_no_mark() -> None:
    told = ["The lock has opened again", "Otters are seen at the weir", "Fees for moorings will rise"]
    body = "Divers and keepers worked on it for nine days and the first boats went through on Thursday."
    text = "# This week on the canal\n\n" + "\n\n".join(
        f"**{head}.** {body}\n\nMore is known soon." for head in told
    )
    stories = unbundle(document_from(text, name="a.md")).stories
    assert [story.title for story in stories] == told
    assert {story.text for story in stories} == {f"{body}\nMore is known soon."}


def test_an_outlet_in_brackets_is_cited_and_not_in_the_headline() -> None:
    heads = [
        ("버스 노선 넷으로 줄인다", "한빛일보 A12면"),
        ("정수장 예산 반영", "동녘신문 1면"),
        ("도서관 새벽 개방", "온누리일보"),
    ]
    text = "오늘의 언론 요약\n\n" + "\n\n".join(f"□ {head} ({outlet})\n ○ {MORE}" for head, outlet in heads)
    stories = unbundle(document_from(text)).stories
    assert [story.title for story in stories] == [head for head, _ in heads]
    assert [story.citations[0].publisher for story in stories] == ["한빛일보", "동녘신문", "온누리일보"]
