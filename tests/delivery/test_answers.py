"""A campaign to a server that answers each reader otherwise, on a clock that stands still: exact states, exact moments.

From outside: `send` and `resume` as the commands call them, the report that they give, and the server's own record.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digest.delivery import send
from digest.delivery.retry import delay
from digest.delivery.transport import PostponedError
from digest.subscribers import tokens
from tests.delivery.conftest import NOW, issue
from tests.delivery.far import Sink

if TYPE_CHECKING:
    from pathlib import Path

    from digest.delivery.campaign import CampaignReport
    from tests.delivery.conftest import Post

ANSWERS: dict[str, tuple[dict[str, list[str]], str, str]] = {
    "busy": ({"rcpt": ["450 4.2.1 busy"]}, "retry", "450 4.2.1 busy"),
    "later": ({"body": ["451 4.3.0 later"]}, "retry", "451 4.3.0 later"),
    "wait": ({"data": ["451 4.3.2 wait"]}, "retry", "451 4.3.2 wait"),
    "gone": ({"rcpt": ["550 5.1.1 no such user"]}, "failed", "550 5.1.1 no such user"),
    "full": ({"body": ["552 5.2.2 mailbox full"]}, "failed", "552 5.2.2 mailbox full"),
    "large": ({"data": ["554 5.3.4 too large"]}, "failed", "554 5.3.4 too large"),
    "lines": ({"rcpt": ["250-2.1.5 one\r\n250-2.1.5 two\r\n250 2.1.5 three"]}, "sent", "250 2.0.0 taken"),
    "quiet": ({"body": ["drop"]}, "uncertain", ""),
    "plain": ({}, "sent", "250 2.0.0 taken"),
}
ADDRESSES = {name: f"{name}@{name}.example.org" for name in ANSWERS}


@pytest.fixture(autouse=True)
def _waits(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is told to go more slowly waits as long as ever, but on a clock that sleeping moves."""
    monkeypatch.setattr(send, "Time", lambda *, clock: replace(post.time(), clock=clock))


def go(post: Post, port: int, **delivery: object) -> CampaignReport:
    config = post.config(kind="smtp", host="127.0.0.1", port=port, security="none", **delivery)
    return send.send(
        config,
        post.store,
        issue() if post.rendered else post.build(),
        render=post.render,
        token=tokens.signer(post.store),
        clock=post.clock,
        without_archive=True,
        observer=post.told,
    )


def again(post: Post, port: int, **delivery: object) -> tuple[CampaignReport, ...]:
    config = post.config(kind="smtp", host="127.0.0.1", port=port, security="none", **delivery)
    return send.resume(config, post.store, token=tokens.signer(post.store), clock=post.clock)


@pytest.mark.parametrize("pipelining", [True, False], ids=["pipelining", "one by one"])
def test_each_reader_s_answer_gives_their_row_its_state_and_moment(
    tmp_path: Path,
    post: Post,
    pipelining: bool,  # noqa: FBT001 - pytest hands it over
):
    post.subscribe(*ADDRESSES.values())
    rules = {name: rule for name, (rule, _, _) in ANSWERS.items() if rule}
    with Sink(tmp_path / "sink", pipelining=pipelining, **rules) as sink:
        go(post, sink.port, connections=2)
        assert post.states() == {ADDRESSES[name]: state for name, (_, state, _) in ANSWERS.items()}
        rows = {name: post.row(address) for name, address in ADDRESSES.items()}
        for name, (_, state, answer) in ANSWERS.items():
            assert answer in rows[name].answer, name
            assert (rows[name].due is not None) == (state == "retry"), name
        retried = {name: row.due for name, row in rows.items() if row.state == "retry"}
        assert all(timedelta(minutes=5) <= due - NOW <= timedelta(minutes=6) for due in retried.values())
        assert len(set(retried.values())) == 3, "not all at once"
        # A second before the first is due nothing leaves; at the last moment all three do.
        post.clock.now = min(retried.values()) - timedelta(seconds=1)
        assert again(post, sink.port) == ()
        post.clock.now = max(retried.values())
        (done,) = again(post, sink.port)
        assert done.state == "ended"
        assert done.counts == {"sent": 5, "failed": 3, "uncertain": 1}
        keys = {row.recipient: row.id for row in sink.taken()}
        assert all(due == NOW + delay(1, keys[ADDRESSES[name]]) for name, due in retried.items())
        assert sorted(row.recipient for row in sink.taken()) == sorted(
            ADDRESSES[name] for name, (_, state, _) in ANSWERS.items() if state != "failed"
        )
        assert "early" not in {row.what for row in sink.rows()}


