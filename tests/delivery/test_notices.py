"""Editors are told by mail what they asked to be told: once, when the way out is open, and never in the way of an issue."""

from __future__ import annotations

import email
import email.policy
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from string import Formatter
from typing import TYPE_CHECKING

import dkim
import pytest

from digest.config import Config
from digest.delivery import campaign, keys, news, noticed, noticereasons, notices
from digest.editing.hand.reading import EditError
from digest.editing.remark import of_issue
from digest.model import why
from digest.model.why import Why
from digest.pipeline.linting import LintError
from digest.pipeline.livereport import Finding, Report
from digest.storage import campaigns, issues, ledger, slots, whys
from digest.storage import notices as kept
from digest.storage.documents import SourceState
from tests.delivery.conftest import ISSUE, NOW, Post, issue
from tests.delivery.servers import ScriptedServer

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

EDITOR = "editor@example.org"
WORDS = {
    "ko": {"draft": "초안이 준비되었습니다", "ended": "발송이 끝났습니다", "paused": "발송이 멈췄습니다"},
    "en": {"draft": "Draft ready", "ended": "Sent", "paused": "Sending has stopped"},
}


def configured(
    folder: Path,
    *,
    language: str = "ko",
    grace: str = "6h",
    approval: str = "required",
    **notices_: object,
) -> Config:
    return Config.model_validate(
        {
            "publication": {
                "id": "small",
                "name": "작은 소식",
                "language": language,
                "sender": {"name": "작은 소식", "address": "news@example.org"},
            },
            "schedule": {"grace": grace, "approval": approval},
            "output": {"outbox": "notes"},
            "notices": {"to": [EDITOR], **notices_},
            "folder": folder,
        }
    )


def mails(folder: Path, name: str = "notes") -> list[EmailMessage]:
    """What lies in the outbox, in the order of their dates and subjects."""
    found = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in (folder / name).glob("*.eml")
    ]
    return sorted(found, key=lambda mail: (mail["Date"].datetime, mail["Subject"]))  # type: ignore[return-value]


def subjects(folder: Path) -> list[str]:
    return [str(mail["Subject"]) for mail in mails(folder)]


def flush(post: Post, config: Config) -> bool:
    return notices.flush(config, post.store, observer=post.told)


