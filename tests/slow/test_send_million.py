"""A million subscribers: their campaign begins without any list of a million people in memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.delivery.far import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
PEOPLE, FIRST = int(os.environ.get("GANCHU_PEOPLE", "1000000")), 300
MEGABYTES = 300


def crowd(*arguments: object) -> str:
    """`tests.delivery.crowd`, in a process of its own: what is measured is its memory and nobody else's."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.delivery.crowd", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_million_are_frozen_and_claimed_in_little_memory(tmp_path: Path):
    store = tmp_path / "var" / "digest.sqlite3"
    crowd("fill", store, PEOPLE)
    told = json.loads(crowd("send", tmp_path, store, FIRST))
    print(f"\n{told}, the store {store.stat().st_size >> 20} MB")
    assert (told["people"], told["sent"]) == (PEOPLE, FIRST)
    assert told["megabytes"] <= MEGABYTES
