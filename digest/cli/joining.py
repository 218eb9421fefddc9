"""`digest group --memory`: stories in, and with each the cluster it belongs to among all that are known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from digest.cli import show

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from digest.analysis.clusters import GroupingSettings
    from digest.cli.rows import Rows
    from digest.language.glossary import Glossary
    from digest.pipeline.remembered import Answer


def join(
    memory: Path,
    rows: Rows,
    settings: GroupingSettings,
    glossary: Glossary,
    policy: tuple[bool, datetime | None],
    *,
    as_json: bool,
) -> None:
    """Join the stories to those of the memory, and tell where they stand once that is kept.

    Raises:
        UsageError: the memory was made with other settings.
        ResultError: the file is no memory, damaged, or cannot be written.
    """
    from datetime import UTC

    from digest.language.analyser import Analyser
    from digest.pipeline.remembered import Policy
    from digest.pipeline.remembering import group_with_memory

    whole, before = policy
    answer = group_with_memory(
        memory,
        rows.stories,
        Analyser(),
        settings,
        glossary,
        policy=Policy(whole=whole, forget_before=before and before.replace(tzinfo=UTC)),
    )
    if as_json:
        _lines(rows, answer)
    else:
        _table(rows, answer)


def _lines(rows: Rows, answer: Answer) -> None:
    for story in rows.stories:
        row = {"id": story.id, "cluster": answer.clusters[story.id]}
        copy = {"copy_of": answer.copies[story.id]} if story.id in answer.copies else {}
        show.line(json.dumps({**row, **rows.given[story.id], **row, **copy}, ensure_ascii=False))
    for moved in answer.moved:
        told = {"type": "moved", "id": moved.id, "cluster": moved.cluster, "was": moved.was}
        show.line(json.dumps(told, ensure_ascii=False))


def _table(rows: Rows, answer: Answer) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("story", "stands with", box=None, pad_edge=False, header_style="bold")
    for story in rows.stories:
        cluster = answer.clusters[story.id]
        how = f"the same text as {answer.copies[story.id]}" if story.id in answer.copies else cluster
        table.add_row(Text(story.title or story.text[:80]), Text("" if cluster == story.id else how))
    for moved in answer.moved:
        table.add_row(Text(moved.id), Text(f"{moved.cluster}, no longer {moved.was}"))
    show.out.print(table)
    how = "all were grouped anew" if answer.whole else "what is near the new ones was grouped"
    told = how if answer.whole or answer.new else "nothing was grouped"
    show.say(f"{len(rows.stories)} stories, {answer.new} new; {answer.known} known; {told}", style="dim")
