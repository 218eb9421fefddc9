"""`digest campaign`: how each sending stands, and what a person decides of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from digest.cli import sending_view, show, telling
from digest.cli.campaign_choice import AddressOption, CampaignArgument, LaterOption, holding, meant, plain
from digest.cli.campaign_tables import print_list, print_one
from digest.cli.context import (
    ConfigOption,
    JsonOption,
    NowOption,
    configuration,
    moment,
    open_store,
)
from digest.cli.send import in_part, tell
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.standing import Standing
    from digest.model import DeliveryState
    from digest.storage.store import Store

app = typer.Typer(no_args_is_help=True)

INTERRUPTED = 130
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
    found = [one for issue in ids if (one := _standing(settings, store, issue)) is not None]
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
        found = _standing(settings, store, name, people=True)
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


@app.command()
def resume(
    issue: CampaignArgument = None,
    later: LaterOption = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Go on with a paused campaign, or with one that was interrupted, to all that are left."""
    from digest.delivery import campaign as campaigns

    settings = configuration(config)
    store = open_store(settings)
    names = meant(settings, store, issue, "paused", "running")
    for name in names:
        if not campaigns.resume(store, name):
            show.say(f"{name}: has ended; `digest campaign retry {name}` sends single mails anew")
    _go_on(settings, store, names, later=later, clock=lambda: moment(now, settings.zone))


@app.command()
def retry(
    issue: CampaignArgument = None,
    failed: Annotated[bool, typer.Option("--failed", help="Those that were refused for good.")] = False,
    uncertain: Annotated[
        bool,
        typer.Option(
            "--uncertain", help="Those that may or may not have arrived: who has one gets the same again."
        ),
    ] = False,
    waiting: Annotated[
        bool, typer.Option("--waiting", help="Those that wait for another attempt: now instead of then.")
    ] = False,
    address: AddressOption = None,
    later: LaterOption = False,
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Send mails anew that you decided on: the same bytes and Message-ID; never to who may not be written to."""
    from digest.delivery import campaign as campaigns

    chosen: dict[DeliveryState, bool] = {"failed": failed, "uncertain": uncertain, "retry": waiting}
    states = tuple(state for state, wanted in chosen.items() if wanted)
    if not states and not address:
        raise UsageError(
            "retry",
            "which mails is for you to say",
            "give --failed, --uncertain, --waiting or --address ADDRESS",
        )
    settings = configuration(config)
    store = open_store(settings)
    names = meant(settings, store, issue, all_states=True)
    wanted = plain(address)
    going = []
    for name in holding(store, names, wanted):
        done = campaigns.retry(
            store, name, states=states or campaigns.AGAIN, addresses=wanted, now=moment(now, settings.zone)
        )
        show.say(f"{name}: {_mails(done.mails)} put back, to be sent anew")
        if done.held:
            show.say(
                f"{name}: {_mails(done.held)} {'stays' if done.held == 1 else 'stay'} as before:"
                " nobody is written to who has left or whose address is known to be gone"
            )
        report = campaigns.report(store, name)
        if done.mails and report is not None and report.state == "paused":
            show.say(
                f"{name}: is paused ({report.reason}); they leave with the rest: `digest campaign resume {name}`"
            )
        elif done.mails:
            going.append(name)
    _go_on(settings, store, tuple(going), later=later, clock=lambda: moment(now, settings.zone))


@app.command()
def settle(
    issue: CampaignArgument = None,
    address: AddressOption = None,
    every: Annotated[bool, typer.Option("--all", help="All uncertain ones.")] = False,
    state: Annotated[
        Literal["sent", "failed"],
        typer.Option("--as", help="sent: they arrived. failed: they did not, and are left so."),
    ] = "sent",
    config: ConfigOption = None,
    now: NowOption = None,
) -> None:
    """Close uncertain mails, when the server's log or the reader has told what became of them; nothing is sent."""
    from digest.delivery import campaign as campaigns

    show.one_of(address=address or None, all=every)
    if not every and not address:
        raise UsageError("settle", "which mails is for you to say", "give --address ADDRESS or --all")
    settings = configuration(config)
    store = open_store(settings)
    wanted = None if every else plain(address)
    for name in holding(store, meant(settings, store, issue, all_states=True), wanted):
        done = campaigns.settle(store, name, state, addresses=wanted, now=moment(now, settings.zone))
        show.say(
            f"{name}: {_mails(done)} that nobody could be sure of {'counts' if done == 1 else 'count'} as {state} now"
        )


def _go_on(
    settings: Config, store: Store, names: tuple[str, ...], *, later: bool, clock: Callable[[], datetime]
) -> None:
    """Send what is due of running campaigns, and say how each stands then."""
    from digest.delivery import campaign as campaigns
    from digest.delivery import send as delivery
    from digest.subscribers import tokens

    running = [
        name
        for name in names
        if (report := campaigns.report(store, name)) is not None and report.state != "ended"
    ]
    if later:
        for name in running:
            show.say(f"{name}: `digest schedule` or `digest run` goes on with it")
        return
    done = []
    with sending_view.view(settings, store) as watch:
        for name in running:
            report = delivery.go_on(
                settings, store, name, token=tokens.signer(store), clock=clock, observer=watch
            )
            if report is None:
                show.say(
                    f"{name}: another process is sending now; if it sends this, `digest campaign show --watch {name}`"
                    f" shows it; else run `digest campaign resume {name}` when it is done"
                )
            else:
                done.append(report)
        telling.editors(settings, store, watch, now=clock())
    for report in done:
        tell(settings, report)
    watch.exit()
    if any(in_part(report) for report in done):
        raise typer.Exit(show.IN_PART)


def _watch(settings: Config, store: Store, name: str) -> None:
    try:
        with sending_view.view(settings, store) as view:
            found = view.watch(name)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
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


def _standing(settings: Config, store: Store, name: str, *, people: bool = False) -> Standing | None:
    from digest.delivery.standing import standing

    limits = sending_view.limits_of(settings)
    return standing(store, name, now=moment(None, settings.zone), limits=limits, people=people)


def _mails(count: int) -> str:
    return f"{count:,} mail{'' if count == 1 else 's'}"
