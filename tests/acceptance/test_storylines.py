"""A story that goes on over four issues, each built and sent in its time: linked, numbered, never told again unmoved."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from datetime import date, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.acceptance.small import CONFIG, Publication
from tests.acceptance.weeks import WEEKS

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND, THIRD, FOURTH = (f"small-weekly-{week}" for week in WEEKS)
FORGOTTEN = '[storage]\nkeep_texts = "8d"\n'
LINK = re.compile(r"""href=["']([^"']+)["']""")


def monday(week: str) -> str:
    """The moment at which the issue of a week is made."""
    return f"{date.fromisoformat(week) + timedelta(days=7)}T07:00+09:00"


def add(publication: Publication, week: str) -> None:
    (publication.folder / "notes").mkdir(exist_ok=True)
    for name, text in WEEKS[week].items():
        (publication.folder / "notes" / name).write_text(text, encoding="utf-8")


def send(publication: Publication, week: str) -> None:
    for verb in ("approve", "archive", "send"):
        moment = () if verb == "archive" else ("--now", monday(week))
        publication.good(verb, *moment)


def issue(publication: Publication, name: str) -> dict[str, Any]:
    path = publication.folder / "var/issues" / name / "issue.json"
    return json.loads(path.read_text(encoding="utf-8"))


def bridge(publication: Publication, name: str) -> dict[str, Any]:
    """The item about the bridge."""
    return next(item for item in issue(publication, name)["items"] if "갈매대교" in item["headline"]["text"])


def told(item: dict[str, Any]) -> set[str]:
    return {fact["text"] for fact in item["storyline"]["new"]}


def build_anew(publication: Publication, week: str, **environment: str) -> None:
    """Build a draft as if it were not known that nothing has changed."""
    with sqlite3.connect(publication.folder / "var/digest.sqlite3") as database:
        database.execute("DELETE FROM builds")
    done = publication("build", "--now", monday(week), **environment)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Three issues that were sent and the draft of a fourth; whole texts are kept for eight days."""
    made = Publication(tmp_path_factory.mktemp("weeks"))
    made.configure(CONFIG + FORGOTTEN)
    made.good("subscribers", "add", "reader@example.org", "--now", "2025-11-01T07:00+09:00")
    for week in WEEKS:
        add(made, week)
        made.good("build", "--now", monday(week))
        if week != "2025-11-24":
            send(made, week)
    return made


@pytest.fixture
def copy(weeks: Publication, tmp_path: Path) -> Publication:
    """The same, to be changed."""
    shutil.copytree(weeks.folder, tmp_path / "copy")
    return Publication(tmp_path / "copy")


def test_a_storyline_goes_on_under_one_id_and_counts_its_parts(weeks):
    """It has the id of its first item, and each part knows the earlier ones."""
    first, second, fourth = (bridge(weeks, name) for name in (FIRST, SECOND, FOURTH))
    assert first["storyline"] is None
    assert second["storyline"]["id"] == fourth["storyline"]["id"] == first["id"]
    assert [one["issue"] for one in second["storyline"]["earlier"]] == [FIRST]
    assert [one["issue"] for one in fourth["storyline"]["earlier"]] == [FIRST, SECOND]
    assert fourth["storyline"]["earlier"][1]["item"] == second["id"]
    counts = [one["outlets"] for one in fourth["storyline"]["earlier"]]
    assert counts == [len(first["outlets"]), len(second["outlets"])]
    assert "갈매대교" in fourth["storyline"]["name"]
    others = [item for item in issue(weeks, FOURTH)["items"] if item["id"] != fourth["id"]]
    assert all(item["storyline"] is None for item in others)


def test_what_has_not_moved_is_left_out_with_the_issue_that_told_it(weeks):
    third = issue(weeks, THIRD)
    assert not any("갈매대교" in item["headline"]["text"] for item in third["items"])
    (left,) = [one for one in third["left_out"] if "갈매대교" in one["title"]]
    assert left["reason"]["values"]["issue"] == SECOND
    assert left["reason"]["kind"] in ("still", "same")
    assert "Left out: 1 story\n" in weeks.good("explain", THIRD)


