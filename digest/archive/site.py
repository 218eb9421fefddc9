"""Issues → a static site, each file written whole and only where its bytes change.

A page is written before what leads to it: issues first, then the feed, then `index.html`. Nothing is removed but pages of
storylines that are no more, and only those that were made here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest import codec
from digest.archive import feed, fragments, leftovers, storylines
from digest.errors import DigestError, ResultError
from digest.model import Issue
from digest.rendering import ics, looks, strings
from digest.rendering.arrange import arrange
from digest.rendering.limits import limits
from digest.rendering.strings import Strings
from digest.rendering.templates import Templates
from digest.rendering.view import IssueView
from digest.storage import files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from digest.rendering.view import SentenceView

UNKNOWN: Mapping[tuple[str, str], str] = {}
ROBOTS = "User-agent: *\nAllow: /\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveReport:
    """What building an archive did: paths written and removed (relative, with `/`), how many stayed as they were."""

    target: Path
    issues: int
    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...] = ()
    refused: tuple[DigestError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An issue with its view and the words of its language."""

    issue: Issue
    view: IssueView
    words: Strings

    @property
    def path(self) -> str:
        """The page's place in the site."""
        return f"issues/{self.issue.id}/index.html"

    @property
    def url(self) -> str:
        """The page's address, or its place where the publication has no archive address."""
        return f"{self.view.archive_url}issues/{self.issue.id}/" if self.view.archive_url else self.path

    @property
    def year(self) -> int:
        """The year under which the issue is listed."""
        return self.issue.period.start.year


def build(
    issues: Sequence[Issue],
    *,
    folder: Path,
    target: Path,
    unlisted: Collection[str] = (),
    standing: Mapping[tuple[str, str], str] = UNKNOWN,
) -> ArchiveReport:
    """Write the archive of these issues into `target`; building again changes no byte.

    Args:
        issues: in any order; one that is not among them keeps its page.
        folder: the publication's folder, whose `templates` go before the package's.
        target: the site's folder, made where it is missing.
        unlisted: ids of issues that get their page, but no place in the index and the feed.
        standing: (issue, item) → the storyline that the editor left it on; the others stand where their issues say.

    Raises:
        ResultError: the target cannot be written, or a template is wrong.
    """
    if target.exists() and not target.is_dir():
        raise ResultError(
            str(target), "is not a folder", "set output.archive to a folder, or move the file away"
        )
    bound, refused = _bind(issues, folder)
    written: list[str] = []
    unchanged = 0
    made = set()
    for name, content in _pages(bound, folder, unlisted, standing):
        made.add(name)
        if files.write(target / name, content):
            written.append(name)
        else:
            unchanged += 1
    removed = leftovers.remove(target, made, {one.issue.id for one in bound})
    return ArchiveReport(
        target=target,
        issues=len(bound),
        written=tuple(written),
        unchanged=unchanged,
        removed=removed,
        refused=refused,
    )


def pages(issues: Sequence[Issue], *, folder: Path | None) -> tuple[tuple[str, str], ...]:
    """The files of an archive of these issues, each with its place, unwritten: to be looked at.

    Raises:
        ResultError: a template is wrong.
    """
    bound, _ = _bind(issues, folder)
    return tuple(_pages(bound, folder, (), UNKNOWN))


def _bind(issues: Sequence[Issue], folder: Path | None) -> tuple[tuple[Bound, ...], tuple[DigestError, ...]]:
    """The issues, newest first, and a refusal for each that cannot have a page."""
    bound, refused = [], []
    shown = limits(looks.table(folder, "tokens.toml"))
    for issue in {issue.id: issue for issue in issues}.values():
        if not re.fullmatch(r"\w[\w.-]*", issue.id):
            refused.append(ResultError(f'issue "{issue.id}"', "its id is no file name", "build it again"))
            continue
        words = strings.load(folder, issue.language)
        bound.append(Bound(issue=issue, view=arrange(issue, words, limits=shown), words=words))
    bound.sort(key=lambda one: (one.issue.period.start, one.issue.period.end, one.issue.id), reverse=True)
    return tuple(bound), tuple(refused)


def _pages(
    every: Sequence[Bound],
    folder: Path | None,
    unlisted: Collection[str],
    standing: Mapping[tuple[str, str], str],
) -> Iterator[tuple[str, str]]:
    bound = [one for one in every if one.issue.id not in unlisted]
    templates = Templates(folder)
    words = every[0].words if every else strings.load(folder, "ko")
    tokens = looks.table(folder, "tokens.toml")
    style = templates.render("archive/style.css.j2", t=tokens)
    title = every[0].view.title if every else words("home")
    site = {"title": title, "home": every[0].view.archive_url if every else "", "feed": bool(bound)}
    yield "style.css", style
    yield "robots.txt", ROBOTS
    yield "404.html", templates.render("archive/404.html.j2", s=words, site=site, style=style, up="")
    affairs = storylines.lines(bound, standing)
    for one in every:
        yield f"issues/{one.issue.id}/issue.json", codec.dump(one.issue)
        page = templates.render(
            _template(templates, one.issue),
            s=one.words,
            site=site,
            one=one,
            issue=one.view,
            up="../../",
            place=_place,
            colours=len(tokens["category"]),
            t=tokens,
            pages={other.issue.id for other in every},
            storylines={(part.issue, part.number): line.id for line in affairs for part in line.parts},
        )
        calendar = ics.calendar(one.issue)
        if calendar:
            yield f"issues/{one.issue.id}/{ics.NAME}", calendar
        yield one.path, page
    for line in affairs:
        yield (
            line.path,
            templates.render(
                "archive/storyline.html.j2", s=words, site=site, line=line, t=tokens, up="../../"
            ),
        )
    if bound:
        yield "feed.xml", _feed(templates, bound, site)
    years = sorted({one.year for one in bound}, reverse=True)
    yield (
        "index.html",
        templates.render(
            "archive/index.html.j2",
            s=words,
            site=site,
            newest=bound[0] if bound else None,
            lines=affairs[: storylines.NEWEST],
            years=[(year, [one for one in bound if one.year == year]) for year in years],
            up="",
        ),
    )


def _feed(templates: Templates, bound: Sequence[Bound], site: dict[str, object]) -> str:
    newest = bound[: feed.ENTRIES]
    entries = [
        feed.Entry(
            id=feed.entry_id(one.issue),
            title=f"{one.view.title} {one.view.number}".strip() + f" · {one.view.period}",
            link=one.url,
            updated=feed.instant(one.issue.provenance.moment),
            language=one.issue.language,
            summary=" · ".join(item.headline for item in one.view.items[:3]),
            content=templates.render(
                "archive/entry.html.j2", s=one.words, issue=one.view, url=one.url, place=_place
            ),
        )
        for one in newest
    ]
    return templates.render(
        "archive/feed.xml.j2",
        site=site,
        id=feed.feed_id(newest[0].issue),
        updated=feed.updated([one.issue for one in newest]),
        author=newest[0].view.sender or newest[0].view.title,
        entries=entries,
    )


def _template(templates: Templates, issue: Issue) -> str:
    """The page of an issue: its genre's own where it has one (`issue/GENRE/page.html.j2`)."""
    own = templates.of_genre(issue, "page.html.j2")
    return own if templates.exists(own) else "archive/issue.html.j2"


def _place(sentence: SentenceView, page: str = "") -> str:
    """Where a sentence's citation leads: to its place in the source, else to the source's entry on the page."""
    if sentence.source is None:
        return ""
    if sentence.source.url:
        return fragments.to_sentence(sentence.source.url, sentence.quoted)
    return f"{page}#{sentence.source.anchor}"
