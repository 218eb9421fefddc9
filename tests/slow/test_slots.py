"""Each slot once, with the real program in processes of its own: two at a time, and on a store put back from yesterday's copy."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.acceptance.small import CONFIG, ROOT, STORIES, Publication
from tests.delivery.servers import RealServer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
MONDAY = datetime(2025, 11, 24, 7, 0, tzinfo=ZoneInfo("Asia/Seoul"))


def publication(
    folder: Path, *, port: int = 0, notices: bool = False, approval: str = "automatic"
) -> Publication:
    """Stories of three weeks, and a slot each Monday at seven."""
    made = Publication(folder)
    for week in range(3):
        notes = folder / "notes" / str(week)
        notes.mkdir(parents=True)
        for name, text in STORIES.items():
            moved = text.replace("노바칩", f"노바칩{week}")
            for day in (18, 19, 20):
                moved = moved.replace(
                    f"date: 2025-11-{day}",
                    f"date: {datetime(2025, 11, day, tzinfo=MONDAY.tzinfo) + timedelta(weeks=week):%Y-%m-%d}",
                )
            (notes / name).write_text(moved, encoding="utf-8")
    smtp = (
        f'[delivery]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n' if port else ""
    )
    to = '[notices]\nto = ["editor@example.org"]\n' if notices else ""
    made.configure(f'{CONFIG}\n[schedule]\ncron = "0 7 * * mon"\napproval = "{approval}"\n{smtp}{to}')
    made.good("subscribers", "add", "reader@example.org")
    return made


def at(weeks: int = 0, minutes: int = 1) -> str:
    return (MONDAY + timedelta(weeks=weeks, minutes=minutes)).isoformat()


def test_two_processes_that_run_one_slot_at_once_send_it_once_several_times(tmp_path: Path):
    with RealServer() as server:
        made = publication(tmp_path, port=server.port)
        for week in range(3):
            both = [
                subprocess.Popen(
                    [sys.executable, "-m", "digest.cli.main", "run", "--now", at(week)],
                    cwd=tmp_path,
                    env={**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""},
                    stderr=subprocess.PIPE,
                    text=True,
                )
                for _ in range(3)
            ]
            ends = [process.communicate(timeout=300)[1] for process in both]
            assert sum("begun" in told for told in ends) == 1, ends
            assert len(server.mails) == week + 1, ends
        past = [json.loads(line) for line in made.good("schedule", "--past", "9", "--json").splitlines()]
        assert [slot["outcome"] for slot in past] == ["sent"] * 3


def test_a_store_put_back_from_yesterdays_copy_sends_nothing_again_and_the_next_slot_once(tmp_path: Path):
    with RealServer() as server:
        made = publication(tmp_path, port=server.port)
        made.good("run", "--now", at(0))
        store = tmp_path / "var" / "digest.sqlite3"
        with sqlite3.connect(store) as source, sqlite3.connect(tmp_path / "copy") as target:
            source.backup(target)
        made.good("run", "--now", at(1))
        assert len(server.mails) == 2
        for name in ("digest.sqlite3-wal", "digest.sqlite3-shm"):
            (store.parent / name).unlink(missing_ok=True)
        shutil.copy(tmp_path / "copy", store)
        told = made("run", "--now", at(1, minutes=5)).stderr
        assert "older copy" in told
        assert "older copy" not in made("run", "--now", at(1, minutes=6)).stderr, "it is said once"
        assert "older copy" in made("build", "--now", at(1, minutes=7)).stderr, (
            "what was sent is not built anew"
        )
        assert len(server.mails) == 2
        past = [json.loads(line) for line in made.good("schedule", "--past", "9", "--json").splitlines()]
        assert [slot["outcome"] for slot in past] == ["sent", "waiting"]
        made.good("run", "--now", at(2))
        made.good("run", "--now", at(2, minutes=3))
        assert len(server.mails) == 3


def test_editors_are_told_on_the_way_from_the_draft_to_its_end(tmp_path: Path):
    with RealServer() as server:
        made = publication(tmp_path, port=server.port, notices=True, approval="required")
        made.good("run", "--now", at(0))
        made.good("run", "--now", at(0, minutes=2))
        assert [mail[1] for mail in server.mails] == [("editor@example.org",)]
        made.good("approve")
        made.good("run", "--now", at(0, minutes=10))
        made.good("run", "--now", at(0, minutes=12))
        assert sorted(mail[1] for mail in server.mails) == [
            ("editor@example.org",),
            ("editor@example.org",),
            ("reader@example.org",),
        ]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
def test_a_scheduler_that_is_asked_to_end_while_it_waits_ends_at_once_with_0(tmp_path: Path):
    made = publication(tmp_path)
    made.configure(
        (tmp_path / "config.toml")
        .read_text()
        .replace("[schedule]", '[schedule]\nholidays = "after"\ngrace = "0s"')
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", "schedule"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert "next run at" in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
