"""Speaking to the user: data to stdout, talk and progress bars to stderr (bars only on a terminal)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import typer
from rich.console import Console
from rich.text import Text

from digest import events
from digest.errors import DigestError, InputError, MistakesError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from rich.progress import Progress

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

_spoken = ["en"]
"""The language in which editors are told of mistakes in their own files."""

IN_PART = 3
INTERRUPTED = 130


def line(text: str) -> None:
    """One line of data, as it stands (JSON, a path), to stdout."""
    typer.echo(text)


def say(text: str, style: str = "") -> None:
    """One line of talk to stderr; `text` is shown as it stands, never read as markup."""
    err.print(Text(text, style=style))


def fault(error: DigestError) -> None:
    """One foreseen fault, in one line (the mistakes of a file: one line each, in the language of who wrote it)."""
    style = "yellow" if isinstance(error, InputError) else "red"
    text = in_language(str(error), error.language) if isinstance(error, MistakesError) else str(error)
    err.print(Text("✗ ", style=style), Text(text), sep="", soft_wrap=True)


def in_language(text: str, language: str = "") -> str:
    """What is said of a file that an editor writes: in Korean where the publication is."""
    if (language or _spoken[0]) != "ko":
        return text
    from digest.delivery.phrases import korean

    return korean(text)


def speak(language: str) -> None:
    """Remember the language of the publication that a command works for."""
    _spoken[0] = language


def one_of(**given: object) -> None:
    """Refuse options that exclude each other.

    Raises:
        UsageError: more than one of them was given.
    """
    named = [f"--{name.replace('_', '-')}" for name, value in given.items() if value not in (None, False)]
    if len(named) > 1:
        raise UsageError(" ".join(named), "exclude each other", "give one of them")


def _bars() -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=err, transient=True)


class Watch:
    """The observer of a run: shows bars on a terminal, tells faults as they come, and counts them.

    Use it as a context; call `exit()` at the end of the command: it leaves with status 3 where something failed.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.failures: list[DigestError] = []
        self._shown = False
        self._bars: Progress | None = None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._shown = err.is_terminal and not self.quiet
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown = False
        if self._bars:
            self._bars.stop()
            self._bars = None

    def __call__(self, event: events.Event) -> None:
        """Take one event."""
        match event:
            case events.Progress():
                self._progress(event)
            case events.Noted():
                if not self.quiet:
                    say(f"{event.subject}: {event.message}", style="dim")
            case events.Failed():
                self.fail(event.error)

    def fail(self, error: DigestError) -> None:
        """Tell a fault that does not end the run, and remember it."""
        self.failures.append(error)
        fault(error)

    def fail_all(self, errors: Iterable[DigestError]) -> None:
        """Tell several faults."""
        for error in errors:
            self.fail(error)

    def exit(self) -> None:
        """Leave with status 3 if something failed on the way; else return."""
        if self.failures:
            raise typer.Exit(IN_PART)

    def _progress(self, event: events.Progress) -> None:
        if not self._shown:
            return
        if self._bars is None:
            self._bars = _bars()
            self._bars.start()  # a thread begins: not before there is something to show
        task = self._tasks.get(event.stage)
        if task is None:
            task = self._tasks[event.stage] = self._bars.add_task(event.stage, total=None)
        description = f"{event.stage} {event.subject}".strip()
        self._bars.update(task, completed=event.done, total=event.total or None, description=description)
