"""The editor's file as a user meets it: edited by a script as $EDITOR, built, and kept when news comes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from digest import config, events, pipeline
from digest.delivery import phrases
from digest.pipeline import building, composing
from digest.storage.store import Store
from tests.acceptance.small import CONFIG, NOW, ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow  # each test builds several times

ISSUE = "small-weekly-2025-11-17"
NEXT = "2025-12-01T07:00+09:00"
LIGHT = "---\ntitle: 해온항에 새 등대 선다\ndate: {day}\n---\n해온시가 항구에 등대를 세웠다. 불빛은 30km까지 닿는다.\n"


def edits(publication, issue: str = ISSUE) -> Path:
    return publication.folder / "var/issues" / issue / "issue.edit.toml"


def load(publication, issue: str = ISSUE) -> dict:
    return json.loads((edits(publication, issue).parent / "issue.json").read_text(encoding="utf-8"))


def headed(publication, word: str, issue: str = ISSUE) -> dict:
    """The item with a source headed by a word."""
    return next(
        item
        for item in load(publication, issue)["items"]
        if any(word in one["title"] for one in item["references"])
    )


def editor(publication, script: str) -> str:
    """An editor: a Python script that gets the file's path, and its text as `text`, and leaves it changed."""
    path = publication.folder / "editor.py"
    head = "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text(encoding='utf-8')\n"
    path.write_text(f"{head}{script}\npath.write_text(text, encoding='utf-8')\n", encoding="utf-8")
    return f'"{sys.executable}" "{path}"'


def put(item: str, *lines: str) -> str:
    """The script that writes lines into an item's table."""
    head = f'id = "{item}"\n'
    return f"text = text.replace({head!r}, {head!r} + {''.join(f'{line}{chr(10)}' for line in lines)!r}, 1)"


def test_what_was_edited_is_there_and_stays_when_news_comes(publication):
    publication.good("build", "--now", NOW)
    chip, library = headed(publication, "노바칩"), headed(publication, "도서관")
    script = "\n".join(
        [
            put(chip["id"], "# 확인함", 'headline = "구미의 새 공장"', 'sentences = [2, "제 생각입니다."]'),
            put(library["id"], 'note = "토요일에 갑니다."', "pin = true"),
            "text = text.replace('#: subject = \"\"', 'subject = \"공장과 도서관\"')",
        ]
    )
    number = re.search(r"\[2\] \w+ \(\d+\) (.*)", edits(publication).read_text(encoding="utf-8"))[1]
    done = publication("edit", "--now", NOW, VISUAL=editor(publication, script))
    assert done.returncode == 0, done.stderr
    assert "+ subject: 공장과 도서관" in done.stderr
    assert "+     # 구미의 새 공장 (editor)" in done.stderr

    def check() -> None:
        item = headed(publication, "노바칩")
        assert item["headline"] == {
            "text": "구미의 새 공장",
            "story": "",
            "language": "ko",
            "provenance": "editor",
        }
        told = [(pick["sentence"]["text"], pick["provenance"]) for pick in item["picks"]]
        assert told == [(number, "verbatim"), ("제 생각입니다.", "editor")]
        assert headed(publication, "도서관")["note"] == "토요일에 갑니다."
        assert load(publication)["slots"]["subject"] == "공장과 도서관"
        assert "# 확인함" in edits(publication).read_text(encoding="utf-8")

    check()
    (publication.folder / "notes" / "light.md").write_text(LIGHT.format(day="2025-11-21"), encoding="utf-8")
    publication.good("build", "--now", NOW)
    assert "등대" in edits(publication).read_text(encoding="utf-8")
    check()
    before = publication.files("var/issues")
    for path in sorted(publication.folder.glob("var/digest.sqlite3*")):
        path.unlink()
    publication.good(
        "build", "--now", NOW
    )  # the file alone is enough: nothing of an edit stands in the store only
    assert publication.files("var/issues") == before
    verified = publication("verify", ISSUE)
    assert verified.returncode == 0
    assert '"제 생각입니다.": written by the editor' in verified.stderr


