"""What there is to tell editors of slots that wait or failed, and of campaigns that stopped or ended."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.delivery import noticereasons
from digest.delivery.noticed import bare, composed, name_of
from digest.delivery.notices import now_of, tell, wanted
from digest.delivery.noticewords import Words
from digest.delivery.phrases import REPLY
from digest.editing import period
from digest.model.why import Why
from digest.model.why import kind as kind_of
from digest.storage import issues, outcomes, slots
from digest.storage.ledger import OPEN

if TYPE_CHECKING:
    from datetime import datetime

    from digest.config import Config
    from digest.config.outgoing import Notice
    from digest.delivery.noticemail import Note
    from digest.storage.slots import Slot
    from digest.storage.store import Store

NEWS = timedelta(days=3)  # what is older is no news, when somebody first asks to be told
SLOTS = 20
REASONS = 8
NEAR = 0.75  # of the grace, after which an approval that is missing is asked for again


def look(config: Config, store: Store, *, now: datetime) -> None:
    """Tell what the store knows and the editors do not: slots that wait or failed, campaigns that were paused or ended."""
    with store.read() as connection:
        halts = outcomes.halted(connection, since=now - NEWS)
    paused = {issue for issue, halt in halts if halt.startswith("paused")}
    if wanted(config, "waiting"):
        with store.read() as connection:
            rows = slots.latest(connection, config.publication.id, SLOTS)
            states = {row.issue: issues.row(connection, row.issue) for row in rows if row.issue}
        for row in rows:
            known = states.get(row.issue)
            if row.outcome == "failed" and row.issue in paused:
                continue  # that its sending has stopped says it all, and what to do
            if now - row.due <= NEWS + config.schedule.grace:
                _slot(config, store, row, state=known.state if known else "", now=now)
    for issue, halt in halts:
        about: Notice = "waiting" if issue in paused else "campaign"
        tell(config, store, about, (f"halt {issue} {halt}",), partial(_halted, config, store, issue, now))


def _slot(config: Config, store: Store, row: Slot, *, state: str, now: datetime) -> None:
    """Tell of a slot that waits or failed; `state` is that of its issue, empty where that was never built."""
    if row.outcome not in ("waiting", "failed"):
        return
    approved = state not in ("", "draft")
    words, grace = Words(config.publication.language), config.schedule.grace
    due, until = now_of(config, row.due), now_of(config, row.due + grace)
    why: tuple[tuple[str, str], ...] = ()
    found: tuple[str, ...] = ()
    if row.outcome == "waiting" and kind_of(row.reason) == "unapproved" and now <= row.due + grace:
        # The draft's own notice has told it; so this one only when time is getting short.
        if now < row.due + grace * NEAR or approved:
            return
        key, kind, lead = f"near {row.issue}", "near", words("near_lead", deadline=until)
        todo = (
            (words("do_preview"), f"digest preview --open {row.issue}"),
            (words("do_approve"), f"digest approve {row.issue}"),
        )
    else:
        key = f"slot {row.due.isoformat()} {fingerprint(row.outcome, row.reason)}"
        late, held = kind_of(row.reason) == "late", kind_of(row.reason) == "held"
        there = bool(state) or late or held  # what waits for approval has been built
        build = "" if there else _build(config, row.issue)
        named = row.issue if there or build else ""
        told, *found_there = [words("late")] if late else _told(config, row.reason)
        why, found = ((words("reason"), told),), tuple(found_there)
        kind, lead = ("waits" if row.outcome == "waiting" else "failed"), words("waits_lead")
        if held and now <= row.due + grace:
            lead = words("held_lead", deadline=until)
        required = config.schedule.approval == "required" and bool(named)
        asked = held or (not approved and (late or required))
        todo = (
            *(() if there else ((words("do_build"), build or "digest build"),)),
            *(((words("do_approve"), f"digest approve {row.issue}"),) if asked else ()),
            (words("do_send"), f"digest send {named}".strip()),
            (words("do_past"), "digest schedule --past 10"),
        )
    made = composed(
        config,
        now,
        subject=words(f"{kind}_subject", name=name_of(config), issue=row.issue, what=row.issue or due),
        title=words(f"{kind}_title"),
        lead=lead,
        facts=(
            (words("slot"), due),
            *(((words("issue"), row.issue),) if row.issue else ()),
            *why,
        ),
        details_title=words("found") if found else "",
        details=found,
        todo=todo,
    )
    tell(config, store, "waiting", (key,), lambda _new: made)


def _build(config: Config, issue: str) -> str:
    """What builds an issue that there is not yet: of its own period, whichever has come to an end since."""
    publication, genre = config.publication, config.schedule.genre
    edition = f"-{publication.language}" if publication.several else ""
    found = re.fullmatch(
        rf"{re.escape(publication.id)}-{re.escape(genre)}-(\d{{4}}-\d{{2}}-\d{{2}}){edition}", issue
    )
    if found is None:
        return ""
    first = date.fromisoformat(found[1])
    return f"digest build --period {period.written(period.beginning(config.genres[genre].period, first))}"


def _halted(config: Config, store: Store, issue: str, now: datetime, _new: frozenset[str]) -> Note:
    with store.read() as connection:
        found = outcomes.standing(connection, issue)
    words = Words(config.publication.language)
    show = (words("do_show"), f"digest campaign show {issue}")
    paused = found.state == "paused"
    why = Counter[str]()
    departed = 0
    for answer, count in found.failures.items():
        departed += count if kind_of(answer) == "not_sent" else 0
        why[_reason(config, answer) or words("no_reason")] += count
    vain = found.state == "ended" and set(found.counts) == {"failed"} and found.counts["failed"] > departed
    lead = words("uncertain_lead") if found.counts.get("uncertain") else words("vain_lead") if vain else ""
    told = [words("why_n", n=f"{count:,}", why=one) for one, count in why.most_common(REASONS)]
    told += [words("why_more", n=len(why) - REASONS)] if len(why) > REASONS else []
    sent = f"{found.counts.get('sent', 0):,}"
    by_server = kind_of(found.reason) == "refused_all" or REPLY.match(found.reason)
    refused = by_server and found.counts.get("failed", 0) > departed
    again = ((words("do_again"), f"digest campaign retry --failed {issue}"),) if refused else ()
    took = [(words("took"), words.span((found.ended - found.started).total_seconds()))] if found.ended else []
    return composed(
        config,
        now,
        subject=words(
            f"{'vain' if vain else _kind(found)}_subject", name=name_of(config), issue=issue, sent=sent
        ),
        title=words(f"{'vain' if vain else _kind(found)}_title"),
        lead=words("paused_lead") if paused else lead,
        facts=(
            (words("issue"), issue),
            *(((words("reason"), _why_paused(config, found.reason)),) if paused else ()),
            *_counted(words, found, departed),
            (words("began"), now_of(config, found.started)),
            *took,
        ),
        details_title=words("failed_why") if told else "",
        details=tuple(told),
        todo=(show, *again, (words("do_resume"), f"digest campaign resume {issue}"))
        if paused
        else (
            *((show,) if told or lead else ()),
            *(((words("do_send_again"), f"digest campaign retry --failed {issue}"),) if vain else ()),
            *(((words("do_settle"), f"digest campaign settle {issue}"),) if lead and not vain else ()),
        ),
    )


def _told(config: Config, reason: str) -> list[str]:
    """A reason in one line, and what it names below that: the findings of a check, the mistakes in a file."""
    found = reason.values["found"] if isinstance(reason, Why) and reason.kind == "lint" else ()
    if isinstance(reason, Why) and found:
        reason = Why("lint_errors", issue=reason.values["issue"], errors=reason.values["errors"])
        found = (found,) if isinstance(found, str) else found  # a former version kept them as one
        return [_reason(config, reason), *(_reason(config, one) for one in found)]
    first, *rest = _reason(config, reason).strip().split("\n")
    return [first, *(line.strip() for line in rest if line.strip())]


def _why_paused(config: Config, reason: str) -> str:
    told = _reason(config, reason)
    return Words(config.publication.language)("refused_us", why=told) if REPLY.match(told) else told


def _reason(config: Config, reason: str) -> str:
    """A reason as an editor reads it: in their language, and without anybody's address."""
    return bare(noticereasons.told(reason, config.publication.language))


def _kind(found: outcomes.Halt) -> str:
    return "paused" if found.state == "paused" else "ended"


def _counted(words: Words, found: outcomes.Halt, departed: int) -> tuple[tuple[str, str], ...]:
    """How many mails are in which state; those of readers who have left meanwhile are no failures."""
    counts = found.counts
    waiting = sum(counts.get(state, 0) for state in OPEN)
    rows = [("mails", counts.get("sent", 0)), ("failed", counts.get("failed", 0) - departed)]
    rows += [
        (name, count)
        for name, count in (
            ("uncertain", counts.get("uncertain", 0)),
            ("open", waiting),
            ("retried", found.retried),
        )
        if count
    ]
    left = ((words("departed"), words("departed_n", n=f"{departed:,}")),) if departed else ()
    return (*((words(name), words("n", n=f"{count:,}")) for name, count in rows), *left)
