"""What a person decides of a campaign, and how it is counted for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest.delivery import again, send
from digest.delivery import campaign as campaigns
from digest.delivery.status import Domain, Limits, alike, meant, reasons, status, summed
from digest.errors import ResultError
from digest.model.why import Why
from digest.storage import campaigns as stored
from digest.storage import ledger, outcomes, whys
from digest.storage import tables as t
from digest.subscribers import roster, tokens
from tests.delivery.conftest import ISSUE, NOW
from tests.delivery.servers import ScriptedServer

if TYPE_CHECKING:
    from digest.delivery.status import CampaignStatus
    from digest.model import DeliveryState
    from tests.delivery.conftest import Post

NO_LIMITS = Limits(per_second=0, per_domain={})


def begun(post: Post, **states: DeliveryState) -> None:
    """A campaign to these people of example.org, each in a state; `a_at_naver` is a@naver.com."""
    addresses = {name: f"{name.split('_at_')[0]}@{host(name)}" for name in states}
    post.subscribe(*addresses.values())
    post.build()
    post.begin()
    with post.store.write() as connection:
        for name, state in states.items():
            connection.execute(
                sa.update(t.deliveries)
                .where(t.deliveries.c.address == addresses[name])
                .values(state=state, attempts=1, answer=f"550 5.1.1 <{addresses[name]}> said no", changed=NOW)
            )
        if all(state not in ledger.OPEN for state in states.values()):
            stored.set_state(connection, ISSUE, "ended", now=NOW)


def host(name: str) -> str:
    return f"{name.split('_at_')[1]}.com" if "_at_" in name else "example.org"


def state(post: Post) -> str:
    report = campaigns.report(post.store, ISSUE)
    assert report is not None
    return report.state


def look(post: Post, **options: object) -> CampaignStatus:
    found = status(post.store, ISSUE, now=NOW, limits=NO_LIMITS, **options)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_only_a_campaign_that_runs_is_paused_and_only_one_that_has_not_ended_goes_on(post: Post):
    begun(post, a="pending")
    assert campaigns.pause(post.store, ISSUE, reason="a typo")
    assert not campaigns.pause(post.store, ISSUE, reason="again")
    report = campaigns.report(post.store, ISSUE)
    assert report is not None
    assert (report.state, report.reason, report.open) == ("paused", "a typo", 1)
    assert campaigns.resume(post.store, ISSUE)
    assert state(post) == "running"
    with post.store.write() as connection:
        stored.set_state(connection, ISSUE, "ended", now=NOW)
    assert not campaigns.pause(post.store, ISSUE)
    assert not campaigns.resume(post.store, ISSUE)
    assert not campaigns.pause(post.store, "another")


def test_to_go_on_lifts_the_stop_after_the_first(post: Post):
    begun(post, a="sent", b="pending")
    with post.store.write() as connection:
        connection.execute(
            sa.update(t.campaigns).values(stop_after=1, state="paused", reason=whys.dump(Why("first", n=1)))
        )
    assert campaigns.stopped_at_first(look(post))
    campaigns.resume(post.store, ISSUE)
    assert look(post).stop_after is None


def test_what_is_put_back_is_what_was_asked_for_and_a_campaign_that_had_ended_runs_again(post: Post):
    begun(post, a="sent", b="failed", c="uncertain", d="failed")
    done = again.retry(post.store, ISSUE, states=("failed",), addresses=("b@example.org",), now=NOW)
    assert (done.mails, done.held, state(post)) == (1, 0, "running")
    assert post.states() == {
        "a@example.org": "sent",
        "b@example.org": "pending",
        "c@example.org": "uncertain",
        "d@example.org": "failed",
    }
    assert again.retry(post.store, ISSUE, now=NOW).mails == 2
    assert set(post.states().values()) == {"sent", "pending"}


def test_who_may_not_be_written_to_is_never_put_back(post: Post):
    begun(post, a="failed", b="failed")
    roster.remove(post.store, "a@example.org", now=NOW)
    done = again.retry(post.store, ISSUE, now=NOW)
    assert (done.mails, done.held) == (1, 1)
    assert post.states()["a@example.org"] == "failed"


def test_where_nothing_is_put_back_the_campaign_stays_ended(post: Post):
    begun(post, a="sent")
    assert again.retry(post.store, ISSUE, now=NOW).mails == 0
    assert state(post) == "ended"


def test_a_paused_campaign_stays_so_when_mails_are_put_back(post: Post):
    begun(post, a="failed", b="pending")
    campaigns.pause(post.store, ISSUE)
    assert again.retry(post.store, ISSUE, now=NOW).mails == 1
    assert state(post) == "paused"


def test_an_address_that_is_no_recipient_is_an_error_and_changes_nothing(post: Post):
    begun(post, a="failed")
    for act in (
        lambda who: again.retry(post.store, ISSUE, addresses=who, now=NOW),
        lambda who: again.settle(post.store, ISSUE, "sent", addresses=who, now=NOW),
    ):
        with pytest.raises(ResultError, match=r"z@example\.org.*not among the recipients"):
            act(("a@example.org", "z@example.org"))
    assert post.states() == {"a@example.org": "failed"}


def test_what_is_sent_anew_is_the_same_mail_to_the_byte(post: Post):
    post.subscribe("a@example.org")
    issue = post.build()
    token = tokens.signer(post.store)
    with ScriptedServer(body=["450 4.3.0 not now"]) as server:
        config = post.config(kind="smtp", host="127.0.0.1", port=server.port, security="none")
        send.send(
            config,
            post.store,
            issue,
            render=post.render,
            token=token,
            clock=post.clock,
            without_archive=True,
        )
        assert again.retry(post.store, ISSUE, states=("retry",), now=NOW).mails == 1
        report = send.go_on(config, post.store, ISSUE, token=token, clock=post.clock)
        assert report is not None
        assert (report.sent, report.state) == (1, "ended")
        assert len(server.taken) == 2
        assert server.taken[0] == server.taken[1]


@pytest.mark.parametrize("closed", ["sent", "failed"])
def test_the_uncertain_are_closed_as_a_person_found_out_and_nothing_is_sent(post: Post, closed: str):
    begun(post, a="uncertain", b="failed", c="uncertain")
    done = again.settle(post.store, ISSUE, closed, addresses=("a@example.org", "b@example.org"), now=NOW)  # type: ignore[arg-type]
    assert done == 1
    assert (post.states()["a@example.org"], post.states()["c@example.org"]) == (closed, "uncertain")
    assert post.row("b@example.org").answer.startswith("550")
    assert "said the editor" in post.row("a@example.org").answer
    assert again.settle(post.store, ISSUE, "sent", now=NOW) == 1
    assert "uncertain" not in post.states().values()


def test_domains_are_counted_the_largest_first(post: Post):
    begun(post, a_at_naver="sent", b_at_naver="failed", c_at_naver="pending", d_at_daum="retry", e="sent")
    found = look(post).domains
    assert found[0] == Domain(domain="naver.com", mails=3, sent=1, failed=1)
    assert found[0].waiting == 1
    assert [one.domain for one in found[1:]] == ["daum.com", "example.org"]
    assert summed(found[1:], "others") == Domain(domain="others", mails=2, sent=1, retry=1)
    assert sum(one.mails for one in found) == look(post).total


def test_people_are_named_only_when_they_are_asked_for(post: Post):
    begun(post, a="failed", b="uncertain", c="sent")
    assert (look(post).failed, look(post).uncertain, look(post).reasons) == ((), (), ())
    found = look(post, people=True)
    assert [row.address for row in (*found.failed, *found.uncertain)] == ["a@example.org", "b@example.org"]
    assert [(one.state, one.mails) for one in found.reasons] == [("failed", 1), ("uncertain", 1)]


def test_servers_that_say_the_same_of_different_people_give_one_reason():
    said = [
        ("failed", "550 5.1.1 <kim@naver.com>: no such user (id 3fa8b2c1-77)", 1),
        ("failed", "550 5.1.1 <lee@naver.com>: no such user (id 90ac11de-02)", 2),
        ("failed", "552 5.2.2 mailbox full", 2),
    ]
    assert [(one.told, one.mails) for one in reasons(said)] == [  # type: ignore[arg-type]
        ("550 5.1.1 …: no such user (id …)", 3),
        ("552 5.2.2 mailbox full", 2),
    ]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            "451 4.7.1 Greylisted, see http://example.org/help",
            "451 4.7.1 Greylisted, see http://example.org/help",
        ),
        ("550-5.1.1 The account kim@x.kr does not exist", "550-5.1.1 The account … does not exist"),
        ("421 4.7.0 192.0.2.1 too many", "421 4.7.0 192.0.2.1 too many"),
        ("250 2.0.0 Ok: queued as 4fBz2P1jQ9z", "250 2.0.0 Ok: queued as …"),
    ],
)
def test_a_reason_keeps_its_codes_and_words(answer: str, told: str):
    assert alike(answer) == told


def test_the_rest_takes_as_long_as_the_slowest_limit():
    domains = (
        Domain(domain="naver.com", mails=120, sent=20),
        Domain(domain="daum.net", mails=50, sent=20, retry=30),
    )
    assert Limits(per_second=0, per_domain={}).least(domains, 10) == 10
    assert Limits(per_second=5, per_domain={}).least(domains, 10) == 20
    assert Limits(per_second=0, per_domain={"naver.com": 2, "daum.net": 0.1}).least(domains, 10) == 50
    assert Limits(per_second=0, per_domain={}).least(domains, 0) is None
    assert Limits(per_second=0, per_domain={}).least(domains[1:], 0) == 0


def test_speed_and_end_are_told_from_the_ledger(post: Post):
    begun(post, a="sent", b="sent", c="sent", d="pending")
    post.later(timedelta(seconds=30))
    found = status(post.store, ISSUE, now=post.clock(), limits=NO_LIMITS)
    assert found is not None
    assert found.per_second == 0.1
    assert found.ready == post.clock() + timedelta(seconds=10)
    campaigns.pause(post.store, ISSUE)
    assert look(post).ready is None


def test_which_campaigns_are_meant(post: Post):
    """One by its name, those of all editions by the issue's, those begun last without any."""
    assert meant(post.store, None) == ()
    korean, english = post.edition("ko"), post.edition("en")
    post.subscribe("a@example.org")
    with post.store.write() as connection:
        for one in (korean, english):
            connection.execute(
                sa.insert(t.campaigns).values(
                    issue=one.id, started=NOW, state="running", rendition="", letterhead=""
                )
            )
    assert meant(post.store, english.id) == (english.id,)
    assert meant(post.store, ISSUE) == meant(post.store, None) == (korean.id, english.id)
    campaigns.pause(post.store, english.id)
    assert meant(post.store, None, states=("paused",)) == (english.id,)
    assert meant(post.store, ISSUE, states=("paused",)) == (english.id,)
    assert meant(post.store, "another") == ()


def test_a_reason_that_a_former_version_kept_as_a_sentence_is_counted_with_the_same_of_now(post: Post):
    begun(post, a="failed", b="failed")
    reason = Why("lost")
    with post.store.write() as connection:
        for name, kept in (("a", str(reason)), ("b", whys.dump(reason))):
            connection.execute(
                sa.update(t.deliveries)
                .where(t.deliveries.c.address == f"{name}@example.org")
                .values(answer=kept)
            )
    with post.store.read() as connection:
        assert outcomes.standing(connection, ISSUE).failures == {str(reason): 2}
