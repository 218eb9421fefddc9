"""A scripted server: exact states, exact retry times, and nothing ever sent twice in silence."""

from __future__ import annotations

import email
import email.policy
import shutil
import ssl
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from digest.delivery.connecting import Login, Server
from digest.delivery.letterhead import Message
from digest.delivery.retry import delay
from digest.delivery.smtp import Smtp
from digest.delivery.transport import PostponedError
from digest.errors import ResultError
from digest.storage import campaigns, subscribers
from digest.subscribers import roster
from tests.delivery.conftest import ISSUE, NOW
from tests.delivery.servers import DROP, STALL, RealServer, ScriptedServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.conftest import Post


def smtp(port: int, **more: Any) -> Smtp:
    usual = {"host": "127.0.0.1", "security": "none", "hello": "example.org", "timeout": 5}
    return Smtp(Server(port=port, **usual | more))


def run(post: Post, server: ScriptedServer, *, people: int = 1, timeout: float = 5, **rules: object) -> None:
    post.subscribe(*(f"{letter}@example.org" for letter in "abcdefgh"[:people]))
    post.begin()
    post.work(smtp(server.port, timeout=timeout), **rules)


def test_a_real_server_gets_each_mail_once_whole_and_with_its_envelope(post: Post):
    with RealServer() as server:
        run(post, server, people=3)  # type: ignore[arg-type]
        assert post.states() == dict.fromkeys(["a@example.org", "b@example.org", "c@example.org"], "sent")
        post.work(smtp(server.port))
        assert sorted(to for _, (to,), _ in server.mails) == [
            "a@example.org",
            "b@example.org",
            "c@example.org",
        ]
        sender, (to,), content = server.mails[0]
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert (sender, mail["To"].addresses[0].addr_spec) == ("news@example.org", to)
        assert mail.get_body(("plain",)).get_content().strip() == ".본문"


def test_one_connection_serves_several_mails(post: Post):
    with ScriptedServer() as server:
        run(post, server, people=5)
        assert (len(server.accepted), server.connections) == (5, 1)


def test_a_multi_line_reply_is_one_answer(post: Post):
    with ScriptedServer(rcpt=["250-2.1.5 one\r\n250-2.1.5 two\r\n250 2.1.5 three"]) as server:
        run(post, server)
        assert post.row().state == "sent"


def test_a_deferral_waits_its_time_and_is_then_sent(post: Post):
    with ScriptedServer(rcpt=["450 4.2.1 busy"]) as server:
        run(post, server)
        row = post.row()
        (message,) = [f"<{identifier}>" for identifier in [_message_id(post)]]
        assert (row.state, row.attempts, row.answer) == ("retry", 1, "450 4.2.1 busy")
        assert row.due == NOW + delay(1, message)
        post.later(row.due - NOW - timedelta(seconds=1))
        post.work(smtp(server.port))
        assert post.row().state == "retry"
        post.later(timedelta(seconds=1))
        post.work(smtp(server.port))
        assert (post.row().state, post.row().attempts, len(server.accepted)) == ("sent", 2, 1)


def _message_id(post: Post) -> str:
    from digest.delivery import configured
    from digest.delivery.letterhead import message_id

    head = configured.letterhead(post.config(), date=NOW)
    (person,) = roster.listed(post.store)
    return message_id(head, ISSUE, person.id).strip("<>")


