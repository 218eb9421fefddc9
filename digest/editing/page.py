"""How the items of an issue stand on its page: which are told how large, in what order, under which sections."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Literal

from digest.analysis import ranking
from digest.model import OutletCount, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest.editing import sections as placing
    from digest.editing.material import IssueSettings
    from digest.model import CalendarEvent, Item, Period

Size = Literal["lead", "full", "line"]
NOBODY: Mapping[int, Size | None] = {}


def sized(
    items: Sequence[Item],
    settings: IssueSettings,
    tells: Callable[[int], bool],
    asked: Mapping[int, Size | None] = NOBODY,
) -> tuple[dict[int, Size], list[int]]:
    """Place in the ranking → size, and the places that find no room.

    An item that may quote nothing (`tells` of its place) is one line, however high it ranks; that is asked of as many as there is
    room for. The lead opens a section of the publication's own; what belongs to none leads only where there is nothing else.
    `asked` are the places that the editor asked for, with the size, if one was said: they have it, and their room before the others.
    A place asked for makes no lead: that is by what the items weigh.
    """
    own = {rule.key for rule in settings.sections}
    telling = [place for place in sorted(asked) if asked[place] != "line" and tells(place)]
    room = max(settings.items, len(telling))
    others = (place for place in range(len(items)) if place not in asked and tells(place))
    telling += islice(others, room - len(telling))
    led = [place for place in telling if asked.get(place) == "lead"]
    leading = sorted(
        (place for place in telling if not asked.get(place)),
        key=lambda place: (bool(own) and items[place].section not in own, _weight(items[place]), place),
    )
    sized: dict[int, Size] = dict.fromkeys(telling, "full")
    sized |= dict.fromkeys([*led, *leading[: max(0, settings.leads - len(led))]], "lead")
    lines = [place for place in range(len(items)) if place not in sized]
    lines.sort(key=lambda place: (place not in asked, place))
    room = max(settings.lines, sum(place in asked for place in lines))
    sized |= dict.fromkeys(lines[:room], "line")
    return dict(sorted(sized.items())), lines[room:]


def _weight(item: Item) -> tuple[bool, float]:
    """Sorts an item by what it weighs, the most first, wherever the editor put it."""
    return ranking.muted(item.reasons), -item.score


def on_the_page(items: Sequence[Item], rules: Sequence[placing.SectionSettings]) -> tuple[Item, ...]:
    """By section: the lead's first, then as configured, what belongs to none last; within one by size and rank.

    The items stand in the order of their rank.
    """
    order = {rule.key: place for place, rule in enumerate(rules)}
    sizes = {"lead": 0, "full": 1, "line": 2}
    first = next((item.section for item in items if item.size == "lead"), "")
    return tuple(
        sorted(
            items,
            key=lambda item: (
                item.section != first,
                order.get(item.section, len(order)),
                sizes[item.size],
            ),
        )
    )


def sections(items: Sequence[Item], rules: Sequence[placing.SectionSettings]) -> tuple[Section, ...]:
    """The sections that have items, in the order of the page."""
    titles = {rule.key: rule.title for rule in rules}
    return tuple(
        Section(key=key, title=titles.get(key, "")) for key in dict.fromkeys(item.section for item in items)
    )


def coming_up(events: Sequence[CalendarEvent], period: Period) -> tuple[CalendarEvent, ...]:
    """The dated events that are not over when the period ends, by date."""
    ahead = [event for event in events if event.start and (event.end or event.start) >= period.end]
    return tuple(sorted(ahead, key=lambda event: (str(event.start), event.name)))


def outlet_counts(items: Sequence[Item]) -> tuple[OutletCount, ...]:
    """How many references come from each outlet, the most first."""
    counted = Counter(reference.outlet for item in items for reference in item.references)
    return tuple(
        OutletCount(outlet=outlet, stories=count)
        for outlet, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )
