"""Issue → mail: subject, preheader, HTML and text, with marks where delivery fills in what is a subscriber's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from digest.model import Language, Rendition
from digest.rendering import fitting, ics, kinds, looks, marks, mjml, strings
from digest.rendering.arrange import arrange
from digest.rendering.limits import cut, limits
from digest.rendering.templates import Templates
from digest.rendering.text import render_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from digest.model import Issue, Item
    from digest.rendering.strings import Strings
    from digest.rendering.templates import Kept
    from digest.rendering.view import IssueView, ItemView, SourceView, StepView, TermView

WARN_BYTES = 80_000
REFUSE_BYTES = 95_000
SUBJECT_COLUMNS = 120
PREHEADER_COLUMNS = 240


def render_mail(
    issue: Issue,
    *,
    folder: Path | None,
    web_url: str,
    pages: Collection[str] | None = None,
    kind: bool = False,
    kept: Kept | None = None,
) -> Rendition:
    """The mail of an issue.

    Args:
        issue: what is told.
        folder: the publication's folder, whose `templates` go before the package's; None for the package's alone.
        web_url: the address of the issue's web page, ending in a slash; empty where there is none.
        pages: ids of the earlier issues that have a page in the archive; None where all have.
        kind: whether its number is told with what its kind is called: others of the same title count for themselves.
        kept: where the code of templates is kept for the next process; None: nowhere.

    Raises:
        ResultError: a template or a table of the looks is wrong; names file and line.
    """
    templates = Templates(folder, kept=kept)
    values = mail_values(issue, folder=folder, web_url=web_url, pages=pages, kind=kind)
    template = templates.of_genre(issue, "mail.mjml.j2")

    def html(shown: IssueView) -> str:
        return mjml.render(templates, template, **{**values, "issue": shown})

    return Rendition(
        issue=issue.id,
        language=issue.language,
        subject=str(values["subject"]),
        preheader=str(values["preheader"]),
        html=fitting.fitted(cast("IssueView", values["issue"]), html, WARN_BYTES),
        text=render_text(templates, templates.of_genre(issue, "mail.txt.j2"), values),
    )


def mail_values(
    issue: Issue,
    *,
    folder: Path | None,
    web_url: str,
    pages: Collection[str] | None = None,
    kind: bool = False,
) -> dict[str, object]:
    """What the templates of a mail read, of an issue as for `render_mail`.

    Raises:
        ResultError: a table of the looks is wrong.
    """
    words = strings.load(folder, issue.language)
    tokens = looks.table(folder, "tokens.toml")
    view = arrange(issue, words, clean=marks.disarm, limits=limits(tokens))
    if kind and view.number:
        view = replace(view, number=f"{kinds.word(issue.genre, words)} {view.number}")
    return {
        "issue": view,
        "s": words,
        "t": tokens,
        "links": Links(view, web_url, pages, _editions(issue, view, folder)),
        "subject": _declared(view, words, view.subject or _subject(view, words)),
        "preheader": view.preheader or _preheader(view),
        "unsubscribe": marks.UNSUBSCRIBE,
        "preferences": marks.PREFERENCES,
        "name": marks.NAME,
        "if_unsubscribe": marks.IF_UNSUBSCRIBE,
        "if_name": marks.IF_NAME,
        "if_preferences": marks.IF_PREFERENCES,
        "end_if": marks.END_IF,
        "report": _report(view, words),
    }


def size_findings(html: str, issue: Issue | None = None) -> tuple[str, ...]:
    """What is to be said of a mail's size: nothing below 80 KB; from 95 KB on it must not be sent (Gmail cuts it off).

    The finding of a mail that is too big begins with `refuse:`, of a big one with `warn:`.
    """
    size = len(html.encode())
    if size < WARN_BYTES:
        return ()
    verdict = "refuse" if size > REFUSE_BYTES else "warn"
    found = f"{verdict}: the HTML is {size / 1000:.0f} KB (warned at {WARN_BYTES // 1000}, refused over {REFUSE_BYTES // 1000})"
    if issue is None:
        return (found,)
    biggest = sorted(issue.items, key=_bytes, reverse=True)[:3]
    return (found, *(f"{verdict}: one of the biggest items: {item.headline.text}" for item in biggest))


def _bytes(item: Item) -> int:
    return sum(len((pick.shown or pick.sentence.text).encode()) for pick in item.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLink:
    """The page of another edition, by the name of its language in that language."""

    language: Language
    label: str
    url: str


def _editions(issue: Issue, view: IssueView, folder: Path | None) -> tuple[EditionLink, ...]:
    return tuple(
        EditionLink(
            language=language,
            label=strings.load(folder, language)("edition"),
            url=f"{view.archive_url}issues/{issue.edition(language)}/",
        )
        for language in issue.editions
        if language != issue.language and view.archive_url
    )


class Links:
    """Where the links of a mail lead: to the source where it has an address, else to the issue's web page."""

    def __init__(
        self,
        view: IssueView,
        web_url: str,
        pages: Collection[str] | None = None,
        editions: tuple[EditionLink, ...] = (),
    ) -> None:
        self.web = web_url
        self._pages = pages
        self._archive = view.archive_url
        self._wing = view.wing
        self.editions = editions if web_url else ()
        self.archive = f"{view.archive_url}{f'{view.wing}/' if view.wing else ''}" if view.archive_url else ""
        self.feed = f"{self.archive}feed.xml" if self.archive else ""

    def item(self, item: ItemView) -> str:
        """The item on the web page, or its place in the mail."""
        return f"{self.web}#{item.anchor}"

    def anchor(self, anchor: str) -> str:
        """A place on the web page, or in the mail."""
        return f"{self.web}#{anchor}"

    def step(self, step: StepView) -> str:
        """The item of an earlier issue in the archive; empty where the publication has none."""
        return f"{self._archive}issues/{step.issue}/#{step.anchor}" if self._there(step) else ""

    def storyline(self, item: ItemView) -> str:
        """The page of an item's storyline in the archive, which is made of two issues on; empty where there is none."""
        suffix = f"-{self._wing}" if self._wing else ""
        there = any(self._there(step) and step.issue.endswith(suffix) for step in item.steps)
        return f"{self._archive}storylines/{item.storyline}{suffix}/" if there else ""

    def _there(self, step: StepView) -> bool:
        return bool(self.archive and step.issue) and (self._pages is None or step.issue in self._pages)

    def calendar(self) -> str:
        """The file of the dates ahead beside the issue's web page; empty where there is none."""
        return f"{self.web}{ics.NAME}" if self.web else ""

    def earlier(self, term: TermView) -> str:
        """The earlier issue whose sources explain a term; empty where it has no page."""
        there = term.issue and self.archive and (self._pages is None or term.issue in self._pages)
        return f"{self._archive}issues/{term.issue}/" if there else ""

    def headline(self, item: ItemView) -> str:
        """The article that the headline was taken from, else the item on the web page; empty where there is neither."""
        return item.url or (self.item(item) if self.web else "")

    def source(self, source: SourceView) -> str:
        """The source, else its entry on the web page; empty where there is neither."""
        return source.url or (f"{self.web}#{source.anchor}" if self.web else "")


