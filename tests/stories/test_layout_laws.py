"""What must not change the stories of a text: how many lines are blank, how lines end, what a footer adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import document_from

from digest.stories.unbundle import unbundle
from tests.laws import check_unbundled

if TYPE_CHECKING:
    from digest.model import Unbundled

HEADLINES = [
    "강마루시, 낡은 다리 세 곳 고쳐 다시 연다",
    "북항 야적장 자동 크레인 시범 운영 시작",
    "들꽃 축제 사흘간 열려 방문객 두 배로",
    "해오름대, 바닷물에서 리튬 거르는 막 개발",
    "산마을 도서관 밤 열 시까지 문 연다",
    "Brightwater yard hires sixty carpenters after record order",
    "Regulator bans a popular marine glue from January",
    "Student crew wins the river race in a boat of flax",
]
SENTENCES = [
    "강마루시는 오는 삼월부터 낡은 다리 세 곳을 차례로 고친다고 밝혔다.",
    "공사에는 모두 마흔두 억 원이 들며 시민은 임시 다리로 건널 수 있다.",
    "연구진은 막 하나로 한 시간에 물 이백 리터를 거를 수 있다고 설명했다.",
    "주최 측은 내년에는 행사를 닷새로 늘리는 방안을 검토하고 있다.",
    "The yard has built pilot boats since the war and will train ten apprentices a year.",
    "Tests found that its vapour harms the lungs of workers in closed hulls.",
    "It weighed nine kilograms less than the next boat, and nobody had seen it before.",
]
FOOTERS = [
    "무단 전재 및 재배포 금지",
    "ⓒ 강마루일보. All rights reserved.",
    "저작권자 ⓒ 강마루일보, 무단 전재 금지",
    "Unsubscribe",
    "수신거부",
    "You are receiving this email because you signed up at our website.",
    "이 메일은 발신 전용입니다.",
    "Copyright 2025 Morning Tide",
]


@dataclass(frozen=True)
class Layout:
    """How a text shows its headlines (`{n}` is their count) and paragraphs."""

    name: str
    head: str
    body: str = "{}"
    rule: str = ""


LAYOUTS = [
    Layout("squares.txt", "■ {head}"),
    Layout("diamonds.txt", "◆ {head}"),
    Layout("numbers.txt", "{n}. {head}"),
    Layout("brackets.txt", "【{head}】"),
    Layout("press.txt", "□ {head}", "○ {}"),
    Layout("items.txt", "■ {head}", "- {}"),
    Layout("headings.md", "## {head}"),
    Layout("listed.md", "## {head}", "- {}"),
    Layout("bold.md", "**{head}**"),
    Layout("ruled.md", "## {head}", rule="---"),
]
BODIES = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4, unique=True)
STORIES = st.lists(
    st.tuples(st.sampled_from(HEADLINES), BODIES), min_size=2, max_size=6, unique_by=lambda story: story[0]
)
Stories = list[tuple[str, list[str]]]


def _paragraphs(layout: Layout, stories: Stories) -> list[str]:
    paragraphs = ["이번 주 강마루 소식"] if layout.name.endswith(".txt") else ["# 이번 주 강마루 소식"]
    for number, (head, body) in enumerate(stories, 1):
        if layout.rule and number > 1:
            paragraphs.append(layout.rule)
        paragraphs += [layout.head.format(head=head, n=number), *map(layout.body.format, body)]
    return paragraphs


def _found(text: str, name: str) -> Unbundled:
    made = document_from(text, name=name)
    found = unbundle(made)
    check_unbundled(made, found)
    return found


def _told(text: str, name: str) -> list[tuple[str, str]]:
    return [(story.title, story.text) for story in _found(text, name).stories]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@settings(max_examples=25, deadline=None)
@given(stories=STORIES, data=st.data())
def test_blank_lines_line_ends_and_spaces_change_no_story(
    layout: Layout, stories: Stories, data: st.DataObject
):
    paragraphs = _paragraphs(layout, stories)
    plain = _told("\n\n".join(paragraphs), layout.name)
    gaps = data.draw(
        st.lists(
            st.sampled_from(["\n\n", "\n\n\n", "\n\n\n\n\n", "\n \n"]),
            min_size=len(paragraphs),
            max_size=len(paragraphs),
        )
    )
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    space = data.draw(st.sampled_from([" ", "\u00a0"]))
    words = [paragraph.replace(" 있다", f"{space}있다") for paragraph in paragraphs]
    spaced = "".join(word + gap for word, gap in zip(words, gaps, strict=True)).replace("\n", end)
    assert _told("\ufeff" * data.draw(st.booleans()) + spaced, layout.name) == plain


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@settings(max_examples=25, deadline=None)
@given(stories=STORIES, footer=st.sampled_from(FOOTERS))
def test_a_footer_changes_no_story(layout: Layout, stories: Stories, footer: str):
    paragraphs = _paragraphs(layout, stories)
    plain = _told("\n\n".join(paragraphs), layout.name)
    assert _told("\n\n".join([*paragraphs, footer]), layout.name) == plain


@pytest.mark.parametrize(
    "layout", [layout for layout in LAYOUTS if layout.name != "listed.md"], ids=lambda layout: layout.name
)
@settings(max_examples=25, deadline=None)
@given(stories=STORIES)
def test_every_headline_of_a_round_up_is_a_story_s(layout: Layout, stories: Stories):
    paragraphs = _paragraphs(layout, stories)
    titles = [title for title, _ in _told("\n\n".join(paragraphs), layout.name)]
    assert titles == [head for head, _ in stories]
