"""`digest group`: stories in, and with each the cluster it belongs to."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - Typer reads this annotation
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import show
from digest.cli.context import JsonOption  # noqa: TC001 - Typer reads this annotation

if TYPE_CHECKING:
    from digest.cli.rows import Rows
    from digest.model import Cluster, Story


def group(
    source: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="JSON Lines of stories; - is the standard input.")
    ] = "-",
    as_json: JsonOption = False,
    strictness: Annotated[
        float,
        typer.Option(
            min=0, max=1, help="0 puts much together, 1 almost nothing; wrong merges or missed ones."
        ),
    ] = 0.5,
    window: Annotated[
        int, typer.Option("--window-days", min=1, help="Stories further apart than this are never compared.")
    ] = 30,
    glossary: Annotated[
        Path | None,
        typer.Option(help="Names in both scripts, one pair a line, as `digest names export` writes them."),
    ] = None,
) -> None:
    """Put the stories that report the same event together, Korean and English alike.

    With --json one line per readable story, in the order of the input: the story as it came, and as `cluster` the id
    of its cluster's first story; `digest summarize` reads it. Exit status 3 where a line could not be used; the rest is answered.
    """
    from digest.analysis.clusters import GroupingSettings
    from digest.analysis.clusters import group as cluster
    from digest.analysis.prepared import prepare
    from digest.cli.rows import read_stories
    from digest.language.analyser import Analyser
    from digest.language.pairs import NOTHING, Known

    known = NOTHING
    if glossary:
        from digest.pipeline.naming import read_glossary  # this brings SQLAlchemy

        known = Known(glossary=read_glossary(glossary))
    rows = read_stories(source)
    with show.Watch() as watch:
        watch.fail_all(rows.faults)
        prepared = prepare(rows.stories, Analyser())
        clusters = cluster(prepared, GroupingSettings(window_days=window, strictness=strictness), known)
    if as_json:
        _lines(rows, clusters)
    else:
        _table(rows.stories, clusters)
    watch.exit()


def _lines(rows: Rows, clusters: tuple[Cluster, ...]) -> None:
    cluster = {story: found.id for found in clusters for story in found.stories}
    for story in rows.stories:
        row = {"id": story.id, "cluster": cluster[story.id]}
        show.line(json.dumps({**row, **rows.given[story.id], **row}, ensure_ascii=False))


def _table(stories: tuple[Story, ...], clusters: tuple[Cluster, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    named = {story.id: story.title or story.text[:80] for story in stories}
    table = Table("", "stories", "because of", box=None, pad_edge=False, header_style="bold")
    for number, found in enumerate(clusters, 1):
        why = {link.left: f"{link.similarity:.2f}  {', '.join(link.shared)}" for link in found.evidence}
        for story in found.stories:
            first = Text(str(number) if story == found.id else "")
            table.add_row(first, Text(named[story]), Text(why.get(story, ""), style="dim"))
    show.out.print(table)
    show.say(f"{len(stories)} stories in {len(clusters)} clusters", style="dim")
