"""What breaks while mail leaves: the server, the line, the disk. Nobody gets two, nobody is lost, and it is told."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.delivery.far import Sink
from tests.slow import posting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.acceptance.small import Publication

pytestmark = pytest.mark.slow
CONNECTIONS = 4


def test_a_message_taken_without_a_word_is_uncertain_and_never_resent_in_silence(tmp_path: Path):
    """Some lines break after the final dot, before the 250: the server has the mail, and we cannot know."""
    readers = posting.addresses(60)
    with Sink(tmp_path / "sink", reader1={"body": ["drop"] * 9}) as sink:
        made = posting.publication(tmp_path / "p", sink.port, readers, connections=CONNECTIONS)
        quiet = {address for address in readers if address.startswith("reader1")}
        for _ in range(8):  # a server that hangs up so often may be left alone for a while
            posting.ended(posting.start(made))
            if posting.report(made)["state"] == "ended":
                break
        told = posting.report(made)
        assert posting.uncertain(told) == quiet
        assert told["counts"] == {"sent": len(readers) - len(quiet), "uncertain": len(quiet)}
        assert posting.once(sink) == set(readers)
        shown = made.good("campaign", "show")
        assert all(f"uncertain  {address}" in shown for address in quiet)
        made("send", "--without-archive")
        assert posting.once(sink) == set(readers)


def test_a_line_cut_in_the_middle_of_a_body_costs_nobody_a_mail(tmp_path: Path):
    readers = posting.addresses(60)
    with Sink(tmp_path / "sink", reader1={"data": ["cut 2000"]}) as sink:
        made = posting.publication(tmp_path / "p", sink.port, readers, connections=CONNECTIONS)
        cut = {address for address in readers if address.startswith("reader1")}
        posting.ended(posting.start(made))
        assert set(readers) - cut <= posting.once(sink)
        later = datetime.now(UTC) + timedelta(hours=1)
        made("send", "--without-archive", "--now", later.isoformat())
        told = posting.report(made)
        # A small body fits into the network's buffers: then the break is seen after the final dot, and is uncertain.
        assert posting.once(sink) | posting.uncertain(told) == set(readers)
        assert posting.uncertain(told) <= cut
        assert told["state"] == "ended"


def waiting(made: Publication) -> set[str]:
    """Whose mail is still to be sent."""
    import sqlite3

    with sqlite3.connect(made.folder.joinpath(*posting.STORE)) as store:
        rows = store.execute("SELECT address FROM deliveries WHERE state IN ('pending', 'retry')")
        return {row[0] for row in rows}


def test_a_server_that_is_started_anew_in_the_middle(tmp_path: Path):
    readers = posting.addresses(1500)
    restarts = 3
    with Sink(tmp_path / "sink") as sink:
        made = posting.publication(tmp_path / "p", sink.port, readers, connections=CONNECTIONS)
        process = posting.start(made)
        for number in range(1, restarts + 1):
            if not posting.reach(process, sink, number * len(readers) // (restarts + 2)):
                posting.ended(process)
                process = posting.start(made)
            sink.stop()
            time.sleep(0.3)
            sink.start()
        posting.ended(process)
        posting.ended(posting.start(made))
        told, received = posting.report(made), posting.once(sink)
        held = posting.uncertain(told)
        assert received | held | waiting(made) == set(readers), "nobody is lost"
        assert len(held) <= CONNECTIONS * restarts
        assert told["counts"].get("failed", 0) == 0


def test_a_server_that_falls_silent_holds_up_nobody_else(tmp_path: Path):
    readers = posting.addresses(40)
    rules = {"reader11@": {"rcpt": ["stall", "stall"]}, "reader22@": {"body": ["stall"]}}
    with Sink(tmp_path / "sink", **rules) as sink:
        made = posting.publication(tmp_path / "p", sink.port, readers, connections=CONNECTIONS, timeout="2s")
        posting.ended(posting.start(made))
        told = posting.report(made)
        assert told["counts"] == {"sent": 38, "retry": 1, "uncertain": 1}
        assert {address.partition("@")[0] for address in posting.uncertain(told)} == {"reader22"}
        assert len(posting.once(sink)) == 39


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """A disk of its own below a folder; False where only root, or not even root, may have one."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    done = mount and os.geteuid() == 0 and subprocess.run([mount, *options], capture_output=True, check=False)
    if not done or done.returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(folder)], capture_output=True, check=True)


def test_a_disk_that_fills_up_while_sending(tmp_path: Path):
    """The ledger cannot be written any more: nothing leaves that it does not know of; with room again it goes on."""
    readers = posting.addresses(3000)
    with Sink(tmp_path / "sink") as sink, small_disk(tmp_path / "p", 64) as mounted:
        made = posting.publication(tmp_path / "p", sink.port, readers, connections=CONNECTIONS)
        process = posting.start(made, before=None if mounted else limited(made))
        if mounted:
            assert posting.reach(process, sink, 300)
            filler = made.folder / "filler"
            fill(filler)
        told = posting.ended(process)
        stopped = len(posting.once(sink))
        assert stopped < len(readers), "it went on without a ledger"
        assert process.returncode in (1, 3), told
        assert "store cannot be used" in told, told
        if mounted:
            filler.unlink()
        posting.ended(posting.start(made))
        report, received = posting.report(made), posting.once(sink)
        assert received | posting.uncertain(report) == set(readers)
        assert len(posting.uncertain(report)) <= CONNECTIONS
        assert report["state"] == "ended"
        print(
            f"\n{'tmpfs' if mounted else 'a limit of file size'}: stopped after {stopped}, {Counter(report['counts'])}"
        )


def fill(path: Path) -> None:
    """Take all the room that there is."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def limited(made: Publication):
    """Where no disk can be made: no file of the process may grow far beyond what the store is now."""
    path = made.folder.joinpath(*posting.STORE)
    size = path.stat().st_size + (1 << 19)
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
