"""What is wrong in the pages of an archive, as they come out for specimen issues: `digest check`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.archive import site
from digest.rendering import lintpage, markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digest.editing.remark import Remark
    from digest.model import Issue

TEMPLATES = {
    "index.html": "index.html.j2",
    "404.html": "404.html.j2",
    "issues": "issue.html.j2",
    "storylines": "storyline.html.j2",
    "topics": "topic.html.j2",
    "sources": "topic.html.j2",
}
"""The beginning of a page's place → what it is made with."""


def remarks(issues: Sequence[Issue], *, folder: Path | None) -> tuple[Remark, ...]:
    """The findings in every page, each once; a page names its template, not the line.

    Raises:
        ResultError: a template is wrong.
    """
    found: dict[tuple[str, str], Remark] = {}
    for name, content in site.pages(issues, folder=folder):
        if name.endswith(".html") and isinstance(content, str):
            for remark in _of_page(name, content, issues):
                found.setdefault((remark.place, remark.message), remark)
    return tuple(found.values())


def _of_page(name: str, content: str, issues: Sequence[Issue]) -> Iterator[Remark]:
    template = TEMPLATES.get(name.partition("/")[0], "base.html.j2")
    own = (urlsplit(issues[0].publisher.archive_url).hostname or "").lower() if issues else ""
    place = f"templates/archive/{template}"
    yield from lintpage.of_page(markup.read(content), lambda _: place, own, site=True)
