"""`digest check`: the configuration, the glossary, the terms and the templates, before anything is done with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.cli import show
from digest.cli.context import ConfigOption, configuration, moment
from digest.cli.lint import STYLES
from digest.cli.schedule import timetable_of
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from digest.config import Config
    from digest.config.values import EditionLanguage
    from digest.editing.remark import Remark
    from digest.model import Anatomy


_MISSING = "correct it, make it, or set enabled = false"


def check(config: ConfigOption = None) -> None:
    """Check the configuration, the glossary, the terms and the templates; tell every mistake at once."""
    from digest import config as configurations
    from digest.pipeline import examples, explaining, naming
    from digest.pipeline.editions import untitled
    from digest.scheduling import timetable

    path = configurations.locate(config)
    settings = configuration(path)
    missing = [
        (("sources", place, "path"), f"does not exist ({settings.at(source.path)}): {_MISSING}")
        for place, source in enumerate(settings.sources)
        if source.enabled and source.path and not settings.at(source.path).exists()
    ]
    if missing:
        raise configurations.mistaken(path, missing)
    naming.glossary_of(settings)
    examples.stories(settings)
    explaining.given(settings)
    try:
        table = timetable_of(settings)
        if table.cron:  # without it, everything is built and sent by hand
            timetable.upcoming(table, moment(None, settings.zone), 1)
    except UsageError as error:
        place = tuple(error.subject.split("."))
        raise configurations.mistaken(path, [(place, f"{error.message}: {error.hint}")]) from None
    _looks(settings.folder, {genre: settings.anatomy(genre) for genre in settings.genres})
    glossary = settings.at(settings.analysis.glossary)
    if "glossary" in settings.analysis.model_fields_set and not glossary.exists():
        _tell(f"{path}: analysis.glossary: does not exist yet ({glossary})", style="yellow")
    if not any(source.enabled for source in settings.sources):
        _tell(f"{path}: no source is switched on; add [[sources]]", style="yellow")
    for language in settings.publication.several:
        _named(path, settings, language)
        for key in untitled(settings, language):
            told = f'has no title in "{language}": its own stands in that edition too, until it is translated'
            _tell(f'{path}: sections["{key}"].titles: {told}', style="yellow")
    if settings.delivery.kind == "smtp" and not settings.publication.sender.contact.strip():
        told = "is empty: no postal address or telephone stands at the foot of the mails"
        _tell(f"{path}: publication.sender.contact: {told}", style="yellow")
    _tell(
        f"{path}: in order (sources: {len(settings.sources)}, sections: {len(settings.sections)})",
        style="green",
    )


def _tell(text: str, style: str) -> None:
    """Say something of the configuration, in the publication's language."""
    show.say(show.in_language(text), style=style)


def _named(path: Path, settings: Config, language: EditionLanguage) -> None:
    """Say that an English edition is called by a Korean name."""
    publication = settings.publication
    named = publication.named(language)
    if language == "en" and "en" not in publication.names and re.search("[가-힣]", named):
        told = f'has no name in "en": that edition is called {named}, too'
        _tell(f"{path}: publication.names: {told}", style="yellow")


def _looks(folder: Path, likes: Mapping[str, Anatomy]) -> None:
    """Tell what is wrong in the templates, tokens and words of a publication that has its own.

    Raises:
        ResultError: something is.
    """
    from digest.rendering import checking

    if not (folder / "templates").is_dir():  # what comes with the program was judged before it was released
        return
    remarks = [*checking.remarks(folder, likes), *_of_archive(folder, likes)]
    told = " ".join(remark.place for remark in remarks if remark.level == "error")
    faults = [fault for fault in checking.faults(folder, likes) if fault.subject not in told]
    for fault in faults:
        show.fault(fault)
    for remark in remarks:
        show.say(f"{'✗' if remark.level == 'error' else '·'} {remark}", style=STYLES[remark.level])
    count = len(faults) + sum(remark.level == "error" for remark in remarks)
    if count:
        told_count = f"{count} faults" if count > 1 else "1 fault"
        raise ResultError(str(folder / "templates"), told_count, "mend them (docs/how-to/lint.md)")


def _of_archive(folder: Path, likes: Mapping[str, Anatomy]) -> tuple[Remark, ...]:
    """What is wrong in the archive's pages; that they cannot be made at all is one of it."""
    from dataclasses import replace

    from digest.archive import judging
    from digest.editing.remark import of_template
    from digest.rendering import checking

    issues = [
        replace(issue, id=f"{issue.id}-{place}")
        for place, issue in enumerate(checking.specimens(folder, likes))
    ]
    try:
        return judging.remarks(issues, folder=folder)
    except ResultError as error:
        return (of_template(error),)