def test_what_is_new_is_what_the_stories_write(weeks):
    assert {"380억 원", "31곳", "12월 20일"} <= told(bridge(weeks, SECOND))
    assert {"210억 원", "1월 15일"} <= told(bridge(weeks, FOURTH))
    assert "380억 원" not in told(bridge(weeks, FOURTH))


def test_texts_that_were_forgotten_are_still_known(weeks):
    """What the first issue told is no longer kept; the fourth goes on it all the same."""
    with sqlite3.connect(weeks.folder / "var/digest.sqlite3") as database:
        kept = database.execute("SELECT count(text) FROM frozen_stories WHERE issue = ?", (FIRST,)).fetchone()
    assert kept == (0,)
    assert bridge(weeks, FOURTH)["storyline"]["earlier"][0]["issue"] == FIRST


def test_building_again_gives_the_same_bytes(copy):
    """The draft does not see itself, whatever the hash seed."""
    before = copy.files("var/issues", FOURTH)
    build_anew(copy, "2025-11-24", PYTHONHASHSEED="11")
    assert copy.files("var/issues", FOURTH) == before
    build_anew(copy, "2025-11-24", PYTHONHASHSEED="12")
    assert copy.files("var/issues", FOURTH) == before


def test_a_forged_number_of_outlets_is_found(copy):
    path = copy.folder / "var/issues" / FOURTH / "issue.json"
    forged = json.loads(path.read_text(encoding="utf-8"))
    (item,) = [one for one in forged["items"] if one["storyline"]]
    item["storyline"]["earlier"][0]["outlets"] += 7
    path.write_text(json.dumps(forged, ensure_ascii=False), encoding="utf-8")
    done = copy("verify", FOURTH)
    assert done.returncode == 1
    assert "outlets told of it there" in done.stderr


def test_every_new_fact_is_proved_and_a_forged_one_found(copy):
    done = copy("verify", FOURTH)
    assert done.returncode == 0
    assert re.search(r"[2-9] new facts, 2 earlier items(?:,| and) \d+ references", done.stderr)
    path = copy.folder / "var/issues" / FOURTH / "issue.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"210억 원"', '"999억 원"'), encoding="utf-8")
    done = copy("verify", FOURTH)
    assert done.returncode == 1
    assert "999억 원" in done.stderr
    forged = path.read_text(encoding="utf-8").replace('"999억 원"', '"210억 원"')
    headline = json.dumps(bridge(copy, FIRST)["headline"]["text"], ensure_ascii=False)
    assert headline in forged
    path.write_text(forged.replace(headline, '"거짓 제목"'), encoding="utf-8")
    done = copy("verify", FOURTH)
    assert done.returncode == 1
    assert "거짓 제목" in done.stderr


def test_readers_see_the_part_what_is_new_and_where_it_was_told(weeks):
    """In the mail, its text part and the terminal."""
    folder = weeks.folder / "var/issues" / FOURTH
    html = (folder / "issue.html").read_text(encoding="utf-8")
    text = (folder / "issue.txt").read_text(encoding="utf-8")
    for shown in (html, text, weeks.good("preview", FOURTH)):
        for words in ("이어지는 이야기 · 3번째", "제2호 이후", "210억 원", "지금까지의 흐름"):
            assert words in shown
    place = 1 + issue(weeks, SECOND)["items"].index(bridge(weeks, SECOND))
    for shown in (html, text):
        assert f"https://example.org/archive/issues/{SECOND}/#item-{place}" in shown
        assert f"https://example.org/archive/storylines/{bridge(weeks, FIRST)['id']}/" in shown


