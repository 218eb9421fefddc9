"""What should be looked at in the mail that an issue becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.editing.remark import Remark, of_item
from digest.rendering import lintleft, lintpage, lintsize, lintsubject, linttext
from digest.rendering.arrange import safe_url
from digest.rendering.drawn import draw

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from digest.model import Issue
    from digest.rendering.drawn import Drawn


def findings(
    issue: Issue, *, folder: Path | None, web_url: str, pages: Collection[str] | None = None
) -> tuple[Remark, ...]:
    """The findings in an issue's mail, check by check.

    Args:
        issue: what is told.
        folder: the publication's folder; None for the package's looks alone.
        web_url: where the issue's page will be read; empty where there is none.
        pages: ids of the earlier issues that have a page; None where all have.

    Raises:
        ResultError: the mail cannot be drawn.
    """
    drawn = draw(issue, folder=folder, web_url=web_url, pages=pages)
    return tuple(dict.fromkeys((*of_mail(drawn), *lintsize.findings(drawn, folder=folder, pages=pages))))


def of_mail(drawn: Drawn) -> Iterator[Remark]:
    """All but the size."""
    yield from lintsubject.findings(drawn)
    yield from _addresses(drawn.issue)
    yield from lintpage.findings(drawn.sources)
    yield from linttext.findings(drawn)
    yield from lintleft.findings(drawn)


def _addresses(issue: Issue) -> Iterator[Remark]:
    """Addresses of sources that are not shown, because they lead nowhere safe."""
    for item in issue.items:
        for reference in item.references:
            if reference.url and reference.rights != "private" and not safe_url(reference.url):
                yield of_item(
                    issue,
                    item.id,
                    kind="link",
                    text=reference.url,
                    message="is no address of the web, and is left out",
                    hint="correct it where the source stands, or leave it out",
                )
