"""What the exit status says, and what a schedule does when a person comes late."""

from __future__ import annotations

import pytest

from digest.delivery import phrases
from tests.acceptance.small import CONFIG, NOW

ISSUE = "small-weekly-2025-11-17"
SCHEDULE = '[schedule]\ncron = "0 7 * * mon"\napproval = "{approval}"\n'


@pytest.mark.parametrize(
    "verb", [("preview",), ("explain",), ("verify",), ("send",), ("send", "--dry-run"), ("approve",)]
)
def test_a_broken_issue_is_no_result(publication, verb):
    publication.good("build", "--now", NOW)
    (publication.folder / "var/issues" / ISSUE / "issue.json").write_text('{"id": 1}')
    done = publication(verb[0], ISSUE, *verb[1:])
    assert done.returncode == 1, done.stderr
    assert "issue.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_item_that_is_not_there_is_told_with_those_that_are(publication):
    publication.good("build", "--now", NOW)
    for verb in (("hold", "99"), ("hold", "nosuch")):
        done = publication(*verb)
        assert done.returncode == 1
        assert "its items are numbered 1 to " in done.stderr


def test_one_path_that_is_missing_is_one(publication):
    publication.configure(CONFIG + '\n[[sources]]\nkey = "gone"\nkind = "folder"\npath = "gone"\n')
    told = publication("check").stderr
    assert "잘못된 곳 1" in told
    assert 'sources["gone"].path: 없습니다' in told


def test_a_dry_run_says_what_it_would_do_and_all_that_is_missing(publication):
    publication.good("build", "--now", NOW)
    nobody = publication("send", "--dry-run")
    assert nobody.returncode == 1
    for told in (
        f"{ISSUE} would go to nobody",
        "does not leave before this is done",
        f"run `digest approve {ISSUE}`",
        "run `digest archive`",
        "run `digest subscribers add ADDRESS`",
    ):
        assert told in nobody.stderr
    publication.good("subscribers", "add", "reader@example.org")
    some = publication("send", "--dry-run", "--without-archive")
    assert (some.returncode, some.stdout.split()) == (1, ["reader@example.org"])
    assert f"{ISSUE} would go to 1 subscriber" in some.stderr
    assert f"run `digest approve {ISSUE}`" in some.stderr
    assert "digest archive" not in some.stderr
    publication.good("approve")
    publication.good("archive")
    ready = publication("send", "--dry-run")
    assert ready.returncode == 0
    assert "does not leave" not in ready.stderr
    publication.good("withdraw", ISSUE, "--reason", "a mistake", "--yes")
    publication.good("archive")
    gone = publication("send", "--dry-run")
    assert (gone.returncode, gone.stderr.count("✗")) == (1, 1)
    assert f"`digest withdraw {ISSUE} --undo`" in gone.stderr


def test_mails_of_several_genres_tell_their_numbers_apart(publication):
    """Each genre counts for itself: both would be 제1호."""
    publication.good("build", "--now", NOW)
    publication.good("subscribers", "add", "reader@example.org")
    assert '"작은 소식 제1호 · ' in publication("send", "--dry-run").stderr
    publication.good("build", "--genre", "brief", "--period", "2025-11", "--now", "2025-12-01T07:00+09:00")
    brief = "small-brief-2025-11-01"
    for issue, called in ((ISSUE, "소식지 제1호"), (brief, "브리프 제1호")):
        assert f'"작은 소식 {called} · ' in publication("send", "--dry-run", issue).stderr
        publication.good("preview", issue, "--html", "page.html")
        assert called in (publication.folder / "page.html").read_text("utf-8")
    text = publication.folder / "var/issues" / brief / "issue.txt"
    assert text.read_text("utf-8").startswith("작은 소식 브리프 제1호")
    titled = CONFIG + '[genres.brief]\ntitle = "작은 브리프"\n'
    publication.configure(titled)
    publication.good("build", "--genre", "brief", "--period", "2025-11", "--now", "2025-12-01T07:00+09:00")
    assert '"작은 브리프 제1호 · ' in publication("send", "--dry-run", brief).stderr, "its title is enough"
    assert '"작은 소식 제1호 · ' in publication("send", "--dry-run", ISSUE).stderr