def test_the_archive_has_a_page_of_the_storyline_and_every_link_resolves(copy):
    send(copy, "2025-11-24")
    files = copy.files("var/archive")
    line = f"storylines/{bridge(copy, FIRST)['id']}/index.html"
    page = files[line].decode()
    places = [page.index(f"issues/{name}/") for name in (FIRST, SECOND, FOURTH)]
    assert places == sorted(places)
    assert THIRD not in page
    assert f"../../{line}" in files[f"issues/{FOURTH}/index.html"].decode()
    for name in (line, f"issues/{FOURTH}/index.html", "index.html"):
        for link in LINK.findall(files[name].decode()):
            if urlsplit(link).scheme or not urlsplit(link).path:
                continue
            target = unquote(urlsplit(urljoin(f"/{name}", link)).path).lstrip("/")
            assert target in files, (name, link)
            if urlsplit(link).fragment:
                assert f'id="{urlsplit(link).fragment}"'.encode() in files[target], (name, link)
    copy.good("archive")
    assert copy.files("var/archive") == files


def test_no_mail_leads_to_the_page_of_a_storyline_that_is_not_there(copy):
    """Sending asks for it; where no earlier issue has a page any more, the mail names it and leads nowhere."""
    now = ("--now", monday("2025-11-24"))
    line = copy.folder / "var/archive/storylines" / bridge(copy, FIRST)["id"]
    copy.good("approve", *now)
    copy.good("archive")
    assert line.is_dir()
    shutil.rmtree(line)
    done = copy("send", "--dry-run", *now)
    assert done.returncode == 1
    assert "storyline" in done.stderr
    for name in (FIRST, SECOND):
        shutil.rmtree(copy.folder / "var/issues" / name)
        shutil.rmtree(copy.folder / "var/archive/issues" / name)
    copy.good("archive")
    copy.good("send", *now)
    mails = [message_from_bytes(one, policy=policy.default) for one in copy.files("var/outbox").values()]
    shown = [str(one.get_body(("html",)).get_content()) for one in mails]
    (mail,) = [one for one in shown if f"/issues/{FOURTH}/" in one]
    assert "지금까지의 흐름" in mail
    assert "/archive/storylines/" not in mail


def test_explain_says_why_it_goes_on(weeks):
    shown = weeks.good("explain", FOURTH, bridge(weeks, FOURTH)["id"])
    assert f"part 3 of storyline {bridge(weeks, FIRST)['id']}" in shown
    assert re.search(r"goes on \(chance [01]\.\d\d\): after", shown)
    assert "갈매대교" in shown.partition("shared: ")[2].partition("\n")[0]


def test_storylines_are_listed(weeks):
    (line,) = [json.loads(row) for row in weeks.good("storylines", "--json").splitlines()]
    assert line["id"] == bridge(weeks, FIRST)["id"]
    assert [(part["telling"]["issue"], part["state"]) for part in line["parts"]] == [
        (FIRST, "sent"),
        (SECOND, "sent"),
        (FOURTH, "draft"),
    ]
    assert (line["first"], line["last"]) == ("2025-11-04", "2025-11-26")
    shown = weeks("storylines")
    assert "갈매대교" in shown.stdout
    assert "weekly, 3 parts" in shown.stdout
    assert shown.stderr == "1 storyline\n"


def test_the_editor_takes_an_item_off_a_storyline_and_puts_another_on_it(copy):
    """Both last until they are taken back, are shown as the editor's, and change what the issue is a function of."""
    before = issue(copy, FOURTH)["provenance"]["overrides"]
    now = monday("2025-11-24")
    copy.good("unfollow", bridge(copy, FOURTH)["id"], "--now", now)
    for _ in range(2):
        copy.good("build", "--now", now)
        assert bridge(copy, FOURTH)["storyline"] is None
        assert "the editor keeps it from going on" in copy.good("explain", FOURTH)
    assert issue(copy, FOURTH)["provenance"]["overrides"] != before
    lamp = next(item for item in issue(copy, FOURTH)["items"] if "가로등" in item["headline"]["text"])
    line = bridge(copy, FIRST)["id"]
    copy.good("follow", lamp["id"], line[:8], "--now", now)
    kinds = {json.loads(row)["kind"] for row in copy.good("decisions", "--json").splitlines()}
    assert kinds == {"follows", "begins"}
    copy.good("build", "--now", now)
    lamp = next(item for item in issue(copy, FOURTH)["items"] if "가로등" in item["headline"]["text"])
    assert lamp["storyline"]["id"] == line
    assert "put there by the editor" in copy.good("explain", FOURTH, lamp["id"])
    copy.good("follow", lamp["id"], "--undo")
    copy.good("unfollow", bridge(copy, FOURTH)["id"], "--undo")
    copy.good("build", "--now", now)
    assert bridge(copy, FOURTH)["storyline"]["id"] == line
    assert issue(copy, FOURTH)["provenance"]["overrides"] == before


