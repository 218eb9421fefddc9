"""`digest send`: an issue to its readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import sending_view, show, telling
from digest.cli.context import (
    ConfigOption,
    IssueArgument,
    NowOption,
    configuration,
    find_issue,
    moment,
    open_store,
    read_editions,
    read_issue,
)
from digest.cli.rehearsal import rehearse
from digest.errors import InputError, ResultError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.campaign import CampaignReport
    from digest.model import Issue, Rendition


def send(
    issue: IssueArgument = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent and to whom; send nothing.")
    ] = False,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="ADDRESS", help="Send one test mail to this address, to nobody else."),
    ] = None,
    first: Annotated[
        int | None,
        typer.Option(
            "--first",
            min=0,
            metavar="N",
            help="Send to so many, then wait for `digest campaign resume`; 0: to all.",
            show_default="[delivery] first",
        ),
    ] = None,
    test_to: Annotated[
        str | None,
        typer.Option(
            "--test-to",
            metavar="ADDRESS",
            help="Send a marked test mail there first; where it is refused, nothing else leaves.",
            show_default="[delivery] test_to",
        ),
    ] = None,
    without_archive: Annotated[
        bool, typer.Option("--without-archive", help="Send although the issue's web page is not written.")
    ] = False,
    despite_lint: Annotated[
        bool, typer.Option("--despite-lint", help="Send although `digest lint` finds errors in the issue.")
    ] = False,
    despite_live: Annotated[
        bool,
        typer.Option(
            "--despite-live", help="Send although the check of its pages (`verify --live`) holds it."
        ),
    ] = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Send an issue to every subscriber who has not got it yet, each in their language.

    All its editions go out; where ISSUE names one of them (…-en), that one alone. Errors that `digest lint` finds keep it back.
    """
    from digest import pipeline
    from digest.delivery.editions import send_each
    from digest.pipeline import live, livestate
    from digest.pipeline.editions import note_differing
    from digest.subscribers import tokens

    show.one_of(dry_run=dry_run, to=to)
    settings = _asked(configuration(config), first=first, test_to=test_to)
    found = read_issue(find_issue(settings, issue))
    if to is not None:
        _prove(settings, found, to, now=moment(now, settings.zone))
        return
    named = bool(issue) and found.id in str(issue)
    editions = (found,) if named else read_editions(settings, issue)
    store = open_store(settings)
    if dry_run:
        note_differing(settings, store, editions, now=moment(now, settings.zone), observer=show.Watch())
        ready = [
            rehearse(
                settings,
                store,
                one,
                now=moment(now, settings.zone),
                without_archive=without_archive,
                despite_lint=despite_lint,
                despite_live=despite_live,
                alone=len(editions) == 1,
            )
            for one in editions
        ]
        if not all(ready):
            raise typer.Exit(1)
        return
    with sending_view.view(settings, store) as watch:
        if despite_live:
            livestate.release(store, found.primary)
        elif live.followed(settings, store, found, now=moment(now, settings.zone), observer=watch):
            pipeline.archive(settings, store, observer=watch)
            editions = (read_issue(find_issue(settings, issue)),) if named else read_editions(settings, issue)
        note_differing(settings, store, editions, now=moment(now, settings.zone), observer=watch)
        reports = send_each(
            settings,
            store,
            editions,
            render=lambda one: _passed(settings, one, despite_lint, watch),
            token=tokens.signer(store),
            clock=lambda: moment(now, settings.zone),
            without_archive=without_archive,
            observer=watch,
        )
        telling.editors(settings, store, watch, now=moment(now, settings.zone))
    for report in reports:
        tell(settings, report)
    watch.exit()
    if any(in_part(report) for report in reports):
        raise typer.Exit(show.IN_PART)


def in_part(report: CampaignReport) -> bool:
    """Whether a campaign has left something open that nobody asked it to leave, or has ended and nobody got it."""
    from digest.delivery.campaign import stopped_at_first

    return report.in_vain or (bool(report.open) and not report.already and not stopped_at_first(report))


