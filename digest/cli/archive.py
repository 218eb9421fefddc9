"""`digest archive`: every issue as a page of the static site, and the site on a branch for a host of pages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import ConfigOption, configuration, open_store
from digest.errors import UsageError
from digest.meanwhile import Prepared

if TYPE_CHECKING:
    from digest.config import Config
    from digest.pipeline.recorded import Asked, Recorded


def archive(
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="[REMOTE/BRANCH]",
            help="With --push: where to, such as origin/gh-pages; output.push where none is named.",
            show_default=False,
        ),
    ] = None,
    push: Annotated[
        bool, typer.Option("--push", help="Publish the folder as a commit on a git branch, without force.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Write the archive: a page for each issue, the index, the feed. Building again changes no byte."""
    from digest.pipeline import archiving  # what both need is read before they part

    del archiving
    with Prepared(_get_ready, _look) as asking:
        settings = configuration(config)
        if place and not push:
            raise UsageError(place, "is said without --push", f"`digest archive --push {place}`")
        where = place or settings.output.push
        if push and not where:
            raise UsageError("--push", "does not say where to", "name REMOTE/BRANCH, or set output.push")
        _archive(settings, asking, where if push else "")


def _archive(settings: Config, asking: Prepared[Asked, Recorded], where: str) -> None:
    """Write the archive, and publish it, if it is said where."""
    from digest import pipeline

    about = pipeline.asked(settings)
    asking.give(about)
    store = cache(lambda: open_store(settings))

    def ask() -> Recorded:
        from digest.pipeline.asking import recorded

        return recorded(about, store())

    with show.Watch() as watch:
        report = pipeline.assemble(settings, about, lambda: asking.answer(ask), store, observer=watch)
        issues = f"{report.issues} issue{'' if report.issues == 1 else 's'}"
        removed = f", {len(report.removed)} removed" if report.removed else ""
        show.say(f"{issues}: {len(report.written)} files written, {report.unchanged} unchanged{removed}")
        if where:
            done = pipeline.publish(settings, where)
            files = f"{done.files} file{'' if done.files == 1 else 's'} changed"
            show.say(
                f"{done.place}: {f'{files}, commit {done.commit}' if done.commit else 'nothing had changed'}"
            )
        show.line(str(report.target / "index.html"))
    watch.exit()


def _get_ready() -> None:
    """Read the modules that `_look` needs: SQLAlchemy takes as long as all that makes pages."""
    from digest.pipeline import asking
    from digest.storage import store, takingup

    del asking, store, takingup


def _look(about: Asked) -> Recorded:
    """What the store knows, where it need not be made, migrated or brought up to date before: that is `open_store`'s to do."""
    from digest.pipeline.asking import recorded
    from digest.storage.store import Store
    from digest.storage.takingup import take_up

    store = Store.look_into(about.store)
    try:
        take_up(store)
        return recorded(about, store)
    finally:
        store.close()
