"""Issues → a static site, each file written whole and only where its bytes change.

A page is written before what leads to it: issues first, then the feed, then `index.html`; of several editions those of each
language have an index and a feed of their own. Nothing is removed but pages of
storylines that are no more, and only those that were made here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest import codec
from digest.archive import feed, leftovers, noted, places, storylines, wings
from digest.archive.bound import Bound
from digest.editing.published import published
from digest.errors import DigestError, ResultError
from digest.model.notes import NONE
from digest.rendering import ics, looks, strings
from digest.rendering.arrange import arrange
from digest.rendering.limits import limits
from digest.rendering.templates import Templates
from digest.storage import files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from digest.archive.wings import Wing
    from digest.model import Issue, NoteBook

UNKNOWN: Mapping[tuple[str, str], str] = {}
SILENT: NoteBook = {}
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


def build(
    issues: Sequence[Issue],
    *,
    folder: Path,
    target: Path,
    unlisted: Collection[str] = (),
    standing: Mapping[tuple[str, str], str] = UNKNOWN,
    notes: NoteBook = SILENT,
) -> ArchiveReport:
    """Write the archive of these issues into `target`; building again changes no byte.

    Args:
        issues: in any order; one that is not among them keeps its page.
        folder: the publication's folder, whose `templates` go before the package's.
        target: the site's folder, made where it is missing.
        unlisted: ids of issues that get their page, but no place in the index and the feed.
        standing: (issue, item) → the storyline that the editor left it on; the others stand where their issues say.
        notes: corrections and withdrawals by issue. What is withdrawn keeps its address, and nothing else.

    Raises:
        ResultError: the target cannot be written, or a template is wrong.
    """
    if target.exists() and not target.is_dir():
        raise ResultError(
            str(target), "is not a folder", "set output.archive to a folder, or move the file away"
        )
    bound, refused = _bind(issues, folder, notes)
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
    bound, _ = _bind(issues, folder, SILENT)
    return tuple(_pages(bound, folder, (), UNKNOWN))


def _bind(
    issues: Sequence[Issue], folder: Path | None, notes: NoteBook
) -> tuple[tuple[Bound, ...], tuple[DigestError, ...]]:
    """The issues, newest first, and a refusal for each that cannot have a page."""
    bound, refused = [], []
    shown = limits(looks.table(folder, "tokens.toml"))
    for issue in {issue.id: issue for issue in issues}.values():
        if not re.fullmatch(r"\w[\w.-]*", issue.id):
            refused.append(ResultError(f'issue "{issue.id}"', "its id is no file name", "build it again"))
            continue
        words = strings.load(folder, issue.language)
        own = notes.get(issue.id, NONE)
        public = published(issue, notes)
        bound.append(
            Bound(
                issue=public,
                view=arrange(public, words, limits=shown),
                words=words,
                notes=own,
                noted=noted.noted(public, own, words),
                calendar=ics.cancelled(issue, words("withdrawn_issue"))
                if own.withdrawn()
                else ics.calendar(public),
            )
        )
    bound.sort(key=lambda one: (one.issue.period.start, one.issue.period.end, one.issue.id), reverse=True)
    return tuple(bound), tuple(refused)


def _pages(
    every: Sequence[Bound],
    folder: Path | None,
    unlisted: Collection[str],
    standing: Mapping[tuple[str, str], str],
) -> Iterator[tuple[str, str]]:
    templates = Templates(folder)
    built = wings.wings(every, folder)
    listed = {
        wing.folder: [one for one in wing.issues if one.issue.id not in unlisted and not one.noted.withdrawn]
        for wing in built
    }
    tokens = looks.table(folder, "tokens.toml")
    style = templates.render("archive/style.css.j2", t=tokens)
    yield "style.css", style
    yield "robots.txt", ROBOTS
    site = _site(built[0], feed=bool(listed[""]))
    yield (
        "404.html",
        templates.render(
            "archive/404.html.j2", s=built[0].words, site=site, style=style, up="", alternates=()
        ),
    )
    for wing in built:
        bound = listed[wing.folder]
        site = _site(wing, feed=bool(bound))
        affairs = storylines.lines(bound, _standing(bound, standing), wing.suffix)
        of = {(part.issue, part.number): line.id for line in affairs for part in line.parts}
        for one in wing.issues:
            if one.calendar:
                yield f"issues/{one.issue.id}/{ics.NAME}", one.calendar
            note = one.notes.withdrawn()
            if note:
                yield f"issues/{one.issue.id}/issue.json", noted.data(one.issue, note)
                yield (
                    one.path,
                    templates.render(
                        "archive/withdrawn.html.j2",
                        s=one.words,
                        site=site,
                        one=one,
                        issue=one.view,
                        up="../../",
                        alternates=wings.of_issue(one, every),
                    ),
                )
                continue
            yield f"issues/{one.issue.id}/issue.json", codec.dump(one.issue)
            page = templates.render(
                _template(templates, one.issue),
                s=one.words,
                site=site,
                one=one,
                issue=one.view,
                up="../../",
                place=places.of_sentence,
                place_in=places.of_source,
                colours=len(tokens["category"]),
                t=tokens,
                pages={other.issue.id for other in every},
                storylines=of,
                alternates=wings.of_issue(one, every),
            )
            yield one.path, page
        for line in affairs:
            page = templates.render(
                "archive/storyline.html.j2",
                s=wing.words,
                site=site,
                line=line,
                t=tokens,
                up="../../",
                alternates=(),
            )
            yield line.path, page
        if bound:
            told = [one for one in wing.issues if one.issue.id not in unlisted]
            yield f"{wing.folder}feed.xml", _feed(templates, told, site)
        if bound or not wing.folder:
            yield (
                f"{wing.folder}index.html",
                templates.render(
                    "archive/index.html.j2",
                    s=wing.words,
                    site=site,
                    newest=bound[0] if bound else None,
                    lines=affairs[: storylines.NEWEST],
                    years=_years(bound),
                    up=wing.up,
                    alternates=wings.of_index(wing, built, listed),
                ),
            )


def _site(wing: Wing, *, feed: bool) -> dict[str, object]:
    return {"title": wing.title, "home": wing.home, "feed": feed, "folder": wing.folder}


def _years(bound: Sequence[Bound]) -> list[tuple[int, list[Bound]]]:
    years = sorted({one.year for one in bound}, reverse=True)
    return [(year, [one for one in bound if one.year == year]) for year in years]


def _standing(
    bound: Sequence[Bound], standing: Mapping[tuple[str, str], str]
) -> Mapping[tuple[str, str], str]:
    """Where items stand, those of other editions as in the primary one."""
    of = {
        (one.issue.id, item.id): line
        for one in bound
        for item in one.issue.items
        if (line := standing.get((one.issue.primary, item.id)))
    }
    return {**standing, **of}


def _feed(templates: Templates, bound: Sequence[Bound], site: dict[str, object]) -> str:
    newest = bound[: feed.ENTRIES]
    entries = [
        feed.Entry(
            id=feed.entry_id(one.issue),
            title=f"{one.view.title} {one.view.number}".strip() + f" · {one.view.period}",
            link=one.url,
            updated=feed.instant(one.updated),
            language=one.issue.language,
            summary=" · ".join([item.headline for item in one.view.items if not item.withdrawn][:3])
            or one.words("withdrawn_issue"),
            content=templates.render(
                "archive/entry.html.j2",
                s=one.words,
                one=one,
                issue=one.view,
                url=one.url,
                place=places.of_sentence,
                place_in=places.of_source,
            ),
        )
        for one in newest
    ]
    return templates.render(
        "archive/feed.xml.j2",
        site=site,
        id=feed.feed_id(newest[0].issue, str(site["folder"])),
        updated=max(feed.instant(one.updated) for one in newest),
        author=newest[0].view.sender or newest[0].view.title,
        entries=entries,
    )


def _template(templates: Templates, issue: Issue) -> str:
    """The page of an issue: its genre's own where it has one (`issue/GENRE/page.html.j2`)."""
    own = templates.of_genre(issue, "page.html.j2")
    return own if templates.exists(own) else "archive/issue.html.j2"
