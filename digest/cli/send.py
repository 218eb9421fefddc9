"""`digest send` and `digest campaign`: an issue to its readers, and what became of each mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from digest.cli import show
from digest.cli.context import (
    ConfigOption,
    IssueArgument,
    JsonOption,
    NowOption,
    configuration,
    find_issue,
    moment,
    open_store,
    read_editions,
    read_issue,
)
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.campaign import CampaignReport
    from digest.model import Issue, Rendition
    from digest.storage.store import Store

campaigns = typer.Typer(no_args_is_help=True)

STATES = ("sent", "pending", "claimed", "body", "retry", "failed", "uncertain")


def send(
    issue: IssueArgument = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent and to whom; send nothing.")
    ] = False,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="ADDRESS", help="Send one test mail to this address, to nobody else."),
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
    from digest.pipeline import live
    from digest.subscribers import tokens

    show.one_of(dry_run=dry_run, to=to)
    settings = configuration(config)
    found = read_issue(find_issue(settings, issue))
    if to is not None:
        _prove(settings, found, to, now=moment(now, settings.zone))
        return
    named = bool(issue) and found.id in str(issue)
    editions = (found,) if named else read_editions(settings, issue)
    store = open_store(settings)
    if dry_run:
        for one in editions:
            _rehearse(
                settings,
                store,
                one,
                _passed(settings, one, despite_lint, show.Watch()),
                now=moment(now, settings.zone),
                without_archive=without_archive,
                alone=len(editions) == 1,
            )
        return
    with show.Watch() as watch:
        if despite_live:
            live.release(store, found.primary)
        elif live.followed(settings, store, found, now=moment(now, settings.zone), observer=watch):
            pipeline.archive(settings, store, observer=watch)
            editions = (read_issue(find_issue(settings, issue)),) if named else read_editions(settings, issue)
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
    for report in reports:
        tell(settings, report)
    watch.exit()
    if any(not report.already and report.open for report in reports):
        raise typer.Exit(show.IN_PART)


def _rehearse(
    config: Config,
    store: Store,
    issue: Issue,
    mail: Rendition,
    *,
    now: datetime,
    without_archive: bool,
    alone: bool,
) -> None:
    from digest.delivery import send as delivery
    from digest.delivery.transport import NobodyError
    from digest.subscribers import tokens

    try:
        planned = delivery.rehearse(
            config,
            store,
            issue,
            mail,
            token=tokens.signer(store),
            now=now,
            without_archive=without_archive,
        )
    except NobodyError:
        if not issue.editions:
            raise
        show.say(f"{issue.id} would go to nobody")
        return
    for address in planned.recipients:
        show.line(address)
    show.say(
        f"{issue.id} would go to {len(planned.recipients)} subscribers by {planned.transport}:"
        f' "{planned.subject}", {planned.bytes:,} bytes each; nothing was sent'
    )
    if planned.others and alone:
        show.say(
            f"readers of another edition than {issue.language}, to whom this one would not go: {planned.others}"
        )


@campaigns.command("list")
def list_(config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Show every campaign and how many mails are in each state."""
    from digest import codec
    from digest.delivery import campaign
    from digest.storage import ledger

    settings = configuration(config)
    store = open_store(settings)
    with store.read() as connection:
        ids = [row.issue for row in ledger.campaigns(connection)]
    reports = [report for one in ids if (report := campaign.report(store, one)) is not None]
    if json_:
        for report in reports:
            show.line(codec.row(codec.plain(report)))
        return
    table = Table("issue", "state", "started", *STATES, box=None)
    for report in reports:
        numbers = [str(report.counts.get(state, "")) for state in STATES]  # type: ignore[call-overload]  # literals
        table.add_row(report.issue, report.state, _local(settings, report.started), *numbers)
    show.out.print(table)


@campaigns.command("show")
def show_(issue: IssueArgument = None, config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Show what became of each mail of an issue; the uncertain and the failed by address."""
    from digest import codec
    from digest.delivery import campaign

    settings = configuration(config)
    name = read_issue(find_issue(settings, issue)).id
    report = campaign.report(open_store(settings), name)
    if report is None:
        raise ResultError(f'issue "{name}"', "was never sent", f"run `digest send {name}`")
    if json_:
        show.line(codec.row(codec.plain(report)))
        return
    table = Table("state", "mails", box=None)
    for state, count in sorted(report.counts.items()):
        table.add_row(state, str(count))
    show.out.print(table)
    for delivery in (*report.uncertain, *report.failed):
        show.line(f"{delivery.state}  {delivery.address}  {delivery.answer}")
    tell(settings, report)


def tell(config: Config, report: CampaignReport) -> None:
    """Say how a campaign stands, in one line and what is to be known beside."""
    counts = ", ".join(f"{count} {state}" for state, count in sorted(report.counts.items()))
    if report.already:
        show.say(
            f"{report.issue}: already sent to everybody it was meant for ({counts}); nothing new was sent"
        )
        if report.later:
            show.say(
                f"subscribers who came after it went out: {report.later}; they get the next issue,"
                " or this one by `digest send --to ADDRESS`"
            )
        return
    show.say(f"{report.issue}: {report.state}; {counts}{f' ({report.reason})' if report.reason else ''}")
    if report.next_retry:
        show.say(
            f"next attempt at {_local(config, report.next_retry)}: `digest schedule` makes it,"
            f" or run `digest send {report.issue}` again then"
        )
    if report.counts.get("uncertain"):
        show.say(
            f"nobody can know whether the uncertain ones arrived: see `digest campaign show {report.issue}`"
        )


def _prove(config: Config, issue: Issue, address: str, *, now: datetime) -> None:
    from digest.delivery import configured
    from digest.delivery import send as delivery
    from digest.errors import InputError
    from digest.subscribers import tokens
    from digest.subscribers.address import normal

    try:
        plain = normal(address)
    except InputError as error:
        raise UsageError("--to", str(error)) from None
    token = tokens.signer(open_store(config))
    mail = delivery.prove(config, _rendition(config, issue), plain, token=token, now=now)
    show.say(f"one test mail to {plain} by {configured.transport(config).label} ({len(mail.data):,} bytes)")


def _rendition(config: Config, issue: Issue) -> Rendition:
    from digest import pipeline

    return pipeline.render(config, issue)


def _passed(config: Config, issue: Issue, despite: bool, watch: show.Watch) -> Rendition:
    from digest.pipeline import linting

    return linting.passed(config, issue, despite=despite, observer=watch)


def _local(config: Config, at: datetime) -> str:
    return f"{at.astimezone(config.zone):%Y-%m-%d %H:%M}"
