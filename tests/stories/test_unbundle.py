"""Laws of unbundling, for any document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading import DOCUMENTS, document_from, document_of

from digest.model import Document
from digest.stories.profile import LayoutProfile
from digest.stories.unbundle import unbundle
from tests.laws import check_unbundled
from tests.patience import patience

MARKS = [
    "",
    "",
    "",
    "■ ",
    "◆ ",
    "□ ",
    "○ ",
    "- ",
    "1. ",
    "2. ",
    "3. ",
    "## ",
    "# ",
    "Q. ",
    "☞ 출처: ",
    "---",
    "[소식] ",
    "【",
    "* ",
    "n ",
]
WORDS = [
    "시장",
    "새로 열려",
    "다리를 고쳤다.",
    "The yard hires sixty people.",
    "기간 장소",
    "2025.5.1~3 서울",
    "광고",
    "참고",
    "관련기사: 하나",
    "결론",
    "https://example.org/a",
]
TEXTS = st.lists(
    st.tuples(st.sampled_from(MARKS), st.lists(st.sampled_from(WORDS), max_size=9)), max_size=25
).map(lambda rows: "\n".join(mark + " ".join(words) for mark, words in rows))
FILES = sorted(path for path in DOCUMENTS.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_laws_hold_for_real_layouts(path) -> None:
    """Texts map back to the document, nothing overlaps, order is kept, ids are unique."""
    document = document_of(path)
    check_unbundled(document, unbundle(document))


LISTED_HEADS = """## https://example.org/a https://example.org/a 시장 새로 열려
시장 시장 https://example.org/a 시장 시장 새로 열려 https://example.org/a
## https://example.org/a https://example.org/a 시장 새로 열려
■
시장 시장 https://example.org/a 시장 시장 새로 열려 https://example.org/a"""


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["text.txt", "text.md"]))
@example(LISTED_HEADS, "text.txt")
def test_the_laws_hold_for_any_layout(text: str, name: str) -> None:
    if not text.strip():
        return
    document = document_from(f"글\n{text}", name=name)
    check_unbundled(document, unbundle(document))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    """A document without blocks, whatever its text holds, raises nothing."""
    document = Document(id="d", source="s", version="v", format="plain", text=text)
    check_unbundled(document, unbundle(document))


def test_the_same_document_gives_the_same_answer() -> None:
    document = document_of(DOCUMENTS / "ko-weekly-squares.txt")
    assert unbundle(document) == unbundle(document)


def test_a_document_without_letters_holds_no_story() -> None:
    document = Document(id="d", source="s", version="v", format="plain", text="---\n12\n***")
    assert unbundle(document).stories == ()


def test_headlines_that_repeat_are_different_stories() -> None:
    told = (
        "남쪽에 사흘 동안 큰비가 내려 강물이 불었다. 피해는 없었다.",
        "월요일부터 다시 장마가 이어진다고 관측소가 내다봤다. 산길은 닫힌다.",
        "동쪽 마을은 가뭄이 풀려 모내기를 시작했다. 논 열 곳 가운데 아홉 곳이다.",
    )
    heads = ("비 소식", "한빛시, 강 건너 새 다리 열려", "비 소식", "새벽 시장 다시 문 열어", "비 소식")
    others = iter(
        (
            "다리는 강의 두 마을을 잇고 걸어서 오 분이면 건넌다.",
            "상인들은 손님이 늘어 물건이 일찍 동난다고 말했다.",
        )
    )
    rain = iter(told)
    lines = [next(rain if head == "비 소식" else others) for head in heads]
    text = "이번 주 소식\n" + "".join(f"■ {head}\n{line}\n" for head, line in zip(heads, lines, strict=True))
    stories = unbundle(document_from(text)).stories
    assert [story.title for story in stories] == list(heads)
    assert len({story.id for story in stories}) == len(heads)


def test_stories_of_one_headline_only_are_different_stories() -> None:
    text = "이번 주 소식\n" + "".join(
        f"■ 비 소식\n{n}번째 마을에 큰비가 내렸다. 피해는 없었다.\n" for n in range(1, 4)
    )
    stories = unbundle(document_from(text), profile=LayoutProfile(heading="^■ (.+)$")).stories
    assert [story.title for story in stories] == ["비 소식"] * 3
    assert len({story.id for story in stories}) == 3


