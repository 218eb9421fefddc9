"""Grouping with a memory, killed in the middle: the memory is what it was before, and goes on."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from digest import codec
from tests import forked
from tests.analysis.test_large_batches import batch

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
KILLS = 6
COMMAND = [sys.executable, "-c", "from digest.cli.main import main; main()", "group", "--json", "--memory"]


@cache
def stories() -> tuple[str, ...]:
    """As lines of JSON."""
    return tuple(codec.row(replace(one.story, sentences=())) for one in batch(1500, 4))


def rows(start: int, end: int) -> str:
    return "\n".join(stories()[start:end])


def clusters(memory: Path, given: str) -> dict[str, str]:
    """What a call says that nobody disturbs."""
    command = ("group", "--json", "--memory", str(memory))
    done = forked.run(command, folder=memory.parent, environment=dict(os.environ), given=given)
    assert done.returncode == 0, done.stderr
    return {row["id"]: row["cluster"] for row in map(json.loads, done.stdout.splitlines())}


def killed_while_writing(memory: Path, given: str, delay: float) -> bool:
    """Kill the program some time after it has begun to write; says whether it had not ended by then."""
    process = subprocess.Popen([*COMMAND, str(memory)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin is not None
    process.stdin.write(given.encode())
    process.stdin.close()
    journal = memory.with_name(f"{memory.name}-journal")
    while not journal.exists() and process.poll() is None:
        time.sleep(0.001)
    time.sleep(delay)
    process.kill()
    return process.wait() != 0


def begun(memory: Path, given: str, size: int) -> subprocess.Popen[bytes]:
    """A call that is still running, whose memory has grown beyond a size, in bytes."""
    process = subprocess.Popen([*COMMAND, str(memory)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin is not None
    process.stdin.write(given.encode())
    process.stdin.close()
    while process.poll() is None and not (memory.exists() and memory.stat().st_size > size):
        time.sleep(0.001)
    assert process.poll() is None, "it ended too soon"
    return process


@pytest.mark.parametrize("size", [0, 500_000])
def test_a_first_call_that_is_killed_leaves_an_empty_memory(tmp_path: Path, size: int):
    """As soon as there is a byte of it, and while stories are being written: the next call begins anew."""
    memory, other = tmp_path / "memory", tmp_path / "other"
    process = begun(memory, rows(0, 1200), size)
    process.kill()
    process.wait()
    few = rows(1200, 1220)
    assert clusters(memory, few) == clusters(other, few)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["memory", "other"]


def test_a_call_beside_a_first_one_waits_for_it(tmp_path: Path):
    """Both are answered, and the memory has what both brought."""
    memory = tmp_path / "memory"
    first, second = rows(0, 1200), rows(1200, 1220)
    process = begun(memory, first, 0)
    told = clusters(memory, second)
    assert process.wait() == 0
    again = clusters(memory, second)  # all are known: none moves
    assert len(again) == 20
    assert again.items() <= told.items()
    assert len(clusters(memory, first)) == 1200


def test_a_memory_outlives_a_kill(tmp_path: Path):
    """Killed while it writes, again and again, it answers as before; then the same call says what it would have said."""
    first, second = rows(0, 1200), rows(1200, 1300)
    memory, other = tmp_path / "memory", tmp_path / "other"
    before = clusters(memory, first)
    other.write_bytes(memory.read_bytes())
    expected = clusters(other, second)
    after = clusters(other, first)
    choose = random.Random(5)
    kills = 0
    for _ in range(KILLS):
        if killed_while_writing(memory, second, choose.random() * 0.6):
            kills += 1
            assert clusters(memory, first) == before
        else:
            before = after
    assert kills, "no kill came in time"
    assert clusters(memory, second) == expected
    assert clusters(memory, first) == after
    assert sorted(path.name for path in tmp_path.iterdir()) == ["memory", "other"]
