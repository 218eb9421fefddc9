"""Sources → documents in the store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest import codec, events
from digest.delivery import noticed
from digest.errors import InputError
from digest.pipeline.program import program
from digest.storage import documents as stored
from digest.storage import keeping, sightings
from digest.storage.documents import SourceState

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config, Source
    from digest.sources.collect import Collected
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a round of fetching brought: sources asked, documents read, of these new or changed."""

    sources: int
    documents: int
    new: int
    failures: int


def fetch(config: Config, store: Store, *, now: datetime, observer: events.Observer) -> Fetched:
    """Read every source that is switched on and keep what is new.

    Sources are asked side by side and kept one after another, in the order of the configuration.
    """
    from digest.sources.collect import Collected, Validators, collect
    from digest.sources.fetch import Fetcher

    sources = [source for source in config.sources if source.enabled]
    with store.read() as connection:
        states = {source.key: stored.source_state(connection, source.key) for source in sources}
    abouts = {source.key: _about(source) for source in sources}

    def ask(source: Source) -> Collected | InputError:
        state = states[source.key]
        same = state.about == abouts[source.key]
        known = Validators(etag=state.etag, last_modified=state.last_modified) if same else Validators()
        try:
            return collect(source, config=config, fetcher=fetcher, known=known, now=now)
        except InputError as error:
            return error

    documents = new = failures = 0
    after: dict[str, SourceState] = {}
    waiting: list[SourceState] = []  # of sources that gave nothing: each commit waits for the disk
    with Fetcher(config.fetch) as fetcher, ThreadPoolExecutor(config.fetch.connections) as pool:
        for number, (source, answer) in enumerate(zip(sources, pool.map(ask, sources), strict=True), 1):
            faults = (answer,) if isinstance(answer, InputError) else answer.failures
            for fault in faults:
                observer(events.Failed(stage="fetch", error=fault))
            failures += len(faults)
            if isinstance(answer, Collected) and answer.moved:
                told = f"has moved for good to {answer.moved}: write that as its url in config.toml, before the old address is gone"
                observer(events.Noted(stage="fetch", subject=source.label, message=told))
            read = () if isinstance(answer, InputError) else answer.documents
            state = _after(states[source.key], abouts[source.key], answer, now)
            after[source.name or source.key] = state
            if state.failures >= config.notices.source_failures:
                told = f"has failed {state.failures} times in a row"
                observer(events.Noted(stage="fetch", subject=source.label, message=told))
            waiting.append(state)
            if read or number == len(sources):
                with store.write() as connection:
                    new += keeping.keep(connection, read, now=now)
                    for one in waiting:
                        stored.save_source_state(connection, one)
                waiting.clear()
            documents += len(read)
            observer(events.Progress(stage="fetch", done=number, total=len(sources), subject=source.key))
    with store.write() as connection:
        sightings.learn(connection)
    noticed.sources(config, store, after, now=now)
    return Fetched(sources=len(sources), documents=documents, new=new, failures=failures)


def _after(state: SourceState, about: str, answer: Collected | InputError, now: datetime) -> SourceState:
    """What is remembered of a source after it was asked.

    Validators are kept only where all of it was read: what failed must be asked for again.
    """
    if isinstance(answer, InputError):
        return replace(state, fetched=now, failures=state.failures + 1, error=str(answer))
    if answer.failures:
        failures = 0 if answer.documents else state.failures + 1
        error = str(answer.failures[0])
        return SourceState(key=state.key, fetched=now, failures=failures, error=error)
    return SourceState(
        key=state.key,
        about=about,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        fetched=now,
    )


def _about(source: Source) -> str:
    """What a source's validators were given for: its settings, and the program that reads it."""
    return codec.fingerprint(source.model_dump_json(), program())
