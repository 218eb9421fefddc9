"""Pages that change after an issue was made of them, served by a real server: what is found, and what follows from it."""

from __future__ import annotations

import email
import email.policy
import html
import json
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest import codec, config, events, pipeline
from digest.config import Config, Live
from digest.config.outgoing import Notices
from digest.delivery import notices
from digest.delivery.admission import check as may_be_sent
from digest.errors import ResultError
from digest.model import Issue
from digest.pipeline import live, livereport, livestate
from digest.pipeline.livepages import look
from digest.sources.fetch import Fetched
from digest.storage import hands, issues, livechecks, readings
from digest.storage.store import Store
from tests.acceptance.small import Publication
from tests.sources.conftest import Site, site  # a fixture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.pipeline.livereport import Finding, Report

BUILT, CHECKED, DUE = (f"2025-11-24T{hour}+09:00" for hour in ("05:00", "06:35", "07:00"))
NAME = "small-weekly-2025-11-17"
QUIET = live.Clocks(sleep=lambda _: None)
STORIES = {
    "nova": (
        "노바칩, 구미에 반도체 공장 세운다",
        "노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다. 노바칩은 새 공장에서 일할 사람 1200명을 뽑기로 했다.",
    ),
    "library": (
        "시립 도서관 열 곳, 토요일에도 밤 10시까지",
        "해온시는 시립 도서관 열 곳을 다음 달부터 토요일에도 밤 10시까지 연다. 이용자 설문에서 62%가 야간 개관을 원했다. 시는 사서 24명을 더 뽑는다.",
    ),
    "ferry": (
        "Port Ellery orders five electric ferries",
        "Port Ellery ordered five electric ferries for 38 million dollars on Thursday. The first will sail to Gull Island in June. The harbour office expects 400 passengers a day.",
    ),
}
TEASER = "가온제약의 비만 치료제가 임상 2상에서 체중을 평균 11.2% 줄였다."
MORE = "시험에는 성인 240명이 참가했다. 부작용으로 그만둔 사람은 9명이었다. 회사는 내년에 3상을 시작한다. 시장은 매출이 늘 것으로 본다."
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>한빛통신</title><link>{base}/</link>
<item><title>가온제약 비만 치료제, 체중 11% 줄였다</title><link>{base}/drug</link><guid>d1</guid>
<pubDate>Wed, 19 Nov 2025 09:00:00 +0900</pubDate><description>{teaser}</description></item></channel></rss>"""
CONFIG = """
[publication]
id = "small"
name = "작은 소식"
[publication.sender]
name = "작은 소식"
address = "news@example.org"
contact = "서울시 어느 길 1"
[fetch]
allow_hosts = ["localhost"]
timeout = "1s"
[schedule]
cron = "0 7 * * mon"
[[sources]]
key = "notes"
kind = "folder"
path = "notes"
[[sources]]
key = "hanbit"
kind = "feed"
name = "한빛통신"
url = "{base}/feed"
"""
SOURCE = '[[sources]]\nkey = "{name}"\nkind = "page"\nname = "새벽일보"\nurl = "{base}/{name}"\n'


def page(name: str, text: str = "", *, charset: str = "utf-8", extra: str = "") -> bytes:
    title, told = STORIES.get(name, ("가온제약 비만 치료제, 체중 11% 줄였다", f"{TEASER} {MORE}"))
    text = text or told
    body = "".join(f"<p>{part}</p>\n" for part in text.split("\n"))
    made = (
        f'<!doctype html><html><head><meta charset="{charset}"><title>{title} - 새벽일보</title>'
        f'<meta property="og:title" content="{title}">'
        '<meta property="article:published_time" content="2025-11-19T09:00:00+09:00"></head>'
        f"<body><nav><a href='/'>홈</a></nav><article><h1>{title}</h1>{body}</article>{extra}"
        "<footer>새벽일보 02-000-0000</footer></body></html>"
    )
    return made.encode(charset)


def fill(site: Site) -> None:
    site.put("/nova", page("nova"))
    site.put("/library", page("library", charset="cp949"), kind="text/html")
    site.put("/ferry", page("ferry"))
    site.put("/drug", page("drug"))
    site.put("/feed", FEED.format(base=site.url(""), teaser=TEASER), kind="application/rss+xml")


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    yield from site.__wrapped__()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def built(served: Site, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """An approved issue of three pages, one of them in CP949, and a teaser of a feed."""
    fill(served)
    made = Publication(tmp_path_factory.mktemp("live"))
    (made.folder / "notes").mkdir()
    old = "---\ntitle: 지난달의 소식\ndate: 2025-10-02\n---\n지난달에 있었던 일을 적어 둔 쪽지다.\n"
    (made.folder / "notes/old.md").write_text(old, encoding="utf-8")
    base = served.url("")
    made.configure(CONFIG.format(base=base) + "".join(SOURCE.format(name=n, base=base) for n in STORIES))
    made.good("build", "--now", BUILT)
    made.good("approve", "--now", BUILT)
    return made


class Desk:
    """A copy of the publication, and its server with the pages as they were read."""

    def __init__(self, folder: Path, site: Site, **live_: Any) -> None:
        self.site = site
        loaded = config.load(folder / "config.toml")
        self.config: Config = loaded.model_copy(update={"live": Live(**live_)})
        self.store = Store.open(loaded.at(loaded.storage.path))
        self.told: list[events.Event] = []
        fill(site)
        site.asked.clear()

    def issue(self) -> Issue:
        return codec.load(Issue, (self._folder() / "issue.json").read_bytes(), subject="issue")

    def mail(self) -> str:
        return (self._folder() / "issue.html").read_text(encoding="utf-8")

    def _folder(self) -> Path:
        return self.config.at(self.config.output.issues) / NAME

    def check(self, now: str = CHECKED, **given_: Any) -> Report:
        return live.check(self.config, self.store, (self.issue(),), now=at(now), clocks=QUIET, **given_)

    def of(self, name: str) -> list[Finding]:
        return [one for one in self.check().findings if one.url == self.site.url(f"/{name}")]

    def prepare(self, now: str) -> Report | None:
        return live.prepare(
            self.config,
            self.store,
            due=at(DUE),
            clock=lambda: at(now),
            observer=self.told.append,
            clocks=QUIET,
        )

    def sending(self, now: str = DUE) -> tuple[str, Report | None]:
        return live.before_sending(
            self.config,
            self.store,
            (self.issue(),),
            clock=lambda: at(now),
            observer=self.told.append,
            clocks=QUIET,
        )


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


@pytest.fixture
def desk(built: Publication, served: Site, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    shutil.copytree(built.folder, tmp_path / "copy")
    made = Desk(tmp_path / "copy", served, **getattr(request, "param", {}))
    yield made
    made.store.close()


def standings(found: list[Finding]) -> set[str]:
    return {one.standing for one in found}


def test_pages_that_stand_are_found_as_they_were_read(desk: Desk):
    """Korean in UTF-8 and CP949, English, and a feed of which the page has more."""
    report = desk.check()
    assert {one.standing for one in report.findings} == {"same"}
    assert {one.url.rpartition("/")[2] for one in report.findings} == {"nova", "library", "ferry", "drug"}
    assert sorted(path for path, _ in desk.site.asked) == ["/drug", "/ferry", "/library", "/nova"]
    assert livereport.text(report).count("\n") == 0


def test_a_figure_that_was_corrected_is_told_first(desk: Desk):
    desk.site.put("/nova", page("nova", STORIES["nova"][1].replace("2조 원", "3조 원")))
    changed = [one for one in desk.of("nova") if one.standing == "changed"]
    assert [one.figures for one in changed] == [(("2조 원", "3조 원"),)]
    assert "2조 원 → 3조 원" in livereport.text(desk.check())


def test_a_page_in_cp949_that_was_edited_is_read_right(desk: Desk):
    desk.site.put(
        "/library",
        page("library", STORIES["library"][1].replace("62%", "26%"), charset="cp949"),
        kind="text/html",
    )
    found = desk.of("library")
    told = {one.text for item in desk.issue().items for pick in item.told for one in [pick.sentence]}
    if any("62%" in text for text in told):
        assert ("62%", "26%") in [pair for one in found for pair in one.figures]
    assert standings(found) <= {"same", "changed"}


@pytest.mark.parametrize(
    ("status", "standing"), [(404, "dead"), (410, "dead"), (403, "unreachable"), (500, "unreachable")]
)
def test_a_page_that_vanished_is_dead_and_one_that_refuses_is_not(desk: Desk, status: int, standing: str):
    desk.site.pages["/ferry"] = (status, {}, b"")
    assert standings(desk.of("ferry")) == {standing}


def test_a_page_that_stalls_says_nothing(desk: Desk):
    def stall(_: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        import time

        time.sleep(1.5)
        return 200, {}, b""

    desk.site.pages["/ferry"] = stall
    assert standings(desk.of("ferry")) == {"unreachable"}


def test_a_redirect_to_the_front_page_is_a_page_that_is_gone(desk: Desk):
    desk.site.pages["/ferry"] = (302, {"Location": "/"}, b"")
    desk.site.put("/", page("nova", "오늘의 소식을 모았다. " * 20))
    found = desk.of("ferry")
    assert standings(found) == {"gone"}
    assert all("leads to" in one.why for one in found)


def test_a_redirect_to_the_same_text_is_no_change(desk: Desk):
    desk.site.pages["/ferry"] = (301, {"Location": "/2025/ferry"}, b"")
    desk.site.put("/2025/ferry", page("ferry"))
    assert standings(desk.of("ferry")) == {"same"}


def test_a_notice_that_there_is_no_page_is_a_page_that_is_gone(desk: Desk):
    desk.site.put("/nova", "<title>오류</title><p>요청하신 기사를 찾을 수 없습니다.</p>")
    assert standings(desk.of("nova")) == {"gone"}


def test_what_a_feed_said_and_its_page_hides_behind_a_wall_nobody_can_say(desk: Desk):
    wall = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    told = "구독자만 읽을 수 있는 기사다. 이 신문의 다른 기사도 읽어 보시라고 권한다. " * 3
    desk.site.put("/drug", page("drug", told, extra=wall))
    sentences = [one for one in desk.of("drug") if one.what != "headline"]
    assert sentences
    assert standings(sentences) == {"unknown"}


def test_what_a_feed_said_in_other_words_than_its_page_is_no_change(desk: Desk):
    desk.site.put("/drug", page("drug", MORE.replace("시험", "이번 시험") * 2))
    sentences = [one for one in desk.of("drug") if one.what != "headline"]
    assert standings(sentences) == {"unknown"}


def test_a_figure_that_a_feed_and_its_page_tell_apart_is_worth_a_word(desk: Desk):
    desk.site.put("/drug", page("drug", f"{TEASER} {MORE}".replace("11.2%", "1.12%")))
    (sentence,) = [one for one in desk.of("drug") if one.standing == "changed"]
    assert sentence.figures == (("11.2%", "1.12%"),)


NOISE = st.lists(
    st.sampled_from(
        [
            '<div class="ad">광고 문구가 있다</div>',
            "<script>var tracking = 1;</script>",
            "<aside><p>많이 본 기사</p><p>다른 기사의 제목</p></aside>",
            "<figure><img src='/x.jpg'><figcaption>사진 설명이다.</figcaption></figure>",
            "<style>p { color: red }</style>",
            "<iframe src='/ad'></iframe>",
            "<p>&nbsp;</p>",
            "<!-- comment -->",
        ]
    ),
    max_size=4,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_page_unchanged_but_for_spaces_advertisements_and_markup_is_the_same(
    desk: Desk, data: st.DataObject
):
    name = data.draw(st.sampled_from(sorted(STORIES)))
    title, text = STORIES[name]
    parts = []
    for sentence in text.split(". "):
        words = [
            data.draw(st.sampled_from(["{}", "<b>{}</b>", "<a href='/w'>{}</a>", "<span class='x'>{}</span>", "\n{}"])).format(html.escape(word))
            for word in (sentence if sentence.endswith(".") else f"{sentence}.").split(" ")
        ]  # fmt: skip
        parts.append(data.draw(st.sampled_from([" ", "  ", "&nbsp;", "\n  "])).join(words))
        parts.append(data.draw(st.sampled_from([" ", "</p>\n<p>", "<br>\n"])))
    noise = ["".join(data.draw(NOISE)) for _ in range(3)]
    kind = data.draw(st.sampled_from(["article", "div", "main", "section"]))
    shown = (
        f"<html><head><title>{title} | 새벽일보</title></head><body>{noise[0]}<{kind}><h1>{title}</h1>{noise[1]}"
        f"<p>{''.join(parts)}</p>{noise[2]}</{kind}></body></html>"
    )
    answer = Fetched(
        content=shown.encode(), url=desk.site.url(f"/{name}"), content_type="text/html; charset=utf-8"
    )
    from digest.analysis.reread import Page

    again = Page(look(answer, desk.config.zone).texts, f"{title}\n{text}")
    assert again.judge(title, title=True).standing == "same"
    for sentence in text.split(". "):
        whole = sentence if sentence.endswith(".") else f"{sentence}."
        assert again.judge(whole).standing == "same", shown


@pytest.mark.parametrize("desk", [{"changed": "hold"}], indirect=True)
def test_an_issue_that_is_held_waits_until_it_is_approved_again(desk: Desk):
    desk.site.put("/nova", page("nova", STORIES["nova"][1].replace("2조 원", "3조 원")))
    assert desk.prepare("2025-11-24T06:35+09:00")
    asked = len(desk.site.asked)
    assert desk.prepare("2025-11-24T06:36+09:00") is None, "it is checked once"
    held, _ = desk.sending()
    assert "2조 원 → 3조 원" in held
    assert len(desk.site.asked) == asked, "the check of before holds at the slot"
    with pytest.raises(ResultError, match=r"waits for a person.*despite-live"):
        may_be_sent(desk.config, desk.store, desk.issue(), without_archive=True)
    assert livestate.release(desk.store, NAME)
    assert desk.sending()[0] == ""


@pytest.mark.parametrize(
    "desk", [{"changed": "hold", "gone": "warn", "dead": "drop", "moved": "ignore"}], indirect=True
)
def test_editors_are_told_by_mail_of_all_that_was_found_once_and_before_the_slot(desk: Desk):
    told = Notices(to=("desk@example.org",))
    desk.config = desk.config.model_copy(update={"notices": told})
    desk.site.put("/nova", page("nova", STORIES["nova"][1].replace("2조 원", "3조 원")))
    desk.site.put("/library", page("library", f"{TEASER} {MORE}\n{MORE}"))
    desk.site.pages["/ferry"] = (404, {}, b"")
    assert desk.prepare(CHECKED)
    assert desk.sending()[0]
    assert notices.flush(desk.config, desk.store, observer=desk.told.append)
    (file,) = desk.config.at(desk.config.output.outbox).glob("*.eml")
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert str(mail["Subject"]) == f"[작은 소식] 출처가 달라져 보류합니다: {NAME}"
    assert mail["Date"].datetime == at(CHECKED), "before the slot, while there is time"
    text, shown = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for part in (
        "보류 · 바뀐 문장: 2조 원 → 3조 원",
        "알림 · 없어진 문장: “해온시는 시립 도서관 열 곳을",
        "제외 · 페이지가 없음: 찾을 수 없습니다(404)",
    ):
        assert part in text, text
        assert part in html.unescape(shown)
    assert "지금: 노바칩이 경북 구미에 3조 원을 들여" in text
    assert f'<a href="{desk.site.url("/ferry")}">' in shown
    assert f"    digest approve {NAME}" in text.splitlines()
    assert f'    digest correct {NAME} "…"' in text.splitlines(), "what is only noted has gone out as it was"


@pytest.mark.parametrize("desk", [{"changed": "ignore"}], indirect=True)
def test_editors_are_told_nothing_where_nothing_follows(desk: Desk):
    desk.config = desk.config.model_copy(update={"notices": Notices(to=("desk@example.org",))})
    desk.site.put("/nova", page("nova", STORIES["nova"][1].replace("2조 원", "3조 원")))
    assert desk.prepare(CHECKED)
    assert notices.flush(desk.config, desk.store, observer=desk.told.append)
    assert not desk.config.at(desk.config.output.outbox).exists()


@pytest.mark.parametrize("desk", [{"dead": "drop"}], indirect=True)
def test_an_item_whose_page_is_gone_is_left_out_and_nothing_else_changes(desk: Desk):
    before = desk.issue()
    desk.site.pages["/ferry"] = (404, {}, b"")
    desk.prepare(CHECKED)
    held, report = desk.sending()
    after = desk.issue()
    assert (held, [one.headline for one in report.dropped if report] if report else []) == (
        "",
        [STORIES["ferry"][0]],
    )
    assert after.items == tuple(one for one in before.items if "Ellery" not in one.headline.text)
    assert "Ellery" not in desk.mail()
    assert any(one.reason.kind == "dead" for one in after.left_out)
    with desk.store.read() as connection:
        row = issues.row(connection, NAME)
        assert row is not None
        assert (row.state, issues.is_as_built(connection, after)) == ("approved", True)
        edits = pipeline_place(desk)
        assert "drop = true  # 인용한 페이지가 사라짐(" in edits.read_text(encoding="utf-8")
        from digest.pipeline import hands as files
        from digest.pipeline.settings import section_keys

        assert not files.unbuilt(connection, edits, NAME, section_keys(desk.config, "weekly"))
    from digest.editing.countproof import counts
    from digest.editing.verify import verify

    with desk.store.read() as connection:
        read, kept = readings.of_issue(connection, NAME), issues.kept(connection, NAME)
        found = (*verify(after, issues.frozen(connection, NAME)), *counts(after, read, kept))
    assert read
    assert {one.verdict for one in found} == {"proved"}
    assert desk.sending()[0] == "", "and it is not checked anew"


def pipeline_place(desk: Desk) -> Path:
    from digest.pipeline import hands as files

    return files.place(desk.config, NAME)


@pytest.mark.parametrize("desk", [{"dead": "drop"}], indirect=True)
def test_where_nothing_would_be_left_the_issue_waits(desk: Desk):
    desk.site.pages.clear()
    desk.prepare(CHECKED)
    held, _ = desk.sending()
    assert "on dead pages" in held
    assert len(desk.issue().items) == 4


@pytest.mark.parametrize("desk", [{"dead": "hold", "gone": "hold", "changed": "hold"}], indirect=True)
def test_pages_that_cannot_be_had_hold_nothing(desk: Desk):
    for name in (*STORIES, "drug"):
        desk.site.pages[f"/{name}"] = (503, {}, b"")
    report = desk.prepare(CHECKED)
    assert report is not None
    assert {one.standing for one in report.findings} == {"unreachable"}
    assert desk.sending()[0] == ""


def test_pages_that_were_just_read_are_not_asked_for_again(desk: Desk):
    """Of the feed the page itself was never read."""
    since = at(BUILT) - timedelta(minutes=30)
    desk.check(BUILT, unless_since=since)
    assert [path for path, _ in desk.site.asked] == ["/drug"]


def test_a_check_of_long_ago_or_of_another_issue_is_made_again(desk: Desk):
    livestate.keep(desk.store, desk.check("2025-11-24T00:20+09:00"))
    desk.site.asked.clear()
    desk.sending()
    assert desk.site.asked
    report = desk.check()
    livestate.keep(desk.store, replace(report, marks=("another",)))
    desk.site.asked.clear()
    desk.sending()
    assert desk.site.asked


@pytest.mark.parametrize("desk", [{"before": "0s"}], indirect=True)
def test_without_a_time_before_nothing_is_asked_for(desk: Desk):
    assert desk.prepare(CHECKED) is None
    assert desk.sending() == ("", None)
    assert desk.site.asked == []


def test_the_editor_is_told_on_the_command_line(desk: Desk, tmp_path: Path):
    copy = Publication(tmp_path / "copy")
    desk.site.put("/nova", page("nova", STORIES["nova"][1].replace("2조 원", "3조 원")))
    config_ = (copy.folder / "config.toml").read_text(encoding="utf-8")
    copy.configure(config_ + '[live]\nchanged = "hold"\n')
    done = copy("verify", "--live", "--json", "--now", CHECKED)
    assert done.returncode == 1, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["standing"] for line in lines} == {"same", "changed"}
    assert all({"item", "what", "text", "url", "consequence"} <= set(line) for line in lines)
    assert "2조 원 → 3조 원" in done.stderr
    assert "waits" in done.stderr
    copy.good("subscribers", "add", "reader@example.org", "--now", CHECKED)
    rehearsed = ("send", "--dry-run", "--without-archive", "--now", CHECKED)
    held = copy(*rehearsed)
    assert (held.returncode, "--despite-live" in held.stderr) == (1, True), held.stderr
    let_go = copy(*rehearsed, "--despite-live")
    assert (let_go.returncode, "waits for a person" in let_go.stderr) == (0, False), let_go.stderr
    with Store.open(copy.folder / "var/digest.sqlite3").read() as connection:
        assert livechecks.held(connection, NAME), "nothing is let go by a rehearsal"
    copy.good("approve", "--now", CHECKED)
    with Store.open(copy.folder / "var/digest.sqlite3").read() as connection:
        assert livechecks.held(connection, NAME) == ""
        assert hands.skipped(connection, NAME) is None


@pytest.mark.slow
def test_only_unreachable_pages_end_with_three(desk: Desk, tmp_path: Path):
    desk.site.pages["/ferry"] = (500, {}, b"")
    done = Publication(tmp_path / "copy")("verify", "--live", "--now", CHECKED)
    assert done.returncode == 3, done.stderr


MOVED = """---
title: 노바칩 구미 공장, 공사비 4조 원으로 늘어
date: 2025-11-24
author: 새벽통신
---
노바칩이 경북 구미에 세우는 반도체 공장의 공사비가 4조 원으로 늘었다고 24일 밝혔다.
구미 공장은 2028년 9월로 가동이 늦어진다. 노바칩은 전력 반도체 설비를 바꾸기로 했다.
"""


@pytest.mark.slow
def test_a_storyline_that_moved_since_is_told(desk: Desk, tmp_path: Path):
    (tmp_path / "copy/notes/nova.md").write_text(MOVED, encoding="utf-8")
    assert desk.check().moved == ()
    pipeline.fetch(desk.config, desk.store, now=at(CHECKED), observer=desk.told.append)
    (moved,) = desk.check().moved
    nova = next(one for one in desk.issue().items if "노바칩" in one.headline.text)
    assert (moved.item, moved.headline, moved.consequence) == (
        nova.id,
        "노바칩 구미 공장, 공사비 4조 원으로 늘어",
        "warn",
    )
    assert any("4조" in fact for fact in moved.new)
    assert ", 1 item moved on" in livereport.summary(desk.check())


@pytest.mark.parametrize("desk", [{"moved": "hold"}], indirect=True)
def test_before_a_slot_the_sources_are_read_and_an_issue_whose_storyline_has_moved_waits(
    desk: Desk, tmp_path: Path
):
    """Nobody else reads them between the approval and the slot, where `digest schedule` runs alone."""
    (tmp_path / "copy/notes/nova.md").write_text(MOVED, encoding="utf-8")
    report = desk.prepare(CHECKED)
    assert report is not None
    assert [one for one in desk.told if isinstance(one, events.Progress) and one.stage == "fetch"]
    assert [one.consequence for one in report.moved] == ["hold"]
    held, _ = desk.sending()
    assert "노바칩 구미 공장, 공사비 4조 원으로 늘어" in held
    with pytest.raises(ResultError, match="waits for a person"):
        may_be_sent(desk.config, desk.store, desk.issue(), without_archive=True)
    assert livestate.release(desk.store, NAME)
    assert desk.sending()[0] == ""


@pytest.mark.parametrize("desk", [{"moved": "ignore"}], indirect=True)
def test_whoever_does_not_want_to_know_reads_no_source_again(desk: Desk, tmp_path: Path):
    (tmp_path / "copy/notes/nova.md").write_text(MOVED, encoding="utf-8")
    report = desk.prepare(CHECKED)
    assert report is not None
    assert report.moved == ()
    assert not [one for one in desk.told if isinstance(one, events.Progress) and one.stage == "fetch"]
