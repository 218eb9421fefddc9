"""One law for each way in which headlines are told, and for what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading import document_from

from digest.stories.unbundle import unbundle

if TYPE_CHECKING:
    from digest.model import Unbundled

BODY = "시는 이달부터 새 규정을 시행한다고 밝혔다. 주민 의견을 듣는 자리도 세 차례 마련하기로 했다."
TOLD = "The council voted on Monday to keep the ferry, and asked the harbour office for a plan by the spring."


def _cut(text: str, name: str = "letter.txt") -> Unbundled:
    return unbundle(document_from(text, name=name))


def _titles(text: str, name: str = "letter.txt") -> list[str]:
    return [story.title for story in _cut(text, name).stories]


def test_a_label_above_each_press_release_parts_them() -> None:
    releases = [
        ("새들시, 강변 산책로 12km 연다", "1"),
        ("노후 가로등 300개 바꾼다", "2"),
        ("도서관 두 곳 밤 열 시까지", "3"),
    ]
    text = "새들시 주간 보도자료 모음\n\n" + "\n\n".join(
        f"[보도자료 {number}] 2026. 3. {number}.(월) / 홍보실\n\n{title}\n\n□ {BODY}\n ㅇ 문의가 많아 창구를 늘린다."
        for title, number in releases
    )
    assert _titles(text) == [title for title, _ in releases]


def test_a_list_inside_a_story_does_not_count_on_the_headlines() -> None:
    text = (
        "새들시 오늘의 보도자료\n\n"
        f"1. 강변 산책로 12km 연다\n□ {BODY}\n\n"
        f"2. 빗물받이 만 개 청소한다\n□ {BODY}\n○ 순서는 다음과 같다.\n1. 침수된 동네\n2. 지하차도 입구\n3. 시장과 학교 앞\n"
        f"○ {BODY}\n\n"
        f"3. 도서관 두 곳 밤 열 시까지\n□ {BODY}\n"
    )
    assert _titles(text) == ["강변 산책로 12km 연다", "빗물받이 만 개 청소한다", "도서관 두 곳 밤 열 시까지"]


def test_headings_are_counted_through_whatever_their_level() -> None:
    heads = ["## 1. Cranes stop themselves", "### 2) Nobody owns the bridge", "## 3. Berth fees go up again"]
    text = "# The Quay Letter, issue 31\n\n" + "\n\n".join(f"{head}\n\n{TOLD}" for head in heads)
    assert _titles(text, "letter.md") == [
        "Cranes stop themselves",
        "Nobody owns the bridge",
        "Berth fees go up again",
    ]


def test_an_advertisement_ends_where_a_list_of_short_news_is_named() -> None:
    text = (
        "# Quay Letter, issue 31\n\n"
        f"## Ferry stays for now\n\n{TOLD}\n\n## Night bus gets a new route\n\n{TOLD}\n\n"
        "A MESSAGE FROM OUR SPONSOR\n\nGet 15% off the lock that bites back at https://lock.example\n\n"
        "In brief\n\n- Tram drivers accepted an offer of four per cent.\n- A zebra crossing was painted twice on Sunday.\n"
    )
    assert _titles(text, "letter.md")[2:] == [
        "Tram drivers accepted an offer of four per cent.",
        "A zebra crossing was painted twice on Sunday.",
    ]


def test_a_link_that_only_leads_on_is_no_text() -> None:
    text = (
        "# Quay Letter, issue 31\n\n"
        f"## Ferry stays for now\n\n{TOLD} [Read more](https://a.example/1)\n\n"
        f"## Night bus gets a new route\n\n{TOLD} [Read more](https://a.example/2)\n"
    )
    assert [story.text for story in _cut(text, "letter.md").stories] == [TOLD, TOLD]


def test_a_line_in_capitals_above_the_next_headline_names_its_chapter() -> None:
    text = (
        "<title>Quay Letter, issue 31</title>"
        f"<h2>Ferry stays for now</h2><p>{TOLD}</p><p>AROUND THE HARBOUR</p>"
        f"<h2>Night bus gets a new route</h2><p>{TOLD}</p>"
    )
    first, second = _cut(text, "letter.html").stories
    assert (first.text, second.text, second.category) == (TOLD, TOLD, "AROUND THE HARBOUR")


def test_an_interview_with_questions_behind_dashes_is_one_story() -> None:
    text = (
        "월간 들녘 > 사람 > 만남\n“종자은행은 약속입니다”\n\n"
        + "\n".join(
            f"― {ask}\n“{BODY}”" for ask in ("처음에는 몇 점이었나.", "왜 그런가.", "후임에게 남길 말은.")
        )
        + "\n\n■ 떠난 뒤의 일\n― 앞으로의 계획은.\n“"
        + BODY
        + "”\n"
    )
    assert len(_cut(text).stories) == 1
