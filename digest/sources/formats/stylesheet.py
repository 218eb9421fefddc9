"""The looks that a page's own style sheet and its old-fashioned elements give, written into each element's `style`.

Only what tells a heading from a text, or hides: size, weight, display. Sheets that stand elsewhere are not fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import SelectolaxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

TOLD = ("font-size", "font-weight", "display", "visibility", "mso-hide")
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
IDS, CLASSES, TAGS = re.compile(r"#[\w-]+"), re.compile(r"\.[\w-]+|\[[^\]]*\]|:[\w-]+"), re.compile(r"(?:^|[\s>+~])[a-z]\w*")  # fmt: skip
FONT_SIZES = {"1": 10, "2": 13, "3": 16, "4": 18, "5": 24, "6": 32, "7": 48}
LARGEST_SHEET, MOST_SELECTORS, LONGEST_SELECTOR = 400_000, 300, 200
MOST_HIDDEN = 0.3
"""A sheet that hides more of a page's text than this waits for a script to show it."""


def apply(tree: LexborHTMLParser, *, most_hidden: float = MOST_HIDDEN) -> None:
    """Write what the sheet tells into the `style` of each element, below what stands there already.

    Args:
        tree: changed.
        most_hidden: the share of the text that one element may hide; 1.0 where no script can show it again (mail).
    """
    told: dict[int, dict[str, str]] = {}
    nodes = {}
    for selector, declarations in sorted(_rules(_sheet(tree)), key=lambda rule: _specificity(rule[0])):
        try:
            found = tree.css(selector)
        except SelectolaxError:
            continue
        for node in found:
            nodes[node.mem_id] = node
            told.setdefault(node.mem_id, {}).update(declarations)
    body = tree.body
    most = most_hidden * len(body.text(deep=True)) if body else 0
    for key, declarations in told.items():
        if declarations.get("display") == "none" and len(nodes[key].text(deep=True)) > most:
            del declarations["display"]
        _write(nodes[key], declarations)
    for node in tree.css("font[size]"):
        size = FONT_SIZES.get((node.attributes.get("size") or "").strip())
        if size:
            _write(node, {"font-size": f"{size}px"})


def _write(node: LexborNode, declarations: dict[str, str]) -> None:
    own = (node.attributes.get("style") or "").strip()
    said = {part.partition(":")[0].strip().lower() for part in own.split(";")}
    more = [f"{name}:{value}" for name, value in declarations.items() if name not in said]
    if more:
        node.attrs["style"] = "; ".join((own.rstrip("; "), *more) if own else more)


def _sheet(tree: LexborHTMLParser) -> str:
    text = "\n".join(node.text(deep=True) or "" for node in tree.css("style"))
    return COMMENT.sub(" ", text[:LARGEST_SHEET])


def _rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each selector with those of its declarations that are read; rules for some media only are passed over."""
    at, count = 0, 0
    while (opened := sheet.find("{", at)) >= 0 and count < MOST_SELECTORS:
        before = sheet[at:opened].rpartition(";")[2].strip()
        closed = _closed(sheet, opened)
        at = closed + 1
        if before.startswith("@"):
            continue
        declarations = _declarations(sheet[opened + 1 : closed])
        for selector in before.split(",") if declarations else ():
            name = selector.strip()
            if name and len(name) <= LONGEST_SELECTOR:
                count += 1
                yield name, declarations


def _closed(sheet: str, opened: int) -> int:
    """The place of the brace that closes the one at `opened`; the sheet's length where none does."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(sheet, opened):
        depth += 1 if match.group() == "{" else -1
        if not depth:
            return match.start()
    return len(sheet)


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip()
        for name, _, value in pairs
        if name.strip() in TOLD and value.strip()
    }


def _specificity(selector: str) -> tuple[int, int, int]:
    return len(IDS.findall(selector)), len(CLASSES.findall(selector)), len(TAGS.findall(selector))
