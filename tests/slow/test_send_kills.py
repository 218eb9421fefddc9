"""Sending, killed at random: nobody is lost, nobody gets two, and what cannot be known is listed."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.delivery import keys
from tests.delivery.far import Sink
from tests.slow import posting

if TYPE_CHECKING:
    from tests.acceptance.small import Publication

pytestmark = pytest.mark.slow
CONNECTIONS = 8
MAILS, KILLS = int(os.environ.get("GANCHU_MAILS", "20000")), int(os.environ.get("GANCHU_KILLS", "30"))


def dice() -> random.Random:
    """Other moments at each run; the seed is told, so that a run can be had again."""
    seed = int(os.environ.get("GANCHU_SEED") or random.SystemRandom().randrange(10**6))
    print(f"\nGANCHU_SEED={seed}")
    return random.Random(seed)


def room(mails: int, kills: int) -> int:
    """So many that the sending cannot be over before the last kill: each may leave one on each connection uncertain."""
    most = mails - CONNECTIONS * kills - 1
    assert most > 0, "GANCHU_MAILS are too few for GANCHU_KILLS"
    return most


def kill_again_and_again(
    made: Publication, sink: Sink, mails: int, kills: int, chance: random.Random
) -> None:
    """Kill the process at random moments, most while it sends, some while it starts; then let it end."""
    most = room(mails, kills)
    for number in range(kills):
        process = posting.start(made)
        if chance.random() < 0.1:
            time.sleep(chance.random() * 2)
        else:
            left = most - sink.count()
            ahead = chance.randrange(1, max(2, 2 * left // (kills - number + 2)))
            posting.reach(process, sink, min(sink.count() + ahead, most))
            time.sleep(chance.random() * 0.01)
        assert process.poll() is None, f"it ended before kill {number + 1}:\n{process.communicate()[1]}"
        process.kill()
        process.communicate()
    sink.let_on()
    before, begun = sink.count(), time.monotonic()
    posting.ended(posting.start(made))
    print(
        f"{sink.count() - before} mails in {time.monotonic() - begun:.1f} s at the end, the program's start counted"
    )


def test_under_hold_nobody_is_lost_and_nobody_gets_two(tmp_path: Path):
    readers = posting.addresses(MAILS)
    with Sink(tmp_path / "sink", room=room(MAILS, KILLS)) as sink:
        made = posting.publication(
            tmp_path / "p", sink.port, readers, uncertain="hold", connections=CONNECTIONS
        )
        kill_again_and_again(made, sink, MAILS, KILLS, dice())
        received, told = posting.once(sink), posting.report(made)
        held = posting.uncertain(told)
        print(f"{len(held)} uncertain, {len(held - received)} of them did not arrive")
        assert received | held == set(readers), "nobody is lost"
        assert len(held) <= CONNECTIONS * KILLS, "at most one for each connection and kill"
        assert told["counts"].get("uncertain", 0) == len(held)
        assert told["counts"].get("sent", 0) == MAILS - len(held)
        assert told["state"] == "ended"
        shown = made.good("campaign", "show")
        assert all(address in shown for address in held), "all are listed"
        # And once it is over, it is over.
        made("send", "--without-archive")
        assert len(posting.got(sink)) == len(received)
        assert {row.what for row in sink.rows()} == {"taken"}
        assert max(row.open for row in sink.rows()) > 1, "several connections"


def test_under_resend_whoever_gets_two_gets_the_same_bytes(tmp_path: Path):
    mails, kills = MAILS // 4, KILLS // 3
    readers = posting.addresses(mails)
    with Sink(tmp_path / "sink", pipelining=False, room=room(mails, kills)) as sink:
        made = posting.publication(
            tmp_path / "p", sink.port, readers, uncertain="resend", connections=CONNECTIONS
        )
        kill_again_and_again(made, sink, mails, kills, dice())
        received, told = sink.taken(), posting.report(made)
        assert {row.recipient for row in received} == set(readers), "nobody is lost"
        assert told["counts"] == {"sent": mails}
        print(f"{len(received) - mails} got a second one")
        assert len(received) - mails <= CONNECTIONS * kills
        kinds = {(row.recipient, row.id, row.digest) for row in received}
        assert len(kinds) == mails, "a second mail is the first, byte for byte, with its Message-ID"
        assert "early" not in {row.what for row in sink.rows()}


def signing(folder: Path) -> list[int]:
    """The processes that sign for a publication: they stand in its folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (place / "cwd").readlink() == folder and b"digest.delivery.signing" in (
                place / "cmdline"
            ).read_bytes().split(b"\0"):
                found.append(int(place.name))
    return found


def test_with_processes_that_sign_nobody_is_lost_and_none_of_them_is_left_over(tmp_path: Path):
    """The same, signed; some kills meet one of the processes that sign, and the campaign goes on without it."""
    mails, kills, chance = MAILS // 8, KILLS // 5, dice()
    readers = posting.addresses(mails)
    (tmp_path / "rsa.pem").write_bytes(keys.new("rsa"))
    table = f"\n[[delivery.dkim]]\nselector = 'r'\nkey = {{ file = '{tmp_path / 'rsa.pem'}' }}\n"
    seen = 0
    most = room(mails, kills)
    with Sink(tmp_path / "sink", room=most) as sink:
        made = posting.publication(
            tmp_path / "p", sink.port, readers, uncertain="hold", connections=CONNECTIONS
        )
        made.configure(
            posting.settings(sink.port, uncertain="hold", connections=CONNECTIONS, recycle=200) + table
        )
        for number in range(kills):
            process = posting.start(made)
            aim = sink.count() + (most - sink.count()) // (kills - number + 2)
            assert posting.reach(process, sink, aim), f"it ended before kill {number + 1}"
            hands = signing(made.folder.resolve())
            seen += len(hands)
            if hands and number % 2:
                os.kill(chance.choice(hands), signal.SIGKILL)
                assert posting.reach(process, sink, min(sink.count() + 20, most))
            time.sleep(chance.random() * 0.01)
            process.kill()
            process.communicate()
            end = time.monotonic() + 30
            while signing(made.folder.resolve()):
                assert time.monotonic() < end, "a process that signs has outlived the one that sends"
                time.sleep(0.01)
        sink.let_on()
        posting.ended(posting.start(made))
        received, told = posting.once(sink), posting.report(made)
        held = posting.uncertain(told)
        assert seen or (os.cpu_count() or 1) == 1
        assert received | held == set(readers), "nobody is lost"
        assert len(held) <= CONNECTIONS * kills
        assert told["state"] == "ended"
        assert not signing(made.folder.resolve())


def test_an_interrupt_is_130_and_what_is_left_is_sent_later(tmp_path: Path):
    readers = posting.addresses(400)
    with Sink(tmp_path / "sink") as sink:
        made = posting.publication(tmp_path / "p", sink.port, readers, per_second=100)
        process = posting.start(made)
        assert posting.reach(process, sink, 5)
        process.send_signal(signal.SIGINT)
        posting.ended(process)
        assert process.returncode == 130
        stopped = len(posting.once(sink))
        assert stopped < len(readers)
        made.configure(posting.settings(sink.port))
        made("send", "--without-archive")
        received, told = posting.once(sink), posting.report(made)
        assert received | posting.uncertain(told) == set(readers)
        assert len(posting.uncertain(told)) <= 4
