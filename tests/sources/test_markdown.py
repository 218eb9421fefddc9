"""Markdown → lines."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.sources.formats import frontmatter, markdown

SEOUL = ZoneInfo("Asia/Seoul")


def _lines(text: str) -> list[tuple[str, int, str, str]]:
    content = markdown.read(text, zone=SEOUL)
    return [
        (b.kind, b.level, b.label, t) for b, t in zip(content.blocks, content.text.split("\n"), strict=True)
    ]


def test_blocks_keep_their_kind_level_and_marker():
    assert _lines("""## 2.1 제목

문단 하나.
이어진다.

- **특징**
  - 안쪽

    설명 문단이다.
3) 셋
4) 넷

> 인용

| a | b |
|---|---|
| 1 | 2 |

***
끝&#x20;
""") == [
        ("heading", 2, "", "2.1 제목"),
        ("paragraph", 0, "", "문단 하나. 이어진다."),
        ("item", 1, "-", "특징"),
        ("item", 2, "-", "안쪽"),
        ("paragraph", 0, "", "설명 문단이다."),
        ("item", 1, "3)", "셋"),
        ("item", 1, "4)", "넷"),
        ("quote", 1, "", "인용"),
        ("row", 0, "", "a | b"),
        ("row", 0, "", "1 | 2"),
        ("rule", 0, "", "---"),
        ("paragraph", 0, "", "끝"),
    ]  # fmt: skip


def test_a_bold_line_of_its_own_is_a_weak_heading():
    assert _lines("**Head**\n\nSome text that is longer than its head.")[0][:2] == ("heading", 8)


def test_links_of_every_kind_have_their_place():
    text = '- <https://a.kr/x?utm_source=m>\n- [기사](https://b.kr/%EB%89%B4 "제목")\n- see https://c.kr/y. And `code`'
    content = markdown.read(text, zone=SEOUL)
    placed = [
        (link.url, content.text[link.span.start : link.span.end]) for link in content.links if link.span
    ]
    assert placed == [
        ("https://a.kr/x", "https://a.kr/x?utm_source=m"),
        ("https://b.kr/%EB%89%B4", "기사"),
        ("https://c.kr/y", "https://c.kr/y"),
    ]


def test_front_matter_tells_of_the_document():
    content = markdown.read(
        '---\ntitle: "2월: 리포트"\ndate: 2025-02-03 09:00:00 +0900\ncategories: [IT, AI]\ntags: a b c\nauthor: 정씨\nlang: ko\n---\n# 본문\n',
        zone=SEOUL,
    )
    assert (content.title, content.author, content.category, content.language) == (
        "2월: 리포트",
        "정씨",
        "IT, AI",
        "ko",
    )
    assert content.published == datetime(2025, 2, 3, 9, tzinfo=SEOUL)
    assert content.text == "본문"
    hugo = markdown.read('+++\ntitle = "X"\ndate = 2025-02-03\n+++\ntext', zone=SEOUL)
    assert (hugo.title, hugo.precision, hugo.text) == ("X", "day", "text")


def test_two_rules_around_text_are_not_front_matter():
    assert "not a setting" in markdown.read("---\nnot a setting\n---\n\ntext", zone=SEOUL).text


def test_html_inside_is_read_and_generators_marks_are_not():
    assert [
        t for *_, t in _lines("{% include x %}\n\n<div><p>html</p></div>\n\ntext<br>more\n{: .note}\n")
    ] == [
        "html",
        "text more",
    ]


@given(st.text(alphabet="ab: -[]'\"#>|\n가", max_size=120))
def test_front_matter_never_fails(body: str):
    settings, rest = frontmatter.split(f"---\n{body}\n---\nrest")
    assert isinstance(settings, dict)
    assert rest.endswith("rest")


def test_lines_in_bold_below_one_in_bold_begin_anew_without_an_empty_line():
    told = _lines(
        "**[Ferry](https://a.example/1)** · *Quay*\nIt runs.\n**Bridge** · *Quay*\nIt is **very** long.\nTruly."
    )
    assert [text for *_, text in told] == [
        "Ferry · Quay It runs.",
        "Bridge · Quay It is very long. Truly.",
    ]


def test_brackets_by_the_thousand_say_nothing_and_stop_nothing():
    """What cannot be read is no front matter of a source, and nothing of its text is lost."""
    text = "+++\nx = " + "[" * 50_000 + "\n+++\nrest"
    assert frontmatter.split(text) == ({}, text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("가로등을 LED로 바꾼다.\n\n* LED: 전기로 빛을 내는 반도체", "paragraph note"),
        ("가로등을 LED*로 바꾼다.\n\n* 전기로 빛을 내는 반도체", "paragraph note"),
        ("가로등을 LED\\*로 바꾼다.\n\n* 전기로 빛을 내는 반도체\n\n* 둘째 줄", "paragraph item item"),
        (
            "LED와 ESCO를 쓴다.\n\n- 값이 싸다\n- 밝다\n\n* LED: 빛을 내는 반도체\n* ESCO: 절감액으로 갚는 사업",
            "paragraph item item note note",
        ),
        ("A lamp with an LED.\n\n* LED: a semiconductor that gives light", "paragraph note"),
        (
            "LED*를 쓴다.\n\n* 빛을 내는 반도체\n\n다음은 할 일이다.\n\n* 값을 잰다",
            "paragraph note paragraph item",
        ),
        # points: names with what each did, figures, a word that only the heading has, no word at all
        (
            "노바칩과 해담이 나섰다.\n\n* 노바칩: 새 공장을 짓기로 함\n* 해담: 연구소를 늘리기로 함",
            "paragraph item item",
        ),
        ("노바칩이 나섰다.\n\n* 노바칩: 2조 4천억 원을 들임", "paragraph item"),
        ("# LED\n\n* LED: 전기로 빛을 내는 반도체", "heading item"),
        ("할 일은 많다.\n\n* 등불을 단다", "paragraph item"),
        ("3*4 행렬을 쓴다.\n\n* 첫째 줄", "paragraph item"),
        ("ALED를 쓴다.\n\n* LED: 전기로 빛을 내는 반도체", "paragraph item"),
        ("- LED를 쓴다\n  * LED: 전기로 빛을 내는 반도체", "item item"),
    ],
)
def test_points_that_explain_a_word_of_the_text_are_notes(text: str, kinds: str):
    """A star opens points in Markdown and notes in Korean texts; without a word above that it explains, it is a point."""
    told = _lines(text)
    assert [kind for kind, *_ in told] == kinds.split()
    assert all(label == "*" for kind, _, label, _ in told if kind == "note")
