"""What two feed parsers' own tests expect of an entry, made comparable with ours: no code of theirs is run.

An expectation of feedparser is a Python expression (`entries[0]['title'] == '…'`); it is read with `ast`, never
evaluated. Their texts are HTML: a reader of our own, apart from the one under test, takes the words out of them.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from digest.stories.clean import tidy
from digest.stories.links import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.sources.formats.content import Content

NAMED = re.compile(r"entries\[(\d+)\]((?:\[(?:'\w+'|\d+)\])+)")
FIELDS = {
    "['title']": "title",
    "['title_detail']['value']": "title",
    "['link']": "link",
    "['source']['title']": "outlet",
    **{
        f"['{name}{form}']": "date"
        for name in ("published", "updated", "created")
        for form in ("", "_parsed")
    },
    **dict.fromkeys(
        ("['summary']", "['description']", "['summary_detail']['value']", "['content'][0]['value']"),
        "content",
    ),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """That an entry's field (title, link, date, content or outlet) is `value`."""

    entry: int
    field: str
    value: Any

    def met_by(self, found: Content) -> bool:
        """Whether ours is the same but for hygiene: canonical links, moments, words without markup."""
        match self.field:
            case "link":
                return found.url == canonical(self.value)
            case "date":
                return found.published == moment_of(self.value)
            case "content":
                told = {link.url for link in found.links}
                return same(found.text, self.value) and told.issuperset(links_of(self.value))
            case "title":
                return same(found.title, self.value)
        return same(found.outlet, self.value)


def read_expectation(expression: str) -> tuple[Expected, ...]:
    """What an expectation of feedparser says of entries in a way that can be compared."""
    whole = ast.parse(expression.strip(), mode="eval").body
    parts = whole.values if isinstance(whole, ast.BoolOp) and isinstance(whole.op, ast.And) else [whole]
    return tuple(found for part in parts for found in _equations(part))


def _equations(part: ast.expr) -> Iterator[Expected]:
    """Of `a == b == value`: that a and b are both the value."""
    if not isinstance(part, ast.Compare) or not all(isinstance(sign, ast.Eq) for sign in part.ops):
        return
    *named, last = [part.left, *part.comparators]
    for place in named:
        match = NAMED.fullmatch(ast.unparse(place))
        if match and (field := FIELDS.get(match[2])):
            yield Expected(int(match[1]), field, _literal(last))


def _literal(node: ast.expr) -> Any:
    """A literal, or literals joined by `+`."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _literal(node.left) + _literal(node.right)
    return ast.literal_eval(node)


def same(ours: str, theirs: str) -> bool:
    """Whether a text of ours has the words of theirs, which is HTML or is not; blanks do not count."""
    return _squeezed(ours) in {_squeezed(theirs), _squeezed(words(theirs))}


def _squeezed(text: str) -> str:
    return tidy(text.replace("\n", " ")).replace(" ", "")


def moment_of(value: Any) -> datetime:
    """The moment that they name: a time tuple in UTC, ISO 8601, or RFC 822."""
    if not isinstance(value, str):
        return datetime(*value[:6], tzinfo=UTC)
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return parsedate_to_datetime(value)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.unheard = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unheard += tag in {"script", "style"}
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self.unheard -= tag in {"script", "style"} and self.unheard > 0

    def handle_data(self, data: str) -> None:
        if not self.unheard:
            self.words.append(data)


def _parsed(text: str) -> _Words:
    parser = _Words()
    parser.feed(text)
    parser.close()
    return parser


def words(text: str) -> str:
    """The text of a piece of HTML, without scripts and styles."""
    return "".join(_parsed(text).words)


def links_of(text: str) -> set[str]:
    """The canonical addresses that a piece of HTML links to."""
    return {address for link in _parsed(text).links if (address := canonical(link))}
