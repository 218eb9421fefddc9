"""What is withdrawn does not leave: not at first, and no more of it once it has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.delivery import campaign as campaigns
from digest.delivery.send import go_on, send
from digest.errors import ResultError
from digest.model import Note
from digest.storage import corrections, hands
from tests.delivery.conftest import ISSUE, NOW

if TYPE_CHECKING:
    from tests.delivery.conftest import Post

NOTE = Note(issue=ISSUE, number=1, kind="withdrawal", text="까닭", at=NOW)


def withdraw(post: Post) -> None:
    with post.store.write() as connection:
        corrections.save(connection, [NOTE])


def test_a_withdrawn_issue_is_not_begun_and_the_schedule_passes_over_it(post: Post):
    post.subscribe("a@example.org")
    issue = post.build(approved=True, page=True)
    withdraw(post)
    with pytest.raises(ResultError, match="is withdrawn"):
        send(post.config(kind="outbox"), post.store, issue, render=post.render, token=str, clock=post.clock)
    assert post.rendered == 0
    with post.store.read() as connection:
        assert hands.skipped(connection, ISSUE) == "withdrawn: 까닭"


def test_a_campaign_that_runs_stops_whoever_lets_it_go_on(post: Post):
    post.subscribe("a@example.org")
    post.build(approved=True, page=True)
    post.begin()
    withdraw(post)
    with pytest.raises(ResultError, match="is withdrawn"):
        go_on(post.config(kind="outbox"), post.store, ISSUE, token=str, clock=post.clock)
    report = campaigns.report(post.store, ISSUE)
    assert report is not None
    assert (report.state, report.reason, report.sent) == ("paused", campaigns.WITHDRAWN, 0)
