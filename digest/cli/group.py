"""`digest group`: stories in, and with each the cluster it belongs to."""

from __future__ import annotations

import json
from datetime import datetime  # noqa: TC003 - Typer reads this annotation
from pathlib import Path  # noqa: TC003 - Typer reads this annotation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import show
from digest.cli.context import JsonOption  # noqa: TC001 - Typer reads this annotation
from digest.errors import UsageError

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
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Of each link what its words weighed and what spoke against it, and which clusters almost joined.",
        ),
    ] = False,
    glossary: Annotated[
        Path | None,
        typer.Option(help="Names in both scripts, one pair a line, as `digest names export` writes them."),
    ] = None,
    memory: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Join the stories to those that earlier calls brought, and keep them in FILE for the next.",
        ),
    ] = None,
    whole: Annotated[
        bool,
        typer.Option(
            "--whole", help="With --memory: group all its stories anew, not only what is near the new ones."
        ),
    ] = False,
    forget_before: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="With --memory: first drop the clusters whose stories are all dated before this day (UTC), and group the rest anew.",
        ),
    ] = None,
) -> None:
    """Put the stories that report the same event together, Korean and English alike.

    With --json one line per readable story, in the order of the input: the story as it came, and as `cluster` the id
    of its cluster's first story; `digest summarize` reads it. A story that repeats another's text has `copy_of`; with
    --explain each has `evidence` (null for the first of its cluster) and `near`, where it came nearest to another cluster.

    With --memory the answer tells where the stories of this call stand among all that the memory knows; a known story that
    stands in another cluster since has a line of its own, `{"type": "moved", "id", "cluster", "was"}`. Exit status 3 where a line could not be used; the rest is answered.
    """
    _fit(memory, explain=explain, whole=whole, forget_before=forget_before)
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
    rows = read_stories(source, kept=memory is not None)
    with show.Watch() as watch:
        watch.fail_all(rows.faults)
        if memory:
            from digest.cli.joining import join

            settings = GroupingSettings(window_days=window, strictness=strictness)
            policy = (whole, forget_before)
            join(memory, rows, settings, known.glossary, policy, as_json=as_json)
            watch.exit()
            return
        prepared = prepare(rows.stories, Analyser())
        clusters = cluster(
            prepared,
            GroupingSettings(window_days=window, strictness=strictness),
            known=known,
            explained=explain,
        )
    if as_json:
        _lines(rows, clusters, explain=explain)
    elif explain:
        _explained(rows.stories, clusters)
    else:
        _table(rows.stories, clusters)
    watch.exit()


def _fit(memory: Path | None, *, explain: bool, whole: bool, forget_before: datetime | None) -> None:
    """Refuse options that say nothing together."""
    if memory is not None and explain:
        raise UsageError(
            "--explain", "needs all stories compared in one call", "leave out --memory, or --explain"
        )
    if memory is None and (whole or forget_before):
        raise UsageError("--whole" if whole else "--forget-before", "is for a memory", "give --memory FILE")


def _lines(rows: Rows, clusters: tuple[Cluster, ...], *, explain: bool) -> None:
    from digest import codec

    cluster = {story: found.id for found in clusters for story in found.stories}
    more: dict[str, dict[str, Any]] = {story: {} for story in cluster}
    if explain:
        more = {story: {"evidence": None, "near": []} for story in cluster}
        for found in clusters:
            for link in found.evidence:
                more[link.left]["evidence"] = codec.plain(link)
            for miss in found.near:
                more[miss.link.left]["near"].append(codec.plain(miss))
    for found in clusters:
        for copy in found.copies:
            more[copy.story]["copy_of"] = copy.of
    for story in rows.stories:
        row = {"id": story.id, "cluster": cluster[story.id]}
        given = rows.given[story.id]
        show.line(json.dumps({**row, **given, **row, **more[story.id]}, ensure_ascii=False))


def _explained(stories: tuple[Story, ...], clusters: tuple[Cluster, ...]) -> None:
    from rich.text import Text

    from digest.cli.why import cluster_lines

    named = {story.id: story.title or story.text[:80] for story in stories}
    for number, found in enumerate(clusters, 1):
        show.out.print(Text(f"{number}. {named[found.id]}", style="bold"))
        for line in cluster_lines(found, named):
            show.out.print(Text(f"   {line}"))
    show.say(f"{len(stories)} stories in {len(clusters)} clusters", style="dim")


def _table(stories: tuple[Story, ...], clusters: tuple[Cluster, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    named = {story.id: story.title or story.text[:80] for story in stories}
    table = Table("", "stories", "because of", box=None, pad_edge=False, header_style="bold")
    for number, found in enumerate(clusters, 1):
        why = {link.left: f"{link.similarity:.2f}  {', '.join(link.shared)}" for link in found.evidence}
        why |= {copy.story: "the same text" for copy in found.copies if copy.story != found.id}
        for story in found.stories:
            first = Text(str(number) if story == found.id else "")
            table.add_row(first, Text(named[story]), Text(why.get(story, ""), style="dim"))
    show.out.print(table)
    show.say(f"{len(stories)} stories in {len(clusters)} clusters", style="dim")
