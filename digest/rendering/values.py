"""Whether a value is of a kind: a colour, a length in px, one of some words."""

from __future__ import annotations

import re

_COLOURS = (
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue"
    " chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen"
    " darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue"
    " darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick"
    " floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink"
    " indianred indigo inherit ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan"
    " lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray"
    " lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid"
    " mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream"
    " mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen"
    " paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue"
    " saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen"
    " steelblue tan teal thistle tomato transparent turquoise violet wheat white whitesmoke yellow yellowgreen none"
)
COLOURS = frozenset(_COLOURS.split())
_COLOUR = re.compile(
    r"#(?:[0-9a-f]{3}){1,2}|rgb\((?:\s*\d{1,3}\s*,?){3}\)|rgba\((?:\s*\d{1,3}\s*,){3}\s*[\d.]+\s*\)",
    re.IGNORECASE,
)
_NUMBER = r"\d+(?:\.\d+)?"
_KINDS = {
    "px": (rf"0|{_NUMBER}px", "a length in px (12px)"),
    "px%": (rf"0|{_NUMBER}(?:px|%)", "a length in px or % (12px)"),
    "px%4": (rf"(?:(?:0|{_NUMBER}(?:px|%))(?:\s+|$)){{1,4}}", "one to four lengths in px or % (12px 0)"),
    "px%auto": (rf"auto|0|{_NUMBER}(?:px|%)?", "a length in px or %, or auto"),
    "pxauto": (rf"auto|0|{_NUMBER}px", "a length in px, or auto"),
    "signed": (rf"normal|0|-?{_NUMBER}(?:px|em)|-?\.\d+em", "a length in px or em (-.02em)"),
    "line": (rf"{_NUMBER}(?:px|%)?", "a line height (1.7 or 24px)"),
    "number": (r"\d+", "a whole number"),
}


def is_colour(text: str) -> bool:
    """Whether a text is a colour as mail clients know them: #rgb, #rrggbb, rgb(), rgba(), or a name."""
    return bool(_COLOUR.fullmatch(text)) or text.lower() in COLOURS


def fault(kind: str, value: str) -> str:
    """What a value should be; empty where it is that. `text` may be anything."""
    if kind == "text":
        return ""
    if kind == "colour":
        return "" if is_colour(value) else "a colour (#RRGGBB)"
    if kind in _KINDS:
        pattern, told = _KINDS[kind]
        return "" if re.fullmatch(pattern, value.strip()) else told
    words = kind.split("|")
    return "" if value in words else f"one of {', '.join(words)}" if len(words) > 1 else f'"{kind}"'