def test_a_mistake_is_told_and_the_file_kept(publication):
    publication.good("build", "--now", NOW)
    item = load(publication)["items"][0]["id"]
    before = publication.files("var/issues", ISSUE)["issue.json"]
    done = publication(
        "edit", "--now", NOW, EDITOR=editor(publication, put(item, 'size = "huge"', "headlin = 1"))
    )
    assert done.returncode == 2
    assert "size" in done.stderr
    assert "여기에 쓸 수 없는 이름입니다. headline 아닌가요?" in done.stderr
    assert 'size = "huge"' in edits(publication).read_text(encoding="utf-8")
    assert publication.files("var/issues", ISSUE)["issue.json"] == before
    for verb in (("edit", "--check"), ("build", "--now", NOW), ("approve", "--now", NOW)):
        assert publication(*verb).returncode == 2, verb


def test_without_an_editor_it_says_where_the_file_is(publication):
    publication.good("build", "--now", NOW)
    for named in ("", "/no/such/editor", "'"):
        done = publication("edit", VISUAL=named, EDITOR=named)
        assert done.returncode == 2
        assert str(edits(publication)) in done.stderr
    failing = publication("edit", EDITOR=f"{sys.executable} -c 'raise SystemExit(3)'")
    assert failing.returncode == 2
    assert "status 3" in failing.stderr


def test_nothing_changed_builds_nothing(publication):
    publication.good("build", "--now", NOW)
    publication.good("approve", "--now", NOW)
    done = publication("edit", "--now", NOW, EDITOR="true")
    assert done.returncode == 0
    assert "nothing was changed" in done.stderr
    assert "was approved already" in publication("approve").stderr


def test_two_do_not_edit_at_once(publication):
    publication.good("build", "--now", NOW)
    (publication.folder / "open").touch()
    wait = f"import time, pathlib\nwhile pathlib.Path({str(publication.folder / 'open')!r}).exists(): time.sleep(.05)"
    first = subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", "edit", "--now", NOW],
        cwd=publication.folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DIGEST_CONFIG": "",
            "VISUAL": editor(publication, f"pathlib.Path('begun').touch()\n{wait}"),
        },
    )
    try:
        while not (publication.folder / "begun").exists() and first.poll() is None:
            time.sleep(0.05)
        second = publication("edit", "--now", NOW, VISUAL="true")
        assert second.returncode == 1
        assert "is open already" in second.stderr
    finally:
        (publication.folder / "open").unlink()
        assert first.wait(60) == 0


def test_an_approved_issue_goes_back_and_edits_are_not_forgotten(publication):
    publication.good("build", "--now", NOW)
    publication.good("approve", "--now", NOW)
    item = load(publication)["items"][0]["id"]
    text = edits(publication).read_text(encoding="utf-8")
    edits(publication).write_text(
        text.replace(f'id = "{item}"\n', f'id = "{item}"\nnote = "새 글"\n'), encoding="utf-8"
    )
    forgotten = publication("approve", "--now", NOW)
    assert forgotten.returncode == 1
    assert "run `digest build`" in forgotten.stderr
    told = publication("build", "--now", NOW)
    assert "has changed since it was approved" in told.stderr
    refused = publication("send", "--without-archive", "--now", NOW)
    assert "is not approved" in refused.stderr
    assert " approved" in publication("approve", "--now", NOW).stderr


def test_an_approval_outlasts_a_building_that_changes_nothing(publication):
    """A later moment is no change of what was approved."""
    publication.good("build", "--now", NOW)
    publication.good("approve", "--now", NOW)
    told = publication("build", "--now", "2025-11-24T09:00+09:00")
    assert "since it was approved" not in told.stderr
    assert "was approved already" in publication("approve", "--now", NOW).stderr
    publication.good("verify")


