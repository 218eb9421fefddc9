"""The commands of `digest`, and how a run of it ends."""

from __future__ import annotations

import gc
import signal
import sys
from _thread import interrupt_main
from contextlib import suppress
from importlib import import_module
from threading import Timer, main_thread
from typing import TYPE_CHECKING, Annotated

import typer

from digest import __version__
from digest.cli import show
from digest.errors import DigestError

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

# (panel, module, function, verb). A verb appears here only when it works.
COMMANDS = (
    ("Start", "init", "init", "init"),
    ("Start", "check", "check", "check"),
    ("An issue", "build", "fetch", "fetch"),
    ("An issue", "build", "build", "build"),
    ("An issue", "preview", "preview", "preview"),
    ("An issue", "prove", "verify", "verify"),
    ("An issue", "prove", "explain", "explain"),
    ("An issue", "lint", "lint", "lint"),
    ("An issue", "decide", "merge", "merge"),
    ("An issue", "decide", "split", "split"),
    ("An issue", "place", "place", "place"),
    ("An issue", "decide", "decisions", "decisions"),
    ("An issue", "storylines", "storylines", "storylines"),
    ("An issue", "storylines", "follow", "follow"),
    ("An issue", "storylines", "unfollow", "unfollow"),
    ("An issue", "edit", "edit", "edit"),
    ("An issue", "edit", "hold", "hold"),
    ("An issue", "build", "approve", "approve"),
    ("Out", "send", "send", "send"),
    ("Out", "export", "export", "export"),
    ("Out", "archive", "archive", "archive"),
    ("Out", "skip", "skip", "skip"),
    ("Out", "correct", "correct", "correct"),
    ("Out", "correct", "withdraw", "withdraw"),
    ("Out", "serve", "serve", "serve"),
    ("Out", "schedule", "schedule", "schedule"),
    ("Out", "schedule", "run", "run"),
    ("Filters", "stories", "stories", "stories"),
    ("Filters", "group", "group", "group"),
    ("Filters", "summarize", "summarize", "summarize"),
    ("Filters", "register", "register", "register"),
)
GROUPS = (
    ("An issue", "names", "app", "names", "Names in both scripts, and the glossary of the publication."),
    ("An issue", "terms", "app", "terms", "Terms that sent issues explained, and the publication's own."),
    (
        "An issue",
        "translations",
        "app",
        "translations",
        "What an edition lacks in its language, out to a spreadsheet and in again.",
    ),
    ("Out", "subscribers", "app", "subscribers", "Who receives the publication."),
    (
        "Out",
        "campaign",
        "app",
        "campaign",
        "How each sending stands: watch it, pause it, go on, send single mails anew.",
    ),
    ("Out", "dkim", "app", "dkim", "Keys that sign the mails."),
)


SELDOM = (50_000, 20, 20)
"""Objects between two looks for garbage: what a command reads and makes is much, and nearly all of it stays to the end."""
_SOON = 0.05
"""Seconds after which a lost interrupt comes again."""


def _version(asked: bool) -> None:
    if asked:
        show.line(f"digest {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """The options of `digest` itself."""


def application(verb: str = "") -> typer.Typer:
    """All commands, or `verb` alone where it is one of them: the modules of the others need not be read to run it."""
    made = typer.Typer(
        name="digest",
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Ganchu (간추): read everything, put what belongs together together, and send it on Monday at seven.",
    )
    made.callback()(_root)
    known = {name for *_, name in COMMANDS} | {name for *_, name, _ in GROUPS}
    wanted = {verb} & known or known
    for panel, module, function, name in COMMANDS:
        if name in wanted:
            command = getattr(import_module(f"digest.cli.{module}"), function)
            made.command(name, rich_help_panel=panel)(command)
    for panel, module, group, name, told in GROUPS:
        if name in wanted:
            own = getattr(import_module(f"digest.cli.{module}"), group)
            made.add_typer(own, name=name, rich_help_panel=panel, help=told)
    return made


def __getattr__(name: str) -> typer.Typer:
    """`app` with all commands, made when it is asked for first."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = globals()[name] = application()
    return made


def hear_lost_interrupts() -> None:
    """Make an interrupt that falls into a callback of the interpreter, where all exceptions are lost, come again."""

    def again(lost: UnraisableHookArgs) -> None:
        if lost.exc_type is KeyboardInterrupt:
            Timer(_SOON, _interrupt).start()
        else:
            sys.__unraisablehook__(lost)

    sys.unraisablehook = again


def _interrupt() -> None:
    """Interrupt the main thread, also while it waits for something: a flag alone would be seen only afterwards."""
    if sys.platform == "win32" or (ident := main_thread().ident) is None:
        interrupt_main()
    else:
        signal.pthread_kill(ident, signal.SIGINT)


def main() -> None:
    """Run `digest`; a foreseen fault is told in one line and gives the exit status."""
    hear_lost_interrupts()
    gc.set_threshold(*SELDOM)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        application(next(iter(sys.argv[1:]), ""))()
    except DigestError as error:
        show.fault(error)
        sys.exit(error.exit_status)


if __name__ == "__main__":
    main()
