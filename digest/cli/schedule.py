"""`digest schedule` and `digest run`: issues at their time."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import schedule_tables, sending_view, show, telling
from digest.cli.context import ConfigOption, JsonOption, NowOption, configuration, moment, open_store
from digest.cli.send import tell
from digest.errors import DigestError

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from digest import events
    from digest.config import Config
    from digest.scheduling.timetable import Timetable
    from digest.storage.slots import Slot
    from digest.storage.store import Store


def schedule(
    upcoming: Annotated[
        int | None, typer.Option("--next", min=1, metavar="N", help="Print the next N runs and leave.")
    ] = None,
    past: Annotated[
        int | None,
        typer.Option("--past", min=1, metavar="N", help="Print what became of the last N slots and leave."),
    ] = None,
    config: ConfigOption = None,
    now: NowOption = None,
    json_: JsonOption = False,
) -> None:
    """Wait, and send each issue when it is due; end it with Ctrl-C."""
    from digest.scheduling import timetable

    show.one_of(next=upcoming, past=past)
    settings = configuration(config)
    if past is not None:
        schedule_tables.past(settings, open_store(settings), past, as_json=json_)
        return
    table = timetable_of(settings)
    if upcoming is not None:
        schedule_tables.coming(settings, table, moment(now, settings.zone), upcoming, as_json=json_)
        return
    first = timetable.upcoming(table, moment(now, settings.zone), 1)
    store = open_store(settings)
    _serve(
        settings, store, table, told=f"{settings.publication.name}: next run at {_told(first)}; Ctrl-C ends"
    )


def run(config: ConfigOption = None, now: NowOption = None) -> None:
    """Run the slot that is due now, if any, and the retries that are due; for cron."""
    from digest.scheduling import timetable

    settings = configuration(config)
    table = timetable_of(settings)
    timetable.upcoming(table, moment(now, settings.zone), 1)
    store = open_store(settings)
    with sending_view.view(settings, store) as watch:
        done = _slots(settings, store, table, watch, clock=lambda: moment(now, settings.zone))
        _retries(settings, store, watch, clock=lambda: moment(now, settings.zone))
        telling.editors(settings, store, watch, now=moment(now, settings.zone))
    if done is None:
        show.say("another process is running the slot that is due")
    elif not done:
        following = timetable.upcoming(table, moment(now, settings.zone), 1)
        show.say(f"nothing is due; next run at {_told(following)}")
    if done and any(slot.outcome in ("failed", "running") for slot in done):
        raise typer.Exit(1)  # that there is no result weighs more than a source that failed
    watch.exit()


def _serve(settings: Config, store: Store, table: Timetable, *, told: str) -> None:
    import threading

    from digest.scheduling import service
    from digest.scheduling.turns import PAUSE

    def clock() -> datetime:
        return moment(None, settings.zone)

    stop = threading.Event()
    # Until when a way out that was closed is left alone: by mails of issues, by notices to editors.
    rest = quiet = clock()

    def turn() -> None:
        nonlocal rest, quiet
        with sending_view.view(settings, store) as watch:

            def observer(event: events.Event) -> None:
                watch(event)
                if stop.is_set():
                    # Between two steps: what is under way is settled, the rest is taken up at the next start.
                    raise KeyboardInterrupt

            now = clock()
            try:
                # A fault of one holds no other up.
                with _told_by(watch):
                    _slots(settings, store, table, observer, clock=clock, stop=stop)
                with _told_by(watch):
                    if now >= rest and not stop.is_set():
                        _retries(settings, store, observer, clock=clock, stop=stop)
                with _told_by(watch):
                    if now >= quiet and not telling.editors(settings, store, observer, now=now):
                        quiet = now + PAUSE
            except KeyboardInterrupt:
                show.say("interrupted; what was begun is taken up at the next start")
            if watch.failures:
                rest = now + PAUSE

    interrupted = service.serve(
        table,
        clock=clock,
        turn=turn,
        stop=stop,
        ready=lambda: show.say(told),
    )
    store.close()
    if interrupted:
        raise typer.Exit(show.INTERRUPTED)


@contextmanager
def _told_by(watch: show.Watch) -> Iterator[None]:
    """Tell a fault, and go on."""
    try:
        yield
    except DigestError as error:
        watch.fail(error)


def _slots(
    settings: Config,
    store: Store,
    table: Timetable,
    observer: events.Observer,
    *,
    clock: Callable[[], datetime],
    stop: threading.Event | None = None,
) -> tuple[Slot, ...] | None:
    """Run the slots that are due and tell what became of each; None where another process is at it."""
    from digest import pipeline
    from digest.pipeline import live
    from digest.scheduling import timetable, turns

    def one(due: datetime) -> pipeline.Outcome:
        show.say(f"slot {_told((due,))}: begun")
        genre = settings.schedule.genre
        planned = timetable.planned(table, due)
        return pipeline.run(
            settings,
            store,
            now=due,
            planned=planned,
            genre=genre,
            clock=clock,
            stop=stop,
            observer=observer,
        )

    done = turns.tick(
        store,
        settings.publication.id,
        table,
        grace=settings.schedule.grace,
        clock=clock,
        run=one,
        issue=lambda due: pipeline.due_issue(
            settings, planned=timetable.planned(table, due), genre=settings.schedule.genre
        ),
        before=settings.live.before,
        prepare=lambda due: live.prepare(
            settings,
            store,
            due=due,
            planned=timetable.planned(table, due),
            clock=clock,
            observer=observer,
        ),
    )
    for slot in done or ():
        parts = " ".join(part for part in (slot.outcome, slot.issue, slot.reason) if part)
        show.say(f"slot {_told((slot.due.astimezone(settings.zone),))}: {parts}")
    return done


def _retries(
    settings: Config,
    store: Store,
    observer: events.Observer,
    *,
    clock: Callable[[], datetime],
    stop: threading.Event | None = None,
) -> None:
    """Go on with the campaigns that have something to send now."""
    from digest.delivery import send as delivery
    from digest.subscribers import tokens

    token = tokens.signer(store)
    for report in delivery.resume(settings, store, token=token, clock=clock, stop=stop, observer=observer):
        tell(settings, report)


def timetable_of(settings: Config) -> Timetable:
    """When a publication's slots are due.

    Raises:
        UsageError: there is no calendar of the country.
    """
    from digest.scheduling.timetable import Timetable

    plan = settings.schedule
    table = Timetable(cron=plan.cron, zone=settings.zone, holidays=plan.holidays, dates=plan.dates)
    if plan.holidays == "ignore" or not plan.country:
        return table
    from digest.scheduling.freedays import Calendar

    calendar = Calendar(plan.country, settings.publication.language)
    return replace(table, free=calendar, weekend=calendar.weekend)


def _told(moments: tuple[datetime, ...]) -> str:
    return f"{moments[0]:%a %Y-%m-%d %H:%M %Z}" if moments else "no time at all"