def test_what_is_held_comes_in_the_next_issue_until_it_is_dropped(publication):
    publication.good("build", "--now", NOW)
    library = headed(publication, "도서관")
    number = [item["id"] for item in load(publication)["items"]].index(library["id"]) + 1
    publication.good("hold", f"{number}")
    publication.good("build", "--now", NOW)
    assert [one["reason"]["kind"] for one in load(publication)["left_out"]] == ["held"]
    (publication.folder / "notes" / "light.md").write_text(LIGHT.format(day="2025-11-26"), encoding="utf-8")
    publication.good("build", "--now", NEXT)
    after = "small-weekly-2025-11-24"
    assert headed(publication, "도서관", after)["id"] == library["id"]
    assert len(load(publication, after)["items"]) == 2
    first = publication.files("var/issues", after)
    publication.good("build", "--now", NEXT)
    assert publication.files("var/issues", after) == first

    text = edits(publication, after).read_text(encoding="utf-8")
    head = f'id = "{library["id"]}"\n'
    edits(publication, after).write_text(text.replace(head, f"{head}drop = true\n"), encoding="utf-8")
    publication.good("build", "--now", NEXT)
    last = publication("build", "--now", "2025-12-08T07:00+09:00")
    assert "skipped" in last.stderr
    edits(publication, after).write_text(text, encoding="utf-8")
    publication.good("build", "--now", NEXT)
    publication.good("build", "--now", "2025-12-08T07:00+09:00")
    assert [item["id"] for item in load(publication, "small-weekly-2025-12-01")["items"]] == [library["id"]]

    publication.good("hold", "--undo", "--issue", ISSUE)
    publication.good("build", "--now", NOW)
    assert headed(publication, "도서관")["id"] == library["id"]


def test_merges_and_splits_of_the_file_are_remembered_and_taken_back(publication):
    publication.good("build", "--now", NOW)
    chip, library = headed(publication, "노바칩"), headed(publication, "도서관")
    text = edits(publication).read_text(encoding="utf-8")
    head = f'id = "{library["id"]}"\n'
    edits(publication).write_text(
        text.replace(head, f'{head}merge_with = "{chip["id"]}"\n'), encoding="utf-8"
    )
    publication.good("build", "--now", NOW)
    assert [item["id"] for item in load(publication)["items"]] == [library["id"]]
    assert "put together by the editor" in publication.good("explain", ISSUE)
    kinds = [json.loads(line)["kind"] for line in publication.good("decisions", "--json").splitlines()]
    assert kinds == ["together", "together"]
    first = publication.files("var/issues")
    (publication.folder / "notes" / "later.md").write_text(LIGHT.format(day="2025-11-29"), encoding="utf-8")
    publication.good("build", "--now", NOW)
    assert publication.files("var/issues") == first
    edits(publication).write_text(text, encoding="utf-8")
    publication.good("build", "--now", NOW)
    assert {item["id"] for item in load(publication)["items"]} == {chip["id"], library["id"]}
    assert publication.good("decisions", "--json") == ""


def test_what_the_rights_forbid_is_refused_and_the_rest_is_done(publication):
    publication.configure(CONFIG.replace('rights = "open"', 'rights = "quote"'))
    publication.good("build", "--now", NOW)
    item = headed(publication, "도서관")["id"]
    text = edits(publication).read_text(encoding="utf-8")
    head = f'id = "{item}"\n'
    edits(publication).write_text(text.replace(head, f"{head}sentences = [1, 2, 3]\n"), encoding="utf-8")
    for _ in range(2):  # what was refused is told by each building
        done = publication("build", "--now", NOW)
        assert done.returncode == 3
        assert "more than may be quoted" in done.stderr
    assert len(headed(publication, "도서관")["picks"]) == 1
    text = edits(publication).read_text(encoding="utf-8")
    assert "#: ! sentences: 문장 [2]까지 실으면" in text, "the file is in the publication's language"
    assert "인용할 수 있는 만큼을 넘습니다" in text


