"""Forgetting: nothing of a person is left in any byte, and nothing brings them back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from digest.errors import ResultError
from digest.model import Subscriber
from digest.storage import departures, ledger, seals, standing
from digest.storage import forgetting as storage
from digest.storage import subscribers as rows
from digest.storage import tables as t
from digest.storage.store import Store, engine
from digest.subscribers import forgetting, intake, known, roster, taken
from digest.subscribers.identity import identity

NOW = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
CONSENT = roster.Consent(source="form", at=NOW - timedelta(days=9))
ADDRESS, NAME = "Zilbermund.Q7@xn--3e0b707e.example", "특이한이름뷁"
TRACES = (b"zilbermund", b"xn--3e0b707e.example", NAME.encode(), NAME.encode("utf-16-le"), b"7YG57J207ZWc")


def subscribe(store: Store, address: str = ADDRESS, name: str = NAME) -> str:
    roster.add(store, address, consent=CONSENT, now=NOW, name=name, lists=["weekly"])
    return identity(address)


def begin(store: Store, issue: str, *addresses: str, state: str = "pending", answer: str = "") -> None:
    """A campaign with a row for each address, as the ledger freezes them."""
    with store.write() as connection:
        connection.execute(
            sa.insert(t.campaigns).values(
                issue=issue, started=NOW, state="running", rendition="{}", letterhead="{}"
            )
        )
        for address in addresses:
            connection.execute(
                sa.insert(t.deliveries).values(
                    issue=issue,
                    subscriber=identity(address),
                    address=address,
                    name=NAME,
                    state=state,
                    answer=answer,
                    changed=NOW,
                    domain=address.rpartition("@")[2],
                    seal=rows.sealer(connection)(address),
                    place=0,
                )
            )


def every_byte(folder: Path) -> bytes:
    return b"\n".join(
        path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file()
    ).lower()


def test_nothing_of_a_person_is_left_in_any_byte(store: Store, tmp_path: Path):
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    letter = f'To: "=?utf-8?b?7YG57J207ZWc?=" <{ADDRESS.lower()}>\r\nSubject: x\r\n\r\nDear {NAME}\r\n'
    (outbox / "one.eml").write_bytes(letter.encode())
    (outbox / "other.eml").write_bytes(b"To: b@example.org\r\n\r\nhello\r\n")
    subscribe(store)
    subscribe(store, "b@example.org", "b")
    begin(store, "old", ADDRESS, "b@example.org", state="failed", answer=f"550 5.1.1 <{ADDRESS}>: unknown")
    begin(store, "new", ADDRESS, "b@example.org")
    with store.write() as connection:
        connection.execute(
            sa.insert(t.notices).values(key="k", about="campaign", at=NOW, mail=f'{{"text": "{ADDRESS} x"}}')
        )
        connection.execute(sa.update(t.campaigns).values(reason=f"stopped at {ADDRESS.upper()}"))
        connection.execute(
            sa.update(t.deliveries).where(t.deliveries.c.address != ADDRESS).values(name="another's")
        )
    with store.write() as connection:
        left_lately = Subscriber(id=identity(ADDRESS), address=ADDRESS, name=NAME)
        departures.note(connection, left_lately, at=NOW)
    for number in range(20):  # rows that were deleted long ago leave their bytes in free pages
        subscribe(store, f"n{number}@example.org")
        with store.write() as connection:
            rows.remove(connection, identity(f"n{number}@example.org"))
    assert all(trace in every_byte(tmp_path) for trace in TRACES[:3])
    done = forgetting.forget(store, ADDRESS, now=NOW, outbox=outbox)
    assert (done.subscribed, done.consents, done.mails, done.files) == (True, 1, 2, 1)
    left = every_byte(tmp_path)
    assert [trace for trace in TRACES if trace.lower() in left] == []
    assert (
        identity(ADDRESS).encode() not in left
    )  # an id is made of the address, and whoever guesses one could tell
    assert (outbox / "other.eml").exists()


def test_the_ledger_counts_as_before_and_a_running_campaign_passes_them_over(store: Store):
    subscribe(store)
    begin(store, "done", ADDRESS, state="sent", answer="250 ok")
    begin(store, "running", ADDRESS, "b@example.org")
    forgetting.forget(store, ADDRESS, now=NOW)
    with store.write() as connection:
        assert standing.counts(connection, "done") == {"sent": 1}
        assert standing.counts(connection, "running") == {"failed": 1, "pending": 1}
        claimed = ledger.claim(
            connection, "running", worker="w", now=NOW, until=NOW + timedelta(hours=1), count=9
        )
        assert [row.address for row in claimed] == ["b@example.org"]
        kept = connection.execute(sa.select(t.deliveries).where(t.deliveries.c.address == "")).all()
    assert {(row.name, row.seal) for row in kept} == {("", "")}
    assert len({row.subscriber for row in kept}) == 2  # nor can their rows be told to be one person's


def test_a_row_that_a_worker_has_claimed_is_not_sent_any_more(store: Store):
    subscribe(store)
    begin(store, "running", ADDRESS)
    with store.write() as connection:
        ledger.claim(connection, "running", worker="w", now=NOW, until=NOW + timedelta(hours=1), count=9)
    forgetting.forget(store, ADDRESS, now=NOW)
    with store.write() as connection:
        assert not ledger.leave_body(connection, "running", [identity(ADDRESS)], worker="w", now=NOW)


def test_a_mail_that_is_just_leaving_is_waited_for(store: Store):
    who = subscribe(store)
    begin(store, "running", ADDRESS)
    with store.write() as connection:
        ledger.claim(connection, "running", worker="w", now=NOW, until=NOW + timedelta(hours=1), count=9)
        ledger.leave_body(connection, "running", [who], worker="w", now=NOW)
    with pytest.raises(ResultError, match="moment"):
        forgetting.forget(store, ADDRESS, now=NOW, sleep=lambda _: None)

    def settle(_: float) -> None:
        with store.write() as connection:
            row = ledger.Settled(subscriber=who, state="sent", answer="250", attempts=1)
            ledger.settle(connection, "running", [row], worker="w", now=NOW)

    forgetting.forget(store, ADDRESS, now=NOW, sleep=settle)
    with store.read() as connection:
        assert standing.counts(connection, "running") == {"sent": 1}


def test_no_import_brings_them_back_and_show_knows_the_seal_alone(store: Store):
    subscribe(store)
    roster.remove(store, ADDRESS, now=NOW, reason="unsubscribed", detail="private words")
    forgetting.forget(store, ADDRESS, now=NOW)
    consent = taken.Consent(source="import", at=NOW)
    for text in (f"email\n{ADDRESS}\n", f"email,status\n{ADDRESS},unsubscribed\n"):
        done = intake.bring_in(store, text.encode(), subject="x", consent=consent, now=NOW)
        assert done.added == 0
    with store.read() as connection:
        (gone,) = rows.suppressions(connection)
    assert (gone.address, gone.reason, gone.detail) == ("", "unsubscribed", "forgotten")
    found = known.known(store, ADDRESS.upper(), now=NOW)
    assert (found.person, found.consents, found.mails) == (None, (), ())
    assert found.suppression == gone
    with pytest.raises(ResultError, match="--again"):
        roster.add(store, ADDRESS, consent=CONSENT, now=NOW)
    assert roster.add(store, ADDRESS, consent=CONSENT, now=NOW, again=True)


def test_with_the_seal_let_go_the_address_may_come_back(store: Store):
    subscribe(store)
    forgetting.forget(store, ADDRESS, now=NOW, allow=True)
    with store.read() as connection:
        assert rows.suppressions(connection) == ()
    assert roster.add(store, ADDRESS, consent=CONSENT, now=NOW)


def test_who_is_not_known_leaves_no_seal_behind(store: Store):
    with pytest.raises(ResultError, match="not known"):
        forgetting.forget(store, "stranger@example.org", now=NOW)
    with store.read() as connection:
        assert rows.suppressions(connection) == ()


def test_a_file_that_cannot_be_written_anew_is_told(store: Store):
    subscribe(store)
    impatient = Store(engine(Path(str(store.engine.url.database)), wait=0.1))
    with store.read() as reader:
        reader.execute(sa.select(t.subscribers)).all()
        with pytest.raises(ResultError, match="run the command again"):
            storage.scrub(impatient)
    impatient.close()
    storage.scrub(store)


def test_a_seal_cannot_be_guessed_without_the_key(store: Store):
    with store.write() as connection:
        seal = rows.sealer(connection)
        assert seal(ADDRESS) == seal(ADDRESS.upper())
        assert seal(ADDRESS) != seals.seal(b"", ADDRESS)


@pytest.mark.parametrize(
    ("told", "clean"),
    [
        ("550 <Kim@x.example>: no such user", "550 <(forgotten)>: no such user"),
        ("kim@x.example에서, kim@x.example.", "(forgotten)에서, (forgotten)."),
        ('{"text": "gone:\\nkim@x.example"}', '{"text": "gone:\\n(forgotten)"}'),
        ("ykim@x.example a.kim@x.example kim@x.example.org kim@x.example-b.org", None),
    ],
)
def test_only_whole_addresses_are_taken_out_of_what_was_told(store: Store, told: str, clean: str | None):
    subscribe(store, "kim@x.example", "kim")
    with store.write() as connection:
        connection.execute(
            sa.insert(t.campaigns).values(
                issue="i", started=NOW, state="paused", rendition="{}", letterhead="{}", reason=told
            )
        )
    forgetting.forget(store, "kim@x.example", now=NOW)
    with store.read() as connection:
        assert connection.execute(sa.select(t.campaigns.c.reason)).scalar_one() == (clean or told)


def test_a_store_is_asked_for_an_address_without_writing_its_key(store: Store):
    with store.write() as connection:
        connection.execute(sa.delete(t.secrets))
    with store.read() as connection:
        assert rows.suppressed(connection, ADDRESS) is None
        rows.sealer(connection)(ADDRESS)
        assert connection.execute(sa.select(t.secrets)).all() == []
