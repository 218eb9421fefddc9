"""Plain text → lines with blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest.sources.formats import plain
from digest.stories.clean import tidy


@given(st.text(max_size=400))
def test_every_line_has_its_block(text: str) -> None:
    """The text has no empty line, each line is tidy, and each block lies in its line."""
    content = plain.read(text, name="any")
    lines = content.text.split("\n") if content.text else []
    assert len(lines) == len(content.blocks)
    at = 0
    for line, block in zip(lines, content.blocks, strict=True):
        assert line == tidy(line)
        assert line
        assert at <= block.span.start < block.span.end == at + len(line)
        at += len(line) + 1


def test_markers_stand_left_of_their_block() -> None:
    content = plain.read("소식\n◆ 다리 열려\n본문이다.\n- 하나\n=====\n## 둘", name="x")
    assert [
        (block.kind, block.label, content.text[block.span.start : block.span.end]) for block in content.blocks
    ] == [
        ("paragraph", "", "소식"),
        ("item", "◆", "다리 열려"),
        ("paragraph", "", "본문이다."),
        ("item", "-", "하나"),
        ("rule", "", "---"),
        ("heading", "", "둘"),
    ]


def test_addresses_become_links_at_their_place() -> None:
    content = plain.read("자세히: https://example.org/a?utm_source=x&b=1. 끝", name="x")
    (link,) = content.links
    assert link.url == "https://example.org/a?b=1"
    assert link.span
    assert (
        content.text[link.span.start : link.span.end] == link.text == "https://example.org/a?utm_source=x&b=1"
    )


def test_date_and_title_where_the_text_plainly_says_so() -> None:
    page = plain.read(
        "소식지\n마을에 새로 생긴 다리 이야기\n홍길동\n2024.05.06 09:30\n다리가 열렸다. 모두가 건넜다.",
        name="x",
    )
    assert page.title == "마을에 새로 생긴 다리 이야기"
    assert page.published
    assert (page.published.isoformat(), page.precision) == ("2024-05-06T09:30:00+09:00", "time")
    week = plain.read(
        "[주간] 소식\n2025년 3월 31일~4월 6일 주간 뉴스\n다리가 열렸다. 모두가 건넜다.", name="x"
    )
    assert week.published
    assert (week.published.date().isoformat(), week.precision) == ("2025-04-06", "day")


def test_a_date_glued_before_the_text_is_parted_from_it() -> None:
    content = plain.read(" 작성일 2024-05-06 봄에 열린 다리를 많은 사람이 건넜습니다.", name="x")
    assert content.text.split("\n") == ["작성일 2024-05-06", "봄에 열린 다리를 많은 사람이 건넜습니다."]
    assert content.published
    assert content.precision == "day"


def test_a_running_foot_names_publication_and_month() -> None:
    text = "\n".join(f"{page}쪽의 글이 여기에 있다.\n나무 소식 | 2024-3월호\n{page}" for page in (1, 2, 3))
    content = plain.read(text, name="x")
    assert content.title == "나무 소식 | 2024-3월호"
    assert content.published
    assert (content.published.month, content.precision) == (3, "month")


def test_who_said_it_in_a_chat_stands_on_a_line_of_its_own() -> None:
    content = plain.read("[솔개] [오전 8:31] 다리가 열렸다.\n[늘봄] [오후 1:02] 잘됐네요", name="x")
    assert content.text.split("\n") == [
        "[솔개] [오전 8:31]",
        "다리가 열렸다.",
        "[늘봄] [오후 1:02]",
        "잘됐네요",
    ]


def test_stars_behind_a_picture_are_bold() -> None:
    content = plain.read(":package: *다리 열려* 본문이다.\n📦 *배 떠나* 본문이다.", name="x")
    assert [content.text[span.start : span.end] for span in content.stressed] == ["다리 열려", "배 떠나"]


def test_lines_of_any_sign_or_pair_of_signs_are_rules() -> None:
    content = plain.read("하나\n//////////\n둘\no-o-o-o-o-o-o\n셋\n+++++\n넷", name="x")
    assert [block.kind for block in content.blocks] == [
        "paragraph",
        "rule",
        "paragraph",
        "rule",
        "paragraph",
        "rule",
        "paragraph",
    ]
