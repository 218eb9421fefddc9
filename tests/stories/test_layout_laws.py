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

TOLD = {
    "강마루시, 낡은 다리 세 곳 고쳐 다시 연다": (
        "강마루시는 오는 삼월부터 낡은 다리 세 곳을 차례로 고친다고 밝혔다.",
        "공사에는 모두 마흔두 억 원이 들며 시민은 임시 다리로 건널 수 있다.",
        "가장 오래된 다리는 놓인 지 일흔 해가 넘어 난간이 삭았다.",
        "시는 다리마다 걷는 길을 넓히고 밤에 켜는 등을 새로 단다.",
    ),
    "북항 야적장 자동 크레인 시범 운영 시작": (
        "북항은 야적장 한 곳에서 사람이 타지 않는 크레인을 시험한다고 알렸다.",
        "크레인은 상자를 하루에 이백 개까지 옮기며 멀리서 두 사람이 지켜본다.",
        "항만 노조는 일자리가 줄지 않도록 약속해 달라고 요구했다.",
        "시험은 여섯 달 동안 이어지고 결과는 가을에 나온다.",
    ),
    "들꽃 축제 사흘간 열려 방문객 두 배로": (
        "지난주 들꽃 축제에는 사흘 동안 사만 명이 다녀갔다.",
        "주최 측은 내년에는 행사를 닷새로 늘리는 방안을 검토하고 있다.",
        "주차장이 모자라 마을 사람들이 논을 내주었다.",
        "가게들은 사흘 동안 한 달 치를 팔았다며 반겼다.",
    ),
    "해오름대, 바닷물에서 리튬 거르는 막 개발": (
        "해오름대 연구진이 바닷물에서 리튬만 거르는 얇은 막을 만들었다.",
        "연구진은 막 하나로 한 시간에 물 이백 리터를 거를 수 있다고 설명했다.",
        "값은 지금 쓰는 것의 절반이며 다섯 해를 쓴다.",
        "배터리 회사 두 곳이 함께 공장을 지을 뜻을 보였다.",
    ),
    "산마을 도서관 밤 열 시까지 문 연다": (
        "산마을 도서관이 다음 달부터 평일에 밤 열 시까지 문을 연다.",
        "늦은 시간에는 자원봉사자 열두 명이 번갈아 자리를 지킨다.",
        "학생들이 시험 때마다 바란 일이라고 관장은 말했다.",
        "버스 회사는 막차를 이십 분 늦추기로 했다.",
    ),
    "Brightwater yard hires sixty carpenters after record order": (
        "Brightwater yard is hiring sixty carpenters to build nine pilot boats for the northern ports.",
        "The yard has built such boats since the war and will train ten apprentices a year.",
        "The order is worth forty million and the largest that the yard has ever had.",
        "The first boat is to be launched in the spring of next year.",
    ),
    "Regulator bans a popular marine glue from January": (
        "A glue that half of all boat builders use may not be sold from January, the regulator said.",
        "Tests found that its vapour harms the lungs of workers in closed hulls.",
        "The maker says that it has a safer recipe but no licence for it yet.",
        "Builders may use up what they have until the end of March.",
    ),
    "Student crew wins the river race in a boat of flax": (
        "Six students won the river race on Saturday in a boat that they had made of flax.",
        "It weighed nine kilograms less than the next boat, and nobody had seen it before.",
        "They grew the flax themselves on a field behind the college.",
        "The old champions asked to row it once, and were allowed to.",
    ),
}
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
STORIES = st.lists(
    st.tuples(st.sampled_from(list(TOLD)), st.integers(2, 4)),
    min_size=2,
    max_size=6,
    unique_by=lambda story: story[0],
).map(lambda drawn: [(head, list(TOLD[head][:count])) for head, count in drawn])
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
