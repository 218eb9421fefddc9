"""What should be looked at in the mail that an issue becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.editing.remark import Remark, of_issue, of_item
from digest.rendering import lintleft, lintpage, lintsize, lintsubject, linttext
from digest.rendering.arrange import safe_url
from digest.rendering.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from digest.model import Issue, Rendition
    from digest.rendering.drawing import Drawn

LEFT_OUT = "is no address of the web, and is left out"
CORRECT = "correct it where it stands, or leave it out"


def findings(
    issue: Issue,
    *,
    folder: Path | None,
    web_url: str,
    pages: Collection[str] | None = None,
    kind: bool = False,
    rendition: Rendition | None = None,
) -> tuple[Remark, ...]:
    """The findings in an issue's mail, check by check.

    Args:
        issue: what is told.
        folder: the publication's folder; None for the package's looks alone.
        web_url: where the issue's page will be read; empty where there is none.
        pages: ids of the earlier issues that have a page; None where all have.
        kind: whether its number is told with what its kind is called.
        rendition: its mail where that is made already; then its size is told without its biggest items, each of which
            would cost a rendering.

    Raises:
        ResultError: the mail cannot be drawn.
    """
    drawn = draw(issue, folder=folder, web_url=web_url, pages=pages, kind=kind, rendition=rendition)
    size = lintsize.of_mail(drawn) if rendition else lintsize.findings(drawn, folder=folder, pages=pages)
    return tuple(dict.fromkeys((*of_mail(drawn), *size)))


def of_mail(drawn: Drawn) -> Iterator[Remark]:
    """All but the size."""
    yield from lintsubject.findings(drawn)
    yield from _addresses(drawn.issue)
    yield from lintpage.findings(drawn.sources)
    yield from linttext.findings(drawn)
    yield from lintleft.findings(drawn)


def _addresses(issue: Issue) -> Iterator[Remark]:
    """Addresses that are not shown, because they lead nowhere safe: of sources, and those that the editor set."""
    for item in issue.items:
        open_to_all = (one.url for one in item.references if one.rights != "private")
        for url in (*open_to_all, *(link.url for link in item.links)):
            if url and not safe_url(url):
                yield of_item(issue, item.id, kind="link", text=url, message=LEFT_OUT, hint=CORRECT)
    sponsor = issue.slots.sponsor
    if sponsor is not None and sponsor.url and not safe_url(sponsor.url):
        yield of_issue(
            kind="link", text=sponsor.url, message=f"the sponsor's address {LEFT_OUT}", hint=CORRECT
        )
