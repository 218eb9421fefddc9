"""Categories that a document gives its stories."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from digest.sources.documents import document
from digest.sources.formats.read import read
from digest.stories.unbundle import unbundle

SEOUL = ZoneInfo("Asia/Seoul")
HEADS = ["강 건너 새 다리 열려", "가뭄에 강한 벼 새 품종 나와", "새벽 시장 다시 문 열어", "학교 앞 길 넓힌다"]
TEXTS = [
    "한빛시는 새 다리를 열었다고 밝혔다. 다리는 강의 두 마을을 잇고, 걸어서 오 분이면 건널 수 있다.",
    "온누리 연구원은 벼의 새 품종을 내놓았다. 이 품종은 가뭄에 강하고 열흘 일찍 여문다고 연구원은 설명했다.",
    "새벽 시장이 다시 문을 열었다. 상인들은 손님이 늘어 물건이 일찍 동난다고 말했다.",
    "학교 앞 길이 넓어진다. 구청은 어린이가 다니기 좋게 길가의 차를 옮기겠다고 했다.",
]
NAMES = ["정책", "산업", "정책", "교육"]


def categories(text: str) -> list[tuple[str, str]]:
    (content,) = read(text.encode(), name="x", zone=SEOUL)
    found = unbundle(document(content, source_key="", locator="x"))
    return [(story.category, story.title) for story in found.stories]


@pytest.mark.parametrize(
    "form", ["## [{0}] {1}", "{2}. [{0}] {1}", "◆ [{0}] {1}", "◆ <{0}> {1}", "■ 【{0}】 {1}"]
)
def test_a_word_in_brackets_before_each_headline_is_its_category(form: str):
    stories = [
        f"{form.format(name, head, number)}\n\n{text}"
        for number, (name, head, text) in enumerate(zip(NAMES, HEADS, TEXTS, strict=True), 1)
    ]
    found = categories("# 한 주의 소식\n\n" + "\n\n".join(stories))
    assert [category for category, _ in found] == NAMES
    assert all(title.endswith(head) for (_, title), head in zip(found, HEADS, strict=True))


@pytest.mark.parametrize("name", ["단독", "속보", "한빛소식"])
def test_urgency_and_the_publications_name_are_no_category(name: str):
    stories = [f"## [{name}] {head}\n\n{text}" for head, text in zip(HEADS, TEXTS, strict=True)]
    assert not any(category for category, _ in categories("# 한 주의 소식\n\n" + "\n\n".join(stories)))


def test_a_lone_label_is_no_habit():
    stories = [f"## {head}\n\n{text}" for head, text in zip(HEADS, TEXTS, strict=True)]
    stories[0] = stories[0].replace("## ", "## [정책] ")
    assert not any(category for category, _ in categories("# 한 주의 소식\n\n" + "\n\n".join(stories)))


@pytest.mark.parametrize("form", ["## {}", "【{}】"])
def test_a_chapters_name_is_the_category_of_its_stories(form: str):
    head = "### {}" if form.startswith("#") else "{}"
    number = iter(range(1, 9))
    heads = [head.format(h) if head != "{}" else f"{next(number)}. {h}" for h in HEADS]
    blocks = [f"{h}\n\n{text}" for h, text in zip(heads, TEXTS, strict=True)]
    found = categories(
        "# 한 주의 소식\n\n"
        + "\n\n".join([form.format("정책"), *blocks[:2], form.format("산업"), *blocks[2:]])
    )
    assert [category for category, _ in found] == ["정책", "정책", "산업", "산업"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:section" content="정책">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-07-10", "articleSection": ["정책", "시정"]}</script>',
    ],
)
def test_a_page_declares_its_section(head: str):
    page = f"<html><head><title>x</title>{head}</head><body><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></body></html>"
    assert {category for category, _ in categories(page)} == {"정책"}
