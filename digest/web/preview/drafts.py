"""Drafts, built again in this process when their editor or the configuration says something else."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from digest import codec, events
from digest.errors import DigestError, ResultError
from digest.model import Issue, Rendition
from digest.pipeline.editions import remarks
from digest.pipeline.workbench import Workbench, rebuild
from digest.storage import issues
from digest.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from digest.config import Config
    from digest.editing.remark import Remark

EDITS = "issue.edit.toml"


class Drafts:
    """What a publication builds its drafts with: its store, and a workbench that remembers."""

    def __init__(self) -> None:
        self._workbench = Workbench()
        self._stores: dict[Path, Store] = {}
        self._written: dict[Path, bytes | None] = {}  # edit files as our own buildings left them
        self._compared: dict[Path, tuple[str, tuple[Remark, ...]]] = {}

    def ready(self, config: Config, path: Path) -> None:
        """Gather what an issue (its issue.json) is made of, if it can be built again at all."""
        if not _is_built_here(config, path):
            return
        with suppress(DigestError, OSError):  # it is told when the draft is built again
            issue = read(path)
            if self._state(config, issue.id) != "sent":
                moment = issue.provenance.moment
                store = self._store(config)
                self._workbench.lay_out(config, store, issue, now=moment, observer=events.ignore)

    def build_again(
        self, config: Config, path: Path, observer: events.Observer, *, edited: bool
    ) -> Rendition | None:
        """Build a draft again; its mail, or None where it was left alone.

        It keeps its moment: only what was changed may change it. What is approved is left alone until its own file is
        edited; what is sent is never built again, and an edit of it is told so.

        Raises:
            DigestError: it cannot be built, or nothing would be left of it.
        """
        if not _is_built_here(config, path):
            return None
        issue = read(path)
        state = self._state(config, issue.id)
        if edited and state == "sent":
            told = "has been sent and is not built again: what you edit is not shown"
            observer(events.Noted(stage="build", subject=issue.id, message=told))
        if state == "sent" or (not edited and state != "draft"):
            return None
        built = rebuild(
            config,
            self._store(config),
            issue,
            now=issue.provenance.moment,
            observer=observer,
            composer=self._workbench,
        )
        edits = _edits(path, issue)
        self._written[edits.resolve()] = _bytes(edits)
        if built.issue is None:
            raise ResultError(f'issue "{issue.id}"', built.reason, "take the last change back")
        return built.mail(issue.id)

    def compared(self, config: Config, path: Path, issue: Issue) -> tuple[Remark, ...]:
        """What the editions of an issue tell otherwise; nothing where one of them is not there, or just being written."""
        if not issue.editions or not _is_built_here(config, path):
            return ()
        files = edition_files(path, issue)
        # What is compared, and the titles and names by which it is: a change of a template costs nothing here.
        about = repr((state_of((*files, config.at(config.analysis.glossary))), config.sections))
        known = self._compared.get(path)
        if known is None or known[0] != about:
            try:
                told = [issue if other == path else read(other) for other in files]
            except DigestError:
                return ()
            found = remarks(config, self._store(config), told, now=issue.provenance.moment)
            known = self._compared[path] = (about, found)
        return known[1]

    def is_edited(self, edits: Path) -> bool:
        """Whether a person has changed an edit file: our own building may have written it anew."""
        known = edits.resolve()
        return known not in self._written or self._written[known] != _bytes(edits)

    def _state(self, config: Config, issue: str) -> str:
        with self._store(config).read() as connection:
            row = issues.row(connection, issue)
        return row.state if row else ""

    def _store(self, config: Config) -> Store:
        path = config.at(config.storage.path)
        if path not in self._stores:
            self._stores[path] = Store.open(path)
        return self._stores[path]


def read(path: Path) -> Issue:
    """The issue in a file.

    Raises:
        DigestError: it cannot be read, or holds none.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ResultError(str(path), f"cannot be read ({error.strerror})", "build the issue again") from None
    return codec.load(Issue, data, subject=str(path))


def edition_files(path: Path, issue: Issue) -> tuple[Path, ...]:
    """The issue.json of each edition of an issue, the primary first; its own alone where there is one only."""
    if not issue.editions:
        return (path,)
    folder = path.parent.parent
    return tuple(
        path if language == issue.language else folder / issue.edition(language) / path.name
        for language in issue.editions
    )


def state_of(paths: Iterable[Path]) -> str:
    """What the bytes of these files are known by; a file that is not there counts as one that is empty."""
    return codec.fingerprint(*(_bytes(path) or b"" for path in paths))


def edits_of(path: Path) -> Path:
    """The edit file that an issue (its issue.json) follows: that of its primary edition."""
    try:
        return _edits(path, read(path))
    except DigestError:  # it is told where the issue is looked at
        return path.with_name(EDITS)


def _edits(path: Path, issue: Issue) -> Path:
    folder = path.parent if issue.id == issue.primary else path.parent.with_name(issue.primary)
    return folder / EDITS


def _is_built_here(config: Config, path: Path) -> bool:
    """Whether an issue can be built again: it lies where the publication writes its issues, and there is a store."""
    ours = config.at(config.output.issues).resolve() == path.resolve().parent.parent
    return ours and config.at(config.storage.path).is_file()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
