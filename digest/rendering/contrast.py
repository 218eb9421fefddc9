"""Whether text can be read on its ground: WCAG 2.2's contrast of two colours, and the pairs that the templates use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LEAST = 5.0
"""What every pair of text and ground must reach; WCAG's AA asks for 4.5."""
SCHEMES = ("light", "dark")
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_INKS = ("ink", "ink2", "ink3")
_GROUNDS = ("page", "card", "panel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Text on a ground, each named as the tokens name it and given as `#RRGGBB`."""

    text: str
    ground: str
    text_colour: str
    ground_colour: str

    @property
    def ratio(self) -> float:
        """How they contrast, from 1 to 21."""
        return contrast(self.text_colour, self.ground_colour)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#RRGGBB` or `#RGB`), from 1 to 21, in either order.

    Raises:
        ValueError: one is no such colour.
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(tokens: Mapping[str, Any]) -> tuple[Pair, ...]:
    """All pairs of text and ground that the templates use, of both schemes, in the order of the tokens."""
    return tuple(pair for scheme in SCHEMES for pair in _scheme(tokens, scheme))


def faint(tokens: Mapping[str, Any], least: float = LEAST) -> tuple[Pair, ...]:
    """The pairs that contrast less than they must."""
    return tuple(pair for pair in pairs(tokens) if pair.ratio < least)


def _scheme(tokens: Mapping[str, Any], scheme: str) -> Iterator[Pair]:
    colours: Mapping[str, str] = tokens[scheme]
    categories: Sequence[Mapping[str, str]] = tokens["category"]
    for ink in _INKS:
        for ground in _GROUNDS:
            yield _pair(f"{scheme}.{ink}", f"{scheme}.{ground}", colours[ink], colours[ground])
    for number, category in enumerate(categories, 1):
        name, tint = f"category[{number}].{scheme}", f"category[{number}].{scheme}_tint"
        for ground in ("card", "panel"):
            yield _pair(name, f"{scheme}.{ground}", category[scheme], colours[ground])
        yield _pair(name, tint, category[scheme], category[f"{scheme}_tint"])


def _pair(text: str, ground: str, text_colour: str, ground_colour: str) -> Pair:
    return Pair(text=text, ground=ground, text_colour=text_colour, ground_colour=ground_colour)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own


def _parts(colour: str) -> tuple[int, ...]:
    found = _HEX.fullmatch(colour)
    if not found:
        raise ValueError(f"{colour!r} is no colour like #1A2B3C")
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])  # noqa: PLR2004
    return tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))
