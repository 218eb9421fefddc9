"""The archive of all issues that stand in the issues folder.

An issue that says what the store keeps of it is not decoded here: a digest of its bytes tells.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from digest import codec, events
from digest.errors import DigestError, InputError, ResultError
from digest.model import Issue
from digest.pipeline.digests import Digests
from digest.pipeline.recorded import asked, files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from digest.archive.held import Held
    from digest.archive.site import ArchiveReport
    from digest.config import Config
    from digest.pipeline.recorded import Recorded
    from digest.storage.store import Store


def archive(config: Config, store: Store, *, observer: events.Observer) -> ArchiveReport:
    """Write the archive of every issue that stands in the issues folder, with a store that is open.

    Raises:
        ResultError: there is no issue, or the archive cannot be written.
        ConfigurationError: the glossary cannot be read.
    """
    from digest.pipeline.asking import recorded

    return assemble(config, lambda: recorded(asked(config), store), lambda: store, observer=observer)


def assemble(
    config: Config, told: Callable[[], Recorded], store: Callable[[], Store], *, observer: events.Observer
) -> ArchiveReport:
    """Write the archive of every issue that stands in the issues folder.

    A draft that still waits for approval gets its page, which its mail will link to, but is not listed.

    Args:
        config: of the publication.
        told: gives what the store knows of them; asked once, when it is needed.
        store: opens the store, which is seldom needed beside.
        observer: of what happens.

    Raises:
        ResultError: there is no issue, or the archive cannot be written.
        ConfigurationError: the glossary cannot be read.
    """
    from digest.archive import cache as caching
    from digest.archive.site import build as build_site

    paths = files(config.at(config.output.issues))
    if not paths:
        raise ResultError(str(config.at(config.output.issues)), "there is no issue yet", "run `digest build`")
    digests, unreadable = _digests(config, paths)
    cards = caching.Cards(_cache(config), caching.making(config.folder))
    cards.expect(digests.values())
    of_store = told()
    for error in unreadable:
        observer(events.Failed(stage="archive", error=error))
    found = []
    for path, digest in digests.items():
        try:
            found.append(_held(path, digest, of_store, store))
        except InputError as error:
            observer(events.Failed(stage="archive", error=error))
    for fault in of_store.faults:
        observer(events.Failed(stage="archive", error=fault))
    required = config.schedule.approval == "required"
    drafts = {name for name, (state, _) in of_store.built.items() if required and state == "draft"}
    report = build_site(
        found,
        folder=config.folder,
        target=config.at(config.output.archive),
        unlisted=drafts,
        standing=of_store.standing,
        known_names=of_store.names,
        notes=of_store.notes,
        cache=_cache(config),
        cards=cards,
    )
    for refused in report.refused:
        observer(events.Failed(stage="archive", error=refused))
    for name in sorted(drafts & set(report.built)):
        waits = f"has a page, and is listed once it is approved: `digest approve {name}`"
        observer(events.Noted(stage="archive", subject=name, message=waits))
    observer(events.Progress(stage="archive", done=report.issues, total=report.issues))
    return report


def beforehand(config: Config, built: Sequence[Issue]) -> None:
    """Leave for the archive what it will ask of issues that were built now, where the publication has one.

    Only time is saved: where anything is wrong, the archive will tell, or find it itself.
    """
    from digest.archive import beforehand as terms

    if config.at(config.output.archive).is_dir():
        with suppress(DigestError):
            terms.prepare(built, folder=config.folder, cache=_cache(config))


def _cache(config: Config) -> Path:
    return config.at(config.storage.path).parent / "cache" / "archive"


def _digests(config: Config, paths: Sequence[Path]) -> tuple[dict[Path, str], list[InputError]]:
    """The digests of files, and what is wrong with the others."""
    remembered = Digests(_cache(config) / "issues.json")
    found: dict[Path, str] = {}
    faults = []
    for path in paths:
        try:
            found[path] = remembered.of(path)
        except OSError as error:
            told = f"cannot be read ({error.strerror})"
            faults.append(InputError(str(path), told, "check its permissions"))
    remembered.save()
    return found, faults


def _held(path: Path, digest: str, of_store: Recorded, store: Callable[[], Store]) -> Held:
    """The issue in a file, which must be the one that was built.

    Raises:
        InputError: it cannot be read, or is another.
    """
    from digest.archive.held import Held

    subject = str(path)
    kept = of_store.built.get(path.parent.name)
    if kept is not None and kept[1] != digest:
        _check(_read(path, digest), subject, of_store, store)
    if kept is not None:
        return Held(digest=digest, read=lambda: _read(path, digest), issue=path.parent.name)

    def read() -> Issue:
        issue = _read(path, digest)
        _check(issue, subject, of_store, store)
        return issue

    return Held(digest=digest, read=read, issue=path.parent.name)


def _check(issue: Issue, subject: str, of_store: Recorded, store: Callable[[], Store]) -> None:
    """Refuse an issue that is not what the store keeps of it.

    Raises:
        InputError: it is not.
    """
    if issue.id not in of_store.built:
        return
    from digest.storage.issues import is_as_built

    with store().read() as connection:
        right = is_as_built(connection, issue)
    if not right:
        raise InputError(subject, "is not the one that was built; its page stays as it was", "build it again")


def _read(path: Path, digest: str) -> Issue:
    """The issue in a file that had this digest a moment ago.

    Raises:
        InputError: it cannot be read, or has been written anew since.
    """
    subject = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(subject, f"cannot be read ({error.strerror})", "check its permissions") from None
    if codec.fingerprint(data) != digest:
        raise InputError(subject, "changed while the archive was made", "run `digest archive` again")
    return codec.load(Issue, data, subject=subject)