def test_a_correction_of_what_was_sent_holds_for_what_follows(copy):
    """The second issue's item is taken off: the fourth goes on one of the two, and no longer on both."""
    now = monday("2025-11-24")
    copy.good("unfollow", bridge(copy, SECOND)["id"], "--issue", SECOND, "--now", now)
    copy.good("build", "--now", now)
    earlier = bridge(copy, FOURTH)["storyline"]["earlier"]
    assert len(earlier) == 1
    assert copy("follow", "1", "nothing").returncode == 1
    assert copy("follow", "77", bridge(copy, FIRST)["id"]).returncode == 1
    assert copy("follow", "1").returncode == 2
    assert copy("unfollow", "2", "--undo").returncode == 1


def test_what_was_decided_is_taken_back_by_its_id_though_the_item_is_gone(copy):
    """As `digest decisions` lists it; the store counts one as one."""
    item = bridge(copy, FOURTH)["id"]
    copy.good("unfollow", item, "--now", monday("2025-11-24"))
    assert "1 decision\n" in copy("decisions").stderr
    shutil.rmtree(copy.folder / "var/issues" / FOURTH)
    copy.good("unfollow", item, "--undo")
    assert "0 decisions" in copy("decisions").stderr
    assert copy("unfollow", item, "--undo").returncode == 1


def test_to_follow_what_was_never_sent_says_that_it_waits(copy):
    """Within the issue itself there is nothing to wait for."""
    draft, other = bridge(copy, FOURTH)["id"], issue(copy, FOURTH)["items"]
    lamp = next(item["id"] for item in other if "가로등" in item["headline"]["text"])
    with sqlite3.connect(copy.folder / "var/digest.sqlite3") as database:
        database.execute("UPDATE told_clusters SET storyline = item WHERE issue = ?", (FOURTH,))
    first = issue(copy, FIRST)["items"][-1]["id"]
    now = ("--now", monday("2025-11-24"))
    waiting = copy("follow", first, draft, "--issue", FIRST, *now)
    assert waiting.returncode == 0
    assert f"it holds once {FOURTH} is sent" in waiting.stderr
    assert "is sent" not in copy("follow", lamp, draft, *now).stderr


def test_a_draft_is_built_anew_when_an_earlier_issue_is_sent(tmp_path):
    """What is remembered counts from the sending; a draft that was built before is seen to be another."""
    publication = Publication(tmp_path)
    publication.configure(CONFIG)
    publication.good("subscribers", "add", "reader@example.org", "--now", "2025-11-01T07:00+09:00")
    for week in ("2025-11-03", "2025-11-10"):
        add(publication, week)
        publication.good("build", "--now", monday(week))
    assert bridge(publication, SECOND)["storyline"] is None
    before = issue(publication, SECOND)["provenance"]["memory"]
    for verb in ("approve", "archive", "send"):
        named = () if verb == "archive" else (FIRST, "--now", monday("2025-11-03"))
        publication.good(verb, *named)
    publication.good("build", "--now", monday("2025-11-10"))
    assert bridge(publication, SECOND)["storyline"]["id"] == bridge(publication, FIRST)["id"]
    assert issue(publication, SECOND)["provenance"]["memory"] != before