def test_a_slot_that_failed_says_so_even_where_a_source_failed_too(publication):
    (publication.folder / "empty").mkdir()
    (publication.folder / "var").mkdir()
    (publication.folder / "var/archive").write_text("in the way")
    source = '[[sources]]\nkey = "drop"\nkind = "folder"\npath = "empty"\n'
    publication.configure(CONFIG + source + SCHEDULE.format(approval="automatic"))
    done = publication("run", "--now", NOW)
    assert "✗" in done.stderr
    assert ": failed" in done.stderr
    assert done.returncode == 1


def test_a_list_that_is_no_opml_is_a_wrong_call(publication):
    (publication.folder / "list.opml").write_text("<html></html>")
    done = publication("init", "new", "--opml", "list.opml", "--yes")
    assert done.returncode == 2
    assert not (publication.folder / "new").exists()


def test_what_is_approved_within_the_grace_goes_out_by_itself_and_once(publication):
    publication.configure(CONFIG + SCHEDULE.format(approval="required"))
    publication.good("subscribers", "add", "reader@example.org", "--now", NOW)
    assert "waiting" in publication("run", "--now", NOW).stderr
    again = publication("run", "--now", "2025-11-24T07:01+09:00")
    assert (again.returncode, "waiting" in again.stderr) == (0, False)
    publication.good("approve", "--now", "2025-11-24T08:00+09:00")
    assert publication.files("var/outbox") == {}
    assert ": sent" in publication("run", "--now", "2025-11-24T08:01+09:00").stderr
    mails = publication.files("var/outbox")
    assert len(mails) == 1
    publication.good("run", "--now", "2025-11-24T08:02+09:00")
    publication.good("send", "--now", "2025-11-24T08:03+09:00")
    assert publication.files("var/outbox") == mails


def test_a_slot_without_a_subscriber_is_tried_again(publication):
    publication.configure(CONFIG + SCHEDULE.format(approval="automatic"))
    done = publication("run", "--now", NOW)
    assert (done.returncode, "no subscriber" in done.stderr) == (1, True), done.stderr
    publication.good("subscribers", "add", "reader@example.org", "--now", NOW)
    assert ": sent" in publication("run", "--now", "2025-11-24T07:10+09:00").stderr
    assert len(publication.files("var/outbox")) == 1


def test_a_slot_with_nothing_new_says_why_and_asks_nothing_of_the_one_who_reads_it(publication):
    """`--period` is for whoever builds by hand: a slot has the period that it has."""
    publication.configure(CONFIG + SCHEDULE.format(approval="automatic"))
    done = publication("run", "--now", "2025-12-08T07:00+09:00")
    assert "skipped no document was published from 2025-12-01 to 2025-12-07" in done.stderr
    assert "--period" not in done.stderr + publication.good("schedule", "--past", "1", "--json")
    assert ": name a --period" in publication("build", "--now", "2025-12-08T07:00+09:00").stderr


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        ('cron = "0 7 31 2 *"', "schedule.cron: 그런 날은 오지 않습니다"),
        ('cron = "0 7 1 1 *"\nholidays = "skip"', "schedule.cron: 때마다 쉬는 날입니다"),
        (
            'cron = "0 7 * * mon"\nholidays = "after"\ncountry = "ZZ"',
            "schedule.country: “ZZ”의 달력이 없습니다",
        ),
    ],
)
def test_a_schedule_that_can_never_be_kept_is_a_mistake_of_the_configuration(publication, schedule, told):
    publication.configure(f"{CONFIG}[schedule]\n{schedule}\n")
    done = publication("check")
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    publication.configure(CONFIG)
    publication.good("check")


