"""Whether anything has changed since an issue was last built: one fingerprint of all that it is made from and by."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digest import codec, events
from digest.editing import period as periods
from digest.language.analyser import Analyser
from digest.pipeline import editions, examples, explaining, hands, looking_back, naming
from digest.pipeline.program import program
from digest.storage import (
    builds,
    decisions,
    documents,
    files,
    issues,
    placing,
    readings,
    sections,
    storylines,
)
from digest.storage import hands as recorded

if TYPE_CHECKING:
    from datetime import date, datetime

    from digest.config import Config
    from digest.language.pairs import Known
    from digest.model import Issue, Period
    from digest.pipeline.looking_back import About
    from digest.storage.store import Connection, Store


@dataclass(slots=True)
class Heard:
    """An observer that hands on what it is told, and remembers what was noted or failed."""

    observer: events.Observer
    notes: list[events.Noted | events.Failed] = field(default_factory=list)

    def __call__(self, event: events.Event) -> None:
        """Hand an event on."""
        if isinstance(event, events.Noted | events.Failed):
            self.notes.append(event)
        self.observer(event)


def given(
    connection: Connection,
    config: Config,
    name: str,
    *,
    genre: str,
    period: Period,
    names: Known,
    about: About | None = None,
) -> str:
    """The fingerprint of all that an issue (`name`) is built from, but for its moment; `names` are those known by then."""
    return codec.fingerprint(
        gathered(connection, config, name, genre=genre, period=period, names=names, about=about),
        repr(list(issues.item_ids(connection, name).items())),
        repr(list(recorded.items(connection, name).items())),
        repr(files.read(hands.place(config, name))),
    )


def gathered(
    connection: Connection,
    config: Config,
    name: str,
    *,
    genre: str,
    period: Period,
    names: Known,
    about: About | None = None,
) -> str:
    """The fingerprint of all that `composing.gather` reads for an issue: what it has before the editor's hand."""
    start, end = periods.bounds(period, config.zone)
    sources = [source.key for source in config.sources if source.enabled]
    texts = documents.values(connection, start, end, sources)
    bank = explaining.bank(config, connection, genre=genre, before=name)
    memory = issues.memory(connection, genre=genre, before=name)
    held = recorded.held(connection, genre=genre, before=name, told=memory.told)
    since = documents.of_ids(connection, [one.document for one in held], sources)
    return codec.fingerprint(
        program(),
        Analyser(config.analysis.user_words).version,
        explaining.configuration(
            examples.fingerprint(config, naming.fingerprint_of_glossary(config, names.glossary)), bank
        ),
        *naming.told_by_archive(names),
        *explaining.remembered(bank),
        *editions.given(config, connection, genre=genre, before=name),
        repr(decisions.constraints(connection, but=name)),
        repr(sections.placed(connection)),
        f"{genre} {period.start} {period.end}",
        codec.dump(memory),
        *map(repr, storylines.rows(connection, genre=genre, before=name)),
        *looking_back.lines(
            looking_back.archive(connection, config, genre=genre, period=period, about=about)
        ),
        repr(sorted(storylines.follows(connection, genre=genre, before=name).items())),
        repr(sorted(placing.begins(connection).items())),
        *map(repr, held),
        *map(codec.dump, since),
        repr(readings.known(connection, name, list(texts))),
        *texts.values(),
    )


def again(
    config: Config,
    store: Store,
    name: str,
    made_from: str,
    *,
    now: datetime,
) -> tuple[Issue, ...]:
    """The draft of the last building, of this moment, in all its editions, where that was made from the same (`given`).

    It is none where a date ahead of it has come, nor at a moment before it: more could lie ahead of that. One that says which
    forecasts are over, or what is expected, is of its day alone.
    """
    with store.read() as connection:
        first = builds.again(connection, name, made_from)
        ids = [first.edition(language) for language in first.editions[1:]] if first else []
        found = [first, *(builds.again(connection, one, made_from) for one in ids)]
    today = now.astimezone(config.zone).date()
    drafts = [one for one in found if one is not None and _still_ahead(one, today, config)]
    if len(drafts) < len(found):
        return ()
    return tuple(replace(one, provenance=replace(one.provenance, moment=now)) for one in drafts)


def _still_ahead(issue: Issue, today: date, config: Config) -> bool:
    built = issue.provenance.moment.astimezone(config.zone).date()
    if config.anatomy(issue.genre) == "retrospective" or _looks_ahead(issue):
        return built == today
    return built == today or (
        "ahead" not in config.genres[issue.genre].boxes
        or (built < today and all(one.first > today for one in issue.ahead))
    )


def _looks_ahead(issue: Issue) -> bool:
    """Whether an issue tells what its sources expect: what of it is still to come depends on the day."""
    return any(one.kind == "outlook" for item in issue.items for one in item.passages)