def _subject(view: IssueView, words: Strings) -> str:
    ranked = sorted(view.items, key=lambda item: (item.foreign, not item.lead, item.line))
    first = ranked[0] if ranked else None
    headline = first.headline if first else view.period
    subject = words("subject", title=view.title, number=view.number, headline=headline)
    return _cut(" ".join(subject.split()), SUBJECT_COLUMNS)


def _declared(view: IssueView, words: Strings, subject: str) -> str:
    """The subject; of an issue that carries an advertisement it begins as the law of Korea asks."""
    declaration = words("advertisement_declared")
    if view.sponsor is None or subject.startswith(declaration):
        return subject
    return f"{declaration} {subject}"


def _preheader(view: IssueView) -> str:
    others = [line.text for line in view.brief[1:]] or [item.headline for item in view.items[1:4]]
    return _cut(" · ".join(others), PREHEADER_COLUMNS) or view.period


def _report(view: IssueView, words: Strings) -> str:
    from urllib.parse import quote

    if not view.address:
        return ""
    subject = words("report_subject", title=view.title, number=view.number)
    return f"mailto:{quote(view.address, safe='@+')}?subject={quote(subject)}"


def _cut(text: str, columns: int) -> str:
    from digest.rendering.wrapping import display_width

    text = cut(text, columns)  # before it is measured: a column is at least a character
    if display_width(text) <= columns:
        return text
    while display_width(text) > columns:
        text = cut(text, len(text) - 1)
    return text