def test_a_text_without_a_date_that_the_period_misses_is_told_when_it_is_built(publication):
    """It counts from the day of its first fetch: an editor who dropped it into the folder looks for it in this issue."""
    (publication.folder / "notes" / "memo.txt").write_text(
        "시장 상인회 총회\n\n상인회가 총회를 열고 새 회장을 뽑았다. 회장은 두 해 동안 일한다.\n",
        encoding="utf-8",
    )
    done = publication("build", "--now", NOW)
    assert done.returncode == 0
    assert (
        "1 document tells no date and counts from the day of the first fetch, after this period"
        in done.stderr
    )
    assert "[[sources.files]] published" in done.stderr
    dated = "[[sources.files]]\nmatch = 'memo.txt'\npublished = '2025-11-20'\n"
    publication.configure(f"{CONFIG}{dated}")
    assert "tells no date" not in publication("build", "--now", NOW).stderr
    moved = "[[sources]]\nkey = 'memos'\nkind = 'folder'\npath = 'memos'\n[[sources.files]]\nmatch = '*'\npublished = '2025-11-20'\n"
    publication.configure(f"{CONFIG}{moved}")
    (publication.folder / "memos").mkdir()
    (publication.folder / "notes" / "memo.txt").rename(publication.folder / "memos" / "memo.txt")
    told = publication("build", "--now", NOW)
    assert (told.returncode, "tells no date" in told.stderr) == (0, False), (
        "it is in the issue, from another folder"
    )
    other = publication("build", "--now", NOW, "--period", "2024-01-01..2024-01-07")
    assert "name a --period" in other.stderr


def _dated(publication, name: str, title: str, date: str) -> None:
    text = f"---\ntitle: {title}\ndate: {date}\n---\n시민 500명이 새 다리의 이름을 지었다. 다리는 내년에 열린다.\n"
    (publication.folder / "notes" / name).write_text(text, encoding="utf-8")


def test_a_text_dated_far_ahead_is_told_when_it_is_missed(publication):
    """Mostly the date is mistaken: without a word nobody would see that the text is in no issue."""
    _dated(publication, "bridge.md", "새 다리의 이름", "2026-11-18")
    _dated(publication, "meeting.md", "다리 설명회", "2025-12-05")
    note = (
        '2 documents are dated ahead and left for the issue of that day (2025-12-05 "다리 설명회", 2026-11-18 "새 다리의 이름"):'
        " if a date is wrong, correct it in the document"
    )
    assert note in publication("build", "--now", NOW).stderr
    assert note in publication("build", "--now", NOW).stderr, "told again where nothing has changed"
    assert note in publication("build", "--now", NOW, "--period", "2024-01").stderr
    assert phrases.korean(note) == (
        '앞날의 날짜가 적혀 그날의 호로 미룬 글 2편(2025-12-05 "다리 설명회", 2026-11-18 "새 다리의 이름"): 날짜가 틀렸으면 글에서 고쳐 주세요'
    )
    _dated(publication, "bridge.md", "새 다리의 이름", "2025-11-18")
    assert "1 document is dated ahead" in publication("build", "--now", NOW).stderr
    assert "dated ahead" not in publication("build", "--now", "2025-12-06T07:00+09:00").stderr


def test_a_text_told_under_a_date_ahead_is_named(publication):
    """In an issue of days that are not over: its readers would see the date."""
    _dated(publication, "bridge.md", "새 다리의 이름", "2025-11-29")
    done = publication("build", "--now", NOW, "--period", "2025-11-24..2025-11-30")
    note = '1 document is told under a date that has not come yet (2025-11-29 "새 다리의 이름"): if a date is wrong'
    assert (done.returncode, note in done.stderr) == (0, True), done.stderr
    assert "left for the issue" not in done.stderr
    assert "아직 오지 않은 날짜로 실린 글 1편(2025-11-29" in phrases.korean(note)


@pytest.mark.parametrize(
    ("date", "period"), [("2025-11-23T22:00Z", ""), ("2025-11-24T15:00+09:00", "2025-11-24")]
)
def test_a_text_dated_some_hours_ahead_is_of_the_day_that_it_tells(publication, date: str, period: str):
    """Local time that is told as UTC: it comes with this issue or the next, so no editor is troubled."""
    _dated(publication, "bridge.md", "새 다리의 이름", date)
    done = publication("build", "--now", NOW, *(("--period", period) if period else ()))
    assert done.returncode == 0
    assert "dated ahead" not in done.stderr
    assert ("1 item from 1 story" in done.stderr) == bool(period), done.stderr
