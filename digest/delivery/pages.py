"""The pages of the archive that a mail leads to: which there will be, and whether they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import codec
from digest.editing.published import published
from digest.errors import ResultError
from digest.rendering import kinds

if TYPE_CHECKING:
    from digest.config import Config
    from digest.model import Issue, NoteBook


def earlier(config: Config, issue: Issue) -> frozenset[str]:
    """The earlier issues (ids) that an issue's storylines name and that have a page: those whose issue.json still stands."""
    folder = config.at(config.output.issues)
    named = {told.issue for item in issue.items if item.storyline for told in item.storyline.earlier}
    return frozenset(name for name in named if (folder / name / "issue.json").is_file())


def several_kinds(config: Config, issue: Issue) -> bool:
    """Whether issues of another genre, which counts for itself, are titled as this one: their numbers alone do not tell them apart."""
    folder = config.at(config.output.issues)
    others = {kinds.genre(issue, path.parent.name) for path in folder.glob("*/issue.json")} - {
        "",
        issue.genre,
    }
    return any(
        config.title_of(genre, language) == issue.title
        for genre in others & set(config.genres)
        for language in config.publication.several or (config.publication.language,)
    )


def check(config: Config, issue: Issue, subject: str, notes: NoteBook) -> None:
    """Refuse an issue whose page, or that of a storyline that its mail leads to, is missing, or tells another version.

    Raises:
        ResultError: it is.
    """
    archive = config.at(config.output.archive)
    folder = archive / "issues" / issue.id
    hint = "run `digest archive`, or give --without-archive"
    if not (folder / "index.html").is_file():
        raise ResultError(subject, "its web page has not been written", hint)
    beside = folder / "issue.json"
    if not beside.is_file() or beside.read_bytes() != codec.dump(published(issue, notes)).encode():
        raise ResultError(subject, "its web page is not of this version", hint)
    there = earlier(config, issue) if issue.publisher.archive_url else ()
    for item in issue.items:
        line = item.storyline
        suffix = "" if issue.id == issue.primary else f"-{issue.language}"
        leads = line and any(told.issue in there and told.issue.endswith(suffix) for told in line.earlier)
        if line and leads and not (archive / "storylines" / f"{line.id}{suffix}" / "index.html").is_file():
            hint = f"{hint}; where the editor decided of it since, run `digest build` before"
            raise ResultError(subject, f'the page of its storyline "{line.name}" has not been written', hint)
