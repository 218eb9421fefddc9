"""Markdown → lines. markdown-it's only door."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from digest.sources.formats import frontmatter, hypertext, runin, starred, topline
from digest.sources.formats.content import Builder, Content, Piece
from digest.sources.formats.head import language
from digest.sources.formats.layout import fill, settle
from digest.sources.formats.moments import moment
from digest.sources.formats.walk import Draft
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from markdown_it.token import Token

    from digest.model import BlockKind

# Lines that a site's generator acts on and no reader sees (Liquid, kramdown, Hugo's shortcodes).
GENERATED = re.compile(r"^[ \t]*(?:\{%.*%\}|\{\{.*\}\}|\{:.*\}|\[\[?TOC\]?\])[ \t]*$", re.MULTILINE)
BARE_ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]}“”’」』]+[^\s<>\"'`)\]}“”’」』.,;:!?]")
CELL = Piece(text=" | ")
DATES = (
    *(
        "date",
        "published",
        "published_at",
        "publishdate",
        "publish_date",
        "published_date",
        "pubdate",
        "issued",
    ),
    *("created", "created_at", "날짜", "일자", "발행일", "발행일자", "작성일", "게시일"),
)
AUTHORS = ("author", "authors", "byline", "writer", "작성자", "글쓴이", "저자")
CATEGORIES = ("category", "categories", "section", "분류", "카테고리")
OUTLETS = ("outlet", "publisher", "source", "site", "매체")
ADDRESSES = ("canonical_url", "canonical", "canonicalurl", "link", "url", "permalink")
POST = re.compile(r"(?:^|/)(\d{4}-\d\d-\d\d)-[^/]+\.(?:md|markdown)$", re.IGNORECASE)
PLACEHOLDER = re.compile(r"/:\w")
"""In a permalink of Jekyll's: the site's generator fills it in."""


def read(text: str, *, zone: ZoneInfo, now: datetime | None = None, url: str = "", name: str = "") -> Content:
    """A Markdown text as lines, with what its front matter says.

    Args:
        text: decoded.
        zone: of dates that name none.
        now: the moment of fetching, from which an age (`3시간 전`) counts.
        url: where it stood; relative links are resolved against it.
        name: its path; a post of Jekyll's is dated by its name.
    """
    settings, body = frontmatter.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    render = _Lines(base=url)
    render.take(_parser().parse(GENERATED.sub("", body)))
    post = POST.search(name) if settings else None
    if post and not any(settings.get(key) for key in DATES):
        settings["date"] = post[1]
    builder = Builder()
    fill(builder, runin.part(settle(starred.noted(render.drafts))))
    return builder.build(format="markdown", **_metadata(settings, render.drafts, zone=zone, now=now, url=url))


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])


def _metadata(
    settings: dict[str, Any], drafts: Sequence[Draft], *, zone: ZoneInfo, now: datetime | None, url: str
) -> dict[str, Any]:
    dated = next((found for key in DATES if (found := moment(_told(settings, key), zone))), None)
    top = [draft.text.strip() for draft in drafts[: topline.TOP]]
    dated = dated or topline.dated(top, zone)
    age = None if dated else topline.aged(top, zone, now)
    dated = dated or age
    heads = [draft for draft in drafts if draft.kind == "heading" and draft.level == 1]
    own = next((address for key in ADDRESSES if (address := _address(settings, key, url))), "")
    return {
        "title": _told(settings, "title") or (heads[0].text.strip() if len(heads) == 1 else ""),
        "author": next((told for key in AUTHORS if (told := _told(settings, key))), ""),
        "outlet": next((told for key in OUTLETS if (told := _told(settings, key))), ""),
        "category": _category(settings),
        "language": language(_told(settings, "lang") or _told(settings, "language")),
        "url": own or url,
        "published": dated[0] if dated else None,
        "precision": dated[1] if dated else "time",
        "relative": age is not None,
    }


def _category(settings: dict[str, Any]) -> str:
    """The categories; Jekyll (its pages name a layout) parts several by spaces. Tags are none."""
    value = next((settings[key] for key in CATEGORIES if settings.get(key)), "")
    several = isinstance(value, str) and "layout" in settings and "categories" in settings
    return frontmatter.words(value.split() if several and "," not in value else value)


def _address(settings: dict[str, Any], key: str, url: str) -> str:
    told = _told(settings, key)
    return "" if PLACEHOLDER.search(told) else canonical(told, url)


def _told(settings: dict[str, Any], key: str) -> str:
    return frontmatter.words(settings.get(key, ""))


@dataclass(slots=True)
class _Lines:
    """Turns block tokens into drafts, one after another."""

    base: str = ""
    drafts: list[Draft] = field(default_factory=list)
    lists: list[int | None] = field(
        default_factory=list
    )  # the next number of each open list, None for bullets
    label: str = ""  # of the item whose first line is still to come
    quotes: int = 0
    heading: int = 0
    row: Draft | None = None

    def take(self, tokens: Sequence[Token]) -> None:
        """Read the tokens of a document in order."""
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self._code(token.content)
            elif token.type == "html_block":
                self.drafts.extend(hypertext.fragment(token.content, base=self.base))
            elif token.type == "hr":
                self.drafts.append(Draft(kind="rule", bold=False))
            else:
                self._structure(token)

    def _structure(self, token: Token) -> None:
        element, _, edge = token.type.rpartition("_")
        opens = edge == "open"
        match element:
            case "heading":
                self.heading = int(token.tag[1:]) if opens else 0
            case "bullet_list" | "ordered_list" if opens:
                start = int(token.attrGet("start") or 1)
                self.lists.append(start if element == "ordered_list" else None)
            case "bullet_list" | "ordered_list":
                self.lists.pop()
            case "list_item":
                self._item(token.markup, opens=opens)
            case "blockquote":
                self.quotes += 1 if opens else -1
            case "tr":
                self._row(opens=opens)

    def _row(self, *, opens: bool) -> None:
        if self.row and self.row.text.strip():
            self.drafts.append(self.row)
        self.row = Draft(kind="row", bold=False) if opens else None

    def _item(self, markup: str, *, opens: bool) -> None:
        number = self.lists[-1]
        if not opens:
            self.label = ""
        elif number is None:
            self.label = markup or "-"
        else:
            self.label, self.lists[-1] = f"{number}{markup or '.'}", number + 1

    def _inline(self, token: Token) -> None:
        lines = _runs(token.children or [], self.base)
        if self.row is not None:
            if self.row.pieces:
                self.row.pieces.append(CELL)
            self.row.pieces.extend(piece for line in lines for piece in line.pieces)
            return
        for number, line in enumerate(lines):
            line.kind, line.level, line.label = self._role()
            line.broken = min(number, 1)
            self.drafts.append(line)

    def _role(self) -> tuple[BlockKind, int, str]:
        if self.heading:
            return "heading", self.heading, ""
        if self.label:
            label, self.label = self.label, ""
            return "item", len(self.lists), label
        return ("quote", self.quotes, "") if self.quotes else ("paragraph", 0, "")

    def _code(self, text: str) -> None:
        for line in text.split("\n"):
            kind, level, label = self._role()
            self.drafts.append(
                Draft(kind=kind, level=level, label=label, pieces=[Piece(text=line)], bold=False)
            )


def _runs(children: Sequence[Token], base: str) -> list[Draft]:
    """The runs of an inline token; a hard break begins another line, and a line in bold where the first is."""
    lines = [Draft(kind="paragraph")]
    link, strong = "", 0
    told = [child.type for child in children if child.type != "text" or child.content.strip()]
    listed = told[:1] == ["strong_open"]
    for child, after in zip(children, _types_after(children), strict=True):
        if _breaks(child) or (child.type == "softbreak" and listed and after == "strong_open"):
            lines.append(Draft(kind="paragraph"))
            continue
        match child.type:
            case "link_open":
                link = canonical(str(child.attrGet("href") or ""), base)
            case "link_close":
                link = ""
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "softbreak":
                lines[-1].pieces.append(Piece(text=" ", url=link))
            case "text" | "code_inline":
                _text(lines[-1], child.content, link, bold=bool(strong))
            case _:
                pass
    return [line for line in lines if line.text.strip()]


def _breaks(child: Token) -> bool:
    written = child.type == "html_inline" and re.match(r"<br\s*/?>", child.content, re.IGNORECASE)
    return child.type == "hardbreak" or bool(written)


def _types_after(children: Sequence[Token]) -> list[str]:
    """For each token the type of the next one that is no empty text; empty at the end."""
    found, next_type = [], ""
    for child in reversed(children):
        found.append(next_type)
        if child.type != "text" or child.content.strip():
            next_type = child.type
    return found[::-1]


def _text(line: Draft, text: str, link: str, *, bold: bool) -> None:
    if text.strip():
        line.mark(len(text) if bold else 0)
        line.bold = line.bold and bold
    if link:
        line.pieces.append(Piece(text=text, url=link))
        return
    at = 0
    for found in BARE_ADDRESS.finditer(text):
        line.pieces.append(Piece(text=text[at : found.start()]))
        line.pieces.append(Piece(text=found.group(), url=canonical(found.group())))
        at = found.end()
    line.pieces.append(Piece(text=text[at:]))
