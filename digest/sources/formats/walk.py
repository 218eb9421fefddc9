"""An HTML tree as lines in order: which text stands together, and what its layout says it is.

The walk keeps its own stack, so that no depth of nesting can exhaust Python's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from digest.model import BlockKind
from digest.sources.formats.content import Piece
from digest.sources.formats.tables import is_data_table
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode


DROPPED = frozenset(
    {
        "script",
        "style",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
    }
    | {
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "nav",
        "noscript",
        "dialog",
        "meta",
        "link",
        "title",
        "rt",  # how the characters beside it are read aloud
        "rp",
    }
)
CHROME = frozenset({"aside", "footer"})  # dropped unless they belong to an article
ARTICLE = frozenset({"article", "main", "blockquote"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "address", "center", "form", "fieldset"}
    | {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption", "blockquote", "pre"}
    | {"dl", "dt", "dd", "li", "body", "html", "details", "summary", "hgroup", "search", "legend", "label", "video"}
) | frozenset(HEADINGS) | LISTS  # fmt: skip
BOLD = frozenset({"b", "strong", "summary"})
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?:px)?\s*(?:;|$)|opacity\s*:\s*0\s*(?:;|$)"
)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)")
SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(px|pt|r?em|%)")
UNITS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
DEFAULT_SIZE = 16.0
CAPTION = re.compile(
    r"(?:^|[\s_-])(?:captions?|cutline|(?:img|image|photo|pic)_?(?:desc|cap|caption|credit))(?:[\s_-]|text|$)",
    re.IGNORECASE,
)
"""A class that says that an element, whatever it is, tells what a picture shows."""
CELL = Piece(text=" | ")


@dataclass(slots=True, kw_only=True)
class Draft:
    """A line before it is settled: its runs, its kind, whether all of it is bold, and its largest letters in px.

    `broken` is the number of line breaks (`<br>`) that alone part it from the line before; 0 = an element ended there.
    `lead` is the length of the bold run that opens it, 0 where it opens in plain letters; `counted` are the runs,
    and their characters, that are counted for it already.
    """

    kind: BlockKind
    level: int = 0
    label: str = ""
    pieces: list[Piece] = field(default_factory=list)
    bold: bool = True
    size: float = 0.0
    broken: int = 0
    lead: int = 0
    counted: tuple[int, int] = field(default=(0, 0), compare=False, repr=False)

    @property
    def text(self) -> str:
        """Its runs joined, not yet tidy."""
        return "".join(piece.text for piece in self.pieces)

    def mark(self, bold: int) -> None:
        """Note a run that is about to be added, `bold` characters of it bold: the bold run that opens the line ends at the first plain one."""
        if bold and self.bold:
            self.lead = self._written() + bold

    def _written(self) -> int:
        """Characters so far; each run is counted once, since a line may have thousands."""
        counted, characters = self.counted
        characters += sum(len(piece.text) for piece in self.pieces[counted:])
        self.counted = len(self.pieces), characters
        return characters


@dataclass(slots=True)
class _Context:
    """What holds inside an element, until it ends."""

    tag: str
    bold: bool = False
    size: float = DEFAULT_SIZE
    link: str = ""
    article: bool = False
    pre: bool = False
    depth: int = 0  # of lists
    ordered: int | None = None  # the next number of an ordered list
    quotes: int = 0
    heading: int = 0
    caption: bool = False
    rows: bool = False  # inside a data table
    item: list[str] | None = None  # the pending label of a list item, taken by its first line


@dataclass(slots=True)
class Walk:
    """Collects the drafts of a tree.

    `base` resolves relative links; `cited` levels of quoting count for none (below 0: what is quoted is left out).
    """

    base: str = ""
    cited: int = 0
    drafts: list[Draft] = field(default_factory=list)
    _line: Draft | None = None
    _breaks: int = 0

    def over(self, root: LexborNode) -> list[Draft]:
        """The drafts of everything below `root`, in order; lines without text are left out."""
        stack: list[tuple[Iterator[LexborNode], _Context]] = [
            (_children(root), _Context(tag="body", quotes=-max(0, self.cited)))
        ]
        while stack:
            children, context = stack[-1]
            node = next(children, None)
            if node is None:
                stack.pop()
                self._leave(context)
            elif node.is_text_node:
                self._text(node.text_content or "", context)
            elif node.is_element_node and not _dropped(node, context):
                inside = self._enter(node, context)
                if inside is not None:
                    stack.append((_children(node), inside))
        self._flush()
        return self.drafts

    def _enter(self, node: LexborNode, outer: _Context) -> _Context | None:
        tag = node.tag or ""
        if tag == "br":
            self._break(outer)
            return None
        if tag == "hr":
            self._flush()
            self.drafts.append(Draft(kind="rule", bold=False))
            return None
        if tag == "img" and outer.heading > 1:
            # A drawn headline is read aloud by its `alt`; an h1 may be a logo.
            self._run(node.attributes.get("alt") or "", outer)
            return None
        if tag in ("wbr", "img") or (tag == "blockquote" and self.cited < 0):
            return None
        if CAPTION.search(node.attributes.get("class") or "") and node.css_first("p, img") is None:
            tag = "figcaption"
        inside = _inside(node, tag, outer, self.base)
        if tag in BLOCKS:
            self._open(tag, inside)
        return inside

    def _open(self, tag: str, inside: _Context) -> None:
        if inside.rows and tag in ("td", "th"):
            if self._line and any(piece.text.strip() for piece in self._line.pieces):
                self._line.pieces.append(CELL)
        elif inside.rows and tag not in ("tr", "table", "caption"):
            self._space()
        elif not inside.heading or tag in HEADINGS:
            self._flush()
        else:
            self._space()

    def _leave(self, context: _Context) -> None:
        if context.tag not in BLOCKS:
            return
        ends = (
            context.tag in ("tr", "table", "caption")
            if context.rows
            else not context.heading or context.tag in HEADINGS
        )
        if ends:
            self._flush()
        else:
            self._space()

    def _break(self, context: _Context) -> None:
        if context.heading or context.rows:
            self._space()
            return
        after_text, breaks = self._line is not None, self._breaks
        self._flush()
        self._breaks = 1 if after_text else breaks and breaks + 1

    def _space(self) -> None:
        if self._line:
            self._line.pieces.append(Piece(text=" "))

    def _text(self, text: str, context: _Context) -> None:
        if context.pre:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._flush()
                self._run(line, context)
        else:
            self._run(text, context)

    def _run(self, text: str, context: _Context) -> None:
        told = bool(text.strip())
        if self._line is None:
            if not told:
                return
            self._line = self._begin(context)
        line = self._line
        if told:
            line.mark(len(text) if context.bold else 0)
            line.bold = line.bold and context.bold
            line.size = max(line.size, context.size)
        line.pieces.append(Piece(text=text, url=context.link))

    def _begin(self, context: _Context) -> Draft:
        if context.rows:
            return Draft(kind="row")
        if context.heading:
            return Draft(kind="heading", level=context.heading)
        if context.item:
            return Draft(kind="item", level=context.depth, label=context.item.pop())
        if context.caption:
            return Draft(kind="caption")
        if context.quotes > 0:
            return Draft(kind="quote", level=context.quotes, broken=self._breaks)
        return Draft(kind="paragraph", broken=self._breaks)

    def _flush(self) -> None:
        if self._line and self._line.text.strip():
            self._line.pieces = _merged(self._line.pieces)
            self.drafts.append(self._line)
        self._line, self._breaks = None, 0


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """The runs of a line, those that stand together with the same target as one; what parts cells stays alone."""
    merged: list[Piece] = []
    for url, group in groupby(pieces, key=lambda piece: None if piece is CELL else piece.url):
        if url is None:
            merged += group
        else:
            merged.append(Piece(text="".join(piece.text for piece in group), url=url))
    return merged


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _dropped(node: LexborNode, context: _Context) -> bool:
    tag = node.tag or ""
    if tag in DROPPED or (tag in CHROME and not context.article):
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in ("navigation", "search", "dialog"):
        return True
    return bool(HIDDEN.search((attributes.get("style") or "").lower()))


def _inside(node: LexborNode, tag: str, outer: _Context, base: str) -> _Context:
    attributes = node.attributes
    style = (attributes.get("style") or "").lower()
    inside = _Context(
        tag=tag,
        bold=_bold(tag, style, bold=outer.bold),
        size=_size(style, outer.size),
        link=outer.link,
        article=outer.article or tag in ARTICLE,
        pre=outer.pre or tag == "pre",
        depth=outer.depth + (tag in LISTS),
        quotes=outer.quotes + (tag == "blockquote"),
        heading=HEADINGS.get(tag, outer.heading),
        caption=outer.caption or tag in ("figcaption", "caption"),
        rows=outer.rows or (tag == "table" and is_data_table(node)),
        item=outer.item,
    )
    if tag == "a" and attributes.get("href"):
        inside.link = canonical(attributes["href"] or "", base)
    elif tag == "ol":
        inside.ordered = _number(attributes.get("start"), 1)
    elif tag == "li":
        inside.item = [_label(outer, attributes.get("value"))]
        inside.depth = max(1, inside.depth)
    elif tag in LISTS:
        inside.item = None
    return inside


def _label(outer: _Context, value: str | None) -> str:
    if outer.ordered is None:
        return "-"
    number = _number(value, outer.ordered)
    outer.ordered = number + 1
    return f"{number}."


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def _bold(tag: str, style: str, *, bold: bool) -> bool:
    if BOLD_STYLE.search(style):
        return True
    if PLAIN_STYLE.search(style):
        return False
    return bold or tag in BOLD


def _size(style: str, outer: float) -> float:
    found = SIZE.search(style)
    if not found:
        return outer
    size = float(found.group(1)) * UNITS[found.group(2)]
    return size if size >= 1 else outer  # MJML sets 0 on its cells and the true size inside