@pytest.mark.parametrize(
    ("script", "state", "answer"),
    [
        ({"rcpt": ["550 5.1.1 no such user"]}, "failed", "550 5.1.1 no such user"),
        ({"rcpt": ["550 unwelcome"]}, "failed", "550 unwelcome"),
        ({"body": ["552 5.2.2 mailbox full"]}, "failed", "552 5.2.2 mailbox full"),
        ({"mail": ["552 5.3.4 too large"]}, "failed", "552 5.3.4 too large"),
        ({"data": ["451 4.3.0 later"]}, "retry", "451 4.3.0 later"),
        ({"body": ["451 4.3.0 later"]}, "retry", "451 4.3.0 later"),
        ({"mail": ["421 4.3.2 shutting down"]}, "retry", "421 4.3.2 shutting down"),
        ({"rcpt": ["421 too many"]}, "retry", "421 too many"),
        ({"body": ["421 too many"]}, "retry", "421 too many"),
        ({"rcpt": [DROP]}, "retry", "Connection unexpectedly closed"),
        ({"data": [DROP]}, "retry", "Connection unexpectedly closed"),
        ({"body": [DROP]}, "uncertain", "no answer after the message (Connection unexpectedly closed)"),
    ],
)
def test_each_answer_gives_its_state(post: Post, script: dict[str, list[str]], state: str, answer: str):
    with ScriptedServer(**script) as server:
        run(post, server)
        assert (post.row().state, post.row().answer) == (state, answer)


def test_a_server_that_takes_the_message_and_hangs_up_is_uncertain_and_never_sent_to_again_in_silence(
    post: Post,
):
    with ScriptedServer(body=[DROP]) as server:
        run(post, server)
        post.later(timedelta(days=1))
        post.work(smtp(server.port))
        assert (post.row().state, len(server.taken)) == ("uncertain", 1)
        assert "may or may not have arrived" in post.told.failures()[0]


def test_under_resend_the_same_bytes_go_out_again(post: Post):
    with ScriptedServer(body=[DROP]) as server:
        run(post, server, uncertain="resend")
        assert post.row().state == "retry"
        post.later(timedelta(minutes=7))
        post.work(smtp(server.port), uncertain="resend")
        assert post.row().state == "sent"
        assert server.taken[0] == server.taken[1]


def test_a_server_that_falls_silent_after_the_body_is_uncertain_and_before_it_a_retry(post: Post):
    with ScriptedServer(body=[STALL]) as server:
        run(post, server, timeout=0.3)
        assert post.row().state == "uncertain"


def test_a_server_that_falls_silent_before_the_body_is_tried_again(post: Post):
    with ScriptedServer(data=[STALL]) as server:
        run(post, server, timeout=0.3)
        assert post.row().state == "retry"


def test_a_line_that_breaks_inside_the_body_is_tried_again(post: Post):
    """The final dot never left, so the server cannot have taken it (RFC 5321, 4.1.1.4)."""
    with ScriptedServer(drop_in_body=1) as server:
        run(post, server)
        # Small bodies fit into the network's buffers: the break may only be seen while waiting for the answer.
        assert post.row().state in ("retry", "uncertain")
        assert server.taken == []


def test_a_line_that_breaks_inside_a_body_that_fits_no_buffer_took_nothing():
    """There it is certain: the rest of the text has not left, and so no dot."""
    data = (b"x" * 76 + b"\r\n") * 600_000
    with ScriptedServer(drop_in_body=1) as server:
        line = smtp(server.port, timeout=20)
        line.open()
        large = Message(id="<1@x>", sender="a@example.org", recipient="b@example.org", data=data, dots=False)
        assert line.deliver(large, lambda: None).kind == "closed"
        assert not line.alive
        assert server.taken == []


def test_a_connection_ended_after_some_mails_is_opened_anew_at_once(post: Post):
    with ScriptedServer(mail=["250 ok", "421 enough for this connection"]) as server:
        run(post, server, people=3)
        assert set(post.states().values()) == {"sent"}
        assert (len(server.accepted), server.connections) == (3, 2)


def test_a_server_that_always_hangs_up_is_left_alone(post: Post):
    with ScriptedServer(mail=["421 no"] * 20) as server:
        with pytest.raises(ResultError, match="closed 3 connections in a row"):
            run(post, server, people=6)
        assert sorted(post.states().values()) == ["pending"] * 3 + ["retry"] * 3


