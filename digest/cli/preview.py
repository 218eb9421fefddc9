"""`digest preview`: an issue in the terminal, or as the mail it will be, from its issue.json alone."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from digest.cli import show
from digest.cli.context import ConfigOption, IssueArgument, configuration, find_issue, moment, read_issue
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from digest.model import Issue

PORT = 8710
NEXT = (
    ("edit", "change it"),
    ("preview --serve", "see it as a mail, live"),
    ("lint", "see what should be mended"),
    ("approve", "let it go out"),
)


def preview(
    issue: IssueArgument = None,
    *,
    serve: Annotated[
        bool,
        typer.Option(
            "--serve",
            help="Show it in the browser, with every switch, anew whenever a file changes; Ctrl-C ends it.",
        ),
    ] = False,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="N",
            min=0,
            max=65535,
            help=f"With --serve: listen on this port; 0 takes any that is free. [default: {PORT}]",
        ),
    ] = None,
    opened: Annotated[
        bool,
        typer.Option(
            "--open", help="Write the mail's HTML beside issue.json and open it; with --serve, open the page."
        ),
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="PATH", help="Write the mail's HTML to this file.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Show an issue: in the terminal, with --open as the mail in a browser, or with --serve as you work on it."""
    if port is not None and not serve:
        raise UsageError("--port", "means nothing without --serve", "add --serve")
    show.one_of(serve=serve, html=html)
    path, folder = _locate(issue, config)
    if serve:
        _serve(path, config, port=port, opened=opened, alone=folder is None)
        return
    value = read_issue(path)
    if not opened and html is None:
        from digest.rendering.terminal import render_terminal

        show.out.print(render_terminal(value, folder=folder), soft_wrap=False)
        if folder is not None and show.err.is_terminal:
            _next(value)
        return
    written = _write(_page(value, folder, config), html, beside=path.parent)
    if opened:
        _open(written.as_uri())
    show.line(str(written))


def _next(issue: Issue) -> None:
    """Say what an editor can do with it: the verbs that there are."""
    from digest.cli.main import COMMANDS

    verbs = {verb for *_, verb in COMMANDS}
    told = [f"{why}: digest {verb} {issue.id}" for verb, why in NEXT if verb.split()[0] in verbs]
    show.err.print(Text("\n".join(["", *told]), style="dim"), soft_wrap=False)


def _serve(path: Path, config: Path | None, *, port: int | None, opened: bool, alone: bool) -> None:
    from digest import config as configurations
    from digest.web.preview.serve import serve

    settings = None if alone else configurations.locate(config)
    zone = configurations.load(settings).zone if settings else UTC

    def ready(address: str) -> None:
        show.line(address)
        show.say("changes show at once; Ctrl-C ends it", style="dim")
        if opened:
            _open(address)

    try:
        serve(
            settings,
            path,
            read_issue(path).id,
            port=PORT if port is None else port,
            clock=lambda: moment(None, zone),
            ready=ready,
        )
    except KeyboardInterrupt:
        raise typer.Exit(show.INTERRUPTED) from None


def _locate(name: str | None, config: Path | None) -> tuple[Path, Path | None]:
    """The issue.json that is meant, and the publication's folder; a named file needs no configuration."""
    named = Path(name) if name else None
    if named and config is None:
        for path in (named, named / "issue.json"):
            if path.is_file():
                return path, _folder()
    settings = configuration(config)
    return find_issue(settings, name), settings.folder


def _folder() -> Path | None:
    try:
        return configuration(None).folder
    except UsageError:
        return None


def _page(issue: Issue, folder: Path | None, config: Path | None) -> str:
    from digest import pipeline
    from digest.rendering import marks
    from digest.rendering.mail import render_mail, size_findings

    if folder is None:
        rendition = render_mail(issue, folder=None, web_url=pipeline.web_url(issue))
    else:
        rendition = pipeline.render(configuration(config), issue)
    for finding in size_findings(rendition.html, issue):
        show.say(finding, style="yellow")
    show.say(f"{rendition.subject}\n{rendition.preheader}", style="dim")
    return marks.filled(rendition.html, unsubscribe="#")


def _write(page: str, wanted: Path | None, *, beside: Path) -> Path:
    from digest.storage import files

    if wanted is not None:
        files.write(wanted, page)
        return wanted.resolve()
    target = beside / "preview.html"
    try:
        files.write(target, page)
    except ResultError:
        target = Path(tempfile.mkdtemp(prefix="digest-preview-")) / "preview.html"
        files.write(target, page)
    return target.resolve()


def _open(address: str) -> None:
    import webbrowser

    # Without a screen webbrowser would start a browser inside the terminal.
    screen = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    if not screen or not webbrowser.open(address):
        show.say("no screen here: open this in a browser", style="dim")