def tell(config: Config, report: CampaignReport) -> None:
    """Say how a campaign stands, in one line and what is to be known beside."""
    counts = ", ".join(f"{count} {state}" for state, count in sorted(report.counts.items()))
    failed = report.counts.get("failed", 0)
    if report.already:
        told = "its sending has ended" if failed else "already sent to everybody it was meant for"
        show.say(f"{report.issue}: {told} ({counts}); nothing new was sent")
        _tell_of_failed(report)
        if report.later:
            show.say(
                f"subscribers who came after it went out: {report.later}; they get the next issue,"
                " or this one by `digest send --to ADDRESS`"
            )
        return
    show.say(f"{report.issue}: {report.state}; {counts}{f' ({report.reason})' if report.reason else ''}")
    _tell_of_failed(report)
    if report.state == "paused":
        show.say(f"`digest campaign resume {report.issue}` goes on")
    elif report.next_retry:
        show.say(
            f"next attempt at {local(config, report.next_retry)}: `digest schedule` makes it,"
            f" or run `digest send {report.issue}` again then"
        )
    if report.counts.get("uncertain"):
        show.say(
            f"nobody can know whether the uncertain ones arrived: see `digest campaign show {report.issue}`,"
            f" ask the server's log, then `digest campaign settle` or `retry`"
        )


def _tell_of_failed(report: CampaignReport) -> None:
    failed = report.counts.get("failed", 0)
    if report.in_vain:
        show.say(
            f"nobody got it: mend what `digest campaign show {report.issue}` gives as the reason,"
            f" then `digest campaign retry --failed {report.issue}` sends it again",
            style="yellow",
        )
    elif failed and report.state == "ended":
        show.say(f"{failed:,} did not get it: see `digest campaign show {report.issue}`")


def local(config: Config, at: datetime) -> str:
    """A moment as people read it, in the publication's zone."""
    return f"{at.astimezone(config.zone):%Y-%m-%d %H:%M}"


def _asked(config: Config, *, first: int | None, test_to: str | None) -> Config:
    """The configuration, with what the command says instead."""
    changed: dict[str, object] = {}
    if first is not None:
        changed["first"] = first
    if test_to is not None:
        changed["test_to"] = _address("--test-to", test_to)
    return config.model_copy(update={"delivery": config.delivery.model_copy(update=changed)})


def _prove(config: Config, issue: Issue, address: str, *, now: datetime) -> None:
    from digest.delivery import configured, trial
    from digest.storage import subscribers
    from digest.subscribers import tokens
    from digest.subscribers.identity import identity

    plain, store = _address("--to", address), open_store(config)
    with store.write() as connection:  # the key that seals addresses may be made by this question
        left = subscribers.suppressed(connection, plain)
    if left is not None:
        raise ResultError(
            f'address "{plain}"',
            f"{left.reason} on {left.at.astimezone(config.zone).date()}: it is not written to any more",
            "name another; only its owner may come back",
        )
    # The way out in this mail is that of whoever reads at the address: a subscriber may use it.
    own = tokens.signer(store)(identity(plain))
    mail = trial.prove(config, _rendition(config, issue), plain, token=lambda _whom: own, now=now)
    show.say(f"one test mail to {plain} by {configured.transport(config).label} ({len(mail.data):,} bytes)")


def _address(option: str, given: str) -> str:
    from digest.subscribers.address import normal

    try:
        return normal(given)
    except InputError as error:
        raise UsageError(option, str(error)) from None


def _rendition(config: Config, issue: Issue) -> Rendition:
    from digest import pipeline

    return pipeline.render(config, issue)


def _passed(config: Config, issue: Issue, despite: bool, watch: show.Watch) -> Rendition:
    from digest.pipeline import linting

    return linting.passed(config, issue, despite=despite, observer=watch)
