"""HTML → lines. selectolax's only door (with the tree that `walk`, `tables` and `head` are handed)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from digest.sources.formats import article, byline, runin, stylesheet, topline
from digest.sources.formats.board import read_board
from digest.sources.formats.charset import decode
from digest.sources.formats.content import Builder, Content
from digest.sources.formats.head import read_head
from digest.sources.formats.layout import fill, settle
from digest.sources.formats.lead import beside_headline
from digest.sources.formats.moments import moment
from digest.sources.formats.nesting import bounded
from digest.sources.formats.unseen import mark_unseen, pictures
from digest.sources.formats.walk import Walk
from digest.stories.bylines import author_of, is_byline
from digest.stories.links import canonical, host

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from selectolax.lexbor import LexborNode

    from digest.model import Precision
    from digest.sources.formats.walk import Draft

LARGEST_PART = 0.5


def read(
    content: bytes | str,
    *,
    zone: ZoneInfo,
    now: datetime | None = None,
    url: str = "",
    charset: str = "",
    whole: bool = False,
) -> Content:
    """A page or an HTML mail as lines.

    Args:
        content: the bytes, or text already decoded.
        zone: of dates that name none.
        now: the moment of fetching, from which an age (`3시간 전`) counts.
        url: where it stood; relative links are resolved against it.
        charset: what the HTTP or MIME header says.
        whole: every visible line (a mail, a feed's entry); else only the main text of a page.
    """
    text = bounded(content if isinstance(content, str) else decode(content, charset))
    tree = LexborHTMLParser(text)
    head = read_head(tree, url=url, zone=zone)
    stylesheet.apply(tree)
    drafts = _drafts(tree, head.base)
    board = None if whole else read_board(drafts, zone)
    title, author = (board.title, board.author or head.author) if board else (head.title, head.author)
    beside = [] if whole else beside_headline(_everything(tree, head.base), title)
    if board:
        drafts = drafts[max(board.rows) + 1 :]
    if not whole:
        drafts = article.main_lines(drafts, text, title=title, host=host(head.base))
    shown = _Shown(
        declared=[*byline.dates(tree)],
        beside=beside,
        top=[draft.text.strip() for draft in drafts[: topline.TOP]],
    )
    declared = (head.published, head.precision) if head.published else board.dated if board else None
    dated = declared or _past(shown.dated(zone), now)
    age = None if dated else shown.aged(zone, now)
    author = author or next((name for line in beside if is_byline(line) and (name := author_of(line))), "")
    known = bool(author) or byline.are_many(tree)
    guess = _guess(text, now, dated or age, known=known, whole=whole)
    dated = dated or age or moment(guess.day, zone)
    builder = Builder()
    fill(builder, drafts)
    return builder.build(
        format="html",
        title=title,
        url=head.url or canonical(url) or url,
        author=author or ("" if known else guess.author) or head.signed,
        category="" if whole else head.category,
        outlet=head.outlet,
        language=head.language,
        published=dated[0] if dated else None,
        precision=dated[1] if dated else "time",
        relative=age is not None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The lines in which a page shows when it came out, where it does not say so for machines.

    Attributes:
        declared: texts of elements that are named for it.
        beside: short lines around the headline.
        top: the first lines of the text.
    """

    declared: list[str]
    beside: list[str]
    top: list[str]

    def dated(self, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
        """The date that they tell; those declared were asked before."""
        return topline.dated(self.beside, zone) or topline.dated(self.top, zone)

    def aged(self, zone: ZoneInfo, now: datetime | None) -> tuple[datetime, Precision] | None:
        """The date that they tell as so long before `now`."""
        return topline.aged((*self.declared, *self.beside), zone, now) or topline.aged(self.top, zone, now)


def _past(
    dated: tuple[datetime, Precision] | None, now: datetime | None
) -> tuple[datetime, Precision] | None:
    """A date, unless it lies after the fetch: of a meeting to come, not of the page."""
    return dated if dated and (now is None or dated[0] <= now + timedelta(days=1)) else None


def _guess(
    text: str,
    now: datetime | None,
    dated: tuple[datetime, Precision] | None,
    *,
    known: bool,
    whole: bool,
) -> article.Guess:
    """What is guessed of a page that does not say both who wrote it (`known`) and when."""
    if whole or (known and dated):
        return article.Guess()
    return article.guess(text, latest=now, day=dated is None)


def letter(content: bytes | str, *, zone: ZoneInfo, charset: str = "", cited: int = 0) -> Content:
    """The body of an HTML mail: every line that it shows, and what pictures say where it shows no other text.

    Args:
        content: the bytes, or text already decoded.
        zone: of dates that name none.
        charset: what the MIME header says.
        cited: levels of quoting to undo; -1 = leave out what is quoted.
    """
    tree = LexborHTMLParser(bounded(content if isinstance(content, str) else decode(content, charset)))
    stylesheet.apply(tree, most_hidden=1.0)
    mark_unseen(tree)
    head = read_head(tree, url="", zone=zone)
    root = tree.body or tree.root
    drafts = runin.part(settle(Walk(base=head.base, cited=cited).over(root))) if root is not None else []
    builder = Builder()
    fill(builder, drafts)
    if not any(map(str.isalnum, "".join(builder.lines))):
        for text in pictures(tree):
            builder.add(text, kind="caption")
    return builder.build(format="html", title=head.title, language=head.language)


def fragment(content: str, *, base: str = "") -> list[Draft]:
    """A piece of HTML (a feed's entry, HTML inside Markdown) as settled drafts; links resolve against `base`."""
    return _drafts(LexborHTMLParser(bounded(content)), base)


def plain_text(content: str) -> str:
    """The text of a short piece of HTML in one line, entities resolved, markup gone."""
    return (
        " ".join(draft.text for draft in fragment(content)) if "<" in content or "&" in content else content
    )


def _drafts(tree: LexborHTMLParser, base: str) -> list[Draft]:
    root = _region(tree)
    return runin.part(settle(Walk(base=base).over(root))) if root is not None else []


def _everything(tree: LexborHTMLParser, base: str) -> list[Draft]:
    """The lines of the whole page: its headline and byline may stand outside of the part that holds its text."""
    body = tree.body or tree.root
    return settle(Walk(base=base).over(body)) if body is not None else []


def _region(tree: LexborHTMLParser) -> LexborNode | None:
    """The one `main` or `article` that holds most of the page's text, else its body."""
    body = tree.body or tree.root
    if body is None:
        return None
    parts = tree.css("main, [role=main]") or tree.css("article")
    if len(parts) != 1:
        return body
    inside, outside = len(parts[0].text(deep=True)), len(body.text(deep=True))
    return parts[0] if inside >= LARGEST_PART * outside else body
