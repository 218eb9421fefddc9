"""What an HTML letter holds but does not show: preheaders and the like, hidden in the ways of mail.

A mail has no scripts: what its styles hide stays hidden. Its own style sheet is to be applied before (`stylesheet`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:!|;|$)")
_FLAT = re.compile(r"(?<![-\w])(?:max-)?(?:height|width)\s*:\s*0(?:px|pt|em)?\s*(?:!|;|$)")
_CLIPPED = re.compile(r"overflow\s*:\s*hidden")
_SIZE = re.compile(
    r"(?<![-\w])font(?:-size)?\s*:\s*(?:[\w ]{0,30}\s)?(\d{1,3}(?:\.\d+)?)\s*(px|pt|em|rem|%)?(?=[\s!;/]|$)"
)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]{1,60})")
_BACKGROUND = re.compile(r"(?<![-\w])background(?:-color)?\s*:\s*([^;!]{1,200})")
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b")
_NAMES = {"white": "ffffff", "black": "000000", "transparent": ""}
_SMALLEST = 2.0
"""Pixels: smaller letters are meant for no eye."""
_HIGHEST = 12


def mark_unseen(tree: LexborHTMLParser) -> None:
    """Mark what the letter does not show as `hidden`, so that the walk leaves it out; changes the tree."""
    holding = _holding(tree)
    for node in tree.css("[style]"):
        style = (node.attributes.get("style") or "").lower()
        if node.tag not in ("body", "html") and _unseen(node, style, holding):
            node.attrs["hidden"] = ""


def _holding(tree: LexborHTMLParser) -> set[int]:
    """The elements that hold one whose letters may be of readable size again. Each is visited once."""
    found: set[int] = set()
    for node in tree.css("[style], [class], font, h1, h2, h3, h4, table"):
        around = node.parent if _shown_again(node) else None
        while around is not None and around.mem_id not in found:
            found.add(around.mem_id)
            around = around.parent
    return found


def _unseen(node: LexborNode, style: str, holding: set[int]) -> bool:
    if _HIDDEN.search(style) or (_FLAT.search(style) and _CLIPPED.search(style)):
        return True
    size = _pixels(style)
    if size is not None and size < _SMALLEST:
        return node.mem_id not in holding
    return bool(_colour(style)) and _colour(style) == _behind(node)


def _pixels(style: str) -> float | None:
    found = _SIZE.search(style)
    if not found:
        return None
    units = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16, None: 1.0}
    return float(found.group(1)) * units[found.group(2)]


def _shown_again(node: LexborNode) -> bool:
    """Whether an element inside very small letters may have a size of its own, by its style or by a class."""
    attributes = node.attributes
    size = _pixels((attributes.get("style") or "").lower())
    if size is not None:
        return size >= _SMALLEST
    return bool(attributes.get("class")) or node.tag in ("font", "h1", "h2", "h3", "h4", "table")


def _colour(style: str) -> str:
    found = _COLOUR.search(style)
    return _hex(found.group(1)) if found else ""


def _hex(told: str) -> str:
    value = told.strip().lower()
    found = _HEX.search(value)
    if found:
        return "".join(mark * 2 for mark in found.group(1)) if len(found.group(1)) == 3 else found.group(1)  # noqa: PLR2004
    return _NAMES.get(value, "")


def _behind(node: LexborNode) -> str:
    """The plain colour that stands behind an element, as itself or what holds it says; empty where that is unknown."""
    around: LexborNode | None = node
    for _ in range(_HIGHEST):
        if around is None or around.tag == "-undef":
            return ""
        attributes = around.attributes
        found = _BACKGROUND.search((attributes.get("style") or "").lower())
        told = found.group(1) if found else attributes.get("bgcolor") or ""
        if "url(" in told or "gradient" in told or attributes.get("background"):
            return ""
        if _hex(told):
            return _hex(told)
        if attributes.get("class") and around is not node:
            return ""
        around = around.parent
    return ""


def pictures(tree: LexborHTMLParser) -> list[str]:
    """What the letter's pictures say of themselves (`alt`), in order, each once."""
    told = (node.attributes.get("alt") or "" for node in tree.css("img[alt]"))
    return list(dict.fromkeys(text for text in told if any(map(str.isalnum, text))))
