"""A mail together with what it was drawn from, so that a finding in it can name a template's file and line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from digest.model import Issue, Rendition
from digest.rendering import markup
from digest.rendering.mail import mail_values, render_mail
from digest.rendering.templates import Place, Templates
from digest.rendering.view import IssueView

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from digest.rendering.markup import Page
    from digest.rendering.strings import Strings


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What the templates of a mail give, MJML and text, with the template's line that each of their lines comes from.

    `words` are the publication's own, of which the templates show some.
    """

    issue: Issue
    view: IssueView
    words: tuple[str, ...]
    web_url: str
    mjml: str
    text: str
    mjml_places: tuple[Place, ...]
    text_places: tuple[Place, ...]

    @cached_property
    def source(self) -> Page:
        """The MJML, taken apart."""
        return markup.read(self.mjml)

    def place(self, line: int) -> str:
        """Where in the templates a line of the MJML comes from."""
        return _at(self.mjml_places, line)

    def text_place(self, line: int) -> str:
        """Where in the templates a line of the text comes from."""
        return _at(self.text_places, line)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A mail, and what it was drawn from."""

    sources: Sources
    rendition: Rendition

    @cached_property
    def page(self) -> Page:
        """The HTML, taken apart."""
        return markup.read(self.rendition.html)

    @property
    def issue(self) -> Issue:
        """What it tells."""
        return self.sources.issue

    @property
    def view(self) -> IssueView:
        """What the templates read of it."""
        return self.sources.view

    @property
    def web_url(self) -> str:
        """Where its page will be read; empty where there is none."""
        return self.sources.web_url


def trace(
    issue: Issue,
    *,
    folder: Path | None,
    web_url: str,
    pages: Collection[str] | None = None,
    kind: bool = False,
) -> Sources:
    """What the templates give for an issue, be it right or wrong MJML.

    Raises:
        ResultError: a template or a table of the looks is wrong; names file and line.
    """
    templates = Templates(folder)
    values = mail_values(issue, folder=folder, web_url=web_url, pages=pages, kind=kind)
    source, places = templates.traced(templates.of_genre(issue, "mail.mjml.j2"), **values)
    text, text_places = templates.traced(templates.of_genre(issue, "mail.txt.j2"), **values)
    return Sources(
        issue=issue,
        view=cast("IssueView", values["issue"]),
        words=cast("Strings", values["s"]).every(),
        web_url=web_url,
        mjml=source,
        text=text,
        mjml_places=places,
        text_places=text_places,
    )


def draw(
    issue: Issue,
    *,
    folder: Path | None,
    web_url: str,
    pages: Collection[str] | None = None,
    kind: bool = False,
    rendition: Rendition | None = None,
) -> Drawn:
    """The mail of an issue, with what it was drawn from; it is rendered where it is not given.

    Raises:
        ResultError: a template or a table of the looks is wrong; names file and line.
    """
    rendition = rendition or render_mail(issue, folder=folder, web_url=web_url, pages=pages, kind=kind)
    return Drawn(
        sources=trace(issue, folder=folder, web_url=web_url, pages=pages, kind=kind),
        rendition=rendition,
    )


def _at(places: Sequence[Place], line: int) -> str:
    return str(places[min(line, len(places)) - 1])
