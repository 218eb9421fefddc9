"""What an editor is told of a draft when it is built."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from digest import events
from digest.rendering.limits import cut
from digest.storage import documents as stored
from digest.storage import issues, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.config import Config
    from digest.model import Document, Issue
    from digest.pipeline import looking_back
    from digest.storage.store import Store

NAMED = 3
"""Documents that a note names."""
BEGINNING = 40
"""Characters of a text that name it where it has neither title nor address."""


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
    _of_what_nobody_got(store, drafts[0], observer)
    for one in drafts:
        _of_approval(store, one, before.get(one.id), observer)
    if about is None and config.anatomy(drafts[0].genre) == "retrospective":
        _of_largest(drafts[0], observer)


def _of_dates(issue: Issue, observer: events.Observer) -> None:
    """Tell which documents of a draft are undated."""
    undated = {
        reference.document: reference.title or reference.story
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
    with store.read() as connection:
        found = stored.undated(connection, over, now + timedelta(microseconds=1), keys)
    if found:
        hint = "if it belongs here, state its date in config.toml ([[sources.files]] published)"
        told = f"{undated(found, ', after this period')}: {hint}"
        observer(events.Noted(stage="build", subject=issue.id, message=told))


def undated(found: Sequence[Document], when: str = "") -> str:
    """That documents count from the day on which they were first read, in words."""
    count = len(found)
    many = (
        "1 document tells no date and counts" if count == 1 else f"{count} documents tell no date and count"
    )
    named = _named(one.title or one.url or cut(one.text.partition("\n")[0], BEGINNING) for one in found)
    return f"{many} from the day of the first fetch{when} ({named})"


def _named(titles: Iterable[str]) -> str:
    """Some of them, in the order of letters."""
    listed = sorted(titles)
    more = f" and {len(listed) - NAMED} more" if len(listed) > NAMED else ""
    return ", ".join(f'"{title}"' for title in listed[:NAMED]) + more


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
