"""Pages of names, of outlets, and of a storyline's figures; and that only what changed is made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from lxml import html

from digest.archive import figures, mentions
from digest.archive.card import Card, CardBody, CardFigure, CardItem, CardSentence, packed
from digest.archive.held import Held
from digest.archive.measured import measured
from digest.archive.site import build
from digest.archive.slugs import slug
from digest.rendering import strings
from tests.archive.test_site import earlier, state
from tests.rendering.sample_issue import sample

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Issue


@pytest.fixture(scope="module")
def issues() -> tuple[Issue, ...]:
    newest = sample()
    return (newest, earlier(newest, 47, date(2025, 11, 10)))


def item(headline: str, **changes: object) -> CardItem:
    made = CardItem(
        id="a", number=1, anchor="item-1", headline=headline, language="ko", day=date(2025, 1, 2), line=False
    )
    said = CardBody(**changes)  # type: ignore[arg-type]
    text = mentions.text_of(headline, *(one.text for one in said.sentences))
    return replace(made, body=packed(said), text=text)


def card(number: int) -> Card:
    from datetime import UTC, datetime

    return Card(
        issue=f"n{number}", primary=f"n{number}", language="ko", editions=(), selection=f"n{number}",
        publication="p", path=f"issues/n{number}/index.html", url="", archive_url="", title="맥락",
        number=f"제{number}호", period="", start=date(2025, number, 1), end=date(2025, number, 8),
        published=datetime(2025, number, 8, tzinfo=UTC), updated=datetime(2025, number, 8, tzinfo=UTC), timezone="Asia/Seoul", genre="weekly", sender="",
        contact="", authority="example.org", entry="", entry_id="", has_calendar=False, items=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "folder"),
    [("딥시크", "딥시크"), ("Deep  Seek", "deep-seek"), ("한국은행", "한국은행"), ("OpenAI", "openai")],
)
def test_a_plain_name_is_its_own_folder(name: str, folder: str):
    assert slug(name) == folder


def test_a_folder_is_safe_and_of_one_name_only():
    given = [
        "../../etc",
        "a/b",
        "A&B",
        "AB",
        "C++",
        "C",
        "con",
        "日本",
        "—",
        "가" * 300,
        "가" * 301,
        "딥시크!",
        "딥시크",
    ]
    folders = [slug(name) for name in given]
    assert len(set(folders)) == len(given)
    for folder in folders:
        assert not set(folder) & set('./\\:*?"<>| ')
        assert folder not in ("", "con")
        assert len(folder.encode()) < 200
    assert slug("\u1103\u1175\u11b8\u1109\u1175\u110f\u1173") == slug(
        "딥시크"
    )  # decomposed, as some systems write it


def test_a_name_is_found_as_a_word_with_its_particle_and_not_within_another():
    told = mentions.Mentions(
        [
            item("딥시크가 새 모델을 냈다"),
            item(
                "딥시크릿은 다르다",
                sentences=(CardSentence(anchor="x", text="‘딥시크’는 여기 있다.", language="ko"),),
            ),
            item("딥시크릿만 있다"),
            item("Bank of Korea’s rate"),
            item("Bank of Koreans"),
        ]
    )
    assert told.of("딥시크") == {0, 1}
    assert told.of("bank of Korea") == {3}


def test_figures_of_one_thing_stand_in_a_row_by_their_days():
    def figure(text: str, counted: str, day: int) -> CardFigure:
        return measured(
            CardFigure(
                text=text,
                counted=counted,
                language="ko",
                anchor="s",
                outlet="견본일보",
                day=date(2025, 1, day),
            )
        )

    told = [
        (card(1), item("x", figures=(figure("1,200명", "참가자", 3), figure("30곳", "참가자", 3)))),
        (card(2), item("y", figures=(figure("3000명", "참가자", 9), figure("5명", "심사위원", 9)))),
    ]
    (one,) = figures.series(told, strings.load(None, "ko"))
    assert [value.text for value in one.values] == ["1,200명", "3000명"]
    assert [value.percent for value in one.values] == [40, 100]
    assert [value.path for value in one.values] == ["issues/n1/index.html", "issues/n2/index.html"]
    assert one.moved


def test_an_outlet_has_a_page_that_leads_to_each_item_and_is_led_to(
    issues: tuple[Issue, ...], tmp_path: Path
):
    site = tmp_path / "site"
    build(issues, folder=tmp_path, target=site)
    page = html.fromstring((site / "sources" / "전력타임즈" / "index.html").read_text("utf-8"))
    assert page.findtext(".//h1") == "전력타임즈"
    assert {link.get("href").split("/")[3] for link in page.xpath("//ol[@class='mentions']//li//li/a")} == {
        issue.id for issue in issues
    }
    shown = (site / "issues" / issues[0].id / "index.html").read_text("utf-8")
    assert "../../sources/전력타임즈/index.html" in shown


def test_two_spellings_have_one_page_and_the_other_address_leads_there(
    issues: tuple[Issue, ...], tmp_path: Path
):
    site = tmp_path / "site"
    build(issues, folder=tmp_path, target=site, known_names=[("정부", "데이터센터")])
    kept = html.fromstring((site / "topics" / "정부" / "index.html").read_text("utf-8"))
    assert "데이터센터" in kept.text_content()
    moved = (site / "topics" / "데이터센터" / "index.html").read_text("utf-8")
    assert "url=../../topics/정부/index.html" in moved


def test_with_its_cache_a_build_reads_no_issue_that_is_the_same(issues: tuple[Issue, ...], tmp_path: Path):
    """And a file that was touched, or a cache that is damaged, is made good."""
    site, cache = tmp_path / "site", tmp_path / "cache"
    build(issues, folder=tmp_path, target=site, cache=cache)
    before = state(site)
    held = [Held(digest=one.digest, read=_never) for one in map(_hold, issues)]
    assert build(held, folder=tmp_path, target=site, cache=cache).written == ()
    page = site / "issues" / issues[0].id / "index.html"
    page.write_text("half", encoding="utf-8")
    assert build(issues, folder=tmp_path, target=site, cache=cache).written == (
        f"issues/{issues[0].id}/index.html",
    )
    for path in cache.rglob("*.json"):
        path.write_bytes(path.read_bytes()[:-9])
    assert build(issues, folder=tmp_path, target=site, cache=cache).written == ()
    assert {name: data for name, (data, _) in state(site).items()} == {
        name: data for name, (data, _) in before.items()
    }


def _never() -> Issue:
    raise AssertionError("read")


def _hold(issue: Issue) -> Held:
    from digest.archive.held import hold

    return hold(issue)
