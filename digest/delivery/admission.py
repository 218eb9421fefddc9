"""Whether an issue may be sent, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.delivery import campaign as campaigns
from digest.delivery import marker, pages
from digest.delivery.transport import NobodyError
from digest.errors import ResultError
from digest.model.why import Why
from digest.rendering.mail import size_findings
from digest.storage import corrections, hands, issues, livechecks, readership

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.config import Config
    from digest.model import Issue, NoteBook, Rendition
    from digest.storage.store import Connection, Store


def check(config: Config, store: Store, issue: Issue, *, without_archive: bool = False) -> None:
    """Make sure that an issue may be sent, and that there is somebody to send it to.

    Raises:
        PostponedError: there is nobody yet.
        ResultError: it may not be sent.
    """
    for fault in faults(config, store, issue, without_archive=without_archive):
        raise fault


def faults(
    config: Config,
    store: Store,
    issue: Issue,
    *,
    without_archive: bool = False,
    despite_live: bool = False,
) -> Iterator[ResultError]:
    """Why an issue may not be sent now, one after another: each is looked for when it is asked for.

    `despite_live` lets go what the check of its pages holds, and nothing else.
    """

    def allowed() -> None:
        with store.read() as connection:
            refuse(connection, config, issue, despite_live=despite_live)

    def page() -> None:
        with store.read() as connection:
            notes = corrections.every(connection)
        if issue.id in notes and notes[issue.id].withdrawn():
            return  # its page says that, and no building of the archive brings it back
        pages.check(config, issue, f'issue "{issue.id}"', notes)

    steps = (
        allowed,
        lambda: marker.check(config, store, (issue.id,)),
        page,
        lambda: _anybody(config, store, issue),
    )
    for step in steps:
        if step is page and without_archive:
            continue
        try:
            step()
        except ResultError as error:
            yield error


def _anybody(config: Config, store: Store, issue: Issue) -> None:
    with store.read() as connection:
        people = readership.count(connection, readers(config, issue))
    if people == 0:
        raise NobodyError(
            f'issue "{issue.id}"',
            f"there is no subscriber to send it to{f' who reads {issue.language}' if issue.editions else ''}",
            _how_to_reach_some(config, issue),
            why=_nobody(config, issue),
        )


def refuse(connection: Connection, config: Config, issue: Issue, *, despite_live: bool = False) -> None:
    """Let no issue go of which the store says that it may not: asked first, and once more in the moment in which it is begun.

    Raises:
        ResultError: it is withdrawn, or an item of it; skipped, built anew, not approved, or held.
    """
    subject = f'issue "{issue.id}"'
    row = issues.row(connection, issue.id)
    if row is None:
        raise ResultError(subject, "is not in the store", "run `digest build`")
    refuse_what_is_withdrawn(corrections.every(connection, issue.id), issue)
    skipped = hands.skipped(connection, issue.primary)
    if skipped is not None:
        raise ResultError(subject, f"is not to be sent ({skipped})", f"`digest skip {issue.id} --undo`")
    if not issues.is_as_built(connection, issue):
        raise ResultError(
            subject, "its issue.json is not the one that was built", "run `digest build` and approve it again"
        )
    if config.schedule.approval == "required" and row.state == "draft":
        raise ResultError(
            subject,
            "is not approved",
            f"look at it, then run `digest approve {issue.id}`",
            why=Why("unapproved", issue=issue.id),
        )
    held = livechecks.held(connection, issue.primary)
    if held and not despite_live:
        hint = f"look at it, then run `digest approve {issue.id}` again, or `digest send --despite-live`"
        raise ResultError(
            subject, f"waits for a person: {held}", hint, why=Why("held", why=held, issue=issue.id)
        )


def refuse_what_is_withdrawn(notes: NoteBook, issue: Issue) -> None:
    """Let nothing out that is withdrawn, neither by mail nor for another service to send.

    Raises:
        ResultError: the issue is, or an item of it.
    """
    refuse_withdrawn(notes, issue.id)
    gone = notes[issue.id].withdrawn_items if issue.id in notes else frozenset()
    taken = next((item.headline.text for item in issue.items if item.id in gone), None)
    if taken is not None:
        hint = "drop it in the edit file and run `digest build`, or `digest withdraw --item … --undo`"
        raise ResultError(f'issue "{issue.id}"', f'its item "{taken}" is withdrawn', hint)


def refuse_withdrawn(notes: NoteBook, issue: str) -> None:
    """Send nothing more of an issue that is withdrawn.

    Raises:
        ResultError: it is.
    """
    note = notes[issue].withdrawn() if issue in notes else None
    if note is not None:
        raise ResultError(
            f'issue "{issue}"', f"is withdrawn ({note.text})", f"`digest withdraw {issue} --undo`"
        )


def _how_to_reach_some(config: Config, issue: Issue) -> str:
    """Where only those on some lists get an issue, a subscriber without a list gets none: easily overlooked."""
    lists = config.lists_of(issue.genre)
    if not lists:
        return "run `digest subscribers add ADDRESS`"
    return (
        f"it goes to those on {' or '.join(lists)} alone: run `digest subscribers change ADDRESS --list {lists[0]}`,"
        " or `add` with --list"
    )


def _nobody(config: Config, issue: Issue) -> Why:
    lists = config.lists_of(issue.genre)
    if lists:
        return Why("nobody_on", issue=issue.id, lists=" / ".join(lists), first=lists[0])
    if issue.editions:
        return Why("nobody_reads", issue=issue.id, language=issue.language)
    return Why("nobody", issue=issue.id)


def ready(
    config: Config,
    store: Store,
    issue: Issue,
    *,
    render: Callable[[], Rendition],
    without_archive: bool = False,
) -> None:
    """Whether `send` would begin the campaign of an issue; nothing leaves.

    Raises:
        PostponedError: there is nobody yet.
        ResultError: it may not be sent.
    """
    check(config, store, issue, without_archive=without_archive)
    fitting(render(), issue)


def later(config: Config, store: Store, issue: Issue) -> int:
    """How many subscribers came after the recipients of an issue were frozen."""
    with store.read() as connection:
        return readership.later(connection, readers(config, issue), issue.id)


def others(config: Config, store: Store, issue: Issue) -> int:
    """How many subscribers are not written to, because they read another edition than this one."""
    with store.read() as connection:
        return readership.elsewhere(connection, readers(config, issue))


def readers(config: Config, issue: Issue) -> readership.Readership:
    """Whom an issue is meant for."""
    return campaigns.readership(issue, config.lists_of(issue.genre))


def fitting(rendition: Rendition, issue: Issue) -> Rendition:
    """The mail of an issue, where mail programs show all of it.

    Raises:
        ResultError: it is too big.
    """
    refused = [found for found in size_findings(rendition.html, issue) if found.startswith("refuse:")]
    if refused:
        raise ResultError(
            f'issue "{issue.id}"',
            "; ".join(found.removeprefix("refuse: ") for found in refused),
            "build it with fewer items ([genres.NAME] items, lines) or shorter ones ([summary] sentences)",
        )
    return rendition
