"""Work of a fresh process: its answers, and what happens where there is none or it dies."""

from __future__ import annotations

import errno
import operator
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from digest import elsewhere
from digest.elsewhere import Elsewhere

two_cores = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) == 1 if sys.platform == "linux" else os.cpu_count() == 1,
    reason="no other process is begun here: one core",
)


@two_cores
def test_a_fresh_process_does_the_work() -> None:
    with Elsewhere() as other:
        assert other.there
        assert other.ask(os.getpid).answer() not in (None, os.getpid())


@two_cores
def test_what_it_is_given_is_sent() -> None:
    with Elsewhere() as other:
        assert other.ask(str.join, "가\ud800", ["a", "b"]).answer() == "a가\ud800b"


@two_cores
def test_one_process_does_one_thing_after_the_other() -> None:
    with Elsewhere() as other:
        asked = [other.ask(os.getpid), other.ask(sum, [1, 2]), other.ask(os.getpid)]
        first, three, again = [one.answer() for one in asked]
        assert (first == again, three) == (True, 3)


@two_cores
def test_what_is_kept_there_is_given_to_the_next_that_is_asked_for() -> None:
    with Elsewhere() as other:
        other.keep(sorted, [3, 1, 2])
        first, second = other.ask(operator.concat, [9]), other.ask(sum, [4])
        assert (first.answer(), second.answer()) == ([1, 2, 3, 9], 4)
        other.keep(operator.truediv, 1, 0)
        assert other.ask(operator.concat, [9]).answer() is None


@two_cores
def test_there_is_no_answer_where_the_work_fails_or_the_process_dies() -> None:
    with Elsewhere() as other:
        failed, after = other.ask(operator.truediv, 1, 0), other.ask(sum, [4])
        assert (failed.answer(), after.answer()) == (None, 4)
        died, after = other.ask(os._exit, 0), other.ask(sum, [4])
        assert (died.answer(), after.answer()) == (None, None)
        assert not other.there


def test_there_is_none_where_no_process_would_be_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "able", lambda: False)
    with Elsewhere() as other:
        assert not other.there
        other.keep(sorted, [])
        assert other.ask(os.getpid).answer() is None


def test_there_is_none_where_none_can_be_begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(elsewhere, "able", lambda: True)
    monkeypatch.setattr(elsewhere, "PROGRAM", (str(tmp_path / "nothing"),))
    with Elsewhere() as other:
        assert other.ask(os.getpid).answer() is None


@two_cores
def test_a_full_disk_costs_time_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(elsewhere.tempfile, "TemporaryFile", full)
    with Elsewhere() as other:
        assert other.ask(sum, [4]).answer() is None


@two_cores
def test_nothing_is_left_of_work_that_nobody_asks_for() -> None:
    before = _open_files()
    with Elsewhere() as other:
        other.ask(time.sleep, 60)
        process = other._process
        assert process is not None
    assert process.returncode is not None
    assert _open_files() == before


@two_cores
def test_it_ends_where_the_one_that_began_it_is_killed() -> None:
    script = "from digest.elsewhere import Elsewhere as E; import os; e = E(); print(e.ask(os.getpid).answer(), flush=True); os.kill(os.getpid(), 9)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == -9
    until = time.monotonic() + 20
    while _lives(int(done.stdout)):
        assert time.monotonic() < until
        time.sleep(0.05)


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
