"""An issue as files for another mail service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.delivery.admission import refuse_what_is_withdrawn
from digest.pipeline.building import web_url
from digest.pipeline.linting import passed
from digest.rendering import strings
from digest.rendering.export import export as exported
from digest.storage import corrections, files

if TYPE_CHECKING:
    from pathlib import Path

    from digest import events
    from digest.config import Config
    from digest.model import Issue
    from digest.rendering.export import Target
    from digest.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What was written, and what the service asks for beside it."""

    subject: str
    preheader: str
    html: str
    text: str


def export(
    config: Config,
    store: Store,
    issue: Issue,
    target: Target,
    output: Path,
    *,
    despite: bool,
    observer: events.Observer,
) -> Export:
    """Write an issue's HTML to `output` and its text beside it, ending in `.txt`; errors of `lint` keep it back.

    Raises:
        ResultError: it has errors, it or an item of it is withdrawn, a template is wrong, or a file cannot be written.
    """
    with store.read() as connection:
        refuse_what_is_withdrawn(corrections.every(connection, issue.id), issue)
    rendition = passed(config, issue, despite=despite, observer=observer, ours=False)
    words = strings.load(config.folder, issue.language)
    made = exported(rendition, target, web_url=web_url(issue), words=words)
    beside = output.with_suffix(".txt")
    files.write(output, made.html)
    files.write(beside, made.text)
    return Export(subject=made.subject, preheader=made.preheader, html=str(output), text=str(beside))
