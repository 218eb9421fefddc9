"""Cards as bytes and back: some hundred of them are read in every build, of which a decoder for any kind would take most.

What stands behind a checksum of our own only is read (decision 0054): `marshal` checks nothing itself.
"""

from __future__ import annotations

import marshal
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from digest.archive.card import Card, CardItem, CardName
from digest.rendering.ics import Event

if TYPE_CHECKING:
    from collections.abc import Callable

_Kind = type[Card] | type[CardItem] | type[CardName] | type[Event]


class _Fields:
    """The fields of a class of cards: those that marshal knows, and what turns the others into such and back."""

    def __init__(self, kind: _Kind, **special: tuple[Callable[[Any], Any], Callable[[Any], Any]]) -> None:
        self.kind = kind
        self.names = tuple(kind.__dataclass_fields__)
        self.special = [(self.names.index(name), *ways) for name, ways in special.items()]

    def plain(self, value: Any) -> tuple[Any, ...]:
        """The values of the fields."""
        found = [getattr(value, name) for name in self.names]
        for place, pack, _ in self.special:
            found[place] = pack(found[place])
        return tuple(found)

    def made(self, found: tuple[Any, ...]) -> Any:
        """What has these values."""
        given = dict(zip(self.names, found, strict=True))
        for place, _, unpack in self.special:
            given[self.names[place]] = unpack(found[place])
        if self.kind is not CardItem:
            return self.kind(**given)
        item = object.__new__(CardItem)  # there are thousands, and its constructor takes most of the time
        item.__dict__.update(given)
        return item


def _each(of: _Fields) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    return (lambda found: tuple(map(of.plain, found)), lambda found: tuple(map(of.made, found)))


_DAY = (date.toordinal, date.fromordinal)
_MOMENT = (datetime.isoformat, datetime.fromisoformat)
_EVENT = _Fields(Event, first=_DAY, last=_DAY)
_ITEM = _Fields(CardItem, day=_DAY, names=_each(_Fields(CardName)))
_CARD = _Fields(
    Card, start=_DAY, end=_DAY, published=_MOMENT, updated=_MOMENT, items=_each(_ITEM), events=_each(_EVENT)
)


def pack(card: Card) -> bytes:
    """The bytes of a card."""
    return marshal.dumps(_CARD.plain(card), 4)


def unpack(data: bytes) -> Card:
    """The card of such bytes, which must be those that `pack` gave.

    Raises:
        ValueError, TypeError, EOFError: they are of another version.
    """
    card: Card = _CARD.made(marshal.loads(data))  # noqa: S302
    return card