def test_a_profile_teaches_headlines_end_and_what_to_drop() -> None:
    """An editor's correction wins over what the layout looks like."""
    text = "마을\n가) 다리 고침\n다리를 고치는 데 석 달이 걸렸다.\n알림 하나\n가) 우물 새로 팜\n우물을 새로 팠고 물이 맑다.\n끝\n덧붙이는 글이 있다."
    profile = LayoutProfile(heading=r"^가\) (.+)$", end="^끝$", drop=("^알림",))
    stories = unbundle(document_from(text), profile=profile).stories
    assert [story.title for story in stories] == ["다리 고침", "우물 새로 팜"]
    assert [story.text for story in stories] == [
        "다리를 고치는 데 석 달이 걸렸다.",
        "우물을 새로 팠고 물이 맑다.",
    ]


def test_a_profile_can_keep_a_document_whole() -> None:
    found = unbundle(document_of(DOCUMENTS / "ko-weekly-squares.txt"), profile=LayoutProfile(whole=True))
    assert len(found.stories) == 1


def test_sources_and_further_reading_are_cited_and_not_told() -> None:
    """`☞ 출처` and `관련기사` lines are citations of their story; its text does not hold them."""
    brief = unbundle(document_of(DOCUMENTS / "ko-pdf-brief.txt")).stories[0]
    (cited,) = brief.citations
    assert (cited.publisher, cited.title, cited.date) == (
        "강마루연구소",
        "하천 수질 지도 공개 자료",
        date(2024, 4, 9),
    )
    weekly = unbundle(document_of(DOCUMENTS / "ko-weekly-squares.txt")).stories[0]
    assert [cited.title for cited in weekly.citations] == ["갯벌 탐방로 공사, 작년 가을에 첫 삽"]
    assert "관련기사" not in weekly.text


def test_blocks_tell_what_the_lines_of_a_brief_are_for() -> None:
    """Bullets above the box that every story has are leads; those below are points."""
    story = unbundle(document_of(DOCUMENTS / "ko-pdf-brief.txt")).stories[0]
    assert [block.kind for block in story.blocks] == ["lead", "lead", "point", "point"]
    press = unbundle(document_of(DOCUMENTS / "ko-press-heads.txt")).stories[2]
    assert [block.kind for block in press.blocks] == ["point", "point", "note"]


def test_what_is_no_story_is_a_named_part() -> None:
    kinds = {part.kind for part in unbundle(document_of(DOCUMENTS / "en-newsletter.html")).parts}
    assert {"greeting", "advertisement", "furniture"} <= kinds


def test_the_link_of_a_headline_is_the_story_s_address() -> None:
    stories = unbundle(document_of(DOCUMENTS / "en-newsletter.html")).stories
    assert [story.url for story in stories] == [
        "https://example.org/yard",
        "https://example.org/glue",
        "https://example.org/race",
    ]


def test_chapters_name_the_category() -> None:
    stories = unbundle(document_of(DOCUMENTS / "ko-sections.html")).stories
    assert [story.category for story in stories] == ["생산", "생산", "시장"]


def test_a_document_that_is_only_a_title_is_one_story():
    """An entry of a feed without a teaser is not lost."""
    found = unbundle(
        Document(id="d", source="s", version="v", format="feed", text="", title="제목만 있는 소식")
    )
    assert [(story.title, story.text, story.language) for story in found.stories] == [
        ("제목만 있는 소식", "", "ko")
    ]


def test_a_document_without_title_and_text_holds_no_story():
    assert unbundle(Document(id="d", source="s", version="v", format="feed", text="")).stories == ()


@pytest.mark.parametrize("text", ["1. a " * 200 + ",", "feb" * 30_000, "# a " * 5_000])
def test_no_line_takes_more_than_a_moment(text: str):
    """A line that nearly is a breadcrumb, or a date, is not tried in every way."""
    with patience():
        unbundle(document_from(f"{text}\n\n{text}"))