def test_an_address_that_does_not_exist_is_never_written_to_again_and_others_are(post: Post):
    with ScriptedServer(rcpt=["550 5.1.1 no such user", "550 5.2.2 over quota"]) as server:
        run(post, server, people=3)
        assert sorted(post.states().values()) == ["failed", "failed", "sent"]
    with post.store.read() as connection:
        (gone,) = subscribers.suppressions(connection)
    assert gone.reason == "bounced"


def test_a_server_that_refuses_the_sender_pauses_the_campaign_and_loses_nobody(post: Post):
    with ScriptedServer(mail=["530 5.7.0 log in first"]) as server:
        run(post, server, people=3)
        assert set(post.states().values()) == {"pending"}
        assert server.taken == []
    with post.store.read() as connection:
        row = campaigns.find(connection, ISSUE)
    assert row is not None
    assert (row.state, row.reason) == ("paused", "530 5.7.0 log in first")
    assert "paused" in post.told.failures()[0]


def test_who_leaves_in_the_middle_of_a_campaign_gets_nothing(post: Post):

    post.subscribe("a@example.org", "b@example.org")
    post.begin()
    roster.remove(post.store, "a@example.org", now=NOW, reason="unsubscribed")
    with ScriptedServer() as server:
        post.work(smtp(server.port))
        assert post.states() == {"a@example.org": "failed", "b@example.org": "sent"}
        assert post.row().answer == "not sent: unsubscribed on 2025-11-23"
        assert len(server.taken) == 1


def test_the_pace_is_kept(post: Post):
    with ScriptedServer() as server:
        run(post, server, people=3, per_second=4)
        assert post.slept == [0.25] * 2


def test_nobody_there_is_one_clear_error_and_all_rows_wait(post: Post):
    with ScriptedServer() as server:
        port = server.port
    post.subscribe("a@example.org")
    post.begin()
    with pytest.raises(ResultError, match=r"cannot be reached \(Connection refused\)"):
        post.work(smtp(port))
    assert post.row().state == "pending"


def test_a_server_that_answers_with_a_refusal_is_no_matter_of_host_and_port(post: Post):
    """RFC 5321, 3.1: 554 in place of a greeting. It was reached, and whoever runs it can tell why."""
    post.subscribe("a@example.org")
    post.begin()
    with ScriptedServer(greeting=["554 5.7.1 no mail from here"]) as server:
        with pytest.raises(
            PostponedError, match=r"does not want to talk \(554 5\.7\.1 no mail from here\)"
        ) as told:
            post.work(smtp(server.port))
        assert "host" not in told.value.hint
        assert post.row().state == "pending"
        post.work(smtp(server.port))
    assert post.states() == {"a@example.org": "sent"}


def test_a_wrong_password_is_told_and_never_shown(post: Post):
    def refuse(*_: object) -> object:
        from aiosmtpd.smtp import AuthResult

        return AuthResult(success=False, handled=False)

    with RealServer(authenticator=refuse, auth_require_tls=False) as server:
        line = smtp(server.port, login=Login(username="me", password="s3cret-pass"))
        post.subscribe("a@example.org")
        post.begin()
        with pytest.raises(ResultError, match="refuses the login") as refused:
            post.work(line)
        assert "s3cret-pass" not in str(refused.value)


def test_a_server_that_refuses_us_on_each_connection_is_told_once(post: Post):
    with ScriptedServer(mail=["550 5.7.1 not allowed"] * 8) as server:
        run(post, server, people=8, connections=4)
        assert set(post.states().values()) == {"pending"}
    assert len(post.told.failures()) == 1, post.told.failures()


def test_a_login_that_the_server_cannot_check_now_is_tried_later():
    """RFC 4954, 6: 454 says that the server, not the password, is at fault. A slot is tried again, not given up."""

    def busy(*_: object) -> object:
        from aiosmtpd.smtp import AuthResult

        return AuthResult(success=False, handled=False, message="454 4.7.0 Temporary authentication failure")

    with RealServer(authenticator=busy, auth_require_tls=False) as server:
        line = smtp(server.port, login=Login(username="me", password="s3cret-pass"))
        with pytest.raises(
            PostponedError, match=r"login now \(454 4\.7\.0 Temporary authentication failure\)"
        ) as postponed:
            line.open()
    assert "s3cret-pass" not in str(postponed.value)


