"""The roster: who comes in, who is refused and why, who stays away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import InputError, ResultError
from digest.storage import subscribers as rows
from digest.storage.store import Store
from digest.subscribers import intake, roster, taken, tokens
from digest.subscribers.address import normal

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)
CONSENT = roster.Consent(source="sign-up form", at=NOW - timedelta(days=1))


def _import(store: Store, text: str, encoding: str = "utf-8") -> taken.Intake:
    return intake.bring_in(store, text.encode(encoding), subject="list.csv", consent=CONSENT, now=NOW)


def test_a_subscriber_is_kept_with_consent(store: Store):
    assert roster.add(store, "Min.Ji@Example.ORG", consent=CONSENT, now=NOW, name=" 김\n민지 ")
    (person,) = roster.listed(store)
    assert (person.address, person.name, person.language) == ("Min.Ji@example.org", "김 민지", "ko")
    assert (person.consented, person.consent_source) == (CONSENT.at, "sign-up form")


def test_capitals_make_no_second_subscriber(store: Store):
    assert roster.add(store, "reader@example.org", consent=CONSENT, now=NOW)
    assert not roster.add(store, "Reader@EXAMPLE.org", consent=CONSENT, now=NOW)
    assert len(roster.listed(store)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_korean_table_is_read_in_every_encoding_that_korean_programs_write(store: Store, encoding: str):
    done = _import(
        store, "이름,이메일 주소,언어\r\n홍길동,gildong@example.org,한국어\r\n,kim@example.org,\r\n", encoding
    )
    assert (done.added, done.known, done.refused) == (2, 0, [])
    assert [(p.name, p.address) for p in roster.listed(store)] == [
        ("홍길동", "gildong@example.org"),
        ("", "kim@example.org"),
    ]


def test_each_refused_line_is_told_with_its_number_and_reason_and_the_rest_is_taken(store: Store):
    done = _import(
        store,
        "email;name;lang\nok@example.org;A;en\n\nnot an address;B;\nb@example.org;C;fr\nOK@example.org;D;\n",
    )
    assert (done.added, done.known) == (1, 1)
    assert [(r.line, r.address) for r in done.refused] == [(4, "not an address"), (5, "b@example.org")]
    assert "name@domain" in done.refused[0].reason
    assert "neither ko nor en" in done.refused[1].reason
    assert roster.listed(store)[0].language == "en"


def test_the_consent_of_a_line_goes_before_the_consent_of_the_import(store: Store):
    _import(store, "email,동의일,동의 경로\na@example.org,2025-01-02,강연장\nb@example.org,,\n")
    first, second = roster.listed(store)
    assert (first.consented, first.consent_source) == (datetime(2025, 1, 2, tzinfo=UTC), "강연장")
    assert (second.consented, second.consent_source) == (CONSENT.at, "sign-up form")


@pytest.mark.parametrize("text", ["", "name,phone\nA,1\n", "\n\n"])
def test_a_table_without_addresses_is_refused_whole(store: Store, text: str):
    with pytest.raises(ResultError):
        _import(store, text)


def test_who_was_removed_comes_back_only_when_asked_for(store: Store):
    roster.add(store, "gone@example.org", consent=CONSENT, now=NOW)
    roster.remove(store, "GONE@example.org", now=NOW, reason="unsubscribed")
    assert roster.listed(store) == ()
    (refused,) = _import(store, "email\ngone@example.org\n").refused
    assert "unsubscribed on 2025-11-24" in refused.reason
    with pytest.raises(ResultError, match="--again"):
        roster.add(store, "gone@example.org", consent=CONSENT, now=NOW)
    assert roster.add(store, "gone@example.org", consent=CONSENT, now=NOW, again=True)
    with store.read() as connection:
        assert rows.suppressions(connection) == ()


def test_removing_twice_is_the_same_as_once_and_a_stranger_cannot_be_removed(store: Store):
    roster.add(store, "a@example.org", consent=CONSENT, now=NOW)
    for _ in range(2):
        roster.remove(store, "a@example.org", now=NOW)
    with pytest.raises(ResultError, match="not subscribed"):
        roster.remove(store, "stranger@example.org", now=NOW)


def test_a_token_removes_its_own_subscriber_and_no_other(store: Store):
    roster.add(store, "a@example.org", consent=CONSENT, now=NOW)
    roster.add(store, "b@example.org", consent=CONSENT, now=NOW)
    token = tokens.signer(store)(roster.identity("a@example.org"))
    with pytest.raises(ResultError, match="nobody's"):
        roster.unsubscribe(store, token[:-1] + "!", now=NOW)
    assert roster.unsubscribe(store, token, now=NOW) == "a@example.org"
    assert [person.address for person in roster.listed(store)] == ["b@example.org"]
    with pytest.raises(ResultError, match="nobody's"):
        roster.unsubscribe(store, token, now=NOW)


@pytest.mark.parametrize(
    ("given_address", "kept"),
    [
        ("  a.b+c@Example.Org ", "a.b+c@example.org"),
        ("kim@한국.example", "kim@xn--3e0b707e.example"),
        ("o'neil@example.co.kr", "o'neil@example.co.kr"),
    ],
)
def test_addresses_are_normalised(given_address: str, kept: str):
    assert normal(given_address) == kept


@pytest.mark.parametrize(
    "impossible",
    [
        "", "plain", "@example.org", "a@", "a@@example.org", "a b@example.org", "a@localhost", "a@-x.org", "a@x..org",
        ".a@example.org", "a..b@example.org", "김@example.org", "a@127.0.0.1", "a@example.org\r\nBcc: b@example.org",
        "a@example.org.", "a@b@example.org", '"a b"@example.org', "a@example.org\u2028", "A <a@example.org>",
        "a\n@example.org", "x" * 65 + "@example.org", "a@" + "b" * 64 + ".org", "<a@example.org>", "a@exa mple.org",
        "a,b@example.org", "a@example.org,b@example.org",
    ],
)  # fmt: skip
def test_impossible_addresses_are_refused_with_a_reason(impossible: str):
    with pytest.raises(InputError) as refused:
        normal(impossible)
    assert refused.value.message
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("a@exa\0mple.org", "it holds a NUL character"),
        ("a\0@example.org", "it holds a NUL character"),
        ("a@exa\nmple.org", "it holds a line break"),
        ("a@exa\u2028mple.org", "it holds a line break"),
    ],
)
def test_what_is_no_letter_is_called_what_it_is(address: str, told: str):
    with pytest.raises(InputError, match=told):
        normal(address)


@given(st.text(max_size=80))
def test_whatever_passes_can_stand_in_an_envelope(text: str):
    try:
        kept = normal(text)
    except InputError:
        return
    assert kept.isascii()
    assert kept.isprintable()
    assert not set(kept) & set(' <>,;:\\"()[]')
    assert normal(kept) == kept


@given(st.binary(min_size=1, max_size=32), st.text(max_size=40), st.text(max_size=90))
def test_only_the_key_makes_tokens(key: bytes, who: str, forged: str):
    who = who.replace(".", "").strip().encode("utf-8", "ignore").decode()
    token = tokens.make(key, who)
    assert tokens.check(key, token) == who
    assert tokens.check(key + b"x", token) is None
    assert tokens.check(key, token[:-2]) is None
    if forged.strip() != token:
        assert tokens.check(key, forged) is None


def test_a_store_keeps_its_key(store: Store, tmp_path: Path):
    first = tokens.signer(store)("abc")
    assert tokens.signer(Store.open(tmp_path / "store0" / "digest.sqlite3"))("abc") == first
    assert tokens.signer(Store.open(tmp_path / "other.sqlite3"))("abc") != first
