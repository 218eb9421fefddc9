"""What an editor should look at before an issue is sent: in the issue itself, and in the mail that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import events
from digest.editing.remark import tallied
from digest.errors import ResultError
from digest.model.why import Why
from digest.pipeline.building import render, web_url

if TYPE_CHECKING:
    from digest.config import Config
    from digest.editing.remark import Remark
    from digest.model import Issue, Rendition


LAWFUL = ("sender", "unsubscribe")
"""What the law asks of every mail: who sends it, and the way out. No option sends one without."""


class LintError(ResultError):
    """An issue that must not be sent as it stands; `remarks` says why."""

    def __init__(self, issue: str, remarks: tuple[Remark, ...]) -> None:
        count = f"{len(remarks)} errors" if len(remarks) > 1 else "1 error"
        hint = "mend it and try again (docs/how-to/lint.md)"
        if not any(remark.kind in LAWFUL for remark in remarks):
            hint += ", or run `digest send --despite-lint`"
        why = Why("lint", issue=issue, errors=len(remarks), found=tuple(map(str, remarks)))
        super().__init__(f'issue "{issue}"', count, hint, why=why)
        self.remarks = remarks

    def __str__(self) -> str:
        lines = "".join(f"\n  {remark}" for remark in self.remarks)
        return f"{self.subject}: {self.message}{lines}\n{self.hint}"


def findings(
    config: Config | None, issue: Issue, *, rendition: Rendition | None = None
) -> tuple[Remark, ...]:
    """All findings in an issue and its mail; a template that is wrong is one of them.

    Without a configuration the package's looks hold, every earlier issue has its page, and no register is stated.
    Where its mail is made already, it is not rendered again, and the biggest items of one that is too big are not weighed.
    """
    from digest.delivery import pages
    from digest.editing.lint import lint
    from digest.editing.remark import of_template
    from digest.rendering import lintmail

    genre = config.genres.get(issue.genre) if config else None
    there = pages.earlier(config, issue) if config else None
    found = lint(issue, register=genre.register if genre else "as-is")
    try:
        mail = lintmail.findings(
            issue,
            folder=config.folder if config else None,
            web_url=web_url(issue),
            pages=there,
            kind=pages.several_kinds(config, issue) if config else False,
            rendition=rendition,
        )
    except ResultError as error:
        mail = (of_template(error),)
    return (*found, *mail)


def passed(
    config: Config, issue: Issue, *, despite: bool, observer: events.Observer, ours: bool = True
) -> Rendition:
    """The mail of an issue that may be sent; the observer is told what should be looked at.

    Args:
        config: the publication's configuration.
        issue: what is sent.
        despite: errors are told as well, and keep nothing back but for what the law asks for.
        observer: who is told.
        ours: whether the mail leaves by us; another service adds the way out by itself.

    Raises:
        LintError: it has errors.
        ResultError: a template is wrong.
    """
    found = findings(config, issue)
    errors = tuple(remark for remark in found if remark.level == "error")
    unlawful = tuple(remark for remark in errors if ours and remark.kind in LAWFUL)
    if unlawful or (errors and not despite):
        raise LintError(issue.id, unlawful if despite else errors)
    for remark in errors:
        observer(events.Noted(stage="send", subject=f"{issue.id}: error", message=str(remark)))
    warnings = tallied(found)
    if warnings:
        message = f"{warnings}: see `digest lint {issue.id}`"
        observer(events.Noted(stage="send", subject=issue.id, message=message))
    return render(config, issue)
