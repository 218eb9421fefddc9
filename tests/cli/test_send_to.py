"""`digest send --to`: one mail to one address, by the same laws as all others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from digest.cli import send as command
from digest.errors import ResultError
from digest.storage.store import Store
from digest.subscribers import roster, tokens
from digest.subscribers.identity import identity
from tests.delivery.conftest import NOW, RENDITION, Post, issue

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "Late@Example.org"


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Post:
    made = Post(tmp_path)
    monkeypatch.setattr(command, "open_store", lambda _config: Store.open(tmp_path / "digest.sqlite3"))
    monkeypatch.setattr(command, "_rendition", lambda _config, _issue: RENDITION)
    return made


def test_a_subscriber_who_gets_an_issue_this_way_can_unsubscribe_by_it(post: Post):
    post.subscribe(ADDRESS)
    command._prove(post.config(), issue(), ADDRESS, now=NOW)
    (path,) = (post.folder / "outbox").glob("*.eml")
    given = re.search(rb"subject=unsubscribe%20(\S+)>", path.read_bytes())
    assert given is not None
    with post.store.read() as connection:
        assert tokens.check(tokens.key(connection), given[1].decode()) == identity(ADDRESS)
    assert roster.unsubscribe(post.store, given[1].decode(), now=NOW).lower() == ADDRESS.lower()


def test_who_has_left_is_not_written_to_by_hand_either(post: Post):
    post.subscribe(ADDRESS)
    roster.remove(post.store, ADDRESS, now=NOW, reason="unsubscribed")
    with pytest.raises(ResultError, match="not written to any more"):
        command._prove(post.config(), issue(), "late@example.org", now=NOW)
    assert not list((post.folder / "outbox").glob("*.eml"))