def draft(post: Post, config: Config, **found: int) -> None:
    noticed.draft(
        config, post.store, issue(), found=Counter(found), page="https://example.org/a/", due=NOW, now=NOW
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_draft_is_told_once_with_what_to_do_in_text_and_in_html(post: Post, language: str):
    config = configured(post.folder, language=language)
    for _ in range(2):
        draft(post, config, error=1, warning=2)
        assert flush(post, config)
    (mail,) = mails(post.folder)
    assert WORDS[language]["draft"] in mail["Subject"]
    assert (mail["To"], mail["From"].addresses[0].addr_spec) == (EDITOR, "news@example.org")
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", language)
    assert mail["List-Unsubscribe"] is None
    text, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for shown in (text, page):
        assert f"digest approve {ISSUE}" in shown
        assert "https://example.org/a/" in shown
        assert "2025-11-24 13:00" in shown, "until when it can be approved"
    assert '<a href="https://example.org/a/">' in page
    assert max(len(line) for line in mail.as_bytes().splitlines()) < 998


def test_nobody_is_told_who_did_not_ask(post: Post):
    for config in (configured(post.folder, to=[]), configured(post.folder, about=["campaign"])):
        draft(post, config)
        assert flush(post, config)
    assert mails(post.folder) == []


def test_while_the_way_out_is_closed_a_notice_waits_and_is_no_fault(post: Post):
    config = configured(post.folder)
    (post.folder / "notes").write_text("a file in the place of the folder", encoding="utf-8")
    draft(post, config)
    assert not flush(post, config)
    assert post.told.failures() == []
    (post.folder / "notes").unlink()
    assert flush(post, config)
    assert len(mails(post.folder)) == 1


def test_a_server_that_defers_is_asked_again_and_each_editor_is_told_once(post: Post):
    with ScriptedServer(rcpt=["250 OK", "450 later", "250 OK"]) as server:
        delivery = {"kind": "smtp", "host": "127.0.0.1", "port": server.port, "security": "none"}
        config = configured(post.folder, to=["a@example.org", "b@example.org"])
        config = Config.model_validate(config.model_dump() | {"delivery": delivery, "folder": post.folder})
        draft(post, config)
        assert not flush(post, config)
        assert flush(post, config)
        assert flush(post, config)
        taken = [email.message_from_bytes(content)["To"] for content in server.accepted]
    assert taken == ["<a@example.org>", "<b@example.org>"]


@pytest.mark.parametrize(
    "refused", [{"rcpt": ["452 4.2.2 mailbox full"]}, {"body": ["452 4.2.2 mailbox full"]}]
)
def test_one_full_mailbox_keeps_no_notice_from_the_other_editors(post: Post, refused: dict[str, list[str]]):
    """Whose mailbox is full is asked once each time; before, those named after them were told nothing at all."""
    with ScriptedServer(**refused) as server:
        delivery = {"kind": "smtp", "host": "127.0.0.1", "port": server.port, "security": "none"}
        config = configured(post.folder, to=["a@example.org", "b@example.org"])
        config = Config.model_validate(config.model_dump() | {"delivery": delivery, "folder": post.folder})
        draft(post, config)
        again = SourceState(key="c", failures=3, error="cannot be read")
        noticed.sources(config, post.store, {"source": again}, now=NOW)
        assert not flush(post, config), "something waits"
        first = [email.message_from_bytes(content)["To"] for content in server.accepted]
        assert flush(post, config)
        taken = [email.message_from_bytes(content)["To"] for content in server.accepted]
    assert first == ["<b@example.org>", "<b@example.org>"], "both notices"
    assert taken == [*first, "<a@example.org>", "<a@example.org>"]


@pytest.mark.parametrize("refusal", ["550 5.7.1 we do not relay for you", "553 5.1.8 no such sender"])
def test_a_notice_is_kept_where_the_server_does_not_want_us(post: Post, refusal: str):
    """It is mended here, and the editor still wants to know; an editor's own address that is refused is let go."""
    script = {"rcpt": [refusal, "250 OK"]} if "5.7" in refusal else {"mail": [refusal, "250 OK"]}
    with ScriptedServer(**script) as server:
        delivery = {"kind": "smtp", "host": "127.0.0.1", "port": server.port, "security": "none"}
        config = configured(post.folder)
        config = Config.model_validate(config.model_dump() | {"delivery": delivery, "folder": post.folder})
        draft(post, config)
        assert not flush(post, config)
        assert flush(post, config)
        assert len(server.accepted) == 1


def test_every_reason_is_worded_in_korean_with_the_same_values():
    fields = {
        kind: {field for _, field, _, _ in Formatter().parse(told) if field}
        for kind, told in why.WORDS.items()
    }
    korean = {
        kind: {field for _, field, _, _ in Formatter().parse(told) if field}
        for kind, told in noticereasons.KOREAN.items()
    }
    assert korean == fields


def test_a_reason_is_told_in_the_language_of_the_notice_and_survives_the_store():
    found = Why("text_changed", what=Why("sentence"), changes="2조 → 3조")
    live = Why("live", counts=(Why("n_changed", n=1), Why("n_dead", n=2)), first=found)
    reasons = {
        Why("missed", hours=9): "예정보다 9시간 늦어",
        Why("held", why=live, issue="x"): (
            "읽은 뒤로 달라진 것: 바뀜 1, 사라진 페이지 2. 처음 것: 바뀐 문장: 2조 → 3조. 살펴본 뒤 `digest approve x`"
        ),
        campaign.PAUSED: "사람이 멈춤",
        Why("first", n=1050): "처음 1,050명까지 보냈습니다",
        "a wrong link": "a wrong link",
        "554 5.7.1 no": "554 5.7.1 no",
    }
    for reason, words in reasons.items():
        again = whys.load(whys.dump(reason))
        assert again == reason
        assert noticereasons.told(again, "ko").startswith(words)
        assert noticereasons.told(again, "en") == reason
    for broken in ('{"why": "unheard of", "of": {}}', '{"why": "missed", "of": {}}', '{"why": '):
        assert whys.load(broken) == broken


def test_sources_that_fail_at_once_are_one_notice_and_told_anew_only_after_they_worked(post: Post):
    config = configured(post.folder, source_failures=2)

    def round_of(failures: int, hour: int) -> None:
        states = {
            name: SourceState(
                key=key, failures=failures, error="reader@example.org: HTTP 503" if failures else ""
            )
            for key, name in (("a", "첫째"), ("b", "둘째"))
        }
        noticed.sources(config, post.store, states, now=NOW + timedelta(hours=hour))
        flush(post, config)

    round_of(1, 1)
    assert mails(post.folder) == []
    round_of(2, 2)
    round_of(3, 3)
    (mail,) = mails(post.folder)
    text = mail.get_body(("plain",)).get_content()
    assert "첫째 밖 1곳" in mail["Subject"]
    assert "HTTP 503" in text
    assert "reader@" not in text
    round_of(0, 4)
    assert "출처를 다시 읽습니다" in subjects(post.folder)[-1]
    round_of(0, 5)
    round_of(2, 6)
    assert len(mails(post.folder)) == 3


def test_of_two_processes_that_read_a_source_again_one_tells_it(post: Post, monkeypatch: pytest.MonkeyPatch):
    config = configured(post.folder, source_failures=1)
    state = SourceState(key="a", failures=1, error="HTTP 503")
    noticed.sources(config, post.store, {"첫째": state}, now=NOW)
    flush(post, config)
    monkeypatch.setattr(kept, "forget", lambda *_: False)  # the other was quicker
    noticed.sources(config, post.store, {"첫째": replace(state, failures=0)}, now=NOW)
    flush(post, config)
    assert len(mails(post.folder)) == 1


def test_the_end_of_a_campaign_is_reported_without_addresses(post: Post):
    post.subscribe("a@example.org", "b@example.org", "c@example.org")
    post.build()
    post.begin()
    with post.store.write() as connection:
        for row in ledger.claim(
            connection, ISSUE, worker="w", now=NOW, until=NOW + timedelta(hours=1), count=9
        ):
            refused = not row.address.startswith("a@")
            settled = ledger.Settled(
                subscriber=row.subscriber,
                state="failed" if refused else "sent",
                answer=f"550 5.1.1 <{row.address}>: no such user" if refused else "250 OK",
                attempts=2,
            )
            ledger.settle(connection, ISSUE, [settled], worker="w", now=NOW)
        campaigns.set_state(connection, ISSUE, "ended", now=NOW + timedelta(seconds=75))
    config = configured(post.folder)
    for _ in range(2):
        news.look(config, post.store, now=NOW + timedelta(hours=1))
        flush(post, config)
    (mail,) = mails(post.folder)
    text = mail.get_body(("plain",)).get_content()
    assert WORDS["ko"]["ended"] in mail["Subject"]
    for told in ("보낸 메일: 1통", "실패: 2통", "2통: 550 5.1.1 <…>: no such user", "1분 15초"):
        assert told in text
    assert "@example.org" not in text


@pytest.mark.parametrize(
    ("language", "title", "again"),
    [
        ("ko", "아무도 받지 못했습니다", "다시 보내기 (가지 않은 까닭을 바로잡은 뒤)"),
        ("en", "Nobody got it", "Send it again, once the reason is mended"),
    ],
)
def test_a_campaign_that_nobody_got_is_not_reported_as_done(
    post: Post, language: str, title: str, again: str
):
    """Too few readers for the server's refusals to pause it: it ends, and the editor is told in so many words."""
    post.subscribe("a@example.org", "b@example.org")
    post.build()
    post.begin()
    with post.store.write() as connection:
        for row in ledger.claim(
            connection, ISSUE, worker="w", now=NOW, until=NOW + timedelta(hours=1), count=9
        ):
            answer = "550 5.4.5 Daily user sending limit exceeded"
            settled = ledger.Settled(subscriber=row.subscriber, state="failed", answer=answer, attempts=1)
            ledger.settle(connection, ISSUE, [settled], worker="w", now=NOW)
        campaigns.set_state(connection, ISSUE, "ended", now=NOW + timedelta(seconds=75))
    config = configured(post.folder, language=language)
    news.look(config, post.store, now=NOW + timedelta(hours=1))
    flush(post, config)
    (mail,) = mails(post.folder)
    text = mail.get_body(("plain",)).get_content()
    assert title in mail["Subject"]
    assert WORDS[language]["ended"] not in mail["Subject"]
    assert again in text
    assert f"digest campaign retry --failed {ISSUE}" in text
    assert "campaign settle" not in text


def test_readers_who_left_while_it_was_sent_are_no_failures_of_the_campaign(post: Post):
    post.subscribe("a@example.org", "b@example.org", "c@example.org", "d@example.org")
    post.build()
    post.begin()
    answers = {
        "a": "250 OK",
        "b": "550 5.1.1 no such user",
        "c": whys.dump(Why("not_sent", how=Why("unsubscribed"), day="2025-11-24")),
        "d": whys.dump(Why("not_sent", how=Why("off"), day="2025-11-24")),
    }
    with post.store.write() as connection:
        claimed = ledger.claim(
            connection, ISSUE, worker="w", now=NOW, until=NOW + timedelta(hours=1), count=9
        )
        for row in claimed:
            settled = ledger.Settled(
                subscriber=row.subscriber,
                state="sent" if row.address.startswith("a@") else "failed",
                answer=whys.load(answers[row.address[0]]),
                attempts=1,
            )
            ledger.settle(connection, ISSUE, [settled], worker="w", now=NOW)
        campaigns.set_state(connection, ISSUE, "ended", now=NOW + timedelta(seconds=75))
    config = configured(post.folder)
    news.look(config, post.store, now=NOW + timedelta(hours=1))
    flush(post, config)
    (mail,) = mails(post.folder)
    text = mail.get_body(("plain",)).get_content()
    for told in (
        "- 보낸 메일: 1통",
        "- 실패: 1통",
        "- 보내지 않음: 2통 (보내는 사이에 떠난 독자)",
        "- 1통: 보내지 않음: 2025-11-24 수신 거부",
        "- 1통: 보내지 않음: 2025-11-24 목록에서 빠짐",
    ):
        assert told in text.splitlines()


def test_what_ended_long_before_anybody_asked_is_no_news(post: Post):
    post.subscribe("a@example.org")
    post.build()
    post.begin()
    with post.store.write() as connection:
        campaigns.set_state(connection, ISSUE, "ended", now=NOW)
    news.look(configured(post.folder), post.store, now=NOW + timedelta(days=9))
    flush(post, configured(post.folder))
    assert mails(post.folder) == []


def test_a_notice_is_signed_like_the_letters(post: Post):
    path = post.folder / "dkim.pem"
    path.write_bytes(keys.new("ed25519"))
    config = configured(post.folder)
    given = {"dkim": [{"selector": "s1", "key": {"file": str(path)}}]}
    config = Config.model_validate(config.model_dump() | {"delivery": given, "folder": post.folder})
    draft(post, config)
    assert flush(post, config)
    (eml,) = (post.folder / "notes").glob("*.eml")
    record = b"v=DKIM1; k=ed25519; p=" + keys.Key(path.read_bytes()).public.encode()
    assert dkim.verify(eml.read_bytes(), dnsfunc=lambda *_a, **_k: record)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_campaign_that_was_paused_is_told_with_the_reason(post: Post, language: str):
    post.subscribe("a@example.org")
    post.build()
    post.begin()
    with post.store.write() as connection:
        campaigns.set_state(connection, ISSUE, "paused", now=NOW, reason="550 5.7.1 not allowed")
        slots.claim(connection, "small", NOW, now=NOW)
        slots.settle(connection, "small", NOW, outcome="failed", issue=ISSUE, reason="550 5.7.1 not allowed")
    config = configured(post.folder, language=language)
    for _ in range(2):
        news.look(config, post.store, now=NOW)
        flush(post, config)
    (mail,) = mails(post.folder)
    assert WORDS[language]["paused"] in mail["Subject"]
    text = mail.get_body(("plain",)).get_content()
    assert {"ko": "거절했습니다: 550 5.7.1 not", "en": "refuses our mail: 550 5.7.1 not"}[language] in text
    assert "digest send" not in text, (
        "of a slot that failed because its campaign is paused nothing more is told"
    )


@pytest.mark.parametrize(
    ("reason", "answer", "again"),
    [
        ("550 5.7.1 spam", "550 5.7.1 spam", True),
        ("550 5.7.1 spam", "", False),
        (Why("by_hand"), "550 5.1.1 unknown", False),
    ],
)
def test_whose_mail_was_refused_because_of_us_is_not_forgotten_when_it_goes_on(
    post: Post,
    reason: str,
    answer: str,
    again: bool,  # noqa: FBT001 - a table
):
    post.subscribe("a@example.org", "b@example.org")
    post.build()
    post.begin()
    with post.store.write() as connection:
        if answer:
            until = NOW + timedelta(hours=1)
            (row,) = ledger.claim(connection, ISSUE, worker="w", now=NOW, until=until, count=1)
            refused = ledger.Settled(subscriber=row.subscriber, state="failed", answer=answer, attempts=1)
            ledger.settle(connection, ISSUE, [refused], worker="w", now=NOW)
        campaigns.set_state(connection, ISSUE, "paused", now=NOW, reason=reason)
    config = configured(post.folder)
    news.look(config, post.store, now=NOW)
    flush(post, config)
    (mail,) = mails(post.folder)
    steps = mail.get_body(("plain",)).get_content().splitlines()
    assert (f"    digest campaign retry --failed {ISSUE}" in steps) == again
    assert f"    digest campaign resume {ISSUE}" in steps


def test_a_slot_that_waits_is_told_when_time_gets_short_and_when_it_is_over(post: Post):
    config = configured(post.folder, grace="4h")
    with post.store.write() as connection:
        issues.save(connection, issue(), (), now=NOW)
        slots.claim(connection, "small", NOW, now=NOW)
        reason = Why("unapproved", issue=ISSUE)
        slots.settle(connection, "small", NOW, outcome="waiting", issue=ISSUE, reason=reason)

    def at(hours: float) -> list[str]:
        news.look(config, post.store, now=NOW + timedelta(hours=hours))
        flush(post, config)
        return subjects(post.folder)

    assert at(0) == at(2.9) == [], "the notice of the draft has told it"
    (near,) = at(3.1)
    assert "승인을 기다립니다" in near
    with post.store.write() as connection:
        slots.settle(
            connection, "small", NOW, outcome="waiting", issue=ISSUE, reason=Why("late", issue=ISSUE)
        )
    assert at(4.1) == at(5) == [near, f"[작은 소식] 나가지 않고 기다립니다: {ISSUE}"]


@pytest.mark.parametrize(
    ("language", "words"), [("ko", "바뀐 수치: 2조 → 3조"), ("en", "figure changed: 2조 → 3조")]
)
def test_an_issue_that_is_held_is_told_with_what_changed_and_how_it_goes_on(
    post: Post, language: str, words: str
):
    found = Why("text_changed", what=Why("figure"), changes="2조 → 3조")
    held = Why("held", why=Why("live", counts=(Why("n_changed", n=1),), first=found), issue=ISSUE)
    with post.store.write() as connection:
        slots.claim(connection, "small", NOW, now=NOW)
        slots.settle(connection, "small", NOW, outcome="waiting", issue=ISSUE, reason=held)
    config = configured(post.folder, language=language)
    news.look(config, post.store, now=NOW)
    flush(post, config)
    (mail,) = mails(post.folder)
    text = mail.get_body(("plain",)).get_content()
    assert words in text
    steps = text.partition(words)[2]
    assert steps.rindex(f"    digest approve {ISSUE}") < steps.index(f"    digest send {ISSUE}")


def test_a_slot_that_failed_before_its_issue_was_built_names_it_and_has_it_built(post: Post):
    config = configured(post.folder)
    with post.store.write() as connection:
        slots.claim(connection, "small", NOW, now=NOW)
        slots.settle(connection, "small", NOW, outcome="failed", issue="small-2025-11-17", reason="no room")
    news.look(config, post.store, now=NOW)
    flush(post, config)
    (mail,) = mails(post.folder)
    steps = mail.get_body(("plain",)).get_content().splitlines()
    assert any("small-2025-11-17" in line for line in steps)
    assert steps.index("    digest build") < steps.index("    digest send")


@pytest.mark.parametrize(("approval", "steps"), [("required", 3), ("automatic", 2)])
def test_a_slot_that_was_missed_has_the_issue_of_its_own_period_built_approved_and_sent(
    post: Post, approval: str, steps: int
):
    """When it is read, another period may have come to an end, which `digest build` alone would take."""
    config = configured(post.folder, approval=approval)
    with post.store.write() as connection:
        slots.pass_over(
            connection,
            "small",
            (NOW,),
            now=NOW,
            outcome="waiting",
            reason=Why("missed", hours=30),
            issue="small-weekly-2025-11-10",
        )
    news.look(config, post.store, now=NOW)
    flush(post, config)
    (mail,) = mails(post.folder)
    assert "small-weekly-2025-11-10" in mail["Subject"]
    text = mail.get_body(("plain",)).get_content()
    told = [line.strip() for line in text.splitlines() if line.startswith("    digest ")]
    assert (
        told[:-1]
        == [
            "digest build --period 2025-11-10..2025-11-16",
            "digest approve small-weekly-2025-11-10",
            "digest send small-weekly-2025-11-10",
        ][:: 1 if steps == 3 else 2]
    )


def test_a_slot_that_failed_is_told(post: Post):
    config = configured(post.folder)
    with post.store.write() as connection:
        slots.claim(connection, "small", NOW, now=NOW)
        slots.settle(connection, "small", NOW, outcome="failed", reason="a template is wrong")
    news.look(config, post.store, now=NOW)
    flush(post, config)
    (mail,) = mails(post.folder)
    assert "실패했습니다" in mail["Subject"]
    assert "a template is wrong" in mail.get_body(("html",)).get_content()
    steps = mail.get_body(("plain",)).get_content().splitlines()
    assert steps.index("    digest build") < steps.index("    digest send"), (
        "nothing is sent by building alone"
    )


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "mail server 127.0.0.1:25: refuses the login (535 5.7.8 no): check [delivery] username and password",
            ["까닭: 메일 서버 127.0.0.1:25: 로그인을 거절합니다(535 5.7.8 no). [delivery] username과 password를 확인해 주세요"],
        ),
        (
            str(EditError("issue.edit.toml", ("size (line 3): 'huge' is none of lead, full, line",))),
            ["까닭: issue.edit.toml: 잘못된 곳 1", "- 3번째 줄 size: 'huge': lead, full, line 가운데 하나가 아닙니다"],
        ),
        (
            LintError(ISSUE, (of_issue(kind="template", level="error", message="it tells nothing", hint="build it again, or do not send it"),) * 2).why,
            [f"까닭: {ISSUE}: 점검 오류 2건. 고친 뒤", "- 호 전체: 실을 소식이 없습니다. 다시 만들거나 보내지 마세요"],
        ),
    ],
)  # fmt: skip
def test_why_a_slot_failed_is_told_in_korean_with_all_that_was_found(
    post: Post, reason: str, told: list[str]
):
    with post.store.write() as connection:
        slots.claim(connection, "small", NOW, now=NOW)
        slots.settle(connection, "small", NOW, outcome="failed", reason=reason)
    config = configured(post.folder)
    news.look(config, post.store, now=NOW)
    flush(post, config)
    (mail,) = mails(post.folder)
    text = mail.get_body(("plain",)).get_content()
    for one in told:
        assert one in text


