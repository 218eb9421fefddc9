"""`digest campaign`: how each sending stands, and what a person decides of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from digest.cli import sending_view, show
from digest.cli.context import (
    ConfigOption,
    JsonOption,
    NowOption,
    configuration,
    find_issue,
    moment,
    open_store,
    read_issue,
)
from digest.cli.send import in_part, tell
from digest.errors import InputError, ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest.config import Config
    from digest.delivery.standing import Standing
    from digest.model import DeliveryState
    from digest.storage.ledger import CampaignState
    from digest.storage.store import Store

app = typer.Typer(no_args_is_help=True)

INTERRUPTED = 130
STOPPING = 3.0  # seconds that we wait for a sender to stop
LOOK = 0.1
WIDEST = 1000  # columns; more than any line needs

CampaignArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ISSUE]",
        help="An issue's id, its folder or its issue.json, all its editions or one; the campaign begun last where none is named.",
        show_default=False,
    ),
]
AddressOption = Annotated[
    list[str] | None,
    typer.Option("--address", metavar="ADDRESS", help="Only the mail to this address; may be repeated."),
]
LaterOption = Annotated[
    bool, typer.Option("--later", help="Send nothing now: `digest schedule` or `digest run` goes on with it.")
]


@app.command("list")
def list_(config: ConfigOption = None, json_: JsonOption = False) -> None:
    """Show every campaign: how it stands, and how many mails are in each state."""
    from digest import codec
    from digest.storage import ledger

    settings = configuration(config)
    store = open_store(settings)
    with store.read() as connection:
        ids = [row.issue for row in ledger.campaigns(connection)]
    found = [one for issue in ids if (one := _standing(settings, store, issue)) is not None]
    if json_:
        for one in found:
            plain = codec.plain(one)
            for key in ("domains", "reasons", "uncertain", "failed"):  # `show` has them
                del plain[key]
            show.line(codec.row(plain))
        return
    if not found:
        show.say("nothing was sent yet")
        return
    _print_list([_row(settings, one) for one in found])


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
    for name in _meant(settings, store, issue, "running", all_states=not watch):
        if watch:
            _watch(settings, store, name)
            continue
        found = _standing(settings, store, name, people=True)
        if found is None:
            continue
        if json_:
            show.line(codec.row(codec.plain(found)))
        else:
            _print(settings, found)


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
    for name in _meant(settings, store, issue, "running"):
        done = campaigns.pause(store, name, reason=reason.strip() or campaigns.PAUSED)
        report = campaigns.report(store, name)
        assert report is not None
        if not done and report.state == "ended":
            raise ResultError(f'campaign "{name}"', "has ended", "there is nothing to pause")
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
    names = _meant(settings, store, issue, "paused", "running")
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
    names = _meant(settings, store, issue, all_states=True)
    wanted = _addresses(address)
    going = []
    for name in _of(store, names, wanted):
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
    wanted = None if every else _addresses(address)
    for name in _of(store, _meant(settings, store, issue, all_states=True), wanted):
        done = campaigns.settle(store, name, state, addresses=wanted, now=moment(now, settings.zone))
        show.say(
            f"{name}: {_mails(done)} that nobody could be sure of {'is' if done == 1 else 'are'} {state} now"
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


def _row(settings: Config, one: Standing) -> dict[str, str]:
    waiting = one.open - one.counts.get("retry", 0)
    return {
        "issue": one.issue,
        "state": one.state,
        "started": _local(settings, one.started),
        "ended": _ends(settings, one),
        "sent": f"{one.sent:,}",
        "of": f"{one.total:,}",
        "waiting": _number(waiting),
        "retry": _number(one.counts.get("retry", 0)),
        "failed": _number(one.counts.get("failed", 0)),
        "uncertain": _number(one.counts.get("uncertain", 0)),
    }


def _print_list(rows: list[dict[str, str]]) -> None:
    """A terminal that is too narrow is not told when; what is no terminal gets whole lines."""
    wide = Console(width=WIDEST, highlight=False, soft_wrap=True)
    for hidden in ((), ("ended",), ("ended", "started")):
        table = Table(box=None, header_style="dim", pad_edge=False)
        shown = [title for title in rows[0] if title not in hidden]
        for place, title in enumerate(shown):
            numbers = place >= shown.index("sent")
            table.add_column(title, justify="right" if numbers else "left", no_wrap=True)
        for row in rows:
            table.add_row(*(Text(row[title]) for title in shown))
        needed = Measurement.get(wide, wide.options, table).maximum
        if not show.out.is_terminal or needed <= show.out.width:
            break
    (show.out if show.out.is_terminal else wide).print(table)


def _print(settings: Config, found: Standing) -> None:
    """Addresses first: of a long list, what it comes to is what stays in sight."""
    for row in (*found.uncertain, *found.failed):
        show.line(f"{row.state}  {row.address}  {row.answer}")
    if found.uncertain or found.failed:
        show.line("")
    width = show.out.width
    states = Table(box=None, header_style="dim", pad_edge=False)
    states.add_column("state")
    states.add_column("mails", justify="right")
    for state, count in sorted(found.counts.items()):
        states.add_row(state, f"{count:,}")
    show.out.print(states)
    show.out.print()
    show.out.print(sending_view.largest(found.domains, width=width, most=12), soft_wrap=False)
    if found.reasons:
        reasons = Table(box=None, header_style="dim", pad_edge=False)
        reasons.add_column("mails", justify="right")
        reasons.add_column("state")
        reasons.add_column("because", overflow="fold")
        for one in found.reasons:
            reasons.add_row(f"{one.mails:,}", one.state, Text(one.told))
        show.out.print()
        show.out.print(reasons, soft_wrap=False)
    if found.state == "running":
        speed = f"{found.per_second:,.1f} a second over the last minute"
        show.say(f"{speed}; ready at about {_local(settings, found.ready)}" if found.ready else speed)
    tell(settings, found)


def _standing(settings: Config, store: Store, name: str, *, people: bool = False) -> Standing | None:
    from digest.delivery.standing import standing

    limits = sending_view.limits_of(settings)
    return standing(store, name, now=moment(None, settings.zone), limits=limits, people=people)


def _meant(
    settings: Config, store: Store, name: str | None, *states: CampaignState, all_states: bool = False
) -> tuple[str, ...]:
    """The campaigns that a command is about.

    Raises:
        ResultError: there is none.
    """
    from digest.delivery.standing import meant

    states = () if all_states else states
    found = meant(store, name, states=states)
    if not found and name:
        name = read_issue(find_issue(settings, name)).id
        found = meant(store, name, states=states)
    if not found:
        subject = f'issue "{name}"' if name else "campaign"
        raise ResultError(
            subject,
            "was never sent" if name else "nothing was sent yet",
            f"run `digest send {name or ''}`".rstrip(" `") + "`",
        )
    return found


def _of(store: Store, names: tuple[str, ...], wanted: tuple[str, ...] | None) -> tuple[str, ...]:
    """Of several editions, those that the addresses are recipients of; all where none was named."""
    from digest.storage import standing

    if wanted is None or len(names) == 1:
        return names
    with store.read() as connection:
        found = tuple(
            name for name in names if len(standing.strangers(connection, name, wanted)) < len(wanted)
        )
    return found or names


def _addresses(given: list[str] | None) -> tuple[str, ...] | None:
    from digest.subscribers.address import normal

    try:
        return tuple(normal(address) for address in given) if given else None
    except InputError as error:
        raise UsageError("--address", str(error)) from None


def _ends(settings: Config, one: Standing) -> str:
    if one.ended:
        return _local(settings, one.ended)
    return f"about {_local(settings, one.ready)}" if one.ready else ""


def _local(settings: Config, at: datetime) -> str:
    return f"{at.astimezone(settings.zone):%Y-%m-%d %H:%M}"


def _number(count: int) -> str:
    return f"{count:,}" if count else "–"


def _mails(count: int) -> str:
    return f"{count:,} mail{'' if count == 1 else 's'}"