def test_a_server_that_stays_busy_is_tried_ever_more_seldom_and_for_two_days(tmp_path: Path, post: Post):
    post.subscribe("busy@example.org")
    waits = []
    with Sink(tmp_path / "sink", busy={"rcpt": ["450 4.2.1 busy"] * 99}) as sink:
        go(post, sink.port)
        while (row := post.row("busy@example.org")).state == "retry":
            waits.append(row.due - post.clock.now)
            post.clock.now = row.due
            again(post, sink.port)
        assert row.state == "failed"
        assert sink.taken() == []
    plain = [timedelta(minutes=5 * 2**power) for power in range(6)]
    plain += [timedelta(hours=4)] * (len(waits) - len(plain))
    assert all(base <= wait <= base * 1.2 for base, wait in zip(plain, waits, strict=True))
    assert timedelta(hours=43) <= post.clock.now - NOW <= timedelta(hours=48)


def test_whoever_has_their_turn_days_after_the_start_is_tried_again_as_well(tmp_path: Path, post: Post):
    """A campaign waits over a long weekend; on its first attempt a server puts off whom it does not know yet."""
    post.subscribe("grey@example.org")
    with Sink(tmp_path / "sink", grey={"rcpt": ["450 4.2.0 greylisted"]}) as sink:
        post.begin()
        post.later(timedelta(days=4))
        go(post, sink.port)
        row = post.row("grey@example.org")
        assert (row.state, row.attempts) == ("retry", 1)
        post.clock.now = row.due
        again(post, sink.port)
        assert post.states() == {"grey@example.org": "sent"}


@pytest.mark.parametrize("stage", ["hello", "mail", "rcpt", "data", "body"])
def test_a_421_at_any_stage_loses_nobody_and_sends_nobody_two(tmp_path: Path, post: Post, stage: str):
    post.subscribe(*(f"{letter}@example.org" for letter in "abcd"))
    always = {stage: ["421 4.3.2 shutting down"] * 2}
    rules = always if stage in ("hello", "mail") else dict.fromkeys("ab", always)
    with Sink(tmp_path / "sink", **rules) as sink:
        for _ in range(6):
            try:
                report = go(post, sink.port, connections=1)
            except PostponedError:  # nothing has left, and it is told: the next call goes on
                continue
            if report.state == "ended":
                break
            post.later(timedelta(hours=5))
        assert set(post.states().values()) == {"sent"}
        assert sorted(row.recipient for row in sink.taken()) == [f"{letter}@example.org" for letter in "abcd"]


@pytest.mark.parametrize(
    ("rules", "state"),
    [
        ({"mail": ["530 5.7.0 log in first"] * 9}, {"pending"}),
        ({"b": {"body": ["550 5.7.1 looks like spam"]}}, {"failed", "pending", "sent"}),
    ],
)
def test_a_server_that_refuses_us_pauses_the_campaign(
    tmp_path: Path, post: Post, rules: dict, state: set[str]
):
    post.subscribe(*(f"{letter}@example.org" for letter in "abcdefgh"))
    with Sink(tmp_path / "sink", **rules) as sink:
        report = go(post, sink.port, connections=1)
        assert report.state == "paused"
        assert set(post.states().values()) <= state
        assert "5.7." in report.reason
        assert again(post, sink.port) == (), "a person has to look first"
