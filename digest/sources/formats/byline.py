"""Who wrote a page and when, where only its elements say so: by what they are declared or named to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.stories.clean import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

AUTHORS = (
    "[itemprop~=author] [itemprop~=name]",
    "[itemprop~=author]",
    "[rel~=author]",
    ".author .fn",
    ".byline-name",
    ".author-name",
    ".author_name",
    ".article-author",
    ".article__author",
    ".entry-author",
    ".post-author",
    ".byline a",
    ".byline",
    ".author",
)
DATES = (
    "[itemprop~=datePublished]",
    "time[pubdate]",
    "article time[datetime]",
    "main time[datetime]",
    "time[datetime]",
    "abbr.published",
    ".entry-date",
    ".post-date",
    ".article-date",
    ".article__date",
    ".published",
    ".pubdate",
    ".date",
)
BY = re.compile(r"(?:(?:written |posted |reported )?by|von|par|por|글|작성자?)\b\s*:?\s*", re.IGNORECASE)
LONGEST_NAME = 60
MOST = 3
"""Elements of a kind: more are those of a list of articles."""


def author(tree: LexborHTMLParser) -> str:
    """The author that an element of the page names, empty where none does."""
    return next((name for node in _few(tree, AUTHORS) if (name := _name(node))), "")


def dates(tree: LexborHTMLParser) -> Iterator[str]:
    """What elements of the page say of its date, the most explicit first."""
    for node in _few(tree, DATES):
        attributes = node.attributes
        told = attributes.get("datetime") or attributes.get("content") or attributes.get("title") or ""
        yield told or tidy(node.text(deep=True, separator=" "))


def _few(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> Iterator[LexborNode]:
    for selector in selectors:
        found = tree.css(selector)
        if 0 < len(found) <= MOST:
            yield found[0]


def _name(node: LexborNode) -> str:
    text = BY.sub("", tidy(node.text(deep=True, separator=" ")), count=1) if node.text(deep=True) else ""
    text = text or tidy(node.attributes.get("content") or "")
    letters = sum(map(str.isalpha, text))
    plain = len(text) <= LONGEST_NAME and letters > 1 and not re.search(r"\d|https?:|@", text)
    return text if plain else ""
