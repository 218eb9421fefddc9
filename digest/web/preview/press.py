"""The press: proofs pulled once a change, the last good one kept while something is wrong.

All of it is called from one thread.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest import codec, config, events, pipeline
from digest.errors import DigestError, ResultError
from digest.model import Issue
from digest.pipeline.workbench import Workbench, rebuild
from digest.rendering import looks
from digest.rendering.mail import render_mail
from digest.storage import issues
from digest.storage.store import Store
from digest.web.preview.faults import Fault, fault_of
from digest.web.preview.proof import Proof, proof_of
from digest.web.preview.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from digest.config import Config
    from digest.model import Rendition

EDITS = "issue.edit.toml"
OF_ONE = (EDITS, "issue.json")
"""Files that concern one issue; any other concerns all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What is shown of an issue: its last good proof, what is wrong now, what else is to be told.

    `seen` is the fingerprint of the issue.json that the proof was pulled from.
    """

    proof: Proof | None = None
    fault: Fault | None = None
    notes: tuple[str, ...] = ()
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
        self._store: Store | None = None
        self._workbench = Workbench()
        self._shown: dict[str, Showing] = {}
        self._stale: set[str] = set()
        self._written: dict[Path, bytes | None] = {}  # edit files as our own buildings left them
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
        if path is None or not self._is_built_here(path) or self.config is None:
            return
        with suppress(DigestError, OSError):  # it is told when the draft is built again
            value = _read(path)[0]
            if self._state(value.id) != "sent":
                moment = value.provenance.moment
                self._workbench.lay_out(
                    self.config, self._opened(), value, now=moment, observer=events.ignore
                )

    def changed(self, paths: Iterable[Path], looked_at: Iterable[str]) -> None:
        """Take notice of files that changed; what is looked at is shown anew, the rest when it is asked for.

        No path at all: anything may have changed.
        """
        changed = tuple(paths)
        configured = self._configured(changed)
        of_one = {path.parent.name for path in changed if path.name in OF_ONE}
        edited = {path.parent.name for path in changed if path.name == EDITS and self._is_edited(path)}
        for_all = not changed or any(path.name not in OF_ONE for path in changed)
        self._stale |= set(self._shown)
        for issue in looked_at:
            path = self.shelf.path(issue)
            name = path.parent.name if path else ""
            if path is None or not (for_all or name in of_one):
                self._stale.discard(issue)
            elif for_all or name in edited or not self._is_shown(issue, path):
                self._show(issue, path, edited=name in edited, configured=configured)
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
        notes: list[str] = []

        def observer(event: events.Event) -> None:
            if isinstance(event, events.Noted):
                notes.append(f"{event.subject}: {event.message}")

        try:
            rendition = self._built_again(path, observer, edited=edited, configured=configured)
            value, seen = _read(path)
            proof = proof_of(self.config, value, rendition or self._render(value))
            now = Showing(proof=proof, notes=tuple(notes), seen=seen)
        except Exception as error:  # noqa: BLE001 - whatever a template or a table does, the last good page stays
            now = replace(last, fault=fault_of(error, self.folder), notes=tuple(notes))
        self._shown[issue] = now
        self._stale.discard(issue)

    def _built_again(
        self, path: Path, observer: events.Observer, *, edited: bool, configured: bool
    ) -> Rendition | None:
        """Build a draft again because its editor, or the configuration, says something else; its mail, where it was.

        It keeps its moment: only what was changed may change it. What is approved is left alone until its own file is
        edited; what is sent is never built again.
        """
        if not (edited or configured) or self.config is None or not self._is_built_here(path):
            return None
        value, _ = _read(path)
        if not edited and self._state(value.id) != "draft":
            return None
        built = rebuild(
            self.config,
            self._opened(),
            value,
            now=value.provenance.moment,
            observer=observer,
            workbench=self._workbench,
        )
        edits = path.with_name(EDITS)
        self._written[edits.resolve()] = _bytes(edits)
        if built.issue is None:
            raise ResultError(f'issue "{value.id}"', built.reason, "take the last change back")
        return built.rendition

    def _render(self, issue: Issue) -> Rendition:
        if self.config is not None:
            return pipeline.render(self.config, issue)
        return render_mail(issue, folder=None, web_url=pipeline.web_url(issue))

    def _is_edited(self, edits: Path) -> bool:
        """Whether a person has changed an edit file: our own building may have written it anew."""
        known = edits.resolve()
        return known not in self._written or self._written[known] != _bytes(edits)

    def _is_shown(self, issue: str, path: Path) -> bool:
        """Whether an issue.json still says what is shown: a building of our own has written it."""
        shown = self._shown.get(issue)
        if shown is None or shown.fault is not None:
            return False
        try:
            return shown.seen == codec.fingerprint(path.read_bytes())
        except OSError:
            return False

    def _is_built_here(self, path: Path) -> bool:
        """Whether the issue can be built again: it lies where the publication writes its issues, and there is a store."""
        if self.config is None:
            return False
        ours = self.config.at(self.config.output.issues).resolve() == path.resolve().parent.parent
        return ours and self.config.at(self.config.storage.path).is_file()

    def _state(self, issue: str) -> str:
        with self._opened().read() as connection:
            row = issues.row(connection, issue)
        return row.state if row else ""

    def _opened(self) -> Store:
        assert self.config is not None
        if self._store is None:
            self._store = Store.open(self.config.at(self.config.storage.path))
        return self._store


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _read(path: Path) -> tuple[Issue, str]:
    """The issue in a file, and the file's fingerprint.

    Raises:
        DigestError: it cannot be read, or holds none.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ResultError(str(path), f"cannot be read ({error.strerror})", "build the issue again") from None
    return codec.load(Issue, data, subject=str(path)), codec.fingerprint(data)
