"""What stories say they draw on."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Citation, Link, Unbundled
from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.citations import citations, inside
from digest.stories.unbundle import unbundle

SEOUL = ZoneInfo("Asia/Seoul")
BRIDGE = "한빛시는 새 다리를 열었다고 밝혔다. 다리는 강의 두 마을을 잇고, 걸어서 오 분이면 건널 수 있다."
RICE = (
    "온누리 연구원은 벼의 새 품종을 내놓았다. 이 품종은 가뭄에 강하고 열흘 일찍 여문다고 연구원은 설명했다."
)
MARKET = (
    "새벽 시장이 다시 문을 열었다. 상인들은 손님이 늘어 물건이 일찍 동난다고 말했다. 시장은 여섯 시에 연다."
)


def told(text: str) -> list[str]:
    return [f"{one.publisher} | {one.title} | {one.date or ''}" for one in citations(text)]


def apart(text: str) -> Unbundled:
    (content,) = read(text.encode(), name="x", zone=SEOUL)
    return unbundle(document(content, source_key="", locator="x"))


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("한빛연구원, 다리 보고서, 2025.01.13.", ["한빛연구원 | 다리 보고서 | 2025-01-13"]),
        (
            'Harbor Office, "Piers, old and new", 10 July 2026',
            ["Harbor Office | Piers, old and new | 2026-07-10"],
        ),
        ("“Piers,” The Harbor Times, July 10, 2026", ["The Harbor Times | Piers | 2026-07-10"]),
        ("「다리 보고서」, 한빛연구원, 2026.7.10.", ["한빛연구원 | 다리 보고서 | 2026-07-10"]),
        ("한빛일보(2026.7.10.)", ["한빛일보 |  | 2026-07-10"]),
        ("통계청 제공", ["통계청 |  | "]),
        (
            "Office for Ports, Piers & Ferries, A Plan for Piers, 2026.07.10.",
            ["Office for Ports, Piers & Ferries | A Plan for Piers | 2026-07-10"],
        ),
        # several, where that is sure
        (
            "한빛연구원, “다리”, 2026.7.10.; 온누리, 「벼」, 2026.7.20.",
            ["한빛연구원 | 다리 | 2026-07-10", "온누리 | 벼 | 2026-07-20"],
        ),
        (
            "한빛연구원, 다리 보고서, 2026.7.10. 온누리, 벼 이야기, 2026.7.20.",
            ["한빛연구원 | 다리 보고서 | 2026-07-10", "온누리 | 벼 이야기 | 2026-07-20"],
        ),
        ("통계청, 한국은행", ["통계청 |  | ", "한국은행 |  | "]),
        ("Harbor Times; Ferry News", ["Harbor Times |  | ", "Ferry News |  | "]),
        # one, where it is not
        ("한빛, 보고서; 둘째 권, 2026.7.10.", ["한빛 | 보고서; 둘째 권 | 2026-07-10"]),
        ("한빛, 2025.01.03 기준 다리 현황, 2025.01.15.", ["한빛 | 2025.01.03 기준 다리 현황 | 2025-01-15"]),
        (
            '한빛, 온누리 그룹 "다리와 벼" 발표, 2026.7.10.',
            ['한빛 | 온누리 그룹 "다리와 벼" 발표 | 2026-07-10'],
        ),
    ],
)
def test_publisher_title_and_date(text: str, cited: list[str]):
    assert told(text) == cited


@given(st.text(alphabet='가나 AB,.;“”"「」()[]2026.7-/', max_size=60))
def test_no_word_is_invented(text: str):
    for one in citations(text):
        assert one.publisher in text
        assert one.title in text


def test_each_link_stays_with_what_it_is_of():
    links = [
        Link(url="https://a.example/1", text="새 다리"),
        Link(url="https://a.example/2", text="벼 이야기"),
    ]
    found = citations("온누리, “벼 이야기”, 2026.7.20.; 한빛, “새 다리”, 2026.7.10.", links)
    assert [one.url for one in found] == ["https://a.example/2", "https://a.example/1"]
    named = [Link(url="https://a.example/3", text="통계청"), Link(url="https://a.example/4", text="한국은행")]
    assert [one.url for one in citations("통계청, 한국은행", named)] == [
        "https://a.example/3",
        "https://a.example/4",
    ]


def test_an_address_in_the_line_is_its_own():
    (one,) = citations("온누리, “벼”, 2026.7.20. https://a.example/2")
    assert one == Citation(publisher="온누리", title="벼", date=one.date, url="https://a.example/2")
    assert str(one.date) == "2026-07-20"


@pytest.mark.parametrize(
    ("text", "publishers"),
    [
        ("다리가 열렸다. (출처: 한빛일보)", ["한빛일보"]),
        ("다리가 늘었다(자료=통계청, 2026.7.10.).", ["통계청"]),
        ("다리가 열렸다. (한빛일보 A12면)", ["한빛일보"]),
        ("A pier opened (source: The Harbor Times) today.", ["The Harbor Times"]),
        ("그는 (웃음) 말했다. (자료: 3쪽)", []),
        ("다리는 (길이 12면) 넓다. 그 뒤", []),
    ],
)
def test_a_paragraph_names_its_source_in_brackets(text: str, publishers: list[str]):
    assert [one.publisher for one in inside(text)] == publishers


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("— The Harbor Times", "The Harbor Times"),
        ("(한빛일보 A12면)", "한빛일보"),
        ("(동녘신문)", "동녘신문"),
        ("자료=통계청", "통계청"),
        ("[자료=통계청 제공]", "통계청"),
        ("【출처】 한빛일보", "한빛일보"),
    ],
)
def test_a_line_that_only_names_a_source_is_no_text(line: str, publisher: str):
    found = apart(
        f"한 주의 소식\n\n◆ 새 다리 열려\n{BRIDGE}\n{line}\n\n◆ 벼 새 품종\n{RICE}\n{line}\n\n◆ 새벽 시장 다시 열려\n{MARKET}\n{line}\n"
    )
    assert [[one.publisher for one in story.citations] for story in found.stories] == [[publisher]] * 3
    assert [story.text for story in found.stories] == [BRIDGE, RICE, MARKET]


def test_the_author_of_a_quotation_is_no_outlet():
    found = apart(f"새 다리 열려\n\n{BRIDGE}\n\n— Ada North\n\n{RICE}\n")
    assert all(not story.citations for story in found.stories)


def test_an_address_below_a_source_is_that_sources():
    found = apart(
        f"한 주의 소식\n\n◆ 새 다리 열려\n{BRIDGE}\n☞ 출처: 한빛시, 다리 안내, 2026.7.1.\nhttps://a.example/1?utm_source=x\n\n"
        f"◆ 벼 새 품종\n{RICE}\n☞ 출처: 온누리, 벼 이야기, 2026.7.2.\nhttps://a.example/2\n"
    )
    assert [story.citations[0].url for story in found.stories] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


REFERENCES = """참고자료
[1] 한빛시, 다리 안내, 2026.7.1.
https://a.example/1
[2] 온누리, “벼 품종 보고서”, 2026.7.2. https://a.example/2
[3] 농업신문, 벼 이야기, 2026.7.3.
[4] 새길연구회, 아무도 인용하지 않은 긴 보고서, 2026.7.4.
"""


def test_references_at_the_end_go_to_the_stories_that_point_to_them():
    found = apart(
        f"한 주의 소식\n\n1. 새 다리 열려\n{BRIDGE}[1]\n\n2. 벼 새 품종\n{RICE} [2, 3]\n\n3. 새벽 시장 다시 열려\n{MARKET}\n\n{REFERENCES}"
    )
    assert [[one.publisher for one in story.citations] for story in found.stories] == [
        ["한빛시"],
        ["온누리", "농업신문"],
        [],
    ]
    assert [one.url for one in found.stories[0].citations] == ["https://a.example/1"]


def test_a_reference_goes_to_the_story_that_names_its_title():
    market = f"{MARKET} 「아무도 인용하지 않은 긴 보고서」에 그렇게 쓰였다."
    found = apart(
        f"한 주의 소식\n\n1. 새 다리 열려\n{BRIDGE}[1]\n\n2. 벼 새 품종\n{RICE} [2–3]\n\n3. 새벽 시장 다시 열려\n{market}\n\n{REFERENCES}"
    )
    assert [len(story.citations) for story in found.stories] == [1, 2, 1]
    assert found.stories[2].citations[0].publisher == "새길연구회"


def test_numbers_that_stand_for_two_references_stand_for_none():
    twice = REFERENCES.replace("[2]", "[1]")
    found = apart(
        f"한 주의 소식\n\n1. 새 다리 열려\n{BRIDGE}[1]\n\n2. 벼 새 품종\n{RICE}\n\n3. 새벽 시장 다시 열려\n{MARKET}\n\n{twice}"
    )
    assert not any(story.citations for story in found.stories)
