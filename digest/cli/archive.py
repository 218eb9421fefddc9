"""`digest archive`: every issue as a page of the static site."""

from __future__ import annotations

from digest.cli import show
from digest.cli.context import ConfigOption, configuration, open_store


def archive(config: ConfigOption = None) -> None:
    """Write the archive: a page for each issue, the index, the feed. Building again changes no byte."""
    from digest import pipeline

    settings = configuration(config)
    with show.Watch() as watch:
        report = pipeline.archive(settings, open_store(settings), observer=watch)
        issues = f"{report.issues} issue{'' if report.issues == 1 else 's'}"
        removed = f", {len(report.removed)} removed" if report.removed else ""
        show.say(f"{issues}: {len(report.written)} files written, {report.unchanged} unchanged{removed}")
        show.line(str(report.target / "index.html"))
    watch.exit()
