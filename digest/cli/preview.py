"""`digest preview`: an issue in the terminal or as the mail it will be, from its issue.json alone."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import ConfigOption, IssueArgument, configuration, find_issue, read_issue
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from digest.model import Issue


def preview(
    issue: IssueArgument = None,
    *,
    opened: Annotated[
        bool, typer.Option("--open", help="Write the mail's HTML beside issue.json and open it.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="PATH", help="Write the mail's HTML to this file.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Show an issue: in the terminal, or with --open as the mail in a browser."""
    path, folder = _locate(issue, config)
    value = read_issue(path)
    if not opened and html is None:
        from digest.rendering.terminal import render_terminal

        show.out.print(render_terminal(value, folder=folder), soft_wrap=False)
        return
    written = _write(_page(value, folder), html, beside=path.parent)
    if opened:
        _open(written)
    show.line(str(written))


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


def _page(issue: Issue, folder: Path | None) -> str:
    from digest.pipeline import web_url
    from digest.rendering import marks
    from digest.rendering.mail import render_mail, size_findings

    rendition = render_mail(issue, folder=folder, web_url=web_url(issue))
    for finding in size_findings(rendition.html, issue):
        show.say(finding, style="yellow")
    show.say(f"{rendition.subject}\n{rendition.preheader}", style="dim")
    return rendition.html.replace(marks.UNSUBSCRIBE, "#").replace(marks.NAME, "")


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


def _open(path: Path) -> None:
    import webbrowser

    # Without a screen webbrowser would start a browser inside the terminal.
    screen = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    if not screen or not webbrowser.open(path.as_uri()):
        show.say("no screen here: open this file in a browser", style="dim")
