"""How well a text can be read on its ground: WCAG's contrast of two colours, and the pairs that the tokens make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEAST = 5.0
"""The design's own measure; WCAG AA asks for 4.5."""
SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text and the ground it stands on, each with its place among the tokens (`light.ink2`)."""

    text: str
    ground: str
    colour: str
    on: str


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#RRGGBB`), from 1 to 21 (WCAG 2.2, 1.4.3)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(tokens: Mapping[str, Any]) -> Iterator[Pair]:
    """Every text of the design on every ground that it may stand on, in light and in dark."""
    for scheme in SCHEMES:
        colours = tokens[scheme]
        for ink in ("ink", "ink2", "ink3"):
            for ground in ("page", "card", "panel"):
                yield Pair(
                    text=f"{scheme}.{ink}",
                    ground=f"{scheme}.{ground}",
                    colour=colours[ink],
                    on=colours[ground],
                )
        for place, category in enumerate(tokens["category"]):
            name = f"category[{place}].{scheme}"
            yield Pair(text=name, ground=f"{scheme}.card", colour=category[scheme], on=colours["card"])
            tint = category[f"{scheme}_tint"]
            yield Pair(text=name, ground=f"{name}_tint", colour=category[scheme], on=tint)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004 - the formula's
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
