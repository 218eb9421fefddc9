"""`digest campaign resume`, `retry` and `settle`: what a person lets go on, lets be sent anew, or closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from digest.cli import sending_view, show, telling
from digest.cli.campaign_choice import AddressOption, CampaignArgument, LaterOption, holding, meant, plain
from digest.cli.context import ConfigOption, NowOption, configuration, moment, open_store
from digest.cli.send import in_part, tell
from digest.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest.config import Config
    from digest.model import DeliveryState
    from digest.storage.store import Store


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
    from digest.delivery import again
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
        done = again.retry(
            store, name, states=states or again.AGAIN, addresses=wanted, now=moment(now, settings.zone)
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
    from digest.delivery import again

    show.one_of(address=address or None, all=every)
    if not every and not address:
        raise UsageError("settle", "which mails is for you to say", "give --address ADDRESS or --all")
    settings = configuration(config)
    store = open_store(settings)
    wanted = None if every else plain(address)
    for name in holding(store, meant(settings, store, issue, all_states=True), wanted):
        done = again.settle(store, name, state, addresses=wanted, now=moment(now, settings.zone))
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


def _mails(count: int) -> str:
    return f"{count:,} mail{'' if count == 1 else 's'}"
