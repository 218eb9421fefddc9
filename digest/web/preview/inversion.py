"""Forced inversion, imitated: colours of a mail turned over by their lightness, as Gmail's apps do in the dark.

Gmail's own rule is not published. This one keeps hue and saturation and turns lightness over, so that white becomes
nearly black and a dark red a light one; pictures stay as they are.
"""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache

DARKEST = 0.07
"""What white becomes: a dark grey, as Gmail's page."""
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
    hue, light, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    turned = DARKEST + (1 - light) * (1 - DARKEST)
    made = colorsys.hls_to_rgb(hue, turned, saturation)
    return round(made[0] * 255), round(made[1] * 255), round(made[2] * 255)