def test_no_way_to_log_in_that_both_know_is_a_setting_to_mend():
    with ScriptedServer(hello=["250-scripted\r\n250 AUTH GSSAPI"]) as server:
        line = smtp(server.port, login=Login(username="me", password="s3cret-pass"))
        with pytest.raises(ResultError, match="No suitable authentication method") as refused:
            line.open()
    assert not isinstance(refused.value, PostponedError)


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path_factory: pytest.TempPathFactory):
    """Offering TLS is not enough: the certificate is checked."""
    context = _self_signed(tmp_path_factory.mktemp("certificate"))
    with RealServer(tls_context=context) as server:
        line = smtp(server.port, security="starttls")
        with pytest.raises(ResultError, match="no secure connection"):
            line.open()


def test_mails_go_over_an_encrypted_line_whole(post: Post):
    """Also one of many of TLS's records."""
    data = b"Subject: large\r\n\r\n" + b"".join(b"%060d\r\n" % number for number in range(3_000))
    context = _self_signed(post.folder)
    trusted = ssl.create_default_context(cafile=str(post.folder / "cert.pem"))
    with RealServer(tls_context=context, require_starttls=True) as server:
        line = smtp(server.port, security="starttls", certificates=trusted, timeout=20)
        post.subscribe("a@example.org", "b@example.org", "c@example.org")
        post.begin()
        post.work(line, connections=2)
        assert set(post.states().values()) == {"sent"}
        assert len(server.mails) == 3
        line.open()
        for _ in range(2):
            large = Message(id="<1@x>", sender="a@example.org", recipient="b@example.org", data=data)
            assert line.deliver(large, lambda: None).kind == "accepted"
        line.close()
        assert [mail[2] for mail in server.mails[3:]] == [data, data]


def test_a_server_that_only_says_yes_to_data_waits_for_no_body(post: Post):
    """RFC 5321, 3.3: 354 and nothing else. What it did not wait for it would take for commands, and refuse line by line."""
    with ScriptedServer(data=["250 2.0.0 ok"]) as server:
        run(post, server, people=2)
        assert post.states() == {"a@example.org": "retry", "b@example.org": "sent"}
        assert len(server.accepted) == 1


@pytest.mark.parametrize("host", ["mail..example.org", f"{'m' * 70}.example.org"])
def test_what_can_be_no_name_of_a_server_is_told(host: str):
    line = Smtp(Server(host=host, port=25, security="none", hello="example.org", timeout=5))
    with pytest.raises(ResultError, match="can be no name of a server") as refused:
        line.open()
    assert not isinstance(refused.value, PostponedError)


def test_a_server_that_cannot_encrypt_now_was_reached():
    """RFC 3207, 4: 454 instead of 220."""
    with ScriptedServer(hello=["250-scripted\r\n250 STARTTLS"], starttls=["454 4.7.0 not now"]) as server:
        line = smtp(server.port, security="starttls")
        with pytest.raises(PostponedError, match=r"does not want to talk \(454 4\.7\.0 not now\)") as told:
            line.open()
    assert "host" not in told.value.hint


def test_a_server_without_tls_is_refused_where_tls_is_asked_for():
    with ScriptedServer() as server:
        line = smtp(server.port, security="starttls")
        with pytest.raises(ResultError, match="STARTTLS"):
            line.open()


def _self_signed(folder: Path) -> ssl.SSLContext:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not there: certificates were not checked")
    names = [str(folder / "key.pem"), str(folder / "cert.pem")]
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            names[0],
            "-out",
            names[1],
            "-days",
            "2",
            "-subj",
            "/CN=127.0.0.1",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(names[1], names[0])
    return context
