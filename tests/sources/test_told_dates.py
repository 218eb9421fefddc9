"""Dates, authors and categories that texts and their front matter tell."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from digest.sources.formats.read import read

SEOUL = ZoneInfo("Asia/Seoul")
NEWS = "한빛시는 새 다리를 열었다고 밝혔다. 다리는 강의 두 마을을 잇고, 걸어서 오 분이면 건널 수 있다."
PIER = "The harbour opened a new pier for the ferries this week, and many people came to see the first boat leave."


@pytest.mark.parametrize(
    ("top", "told"),
    [
        ("보도자료\n보도시점 2026. 7. 13.(월) 12:00 이후\n배포 2026. 7. 10.(금)", "2026-07-13T12:00 time"),
        ("배포 2026. 7. 10.(금)\n보도시점 2026. 7. 13.(월) 12:00 이후", "2026-07-13T12:00 time"),
        ("보도시점 배포 즉시(2026. 7. 13.)", "2026-07-13T00:00 day"),
        ("배포 2026. 7. 10.(금)", "2026-07-10T00:00 day"),
        ("한빛소식\n발행일: 2026년 7월 10일", "2026-07-10T00:00 day"),
        ("한빛소식\n배포일시 2026-07-10 09:30", "2026-07-10T09:30 time"),
        ("한빛 주간소식 제12호 (2026.7.10.)", "2026-07-10T00:00 day"),
        ("한빛소식\n2026년 8월호 (통권 제41호)", "2026-08-01T00:00 month"),
        ("한빛소식\n’26년 8월호", "2026-08-01T00:00 month"),
        ("The Harbour Letter\nIssue 12 | March 2026", "2026-03-01T00:00 month"),
        ("The Harbour Letter | July 2026", "2026-07-01T00:00 month"),
        ("The Harbour Letter\nVol. 3, No. 2 — July 10, 2026", "2026-07-10T00:00 day"),
        ("FOR IMMEDIATE RELEASE: July 10, 2026", "2026-07-10T00:00 day"),
        ("EMBARGOED UNTIL 09:00 GMT, 10 July 2026", "2026-07-10T00:00 day"),
    ],
)
def test_the_top_of_a_text_tells_its_date(top: str, told: str):
    (found,) = read(f"{top}\n\n새 다리 열려\n\n{NEWS}\n".encode(), name="x.txt")
    assert found.published
    assert f"{found.published:%Y-%m-%dT%H:%M} {found.precision}" == told


@pytest.mark.parametrize(
    "told", ["July 10, 2026 —", "July 10, 2026 /Harbour Newswire/ --", "(July 10, 2026) -"]
)
def test_a_dateline_tells_it(told: str):
    (found,) = read(f"A new pier opens\n\nHARBOUR CITY, {told} {PIER}\n\n{PIER}".encode(), name="x.txt")
    assert found.published
    assert (f"{found.published:%F}", found.precision) == ("2026-07-10", "day")


@pytest.mark.parametrize(
    "top",
    [
        "The Harbour Letter\nVol. 3 No. 2 (Spring 2026)",
        "계간 한빛\n2026 가을호",
        f"The work, which began on July 10, 2020 — so the city says — is done. {PIER}",
        f"새 다리 열려\n\n2020년 7월 10일에 시작한 공사가 끝났다. {NEWS}",
    ],
)
def test_a_season_and_a_day_of_the_story_are_no_date_of_the_text(top: str):
    (found,) = read(f"{top}\n\nA new pier\n\n{PIER}".encode(), name="x.txt")
    assert found.published is None


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            "date: 2026-07-10 09:00:00 +0900\nauthor:\n  name: 김하나\n  email: a@b.kr",
            "2026-07-10T09:00 김하나",
        ),
        (
            "date: 2026-7-1\nauthors:\n  - name: Ana Lee\n    url: https://x.example\n  - Bo",
            "2026-07-01T00:00 Ana Lee, Bo",
        ),
        ("date: July 10, 2026\nauthor: {name: Ana Lee, email: a@b.c}", "2026-07-10T00:00 Ana Lee"),
        ("발행일: 2026년 7월 10일\n작성자: 김하나, 이두리", "2026-07-10T00:00 김하나, 이두리"),
        ("date: '2026-07'\nauthor: [Ana, Bo]", "2026-07-01T00:00 Ana, Bo"),
    ],
)
def test_front_matter_tells_date_and_authors(settings: str, told: str):
    (found,) = read(f"---\ntitle: 새 다리\n{settings}\n---\n{NEWS}".encode(), name="x.md")
    assert found.published
    assert f"{found.published:%Y-%m-%dT%H:%M} {found.author}" == told


@pytest.mark.parametrize(
    ("settings", "category"),
    [
        ("category: 정책 동향", "정책 동향"),
        ("categories: [정책, 산업]", "정책, 산업"),
        ("categories:\n  - 정책\n  - 산업", "정책, 산업"),
        ("layout: post\ncategories: tech ai", "tech, ai"),
        ("layout: post\ntags: tech ai", ""),
    ],
)
def test_front_matter_tells_the_category(settings: str, category: str):
    (found,) = read(f"---\ntitle: 새 다리\n{settings}\n---\n{NEWS}".encode(), name="x.md")
    assert found.category == category


def test_an_address_of_its_own_is_found_and_clean():
    page = "---\ntitle: x\n{}\n---\ntext"
    (own,) = read(page.format("canonical_url: https://x.example/a?utm_source=z&b=1").encode(), name="x.md")
    (relative,) = read(page.format("permalink: /2026/a/").encode(), name="x.md", url="https://h.example/b")
    (pattern,) = read(
        page.format("permalink: /:year/:title/").encode(), name="x.md", url="https://h.example/b"
    )
    assert [own.url, relative.url, pattern.url] == [
        "https://x.example/a?b=1",
        "https://h.example/2026/a/",
        "https://h.example/b",
    ]


def test_a_post_of_a_site_is_dated_by_its_name_where_it_says_nothing():
    post = b"---\ntitle: x\n---\ntext"
    (named,) = read(post, name="posts/2026-07-10-pier.md")
    (own,) = read(b"---\ntitle: x\ndate: 2026-07-12\n---\ntext", name="posts/2026-07-10-pier.md")
    (plain,) = read(b"# A note\n\ntext", name="posts/2026-07-10-pier.md")
    assert [str(each.published)[:10] for each in (named, own, plain)] == ["2026-07-10", "2026-07-12", "None"]
