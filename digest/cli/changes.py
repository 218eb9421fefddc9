"""What changed of an issue, for a person at a terminal: its subject and slots, the order, headlines and sentences."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from digest.cli import show
from digest.editing import reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Issue, Item, Pick

SLOTS = ("subject", "preheader", "greeting", "conclusion")
STYLES = {"+": "green", "-": "red", "~": "yellow", " ": "dim"}


def tell(before: Issue, after: Issue) -> bool:
    """Show what changed from one draft to the next; False where nothing did that a reader sees."""
    found = list(changes(before, after))
    for line in found:
        show.say(line, style=STYLES.get(line[:1], ""))
    return bool(found)


def changes(before: Issue, after: Issue) -> Iterator[str]:
    """A line each: `+` what is new, `-` what is gone, `~` what has another place, section or size, and what it belongs to."""
    for name in SLOTS:
        yield from _text(name, getattr(before.slots, name), getattr(after.slots, name))
    yield from _text("sponsor", _sponsor(before), _sponsor(after))
    old, new = ({item.id: item for item in issue.items} for issue in (before, after))
    moved = _moved(list(old), list(new))
    for name, item in old.items():
        if name not in new:
            yield f"- {_line(before, item)}{_why(after, item)}"
    for name, item in new.items():
        if name not in old:
            yield f"+ {_line(after, item)}"
            yield from _inner((), _told(item))
        else:
            yield from _item(before, after, old[name], item, moved=name in moved)


def _item(before: Issue, after: Issue, old: Item, new: Item, *, moved: bool) -> Iterator[str]:
    about = []
    if moved:
        about.append(f"from place {_place(before, old)} to {_place(after, new)}")
    about += [
        f"{name} {was} → {now}"
        for name, was, now in (("section", old.section, new.section), ("size", old.size, new.size))
        if was != now
    ]
    if len(old.references) != len(new.references):
        about.append(f"{len(old.references)} → {len(new.references)} sources")
    inner = list(_inner(_told(old), _told(new)))
    if not about and not inner:
        return
    more = f" ({', '.join(about)})" if about else ""
    yield f"~ {_line(after, new)}{more}"
    yield from inner


def _told(item: Item) -> tuple[str, ...]:
    """What an item says, a line each: headline, sentences, note and links."""
    return (
        f"# {item.headline.text}{' (editor)' if item.headline.provenance == 'editor' else ''}",
        *(_sentence(pick) for pick in item.told),
        *([f"note: {' '.join(item.note.split())}"] if item.note else []),
        *(f"link: {link.text} {link.url}" for link in item.links),
    )


def _sentence(pick: Pick) -> str:
    text = pick.shown if pick.shown is not None else pick.sentence.text
    return f"{' '.join(text.split())}{' (editor)' if pick.provenance == 'editor' else ''}"


def _inner(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (f"-     {line}" for line in old[a:b])
            yield from (f"+     {line}" for line in new[c:d])


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The items that have another place among those that both have."""
    before = [name for name in old if name in set(new)]
    now = [name for name in new if name in set(old)]
    kept = {
        before[place]
        for block in SequenceMatcher(a=before, b=now, autojunk=False).get_matching_blocks()
        for place in range(block.a, block.a + block.size)
    }
    return set(now) - kept


def _line(issue: Issue, item: Item) -> str:
    return f"{_place(issue, item)}. {item.headline.text}"


def _place(issue: Issue, item: Item) -> int:
    return [one.id for one in issue.items].index(item.id) + 1


def _why(after: Issue, item: Item) -> str:
    """Where an item's stories went."""
    stories = {one.story for one in item.references}
    reason = next((reasons.told(one.reason) for one in after.left_out if one.story in stories), "")
    other = next(
        (one for one in after.items if stories & {reference.story for reference in one.references}), None
    )
    return f" ({reason})" if reason else f" (told with {_place(after, other)})" if other else ""


def _text(name: str, old: str, new: str) -> Iterator[str]:
    if old != new:
        yield from ([f"- {name}: {' '.join(old.split())}"] if old else [])
        yield from ([f"+ {name}: {' '.join(new.split())}"] if new else [])


def _sponsor(issue: Issue) -> str:
    one = issue.slots.sponsor
    return " ".join(filter(None, (one.name, one.text, one.url))) if one else ""
