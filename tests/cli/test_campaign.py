"""`digest campaign` as an editor uses it, on the ledger of a campaign in the outbox."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from digest.cli.main import app
from digest.cli.send import in_part
from digest.delivery import campaign as campaigns
from digest.errors import DigestError
from digest.storage import campaigns as stored
from digest.storage import ledger
from digest.storage import tables as t
from digest.subscribers import roster
from tests.delivery.conftest import ISSUE, NOW, Post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG = """
[publication]
id = "small"
name = "작은 소식"
[publication.sender]
name = "작은 소식"
address = "news@example.org"
[storage]
path = "digest.sqlite3"
[output]
outbox = "outbox"
"""


class Desk:
    """An editor at their terminal."""

    def __init__(self, folder: Path) -> None:
        self.post = Post(folder)
        self.file = folder / "config.toml"
        self.file.write_text(CONFIG, encoding="utf-8")

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """The exit status, the data and the talk of `digest campaign`."""
        done = CliRunner(env={"COLUMNS": "160", "NO_COLOR": "1"}).invoke(
            app, ["campaign", *arguments, "--config", str(self.file)]
        )
        if isinstance(done.exception, DigestError):
            return done.exception.exit_status, done.stdout, str(done.exception)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    def begin(self, **states: str) -> None:
        """A campaign to NAME@example.org, each in a state; it runs while one of them is open."""
        self.post.subscribe(*(f"{name}@example.org" for name in states))
        self.post.build()
        self.post.begin()
        with self.post.store.write() as connection:
            for name, state in states.items():
                connection.execute(
                    sa.update(t.deliveries)
                    .where(t.deliveries.c.address == f"{name}@example.org")
                    .values(state=state, answer="550 5.1.1 nobody", changed=NOW)
                )
            if not set(states.values()) & set(ledger.OPEN):
                stored.set_state(connection, ISSUE, "ended", now=NOW)

    @property
    def mails(self) -> int:
        return len(list((self.post.folder / "outbox").glob("*.eml")))

    @property
    def state(self) -> str:
        report = campaigns.report(self.post.store, ISSUE)
        assert report is not None
        return report.state


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.post.store.close()


def test_before_anything_was_sent(desk: Desk):
    assert desk("list", "--json") == (0, "", "")
    for verb in ("show", "pause", "resume"):
        status, _, told = desk(verb)
        assert status == 1
        assert "digest send" in told
    desk.post.build()
    assert desk("show", "no-such-issue")[0] == 1


def test_the_list_names_nobody(desk: Desk):
    desk.begin(a="sent", b="sent", c="failed", d="pending")
    _, table, _ = desk("list")
    assert table.splitlines()[1].split()[:2] == [ISSUE, "running"]
    assert table.splitlines()[1].split()[-6:] == ["2", "4", "1", "–", "1", "–"]
    _, rows, _ = desk("list", "--json")
    assert "example.org" not in rows
    assert json.loads(rows)["counts"] == {"failed": 1, "pending": 1, "sent": 2}


def test_show_tells_states_domains_reasons_and_who_failed(desk: Desk):
    desk.begin(a="sent", b="failed", c="uncertain")
    status, shown, told = desk("show", ISSUE)
    assert status == 0
    assert "uncertain  c@example.org  550 5.1.1 nobody" in shown
    assert "failed  b@example.org  550 5.1.1 nobody" in shown
    assert "550 5.1.1 nobody" in shown.splitlines()[-1]
    assert "digest campaign settle" in told
    row = json.loads(desk("show", ISSUE, "--json")[1])
    assert [one["address"] for one in row["uncertain"]] == ["c@example.org"]
    assert row["domains"] == [
        {"domain": "example.org", "mails": 3, "sent": 1, "retry": 0, "failed": 1, "uncertain": 1}
    ]


def test_show_says_when_nobody_sends_a_campaign_that_runs(desk: Desk):
    desk.begin(a="sent", b="pending")
    assert "no process seems to send it" in desk("show")[2]
    desk("pause")
    assert "no process" not in desk("show")[2]


def test_watching_a_campaign_that_does_not_run_says_how_it_stands(desk: Desk):
    desk.begin(a="sent")
    status, _, told = desk("show", "--watch")
    assert (status, "ended; 1 sent" in told) == (0, True)
    assert desk("show", "--watch", "--json")[0] == 2


def test_a_campaign_that_nobody_got_says_so_and_how_it_is_sent_again(desk: Desk):
    desk.begin(a="failed", b="failed")
    told = desk("show")[2]
    assert "ended; 2 failed" in told
    assert "nobody got it" in told
    assert f"digest campaign retry --failed {ISSUE}" in told
    status, _, told = desk("retry", "--failed")
    assert (status, desk.mails) == (0, 2)
    assert "nobody got it" not in told + desk("show")[2]


def test_sending_in_vain_is_no_success_now_or_when_it_is_tried_again(desk: Desk):
    desk.begin(a="failed", b="failed")
    report = campaigns.report(desk.post.store, ISSUE)
    assert report is not None
    for already in (False, True):
        assert in_part(replace(report, already=already))
    some = replace(report, counts={"failed": 1, "sent": 1})
    assert not in_part(some)
    assert not in_part(replace(some, already=True))


def test_some_that_did_not_get_it_are_counted(desk: Desk):
    desk.begin(a="failed", b="sent")
    told = desk("show")[2]
    assert "1 did not get it" in told
    assert "nobody" not in told


def test_pause_says_how_many_have_gone_and_resume_goes_on(desk: Desk):
    desk.begin(a="sent", b="pending", c="pending")
    status, _, told = desk("pause", "--reason", "a typo")
    assert status == 0
    assert "1 of 3 sent, 2 wait" in told
    assert desk.state == "paused"
    assert "paused already (a typo)" in desk("pause")[2]
    status, _, told = desk("resume")
    assert (status, desk.state, desk.mails) == (0, "ended", 2)
    assert "ended; 3 sent" in told
    assert desk("pause")[0] == 1
    assert "has ended" in desk("resume")[2]
    assert desk.mails == 2


def test_an_edition_that_has_ended_is_no_fault_beside_one_that_is_paused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk.begin(a="sent", b="pending")
    with desk.post.store.write() as connection:
        row = dict(connection.execute(sa.select(t.campaigns)).mappings().one())
        connection.execute(sa.insert(t.campaigns).values({**row, "issue": f"{ISSUE}-en", "state": "ended"}))
    monkeypatch.setattr("digest.cli.campaign.meant", lambda *_, **__: (f"{ISSUE}-en", ISSUE))
    assert "1 of 2 sent" in desk("pause")[2]
    status, _, told = desk("pause")
    assert status == 0
    assert f"{ISSUE}: is paused already" in told
    assert f"{ISSUE}-en: has ended" in told


def test_resume_later_sends_nothing_now(desk: Desk):
    desk.begin(a="pending")
    desk("pause")
    _, _, told = desk("resume", "--later")
    assert "digest schedule" in told
    assert (desk.state, desk.mails) == ("running", 0)


def test_which_mails_are_sent_anew_is_for_the_editor_to_say(desk: Desk):
    desk.begin(a="failed", b="uncertain", c="sent")
    assert desk("retry")[0] == 2
    assert desk("settle")[0] == 2
    assert desk("settle", "--all", "--address", "b@example.org")[0] == 2
    assert desk("retry", "--address", "nonsense")[0] == 2
    assert desk("retry", "--address", "z@example.org")[0] == 1
    assert (desk.state, desk.mails) == ("ended", 0)


def test_retry_sends_those_alone(desk: Desk):
    desk.begin(a="failed", b="uncertain", c="sent", d="failed")
    roster.remove(desk.post.store, "d@example.org", now=NOW)
    status, _, told = desk("retry", "--failed")
    assert (status, desk.mails) == (0, 1)
    assert "1 mail put back" in told
    assert "1 mail stays" in told
    assert desk.post.states()["b@example.org"] == "uncertain"
    assert desk("retry", "--uncertain", "--address", "a@example.org")[2].startswith(f"{ISSUE}: 0 mails")
    desk("retry", "--uncertain", "--later")
    assert (desk.post.states()["b@example.org"], desk.state, desk.mails) == ("pending", "running", 1)


def test_retry_leaves_a_paused_campaign_paused(desk: Desk):
    desk.begin(a="failed", b="pending")
    desk("pause")
    _, _, told = desk("retry", "--address", "a@example.org")
    assert "digest campaign resume" in told
    assert (desk.state, desk.mails) == ("paused", 0)


def test_settle_closes_the_uncertain_and_sends_nothing(desk: Desk):
    desk.begin(a="uncertain", b="uncertain", c="failed")
    assert (
        "1 mail that nobody could be sure of counts as sent now"
        in desk("settle", "--address", "a@example.org")[2]
    )
    desk("settle", "--all", "--as", "failed")
    assert list(desk.post.states().values()) == ["sent", "failed", "failed"]
    assert desk.mails == 0