def test_an_issue_that_is_held_says_until_when_an_approval_lets_it_go(post: Post):
    held = Why("held", why=Why("live", counts=(Why("n_gone", n=1),), first="x"), issue=ISSUE)
    with post.store.write() as connection:
        slots.claim(connection, "small", NOW, now=NOW)
        slots.settle(connection, "small", NOW, outcome="waiting", issue=ISSUE, reason=held)
    config = configured(post.folder, grace="4h")
    news.look(config, post.store, now=NOW)
    flush(post, config)
    (mail,) = mails(post.folder)
    text = mail.get_body(("plain",)).get_content()
    assert "2025-11-24 11:00까지 승인하시면 저절로 나갑니다" in text
    assert "다시 시도하지 않습니다" not in text


def test_a_notice_of_another_version_of_the_program_is_left_out(post: Post):
    with post.store.write() as connection:
        kept.put(connection, "odd", about="draft", mail='{"what": 1}', now=NOW)
    config = configured(post.folder)
    draft(post, config)
    assert flush(post, config)
    assert len(mails(post.folder)) == 1
    with post.store.read() as connection:
        assert kept.waiting(connection) == ()


def test_what_is_gone_tells_where_its_page_leads_now():
    gone = Finding(
        issue="i",
        item="a",
        what="sentence",
        text="공장을 세운다.",
        url="https://x.example/a",
        standing="gone",
        why="now at https://x.example/b",
        consequence="hold",
    )
    held = Report(issue="i", at=NOW, marks=(), pages=1, findings=(gone,)).held
    for told in (held, noticereasons.told(held, "ko")):
        assert "now at https://x.example/b" in told
