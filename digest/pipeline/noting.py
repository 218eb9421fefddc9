"""What an editor is told of a draft when it is built."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from digest import events
from digest.pipeline import hands
from digest.pipeline.settings import section_keys
from digest.rendering.limits import cut
from digest.storage import documents as stored
from digest.storage import issues, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.config import Config
    from digest.model import Document, Issue, Period, Reference
    from digest.pipeline import looking_back
    from digest.storage.store import Store

NAMED = 3
"""Documents that a note names."""
BEGINNING = 40
"""Characters of a text that name it where it has neither title nor address."""
CORRECT = "if a date is wrong, correct it in the document"
SLIP = timedelta(days=1)
"""How far ahead of a building a document may be dated without a word.

Local time that is told as UTC is up to fourteen hours ahead, and a paper may bear the date of the next morning. Such a document is of the
day that it tells, like all others, and comes with this issue or the next: to put it back would guess.
"""


def of_draft(
    config: Config,
    store: Store,
    drafts: Sequence[Issue],
    before: Mapping[str, issues.IssueRow | None],
    about: looking_back.About | None,
    *,
    now: datetime,
    observer: events.Observer,
) -> None:
    """Tell what an editor should know of a draft, the primary edition first; `before` is what the store knew of each."""
    _of_dates(drafts[0], observer)
    _of_undated(config, store, drafts[0], now, observer)
    for told in (
        *_told_ahead(config, drafts[0], now),
        *dated_ahead(config, store, drafts[0].period, now=now),
    ):
        observer(events.Noted(stage="build", subject=drafts[0].id, message=told))
    _of_edits_left_behind(config, drafts[0], observer)
    _of_what_nobody_got(store, drafts[0], observer)
    for one in drafts:
        _of_approval(store, one, before.get(one.id), observer)
    if about is None and config.anatomy(drafts[0].genre) == "retrospective":
        _of_largest(drafts[0], observer)


def _of_dates(issue: Issue, observer: events.Observer) -> None:
    """Tell which documents of a draft are undated."""
    undated = {
        reference.document: reference.title
        or (item.headline.text if item.headline.story == reference.story else reference.outlet)
        for item in issue.items
        for reference in item.references
        if reference.dated_by == "fetched"
    }
    if undated:
        tell = "document tells no date and is" if len(undated) == 1 else "documents tell no date and are"
        told = f"{len(undated)} {tell} dated by {'its' if len(undated) == 1 else 'their'} first fetch ({_named(undated.values())})"
        observer(events.Noted(stage="build", subject=issue.id, message=told))


def _of_undated(config: Config, store: Store, issue: Issue, now: datetime, observer: events.Observer) -> None:
    """Tell what may be missed in a draft: documents without a date that were first read when its period was over."""
    over = datetime.combine(issue.period.end, time(), tzinfo=config.zone)
    keys = [source.key for source in config.sources if source.enabled]
    begun = datetime.combine(issue.period.start, time(), tzinfo=config.zone)
    with store.read() as connection:
        missed = stored.undated(connection, over, now + timedelta(microseconds=1), keys)
        here = {one.version for one in stored.between(connection, begun, over, keys)} if missed else set()
    if found := [one for one in missed if one.version not in here]:  # a file may have been put elsewhere
        hint = "if it belongs here, state its date in config.toml ([[sources.files]] published)"
        told = f"{undated(found, ', after this period')}: {hint}"
        observer(events.Noted(stage="build", subject=issue.id, message=told))


def undated(found: Sequence[Document], when: str = "") -> str:
    """That documents count from the day on which they were first read, in words."""
    count = len(found)
    many = (
        "1 document tells no date and counts" if count == 1 else f"{count} documents tell no date and count"
    )
    named = _named(_name(one) for one in found)
    return f"{many} from the day of the first fetch{when} ({named})"


def dated_ahead(config: Config, store: Store, period: Period, *, now: datetime) -> Iterator[str]:
    """That documents wait for the issue of a day that is far ahead, in words; nothing where there are none.

    They would be missed without a word: most often a date is mistaken, or is that of a meeting.
    """
    over = datetime.combine(period.end, time(), tzinfo=config.zone)
    keys = [source.key for source in config.sources if source.enabled and source.rights != "private"]
    with store.read() as connection:
        found = stored.dated_from(connection, max(over, now + SLIP), keys)
    if found:
        count = len(found)
        wait = "document is" if count == 1 else "documents are"
        named = _listed([f'{_day(one, config)} "{_name(one)}"' for one in found])
        told = f"{count} {wait} dated ahead and left for the issue of that day ({named})"
        yield f"{told}: {CORRECT}"


def _told_ahead(config: Config, issue: Issue, now: datetime) -> Iterator[str]:
    """The same of what is told in an issue whose period is not over yet: its readers see the date."""
    cited = (one for item in issue.items for one in item.references)
    found = {one.document: one for one in cited if one.published and one.published >= now + SLIP}
    if found:
        count = len(found)
        told = "document is" if count == 1 else "documents are"
        ordered = sorted(found.values(), key=lambda one: (str(one.published), one.story))
        named = _listed([f'{_day(one, config)} "{one.title or one.outlet}"' for one in ordered])
        yield f"{count} {told} told under a date that has not come yet ({named}): {CORRECT}"


def _day(document: Document | Reference, config: Config) -> str:
    """The day that a document tells, in the publication's zone; the month where it tells no more."""
    day = document.published.astimezone(config.zone).date() if document.published else ""
    return str(day)[:7] if document.precision == "month" else str(day)


def _name(document: Document) -> str:
    return document.title or document.url or cut(document.text.partition("\n")[0], BEGINNING)


def _named(titles: Iterable[str]) -> str:
    """Some of them, in the order of letters."""
    return _listed([f'"{title}"' for title in sorted(titles)])


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _of_edits_left_behind(config: Config, issue: Issue, observer: events.Observer) -> None:
    """Tell of edits that are followed no more because the issue is called otherwise since it has editions, or none."""
    path = hands.left_behind(config, issue, section_keys(config, issue.genre))
    if path is not None:
        told = f"has edits that {issue.id} does not follow: [publication] editions has given the issue another id: copy them into its edit file"
        observer(events.Noted(stage="build", subject=str(path), message=told))


def _of_what_nobody_got(store: Store, issue: Issue, observer: events.Observer) -> None:
    """Tell which issues before this one count as untold."""
    with store.read() as connection:
        untold = reached.lately_in_vain(connection, genre=issue.genre, before=issue.primary)
    for name in untold:
        told = (
            f"reached nobody (its mails were all refused, and no published archive lists it): {issue.id} takes nothing of"
            f" it as told; `digest campaign show {name}` says why, `digest campaign retry --failed {name}` sends it again"
        )
        observer(events.Noted(stage="build", subject=name, message=told))


def _of_approval(
    store: Store, issue: Issue, known: issues.IssueRow | None, observer: events.Observer
) -> None:
    """Tell that an approval falls."""
    if known is None or known.state != "approved":
        return
    with store.read() as connection:
        same = issues.says_the_same(connection, issue)
    if not same:
        told = f"has changed since it was approved: look at it, then run `digest approve {issue.id}` again"
        observer(events.Noted(stage="build", subject=issue.id, message=told))


def _of_largest(issue: Issue, observer: events.Observer) -> None:
    """Tell which storyline was chosen where none was named."""
    for item in issue.items[:1]:
        name = item.storyline.name if item.storyline else item.headline.text
        told = f'tells the largest storyline of its period, "{name}": `--storyline ID` chooses another'
        observer(events.Noted(stage="build", subject=issue.id, message=told))
