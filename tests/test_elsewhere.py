"""Work of a fresh process: its answers, and what happens where there is none or it dies."""

from __future__ import annotations

import os
import sys
from operator import truediv
from typing import TYPE_CHECKING

import pytest

from digest import elsewhere
from digest.elsewhere import Elsewhere

if TYPE_CHECKING:
    from pathlib import Path

two_cores = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) == 1 if sys.platform == "linux" else os.cpu_count() == 1,
    reason="no other process is begun here: one core",
)


@two_cores
def test_a_fresh_process_does_the_work() -> None:
    with Elsewhere(os.getpid) as work:
        assert work.answer() not in (None, os.getpid())


@two_cores
def test_what_it_is_given_is_sent() -> None:
    with Elsewhere(str.join, "가\ud800", ["a", "b"]) as work:
        assert work.answer() == "a가\ud800b"


@two_cores
def test_parts_come_first_and_one_by_one() -> None:
    with Elsewhere(sorted, parts=(str(number) * 1000 for number in (3, 1, 2))) as work:
        assert work.answer() == ["1" * 1000, "2" * 1000, "3" * 1000]
    with Elsewhere(sum, [9], parts=([1], [2])) as lists:
        assert lists.answer() == [9, 1, 2]


@two_cores
def test_there_is_no_answer_where_the_work_fails_or_the_process_dies() -> None:
    with Elsewhere(truediv, 1, 0) as work:
        assert work.answer() is None
    with Elsewhere(os._exit, 0) as work:
        assert work.answer() is None


def test_there_is_none_where_no_process_would_be_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "able", lambda: False)
    with Elsewhere(os.getpid) as work:
        assert work.answer() is None


def test_there_is_none_where_none_can_be_begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(elsewhere, "able", lambda: True)
    monkeypatch.setattr(elsewhere, "PROGRAM", (str(tmp_path / "nothing"),))
    with Elsewhere(os.getpid) as work:
        assert work.answer() is None


@two_cores
def test_nothing_is_left_of_work_that_nobody_asks_for() -> None:
    with Elsewhere(elsewhere.subprocess.run, ["sleep", "0"]) as work:
        process = work._process
        assert process is not None
    assert process.returncode is not None
