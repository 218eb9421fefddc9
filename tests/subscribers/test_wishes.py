"""What readers wish: once and twice, and what is on record afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.cli.people import about
from digest.model import ConsentRecord, Subscriber, Suppression
from digest.storage import departures
from digest.storage import subscribers as rows
from digest.subscribers import forgetting, known, roster, tokens, wishes
from tests import stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)
ADDRESS = "reader@example.org"
WHO = roster.identity(ADDRESS)
KEY = b"k" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one reader, on two lists."""
    opened = stores.opened(tmp_path / "digest.sqlite3")
    with opened.write() as connection:
        person = Subscriber(
            id=WHO,
            address=ADDRESS,
            name="김민지",
            language="en",
            consented=NOW,
            consent_source="form",
            lists=("a", "b"),
        )
        rows.save(connection, person, now=NOW)
    yield opened
    opened.close()


def consents(store: Store) -> list[tuple[str, str]]:
    with store.read() as connection:
        return [(one.kind, one.source) for one in rows.consents(connection, WHO)]


def test_leaving_and_coming_back(store: Store):
    gone = wishes.leave(store, WHO, source="one-click", now=NOW)
    assert (gone.person, gone.left, gone.back, gone.language) == (None, NOW, True, "en")
    assert wishes.leave(store, WHO, source="mail", now=NOW + timedelta(days=1)) == gone
    assert consents(store) == [("given", "form"), ("withdrawn", "one-click")]
    back = wishes.come_back(store, WHO, source="web page", now=NOW + timedelta(days=1))
    assert back.person is not None
    assert (back.person.name, back.person.language, back.person.lists) == ("김민지", "en", ("a", "b"))
    assert wishes.come_back(store, WHO, source="web page", now=NOW + timedelta(days=2)) == back
    assert consents(store) == [("given", "form"), ("withdrawn", "one-click"), ("given", "web page")]
    with store.read() as connection:
        assert rows.suppressed(connection, ADDRESS) is None
        assert departures.find(connection, WHO) is None


def test_the_way_back_closes_and_what_was_chosen_is_forgotten(store: Store):
    wishes.leave(store, WHO, source="one-click", now=NOW)
    late = NOW + wishes.WAY_BACK + timedelta(seconds=1)
    subscription = wishes.come_back(store, WHO, source="web page", now=late)
    assert (subscription.person, subscription.left, subscription.back) == (None, NOW, False)
    wishes.sweep(store, now=late)
    with store.read() as connection:
        assert departures.find(connection, WHO) is None
    assert wishes.subscription(store, WHO, now=late) == subscription


def test_nobody_leaves_a_bounced_address_by_coming_back(store: Store):
    with store.write() as connection:
        rows.suppress(connection, Suppression(address=ADDRESS, reason="bounced", at=NOW))
    assert wishes.subscription(store, WHO, now=NOW).person is not None
    gone = wishes.leave(store, WHO, source="web page", now=NOW)
    assert not gone.back
    assert wishes.come_back(store, WHO, source="web page", now=NOW).person is None


def test_a_suppression_without_a_removal_is_a_leaving_too(store: Store):
    """An import of a suppression list keeps the row."""
    with store.write() as connection:
        rows.suppress(connection, Suppression(address=ADDRESS, reason="unsubscribed", at=NOW))
    subscription = wishes.subscription(store, WHO, now=NOW)
    assert (subscription.person, subscription.left, subscription.back) == (None, NOW, True)
    assert wishes.come_back(store, WHO, source="web page", now=NOW).person is not None
    assert consents(store)[-1] == ("given", "web page")


def test_choosing_touches_what_was_offered_alone(store: Store):
    done = wishes.choose(store, WHO, now=NOW, lists=["c", "x"], offered=["a", "c"])
    assert done.person is not None
    assert done.person.lists == ("b", "c")
    assert (done.person.name, done.person.language) == ("김민지", "en")
    wishes.choose(store, WHO, now=NOW, name=" A\r\nBcc: b\x00\u202e ", language="ko")
    person = wishes.subscription(store, WHO, now=NOW).person
    assert person is not None
    assert (person.name, person.language, person.lists) == ("A Bcc: b", "ko", ("b", "c"))
    wishes.leave(store, WHO, source="web page", now=NOW)
    assert wishes.choose(store, WHO, now=NOW, name="B").person is None


def test_who_is_unknown_is_gone(store: Store):
    other = roster.identity("other@example.org")
    assert wishes.leave(store, other, source="web page", now=NOW) == wishes.Subscription(id=other)
    with store.write() as connection:
        rows.note_consent(connection, other, ConsentRecord(kind="withdrawn", at=NOW, source="mail"))
    assert wishes.subscription(store, other, now=NOW).left == NOW


def test_what_was_chosen_is_told_and_forgotten_with_the_person(store: Store):
    wishes.leave(store, WHO, source="one-click", now=NOW)
    told = dict(about(known.known(store, ADDRESS, now=NOW), str))
    assert told["had chosen"].startswith("김민지 en a b")
    forgetting.forget(store, ADDRESS, now=NOW)
    with store.read() as connection:
        assert departures.find(connection, WHO) is None
    for done in (
        wishes.leave(store, WHO, source="one-click", now=NOW),
        wishes.come_back(store, WHO, source="web page", now=NOW),
    ):
        assert done == wishes.Subscription(id=WHO)
    assert consents(store) == []


def test_a_token_sent_by_mail_leaves_the_way_back_open(store: Store):
    roster.unsubscribe(store, tokens.signer(store)(WHO), now=NOW)
    assert consents(store)[-1] == ("withdrawn", "sent their token")
    assert wishes.subscription(store, WHO, now=NOW).back


@given(st.text(max_size=400))
def test_no_token_is_good_that_was_not_made_here(token: str):
    assert tokens.check(KEY, token) is None


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40))
def test_one_changed_character_makes_a_token_bad(change: str):
    good = tokens.make(KEY, WHO)
    assert tokens.check(KEY, good) == WHO
    for wrong in (good + change, change + good, good[: -len(change)], good.replace(good[5], change, 1)):
        assert wrong == good or tokens.check(KEY, wrong) is None
    assert tokens.check(b"l" * 32, good) is None
    assert tokens.check(KEY, good + "A" * 10_000_000) is None
