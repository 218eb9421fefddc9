"""Forced inversion, imitated: colours of a mail turned over by their lightness, as Gmail's apps do in the dark.

Gmail's own rule is not published. This one keeps hue and strength of colour and turns lightness over, so that white
becomes nearly black and a dark red a light one; pictures stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

DARKEST = 0.18
"""The lightness (0 to 1) that white gets: the dark grey of a page in the dark."""
_KNEE = 0.04045
_NAMED = {"white": "#ffffff", "black": "#000000", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0"}
_COLOUR = re.compile(
    r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b"
    r"|rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})([^)]*)\)"
    r"|(?<![\w-])(?:white|black|gr[ae]y|silver)(?![\w-])",
    re.IGNORECASE,
)


def inverted(css: str) -> str:
    """A style sheet, a `style` attribute or one colour, every colour in it turned over."""
    return _COLOUR.sub(_turned, css)


def _turned(found: re.Match[str]) -> str:
    text = found[0].lower()
    if found[1]:
        red, green, blue = (min(int(found[place]), 255) for place in (1, 2, 3))
        turned = _opposite(red, green, blue)
        return f"{'rgba' if found[4].strip() else 'rgb'}({', '.join(map(str, turned))}{found[4]})"
    plain = _NAMED.get(text, text)[1:]
    if len(plain) < len("rrggbb"):
        plain = "".join(digit * 2 for digit in plain)
    red, green, blue = (int(plain[place : place + 2], 16) for place in (0, 2, 4))
    return "#" + "".join(f"{part:02x}" for part in _opposite(red, green, blue)) + plain[6:]


@lru_cache(maxsize=512)
def _opposite(red: int, green: int, blue: int) -> tuple[int, int, int]:
    """The colour with its lightness turned over, in Oklab (Ottosson 2020): hue and strength of colour stay."""
    r, g, b = (_linear(part / 255) for part in (red, green, blue))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    along = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    across = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    light = 1 - light * (1 - DARKEST)
    long = (light + 0.3963377774 * along + 0.2158037573 * across) ** 3
    middle = (light - 0.1055613458 * along - 0.0638541728 * across) ** 3
    short = (light - 0.0894841775 * along - 1.2914855480 * across) ** 3
    return (
        _coded(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _coded(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _coded(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _linear(part: float) -> float:
    """A part of sRGB as linear light, both from 0 to 1."""
    return part / 12.92 if part <= _KNEE else ((part + 0.055) / 1.055) ** 2.4


def _coded(part: float) -> int:
    """Linear light → sRGB from 0 to 255; what lies outside is cut."""
    inside = min(max(part, 0.0), 1.0)
    coded = inside * 12.92 if inside <= _KNEE / 12.92 else 1.055 * inside ** (1 / 2.4) - 0.055
    return round(coded * 255)
