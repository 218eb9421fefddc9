"""What may be sent, to whom, once; dry runs and proofs leave no trace in the ledger."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digest import codec
from digest.delivery import beginning, configured, rehearsal, send, trial
from digest.delivery import campaign as campaigns
from digest.delivery.outbox import Outbox
from digest.delivery.transport import PostponedError
from digest.errors import ResultError, UsageError
from digest.storage import campaigns as stored
from digest.storage import issues, ledger
from digest.storage.lock import alone
from digest.subscribers import roster, tokens
from tests.delivery.conftest import ISSUE, NOW, RENDITION
from tests.delivery.servers import ScriptedServer

if TYPE_CHECKING:
    from digest.config import Config
    from digest.delivery.campaign import CampaignReport
    from digest.model import Issue
    from tests.delivery.conftest import Post


def go(
    post: Post, issue: Issue, config: Config | None = None, *, without_archive: bool = True
) -> CampaignReport:
    return send.send(
        config or post.config(),
        post.store,
        issue,
        render=post.render,
        token=tokens.signer(post.store),
        clock=post.clock,
        without_archive=without_archive,
        observer=post.told,
    )


def mails(post: Post) -> list[bytes]:
    return [path.read_bytes() for path in sorted((post.folder / "outbox").glob("*"))]


def test_everybody_gets_one_and_a_second_send_sends_nothing(post: Post):
    post.subscribe("a@example.org", "b@example.org")
    issue = post.build()
    first = go(post, issue)
    assert (first.sent, first.open, first.state, first.already) == (2, 0, "ended", False)
    before = mails(post)
    assert len(before) == 2
    post.subscribe("late@example.org")
    again = go(post, issue)
    assert again.already
    assert mails(post) == before
    assert post.rendered == 1


def test_the_outbox_holds_whole_mails_named_by_their_message_id(post: Post):
    post.subscribe("a@example.org")
    go(post, post.build())
    (path,) = (post.folder / "outbox").iterdir()
    assert path.suffix == ".eml"
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert mail["Message-ID"] == f"<{path.stem}@example.org>"
    assert mail["Subject"] == RENDITION.subject


def test_approval_is_asked_for(post: Post):
    post.subscribe("a@example.org")
    config = post.config(approval="required")
    issue = post.build()
    with pytest.raises(ResultError, match=f"digest approve {ISSUE}"):
        go(post, issue, config)
    with post.store.write() as connection:
        issues.approve(connection, ISSUE, now=NOW)
    assert go(post, issue, config).sent == 1


def test_an_issue_changed_on_disk_after_it_was_built_is_refused(post: Post):
    post.subscribe("a@example.org")
    issue = replace(post.build(approved=True), title="다른 제목")
    with pytest.raises(ResultError, match="not the one that was built"):
        go(post, issue)


def test_the_web_page_is_asked_for(post: Post):
    post.subscribe("a@example.org")
    with pytest.raises(ResultError, match="--without-archive"):
        go(post, post.build(), without_archive=False)
    assert go(post, post.build(page=True), without_archive=False).sent == 1


@pytest.mark.parametrize("beside", [None, b"", codec.dump("other").encode()])
def test_a_page_of_another_version_is_refused(post: Post, beside: bytes | None):
    """The mail links to the page: both tell the same issue, or the mail does not leave."""
    post.subscribe("a@example.org")
    issue = post.build(page=True)
    path = post.folder / "archive" / "issues" / ISSUE / "issue.json"
    if beside is None:
        path.unlink()
    else:
        path.write_bytes(beside)
    with pytest.raises(ResultError, match=r"not of this version.*digest archive"):
        go(post, issue, without_archive=False)
    assert campaigns.report(post.store, ISSUE) is None
    assert go(post, issue, without_archive=True).sent == 1


def test_without_subscribers_nothing_is_sent(post: Post):
    with pytest.raises(PostponedError, match="subscribers add"):
        go(post, post.build())
    post.subscribe("a@example.org")
    roster.remove(post.store, "a@example.org", now=NOW)
    with pytest.raises(PostponedError, match="subscribers add"):
        go(post, post.build())


def test_an_issue_that_cannot_leave_is_not_frozen(post: Post):
    """While the server is down the issue can still be changed: no campaign has begun."""
    post.subscribe("a@example.org")
    with ScriptedServer() as server:
        port = server.port
    config = post.config(kind="smtp", host="127.0.0.1", port=port, security="none")
    with pytest.raises(PostponedError, match="cannot be reached"):
        go(post, post.build(), config)
    assert campaigns.report(post.store, ISSUE) is None
    with post.store.read() as connection:
        row = issues.row(connection, ISSUE)
    assert row is not None
    assert row.state == "draft"


def test_the_way_out_lost_in_the_middle_says_how_far_it_came(post: Post, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(send, "Time", lambda **_clock: post.time())  # a server that is slowed takes its time
    post.subscribe(*(f"{letter}@example.org" for letter in "abcdef"))
    issue = post.build()
    with ScriptedServer(mail=["250 ok", *["421 enough"] * 20]) as server:
        config = post.config(kind="smtp", host="127.0.0.1", port=server.port, security="none", connections=1)
        assert (go(post, issue, config).sent, len(post.states())) == (1, 6)
        assert "1 sent, 5 wait" in post.told.failures()[-1]
    with ScriptedServer() as server:
        config = post.config(kind="smtp", host="127.0.0.1", port=server.port, security="none")
        post.later(timedelta(hours=1))
        assert go(post, issue, config).sent == 6


def test_retries_are_resumed_when_they_are_due_and_only_then(post: Post):
    post.subscribe("a@example.org")
    token = tokens.signer(post.store)
    with ScriptedServer(rcpt=["450 busy"]) as server:
        config = post.config(kind="smtp", host="127.0.0.1", port=server.port, security="none")
        report = go(post, post.build(), config)
        assert (report.open, report.state) == (1, "running")
        assert send.resume(config, post.store, token=token, clock=post.clock) == ()
        post.later(timedelta(minutes=7))
        (done,) = send.resume(config, post.store, token=token, clock=post.clock)
        assert (done.sent, done.state) == (1, "ended")
        assert send.resume(config, post.store, token=token, clock=post.clock) == ()


def test_a_paused_campaign_waits_for_a_person(post: Post):
    post.subscribe("a@example.org")
    token = tokens.signer(post.store)
    issue = post.build()
    with ScriptedServer(mail=["550 5.1.8 we do not know you"]) as server:
        config = post.config(kind="smtp", host="127.0.0.1", port=server.port, security="none")
        assert go(post, issue, config).state == "paused"
        assert send.resume(config, post.store, token=token, clock=post.clock) == ()
        with pytest.raises(ResultError, match=r"is paused \(550 5.1.8 .*digest campaign resume"):
            go(post, issue, config)
        assert campaigns.resume(post.store, ISSUE)
        (report,) = send.resume(config, post.store, token=token, clock=post.clock)
        assert report.sent == 1


def test_a_rehearsal_and_a_proof_never_touch_the_ledger(post: Post):
    post.subscribe("a@example.org")
    issue = post.build(page=True)
    token = tokens.signer(post.store)
    told: list[str] = []
    planned = rehearsal.rehearse(
        post.config(), post.store, issue, RENDITION, token=token, now=NOW, each=told.append
    )
    assert (planned.recipients, planned.domains, told) == (1, (("example.org", 1),), ["a@example.org"])
    assert mails(post) == []
    proof = trial.prove(post.config(), RENDITION, "editor@example.org", token=token, now=NOW)
    assert mails(post) == [proof.data]
    assert campaigns.report(post.store, ISSUE) is None
    with post.store.read() as connection:
        assert ledger.rows(connection, ISSUE) == ()


def test_while_another_process_sends_nobody_else_does(post: Post, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beginning, "PATIENCE", 0.1)
    post.subscribe("a@example.org")
    issue = post.build()
    with alone(post.store, "send") as free:
        assert free
        with pytest.raises(ResultError, match="another process"):
            go(post, issue)
    assert go(post, issue).sent == 1


def test_an_outbox_that_cannot_be_written_is_one_clear_error(post: Post):
    post.subscribe("a@example.org")
    (post.folder / "outbox").write_text("a file stands where the folder should be", encoding="utf-8")
    with pytest.raises(ResultError, match="cannot be written"):
        go(post, post.build())


def test_a_mail_written_twice_is_one_file(post: Post):
    mail = trial.prove(post.config(), RENDITION, "a@example.org", token=str, now=NOW)
    Outbox(post.folder / "outbox").deliver(mail, lambda: None)
    assert mails(post) == [mail.data]


@pytest.mark.parametrize("where", ["env", "file"])
def test_a_password_is_read_from_where_the_configuration_says(
    post: Post, monkeypatch: pytest.MonkeyPatch, where: str
):
    monkeypatch.setenv("TEST_SMTP_PASSWORD", "s3cret")
    (post.folder / "password").write_text("s3cret\n", encoding="utf-8")
    secret = {"env": "TEST_SMTP_PASSWORD"} if where == "env" else {"file": "password"}
    transport = configured.transport(post.config(kind="smtp", username="me", password=secret))
    assert transport.server.login.password == "s3cret"  # type: ignore[attr-defined]
    assert "s3cret" not in transport.label


def test_the_mark_that_an_editor_of_windows_puts_before_a_text_is_no_part_of_a_password(post: Post):
    (post.folder / "password").write_text("s3cret\r\n", encoding="utf-8-sig")
    transport = configured.transport(post.config(kind="smtp", username="me", password={"file": "password"}))
    assert transport.server.login.password == "s3cret"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("username", "password"), [("편집자", "s3cret"), ("me", "비밀번호")])
def test_a_credential_that_cannot_be_sent_is_told_before_anything_leaves(
    post: Post, monkeypatch: pytest.MonkeyPatch, username: str, password: str
):
    """What smtplib sends is plain ASCII alone; before, it broke off in the middle of the login, with a traceback."""
    monkeypatch.setenv("TEST_SMTP_PASSWORD", password)
    subject = "password" if username == "me" else "username"
    with pytest.raises(UsageError, match=rf"delivery\.{subject}: holds a character") as told:
        configured.transport(
            post.config(kind="smtp", username=username, password={"env": "TEST_SMTP_PASSWORD"})
        )
    assert "비밀번호" not in str(told.value)


def test_a_password_that_is_missing_or_would_be_seen_is_refused(post: Post):
    with pytest.raises(UsageError, match="NOT_SET_ANYWHERE"):
        configured.transport(post.config(kind="smtp", username="me", password={"env": "NOT_SET_ANYWHERE"}))
    with pytest.raises(UsageError, match="is missing"):
        configured.transport(post.config(kind="smtp", username="me"))
    with pytest.raises(UsageError, match="in the clear"):
        configured.transport(
            post.config(kind="smtp", host="mail.example.org", security="none", username="me")
        )


def test_the_letterhead_and_the_rendition_are_frozen(post: Post):
    """A later change of the sender's name does not change the mails of a campaign that has begun."""
    post.subscribe("a@example.org")
    post.begin()
    with post.store.read() as connection:
        rendition, letterhead = stored.frozen(connection, ISSUE)
    assert codec.load(type(RENDITION), rendition, subject="test") == RENDITION
    assert "작은 소식" in letterhead
