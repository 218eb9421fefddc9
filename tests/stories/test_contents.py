"""Which lines are a list of contents."""

from __future__ import annotations

from digest.model import Block, Document, Span
from digest.stories.contents import contents_of
from digest.stories.lines import lines_of

LEADS = (
    "한빛시는 시립 도서관 열 곳을 토요일에도 밤늦게 여는 계획을 내놓고 사서 스물네 명을 새로 뽑기로 결정",
    "이용자 설문에서는 열에 여섯이 밤 개관을 바란다고 답했으며 학생과 직장인의 요구가 특히 높은 것으로 확인",
)
POINTS = (
    "한빛시는 시립 도서관 밤 개관 시각을 열 시로 정하고 어린이 열람실은 여덟 시에 먼저 닫기로 합의",
    "이용자 설문에서는 주말 밤에 가장 많은 사람이 찾겠다고 답해 토요일부터 시작하는 쪽으로 결정",
)


def listed(*lines: str) -> list[str]:
    """The lines of this document that are a list of contents."""
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(kind="paragraph", span=Span(start=at, end=at + len(line))))
        at += len(line) + 1
    document = Document(id="d", source="s", version="", format="text", text=text, blocks=tuple(blocks))
    found = lines_of(document)
    return [found[index].text for index in sorted(contents_of(found))]


def test_leads_are_no_list_of_the_points_that_begin_alike():
    """A brief tells each affair twice, in short and at length: both begin with the same name and go on apart."""
    assert (
        listed(
            "도서관 밤 개관",
            *LEADS,
            "핵심 내용",
            POINTS[0],
            "사서는 스물네 명",
            POINTS[1],
            "도서관 예산",
            "핵심 내용",
            "끝",
        )
        == []
    )


def test_headlines_that_come_again_are_a_list_of_contents():
    heads = ("시립 도서관 밤 개관", "어린이 열람실은 여덟 시까지", "사서 스물네 명 채용")
    told = [part for head, body in zip(heads, (*LEADS, POINTS[0]), strict=True) for part in (head, body)]
    assert listed(*heads, *told) == list(heads)
