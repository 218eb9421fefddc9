"""Building a draft again and again in one process: what was read, analysed and grouped stays at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.editing.identity import issue_id
from digest.pipeline import composing, looking_back, naming, unchanged
from digest.pipeline.building import Built, build
from digest.pipeline.settings import primary_id

if TYPE_CHECKING:
    from datetime import datetime

    from digest import events
    from digest.config import Config
    from digest.language.pairs import Known
    from digest.model import Issue, Period
    from digest.pipeline.composing import Composer, Gathered, Made
    from digest.pipeline.looking_back import About
    from digest.storage.store import Store


class Workbench:
    """A composer that gathers what an issue is made of once, and anew only where something of it has changed.

    It makes the same bytes as `composing.compose_issue`. It keeps one issue at a time; one thread works at it.
    """

    def __init__(self) -> None:
        self._gathered: Gathered | None = None
        self._from = ""

    def __call__(
        self,
        config: Config,
        store: Store,
        names: Known,
        *,
        now: datetime,
        genre: str,
        period: Period,
        observer: events.Observer,
        about: About | None = None,
    ) -> Made:
        """The issue of a period, as `composing.compose_issue` makes it."""
        gathered = self._gather(
            config, store, names, now=now, genre=genre, period=period, observer=observer, about=about
        )
        return composing.composed(store, gathered, now=now)

    def lay_out(
        self, config: Config, store: Store, issue: Issue, *, now: datetime, observer: events.Observer
    ) -> None:
        """Gather what an issue is made of, so that the first rebuilding is as quick as the others."""
        names = naming.known_names(config, store, now=now)
        self._gather(
            config,
            store,
            names,
            now=now,
            genre=issue.genre,
            period=issue.period,
            observer=observer,
            about=_about(config, store, issue),
        )

    def _gather(
        self,
        config: Config,
        store: Store,
        names: Known,
        *,
        now: datetime,
        genre: str,
        period: Period,
        observer: events.Observer,
        about: About | None,
    ) -> Gathered:
        name = primary_id(config, genre, period, about.line if about else "")
        with store.read() as connection:
            given = unchanged.gathered(
                connection, config, name, genre=genre, period=period, names=names, about=about
            )
        if self._gathered is None or given != self._from:
            self._gathered = composing.gather(
                config, store, names, now=now, genre=genre, period=period, observer=observer, about=about
            )
            self._from = given
        return self._gathered


def rebuild(
    config: Config,
    store: Store,
    issue: Issue,
    *,
    now: datetime,
    observer: events.Observer,
    composer: Composer | None = None,
) -> Built:
    """Write the draft of an issue again, as `build` does; with a workbench for composer, from what lies on it.

    Raises:
        ResultError: the issue has been sent, or its folder cannot be written.
        ConfigurationError: the glossary, the terms or the editor's file have mistakes.
    """
    return build(
        config,
        store,
        now=now,
        genre=issue.genre,
        period=issue.period,
        observer=observer,
        storyline=storyline_of(config, issue),
        composer=composer,
    )


def storyline_of(config: Config, issue: Issue) -> str:
    """The beginning of the id of the storyline that an issue is about; empty where it is about none."""
    if config.anatomy(issue.genre) != "retrospective":
        return ""
    plain = issue_id(config.publication.id, issue.genre, issue.period)
    own = issue.selection
    return own.removeprefix(plain).removeprefix("-") if own.startswith(plain) else ""


def _about(config: Config, store: Store, issue: Issue) -> About | None:
    line = storyline_of(config, issue)
    if not line:
        return None
    with store.read() as connection:
        return looking_back.about(connection, config, line, genre=issue.genre)
