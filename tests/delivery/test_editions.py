"""Which edition a subscriber gets: one, that of their language, and never a second of the same issue."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest import events
from digest.delivery import campaign as campaigns
from digest.delivery.editions import send_each
from digest.delivery.transport import PostponedError
from digest.errors import ResultError
from digest.storage import issues, ledger, readership
from digest.storage import subscribers as rows
from digest.subscribers import roster, tokens
from tests.delivery.conftest import NOW, Post, issue
from tests.delivery.servers import ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digest.config import Config
    from digest.delivery.campaign import CampaignReport
    from digest.model import Issue, Rendition


def join(post: Post, name: str, language: str) -> None:
    consent = roster.Consent(source="test", at=NOW)
    roster.add(post.store, f"{name}@example.org", consent=consent, now=NOW, language=language)  # type: ignore[arg-type]


def change(post: Post, name: str, language: str) -> None:
    """A subscriber leaves and comes back for another edition."""
    with post.store.write() as connection:
        rows.remove(connection, roster.identity(f"{name}@example.org"))
    join(post, name, language)


def go(
    post: Post,
    *editions: Issue,
    render: Callable[[Issue], Rendition] | None = None,
    config: Config | None = None,
    stop: threading.Event | None = None,
) -> tuple[CampaignReport, ...]:
    return send_each(
        config or post.config(),
        post.store,
        editions,
        render=render or post.rendition,
        token=tokens.signer(post.store),
        clock=post.clock,
        stop=stop,
        without_archive=True,
        observer=post.told,
    )


def met(post: Post, edition: Issue) -> set[str]:
    with post.store.read() as connection:
        return {row.address.partition("@")[0] for row in ledger.rows(connection, edition.id)}


def test_each_reader_gets_the_edition_of_their_language_once(post: Post):
    """Both editions go out with one call, and a second call sends nothing."""
    join(post, "a", "ko")
    join(post, "b", "en")
    korean, english = post.edition("ko"), post.edition("en")
    assert [report.sent for report in go(post, korean, english)] == [1, 1]
    assert (met(post, korean), met(post, english)) == ({"a"}, {"b"})
    assert [report.already for report in go(post, korean, english)] == [True, True]
    assert len(list((post.folder / "outbox").glob("*"))) == 2


def test_who_reads_no_edition_gets_the_primary_one(post: Post):
    """A subscriber of a language without an edition is not left out."""
    join(post, "a", "und")
    korean, english = post.edition("ko"), post.edition("en")
    go(post, korean, english)
    assert (met(post, korean), met(post, english)) == ({"a"}, set())


def test_who_changes_their_language_between_two_campaigns_gets_one_mail(post: Post):
    join(post, "a", "ko")
    join(post, "b", "en")
    korean, english = post.edition("ko"), post.edition("en")
    go(post, korean)
    change(post, "a", "en")
    go(post, english)
    assert (met(post, korean), met(post, english)) == ({"a"}, {"b"})


def test_an_issue_of_one_edition_and_its_editions_are_one_issue(post: Post):
    """Who got a period before the publication had editions does not get it again as one of them."""
    join(post, "a", "ko")
    post.build()
    go(post, issue())
    with pytest.raises(PostponedError, match="no subscriber"):
        go(post, post.edition("ko"))


def test_an_edition_that_nobody_reads_holds_back_no_other(post: Post):
    join(post, "b", "en")
    korean, english = post.edition("ko"), post.edition("en")
    (report,) = go(post, korean, english)
    assert report.sent == 1
    noted = [event.message for event in post.told.events if isinstance(event, events.Noted)]
    assert noted == ["nobody reads this edition yet"]
    with pytest.raises(PostponedError, match="who reads ko"):
        go(post, korean)


def test_no_edition_leaves_while_another_may_not(post: Post):
    """What left cannot be mended any more: an error in the second edition keeps the first back as well."""
    join(post, "a", "ko")
    join(post, "b", "en")
    korean, english = post.edition("ko"), post.edition("en")

    def render(edition: Issue) -> Rendition:
        if edition is english:
            raise ResultError(edition.id, "1 error")
        return post.rendition(edition)

    with pytest.raises(ResultError, match="1 error"):
        go(post, korean, english, render=render)
    assert (met(post, korean), met(post, english)) == (set(), set())
    with post.store.read() as connection:
        row = issues.row(connection, korean.id)
    assert row is not None
    assert row.state == "draft"
    assert [report.sent for report in go(post, korean, english)] == [1, 1]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.sampled_from("abc"), st.sampled_from(("ko", "en", "und"))),
        st.tuples(st.just("send"), st.sampled_from(("ko", "en", "both")), st.none()),
    ),
    max_size=12,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nobody_ever_gets_two_editions(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
):
    """Whoever joins, leaves, changes their language, and however editions are sent: one mail an address."""
    folder: Path = tmp_path_factory.mktemp("post")
    post = Post(folder)
    editions = {"ko": (post.edition("ko"),), "en": (post.edition("en"),)}
    editions["both"] = (*editions["ko"], *editions["en"])
    for kind, what, language in steps:
        if kind == "join":
            change(post, what, language)
            continue
        try:
            go(post, *editions[what])
        except PostponedError:
            continue
    sent = [name for (one,) in (editions["ko"], editions["en"]) for name in met(post, one)]
    post.store.close()
    assert len(sent) == len(set(sent))
    assert len(list((folder / "outbox").glob("*"))) == len(sent)


def test_an_edition_is_read_by_whoever_reads_no_other(post: Post):
    """Among the readers of an issue, each reads exactly one of its editions."""
    for name, language in (("a", "ko"), ("b", "en"), ("c", "und")):
        join(post, name, language)
    read: list[str] = []
    with post.store.read() as connection:
        for language in ("ko", "en"):
            made = replace(issue(), id=f"{issue().id}-{language}", language=language, editions=("en", "ko"))
            one = campaigns.readership(made)
            read += [person.address for person in readership.each(connection, one)]
            assert readership.count(connection, one) + readership.elsewhere(connection, one) == 3
    assert sorted(read) == ["a@example.org", "b@example.org", "c@example.org"]


def test_where_an_edition_is_paused_while_it_is_sent_the_next_waits_with_it(post: Post):
    """A server that does not want us is not asked for the other edition either."""
    join(post, "a", "ko")
    join(post, "b", "en")
    korean, english = post.edition("ko"), post.edition("en")
    with ScriptedServer(mail=["550 5.7.1 not you"]) as server:
        config = post.config(kind="smtp", host="127.0.0.1", port=server.port, security="none")
        (report,) = go(post, korean, english, config=config)
    assert (report.issue, report.state) == (korean.id, "paused")
    waiting = campaigns.report(post.store, english.id)
    assert waiting is not None
    assert (waiting.state, waiting.reason, waiting.open) == ("paused", report.reason, 1)
    noted = [event.message for event in post.told.events if isinstance(event, events.Noted)]
    assert any("waits" in message for message in noted)


def test_who_changes_their_language_while_the_first_edition_is_sent_is_not_lost(post: Post):
    """All editions begin at one moment: who stood in the second then gets it."""
    join(post, "a", "ko")
    join(post, "b", "en")
    korean, english = post.edition("ko"), post.edition("en")

    def changed(event: events.Event) -> None:
        if isinstance(event, events.Mailed):
            with post.store.write() as connection:
                rows.change(connection, roster.identity("b@example.org"), language="ko")

    post.told = changed  # type: ignore[assignment]
    assert [report.sent for report in go(post, korean, english)] == [1, 1]
    assert (met(post, korean), met(post, english)) == ({"a"}, {"b"})


def test_the_first_of_each_edition_go_before_a_person_looks(post: Post):
    for name in "abc":
        join(post, name, "ko")
        join(post, f"{name}{name}", "en")
    korean, english = post.edition("ko"), post.edition("en")
    reports = go(post, korean, english, config=post.config(first=2))
    assert [(report.sent, report.open, report.state) for report in reports] == [(2, 1, "paused")] * 2
    assert all(campaigns.stopped_at_first(report) for report in reports)
    assert len(list((post.folder / "outbox").glob("*"))) == 4


def test_where_there_are_no_more_than_the_first_nobody_need_look(post: Post):
    join(post, "a", "ko")
    (report,) = go(post, post.edition("ko"), config=post.config(first=1))
    assert (report.sent, report.state) == (1, "ended")


def test_who_stops_it_stops_every_edition_and_the_next_call_goes_on(post: Post):
    """Ctrl-C in `digest schedule`: no further edition is begun to be sent, and nobody is lost."""
    join(post, "a", "ko")
    join(post, "b", "en")
    korean, english = post.edition("ko"), post.edition("en")
    stop = threading.Event()
    stop.set()
    (first,) = go(post, korean, english, stop=stop)
    assert first.issue == korean.id
    standing = campaigns.report(post.store, english.id)
    assert standing is not None
    assert (standing.sent, standing.open) == (0, 1), "frozen with the other"
    go(post, korean, english)
    assert (met(post, korean), met(post, english)) == ({"a"}, {"b"})
    assert len(list((post.folder / "outbox").glob("*"))) == 2