def test_a_story_of_a_long_period_is_one_item_of_several_clusters(tmp_path):
    """Where grouping keeps its weeks apart, one issue tells the affair once, in the order of time."""
    publication = Publication(tmp_path)
    publication.configure(CONFIG + "[analysis]\nwindow_days = 4\n")
    for week in WEEKS:
        add(publication, week)
    publication.good("build", "--period", "2025-11-03..2025-11-30", "--now", monday("2025-11-24"))
    name = FIRST
    item, items = bridge(publication, name), issue(publication, name)["items"]
    assert len(item["clusters"]) == 4
    assert len(item["references"]) == 4
    days = {one["story"]: one["published"] for one in item["references"]}
    order = [days[cluster["stories"][0]] for cluster in item["clusters"]]
    assert order == sorted(order)
    assert item["storyline"]["id"] == item["id"]
    assert item["storyline"]["earlier"] == []
    assert "지금까지의 흐름" in publication.good("preview", name)
    text = (publication.folder / "var/issues" / name / "issue.txt").read_text(encoding="utf-8")
    line = text.partition("지금까지의 흐름")[2].partition("출처")[0]
    assert all(f"[{number}]" in line for number in range(1, 5)), "each step cites who tells it"
    explained = publication.good("explain", name, item["id"])
    assert all(f'"{one["title"]}" stands alone' in explained for one in item["references"])
    assert publication("verify", name).returncode == 0
    others = [one for one in issue(publication, name)["items"] if one["id"] != item["id"]]
    assert all(len(one["clusters"]) == 1 for one in others)
    publication.good("unfollow", item["id"], "--now", monday("2025-11-24"))
    for _ in range(2):
        publication.good("build", "--period", "2025-11-03..2025-11-30", "--now", monday("2025-11-24"))
        begun = bridge(publication, name)
        assert (begun["id"], begun["storyline"]["id"]) == (item["id"], item["id"])
        assert len(begun["clusters"]) == 4
    publication.good("unfollow", item["id"], "--undo")
    publication.good("build", "--period", "2025-11-03..2025-11-30", "--now", monday("2025-11-24"))
    assert issue(publication, name)["items"] == items


def test_what_is_decided_is_told_by_headlines_and_the_beginning_of_an_id_is_enough(copy: Publication):
    """Numbers change with each build: an editor sees at once that another item was taken."""
    now = monday("2025-11-24")
    lamp = next(item for item in issue(copy, FOURTH)["items"] if "가로등" in item["headline"]["text"])
    line = bridge(copy, FOURTH)["storyline"]
    said = copy("follow", lamp["id"][:6], line["id"][:8], "--now", now).stderr
    assert f'"{lamp["headline"]["text"]}" goes on "{line["name"]}"' in said
    copy.good("follow", lamp["id"][:6], "--undo")
    said = copy("unfollow", lamp["id"][:6], "--now", now).stderr
    assert f'"{lamp["headline"]["text"]}" begins anew' in said
    copy.good("unfollow", lamp["id"][:6], "--undo")
    assert copy("follow", "abc", line["id"]).returncode == 1
    assert not copy.good("decisions", "--json")


def test_a_draft_that_a_change_of_editions_left_is_no_part(copy: Publication):
    """It has the id without the edition, and told each item twice."""
    now = monday("2025-11-24")

    def drafts() -> list[str]:
        lines = map(json.loads, copy.good("storylines", "--json").splitlines())
        return [
            part["telling"]["issue"] for line in lines for part in line["parts"] if part["state"] == "draft"
        ]

    assert drafts() == [FOURTH]
    config = (copy.folder / "config.toml").read_text(encoding="utf-8")
    copy.configure(config.replace("[publication]\n", '[publication]\neditions = ["ko", "en"]\n', 1))
    copy.good("build", "--now", now)
    assert drafts() == [f"{FOURTH}-ko"]
    copy.configure(config)
    copy.good("build", "--now", now)
    assert drafts() == [FOURTH]
