"""HTML no deeper than any document is: a parser's time for blocks nested without end grows with its square."""

from __future__ import annotations

import re

DEEPEST = 500  # browsers stop at about as many
# Those that a parser looks for an open paragraph or item in, all the way up.
BLOCK = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure|footer|header"
    r"|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|ul)\b[^<>]*>",
    re.IGNORECASE,
)


def bounded(html: str) -> str:
    """The HTML without the tags of blocks that stand more than 500 deep; a line break is where each was.

    All text stays. HTML that is nowhere so deep is handed back as it is.
    """
    if html.count("<") <= DEEPEST:
        return html
    depth = deeper = at = 0
    kept: list[str] = []
    for tag in BLOCK.finditer(html):
        closes = bool(tag[1])
        if closes and not deeper:
            depth = max(0, depth - 1)
        elif not closes and depth < DEEPEST:
            depth += 1
        else:
            deeper += -1 if closes else 1
            kept += (html[at : tag.start()], "<br>")
            at = tag.end()
    return "".join((*kept, html[at:]))
