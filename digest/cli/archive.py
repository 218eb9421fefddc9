"""`digest archive`: every issue as a page of the static site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.cli import show
from digest.cli.context import ConfigOption, configuration, read_issue
from digest.errors import InputError, ResultError

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Issue


def archive(config: ConfigOption = None) -> None:
    """Write the archive: a page for each issue, the index, the feed. Building again changes no byte."""
    settings = configuration(config)
    target = settings.at(settings.output.archive)
    with show.Watch() as watch:
        issues = _read(settings.at(settings.output.issues), watch)
        if issues:
            from digest.archive.site import build

            report = build(issues, folder=settings.folder, target=target)
            watch.fail_all(report.refused)
            show.say(
                f"{report.issues} issues: {len(report.written)} files written, {report.unchanged} unchanged"
            )
            show.line(str(target / "index.html"))
    watch.exit()


def _read(folder: Path, watch: show.Watch) -> list[Issue]:
    """The issues that can be read; each that cannot is told.

    Raises:
        ResultError: there is none at all.
    """
    found = sorted(folder.glob("*/issue.json"))
    if not found:
        raise ResultError(str(folder), "there is no issue yet", "run `digest build`")
    issues = []
    for path in found:
        try:
            issues.append(read_issue(path))
        except InputError as error:
            watch.fail(error)
        except OSError as error:
            watch.fail(InputError(str(path), f"cannot be read ({error.strerror})", "check its permissions"))
    return issues
