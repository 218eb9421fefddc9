"""`digest campaign`: how each sending stands, and what a person decides of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import campaign_again, sending_view, show
from digest.cli.campaign_choice import CampaignArgument, meant
from digest.cli.campaign_tables import print_list, print_one
from digest.cli.context import (
    ConfigOption,
    JsonOption,
    configuration,
    moment,
    open_store,
)
from digest.cli.send import tell
from digest.errors import ResultError

if TYPE_CHECKING:
    from digest.config import Config
    from digest.delivery.status import CampaignStatus
    from digest.storage.store import Store

app = typer.Typer(no_args_is_help=True)

STOPPING = 3.0  # seconds that we wait for a sender to stop
LOOK = 0.1


@app.command("list")
def list_(config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Show every campaign: how it stands, and how many mails are in each state."""
    from digest import codec
    from digest.storage import campaigns

    settings = configuration(config)
    store = open_store(settings)
    with store.read() as connection:
        ids = [row.issue for row in campaigns.every(connection)]
    found = [one for issue in ids if (one := _status(settings, store, issue)) is not None]
    if json_:
        for one in found:
            row = codec.plain(one)
            for key in ("domains", "reasons", "uncertain", "failed"):  # `show` has them
                del row[key]
            show.line(codec.row(row))
        return
    if not found:
        show.say("nothing was sent yet")
        return
    print_list(settings, found)


@app.command("show")
def show_(
    issue: CampaignArgument = None,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Stay and show how it goes, whoever sends it, until it ends or is paused."
        ),
    ] = False,
    config: ConfigOption = None,
    json_: JsonOption = False,
) -> None:
    """Show how a campaign stands: by state, by domain, by reason; the uncertain and the failed by address."""
    from digest import codec

    show.one_of(watch=watch, json=json_)
    settings = configuration(config)
    store = open_store(settings)
    for name in meant(settings, store, issue, "running", all_states=not watch):
        if watch:
            _watch(settings, store, name)
            continue
        found = _status(settings, store, name, people=True)
        if found is None:
            continue
        if json_:
            show.line(codec.row(codec.plain(found)))
        else:
            print_one(settings, found)


@app.command()
def pause(
    issue: CampaignArgument = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for whoever looks.")] = "",
    config: ConfigOption = None,
) -> None:
    """Stop a campaign within a second, whichever process sends it; nothing is lost."""
    from digest.delivery import campaign as campaigns

    settings = configuration(config)
    store = open_store(settings)
    names = meant(settings, store, issue, "running")
    ended = []
    for name in names:
        done = campaigns.pause(store, name, reason=reason.strip() or campaigns.PAUSED)
        report = campaigns.report(store, name)
        assert report is not None
        if not done and report.state == "ended":
            ended.append(name)
            continue
        if not done:
            show.say(f"{name}: is paused already ({report.reason})")
            continue
        leaving = _stopped(store, name)
        report = campaigns.report(store, name) or report
        show.say(
            f"{name}: paused; {report.sent:,} of {report.total:,} sent, {report.open:,} wait:"
            f" `digest campaign resume {name}` goes on"
        )
        if leaving:
            show.say(
                f"{leaving:,} are still in the hands of a process: those that are leaving are told by"
                f" `digest campaign show {name}` when they are answered"
            )
    if len(ended) == len(names):
        raise ResultError(f'campaign "{ended[0]}"', "has ended", "there is nothing to pause")
    for name in ended:  # of several editions, the smaller are often done before anybody can pause
        show.say(f"{name}: has ended")


for _deciding in (campaign_again.resume, campaign_again.retry, campaign_again.settle):
    app.command()(_deciding)


def _watch(settings: Config, store: Store, name: str) -> None:
    try:
        with sending_view.view(settings, store) as view:
            found = view.watch(name)
    except KeyboardInterrupt:
        raise typer.Exit(show.INTERRUPTED) from None
    if found is not None:
        tell(settings, found)


def _stopped(store: Store, name: str) -> int:
    """Wait until the sender has put down what it held; answers how many rows it still holds after that."""
    from digest.delivery import campaign as campaigns

    end = time.monotonic() + STOPPING
    while True:
        report = campaigns.report(store, name)
        held = sum(report.counts.get(state, 0) for state in ("claimed", "body")) if report else 0
        if not held or time.monotonic() > end:
            return held
        time.sleep(LOOK)


def _status(settings: Config, store: Store, name: str, *, people: bool = False) -> CampaignStatus | None:
    from digest.delivery.status import status

    limits = sending_view.limits_of(settings)
    return status(store, name, now=moment(None, settings.zone), limits=limits, people=people)
