"""Several connections, commands in one flight, and what happens in the middle: exact states, nobody twice."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from digest import events
from digest.delivery import again, worker
from digest.delivery import campaign as campaigns
from digest.delivery.connecting import Server
from digest.delivery.crew import Crew
from digest.delivery.retry import delay
from digest.delivery.smtp import Smtp
from digest.errors import ResultError
from digest.model import Suppression
from digest.storage import campaigns as stored
from digest.storage import forgetting, leaving, ledger, standing, subscribers
from digest.storage import tables as t
from digest.subscribers import wishes
from digest.subscribers.identity import identity
from tests.delivery.conftest import ISSUE, NOW
from tests.delivery.servers import DROP, STALL, RealServer, ScriptedServer

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from digest.delivery.transport import Answer
    from digest.storage.leaving import Departed
    from tests.delivery.conftest import Post

SEOUL = ZoneInfo("Asia/Seoul")
PIPELINING = {"hello": ["250-scripted\r\n250-PIPELINING\r\n250 SIZE 1000000"] * 20}


class Taken(list[bytes]):
    """Messages; the hook is called with the number of each as it comes."""

    def __init__(self, hook: Callable[[int], None]) -> None:
        super().__init__()
        self.hook = hook

    def append(self, message: bytes) -> None:
        super().append(message)
        self.hook(len(self))


class Hooked(ScriptedServer):
    """Takes commands in one flight; `hook` is called with the number of each message before it is answered."""

    def __init__(self, hook: Callable[[int], None], **script: Any) -> None:
        super().__init__(**{**PIPELINING, **script})
        self.taken = Taken(hook)


def run(post: Post, server: Any, *, people: int = 4, timeout: float = 5, **rules: object) -> None:
    post.subscribe(*(f"reader{number}@example.org" for number in range(people)))
    post.begin()
    go_on(post, server, timeout=timeout, **rules)


def go_on(post: Post, server: Any, *, timeout: float = 5, **rules: object) -> None:
    post.work(
        Smtp(
            Server(host="127.0.0.1", port=server.port, security="none", hello="example.org", timeout=timeout)
        ),
        **rules,
    )


def counts(post: Post) -> dict[str, int]:
    with post.store.read() as connection:
        return dict(standing.counts(connection, ISSUE))


def state(post: Post) -> tuple[str, str]:
    with post.store.read() as connection:
        row = stored.find(connection, ISSUE)
    assert row is not None
    return row.state, row.reason


def test_a_rate_for_a_domain_that_nobody_reads_at_holds_nobody_up(post: Post):
    with RealServer() as server:
        run(post, server, people=5, per_domain={"nobody.example": 1.0, "none.example": 2.0})
        assert counts(post) == {"sent": 5}


def test_several_connections_send_to_each_reader_once(post: Post):
    with RealServer() as server:
        run(post, server, people=40, connections=4)
        assert counts(post) == {"sent": 40}
        assert sorted(to for _, (to,), _ in server.mails) == sorted(post.states())
    last = [event for event in post.told.events if isinstance(event, events.Mailed)][-1]
    assert (last.done, last.total) == (40, 40)
    told = [count for event in post.told.events if isinstance(event, events.Mailed) for count in event.counts]
    assert sum(many for _, _, many in told) == 40


class Waiting(ScriptedServer):
    """Answers a message only when the next envelope has come too."""

    def _conversation(self, line: socket.socket, read: Any) -> None:
        self.read = read
        super()._conversation(line, read)

    def _say(self, line: socket.socket, reply: str) -> bool:
        if reply == "250 2.0.0 taken" and len(self.taken) < 3:
            self.seen = self.read.peek(4)[:4]
        return super()._say(line, reply)


def test_the_next_envelope_goes_with_the_body(post: Post):
    with Waiting(**PIPELINING) as server:
        run(post, server, people=3)
        assert (counts(post), server.connections, server.seen) == ({"sent": 3}, 1, b"MAIL")


@pytest.mark.parametrize(
    ("script", "expected", "answer"),
    [
        ({"rcpt": ["550 5.1.1 no such user"]}, "failed", "550 5.1.1 no such user"),
        (
            {"rcpt": ["550 5.1.1 no such user"], "data": ["554 no recipients"]},
            "failed",
            "550 5.1.1 no such user",
        ),
        ({"rcpt": ["450 4.2.1 busy"], "data": ["503 first RCPT"]}, "retry", "450 4.2.1 busy"),
        ({"body": ["552 5.2.2 mailbox full"]}, "failed", "552 5.2.2 mailbox full"),
        ({"mail": ["552 5.3.4 too large"]}, "failed", "552 5.3.4 too large"),
        ({"data": ["451 4.3.0 later"]}, "retry", "451 4.3.0 later"),
        ({"body": ["451-4.3.0 later\r\n451 4.3.0 much"]}, "retry", "451 4.3.0 later 4.3.0 much"),
        ({"mail": ["421 4.3.2 shutting down"]}, "retry", "421 4.3.2 shutting down"),
        ({"rcpt": ["421 too many"]}, "retry", "421 too many"),
        ({"body": ["421 too many"]}, "retry", "421 too many"),
        ({"rcpt": [DROP]}, "retry", "Connection unexpectedly closed"),
        ({"body": [DROP]}, "uncertain", "no answer after the message (Connection unexpectedly closed)"),
    ],
)
def test_in_one_flight_each_answer_gives_the_same_state(
    post: Post, script: dict[str, list[str]], expected: str, answer: str
):
    """The first mail meets the answer; those behind it, announced with it, are sent all the same."""
    with ScriptedServer(**PIPELINING, **script) as server:
        run(post, server, people=3)
        assert sorted(post.states().values()) == sorted([expected, "sent", "sent"])
        with post.store.read() as connection:
            (row,) = [row for row in ledger.rows(connection, ISSUE) if row.state == expected]
        assert row.answer == answer
        assert len([mail for mail in server.accepted if mail]) == 2


def test_a_refusal_in_the_middle_of_a_flight_touches_one_mail(post: Post):
    with ScriptedServer(**PIPELINING, rcpt=["250 ok", "550 5.1.1 gone", "250 ok"]) as server:
        run(post, server, people=4)
        assert counts(post) == {"failed": 1, "sent": 3}
        assert server.connections == 1


def test_a_connection_that_ends_in_the_middle_of_a_flight_is_opened_anew(post: Post):
    with ScriptedServer(**PIPELINING, mail=["250 ok", "421 enough for this connection"]) as server:
        run(post, server, people=4)
        assert (counts(post), server.connections) == ({"sent": 4}, 2)
        assert post.slept == [], "that is no wish to go slower"


def test_a_server_that_falls_silent_in_a_flight(post: Post):
    with ScriptedServer(**PIPELINING, rcpt=[STALL]) as server:
        run(post, server, people=1, timeout=0.3)
        row = next(iter(post.states().values()))
        assert row == "retry"


def test_a_connection_is_recycled(post: Post):
    with ScriptedServer(**PIPELINING) as server:
        run(post, server, people=6, recycle=2)
        assert (counts(post), server.connections) == ({"sent": 6}, 3)


class Narrow(ScriptedServer):
    """Serves one connection at a time."""

    def _conversation(self, line: socket.socket, read: Any) -> None:
        if self.connections > 1:
            line.sendall(b"421 4.7.0 too many connections\r\n")
            return
        super()._conversation(line, read)


def test_where_one_connection_is_allowed_one_sends_all(post: Post):
    with Narrow() as server:
        run(post, server, people=12, connections=4)
        assert counts(post) == {"sent": 12}


def test_who_leaves_after_their_envelope_gets_no_mail(post: Post):
    """All but one leave while the first mail is answered: one of them has been announced already."""

    def leave(number: int) -> None:
        if number == 1:
            with post.store.write() as connection:
                for one in waiting(connection)[:2]:
                    gone = Suppression(address=one.address, reason="unsubscribed", at=NOW)
                    subscribers.suppress(connection, gone)

    with Hooked(leave) as server:
        run(post, server, people=4)
        assert counts(post) == {"failed": 2, "sent": 2}
        assert len(server.taken) == 2, "not even an empty message came"
    with post.store.read() as connection:
        told = {row.answer for row in ledger.rows(connection, ISSUE, ("failed",))}
    assert told == {"not sent: unsubscribed on 2025-11-23"}


def waiting(connection: Any) -> list[Any]:
    """The rows that are claimed and not begun, the next first."""
    d = t.deliveries
    return list(connection.execute(d.select().where(d.c.state == "claimed").order_by(d.c.place)))


def test_who_is_forgotten_in_the_middle_holds_nobody_up(post: Post):
    def forget(number: int) -> None:
        if number == 1:
            with post.store.write() as connection:
                mine = t.deliveries.c.subscriber == waiting(connection)[0].subscriber
                connection.execute(t.deliveries.delete().where(mine))

    with Hooked(forget) as server:
        run(post, server, people=4)
        assert counts(post) == {"sent": 3}
        assert len(server.taken) == 3


@pytest.mark.parametrize("connections", [1, 4])
def test_a_campaign_paused_by_another_process_stops(post: Post, connections: int):
    def pause(number: int) -> None:
        if number == 5:
            with post.store.write() as connection:
                stored.set_state(connection, ISSUE, "paused", now=NOW, reason="by hand")

    with Hooked(pause) as server:
        run(post, server, people=30, connections=connections)
        taken = len(server.taken)
        assert 5 <= taken < 5 + connections, "those under way, and no more"
        assert counts(post) == {"pending": 30 - taken, "sent": taken}
        assert state(post) == ("paused", "by hand")
        go_on(post, server)
        assert len(server.taken) == taken, "whoever paused it has not let it go on"
        campaigns.resume(post.store, ISSUE)
        go_on(post, server)
        assert counts(post) == {"sent": 30}
        assert len(server.taken) == 30


def test_a_stop_settles_what_is_under_way_and_gives_back_the_rest(post: Post):
    post.stop = threading.Event()

    def stop(number: int) -> None:
        if number == 3:
            post.stop.set()
            threading.Event().wait(0.3)  # the worker looks meanwhile

    with Hooked(stop) as server:
        run(post, server, people=12)
        taken = len(server.taken)
        assert taken < 12
        assert counts(post) == {"pending": 12 - taken, "sent": taken}


def test_a_second_interrupt_cuts_off_what_is_under_way(post: Post, monkeypatch: pytest.MonkeyPatch):
    """The server has a mail and says nothing: nobody waits for it any more, and nobody knows what becomes of the mail."""
    with ScriptedServer(**PIPELINING, body=[STALL]) as server:

        class Interrupted(Crew):
            times = 2

            def join(self, timeout: float | None = None) -> None:
                if server.taken and self.times:
                    self.times -= 1
                    raise KeyboardInterrupt
                super().join(timeout)

        monkeypatch.setattr(worker, "Crew", Interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(post, server, people=3)
    assert counts(post) == {"pending": 2, "uncertain": 1}
    with post.store.read() as connection:
        (cut,) = ledger.rows(connection, ISSUE, ("uncertain",))
    assert "closed" in cut.answer, "not: no answer in time"


@pytest.mark.parametrize("connections", [1, 4])
def test_it_stops_after_exactly_so_many_and_waits_for_a_person(post: Post, connections: int):
    """A refused one has had its turn as well; a second run before a person looks sends nothing."""
    post.subscribe(*(f"reader{number}@example.org" for number in range(20)))
    post.begin(stop_after=7)
    with ScriptedServer(**PIPELINING, rcpt=["250 ok", "550 5.2.1 no"]) as server:
        go_on(post, server, connections=connections)
        assert counts(post) == {"failed": 1, "pending": 13, "sent": 6}
        assert state(post) == ("paused", "the first 7 have had their turn")
        go_on(post, server, connections=connections)
        assert counts(post) == {"failed": 1, "pending": 13, "sent": 6}
        campaigns.resume(post.store, ISSUE)
        go_on(post, server, connections=connections)
        assert counts(post) == {"failed": 1, "sent": 19}


def test_who_leaves_the_list_in_the_middle_of_its_campaign_gets_no_mail_of_it(post: Post):
    """Not everybody on the list leaves it by unsubscribing from all: the page of choices lets them leave one."""
    people = [f"reader{number}@example.org" for number in range(4)]
    post.subscribe(*people)
    with post.store.write() as connection:
        for one in people:
            subscribers.set_lists(connection, identity(one), ("weekly", "other"))
    post.begin(lists=("weekly",))

    def choose(number: int) -> None:
        if number == 1:
            with post.store.read() as connection:
                left.append(waiting(connection)[0].subscriber)
            wishes.choose(post.store, left[0], now=NOW, lists=("other",), offered=("weekly", "other"))

    left: list[str] = []
    with Hooked(choose) as server:
        go_on(post, server)
        assert len(server.taken) == 3
    assert counts(post) == {"failed": 1, "sent": 3}
    (row,) = [post.row(one) for one in people if identity(one) == left[0]]
    assert row.answer == f"not sent: off the list on {NOW.date()}"


@pytest.mark.parametrize("fault", ["the store", "the mark"])
def test_where_the_disk_is_full_for_a_moment_what_is_known_is_written_down_after_all(
    post: Post, monkeypatch: pytest.MonkeyPatch, fault: str
):
    """No mail that was answered becomes uncertain, and none that has not left."""
    depart, calls = leaving.depart, []

    def departing(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if fault == "the store" and len(calls) == 3:
            raise ResultError("digest.sqlite3", "the store cannot be used (database or disk is full)")
        return depart(*args, **kwargs)

    class Full:
        def put(self, departed: Departed) -> None:
            if fault == "the mark" and departed.count == 3:
                raise ResultError("sent.json", "cannot be written (No space left on device)")

    monkeypatch.setattr(leaving, "depart", departing)
    with ScriptedServer() as server:
        with pytest.raises(ResultError, match=r"full|No space"):
            run(post, server, people=6, marker=Full())
        assert counts(post) == {"pending": 4, "sent": 2}
        assert len(server.taken) == 2
        go_on(post, server)
        assert (counts(post), len(server.taken)) == ({"sent": 6}, 6)


def test_who_is_forgotten_while_a_server_refuses_them_leaves_no_trace(post: Post):
    """The refusal says that there is no such mailbox: that would be written down with the address."""

    class Forgetting(Smtp):
        async def admitted(self) -> Answer | None:
            answer = await super().admitted()
            forgetting.forget(
                post.store, "gone@example.org", identity("gone@example.org"), now=NOW, allow=True
            )
            return answer

    post.subscribe("gone@example.org")
    post.begin()
    with ScriptedServer(rcpt=["550 5.1.1 no such user"]) as server:
        post.work(
            Forgetting(Server(host="127.0.0.1", port=server.port, security="none", hello="example.org"))
        )
    with post.store.read() as connection:
        assert subscribers.suppressions(connection) == ()
    assert counts(post) == {"failed": 1}


def test_what_is_told_of_a_refusal_and_why_it_is_paused_name_nobody(post: Post):
    """Servers repeat the address, in capitals of their own; the reason of a pause goes into logs and to the editors."""
    refusal = "554 5.7.1 <Reader0@EXAMPLE.org>: Recipient address rejected (to=reader0@example.org)"
    with ScriptedServer(rcpt=[refusal]) as server:
        run(post, server, people=1)
    assert state(post) == (
        "paused",
        "554 5.7.1 <R***@EXAMPLE.org>: Recipient address rejected (to=r***@example.org)",
    )
    assert not any("reader0" in failure.lower() for failure in post.told.failures())
    assert "Reader0@EXAMPLE.org" in post.row("reader0@example.org").answer, "the ledger's row is theirs"


def test_whose_mail_was_refused_because_of_us_is_told_to_be_put_back_before_it_goes_on(post: Post):
    with ScriptedServer(body=["554 5.7.1 looks like spam"]) as server:
        run(post, server, people=3)
        told = " ".join(post.told.failures())
        steps = (f"`digest campaign retry --failed {ISSUE}`", f"`digest campaign resume {ISSUE}`")
        assert ", then ".join(steps) in told
        with post.store.read() as connection:
            refused = [one.address for one in ledger.rows(connection, ISSUE, ("failed",))]
        assert again.retry(post.store, ISSUE, states=("failed",), now=NOW).mails == len(refused) == 1
        campaigns.resume(post.store, ISSUE)
        go_on(post, server)
    assert counts(post) == {"sent": 3}


def test_where_no_mail_was_refused_there_is_none_to_put_back(post: Post):
    with ScriptedServer(mail=["550 5.7.1 not you"] * 9) as server:
        run(post, server, people=3)
    told = " ".join(post.told.failures())
    assert f"`digest campaign resume {ISSUE}`" in told
    assert "retry" not in told


def test_the_moment_of_a_retry_is_told_by_the_clock_of_the_publication(post: Post):
    with ScriptedServer(rcpt=["450 4.2.1 busy"]) as server:
        run(post, server, people=1)
    (noted,) = [one for one in post.told.events if isinstance(one, events.Noted)]
    due = post.row("reader0@example.org").due
    assert due is not None
    assert noted.message.endswith(f"tried again at {due.astimezone(SEOUL):%Y-%m-%d %H:%M}")


def test_who_lets_the_rest_go_while_the_first_have_their_turn_is_obeyed(post: Post):
    """`campaign resume` in the moment in which the first so many have had their turn."""
    post.subscribe(*(f"reader{number}@example.org" for number in range(6)))
    post.begin(stop_after=3)

    def go(number: int) -> None:
        if number == 3:
            post.seconds += 1
            campaigns.resume(post.store, ISSUE)

    with Hooked(go) as server:
        go_on(post, server)
        assert state(post)[0] == "running"


def test_where_all_have_had_their_turn_there_is_nothing_to_wait_for(post: Post):
    post.subscribe("a@example.org", "b@example.org")
    post.begin(stop_after=2)
    with ScriptedServer() as server:
        go_on(post, server)
    assert (counts(post), state(post)[0]) == ({"sent": 2}, "running")


def test_a_busy_server_is_asked_more_slowly(post: Post):
    """421 to a fresh connection: the whole goes on at half the pace, here at one mail in two seconds."""
    with ScriptedServer(mail=["421 4.7.0 busy"]) as server:
        run(post, server, people=3)
        assert counts(post) == {"retry": 1, "sent": 2}
        assert sum(post.slept) == pytest.approx(4.0)


def test_a_busy_domain_is_asked_more_slowly_and_others_are_not(post: Post):
    post.subscribe("a@slow.example", "b@slow.example", "c@slow.example", "d@fast.example", "e@fast.example")
    post.begin()
    with ScriptedServer() as server:
        go_on(post, Busy(server, "slow.example"))
    assert counts(post) == {"retry": 1, "sent": 4}
    assert sum(post.slept) == pytest.approx(4.0)
    fast = [index for index, mail in enumerate(server.accepted) if b"fast.example" in mail]
    assert max(fast) < 3, "they did not wait"


class Busy:
    """A server that says 421 to the first recipient of a domain."""

    def __init__(self, server: ScriptedServer, domain: str) -> None:
        self.port = server.port
        usual = server._conversation
        said: list[bool] = []

        def conversation(line: socket.socket, read: Any) -> None:
            class Reader:
                def readline(self) -> bytes:
                    got: bytes = read.readline()
                    if got.startswith(b"RCPT") and domain.encode() in got and not said:
                        said.append(True)
                        server.script.rcpt.append("421 4.7.28 too fast")
                    return got

            usual(line, Reader())

        server._conversation = conversation  # type: ignore[method-assign]


def test_no_address_is_told_in_full(post: Post):
    with ScriptedServer(
        rcpt=["550 5.1.1 <reader0@example.org>: gone", "450 <reader0@example.org> later"]
    ) as server:
        run(post, server, people=1)
    told = [str(event.error) for event in post.told.events if isinstance(event, events.Failed)]
    assert told
    assert "reader0" not in " ".join(told)
    assert "r***@example.org" in told[0]


def test_retries_of_a_deferral_keep_their_time_in_one_flight(post: Post):
    with ScriptedServer(**PIPELINING, rcpt=["450 4.2.1 busy"]) as server:
        run(post, server, people=1)
        with post.store.read() as connection:
            (row,) = ledger.rows(connection, ISSUE)
        assert row.due is not None
        assert delay(1, "") * 0.8 <= row.due - NOW <= delay(1, "") * 1.3
        post.later(row.due - NOW)
        go_on(post, server)
        assert counts(post) == {"sent": 1}
