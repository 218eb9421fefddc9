"""`digest schedule` and `digest run`: issues at their time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from digest.cli import show
from digest.cli.context import ConfigOption, JsonOption, NowOption, configuration, moment, open_store
from digest.cli.send import tell
from digest.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digest import events
    from digest.config import Config
    from digest.scheduling.timetable import Timetable
    from digest.storage.slots import Slot
    from digest.storage.store import Store

INTERRUPTED = 130


def schedule(
    upcoming: Annotated[
        int | None, typer.Option("--next", min=1, metavar="N", help="Print the next N runs and leave.")
    ] = None,
    config: ConfigOption = None,
    now: NowOption = None,
    json_: JsonOption = False,
) -> None:
    """Wait, and send each issue when it is due; end it with Ctrl-C."""
    from digest.scheduling import timetable

    settings = configuration(config)
    table = _timetable(settings)
    if upcoming is not None:
        _print(timetable.upcoming(table, moment(now, settings.zone), upcoming), as_json=json_)
        return
    first = timetable.upcoming(table, moment(now, settings.zone), 1)
    store = open_store(settings)
    show.say(f"{settings.publication.name}: next run at {_told(first)}; Ctrl-C ends")
    _serve(settings, store, table)


def run(config: ConfigOption = None, now: NowOption = None) -> None:
    """Run the slot that is due now, if any, and the retries that are due; for cron."""
    from digest.scheduling import timetable

    settings = configuration(config)
    table = _timetable(settings)
    timetable.upcoming(table, moment(now, settings.zone), 1)
    store = open_store(settings)
    with show.Watch() as watch:
        done = _slots(settings, store, table, watch, clock=lambda: moment(now, settings.zone))
        _retries(settings, store, watch, clock=lambda: moment(now, settings.zone))
    if done is None:
        show.say("another process is running the slot that is due")
    elif not done:
        following = timetable.upcoming(table, moment(now, settings.zone), 1)
        show.say(f"nothing is due; next run at {_told(following)}")
    if done and any(slot.outcome in ("failed", "running") for slot in done):
        raise typer.Exit(1)  # that there is no result weighs more than a source that failed
    watch.exit()


def _serve(settings: Config, store: Store, table: Timetable) -> None:
    import threading

    from digest.scheduling import service
    from digest.scheduling.turns import PAUSE

    stop = threading.Event()
    rest = moment(None, settings.zone)  # until when a way out that was closed is left alone

    def turn() -> None:
        nonlocal rest
        with show.Watch() as watch:

            def observer(event: events.Event) -> None:
                watch(event)
                if stop.is_set():
                    # Between two steps: what is under way is settled, the rest is taken up at the next start.
                    raise KeyboardInterrupt

            now = moment(None, settings.zone)
            try:
                _slots(settings, store, table, observer, clock=lambda: moment(None, settings.zone))
                if now >= rest:
                    _retries(settings, store, observer, clock=lambda: moment(None, settings.zone))
            except DigestError as error:
                watch.fail(error)
            except KeyboardInterrupt:
                show.say("interrupted; what was begun is taken up at the next start")
            if watch.failures:
                rest = now + PAUSE

    interrupted = service.serve(table, clock=lambda: moment(None, settings.zone), turn=turn, stop=stop)
    store.close()
    if interrupted:
        raise typer.Exit(INTERRUPTED)


def _slots(
    settings: Config,
    store: Store,
    table: Timetable,
    observer: events.Observer,
    *,
    clock: Callable[[], datetime],
) -> tuple[Slot, ...] | None:
    """Run the slots that are due and tell what became of each; None where another process is at it."""
    from digest import pipeline
    from digest.pipeline import live
    from digest.scheduling import turns

    def one(due: datetime) -> pipeline.Outcome:
        show.say(f"slot {_told((due,))}: begun")
        genre = settings.schedule.genre
        return pipeline.run(settings, store, now=due, genre=genre, clock=clock, observer=observer)

    done = turns.tick(
        store,
        settings.publication.id,
        table,
        grace=settings.schedule.grace,
        clock=clock,
        run=one,
        before=settings.live.before,
        prepare=lambda due: live.prepare(settings, store, due=due, clock=clock, observer=observer),
    )
    for slot in done or ():
        parts = " ".join(part for part in (slot.outcome, slot.issue, slot.reason) if part)
        show.say(f"slot {_told((slot.due.astimezone(settings.zone),))}: {parts}")
    return done


def _retries(
    settings: Config, store: Store, observer: events.Observer, *, clock: Callable[[], datetime]
) -> None:
    """Go on with the campaigns that have something to send now."""
    from digest.delivery import send as delivery
    from digest.subscribers import tokens

    token = tokens.signer(store)
    for report in delivery.resume(settings, store, token=token, clock=clock, observer=observer):
        tell(settings, report)


def _timetable(settings: Config) -> Timetable:
    from digest.scheduling.timetable import Timetable

    plan = settings.schedule
    return Timetable(cron=plan.cron, zone=settings.zone, holidays=plan.holidays, dates=plan.dates)


def _print(moments: tuple[datetime, ...], *, as_json: bool) -> None:
    from digest import codec

    if as_json:
        for due in moments:
            show.line(codec.row({"due": due.isoformat()}))
        return
    table = Table("day", "date", "time", "zone", box=None)
    for due in moments:
        table.add_row(f"{due:%a}", f"{due:%Y-%m-%d}", f"{due:%H:%M}", str(due.tzinfo))
    show.out.print(table)


def _told(moments: tuple[datetime, ...]) -> str:
    return f"{moments[0]:%a %Y-%m-%d %H:%M %Z}" if moments else "no time at all"
