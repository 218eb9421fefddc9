"""`digest serve`: the pages by which readers unsubscribe and choose."""

from __future__ import annotations

import signal
from typing import Annotated

import typer

from digest.cli import show
from digest.cli.context import ConfigOption, configuration, moment, open_store


def serve(
    host: Annotated[
        str | None, typer.Option("--host", metavar="ADDRESS", help="Listen there.", show_default="web.host")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="N",
            min=0,
            max=65535,
            help="Listen on this port; 0 takes any that is free.",
            show_default="web.port",
        ),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Answer readers who unsubscribe or change what they get, behind a proxy that speaks HTTPS; end it with Ctrl-C."""
    from digest.web.readers import serve as readers

    settings = configuration(config)
    address = settings.web.host if host is None else host
    readers.checked(settings, address)
    store = open_store(settings)

    def ready(at: str) -> None:
        show.line(f"http://{at}")
        show.say(
            f"{settings.publication.name}: answers for {settings.web.url}; a proxy has to bring it here"
            " (docs/how-to/unsubscribe.md); Ctrl-C ends",
            style="dim",
        )

    def tell(line: str) -> None:
        show.say(f"{moment(None, settings.zone):%Y-%m-%d %H:%M} {line}", style="dim")

    # The server ends by itself when it is told to, and then gives the signal on: the program would die of it.
    signal.signal(signal.SIGTERM, _ended)
    try:
        readers.serve(
            settings,
            store,
            host=address,
            port=settings.web.port if port is None else port,
            clock=lambda: moment(None, settings.zone),
            ready=ready,
            tell=tell,
        )
    except KeyboardInterrupt:
        raise typer.Exit(show.INTERRUPTED) from None
    except _EndedError:
        pass
    finally:
        store.close()


class _EndedError(BaseException):
    """Whoever started the program (systemd, a container) asks it to end."""


def _ended(_signal: int, _frame: object) -> None:
    raise _EndedError
