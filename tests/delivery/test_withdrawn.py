"""What is withdrawn does not leave: not at first, and no more of it once it has begun."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.delivery import campaign as campaigns
from digest.delivery.send import go_on, send
from digest.errors import ResultError
from digest.model import Note
from digest.storage import corrections, hands, issues
from tests.delivery.conftest import ISSUE, NOW, issue

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Rendition
    from tests.delivery.conftest import Post

NOTE = Note(issue=ISSUE, number=1, kind="withdrawal", text="까닭", at=NOW)


def withdraw(post: Post) -> None:
    with post.store.write() as connection:
        corrections.save(connection, [NOTE])


def test_a_withdrawn_issue_is_not_begun_and_the_schedule_passes_over_it(post: Post):
    post.subscribe("a@example.org")
    built = post.build(approved=True, page=True)
    withdraw(post)
    with pytest.raises(ResultError, match="is withdrawn"):
        send(post.config(kind="outbox"), post.store, built, render=post.render, token=str, clock=post.clock)
    assert post.rendered == 0
    with post.store.read() as connection:
        assert hands.skipped(connection, ISSUE) == "withdrawn: 까닭"


def skip(post: Post) -> None:
    with post.store.write() as connection:
        hands.skip(connection, ISSUE, "까닭", now=NOW)


def build_anew(post: Post) -> None:
    anew = replace(issue(), title="다른 제목")
    with post.store.write() as connection:
        issues.save(connection, anew, (), now=NOW)


@pytest.mark.parametrize(
    ("change", "told"), [(withdraw, "is withdrawn"), (skip, "is not to be sent"), (build_anew, "not the one")]
)
def test_what_changes_while_the_mail_is_made_keeps_it_from_being_begun(
    post: Post, change: Callable[[Post], None], told: str
):
    """It was allowed when it was asked for first."""
    post.subscribe("a@example.org")
    asked = post.build(approved=True, page=True)

    def render() -> Rendition:
        change(post)
        return post.render()

    with pytest.raises(ResultError, match=told):
        send(post.config(kind="outbox"), post.store, asked, render=render, token=str, clock=post.clock)
    assert post.rendered == 1
    assert campaigns.report(post.store, ISSUE) is None
    with post.store.read() as connection:
        row = issues.row(connection, ISSUE)
    assert row is not None
    assert row.state != "sent"


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
