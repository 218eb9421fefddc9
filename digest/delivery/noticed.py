"""What there is to tell editors of drafts and of sources."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.delivery.noticemail import Note
from digest.delivery.noticereasons import told
from digest.delivery.notices import now_of, tell, wanted
from digest.delivery.noticewords import Words
from digest.storage import notices as kept

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from digest.config import Config
    from digest.editing.remark import Level
    from digest.model import Issue
    from digest.storage.documents import SourceState
    from digest.storage.store import Store

_ADDRESS = re.compile(r"""[^\s<>"'():;,]+@[^\s<>"'():;,]+""")


def draft(
    config: Config,
    store: Store,
    issue: Issue,
    *,
    found: Counter[Level],
    page: str,
    due: datetime,
    now: datetime,
) -> None:
    """Tell that a draft waits for approval; `found` counts what the checks found, by level, `page` is where it can be read."""
    words = Words(config.publication.language)
    checks = words("lint_n", errors=found["error"], warnings=found["warning"])
    last = issue.period.end - timedelta(days=1)
    facts = (
        (words("issue"), issue.id),
        (words("period"), f"{issue.period.start} – {last}"),
        (words("items"), words("items_n", n=len(issue.items), documents=issue.documents_read)),
        (words("lint"), checks if any(found.values()) else words("lint_none")),
        *(((words("page"), page),) if page else ()),
        (words("folder"), str(config.at(config.output.issues) / issue.id)),
        (words("deadline"), now_of(config, due + config.schedule.grace)),
    )
    todo = (
        (words("do_preview"), f"digest preview --open {issue.id}"),
        *(((words("do_lint"), f"digest lint {issue.id}"),) if any(found.values()) else ()),
        (words("do_approve"), f"digest approve {issue.id}"),
        (words("do_skip"), f"digest skip {issue.id}"),
    )
    lead = words("draft_errors" if found["error"] else "draft_lead")
    subject = words("draft_subject", name=name_of(config), issue=issue.id)
    made = composed(
        config, now, subject=subject, title=words("draft_title"), lead=lead, facts=facts, todo=todo
    )
    tell(config, store, "draft", (f"draft {issue.id}",), lambda _new: made)


def sources(config: Config, store: Store, states: Mapping[str, SourceState], *, now: datetime) -> None:
    """Tell of the sources (name → state) that have failed too often in a row, and of those that can be read again."""
    words, often = Words(config.publication.language), config.notices.source_failures
    if not wanted(config, "source"):
        return
    failing = {_source(state): name for name, state in states.items() if state.failures >= often}
    details = {
        _source(state): words(
            "source_n", n=state.failures, error=bare(told(state.error, config.publication.language))
        )
        for state in states.values()
    }

    def fails(new: frozenset[str]) -> Note:
        those = [key for key in failing if key in new]
        return composed(
            config,
            now,
            subject=words(
                "source_subject", name=name_of(config), what=_and_more(words, [failing[one] for one in those])
            ),
            title=words("source_title"),
            lead=words("source_lead"),
            details_title=words("sources"),
            details=tuple(details[one] for one in those),
            todo=((words("do_check"), "digest check"), (words("do_fetch"), "digest fetch")),
        )

    tell(config, store, "source", tuple(failing), fails)
    well = {_source(state): name for name, state in states.items() if not state.failures}
    with store.read() as connection:
        known = kept.told(connection, tuple(well))
    if not known:
        return
    with store.write() as connection:
        back = [well[key] for key in well if key in known and kept.forget(connection, key)]
    if not back:  # another process has told it meanwhile
        return
    subject = words("again_subject", name=name_of(config), what=_and_more(words, back))
    made = composed(
        config,
        now,
        subject=subject,
        title=words("again_title"),
        details_title=words("sources"),
        details=tuple(back),
    )
    tell(config, store, "source", (f"again {now.isoformat()} {fingerprint(*back)}",), lambda _new: made)


def composed(config: Config, now: datetime, *, todo: Sequence[tuple[str, str]] = (), **parts: Any) -> Note:
    """A notice in the publication's language."""
    words = Words(config.publication.language)
    return Note(
        at=now,
        language=config.publication.language,
        todo_title=words("todo") if todo else "",
        todo=tuple(todo),
        foot=words("foot", name=name_of(config)),
        **parts,
    )


def name_of(config: Config) -> str:
    """What the publication is called."""
    return config.publication.named(config.publication.language)


def _source(state: SourceState) -> str:
    return f"source {state.key}"


def _and_more(words: Words, names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else words("and_more", first=names[0], n=len(names) - 1)


def bare(text: str) -> str:
    """The answer of a server, or a fault, without anybody's address."""
    return _ADDRESS.sub("…", text)
