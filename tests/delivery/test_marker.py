"""A store put back from an older copy sends nothing twice: the mark beside the issue knows more than it does."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digest.delivery import marker
from digest.delivery.beginning import begin
from digest.delivery.send import resume, send
from digest.errors import ResultError
from digest.storage import campaigns
from digest.storage import subscribers as rows
from digest.storage.leaving import Departed
from digest.storage.store import Store
from digest.subscribers import roster, tokens
from tests.delivery.conftest import ISSUE, NOW, Post, Told, issue
from tests.delivery.servers import ScriptedServer

if TYPE_CHECKING:
    from pathlib import Path

    from digest.config import Config

PEOPLE = tuple(f"r{number:02}@example.org" for number in range(12))


def smtp(post: Post, server: ScriptedServer, **more: object) -> Config:
    given = {"kind": "smtp", "host": "127.0.0.1", "port": server.port, "security": "none", "connections": 1}
    return post.config(**given, **more)


def sending(post: Post, config: Config, store: Store | None = None, told: Told | None = None):
    used = store or post.store
    return send(
        config,
        used,
        issue(),
        render=post.render,
        token=tokens.signer(used),
        clock=post.clock,
        without_archive=True,
        observer=told or post.told,
    )


def copy(post: Post, path: Path) -> None:
    """A copy of the store as a backup makes it, while others write."""
    with sqlite3.connect(post.folder / "digest.sqlite3") as source, sqlite3.connect(path) as target:
        source.backup(target)


def put_back(post: Post, path: Path) -> Store:
    post.store.close()
    for name in ("digest.sqlite3", "digest.sqlite3-wal", "digest.sqlite3-shm"):
        (post.folder / name).unlink(missing_ok=True)
    shutil.copy(path, post.folder / "digest.sqlite3")
    return Store.open(post.folder / "digest.sqlite3")


def arrived(server: ScriptedServer) -> list[bytes]:
    return [line for data in server.taken for line in data.split(b"\r\n") if line.startswith(b"To: ")]


@pytest.mark.parametrize("when", [1, 5, 11])
def test_a_copy_made_in_the_middle_of_sending_sends_nobody_a_second_mail(post: Post, when: int):
    post.subscribe(*PEOPLE)
    post.build()
    with ScriptedServer() as server:
        config = smtp(post, server)

        path = post.folder / "copy.sqlite3"
        real = marker.Marker.put

        def put(self: marker.Marker, departed: Departed) -> None:
            if departed.count == when:
                copy(post, path)
            real(self, departed)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(marker.Marker, "put", put)
            assert sending(post, config).sent == len(PEOPLE)
        store = put_back(post, path)
        told = Told()
        report = sending(post, config, store, told)
        assert report.state == "paused"
        assert "older copy" in report.reason
        assert "digest campaign resume" in told.failures()[0]
        assert resume(config, store, token=tokens.signer(store), clock=post.clock) == ()
        with store.write() as connection:
            campaigns.set_state(connection, ISSUE, "running", now=NOW)
        done = sending(post, config, store)
        assert (done.state, done.open) == ("ended", 0)
        assert done.sent + done.counts["uncertain"] == len(PEOPLE)
        store.close()
        assert len(arrived(server)) == len(set(arrived(server))) == len(PEOPLE)


def test_what_had_not_had_its_turn_is_still_sent(post: Post):
    post.subscribe(*PEOPLE)
    post.build()
    with ScriptedServer() as server:
        # The first four go; a copy is made after two of them.
        config = smtp(post, server, first=2)
        sending(post, config)
        copy(post, post.folder / "copy.sqlite3")
        with post.store.write() as connection:
            connection.exec_driver_sql("UPDATE campaigns SET stop_after = 4, state = 'running'")
        sending(post, config)
        assert len(arrived(server)) == 4
        store = put_back(post, post.folder / "copy.sqlite3")
        with store.write() as connection:
            connection.exec_driver_sql("UPDATE campaigns SET stop_after = NULL, state = 'running'")
        sending(post, config, store)
        with store.write() as connection:
            campaigns.set_state(connection, ISSUE, "running", now=NOW)
        report = sending(post, config, store)
        store.close()
    assert (report.counts["uncertain"], report.sent) == (2, len(PEOPLE) - 2)
    assert len(arrived(server)) == len(set(arrived(server))) == len(PEOPLE)


def test_a_store_that_knows_nothing_of_the_sending_does_not_begin_again(post: Post):
    post.subscribe(*PEOPLE)
    post.build()
    copy(post, post.folder / "copy.sqlite3")
    with ScriptedServer() as server:
        sending(post, smtp(post, server))
        store = put_back(post, post.folder / "copy.sqlite3")
        with pytest.raises(ResultError, match="older copy"):
            sending(post, smtp(post, server), store)
        path = marker.place(post.config(), ISSUE)
        path.unlink()
        assert sending(post, smtp(post, server), store).sent == len(PEOPLE), "a person has decided"
        store.close()


def test_a_crash_is_no_older_copy(post: Post):
    """The ledger may be ahead of the mark, never behind it."""
    post.subscribe(*PEOPLE)
    post.build()
    with ScriptedServer() as server:
        config = smtp(post, server, first=3)
        sending(post, config)
        path = marker.place(config, ISSUE)
        mark = marker.read(path)
        assert mark is not None
        assert mark.departed.count == 3
        late = replace(mark, departed=replace(mark.departed, count=2))
        path.write_bytes(marker._bytes(late))
        with post.store.write() as connection:
            connection.exec_driver_sql("UPDATE campaigns SET stop_after = NULL, state = 'running'")
        assert sending(post, config).sent == len(PEOPLE)


@pytest.mark.parametrize("lost", [True, False], ids=["deleted", "behind"])
def test_a_mark_that_was_lost_or_is_behind_is_made_anew_from_the_ledger(post: Post, *, lost: bool):
    """Else it would say that mails have left, and not how far down the order: an older copy would send them again."""
    post.subscribe(*PEOPLE)
    post.build()
    with ScriptedServer() as server:
        config = smtp(post, server, first=5)
        sending(post, config)
        path = marker.place(config, ISSUE)
        mark = marker.read(path)
        assert mark is not None
        if lost:
            path.unlink()
        else:
            path.write_bytes(marker._bytes(replace(mark, departed=Departed(count=2, place=2))))
        marker.take_up(config, post.store, ISSUE, hold=True, now=NOW)[0].close()
        assert marker.read(path) == mark


def test_a_campaign_that_cannot_go_on_holds_no_other_up(post: Post):
    """The mark of an old campaign is broken: the retries of the new one are made all the same."""
    post.subscribe(*PEOPLE[:2])
    korean, english = post.edition("ko"), post.edition("en")
    with post.store.write() as connection:
        rows.change(connection, roster.identity(PEOPLE[1]), language="en")
    config = post.config(kind="outbox")
    begin(config, post.store, (korean, english), render=post.rendition, clock=post.clock)
    path = marker.place(config, korean.id)
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    token = tokens.signer(post.store)
    (report,) = resume(config, post.store, token=token, clock=post.clock, observer=post.told)
    assert (report.issue, report.sent) == (english.id, 1)
    assert ["sent.json" in failure for failure in post.told.failures()] == [True]
    with pytest.raises(ResultError, match=r"sent\.json"):  # nothing else is left to do
        resume(config, post.store, token=token, clock=post.clock)


def test_where_resending_is_allowed_or_harmless_nothing_is_held(post: Post):
    post.subscribe(*PEOPLE[:3])
    post.build()
    config = post.config(kind="outbox")
    assert sending(post, config).sent == 3
    with post.store.write() as connection:
        connection.exec_driver_sql("UPDATE campaigns SET departed = 1, state = 'running', ended = NULL")
        connection.exec_driver_sql("UPDATE deliveries SET state = 'pending'")
    report = sending(post, config)
    assert (report.state, report.sent) == ("ended", 3)


def test_a_mark_that_is_broken_says_so_and_nothing_is_sent(post: Post):
    post.subscribe(*PEOPLE[:1])
    post.build()
    path = marker.place(post.config(), ISSUE)
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    with pytest.raises(ResultError, match=r"sent\.json"):
        sending(post, post.config(kind="outbox"))


def test_the_file_keeps_its_length(post: Post):
    path = post.folder / marker.FILE
    mark = marker.Mark(started=NOW + timedelta(microseconds=1), departed=Departed(count=0, place=0))
    path.write_bytes(marker._bytes(mark))
    size, opened = path.stat().st_size, marker.Marker(path, mark)
    for count in (1, 10, 2, 1_000_000):
        opened.put(Departed(count=count, place=count % 7))
        assert path.stat().st_size == size
    opened.close()
    assert marker.read(path) == marker.Mark(started=mark.started, departed=Departed(count=1_000_000, place=3))


def test_issues_of_before_are_not_touched(post: Post):
    """A campaign begun by an older version has no mark: it gets one."""
    post.subscribe(*PEOPLE[:2])
    post.build()
    config = post.config(kind="outbox")
    sending(post, config)
    path = marker.place(config, ISSUE)
    path.unlink()
    with post.store.write() as connection:
        campaigns.set_state(connection, ISSUE, "running", now=NOW)
    assert sending(post, config).state == "ended"
    assert path.is_file()
