"""`digest export`: an issue for a team that sends with another mail service."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from digest.cli import show
from digest.cli.context import (
    ConfigOption,
    IssueArgument,
    JsonOption,
    configuration,
    find_issue,
    open_store,
    read_issue,
)
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.rendering.export import Target


def export(
    issue: IssueArgument = None,
    target: Annotated[
        str, typer.Option("--for", metavar="SERVICE", help="stibee, mailchimp, or html for any other.")
    ] = "html",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="PATH",
            help="The HTML file; the text part stands beside it.",
            show_default="export-SERVICE.html beside issue.json",
        ),
    ] = None,
    despite_lint: Annotated[
        bool, typer.Option("--despite-lint", help="Export although `digest lint` finds errors in the issue.")
    ] = False,
    config: ConfigOption = None,
    json_: JsonOption = False,
) -> None:
    """Write an issue as HTML and text with the merge tags of another mail service; print its subject and preheader."""
    from digest import codec
    from digest.pipeline import exporting
    from digest.rendering.export import Target as Targets

    if target not in get_args(Targets):
        raise UsageError(
            "--for", f'"{target}" is no service that we know', f"one of {', '.join(get_args(Targets))}"
        )
    settings = configuration(config)
    path = find_issue(settings, issue)
    wanted = output or path.parent / f"export-{target}.html"
    made = exporting.export(
        settings,
        open_store(settings),
        read_issue(path),
        cast("Target", target),
        wanted,
        despite=despite_lint,
        observer=show.Watch(),
    )
    if json_:
        show.line(codec.row(made))
        return
    for name, value in (
        ("subject", made.subject),
        ("preheader", made.preheader),
        ("html", made.html),
        ("text", made.text),
    ):
        show.line(f"{name}: {value}")
