"""The test mail that goes before a campaign: where it is refused, nothing else leaves."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING

import pytest

from digest.delivery import again, send
from digest.delivery import campaign as campaigns
from digest.delivery.editions import send_each
from digest.delivery.transport import PostponedError
from digest.errors import ResultError
from digest.subscribers import roster, tokens
from tests.delivery.conftest import ISSUE, NOW
from tests.delivery.servers import ScriptedServer

if TYPE_CHECKING:
    from digest.config import Config
    from digest.model import Issue
    from tests.delivery.conftest import Post

EDITOR = "editor@example.org"


def smtp(post: Post, server: ScriptedServer) -> Config:
    return post.config(kind="smtp", host="127.0.0.1", port=server.port, security="none", test_to=EDITOR)


def go(post: Post, config: Config, *editions: Issue) -> tuple[campaigns.CampaignReport, ...]:
    return send_each(
        config,
        post.store,
        editions,
        render=post.rendition,
        token=tokens.signer(post.store),
        clock=post.clock,
        without_archive=True,
        observer=post.told,
    )


def received(server: ScriptedServer) -> list[tuple[str, str]]:
    """To whom each mail went, and under which subject."""
    read = [email.message_from_bytes(one, policy=email.policy.default) for one in server.accepted]
    return [(mail["To"], mail["Subject"]) for mail in read]


def test_a_marked_mail_goes_first_and_not_again_when_the_campaign_goes_on(post: Post):
    post.subscribe("a@example.org")
    issue = post.build()
    with ScriptedServer(rcpt=["250 ok", "450 4.2.0 later"]) as server:
        config = smtp(post, server)
        (report,) = go(post, config, issue)
        assert report.counts == {"retry": 1}
        assert received(server) == [(EDITOR, "[테스트] 노바칩, 구미에 공장")]
        again.retry(post.store, ISSUE, now=NOW)
        go(post, config, issue)
        assert [to for to, _ in received(server)] == [EDITOR, "김민지 <a@example.org>"]


def test_the_test_mail_lets_nobody_unsubscribe(post: Post):
    post.subscribe("a@example.org")
    with ScriptedServer() as server:
        go(post, smtp(post, server), post.build())
        mail = email.message_from_bytes(server.accepted[0], policy=email.policy.default)
    assert "List-Unsubscribe" not in mail
    assert "시험 메일" in mail.get_body(("plain",)).get_content()


def test_where_it_is_refused_the_campaign_does_not_begin(post: Post):
    post.subscribe("a@example.org")
    issue = post.build()
    with (
        ScriptedServer(rcpt=["550 5.1.1 who?"]) as server,
        pytest.raises(ResultError, match=rf"test mail to {EDITOR}: .*5.1.1.*not begun") as raised,
    ):
        go(post, smtp(post, server), issue)
    assert not isinstance(raised.value, PostponedError)
    assert campaigns.report(post.store, ISSUE) is None


def test_where_it_cannot_be_taken_now_the_campaign_can_begin_later(post: Post):
    post.subscribe("a@example.org")
    issue = post.build()
    with ScriptedServer(rcpt=["450 4.2.0 greylisted"]) as server:
        with pytest.raises(PostponedError, match="greylisted"):
            go(post, smtp(post, server), issue)
        assert campaigns.report(post.store, ISSUE) is None
        (report,) = go(post, smtp(post, server), issue)
        assert report.sent == 1


def test_each_edition_has_its_own_and_none_leaves_while_one_is_refused(post: Post):
    for name, language in (("a", "ko"), ("b", "en")):
        consent = roster.Consent(source="test", at=NOW)
        roster.add(post.store, f"{name}@example.org", consent=consent, now=NOW, language=language)  # type: ignore[arg-type]
    editions = (post.edition("ko"), post.edition("en"))
    with ScriptedServer(rcpt=["250 ok", "550 5.7.1 no"]) as server:
        with pytest.raises(ResultError, match="not begun"):
            go(post, smtp(post, server), *editions)
        assert all(campaigns.report(post.store, one.id) is None for one in editions)
        server.accepted.clear()
        assert [report.sent for report in go(post, smtp(post, server), *editions)] == [1, 1]
        assert [subject[:6] for to, subject in received(server) if to == EDITOR] == ["[테스트] ", "[Test]"]
        assert len(received(server)) == 4


def test_in_an_outbox_it_is_a_file(post: Post):
    post.subscribe("a@example.org")
    go(post, post.config(test_to=EDITOR), post.build())
    found = [path.read_bytes() for path in (post.folder / "outbox").glob("*.eml")]
    assert len(found) == 2
    assert sum(f"To: {EDITOR}".encode() in one or f"<{EDITOR}>".encode() in one for one in found) == 1


def test_without_it_nothing_goes_before(post: Post):
    post.subscribe("a@example.org")
    report = send.send(
        post.config(),
        post.store,
        post.build(),
        render=post.render,
        token=tokens.signer(post.store),
        clock=post.clock,
        without_archive=True,
    )
    assert report.sent == len(list((post.folder / "outbox").glob("*.eml"))) == 1
