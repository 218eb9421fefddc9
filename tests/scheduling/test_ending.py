"""A request to end is heard whenever it comes, also while the scheduler hands a job over and swallows what is raised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import os, signal, sys, threading
from datetime import UTC, datetime
from unittest.mock import patch
from apscheduler.executors.pool import ThreadPoolExecutor
from digest.scheduling import service

number = getattr(signal, sys.argv[1])
submit = ThreadPoolExecutor.submit_job
stop = threading.Event()


def handed_over(self, job, times):
    os.kill(os.getpid(), number)
    submit(self, job, times)


class Table:
    zone = UTC


def turn():
    print("turn", stop.wait(20), flush=True)


with (
    patch.object(ThreadPoolExecutor, "submit_job", handed_over),
    patch.object(service, "upcoming", lambda table, now, count: [datetime(2100, 1, 1, tzinfo=UTC)]),
):
    print(service.serve(Table(), clock=lambda: datetime.now(UTC), turn=turn, stop=stop))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
@pytest.mark.parametrize(("number", "interrupted"), [("SIGTERM", "False"), ("SIGINT", "True")])
def test_a_request_that_comes_while_a_job_is_handed_over_ends_it(number: str, interrupted: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, number],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["turn", "True", interrupted]
