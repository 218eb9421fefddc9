"""Lists of short facts: of one kind, each told once, none where fewer than two are sure."""

from __future__ import annotations

import pytest

from digest.analysis.prepared import prepare
from digest.analysis.short_facts import FEWEST, prose, short_facts
from digest.analysis.terms import terms
from digest.analysis.torn import is_torn
from digest.language.analyser import Analyser
from digest.model import Block, Sentence, Span, Story

TITLE = "솔바람 연구소의 저전력 음성 모델"
LEAD = "솔바람 연구소가 손목시계에서 도는 음성 모델 '가람'을 공개했다. 가람은 인터넷 없이 말을 알아듣는다."


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def story(lines, *, heading="", text=LEAD, label="-"):
    """A story with a paragraph and, below a heading, a list."""
    parts, blocks = [text], [Block(kind="paragraph", span=Span(start=0, end=len(text)))]
    at = len(text) + 1
    for kind, line in [("subhead", heading)] * bool(heading) + [("point", line) for line in lines]:
        blocks.append(Block(kind=kind, span=Span(start=at, end=at + len(line)), level=1, label=label))
        parts.append(line)
        at += len(line) + 1
    return Story(
        id="s",
        document="d",
        source="x",
        title=TITLE,
        text="\n".join(parts),
        language="ko",
        blocks=tuple(blocks),
    )


def facts(analyser, given, told=0):
    """The list beside the first sentences of a story."""
    (member,) = prepare([given], analyser)
    found = short_facts([member], member.story.sentences[:told], terms(member.title))
    return (found.kind, [one.sentence.text for one in found.found]) if found else None


LIST = ("마이크 하나로 듣기", "12메가바이트의 작은 크기", "한국어와 영어 지원")


@pytest.mark.parametrize(
    ("heading", "kind"), [("주요 특징", "features"), ("주요 성과", "achievements"), ("남은 과제", "tasks")]
)
def test_a_list_is_what_its_source_calls_it(analyser, heading, kind):
    """The heading of the list decides, whatever the words of its points."""
    found = facts(analyser, story(LIST, heading=heading), 2)
    assert found is not None
    assert found[0] == kind
    assert set(found[1]) <= set(LIST)


def test_without_a_heading_the_facts_decide(analyser):
    """Two things to be done make a list of tasks; a number reached twice, one of achievements."""
    to_do = ("전력 소모를 줄일 연구 필요", "사투리 인식률이 부족", "영어 지원")
    done = ("인식률 98% 달성", "전작보다 전력 40% 절감", "영어 지원")
    for given, kind in ((to_do, "tasks"), (done, "achievements")):
        told, found = facts(analyser, story(given), 2)
        assert (told, set(found)) == (kind, set(given[:2]))


def test_one_fact_is_no_list(analyser):
    """Nor are two ways of saying it."""
    assert facts(analyser, story(LIST[:1], heading="특징"), 2) is None
    twice = ("12메가바이트의 작은 크기", "크기가 12메가바이트로 작은 것")
    assert facts(analyser, story(twice, heading="특징"), 2) is None


def test_what_is_told_is_not_listed(analyser):
    """A point that an item's sentences tell already is out, by place and by words."""
    given = story(("인터넷 없이 말을 알아듣기", *LIST), heading="특징")
    _, found = facts(analyser, given, 2)
    assert "인터넷 없이 말을 알아듣기" not in found
    everything = facts(analyser, given, len(prepare([given], analyser)[0].story.sentences))
    assert everything is None


def test_prose_left_over_makes_no_list(analyser):
    """Any sentence could be called a feature: without a list in the source, only sure kinds are listed."""
    text = f"{LEAD} 연구소는 대전에 있다. 연구원은 40명이다. 가람은 지난해 3월에 만들기 시작했다."
    assert facts(analyser, story((), text=text), 2) is None


@pytest.mark.parametrize(
    "text",
    [
        "형사 절차법은 도주 우려를 체포의 사유로 든다. 가람 시험에서 화재로 3명이 다쳤다.",
        "가람은 내년에 10만 대를 넘을 것으로 전망된다. 가람은 곧 시계에 실릴 예정이다.",
        "이는 성능을 40% 향상했다. 그는 기록을 달성했다.",
    ],
)
def test_what_is_no_achievement_and_no_task_is_not_listed(analyser, text):
    """A word of a task in passing, harm, what is to come, what leans on something before."""
    assert facts(analyser, story((), text=f"{LEAD} {text}"), 2) is None


def test_sentences_are_chosen_of_prose(analyser):
    """The points of a list that its source names are left for the list, where enough else is there to tell."""
    (member,) = prepare([story(LIST, heading="주요 특징")], analyser)
    (left,) = prose([member])
    assert {one.text for one in left.story.sentences}.isdisjoint(LIST)
    assert len(left.story.sentences) == len(left.sentences) >= FEWEST
    (bare,) = prepare([story(LIST, heading="주요 특징", text="")], analyser)
    assert prose([bare]) == (bare,)


def test_a_point_broken_over_two_blocks_is_torn():
    """Both halves are; a short point with an explanation below it is whole."""
    long = "연구소는 다음 모델의 전력을 절반으로 줄이고 사투리를 더 잘 알아듣게 하는 연구와 함께 조직"
    rest = "안의 소통을 넓히는 일을 강조"
    text = f"{long}\n{rest}"
    blocks = (
        Block(kind="point", span=Span(start=0, end=len(long)), label="∙"),
        Block(kind="paragraph", span=Span(start=len(long) + 1, end=len(text))),
    )
    made = Story(id="s", document="d", source="x", title="", text=text, blocks=blocks)
    first = Sentence(story="s", start=0, end=len(long), text=long)
    second = Sentence(story="s", start=len(long) + 1, end=len(text), text=rest)
    assert is_torn(made, first)
    assert is_torn(made, second)
    short = Story(
        id="s",
        document="d",
        source="x",
        title="",
        text=f"가람 구조\n{rest}",
        blocks=(
            Block(kind="point", span=Span(start=0, end=5), label="-"),
            Block(kind="paragraph", span=Span(start=6, end=6 + len(rest))),
        ),
    )
    assert not is_torn(short, Sentence(story="s", start=0, end=5, text="가람 구조"))
