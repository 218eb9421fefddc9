"""The readers' pages: a GET changes nothing, a POST does, and whoever wants out meets no refusal."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digest.storage.store import Store, engine
from digest.subscribers import roster
from digest.web.readers.forms import LARGEST
from tests.web.letters import ADDRESS, NOW, Letters, asked, configured, opened, subscribe
from tests.web.listening import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOUNDARY = "----a-boundary"
MULTIPART = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--{BOUNDARY}--\r\n'
).encode()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one reader, as a file."""
    folder = tmp_path_factory.mktemp("store")
    opened(folder).close()
    return folder / "digest.sqlite3"


@pytest.fixture
def store(tmp_path: Path, written: Path) -> Iterator[Store]:
    made = Store(engine(shutil.copy(written, tmp_path)))
    yield made
    made.close()


@pytest.fixture
def letters(tmp_path: Path, store: Store) -> Iterator[Letters]:
    with Letters(configured(tmp_path, web={"per_minute": 5000}), store) as made:
        yield made


def state(letters: Letters) -> tuple[object, ...]:
    return letters.person(), letters.suppressed(), letters.consents()


def test_a_thousand_gets_change_nothing_and_a_post_does(letters: Letters):
    before = state(letters)
    many = ["GET", "GET", "GET", "GET", "HEAD"] * 200
    assert asked(letters.config, letters.store, letters.leave(), many) == {200: 1000}
    assert letters.get(letters.leave()).status == 200
    assert letters.ask("HEAD", letters.leave()).text == ""
    assert state(letters) == before
    assert letters.post(letters.leave()).status == 200
    assert letters.person() is None
    gone = letters.suppressed()
    assert gone is not None
    assert (gone.reason, gone.at) == ("unsubscribed", NOW)
    assert [(one.kind, one.source) for one in letters.consents()] == [
        ("given", "sign-up form"),
        ("withdrawn", "one-click"),
    ]


def test_twice_is_the_same_as_once(letters: Letters):
    first = letters.post(letters.leave())
    after = state(letters)
    letters.now += timedelta(days=3)
    second = letters.post(letters.leave())
    assert (first.status, second.status) == (200, 200)
    assert first.text == second.text
    assert "2025. 11. 24" in second.text.replace("\u00a0", " ")
    assert state(letters) == after
    assert letters.get(letters.leave()).text == first.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (MULTIPART, f"multipart/form-data; boundary={BOUNDARY}"),
        (b"List-Unsubscribe=One-Click", "application/x-www-form-urlencoded; charset=UTF-8"),
        (b"", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"no multipart at all", "multipart/form-data; boundary=x"),
        (b"no boundary", "multipart/form-data"),
        (b"\xff\xfe=%ff&&&=", "application/x-www-form-urlencoded"),
    ],
)
def test_whatever_a_post_says_its_address_says_who_wants_out(letters: Letters, body: bytes, kind: str):
    answer = letters.ask("POST", letters.leave(), body, Content_Type=kind)
    assert answer.status == 200
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert letters.person() is None


def test_the_page_tells_who_did_what_when(letters: Letters):
    page = letters.post(letters.leave(), b"wish=leave").text.replace("\u00a0", " ")
    for told in (
        "수신 거부를 처리했습니다",
        "2025. 11. 24",
        "맥락 편집부",
        "letter@example.org",
        "02-0000-0000",
    ):
        assert told in page
    assert letters.consents()[-1].source == "web page"


def test_a_foreign_forged_cut_or_long_token_opens_nothing(letters: Letters, tmp_path: Path):
    good = letters.token()
    who, _, seal = good.partition(".")
    elsewhere = opened(tmp_path / "elsewhere")
    foreign = Letters(letters.config, elsewhere).token()
    elsewhere.close()
    before = state(letters)
    wrong = [
        foreign,
        good[:-1],
        good + "A",
        f"{roster.identity('other@example.org')}.{seal}",
        who,
        f"{who}.",
        f".{seal}",
        "x" * 5000,
        f"{good}%00",
        f"{good}%ED%95%9C",
        "%2e%2e%2fhealth",
    ]
    answers = [
        letters.ask(method, f"/letters/{way}/{token}")
        for token in wrong
        for way in "up"
        for method in ("GET", "POST")
    ]
    assert {answer.status for answer in answers} == {404}
    assert len({re.sub(r'href="[^"]*"', "", answer.text) for answer in answers}) == 1
    assert state(letters) == before


