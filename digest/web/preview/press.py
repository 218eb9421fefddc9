"""The press: proofs pulled once a change, the last good one kept while something is wrong.

All of it is called from one thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest import config, events, pipeline
from digest.errors import DigestError
from digest.rendering import looks
from digest.rendering.mail import render_mail
from digest.web.preview.drafts import EDITS, Drafts, edition_files, edits_of, read, state_of
from digest.web.preview.faults import Fault, fault_of
from digest.web.preview.proof import Proof, proof_of
from digest.web.preview.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from digest.config import Config
    from digest.model import Issue, Rendition

OF_ONE = (EDITS, "issue.json")
"""Files that concern one issue; any other concerns all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What is shown of an issue: its last good proof, what is wrong now, what else is to be told.

    `files` are the issue.json of its editions, its own among them; `seen` is what they were known by when the proof was pulled.
    """

    proof: Proof | None = None
    fault: Fault | None = None
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    seen: str = ""


class Press:
    """The issues of a publication, each rendered once a change.

    Args:
        settings: the publication's configuration file; None where an issue is looked at without one.
        single: an issue.json that need not lie in the issues folder.
    """

    def __init__(self, settings: Path | None, single: Path | None = None) -> None:
        self._settings = settings
        self._single = single
        self.config: Config | None = None
        self._fault: Fault | None = None
        self._drafts = Drafts()
        self._shown: dict[str, Showing] = {}
        self._stale: set[str] = set()
        self._unbuilt: set[str] = set()  # whose last building failed: it is tried again with every change
        self._read_settings()
        self.shelf = Shelf(self._issues_folder(), single)

    @property
    def settings_folder(self) -> Path | None:
        """Where the configuration lies; what is in it directly may concern every issue (glossary, terms, examples)."""
        return self._settings.parent.resolve() if self._settings else None

    @property
    def folder(self) -> Path | None:
        """The publication's folder."""
        return self.config.folder if self.config else None

    def watched(self) -> tuple[Path, ...]:
        """Files and folders whose change may show; those that do not exist are not told."""
        single = self._single.parent if self._single else None
        paths = [
            path for path in (*looks.roots(self.folder), self._issues_folder(), single) if path is not None
        ]
        return tuple(dict.fromkeys(path.resolve() for path in paths if path.exists()))

    def showing(self, issue: str) -> Showing | None:
        """What is shown of an issue; None where there is none of this id."""
        path = self.shelf.path(issue)
        if path is None:
            return self._shown.get(issue)
        if issue not in self._shown or issue in self._stale:
            self._show(issue, path)
        shown = self._shown[issue]
        return replace(shown, fault=self._fault) if self._fault else shown

    def ready(self, issue: str) -> None:
        """Gather what a draft is made of, so that the first edit shows as fast as the others."""
        path = self.shelf.path(issue)
        if path is not None and self.config is not None:
            self._drafts.ready(self.config, path)

    def changed(self, paths: Iterable[Path], looked_at: Iterable[str]) -> None:
        """Take notice of files that changed; what is looked at is shown anew, the rest when it is asked for.

        No path at all: anything may have changed.
        """
        changed = tuple(paths)
        configured = self._configured(changed)
        of_one = {path.parent.name for path in changed if path.name in OF_ONE}
        edited = {path.parent.name for path in changed if path.name == EDITS and self._drafts.is_edited(path)}
        for_all = not changed or any(path.name not in OF_ONE for path in changed)
        self._stale |= set(self._shown)
        for issue in looked_at:
            path = self.shelf.path(issue)
            edits = edits_of(path).parent.name if path else ""
            beside = {file.parent.name for file in self._shown.get(issue, Showing()).files}
            if path is None or not (for_all or of_one & {path.parent.name, edits, *beside}):
                self._stale.discard(issue)
            elif for_all or edits in edited or not self._is_shown(issue, path):
                self._show(issue, path, edited=edits in edited, configured=configured)
            self._stale.discard(issue)

    def _configured(self, changed: Collection[Path]) -> bool:
        """Whether the configuration says something else now; then it is read anew."""
        name = self._settings.name if self._settings else ""
        if changed and not any(path.name == name for path in changed):
            return False
        before = self.config
        self._read_settings()
        return self.config != before

    def _issues_folder(self) -> Path | None:
        return self.config.at(self.config.output.issues) if self.config else None

    def _read_settings(self) -> None:
        self._fault = None
        if self._settings is None:
            return
        try:
            self.config = config.load(self._settings)
        except DigestError as error:
            self._fault = fault_of(error, self._settings.parent.resolve())

    def _show(self, issue: str, path: Path, *, edited: bool = False, configured: bool = False) -> None:
        last = self._shown.get(issue, Showing())
        edited = edited or issue in self._unbuilt
        notes: list[str] = []

        def observer(event: events.Event) -> None:
            if isinstance(event, events.Noted):
                notes.append(f"{event.subject}: {event.message}")
            elif isinstance(event, events.Failed):
                notes.append(str(event.error))

        try:
            rendition = None
            if self.config is not None and (edited or configured):
                self._unbuilt.add(issue)
                rendition = self._drafts.build_again(self.config, path, observer, edited=edited)
                self._unbuilt.discard(issue)
            value = read(path)
            files = edition_files(path, value)
            seen = state_of(files)
            beside = self._drafts.compared(self.config, path, value) if self.config else ()
            proof = proof_of(self.config, value, rendition or self._render(value), beside)
            now = Showing(proof=proof, notes=tuple(notes), files=files, seen=seen)
        except Exception as error:  # noqa: BLE001 - whatever a template or a table does, the last good page stays
            now = replace(last, fault=fault_of(error, self.folder), notes=tuple(notes))
        self._shown[issue] = now
        self._stale.discard(issue)

    def _render(self, issue: Issue) -> Rendition:
        if self.config is not None:
            return pipeline.render(self.config, issue)
        return render_mail(issue, folder=None, web_url=pipeline.web_url(issue))

    def _is_shown(self, issue: str, path: Path) -> bool:
        """Whether an issue still says what is shown, in all its editions: a building of our own has written it."""
        shown = self._shown.get(issue)
        return (
            shown is not None
            and shown.fault is None
            and path in shown.files
            and shown.seen == state_of(shown.files)
        )
