"""Why an item ranks where it does and stands in its section, in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.model import Item, Placement, Reason

_INTEREST = {"interests": "these readers ask for", "less": "these readers care less for"}


def rank_lines(item: Item) -> Iterator[str]:
    """The score and each of its parts."""
    yield f"rank {item.score:.3f}, the sum of ({item.size}):"
    for reason in item.reasons:
        about = f"{_INTEREST[reason.feature]} " if reason.feature in _INTEREST else ""
        told = f": {about}{reason.detail}" if reason.detail else ""
        yield f"  {reason.weight:+.3f} {reason.feature}{told}"
    if not item.reasons:
        yield "  no reasons on record"
    elif not any(one.weight for one in item.reasons if one.feature == "outlets"):
        yield "  its sources have the weight 0: it ranks below all others"


def section_lines(item: Item, titles: Mapping[str, str]) -> Iterator[str]:
    """Its section, how sure that is, what says so, and what comes next; `titles` by section."""
    title = titles.get(item.section)
    name = f"section {item.section}" + (f" ({title})" if title else "")
    placement = item.placement
    if placement is None:
        yield name
        return
    if placement.by == "editor":
        yield f"{name}, put there by the editor"
    elif placement.by == "category":
        yield f"{name}, {_sure(placement.confidence)} sure: its texts give the category {placement.reasons[0].detail}"
    elif placement.by == "words":
        yield f"{name}, {_sure(placement.confidence)} sure, by its words: {_words(placement.reasons)}"
    elif not placement.runner_up:
        yield f"{name}: next to nothing in its texts speaks for another"
    else:
        yield f"{name}, {_sure(placement.confidence)} sure that it belongs to none of the others"
    yield from _next(placement)


def _next(placement: Placement) -> Iterator[str]:
    if not placement.runner_up:
        return
    chance = f"{placement.runner_up} {_sure(placement.runner_up_confidence)}"
    if placement.by in ("editor", "category"):
        yield f"  its words alone say {chance}"
    elif placement.by == "nothing":
        yield f"  nearest {chance}, by its words: {_words(placement.reasons)}"
    else:
        yield f"  next {chance}"


def _words(reasons: tuple[Reason, ...]) -> str:
    told = [
        f"{one.detail}{' (of an example)' if one.feature == 'example' else ''} {one.weight:+.2f}"
        for one in reasons
    ]
    return ", ".join(told)


def _sure(chance: float) -> str:
    """Words never make it certain, and rounding neither."""
    return f"{chance if chance == 1 else min(chance, 0.99):.0%}"
