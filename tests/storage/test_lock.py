"""Who is alone is alone: one at a time, whoever asks; and where nobody can be, that is said, not taken for another process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from digest.errors import ResultError
from digest.storage.lock import alone
from digest.storage.store import Store

NOBODY = 65_534
ASK = """
import os, sys
from pathlib import Path
from digest.errors import ResultError
from digest.storage.lock import alone
from digest.storage.store import Store
store = Store.open(Path(sys.argv[1]))
if sys.argv[2] != "-":
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
try:
    with alone(store, "send") as free:
        print(free, flush=True)
        sys.stdin.read()
except ResultError as error:
    print(error, flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "var" / "digest.sqlite3")


def another(store: Store, user: str = "-") -> subprocess.Popen[str]:
    """A process that wants to be alone, and stays so until its input ends; its first line says whether it is."""
    return subprocess.Popen(
        [sys.executable, "-c", ASK, str(store.engine.url.database), user],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_one_is_alone_until_it_lets_go(store: Store):
    with another(store) as holder:
        assert first_line(holder) == "True"
        with alone(store, "send") as free:
            assert not free
        with alone(store, "slot") as free:
            assert free, "another purpose has a lock of its own"
        holder.communicate("")
    with alone(store, "send") as free:
        assert free


def test_a_killed_process_holds_nothing(store: Store):
    with another(store) as holder:
        assert first_line(holder) == "True"
        holder.kill()
        holder.communicate()
    with alone(store, "send") as free:
        assert free


@pytest.mark.parametrize("spoilt", ["folder", "other bytes"])
def test_a_lock_that_cannot_be_used_is_told_and_nobody_is_alone(store: Store, tmp_path: Path, spoilt: str):
    file = tmp_path / "var" / "digest.sqlite3.send.lock"
    if spoilt == "folder":
        file.mkdir()
    else:
        file.write_bytes(b"not a database, " * 100)
    with pytest.raises(ResultError, match=r"send\.lock: cannot be locked"), alone(store, "send"):
        pytest.fail("nobody may be alone here")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make another's file"
)
def test_of_two_who_may_only_read_the_lock_neither_is_alone():
    """As after one `sudo digest send`: the lock is root's, the store the service's. Both would have sent."""
    with tempfile.TemporaryDirectory() as name:  # nobody else may look into pytest's own
        home = Path(name)
        store = Store.open(home / "digest.sqlite3")
        with alone(store, "send"):
            pass
        store.close()
        for path in (home, *home.glob("*.sqlite3")):
            os.chown(path, NOBODY, NOBODY)
        (home / "digest.sqlite3.send.lock").chmod(0o644)
        with another(store, str(NOBODY)) as one, another(store, str(NOBODY)) as two:
            said = [first_line(process) for process in (one, two)]
            for process in (one, two):
                process.communicate("")
    assert all("no permission to write it" in line for line in said), said