def test_who_is_forgotten_is_told_that_it_is_done(letters: Letters):
    """Their row, their address and their record are gone; the token is still good, and says no more than that."""
    gone = letters.token("nobody@example.org")
    for answer in (
        letters.get(f"/letters/u/{gone}"),
        letters.post(f"/letters/u/{gone}"),
        letters.get(f"/letters/p/{gone}"),
    ):
        assert answer.status == 200
        assert "수신 거부를 처리했습니다" in answer.text
        assert "wish" not in answer.text


def test_a_slip_of_the_hand_is_undone(letters: Letters):
    before = letters.person()
    page = letters.post(letters.leave(), b"wish=leave").text
    assert 'name="wish" value="back"' in page
    letters.now += timedelta(minutes=1)
    assert "다시 구독했습니다" in letters.post(letters.leave(), b"wish=back").text
    after = letters.person()
    assert before is not None
    assert after is not None
    assert (after.id, after.address, after.name, after.lists) == (
        before.id,
        before.address,
        before.name,
        before.lists,
    )
    assert (after.consented, after.consent_source) == (letters.now, "web page")
    assert letters.suppressed() is None
    assert [one.kind for one in letters.consents()] == ["given", "withdrawn", "given"]


@pytest.mark.parametrize("reason", ["bounced", "complained", "removed"])
def test_only_who_left_by_themselves_comes_back_by_themselves(letters: Letters, reason: str):
    roster.remove(letters.store, ADDRESS, now=NOW, reason=reason)  # type: ignore[arg-type]
    answer = letters.post(letters.leave(), b"wish=back")
    assert answer.status == 200
    assert letters.person() is None
    held = letters.suppressed()
    assert held is not None
    assert held.reason == reason


def test_readers_choose_edition_lists_and_name(letters: Letters):
    page = letters.get(letters.choose()).text
    assert 'value="weekly" checked' in page
    assert 'value="report" checked' not in page
    assert "minji.kim" not in page, "whoever a mail was forwarded to learns no address"
    saved = letters.post(
        letters.choose(),
        b"wish=choose&language=en&list=report&list=secret&name=%20Kim%0D%0ABcc:%20x%20",
    )
    assert saved.status == 200
    assert "Saved." in saved.text, "the page is in the language that was chosen"
    person = letters.person()
    assert person is not None
    assert (person.language, person.lists, person.name) == ("en", ("report",), "Kim Bcc: x")


@pytest.mark.parametrize(("language", "none"), [("en", "no mail will come"), ("ko", "메일이 가지 않습니다")])
def test_who_ticks_no_list_is_told_that_no_mail_comes(letters: Letters, language: str, none: str):
    for body, silent in ((b"", True), (b"&list=weekly", False)):
        saved = letters.post(letters.choose(), f"wish=choose&language={language}".encode() + body)
        assert (none in saved.text) == silent
    assert none not in letters.get(letters.choose()).text


def test_a_wrong_wish_leaves_all_as_it_is(letters: Letters):
    before = state(letters)
    for body in (b"", b"List-Unsubscribe=One-Click", b"language=en", b"wish=leave"):
        assert letters.post(letters.choose(), body).status == 200
    letters.post(letters.choose(), b"wish=choose&language=fr&list=weekly")
    assert state(letters) == before


def test_a_name_is_no_markup(letters: Letters):
    answer = letters.post(letters.choose(), b"wish=choose&list=weekly&name=%22%3E%3Cscript%3E1%3C/script%3E")
    assert "<script" not in answer.text


def test_every_answer_carries_what_keeps_the_token_safe(letters: Letters):
    wrong = "/letters/u/none"
    answers = [
        letters.get(letters.leave()),
        letters.get(wrong),
        letters.ask("PUT", wrong),
        letters.get("/letters/health"),
    ]
    answers.append(letters.get(letters.leave(), Host="evil.example.com"))
    assert [answer.status for answer in answers] == [200, 404, 405, 200, 421]
    for answer in answers:
        headers = answer.headers
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert (
            headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
        )
        assert "camera=()" in headers["permissions-policy"]
        assert headers["strict-transport-security"].startswith("max-age=")
        assert "noindex" in headers["x-robots-tag"]
        assert "server" not in headers
        assert "set-cookie" not in headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
    assert "form-action 'self'" in answers[0].headers["content-security-policy"]
    assert sorted(answers[2].headers["allow"].split(", ")) == ["GET", "HEAD", "POST"]


def test_only_the_name_of_the_pages_is_answered(letters: Letters):
    assert letters.get(letters.leave(), Host="LETTER.example.org:443").status == 200
    for host in ("127.0.0.1", "letter.example.org:8025", "letter.example.org.evil.com"):
        assert letters.get(letters.leave(), Host=host).status == 421
    assert letters.get("/letters/health", Host=f"127.0.0.1:{letters.port}").text == "ok\n"
    assert letters.get("/health").status == 404
    assert letters.get("/").status == 404


