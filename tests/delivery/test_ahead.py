"""Heads made ahead by other processes: the mails are the same, and whatever becomes of those processes, everybody gets theirs."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from digest import events
from digest.delivery import ahead, signing
from digest.delivery.ahead import Ahead
from digest.delivery.connecting import Server
from digest.delivery.letterhead import Recipient
from digest.delivery.message import Writer
from digest.delivery.smtp import Smtp
from digest.storage.ledger import Claimed
from tests.delivery.far import ROOT
from tests.delivery.reading import HEAD, SIGNERS, rendition, verified
from tests.delivery.test_worker import Hooked, counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digest.delivery.letterhead import Message
    from tests.delivery.conftest import Post

WRITER = Writer(rendition(), HEAD, SIGNERS)
NAMES = [
    "",
    "김민지",
    "A. Reader",
    "=?utf-8?B?",
    "\r\nBcc: evil@example.net",
    "\ud800",
    "\x00\u2028",
    "👩\u200d👧" * 40,
]
BEFORE = "import json, sys\nsys.stdin.readline()\n"
"""What a process of another kind begins with; by then it has its order."""


def row(number: int, *, address: str = "", name: str = "") -> Claimed:
    return Claimed(
        subscriber=f"s{number:031d}", address=address or f"r{number}@example.org", name=name, attempts=0
    )


def to(one: Claimed) -> Recipient:
    return Recipient(
        subscriber=one.subscriber, address=one.address, name=one.name, token=f"{one.subscriber}.x"
    )


def made_by(code: str | None = None, *, processes: int = 1) -> Ahead:
    program = (sys.executable, "-c", BEFORE + code) if code is not None else signing.PROGRAM
    return Ahead(WRITER, to, processes=processes, program=program)


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def written(made: Ahead, one: Claimed) -> Message:
    return asyncio.run(made.write(one))


def ready(made: Ahead) -> Ahead:
    """Let its processes answer once, so that from now on they are waited for."""
    one = row(10_000)
    made.expect([one])
    wait_for(lambda: made._able or not made._living)
    written(made, one)
    return made


@pytest.fixture(scope="module")
def real() -> Iterator[Ahead]:
    """One whose processes sign."""
    made = made_by(processes=2)
    yield ready(made)
    made.close()


@pytest.fixture
def own() -> Iterator[Callable[[str], Ahead]]:
    """Makes one whose process does something else."""
    made = []

    def make(code: str) -> Ahead:
        made.append(made_by(code))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_a_mail_is_the_same_whoever_made_its_head(real: Ahead):
    rows = [row(number, name=name) for number, name in enumerate(NAMES * 8)]
    real.expect(rows)
    for one in rows:
        assert written(real, one).data == WRITER.write(to(one)).data
    assert real.given >= len(rows)
    assert verified(written(real, rows[1]).data) == [True, True]
    assert not real.remarks()


def test_an_address_that_no_mail_can_name_is_refused_as_ever(real: Ahead):
    good, bad = row(1), row(2, address="r\u00e9@example.org")
    real.expect([bad, good])
    with pytest.raises(ValueError, match="character"):
        written(real, bad)
    assert written(real, good).data == WRITER.write(to(good)).data


def test_a_head_is_for_one_claim_of_a_row(real: Ahead):
    """Whoever has changed their address since gets the mail of now."""
    before, now = row(1, name="그때"), row(1, name="지금", address="new@example.org")
    real.expect([before])
    message = written(real, now)
    assert message.recipient == now.address
    assert message.data == WRITER.write(to(now)).data


def test_what_was_never_expected_is_written_as_well(real: Ahead):
    assert written(real, row(5)).data == WRITER.write(to(row(5))).data


@pytest.mark.parametrize(
    "code",
    [
        "sys.exit(1)",
        "print('no answer', flush=True)",
        "for line in sys.stdin: print('[]', flush=True)",
        "for line in sys.stdin: print(json.dumps({one[0]: 1 for one in json.loads(line)}), flush=True)",
        "for line in sys.stdin: print(json.dumps({one[0]: 'ä' for one in json.loads(line)}), flush=True)",
    ],
)
def test_a_process_that_dies_or_talks_nonsense_costs_nobody_their_mail(
    own: Callable[[str], Ahead], code: str
):
    made = own(code)
    rows = [row(number) for number in range(20)]
    made.expect(rows[:10])
    wait_for(lambda: not made._living)
    made.expect(rows[10:])
    assert [written(made, one).data for one in rows] == [WRITER.write(to(one)).data for one in rows]
    assert not made.given
    assert not made._heads or not made._waiting, "nothing is kept for nobody"
    (remark,) = made.remarks()
    assert isinstance(remark, events.Noted)
    assert "1 of 1" in remark.message


def test_one_that_answers_for_others_gives_nothing(own: Callable[[str], Ahead]):
    """A head is only taken under the name of whom it is for."""
    made = own("for line in sys.stdin: print(json.dumps({'somebody': 'To: else\\r\\n\\r\\n'}), flush=True)")
    rows = [row(number) for number in range(20)]
    made.expect(rows)
    wait_for(lambda: made._able)
    assert [written(made, one).data for one in rows] == [WRITER.write(to(one)).data for one in rows]
    assert not made.given


def test_one_that_falls_silent_is_not_waited_for_long(
    own: Callable[[str], Ahead], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ahead, "PATIENCE", 0.01)
    made = own("print('{}', flush=True)\nfor line in sys.stdin: pass")
    made.expect([row(0)])
    wait_for(lambda: made._able)
    rows = [row(number) for number in range(1, 30)]
    made.expect(rows)
    assert [written(made, one).data for one in rows] == [WRITER.write(to(one)).data for one in rows]


def test_where_no_process_can_be_started_there_is_none():
    made = Ahead(WRITER, to, processes=2, program=(str(ROOT / "no such program"),))
    made.expect([row(1)])
    assert written(made, row(1)).data == WRITER.write(to(row(1))).data
    assert "2 of 2" in made.remarks()[0].message
    made.close()


def test_it_ends_with_its_input_and_leaves_interrupts_to_whoever_sends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It imports nothing from the folder it is started in, whatever lies there."""
    for name in ("digest.py", "json.py"):
        tmp_path.joinpath(name).write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    process = ahead._started(signing.PROGRAM)
    assert process is not None
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(signing.order(WRITER) + signing.asked([to(row(1))]))
    process.stdin.flush()
    assert signing.told(process.stdout.readline()) == {row(1).subscriber: WRITER.head(to(row(1)))}
    process.send_signal(signal.SIGINT)
    process.stdin.write(signing.asked([to(row(2))]))
    process.stdin.flush()
    assert list(signing.told(process.stdout.readline())) == [row(2).subscriber]
    process.communicate(timeout=60)
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("mails", "per_second", "signers", "cores"),
    [
        (ahead.MANY - 1, 0, SIGNERS, 4),
        (ahead.MANY, 100, SIGNERS, 4),
        (ahead.MANY, 0, (), 4),
        (ahead.MANY, 0, SIGNERS[1:], 4),
        (ahead.MANY, 0, SIGNERS, 1),
    ],
    ids=["few", "slow", "unsigned", "Ed25519 alone", "one core"],
)
def test_where_it_is_not_worth_it_no_process_is_started(
    monkeypatch: pytest.MonkeyPatch,
    mails: int,
    per_second: float,
    signers: tuple[signing.Signer, ...],
    cores: int,
):
    monkeypatch.setattr(ahead, "_cores", lambda: cores)
    monkeypatch.setattr(ahead, "Ahead", None)
    writer = Writer(rendition(), HEAD, signers)
    assert ahead.begin(writer, to, mails=mails, per_second=per_second) is None


