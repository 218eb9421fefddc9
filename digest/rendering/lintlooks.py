"""What is wrong in a publication's looks: tokens, words, and each template as it comes out for a specimen issue."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from digest.editing.remark import Remark
from digest.errors import ResultError
from digest.rendering import lintleft, lintpage, lintstrings, linttext, linttokens, mjml
from digest.rendering.drawing import draw, trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from digest.model import Issue
    from digest.rendering.drawing import Sources

FAULTS = 20
"""Faults of its form that a source is told of: where it has more, they follow from one."""


def findings(folder: Path | None, specimens: Iterable[tuple[Issue, str]]) -> tuple[Remark, ...]:
    """The findings, each once; what cannot be read or compiled at all is passed over.

    Args:
        folder: the publication's folder; None for the package's looks alone.
        specimens: issues that show all that a template may show, each with the address of its web page.
    """
    found = [*_tried(lambda: linttokens.findings(folder)), *_tried(lambda: lintstrings.findings(folder))]
    for issue, web_url in specimens:
        found += _tried(partial(_of_templates, issue, folder, web_url))
    return tuple({(remark.place, remark.message): remark for remark in found}.values())


def _of_templates(issue: Issue, folder: Path | None, web_url: str) -> Iterator[Remark]:
    """The findings in the templates of a mail; in what they give once it is MJML."""
    sources = trace(issue, folder=folder, web_url=web_url)
    yield from _grammar(sources)
    yield from lintpage.findings(sources)
    yield from lintleft.of_templates(sources)
    yield from linttext.findings(draw(issue, folder=folder, web_url=web_url))


def _tried(work: Callable[[], Iterator[Remark]]) -> list[Remark]:
    """What work finds before a fault that is told elsewhere ends it."""
    found: list[Remark] = []
    with suppress(ResultError):
        found.extend(work())
    return found


def _grammar(sources: Sources) -> Iterator[Remark]:
    found = dict.fromkeys((sources.place(line), message) for line, message in mjml.faults(sources.mjml))
    for place, message in tuple(found)[:FAULTS]:
        yield Remark(
            kind="grammar",
            level="error",
            item="",
            text="",
            message=message,
            hint="mend the template (docs/how-to/lint.md)",
            place=place,
        )
