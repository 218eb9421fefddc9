"""A server that refuses whoever comes: the campaign waits for a person before everybody is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.delivery import again
from digest.delivery import campaign as campaigns
from digest.delivery.streak import DOUBT, MOST
from digest.storage import ledger, subscribers
from tests.delivery.conftest import ISSUE, NOW
from tests.delivery.servers import ScriptedServer
from tests.delivery.test_worker import PIPELINING, counts, go_on, run, state

if TYPE_CHECKING:
    from tests.delivery.conftest import Post

QUOTA = "550 5.4.5 Daily user sending limit exceeded"
PEOPLE = 60


@pytest.mark.parametrize("connections", [1, 4])
@pytest.mark.parametrize("stage", ["rcpt", "body"])
def test_where_everybody_is_refused_it_waits_and_everybody_gets_their_mail_in_the_end(
    post: Post, stage: str, connections: int
):
    answers = {stage: [QUOTA] * PEOPLE}
    with ScriptedServer(**PIPELINING, **answers) as server:
        run(post, server, people=PEOPLE, connections=connections)
        assert state(post)[0] == "paused"
        found = counts(post)
        assert MOST <= found["failed"] <= MOST + 2 * connections, "what was under way may be refused as well"
        assert found["failed"] + found["pending"] == PEOPLE
        told = [one for one in post.told.failures() if "paused" in one]
        assert len(told) == 1
        assert "one after another (550 5.4.5 Daily" in told[0]
        assert f"`digest campaign retry --failed {ISSUE}`" in told[0]
        server.script.rcpt.clear()
        server.script.body.clear()
        again.retry(post.store, ISSUE, states=("failed",), now=NOW)
        campaigns.resume(post.store, ISSUE)
        go_on(post, server, connections=connections)
        assert counts(post) == {"sent": PEOPLE}
        assert sum(map(bool, server.accepted)) == PEOPLE, (
            "an empty text is none: it ends what a server begins in vain"
        )


def test_the_reason_names_nobody(post: Post):
    with ScriptedServer(rcpt=["550 <reader@example.org> not now"] * PEOPLE) as server:
        run(post, server, people=PEOPLE)
    reason = state(post)[1]
    assert reason == f"{MOST} mails were refused one after another: 550 <r***@example.org> not now"


def test_a_relay_that_knows_no_domain_costs_hardly_anybody_their_subscription(post: Post):
    with ScriptedServer(rcpt=["550 5.1.2 Host or domain name not found"] * PEOPLE) as server:
        run(post, server, people=PEOPLE)
    assert state(post)[0] == "paused"
    with post.store.read() as connection:
        gone = [
            row.address
            for row in ledger.rows(connection, ISSUE)
            if subscribers.suppressed(connection, row.address)
        ]
    assert len(gone) == DOUBT - 1


def test_refusals_that_a_taken_mail_parts_stop_nothing(post: Post):
    few = ["550 5.1.1 no such user"] * (MOST - 1)
    with ScriptedServer(rcpt=[*few, "250 OK", *few]) as server:
        run(post, server, people=2 * MOST)
        assert counts(post) == {"failed": 2 * (MOST - 1), "sent": 2}
        assert state(post)[0] != "paused"