def test_edits_of_an_issue_that_has_another_id_now_are_told(publication):
    """An edition that is added gives an issue another id: its edits would be gone without a word."""
    publication.good("build", "--now", NOW)
    whole = edits(publication).read_text(encoding="utf-8")
    several = CONFIG.replace(
        'name = "작은 소식"\narchive', 'name = "작은 소식"\neditions = ["ko", "en"]\narchive'
    )
    assert several != CONFIG
    publication.configure(several)
    assert "has edits" not in publication("build", "--now", NOW).stderr, "nothing was edited"
    edits(publication).write_text(
        whole.replace('#: subject = ""', 'subject = "공장과 도서관"'), encoding="utf-8"
    )
    done = publication("build", "--now", NOW)
    note = f"{ISSUE}/issue.edit.toml: has edits that {ISSUE}-ko does not follow"
    assert (done.returncode, note in done.stderr) == (0, True), done.stderr
    said = next(line for line in done.stderr.splitlines() if note in line).partition(": ")[2]
    assert not re.search(
        "[a-z]{5}", phrases.korean(said).replace(f"{ISSUE}-ko", "").replace("[publication] editions", "")
    )
    assert "publication.names: “en” 판의 이름이 없어" in publication("check").stderr


def test_a_skipped_issue_is_passed_over(publication):
    publication.good("build", "--now", NOW)
    assert publication("skip", ISSUE).returncode == 2
    assert publication("skip", "other", "--reason", "x").returncode == 2
    publication.good("skip", ISSUE, "--reason", "연휴", "--now", NOW)
    for verb in ("approve", "send"):
        refused = publication(verb, ISSUE, "--now", NOW)
        assert refused.returncode == 1
        assert "연휴" in refused.stderr
    publication.good("skip", ISSUE, "--undo")
    assert publication("skip", ISSUE, "--undo").returncode == 1
    publication.good("approve", ISSUE, "--now", NOW)


def test_what_is_saved_while_it_is_built_is_kept_and_told(publication):
    """The file changes between its reading and its writing anew: it keeps what is newer, and the next build follows it."""
    publication.good("build", "--now", NOW)
    library = headed(publication, "도서관")["id"]
    head = f'id = "{library}"\n'

    def slow(*given, **named):
        made = composing.compose_issue(*given, **named)
        text = edits(publication).read_text(encoding="utf-8")
        edits(publication).write_text(text.replace(head, f'{head}note = "그새 쓴 글"\n'), encoding="utf-8")
        return made

    (publication.folder / "notes" / "light.md").write_text(LIGHT.format(day="2025-11-21"), encoding="utf-8")
    settings = config.load(publication.folder / "config.toml")
    store = Store.open(settings.at(settings.storage.path))
    now, told = datetime.fromisoformat(NOW), []
    pipeline.fetch(settings, store, now=now, observer=told.append)
    building.build(settings, store, now=now, genre="weekly", observer=told.append, composer=slow)
    store.close()
    noted = [one.message for one in told if isinstance(one, events.Noted)]
    assert noted == ["was saved while the issue was being built: build again to follow it"]
    assert "그새 쓴 글" in edits(publication).read_text(encoding="utf-8")
    assert "등대" in edits(publication).read_text(encoding="utf-8")
    assert headed(publication, "도서관")["note"] == ""
    publication.good("build", "--now", NOW)
    assert headed(publication, "도서관")["note"] == "그새 쓴 글"


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_file_or_the_new(publication):
    publication.good("build", "--now", NOW)
    library = headed(publication, "도서관")["id"]
    text = edits(publication).read_text(encoding="utf-8")
    head = f'id = "{library}"\n'
    for attempt in range(8):
        edits(publication).write_text(text.replace(head, f'{head}note = "{attempt}"\n'), encoding="utf-8")
        run = subprocess.Popen(
            [sys.executable, "-m", "digest.cli.main", "build", "--now", NOW],
            cwd=publication.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""},
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(0.6 + attempt * 0.25)
        run.send_signal(signal.SIGKILL)
        run.wait()
        left = edits(publication).read_text(encoding="utf-8")
        assert f'note = "{attempt}"' in left
        assert left.endswith("#: links = []\n")
        assert publication("edit", "--check").returncode == 0
    publication.good("build", "--now", NOW)
    assert headed(publication, "도서관")["note"] == "7"
