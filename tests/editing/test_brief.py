"""The item of a brief: laid out by the outline of a structured story, within the rights of each source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.analysis.prepared import prepare
from digest.editing.anatomies.brief import of_item
from digest.editing.anatomies.outline import outline
from digest.editing.material import IssueSettings
from digest.language.analyser import Analyser
from digest.model import (
    Block,
    BlockKind,
    Citation,
    Cluster,
    Headline,
    Item,
    Publisher,
    Reference,
    Rights,
    Sentence,
    Span,
    Story,
)

LINES: tuple[tuple[BlockKind, str], ...] = (
    ("lead", "해온시가 시립 도서관의 밤 개관을 모든 지점으로 확대"),
    ("lead", "시는 사서 24명을 더 뽑고 2026년 3월에 시작할 계획"),
    ("subhead", "열 곳 모두 밤 10시까지 개관"),
    ("point", "해온시는 시립 도서관* 열 곳을 토요일에도 밤 10시까지 개관"),
    ("note", "시가 세우고 직접 운영하는 도서관"),
    ("detail", "지금까지는 두 곳만 밤에 문을 열었으며 이용자는 하루 평균 310명을 기록"),
    ("detail", "이용자 설문에서는 62%가 밤 개관을 희망"),
    ("point", "어린이 열람실은 저녁 8시에 먼저 폐관"),
    ("subhead", "사서 24명을 새로 채용"),
    ("point", "시는 사서 24명을 새로 채용할 계획"),
    ("detail", "채용 시험은 2026년 1월에 실시"),
    ("point", "야간 수당은 시간당 1만 4천 원을 지급"),
)
PUBLISHER = Publisher(name="n", address="a@example.org")


def structured(number: int = 1) -> Story:
    """A story of these lines, each a block and a sentence; its text has the lines of LINES, and more below them."""
    rest = "\n".join(f"그 밖의 이야기 {place}번째 줄은 아무 데도 속하지 않는다." for place in range(40))
    text = "\n".join([*(line for _, line in LINES), rest])
    blocks, sentences, at = [], [], 0
    for kind, line in LINES:
        blocks.append(Block(kind=kind, span=Span(start=at, end=at + len(line)), level=1))
        sentences.append(Sentence(story=f"s{number}", start=at, end=at + len(line), text=line))
        at += len(line) + 1
    return Story(
        id=f"s{number}",
        document=f"d{number}",
        source="one",
        title="해온시, 시립 도서관 밤 개관을 모든 지점으로 확대",
        text=text,
        language="ko",
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        citations=(Citation(publisher="해온시", title="밤 개관 계획"),),
    )


def told(story: Story, rights: Rights = "open", **changes: object) -> Item:
    """The item of this story alone."""
    members = prepare([story], Analyser())
    settings = IssueSettings(
        publication="p",
        title="t",
        genre="brief",
        language="ko",
        timezone="Asia/Seoul",
        publisher=PUBLISHER,
        rights={"one": rights},
        anatomy="brief",
    )
    item = Item(
        id="i",
        headline=Headline(text=story.title, story=story.id, language="ko"),
        picks=(),
        references=(
            Reference(
                story=story.id,
                document=story.document,
                title=story.title,
                outlet="하나",
                url="",
                published=datetime(2025, 11, 20, tzinfo=UTC),
                precision="day",
                language="ko",
                fingerprint="",
            ),
        ),
        clusters=(Cluster(id="s1", stories=("s1",)),),
        outlets=("하나",),
        section="x",
    )
    return of_item(item, members, replace(settings, **changes))  # type: ignore[arg-type]


def test_the_outline_of_a_structured_story_is_its_item():
    """Two leads; below each sub-head its points, each with its details; the note behind the point that bears its mark."""
    item = told(structured(), points=10, details=5)
    assert [pick.sentence.text for pick in item.picks] == [line for _, line in LINES[:2]]
    shown = [
        (one.kind, one.heading.text if one.heading else "", [pick.sentence.text for pick in one.picks])
        for one in item.passages
    ]
    assert shown == [
        ("contents", LINES[2][1], []),
        ("point", "", [LINES[3][1], LINES[5][1], LINES[6][1]]),
        ("note", "", [LINES[4][1]]),
        ("point", "", [LINES[7][1]]),
        ("contents", LINES[8][1], []),
        ("point", "", [LINES[9][1], LINES[10][1]]),
        ("point", "", [LINES[11][1]]),
    ]
    assert item.references[0].citations == structured().citations


@pytest.mark.parametrize(("points", "details"), [(0, 0), (1, 0), (2, 1), (3, 5)])
def test_points_and_details_are_as_many_as_are_set_and_each_sub_head_has_one_first(points, details):
    """A sub-head without a point below it does not stand."""
    item = told(structured(), points=points, details=details)
    kinds = [one.kind for one in item.passages]
    assert kinds.count("point") == points
    assert kinds.count("contents") == min(points, 2)
    assert all(len(one.picks) <= 1 + details for one in item.passages if one.kind == "point")


def test_a_note_stands_only_where_the_sentence_above_it_does():
    """A note to a detail that is left out explains nothing."""
    story = structured()
    moved = list(story.blocks)
    moved[4], moved[5] = moved[5], moved[4]  # the note's line is a detail, and the detail's line its note
    kinds: tuple[BlockKind, ...] = ("detail", "note")
    blocks = [replace(one, kind=kind) for one, kind in zip(moved[4:6][::-1], kinds, strict=True)]
    changed = replace(story, blocks=(*story.blocks[:4], *blocks, *story.blocks[6:]))
    assert "note" in [one.kind for one in told(changed, details=1).passages]
    assert "note" not in [one.kind for one in told(changed, details=0).passages]


def test_a_source_that_may_be_quoted_gives_two_sentences_and_no_more():
    """Leads, sub-heads, points and notes all count: the leads take what there is."""
    item = told(structured(), rights="quote")
    assert len(item.picks) <= 2
    assert len(item.picks) + len(item.passages) <= 2


def test_of_a_source_that_may_only_be_linked_nothing_is_told():
    item = told(structured(), rights="link-only")
    assert not item.told
    assert not item.passages


def test_nothing_is_told_twice_by_its_letters():
    """A lead that comes again as a point is told once."""
    story = structured()
    text = story.text.replace(LINES[9][1], LINES[0][1][: len(LINES[9][1])])
    item = told(replace(story, text=text))
    texts = [pick.sentence.text for pick in item.told]
    assert len(texts) == len(set(texts))


def test_a_story_of_prose_is_not_structured():
    """A list of one point does not make an outline."""
    story = replace(structured(), blocks=(Block(kind="point", span=Span(start=0, end=5)),))
    assert not outline(story).is_structured