@pytest.mark.parametrize("kills", [0, 1, 2])
def test_a_campaign_goes_on_whichever_of_them_die(post: Post, monkeypatch: pytest.MonkeyPatch, kills: int):
    """Each reader gets one mail, theirs, with both signatures; no process is left over."""
    begun: list[Ahead] = []

    class Seen(Ahead):
        def __init__(self, *arguments: object, **more: object) -> None:
            super().__init__(*arguments, **more)  # type: ignore[arg-type]
            begun.append(ready(self))

    def hook(count: int) -> None:
        if count == 20:
            for hand in begun[0]._hands[:kills]:
                hand.kill()

    monkeypatch.setattr(ahead, "Ahead", Seen)
    monkeypatch.setattr(ahead, "MANY", 10)
    monkeypatch.setattr(ahead, "_cores", lambda: 2)
    readers = [f"reader{number}@example.org" for number in range(110)]
    post.subscribe(*readers)
    post.begin()
    with Hooked(hook) as server:
        line = Smtp(
            Server(host="127.0.0.1", port=server.port, security="none", hello="example.org", timeout=20)
        )
        post.work(line, signers=SIGNERS, connections=4)
    assert counts(post) == {"sent": len(readers)}
    named = re.compile(rb"^To: [^<]*<([^>]+)>", re.MULTILINE)
    assert sorted(found[1].decode() for data in server.taken if (found := named.search(data))) == sorted(
        readers
    )
    assert all(verified(data) == [True, True] for data in server.taken[9::20])
    assert begun[0].given >= 10
    assert [hand.poll() is not None for hand in begun[0]._hands] == [True, True], "none is left over"
    remarks = [one.message[:6] for one in post.told.events if isinstance(one, events.Noted)]
    assert remarks == {0: [], 2: ["2 of 2"]}.get(kills, remarks), (
        "where one is left it may do all that is left"
    )
