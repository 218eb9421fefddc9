"""The archive of all issues that stand in the issues folder.

An issue that says what the store keeps of it is not decoded here: a digest of its bytes tells.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from digest import codec, events
from digest.errors import DigestError, InputError, ResultError
from digest.language.pairs import Known, pairs
from digest.model import Issue
from digest.pipeline import correcting
from digest.pipeline.digests import Digests
from digest.pipeline.naming import good_lines_of_glossary
from digest.storage import issues, sightings, storylines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from digest.archive.held import Held
    from digest.archive.site import ArchiveReport
    from digest.config import Config
    from digest.storage.store import Store


def archive(config: Config, store: Store, *, observer: events.Observer) -> ArchiveReport:
    """Write the archive of every issue that stands in the issues folder.

    A draft that still waits for approval gets its page, which its mail will link to, but is not listed.

    Raises:
        ResultError: there is no issue, or the archive cannot be written.
        ConfigurationError: the glossary cannot be read.
    """
    from digest.archive.site import build as build_site

    folder = config.at(config.output.issues)
    paths = sorted(folder.glob("*/issue.json"))
    if not paths:
        raise ResultError(str(folder), "there is no issue yet", "run `digest build`")
    with store.read() as connection:
        known = issues.fingerprints(connection)
        lines = storylines.listed(connection)
    found = []
    digests = Digests(_cache(config) / "issues.json")
    for path in paths:
        try:
            found.append(_held(path, digests, known, store))
        except InputError as error:
            observer(events.Failed(stage="archive", error=error))
    digests.save()
    notes, faults = correcting.every(config, store, [path.parent.name for path in paths])
    for mistake in faults:
        observer(events.Failed(stage="archive", error=mistake))
    required = config.schedule.approval == "required"
    drafts = {name for name, (state, _) in known.items() if required and state == "draft"}
    standing = {(part.telling.issue, part.telling.item): line.id for line in lines for part in line.parts}
    report = build_site(
        found,
        folder=config.folder,
        target=config.at(config.output.archive),
        unlisted=drafts,
        standing=standing,
        known_names=known_names(config, store, observer=observer),
        notes=notes,
        cache=_cache(config),
    )
    for refused in report.refused:
        observer(events.Failed(stage="archive", error=refused))
    for name in sorted(drafts & set(report.built)):
        told = f"has a page, and is listed once it is approved: `digest approve {name}`"
        observer(events.Noted(stage="archive", subject=name, message=told))
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


def known_names(config: Config, store: Store, *, observer: events.Observer) -> tuple[tuple[str, ...], ...]:
    """Groups of spellings of one name, in both scripts, that grouping believes; the Korean one first.

    Lines of the glossary that are wrong are told and passed over: pages with a correction must not wait for them.

    Raises:
        ConfigurationError: the glossary cannot be read.
    """
    glossary, fault = good_lines_of_glossary(config)
    if fault:
        observer(events.Failed(stage="archive", error=fault))
    told = [source.key for source in config.sources if source.enabled and source.rights != "private"]
    with store.read() as connection:
        seen = sightings.all_of(connection, told)
    groups: dict[str, list[str]] = {}
    for pair in pairs(Known(glossary=glossary, archive=seen)):
        if pair.believed:
            groups.setdefault(pair.korean, []).append(pair.latin)
    return tuple((korean, *dict.fromkeys(latin)) for korean, latin in groups.items())


def _held(path: Path, digests: Digests, known: Mapping[str, tuple[str, str]], store: Store) -> Held:
    """The issue in a file, which must be the one that was built.

    Raises:
        InputError: it cannot be read, or is another.
    """
    from digest.archive.held import Held

    subject = str(path)
    try:
        digest = digests.of(path)
    except OSError as error:
        raise InputError(subject, f"cannot be read ({error.strerror})", "check its permissions") from None
    kept = known.get(path.parent.name)
    if kept is not None and kept[1] != digest:
        _check(_read(path, digest), subject, known, store)
    if kept is not None:
        return Held(digest=digest, read=lambda: _read(path, digest), issue=path.parent.name)

    def read() -> Issue:
        issue = _read(path, digest)
        _check(issue, subject, known, store)
        return issue

    return Held(digest=digest, read=read, issue=path.parent.name)


def _check(issue: Issue, subject: str, known: Mapping[str, tuple[str, str]], store: Store) -> None:
    """Refuse an issue that is not what the store keeps of it.

    Raises:
        InputError: it is not.
    """
    with store.read() as connection:
        right = issue.id not in known or issues.is_as_built(connection, issue)
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
