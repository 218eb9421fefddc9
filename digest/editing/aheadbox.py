"""The box of dates ahead: what the stories of an issue say will happen after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.ahead import plans
from digest.codec import fingerprint
from digest.model import Ahead, Pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, tzinfo

    from digest.analysis.ahead import Plan
    from digest.analysis.prepared import Prepared
    from digest.editing.quoting import Quota
    from digest.model import CalendarEvent, Item

MOST = 8
"""Dates of an issue, beside the events that documents announce."""
ALIKE = 0.5
"""Share of the words of an event's name that a sentence must have to tell the same."""


def ahead(
    items: Sequence[Item],
    stories: Mapping[str, Prepared],
    quota: Quota,
    *,
    after: date,
    zone: tzinfo,
    events: Sequence[CalendarEvent] = (),
) -> tuple[Ahead, ...]:
    """What will happen after a day, by date: of each item and day once, of the items that stand first on the page.

    Args:
        items: in the order of the page.
        stories: by id, with their sentences.
        quota: what may still be quoted.
        after: the day of the issue.
        zone: whose days are meant.
        events: what is announced already, and is not told twice.
    """
    kept: list[Ahead] = []
    for item in items:
        for plan in _first_of_each_day(item, stories, after, zone):
            sentence = plan.sentence
            announced = any(_tells(plan, event) for event in events)
            if len(kept) < MOST and not announced and quota.take(sentence):
                kept.append(_ahead(item, plan))
    return tuple(sorted(kept, key=lambda one: (one.first, one.precision == "month", one.last, one.id)))


def _first_of_each_day(
    item: Item, stories: Mapping[str, Prepared], after: date, zone: tzinfo
) -> Iterator[Plan]:
    """The plans of an item: for each day the sentence that is shown already, else the shortest; no month that has a day."""
    picked = {(pick.sentence.story, pick.sentence.start) for pick in item.told}
    found: dict[tuple[date, str], list[Plan]] = {}
    for reference in item.references:
        if reference.rights in ("link-only", "private"):
            continue
        story = stories[reference.story].story
        for plan in plans(story, zone=zone, dated=reference.dated_by != "fetched"):
            if plan.day.first > after:
                found.setdefault((plan.day.first, plan.day.precision), []).append(plan)
    months = {(day.year, day.month) for day, precision in found if precision == "day"}
    for (day, precision), same in sorted(found.items()):
        if precision == "day" or (day.year, day.month) not in months:
            yield min(
                same,
                key=lambda plan: (
                    (plan.sentence.story, plan.sentence.start) not in picked,
                    len(plan.sentence.text),
                    plan.sentence.story,
                    plan.sentence.start,
                ),
            )


def _tells(plan: Plan, event: CalendarEvent) -> bool:
    if event.start is None or plan.day.precision != "day" or event.start != plan.day.first:
        return False
    words = [word for word in event.name.split() if len(word) > 1]
    return bool(words) and sum(word in plan.sentence.text for word in words) >= ALIKE * len(words)


def _ahead(item: Item, plan: Plan) -> Ahead:
    day, sentence = plan.day, plan.sentence
    return Ahead(
        id=fingerprint(item.id, str(day.first), day.precision)[:16],
        first=day.first,
        last=day.last,
        precision=day.precision,
        told=sentence.text[day.start : day.end].strip(),
        item=item.id,
        pick=Pick(sentence=sentence),
    )
