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
from digest.pipeline.recorded import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
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

    about = asked(config)
    return assemble(config, about, lambda: recorded(about, store), lambda: store, observer=observer)


def asked(config: Config) -> Asked:
    """What is asked of the store for an archive of every issue that stands in the issues folder now."""
    folder = config.at(config.output.issues)
    return Asked(
        store=config.at(config.storage.path),
        issues=folder,
        names=tuple(path.parent.name for path in sorted(folder.glob("*/issue.json"))),
        zone=config.zone,
        language=config.publication.language,
        glossary=config.at(config.analysis.glossary),
        sources=tuple(
            source.key for source in config.sources if source.enabled and source.rights != "private"
        ),
    )


def assemble(
    config: Config,
    about: Asked,
    told: Callable[[], Recorded],
    store: Callable[[], Store],
    *,
    observer: events.Observer,
) -> ArchiveReport:
    """Write the archive of issues that stand in the issues folder.

    A draft that still waits for approval gets its page, which its mail will link to, but is not listed.

    Args:
        config: of the publication.
        about: which issues, and what the store was asked.
        told: gives what the store knows of them; asked once, when it is needed.
        store: opens the store, which is seldom needed beside.
        observer: of what happens.

    Raises:
        ResultError: there is no issue, or the archive cannot be written.
        ConfigurationError: the glossary cannot be read.
    """
    from digest.archive import cache as caching
    from digest.archive.site import build as build_site

    if not about.names:
        raise ResultError(str(about.issues), "there is no issue yet", "run `digest build`")
    digests = _digests(config, [about.issues / name / "issue.json" for name in about.names])
    cards = caching.Cards(_cache(config), caching.making(config.folder))
    cards.expect(digest for digest in digests.values() if isinstance(digest, str))
    of_store = told()
    found = []
    for path, digest in digests.items():
        try:
            if isinstance(digest, InputError):
                raise digest
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
    # Without an address nobody is told of it: it is a folder to look at.
    listed = {*report.built} & {*of_store.built} - drafts if config.publication.archive_url else set()
    if listed != of_store.published:
        _published(store(), listed)
    observer(events.Progress(stage="archive", done=report.issues, total=report.issues))
    return report


def _published(store: Store, listed: Collection[str]) -> None:
    from digest.storage import reached

    with store.write() as connection:
        reached.publish(connection, listed)


def beforehand(config: Config, built: Sequence[Issue]) -> None:
    """Leave for the archive what it will ask of issues that were built now, where the publication has one.

    Only time is saved: where anything is wrong, the archive will tell, or find it itself.
    """
    if config.at(config.output.archive).is_dir():
        from digest.archive import beforehand as terms

        with suppress(DigestError):
            terms.prepare(built, folder=config.folder, cache=_cache(config))


def _cache(config: Config) -> Path:
    return config.at(config.storage.path).parent / "cache" / "archive"


def _digests(config: Config, paths: Sequence[Path]) -> dict[Path, str | InputError]:
    """The digests of files, or what is wrong with one."""
    remembered = Digests(_cache(config) / "issues.json")
    found: dict[Path, str | InputError] = {}
    for path in paths:
        try:
            found[path] = remembered.of(path)
        except OSError as error:
            told = f"cannot be read ({error.strerror})"
            found[path] = InputError(str(path), told, "check its permissions")
    remembered.save()
    return found


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
