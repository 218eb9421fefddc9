"""A scheduled send, with the real program, a real mail server and real kills: each slot and each mail once."""

from __future__ import annotations

import email
import email.policy
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tests.acceptance.small import CONFIG, STORIES, Publication
from tests.delivery.servers import STALL, RealServer, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
SEOUL = ZoneInfo("Asia/Seoul")


def publication(folder: Path, port: int, *, due: datetime, approval: str = "automatic") -> Publication:
    """Three stories of the last complete week, and a slot at the minute of `due`, every day."""
    made = Publication(folder)
    monday = due.date() - timedelta(days=due.weekday())
    folder.joinpath("notes").mkdir()
    for name, text in STORIES.items():
        for day in ("2025-11-18", "2025-11-19", "2025-11-20"):
            text = text.replace(f"date: {day}", f"date: {monday - timedelta(days=5)}")  # noqa: PLW2901 - three steps
        folder.joinpath("notes", name).write_text(text, encoding="utf-8")
    made.configure(
        CONFIG
        + f"""
[schedule]
cron = "{due.minute} {due.hour} * * *"
approval = "{approval}"

[delivery]
kind = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
timeout = "60s"
"""
    )
    made.good("subscribers", "add", "reader@example.org", "--name", "김민지")
    return made


@contextmanager
def scheduler(made: Publication) -> Iterator[subprocess.Popen[str]]:
    """`digest schedule` as a process of its own."""
    log = (made.folder / "schedule.log").open("a", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", "schedule"],
        cwd=made.folder,
        env={**os.environ, "DIGEST_CONFIG": ""},
        stdout=log,
        stderr=log,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        log.close()


def until(made: Publication, condition: Callable[[], Any], seconds: float = 150) -> None:
    """Wait for a condition; the scheduler's log tells why it did not come true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    pytest.fail((made.folder / "schedule.log").read_text(encoding="utf-8"))


def said(made: Publication, words: str) -> bool:
    return words in (made.folder / "schedule.log").read_text(encoding="utf-8")


def soon() -> datetime:
    """The next whole minute that is at least ten seconds away: the time that the program needs to start."""
    return (datetime.now(SEOUL) + timedelta(seconds=70)).replace(second=0, microsecond=0)


def just_now() -> datetime:
    return datetime.now(SEOUL).replace(second=0, microsecond=0)


def test_a_slot_due_in_seconds_sends_one_mail_and_a_restart_sends_no_second(tmp_path: Path):
    with RealServer() as server:
        due = soon()
        made = publication(tmp_path, server.port, due=due)
        # Nothing of yesterday's slot is made up for, or the first mail would come too early.
        made.configure(
            (tmp_path / "config.toml").read_text().replace("[schedule]", '[schedule]\ngrace = "10m"')
        )
        with scheduler(made) as process:
            until(made, lambda: server.mails)
            assert datetime.now(SEOUL) >= due
            until(made, lambda: said(made, ": sent"))
            process.send_signal(signal.SIGKILL)
        _, recipients, content = server.mails[0]
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert recipients == ("reader@example.org",)
        assert "노바칩" in mail.get_body(("html",)).get_content()
        with scheduler(made) as process:
            until(made, lambda: (tmp_path / "schedule.log").read_text().count("next run at") == 2)
            time.sleep(8)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        made.good("run")
        assert len(server.mails) == 1
        assert said(made, "next run at")


def test_killed_between_the_body_and_its_answer_the_mail_is_uncertain_and_not_sent_again(tmp_path: Path):
    with ScriptedServer(body=[STALL]) as server:
        made = publication(tmp_path, server.port, due=just_now())
        with scheduler(made) as process:
            until(made, lambda: server.taken)
            process.send_signal(signal.SIGKILL)
            process.wait()
        with scheduler(made):
            until(made, lambda: said(made, "1 uncertain"))
        made.good("run")
        assert len(server.taken) == 1
        shown = made.good("campaign", "show")
        assert "uncertain  reader@example.org" in shown


def test_killed_while_it_builds_the_slot_is_taken_up_and_one_mail_is_sent(tmp_path: Path):
    with RealServer() as server:
        made = publication(tmp_path, server.port, due=just_now())
        with scheduler(made) as process:
            until(made, lambda: said(made, "begun"))
            process.send_signal(signal.SIGKILL)
            process.wait()
        with scheduler(made):
            until(made, lambda: said(made, ": sent"))
        assert len(server.mails) == 1


def test_two_schedulers_on_one_store_send_one_mail(tmp_path: Path):
    with RealServer() as server:
        made = publication(tmp_path, server.port, due=just_now())
        with scheduler(made), scheduler(made):
            until(made, lambda: said(made, ": sent"))
            time.sleep(5)
        assert len(server.mails) == 1


def test_an_interrupt_ends_it_cleanly_and_the_rest_is_sent_at_the_next_start(tmp_path: Path):
    with ScriptedServer() as server:
        made = publication(tmp_path, server.port, due=just_now())
        made.configure((tmp_path / "config.toml").read_text() + "per_second = 1\n")
        rows = "".join(f"reader{number}@example.org\n" for number in range(12))
        (tmp_path / "readers.csv").write_text(f"이메일\n{rows}", encoding="cp949")
        made.good("subscribers", "import", "readers.csv")
        with scheduler(made) as process:
            until(made, lambda: len(server.taken) >= 2)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
        assert len(server.taken) < 13
        made.configure((tmp_path / "config.toml").read_text().replace("per_second = 1\n", ""))
        with scheduler(made):
            until(made, lambda: said(made, ": sent"))
        assert len(server.taken) == len(set(server.taken)) == 13
        assert "uncertain" not in made.good("campaign", "list", "--json").replace('"uncertain": []', "")


def test_where_approval_is_required_the_slot_waits_and_send_refuses_until_then(tmp_path: Path):
    with RealServer() as server:
        made = publication(tmp_path, server.port, due=just_now(), approval="required")
        done = made("run")
        assert (done.returncode, "waiting" in done.stderr) == (0, True), done.stderr
        refused = made("send")
        assert refused.returncode == 1
        assert "digest approve" in refused.stderr
        assert server.mails == []
        made.good("approve")
        made.good("send")
        assert len(server.mails) == 1
        made.good("run")
        assert len(server.mails) == 1