def test_too_much_is_refused_and_says_so(letters: Letters):
    answer = letters.post(letters.leave(), b"x" * (LARGEST + 1))
    assert answer.status == 413
    assert "너무 깁니다" in answer.text
    assert letters.person() is not None


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "ko"),
        ("", "en-US,en;q=0.9,ko;q=0.5", "en"),
        ("", "fr, ko;q=0.2, en;q=0.1", "ko"),
        ("", "en;q=0, */*;q=x", "ko"),
        ("?lang=en", "ko", "en"),
        ("?lang=zz", "en", "en"),
    ],
)
def test_a_stranger_is_answered_in_their_language(letters: Letters, query: str, accepted: str, language: str):
    answer = letters.get(f"/letters/u/none{query}", Accept_Language=accepted)
    assert f'<html lang="{language}">' in answer.text


def test_a_reader_is_answered_in_the_language_that_they_read(letters: Letters):
    assert '<html lang="ko">' in letters.get(letters.leave(), Accept_Language="en").text
    assert '<html lang="en">' in letters.get(letters.leave() + "?lang=en").text


def test_what_is_forged_is_limited_and_who_wants_out_is_not(tmp_path: Path, store: Store):
    config = configured(tmp_path, web={"per_minute": 3, "proxies": ["127.0.0.1"]})
    with Letters(config, store) as letters:
        many = [letters.get("/letters/u/none", X_Forwarded_For="192.0.2.1").status for _ in range(5)]
        assert many == [404, 404, 404, 429, 429]
        refused = letters.get("/letters/u/none", X_Forwarded_For="192.0.2.1")
        assert int(refused.headers["retry-after"]) > 0
        assert letters.get("/letters/u/none", X_Forwarded_For="192.0.2.2").status == 404
        for _ in range(10):
            assert letters.post(letters.leave(), X_Forwarded_For="192.0.2.1").status == 200
        assert letters.person() is None
        letters.seconds.now += 60
        assert letters.get("/letters/u/none", X_Forwarded_For="192.0.2.1").status == 404


def test_a_wish_that_finds_the_store_taken_is_not_lost(tmp_path: Path, written: Path):
    slow = Store(engine(shutil.copy(written, tmp_path), wait=0.05))
    with Letters(configured(tmp_path), slow, patience=0.3) as letters:
        letters.leave()
        other = sqlite3.connect(tmp_path / "digest.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert letters.get(letters.leave()).status == 200, "reading waits for nobody"
        answer = letters.post(letters.leave())
        assert answer.status == 503
        assert int(answer.headers["retry-after"]) > 0
        assert letters.person() is not None
        other.execute("ROLLBACK")
        other.close()
        until = time.monotonic() + LONGEST
        while letters.person() is not None and time.monotonic() < until:
            time.sleep(0.05)
        assert letters.person() is None
        assert letters.post(letters.leave()).status == 200
    slow.close()


def test_a_template_that_breaks_keeps_nobody(tmp_path: Path, store: Store):
    own = tmp_path / "templates" / "web"
    own.mkdir(parents=True)
    page = own / "left.html.j2"
    page.write_text("<p>{{ title }}</p>", encoding="utf-8")
    with Letters(configured(tmp_path), store) as letters:
        page.write_text("<p>{{ nothing }}", encoding="utf-8")
        answer = letters.post(letters.leave())
        assert (answer.status, letters.person()) == (200, None)
        assert "You are unsubscribed" in answer.text
        assert "left.html.j2, line 1" in letters.told[0]


def test_health_tells_of_a_store_that_cannot_be_read(tmp_path: Path, written: Path):
    store = Store(engine(shutil.copy(written, tmp_path)))
    with Letters(configured(tmp_path), store) as letters:
        assert letters.get("/letters/health").status == 200
        store.close()
        (tmp_path / "digest.sqlite3").write_bytes(b"no database at all" * 1000)
        assert letters.get("/letters/health").status == 503
    store.close()


def test_the_log_tells_how_often_and_never_who(letters: Letters):
    subscribe(letters.store, "another@example.org")
    letters.get(letters.leave())
    letters.post(letters.leave())
    letters.post(letters.leave("another@example.org"))
    letters.get("/letters/u/none")
    letters.__exit__(None, None, None)
    (line,) = letters.told
    assert line == "1 pages, 2 left, 1 refused"
    letters.__enter__()
